//! `masthead keywords`: the month's terms as a page and as JSON.

use std::path::PathBuf;

use anyhow::{Context, bail};
use jiff::{Timestamp, tz::TimeZone};
use masthead_editorial::Content;
use masthead_insight::keywords::{self, Keywords};
use masthead_store::{Month, PageAt, Store};
use masthead_text::Language;

use crate::{
    Exit,
    args::{self, Args},
    check, clock,
    printer::Printer,
    results,
    workspace::{Workspace, shown},
};

pub(crate) fn run(args: &Args, asked: &args::Keywords, printer: &Printer) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    let month = asked
        .month
        .unwrap_or_else(|| Month::of(clock::day(clock::now(args))));
    let content = usable(&workspace, args)?;
    let keywords = gather(&workspace, &workspace.store()?, &content, month)?;
    for path in write(&workspace, &keywords, languages(asked.lang))? {
        printer.data(&format!("{}\n", shown(&path)))?;
    }
    Ok(Exit::Clean)
}

/// The keywords of a month out of the store.
pub(crate) fn gather(
    workspace: &Workspace,
    store: &Store,
    content: &Content,
    month: Month,
) -> anyhow::Result<Keywords> {
    let now = pages(store, month)?;
    if now.is_empty() {
        bail!("nothing was crawled by the end of {month}; run `masthead crawl` first");
    }
    let before = pages(store, month.previous())?;
    Ok(keywords::gather(
        &before,
        &now,
        content,
        month,
        &workspace.settings.keywords,
    ))
}

/// The pages that stood at the end of a month.
pub(crate) fn pages(store: &Store, month: Month) -> anyhow::Result<Vec<PageAt>> {
    Ok(store.pages_at(end(month)?)?)
}

/// The last instant of a month, in UTC as everything that is stored.
pub(crate) fn end(month: Month) -> anyhow::Result<Timestamp> {
    let last = month.last().at(23, 59, 59, 999_999_999);
    let zoned = last
        .to_zoned(TimeZone::UTC)
        .with_context(|| format!("no end of {month}"))?;
    Ok(zoned.timestamp())
}

/// The content, if it can be worked with: reports need every page's facts.
pub(crate) fn usable(workspace: &Workspace, args: &Args) -> anyhow::Result<Content> {
    match check::content(workspace, args) {
        (Some(content), _) => Ok(content),
        (None, findings) => match findings.first() {
            Some(first) => bail!(
                "the site's settings cannot be read: {}: {}; `masthead check` says more",
                first.place.path,
                first.message
            ),
            None => bail!("the site's settings cannot be read"),
        },
    }
}

/// The languages asked for: one, or both.
pub(crate) fn languages(asked: Option<Language>) -> Vec<Language> {
    asked.map_or_else(|| Language::ALL.to_vec(), |language| vec![language])
}

/// Writes the page in each language, and the JSON.
pub(crate) fn write(
    workspace: &Workspace,
    keywords: &Keywords,
    languages: Vec<Language>,
) -> anyhow::Result<Vec<PathBuf>> {
    let month = keywords.month;
    let json = workspace.out(&format!("keywords-{month}.json"));
    let mut written = vec![results::write_json(&json, keywords)?];
    for language in languages {
        let path = workspace.out(&format!("keywords-{month}.{language}.html"));
        let html = keywords::html(keywords, language)?;
        written.push(results::write(&path, html.as_bytes())?);
    }
    Ok(written)
}
