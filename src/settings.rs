//! What `masthead.toml` says: one table of keys that checks it and documents it.

mod keys;

use std::collections::BTreeSet;
use std::path::PathBuf;

use masthead_crawler::Source;
use masthead_editorial::schema;
use masthead_insight::{keywords, plan};
use masthead_text::{Finding, Severity};
use serde::Deserialize;

pub use keys::KEYS;

/// The file's name, at the top of a workspace.
pub const FILE: &str = "masthead.toml";

/// The settings of a workspace.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The folder of the Zola site; `site` if not said.
    pub site: Option<PathBuf>,
    /// The Zola to use, instead of looking for one.
    pub zola: Option<PathBuf>,
    /// Competitors' brand names beside the names of the watched sources.
    pub brands: Vec<String>,
    /// How sources are visited.
    pub crawl: masthead_crawler::Settings,
    /// What is watched.
    pub source: Vec<Source>,
    /// How terms are counted and judged.
    pub keywords: keywords::Settings,
    /// The assumptions of the search-advertising plan; without them there is no plan.
    pub plan: Option<plan::Settings>,
}

impl Settings {
    /// The folder of the Zola site, relative to the workspace.
    #[must_use]
    pub fn site(&self) -> PathBuf {
        self.site.clone().unwrap_or_else(|| PathBuf::from("site"))
    }
}

/// Reads settings; with errors among the findings, the settings are the defaults.
#[must_use]
pub fn read(text: &str) -> (Settings, Vec<Finding>) {
    let mut checked = schema::check(FILE, text, 0..text.len(), KEYS);
    let mut findings = std::mem::take(&mut checked.findings);
    let mut settings: Settings = checked.read(&mut findings).unwrap_or_default();
    settings.keywords.brands.clone_from(&settings.brands);
    if let Some(plan) = &mut settings.plan {
        plan.brands.clone_from(&settings.brands);
    }
    let faults = masthead_crawler::check(&settings.source, &settings.crawl);
    let told: BTreeSet<_> = findings.iter().map(|found| found.place.line).collect();
    let faults = faults.into_iter().map(|fault| {
        let number = fault.source.map(|number| number.to_string());
        let place = match &number {
            Some(number) => checked.place(&["source", number, fault.key]),
            None => checked.place(&["crawl", fault.key]),
        };
        Finding::new("setting", Severity::Error, fault.message, place).help(fault.help)
    });
    // A slip that the table of keys has found is told once.
    findings.extend(faults.filter(|fault| !told.contains(&fault.place.line)));
    (settings, findings)
}

#[cfg(test)]
mod tests;
