//! What `masthead.toml` says: one table of keys that checks it and documents it.

use std::path::PathBuf;

use masthead_crawler::Source;
use masthead_editorial::schema::{self, Key, Need, Shape};
use masthead_insight::{keywords, plan};
use masthead_text::{Finding, Severity};
use serde::Deserialize;

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
    let mut settings: Settings = checked.read_or_tell(&mut findings).unwrap_or_default();
    settings.keywords.brands.clone_from(&settings.brands);
    if let Some(plan) = &mut settings.plan {
        plan.brands.clone_from(&settings.brands);
    }
    let faults = masthead_crawler::check(&settings.source, &settings.crawl);
    findings.extend(faults.into_iter().map(|fault| {
        let number = fault.source.map(|number| number.to_string());
        let place = match &number {
            Some(number) => checked.place(&["source", number, fault.key]),
            None => checked.place(&["crawl", fault.key]),
        };
        Finding::new("setting", Severity::Error, fault.message, place).help(fault.help)
    }));
    (settings, findings)
}

const LANGUAGES: &[&str] = &["en", "zh"];

/// Every key of `masthead.toml`.
pub const KEYS: &[Key] = &[
    optional(
        "site",
        Shape::Text,
        "Folder of the Zola site. Default: `site`.",
    ),
    optional(
        "zola",
        Shape::Text,
        "The Zola program to run. Default: `MASTHEAD_ZOLA`, `.masthead/tools/zola`, then the PATH.",
    ),
    optional(
        "brands",
        Shape::List(&Shape::Text),
        "Competitors' brand names beside those of the watched sources: no terms of the market, and never answered by our ads.",
    ),
    optional("crawl", Shape::Table(CRAWL), "How sources are visited."),
    optional("source", Shape::Tables(SOURCE), "One thing to watch."),
    optional(
        "keywords",
        Shape::Table(KEYWORDS),
        "How terms are counted and judged.",
    ),
    optional(
        "plan",
        Shape::Table(PLAN),
        "The assumptions of the search-advertising plan.",
    ),
];

const CRAWL: &[Key] = &[
    optional(
        "agent",
        Shape::Text,
        "Name of the crawler; robots.txt is obeyed under its first word. Default: `Masthead/0.1`.",
    ),
    optional(
        "contact",
        Shape::Text,
        "Address for the owners of visited sites, part of the user agent.",
    ),
    optional(
        "delay",
        Shape::Amount,
        "Least seconds between two requests to one host. Default: 1.",
    ),
    optional(
        "timeout",
        Shape::Amount,
        "Seconds that one request may take. Default: 30.",
    ),
    optional(
        "max_bytes",
        Shape::Integer,
        "Largest page to read, in bytes after decompression. Default: 10485760.",
    ),
    optional(
        "max_pages",
        Shape::Integer,
        "Most pages of one source in one run. Default: 200.",
    ),
    optional(
        "max_depth",
        Shape::Integer,
        "Most links to follow from the start of a site. Default: 5.",
    ),
    optional(
        "hosts_at_once",
        Shape::Integer,
        "Hosts visited at the same time. Default: 8.",
    ),
    optional(
        "resolve",
        Shape::Map(&Shape::Text),
        "Addresses for host names, such as `\"www.example.com\" = \"127.0.0.1:8080\"`; they may be private.",
    ),
    optional(
        "private",
        Shape::List(&Shape::Text),
        "Host names that may have a private address.",
    ),
];

