//! `masthead report`: the monthly report as a page and as JSON.

use std::path::PathBuf;

use masthead_insight::report::{self, Both, Inputs, Report};
use masthead_store::{AdRow, Currency, Store};
use masthead_text::Language;

use crate::{
    Exit,
    args::{self, Args, Format},
    keywords,
    market::{self, Market},
    printer::Printer,
    results,
    workspace::{Workspace, shown},
};

pub(crate) fn run(args: &Args, asked: &args::Report, printer: &Printer) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    let store = workspace.store()?;
    let month = asked
        .month
        .unwrap_or_else(|| market::month(None, args).previous());
    let market = Market::read(&workspace, &store, args, month)?;
    let report = compute(&workspace, &store, &market)?;
    for path in write(&workspace, &report, keywords::languages(asked.lang))? {
        printer.line(&shown(&path))?;
    }
    market.tell_broken(Format::Full, printer)
}

/// The report of a month.
pub(crate) fn compute(
    workspace: &Workspace,
    store: &Store,
    market: &Market,
) -> anyhow::Result<Report> {
    let month = market.month;
    let previous = month.previous();
    let search = [store.search(previous)?, store.search(month)?];
    let ads = [store.ads(previous)?, store.ads(month)?];
    let leads = [store.leads(previous)?, store.leads(month)?];
    let planned = workspace.settings.plan.as_ref();
    let inputs = Inputs {
        month,
        content: &market.content,
        currency: currency(workspace, &ads[1])?,
        target_cost_per_lead: planned.map(|plan| plan.target_cost_per_lead),
        watched: &store.read_until(market::end(previous)?)?,
        pages: &store.standing_at(market::end(month)?)?,
        changes: &store.changes(market::end(previous)?, market::end(month)?)?,
        keywords: &market.keywords,
        lexicon: &market.lexicon,
        words: &workspace.settings.words,
        notices: workspace.settings.notices,
        search: both(&search),
        ads: both(&ads),
        leads: both(&leads),
        problems: &store.problems(market::end(previous)?, market::end(month)?)?,
    };
    Ok(report::compute(&inputs)?)
}

/// The currency of the plan, which is the account's; without a plan that of the imported costs.
pub(crate) fn currency(workspace: &Workspace, ads: &[AdRow]) -> anyhow::Result<Currency> {
    let planned = workspace.settings.plan.as_ref().map(|plan| plan.currency);
    let spent = || ads.first().map(|row| row.cost.currency);
    planned
        .or_else(spent)
        .map_or_else(|| Ok("CNY".parse()?), Ok)
}

/// Last month's rows and this month's.
fn both<T>([before, now]: &[Vec<T>; 2]) -> Both<&[T]> {
    Both { now, before }
}

/// Writes the report in each language, and the JSON.
pub(crate) fn write(
    workspace: &Workspace,
    report: &Report,
    languages: Vec<Language>,
) -> anyhow::Result<Vec<PathBuf>> {
    let month = report.month;
    let json = workspace.out(&format!("report-{month}.json"));
    let mut written = vec![results::write_json(&json, report)?];
    for language in languages {
        let path = workspace.out(&format!("report-{month}.{language}.html"));
        let html = report::html(report, language)?;
        written.push(results::write(&path, html.as_bytes())?);
    }
    Ok(written)
}
