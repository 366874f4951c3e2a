//! `masthead keywords`: the month's terms as a page and as JSON.

use std::path::PathBuf;

use masthead_insight::keywords::{self, Keywords};
use masthead_text::Language;

use crate::{
    Exit,
    args::{self, Args, Format},
    market::{self, Market},
    printer::Printer,
    results,
    workspace::{Workspace, shown},
};

pub(crate) fn run(args: &Args, asked: &args::Keywords, printer: &Printer) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    let month = market::month(asked.month, args);
    let market = Market::read(&workspace, &workspace.store()?, args, month)?;
    for path in write(&workspace, &market.keywords, languages(asked.lang))? {
        printer.line(&shown(&path))?;
    }
    market.tell_broken(Format::Full, printer)
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
