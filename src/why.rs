//! `masthead why`: what became of an address in the crawls, and why.

use jiff::Timestamp;
use masthead_crawler::{Robots, Source, SourceKind, Verdict, Watch, host, normal, would_admit};
use masthead_store::{Claims, Fate, Kept, Step, Store};
use url::Url;

use crate::{
    Exit,
    args::{self, Args},
    clock,
    printer::Printer,
    workspace::Workspace,
};

/// So many crawls are told for each source.
const CRAWLS: usize = 10;

pub(crate) fn run(args: &Args, asked: &args::Why, printer: &Printer) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    let store = workspace.store()?;
    let Some(url) = normal(&asked.url) else {
        anyhow::bail!("{} is no address of the web", asked.url);
    };
    printer.line(url.as_str())?;
    if url != asked.url {
        printer.line("  this is its normal form, by which it is known")?;
    }
    let kept = store.kept(&url)?;
    let fates = store.fates(&url)?;
    let sources = &workspace.settings.source;
    for kept in &kept {
        printer.line(&format!("  {}", standing(kept, sources)))?;
        if let Some(line) = doubt(&kept.source, store.claims(&kept.source)?) {
            printer.line(&format!("  {line}"))?;
        }
    }
    for line in history(&fates, sources) {
        printer.line(&format!("  {line}"))?;
    }
    if fates.is_empty() {
        for line in unmet(&workspace, &store, &url, clock::now(args))? {
            printer.line(&format!("  {line}"))?;
        }
    }
    let stands = kept.iter().any(|kept| !kept.gone);
    Ok(if stands { Exit::Clean } else { Exit::Findings })
}

/// What is kept of the page, as half a sentence after its source.
fn standing(kept: &Kept, sources: &[Source]) -> String {
    let mut told = format!(
        "{}: {}, first seen {}, last changed {}, {} kept",
        kept.source,
        if kept.gone { "gone" } else { "stands" },
        day(kept.first_seen),
        day(kept.changed),
        match kept.versions {
            1 => "1 version".to_owned(),
            count => format!("{count} versions"),
        }
    );
    if let Some(due) = kept.due.filter(|_| !kept.gone) {
        told += &format!(
            ", not asked for again before {} unless its {} says that it changed",
            minute(due),
            teller(&kept.source, sources)
        );
    }
    told
}

/// What of a source tells when its pages changed.
fn teller(name: &str, sources: &[Source]) -> &'static str {
    let source = sources.iter().find(|source| source.name == name);
    match source.map(|source| source.kind) {
        Some(SourceKind::Feed) => "feed",
        _ => "sitemap",
    }
}

/// That a source is not believed, if it is not.
fn doubt(source: &str, claims: Claims) -> Option<String> {
    (!claims.believed()).then(|| {
        format!(
            "{source}: says of pages that they changed which have not (borne out: {} of {}); until \
             that is better, two of them are looked into in each crawl",
            claims.borne_out, claims.followed
        )
    })
}

/// What the crawls did, the last one first.
fn history(fates: &[Fate], sources: &[Source]) -> impl Iterator<Item = String> {
    let shown = fates.iter().take(CRAWLS).map(|fate| told(fate, sources));
    let more = fates.len().saturating_sub(CRAWLS);
    let more = (more > 0).then(|| format!("and in {more} earlier crawls"));
    shown.chain(more)
}

fn told(fate: &Fate, sources: &[Source]) -> String {
    let done = match (fate.outcome.as_deref(), fate.effect.as_deref()) {
        (Some("fetched"), Some("new")) => "read, new".to_owned(),
        (Some("fetched"), Some("changed")) => "read, changed".to_owned(),
        (Some("fetched"), Some("same")) => "read, with other bytes and the same text".to_owned(),
        (Some("fetched"), _) => "read for the addresses it names".to_owned(),
        (Some("unchanged"), _) => "asked for, unchanged".to_owned(),
        (Some("gone"), _) => "gone".to_owned(),
        (Some("skipped"), _) => match fate.step {
            Some(step) => format!("refused at the step “{}”", step_name(step)),
            None => "refused".to_owned(),
        },
        (Some("failed"), _) => "failed".to_owned(),
        _ => "waits for its turn".to_owned(),
    };
    let mut line = format!("{}  {}: {done}", minute(fate.crawl), fate.source);
    if let Some(reason) = &fate.reason {
        line += &format!(": {reason}");
    }
    line += &match &fate.from {
        Some(from) if fate.depth == 1 => format!("; named by {from}"),
        Some(from) => format!("; named by {from}, {} steps from the start", fate.depth),
        None if fate.depth == 0 => "; the start of the source".to_owned(),
        None => String::new(),
    };
    if let Some(claim) = fate.claim {
        let (teller, day) = (teller(&fate.source, sources), day(claim));
        line += &format!("; due early, for its {teller} says that it changed on {day}");
    }
    if !fate.trail.is_empty() {
        let trail: Vec<&str> = fate.trail.iter().map(Url::as_str).collect();
        line += &format!("; after a redirect from {}", trail.join(", from "));
    }
    line
}

/// A step in the words of the settings and of people.
const fn step_name(step: Step) -> &'static str {
    match step {
        Step::Source => "source",
        Step::Scope => "scope",
        Step::Filter => "filter",
        Step::Depth => "depth",
        Step::Trap => "trap",
        Step::Budget => "budget",
        Step::Robots => "robots",
        Step::Redirect => "redirect",
        Step::Type => "type",
    }
}

/// What would become of an address that no crawl has met.
fn unmet(
    workspace: &Workspace,
    store: &Store,
    url: &Url,
    now: Timestamp,
) -> anyhow::Result<Vec<String>> {
    let (sources, settings) = (&workspace.settings.source, &workspace.settings.crawl);
    let watch = Watch::new(sources, settings, now);
    let mut lines =
        vec!["no crawl has met it: no page, feed or list that was read names it".into()];
    for source in sources {
        match would_admit(&watch, source, url) {
            None => {}
            Some(None) => lines.push(format!(
                "{}: of its host; it would be asked for if something named it",
                source.name
            )),
            Some(Some((step, reason))) => lines.push(format!(
                "{}: of its host, but it would be refused at the step “{}”: {reason}",
                source.name,
                step_name(step)
            )),
        }
    }
    if lines.len() == 1 {
        let site = host(url).unwrap_or_default();
        lines.push(format!(
            "no source in masthead.toml begins at {site}; add one to watch it"
        ));
    }
    let known = store.host(&host(url).unwrap_or_default())?;
    if let Some((text, read)) = known.and_then(|host| host.robots) {
        let robots = Robots::parse(&text, &settings.agent);
        lines.push(match robots.judge(url) {
            Verdict::Allowed => format!("robots.txt, read {}, allows it", day(read)),
            Verdict::Forbidden { rule, line } => format!(
                "robots.txt, read {}, forbids it in line {line} (`{rule}`)",
                day(read)
            ),
        });
    }
    Ok(lines)
}

/// An instant to the day.
fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}

/// An instant to the minute, in universal time.
fn minute(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}
