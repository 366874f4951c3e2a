//! `masthead plan`: campaigns, keywords, bids and ads as Google Ads Editor CSV and JSON.

use std::path::PathBuf;

use anyhow::Context;
use masthead_editorial::Content;
use masthead_insight::{
    keywords::Keywords,
    plan::{self, Plan},
};
use masthead_store::Month;
use masthead_text::Finding;

use crate::{
    Exit,
    args::{self, Args},
    clock, keywords,
    printer::Printer,
    render, results,
    workspace::{Workspace, shown},
};

pub(crate) fn run(args: &Args, asked: &args::Plan, printer: &Printer) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    let month = asked
        .month
        .unwrap_or_else(|| Month::of(clock::day(clock::now(args))));
    let content = keywords::usable(&workspace, args)?;
    let keywords = keywords::gather(&workspace, &workspace.store()?, &content, month)?;
    let plan = make(&workspace, &keywords, &content)?;
    let (paths, findings) = write(&workspace, &plan)?;
    for path in paths {
        printer.data(&format!("{}\n", shown(&path)))?;
    }
    render::print(findings, args::Format::Full, printer)
}

/// The plan of the keywords' month.
pub(crate) fn make(
    workspace: &Workspace,
    keywords: &Keywords,
    content: &Content,
) -> anyhow::Result<Plan> {
    let settings = workspace.settings.plan.as_ref().context(
        "masthead.toml has no [plan]; give currency, target_cost_per_lead and conversion_rate there",
    )?;
    Ok(plan::make(keywords, content, settings, keywords.month))
}

/// Writes a plan that breaks no limit of the platform; gives the files, and what is wrong.
pub(crate) fn write(
    workspace: &Workspace,
    plan: &Plan,
) -> anyhow::Result<(Vec<PathBuf>, Vec<Finding>)> {
    let findings = plan::check(plan);
    if render::broken(&findings) {
        return Ok((Vec::new(), findings));
    }
    let dir = workspace.out(&format!("plan-{}", plan.month));
    let json = results::write_json(&dir.join("plan.json"), plan)?;
    let csv = dir.join("google-ads-editor.csv");
    let csv = results::write(&csv, &plan::google_ads_editor(plan))?;
    Ok((vec![csv, json], findings))
}
