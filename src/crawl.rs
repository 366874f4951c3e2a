//! `masthead crawl`: visits the sources and says what was new.

use std::{fs, io};

use anyhow::bail;
use jiff::Timestamp;
use masthead_crawler::{Event, Plan, Source, SourceKind, State, Summary};
use masthead_store::{Problem, Pruned, SourceTally, Store};
use masthead_text::Language;
use url::Url;

use crate::{
    Exit,
    args::{self, Args},
    clock, doctor,
    printer::Printer,
    progress::Progress,
    workspace::Workspace,
};

pub(crate) fn run(args: &Args, how: &args::Crawl, printer: &Printer) -> anyhow::Result<Exit> {
    if how.host_task {
        let mut input = io::stdin().lock();
        masthead_crawler::host_task(&mut input, &mut printer.out(), clock::now(args))?;
        return Ok(Exit::Clean);
    }
    let workspace = Workspace::find(args)?;
    if workspace.settings.source.is_empty() {
        bail!("masthead.toml names no source; add a [[source]] with name, url, kind and role");
    }
    let now = clock::now(args);
    if how.dry_run {
        rehearse(&workspace, now, printer)
    } else if how.plan {
        plan(&workspace, now, printer)
    } else if how.merge {
        merge(&workspace, now, printer)
    } else {
        visit(&workspace, now, printer)
    }
}

/// Prints what is to be done at each host; if that is nothing, the crawl is over.
fn plan(workspace: &Workspace, now: Timestamp, printer: &Printer) -> anyhow::Result<Exit> {
    let mut store = workspace.store()?;
    let sources = asking(workspace, now, printer);
    let settings = &workspace.settings.crawl;
    let mut out = printer.out();
    match masthead_crawler::plans(&mut store, &sources, settings, now, &mut out)? {
        None => Ok(Exit::Clean),
        Some(summary) => {
            printer.say("nothing is left to do; the crawl is over");
            summed(&store, &summary, printer)
        }
    }
}

/// Stores the records of hosts that were crawled elsewhere.
fn merge(workspace: &Workspace, now: Timestamp, printer: &Printer) -> anyhow::Result<Exit> {
    let mut store = workspace.store()?;
    let sources = asking(workspace, now, printer);
    let settings = &workspace.settings.crawl;
    let mut input = io::stdin().lock();
    let count = masthead_crawler::merge(&mut store, &sources, settings, now, &mut input)?;
    printer.say(&format!(
        "{count} records stored; `masthead crawl --plan` says what is left to do"
    ));
    Ok(Exit::Clean)
}

/// Prints which addresses a crawl would begin with, and under which rules, by host.
fn rehearse(workspace: &Workspace, now: Timestamp, printer: &Printer) -> anyhow::Result<Exit> {
    let folder = workspace.state.join("rehearsal");
    fs::create_dir_all(&folder)?;
    let sources = asking(workspace, now, printer);
    let plans = || -> anyhow::Result<_> {
        let mut copy = workspace.store()?.copy_rows(&folder)?;
        let settings = &workspace.settings.crawl;
        Ok(masthead_crawler::rehearse(
            &mut copy, &sources, settings, now,
        )?)
    };
    let planned = plans();
    fs::remove_dir_all(&folder)?;
    for (plan, state) in planned? {
        printer.line(&rules(&plan, &state, now))?;
        for waiting in &plan.tasks {
            let asked = if waiting.known.is_some() {
                " (if it changed)"
            } else {
                ""
            };
            let task = &waiting.task;
            printer.line(&format!("  {}: {}{asked}", task.source, task.url))?;
        }
    }
    printer.say("nothing was asked for; what these pages name would follow");
    Ok(Exit::Clean)
}

/// A host, and how it would be asked.
fn rules(plan: &Plan, state: &State, now: Timestamp) -> String {
    let delay = state.host.crawl_delay.unwrap_or_default();
    let delay = delay.max(plan.watch.settings.least_delay());
    let robots = match &state.host.robots {
        Some((_, read)) => format!("robots.txt read {}", read.strftime("%Y-%m-%d %H:%M")),
        None => "robots.txt first".to_owned(),
    };
    let held = match state.host.not_before {
        Some(until) if until > now => format!(", not before {until}"),
        _ => String::new(),
    };
    let delay = delay.as_secs_f64();
    format!(
        "{}: {robots}, {delay} s between requests{held}",
        plain(&plan.host)
    )
}

