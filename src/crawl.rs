//! `masthead crawl`: visits the sources and says what was new.

use anyhow::bail;
use jiff::Timestamp;
use masthead_crawler::Event;
use masthead_store::{Problem, SourceTally};
use url::Url;

use crate::{Exit, args::Args, clock, printer::Printer, workspace::Workspace};

pub(crate) fn run(args: &Args, printer: &Printer) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    if workspace.settings.source.is_empty() {
        bail!("masthead.toml names no source; add a [[source]] with name, url, kind and role");
    }
    visit(&workspace, clock::now(args), printer)
}

/// Visits all sources at `now`, stores what they say, and prints what came of it.
pub(crate) fn visit(
    workspace: &Workspace,
    now: Timestamp,
    printer: &Printer,
) -> anyhow::Result<Exit> {
    let mut store = workspace.store()?;
    let mut progress = |event| tell(&event, printer);
    let (sources, settings) = (&workspace.settings.source, &workspace.settings.crawl);
    if let Some(proxy) = &settings.proxy {
        printer.say(&format!(
            "every request goes through the proxy {}, which looks names up itself: \
             whether one leads into a private network is up to it",
            proxy.origin().ascii_serialization()
        ));
    }
    let summary = masthead_crawler::crawl(&mut store, sources, settings, now, &mut progress)?;
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

/// What is worth a line while the crawl goes on; what went wrong is told at the end, once.
fn tell(event: &Event, printer: &Printer) {
    match event {
        Event::Resumed { began, left } => {
            printer.say(&format!(
                "going on with the crawl of {began}, addresses left: {left}"
            ));
        }
        Event::HostDone { host } => printer.say(&format!("visited {}", plain(host))),
        Event::HostStarted { .. } | Event::Page { .. } => {}
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
