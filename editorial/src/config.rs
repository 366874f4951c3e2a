//! What Masthead needs to know of the Zola site: its address, names and languages.

use std::collections::BTreeMap;
use std::path::Path;

use masthead_text::{Finding, Language, Place};
use url::Url;

use crate::keys::SITE;
use crate::placeholder;
use crate::rules;
use crate::schema::{self, Checked};
use crate::walk;

/// The part of `site/config.toml` that decides addresses and languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteConfig {
    /// Where the site stands.
    pub base_url: Url,
    /// The company's name per language.
    pub title: BTreeMap<Language, String>,
    /// The language without a prefix in its addresses.
    pub default_language: Language,
    /// All languages of the site, sorted; holds the default.
    pub languages: Vec<Language>,
}

/// Reads the settings at `file`, called `path` in findings. `None` where the address or the
/// default language cannot be told.
pub(crate) fn read(file: &Path, path: &str) -> (Option<SiteConfig>, Vec<Finding>) {
    match walk::text(file) {
        Ok(source) => parse(path, &source),
        Err(error) => {
            let message = format!("the settings of the site cannot be read: {error}");
            let help = "a workspace has the Zola site in site/; `masthead init` makes one";
            (
                None,
                vec![rules::UNREADABLE.at(Place::whole(path), message).help(help)],
            )
        }
    }
}

/// Reads the settings `source`.
pub(crate) fn parse(path: &str, source: &str) -> (Option<SiteConfig>, Vec<Finding>) {
    let mut document = schema::check(path, source, 0..source.len(), SITE);
    let mut findings = std::mem::take(&mut document.findings);
    let mut languages = Vec::new();
    for tag in document.names(&["languages"]) {
        match Language::ALL
            .into_iter()
            .find(|language| language.tag() == tag)
        {
            Some(language) => languages.push(language),
            None => findings.push(
                rules::LANGUAGE
                    .at(
                        document.place(&["languages", tag]),
                        format!("the language “{tag}” is unknown"),
                    )
                    .help(
                        "Masthead knows en and zh; name the table [languages.en] or [languages.zh]",
                    ),
            ),
        }
    }
    findings.extend(placeholder::settings(&document));
    let address = document.text(&["base_url"]);
    let address = address.and_then(|text| Url::parse(text).ok());
    (
        site(&document, languages),
        placeholder::weigh(findings, address.as_ref()),
    )
}

fn site(document: &Checked<'_>, mut languages: Vec<Language>) -> Option<SiteConfig> {
    let base_url = document
        .text(&["base_url"])
        .and_then(|text| Url::parse(text).ok())?;
    let default_language = match document.text(&["default_language"]) {
        Some(tag) => Language::from_tag(tag)?,
        None => Language::English,
    };
    languages.push(default_language);
    languages.sort_unstable();
    languages.dedup();
    let title = |language: &Language| {
        let own = document.text(&["languages", language.tag(), "title"]);
        let shared = document
            .text(&["title"])
            .filter(|_| *language == default_language);
        own.or(shared).map(|title| (*language, title.to_owned()))
    };
    Some(SiteConfig {
        base_url: base_url.has_host().then_some(base_url)?,
        title: languages.iter().filter_map(title).collect(),
        default_language,
        languages,
    })
}

/// Settings to check pages with when the site's own cannot be read.
pub(crate) fn stand_in() -> Option<SiteConfig> {
    Some(SiteConfig {
        base_url: Url::parse("https://site.invalid").ok()?,
        title: BTreeMap::new(),
        default_language: Language::English,
        languages: Language::ALL.to_vec(),
    })
}