const SOURCE: &[Key] = &[
    required("name", Shape::Text, "What people call it; each name once."),
    required(
        "url",
        Shape::Address,
        "Where it starts: the feed, sitemap, list page or home page.",
    ),
    required(
        "kind",
        Shape::Word(&["feed", "sitemap", "list", "site"]),
        "How its pages are found: `feed`, `sitemap`, `list` (by CSS selectors) or `site` (by links).",
    ),
    required(
        "role",
        Shape::Word(&["industry", "competitor", "tender", "own"]),
        "What it is to you: `industry`, `competitor`, `tender` or `own`.",
    ),
    optional(
        "language",
        Shape::Word(LANGUAGES),
        "`en` or `zh`, if it has one language.",
    ),
    optional(
        "item",
        Shape::Text,
        "For `list`: CSS selector of one entry.",
    ),
    optional(
        "link",
        Shape::Text,
        "For `list`: CSS selector of the link within an entry.",
    ),
    optional(
        "day",
        Shape::Text,
        "For `list`: CSS selector of the day within an entry.",
    ),
    optional(
        "max_pages",
        Shape::Integer,
        "For this source, instead of `crawl.max_pages`.",
    ),
    optional(
        "max_depth",
        Shape::Integer,
        "For this source, instead of `crawl.max_depth`.",
    ),
];

const KEYWORDS: &[Key] = &[
    optional(
        "least_pages",
        Shape::Integer,
        "Fewest pages a term must stand on to be judged. Default: 3.",
    ),
    optional(
        "least_sources",
        Shape::Integer,
        "Fewest sources that must use it. Default: 2.",
    ),
    optional(
        "top",
        Shape::Integer,
        "Most steady terms shown per language; what moves is always shown. Default: 60.",
    ),
    optional(
        "words",
        Shape::List(&Shape::Text),
        "Words of your trade that are never split.",
    ),
];

const PLAN: &[Key] = &[
    required(
        "currency",
        Shape::Text,
        "ISO 4217 code of every bid and budget: `CNY`.",
    ),
    required(
        "target_cost_per_lead",
        Shape::Amount,
        "What one lead may cost you.",
    ),
    required(
        "conversion_rate",
        Shape::Amount,
        "Share of clicks that become leads: 0.03.",
    ),
    optional(
        "target_leads",
        Shape::Integer,
        "Leads a month wanted from each campaign. Default: 20.",
    ),
    optional(
        "match_types",
        Shape::List(&Shape::Word(&["exact", "phrase", "broad"])),
        "Match types each keyword gets. Default: exact and phrase.",
    ),
    optional(
        "bid_factors",
        Shape::Map(&Shape::Amount),
        "Share of the full bid by match type. Default: exact 1, phrase 0.8, broad 0.6.",
    ),
    optional(
        "themes",
        Shape::Map(&Shape::Text),
        "Last part of a campaign's name, by language.",
    ),
    optional(
        "locations",
        Shape::Map(&Shape::List(&Shape::Text)),
        "Where the ads run, by language, as Google Ads names places. Default: everywhere.",
    ),
    optional(
        "synonyms",
        Shape::Map(&Shape::List(&Shape::Text)),
        "Other words for a target keyword, by target keyword.",
    ),
    optional(
        "negatives",
        Shape::Map(&Shape::List(&Shape::Text)),
        "Further words that no ad should answer, by language.",
    ),
];

const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key {
        name,
        shape,
        need: Need::Optional,
        doc,
    }
}

const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key {
        name,
        shape,
        need: Need::Required,
        doc,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_settings_are_whole() {
        let (settings, findings) = read(include_str!("../masthead.toml"));
        assert_eq!(findings, []);
        assert_eq!(settings.source.len(), 7);
        assert_eq!(settings.source[2].name, "衡像科技");
    }

    #[test]
    fn every_problem_is_found_with_its_place() {
        let text = "[crawl]\ndelai = 1\n[[source]]\nname = \"岚\"\nurl = \"x\"\nkind = \"fead\"\n";
        let (_, findings) = read(text);
        let lines: Vec<_> = findings.iter().map(|finding| finding.place.line).collect();
        for line in [2, 5, 6] {
            assert!(lines.contains(&Some(line)), "{findings:#?}");
        }
        assert!(
            findings
                .iter()
                .any(|f| f.help.as_deref().is_some_and(|h| h.contains("delay")))
        );
    }

    #[test]
    fn every_key_is_documented() {
        fn walk(keys: &[Key]) {
            for key in keys {
                assert!(key.doc.ends_with('.'), "{}", key.name);
                if let Shape::Table(keys) | Shape::Tables(keys) = key.shape {
                    walk(keys);
                }
            }
        }
        walk(KEYS);
    }
}
