//! `masthead digest`: what is new since a day, as pages, Markdown and JSON, and by delivery.

use std::path::PathBuf;

use anyhow::{Context, bail};
use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};
use masthead_insight::digest::{self, Digest, Inputs};
use masthead_store::Store;
use masthead_text::{Finding, Language};

use crate::{
    Exit,
    args::{self, Args, Form, Format, Since},
    clock, deliver, keywords, market,
    printer::Printer,
    render, report, results,
    workspace::{Workspace, shown},
};

/// Days that a digest goes back if nothing else is asked for.
const WEEK: i64 = 7;

pub(crate) fn run(args: &Args, asked: &args::Digest, printer: &Printer) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    let now = clock::now(args);
    let store = workspace.store()?;
    let since = match asked.since {
        Some(Since::Day(since)) => since,
        Some(Since::Crawl) => match store.crawled(now)? {
            Some(at) => clock::day(at),
            None => bail!("nothing was crawled yet; run `masthead crawl` first"),
        },
        None => clock::day(now).checked_sub(Span::new().days(WEEK))?,
    };
    let (digest, broken) = compute(&workspace, &store, args, since)?;
    if asked.send {
        return deliver::send(&workspace, &digest, asked.again, now, printer);
    }
    let forms = asked
        .format
        .map_or_else(|| Form::ALL.to_vec(), |form| vec![form]);
    let dir = asked.out.clone().unwrap_or_else(|| workspace.out(""));
    for path in write(&digest, &dir, &forms, keywords::languages(asked.lang))? {
        printer.line(&shown(&path))?;
    }
    if !broken.is_empty() {
        printer.warn("pages with errors are missing from these results; they stand below");
    }
    render::print(broken, Format::Full, printer)
}

/// The digest of everything since the beginning of a day (UTC), and what is wrong with our own
/// pages that are missing from it.
pub(crate) fn compute(
    workspace: &Workspace,
    store: &Store,
    args: &Args,
    since: Date,
) -> anyhow::Result<(Digest, Vec<Finding>)> {
    let now = clock::now(args);
    let until = clock::day(now);
    if since > until {
        bail!("{since} is after {until}; name an earlier day with --since");
    }
    let pages = store.standing_at(now)?;
    if pages.is_empty() {
        bail!("nothing was crawled by {until}; run `masthead crawl` first");
    }
    let (content, broken) = market::usable(workspace, args)?;
    let before = before(since)?;
    let digest = digest::compute(&Inputs {
        since,
        until,
        content: &content,
        words: &workspace.settings.words,
        notices: workspace.settings.notices,
        currency: report::currency(workspace, &[])?,
        watched: &store.read_until(before)?,
        pages: &pages,
        changes: &store.changes(before, now)?,
        problems: &store.problems(before, now)?,
    })?;
    Ok((digest, broken))
}

/// The last second before a day.
fn before(since: Date) -> anyhow::Result<Timestamp> {
    let start = since
        .to_zoned(TimeZone::UTC)
        .context("finding the start of the day")?;
    Ok(start.timestamp().checked_sub(Span::new().seconds(1))?)
}

/// Writes the digest in each form and language into `dir`.
pub(crate) fn write(
    digest: &Digest,
    dir: &std::path::Path,
    forms: &[Form],
    languages: Vec<Language>,
) -> anyhow::Result<Vec<PathBuf>> {
    let mut written = Vec::new();
    let path = |end: &str| dir.join(format!("digest-{}{end}", digest.until));
    if forms.contains(&Form::Json) {
        written.push(results::write_json(&path(".json"), digest)?);
    }
    for language in languages {
        if forms.contains(&Form::Html) {
            let page = digest::html(digest, language)?;
            written.push(results::write(
                &path(&format!(".{language}.html")),
                page.as_bytes(),
            )?);
        }
        if forms.contains(&Form::Md) {
            let text = digest::markdown(digest, language);
            written.push(results::write(
                &path(&format!(".{language}.md")),
                text.as_bytes(),
            )?);
        }
    }
    Ok(written)
}