/// Visits all sources at `now`, stores what they say, and prints what came of it.
pub(crate) fn visit(
    workspace: &Workspace,
    now: Timestamp,
    printer: &Printer,
) -> anyhow::Result<Exit> {
    let mut store = workspace.store()?;
    let mut progress = Progress::new(printer);
    let mut take = |event| {
        progress.take(&event);
        tell(&event, printer);
    };
    let sources = asking(workspace, now, printer);
    let settings = &workspace.settings.crawl;
    if let Some(proxy) = &settings.proxy {
        printer.say(&format!(
            "every request goes through the proxy {}, which looks names up itself: \
             whether one leads into a private network is up to it",
            proxy.origin().ascii_serialization()
        ));
    }
    let summary = masthead_crawler::crawl(&mut store, &sources, settings, now, &mut take)?;
    progress.end();
    tidy(&mut store, workspace, now, printer);
    summed(&store, &summary, printer)
}

/// Drops what the settings say is too old. That it cannot is no fault of the crawl.
fn tidy(store: &mut Store, workspace: &Workspace, now: Timestamp, printer: &Printer) {
    match store.prune(&workspace.settings.keep, now) {
        Ok(Pruned {
            versions: 0,
            bodies: 0,
            tasks: 0,
            ..
        }) => {}
        Ok(pruned) => printer.say(&doctor::dropped(&pruned)),
        Err(error) => printer.warn(&format!("what is out of use was not dropped: {error}")),
    }
}

/// What a crawl did for each source, and what was wrong.
fn summed(store: &Store, summary: &Summary, printer: &Printer) -> anyhow::Result<Exit> {
    for tally in &summary.sources {
        printer.line(&line(tally))?;
    }
    let problems = store.problems(summary.now, summary.now)?;
    problems
        .iter()
        .for_each(|problem| printer.warn(&sentence(problem)));
    Ok(if problems.is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

/// The sources, each search with what it asks for: its own queries, else the target keywords of
/// our content and the terms of the settings, in the language of the source.
fn asking(workspace: &Workspace, now: Timestamp, printer: &Printer) -> Vec<Source> {
    let mut sources = workspace.settings.source.clone();
    let silent =
        |source: &&mut Source| source.kind == SourceKind::Search && source.queries.is_empty();
    for source in sources.iter_mut().filter(silent) {
        source.queries = queries(workspace, source.language, now);
        if source.queries.is_empty() {
            printer.warn(&format!(
                "{}: there is nothing to search for; give your pages target keywords, or the \
                 source `queries` in masthead.toml",
                source.name
            ));
        }
    }
    sources
}

/// Target keywords, then terms, each once; of one language only, if there is one.
fn queries(workspace: &Workspace, only: Option<Language>, now: Timestamp) -> Vec<String> {
    let site = workspace.settings.site();
    let (content, _) = masthead_editorial::read(&workspace.root, &site, clock::day(now));
    let pages = content.iter().flat_map(|content| &content.pages);
    let keywords = pages.filter(|page| !page.draft);
    let keywords = keywords.map(|page| (page.keyword.clone(), Some(page.language)));
    let terms = workspace.settings.words.terms.iter();
    let terms = terms.map(|term| (term.clone(), masthead_text::detect(term)));
    let mut queries = Vec::new();
    for (query, language) in keywords.chain(terms) {
        let speaks = only.is_none() || language.is_none() || only == language;
        if speaks && !query.trim().is_empty() && !queries.contains(&query) {
            queries.push(query);
        }
    }
    queries
}

/// What is worth a line while the crawl goes on; what went wrong is told at the end, once.
fn tell(event: &Event, printer: &Printer) {
    match event {
        Event::Resumed { began, left } => {
            printer.say(&format!(
                "going on with the crawl of {began}, addresses left: {left}"
            ));
        }
        Event::HostDone { host } => printer.say(&format!("visited {}", plain(host))),
        Event::HostStarted { .. } | Event::Page { .. } | Event::Problem { .. } => {}
    }
}

/// A host without the port that goes without saying.
fn plain(host: &str) -> String {
    Url::parse(host).map_or_else(
        |_| host.to_owned(),
        |url| url.origin().ascii_serialization(),
    )
}

/// What became of the pages of a source.
fn line(tally: &SourceTally) -> String {
    let counts = [
        (tally.new, "new"),
        (tally.changed, "changed"),
        (tally.same, "unchanged"),
        (tally.gone, "gone"),
        (tally.skipped, "skipped"),
        (tally.failed, "failed"),
    ];
    let said: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    let said = if said.is_empty() {
        "nothing new".to_owned()
    } else {
        said.join(", ")
    };
    format!("{}: {said}", tally.source)
}

fn sentence(problem: &Problem) -> String {
    format!("{}: {}: {}", problem.source, problem.url, problem.message)
}
