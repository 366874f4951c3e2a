//! `masthead plan`: campaigns, keywords, bids and ads as Google Ads Editor CSV and JSON.

use std::path::PathBuf;

use anyhow::Context;
use masthead_insight::plan::{self, Plan};
use masthead_text::Finding;

use crate::{
    Exit,
    args::{self, Args},
    market::{self, Market},
    printer::Printer,
    render, results,
    workspace::{Workspace, shown},
};

pub(crate) fn run(args: &Args, asked: &args::Plan, printer: &Printer) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    let month = market::month(asked.month, args);
    let market = Market::read(&workspace, &workspace.store()?, args, month)?;
    let (paths, findings) = write(&workspace, &make(&workspace, &market)?)?;
    for path in paths {
        printer.line(&shown(&path))?;
    }
    let exits = [
        render::print(findings, asked.format, printer)?,
        market.tell_broken(asked.format, printer)?,
    ];
    Ok(if exits == [Exit::Clean; 2] {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

/// The plan of a month.
pub(crate) fn make(workspace: &Workspace, market: &Market) -> anyhow::Result<Plan> {
    let settings = workspace.settings.plan.as_ref().context(
        "masthead.toml has no [plan]; give currency, target_cost_per_lead and conversion_rate there",
    )?;
    Ok(plan::make(
        &market.keywords,
        &market.content,
        settings,
        market.month,
    ))
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
