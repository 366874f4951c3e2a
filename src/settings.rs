//! What `masthead.toml` says: one table of keys that checks it and documents it.

mod keys;

use std::collections::BTreeSet;
use std::path::PathBuf;

use masthead_crawler::Source;
use masthead_editorial::{Content, schema};
use masthead_insight::{
    keywords, notice, plan,
    words::{self, Names, Words},
};
use masthead_text::{Finding, Lexicon, Severity};
use serde::Deserialize;

use crate::deliver::{self, Delivery};

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
    /// How long what is out of use is kept.
    pub keep: masthead_store::Keep,
    /// The words that texts are read with.
    pub words: Words,
    /// How terms are counted and judged.
    pub keywords: keywords::Settings,
    /// How notices of tenders are read.
    pub notices: notice::Settings,
    /// Where digests are sent.
    pub delivery: Vec<Delivery>,
    /// The assumptions of the search-advertising plan; without them there is no plan.
    pub plan: Option<plan::Settings>,
}

impl Settings {
    /// The folder of the Zola site, relative to the workspace.
    #[must_use]
    pub fn site(&self) -> PathBuf {
        self.site.clone().unwrap_or_else(|| PathBuf::from("site"))
    }

    /// What texts are read with: the words and names of the settings, the synonyms of the plan,
    /// and, as far as the content can be read, its names and products. Nothing is written twice.
    #[must_use]
    pub fn lexicon(&self, content: Option<&Content>) -> Lexicon {
        let mut words = self.words.clone();
        let planned = self.plan.iter().flat_map(|plan| &plan.synonyms);
        words.synonyms.extend(planned.map(|(target, others)| {
            let target = std::iter::once(target);
            target.chain(others).cloned().collect()
        }));
        let sources: Vec<_> = self
            .source
            .iter()
            .map(|source| (source.name.as_str(), source.role))
            .collect();
        let names = Names {
            brands: &self.brands,
            sources: &sources,
        };
        words::lexicon(&words, names, content)
    }
}

/// Reads settings; with errors among the findings, the settings are the defaults.
#[must_use]
pub fn read(text: &str) -> (Settings, Vec<Finding>) {
    let mut checked = schema::check(FILE, text, 0..text.len(), KEYS);
    let mut findings = std::mem::take(&mut checked.findings);
    let mut settings: Settings = checked.read(&mut findings).unwrap_or_default();
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
    let deliveries = deliver::check(&settings.delivery).into_iter().map(|fault| {
        let number = fault.number.to_string();
        let place = checked.place(&["delivery", &number, fault.key]);
        Finding::new("setting", Severity::Error, fault.message, place).help(fault.help)
    });
    let faults = faults.chain(deliveries);
    // A slip that the table of keys has found is told once.
    findings.extend(faults.filter(|fault| !told.contains(&fault.place.line)));
    (settings, findings)
}

#[cfg(test)]
mod tests;
