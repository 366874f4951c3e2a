//! What Masthead needs to know of the Zola site: its address, names and languages.

use std::collections::BTreeMap;

use masthead_text::Language;
use url::Url;

/// The part of `site/config.toml` that decides addresses and languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteConfig {
    /// Where the site stands; always ends in `/`.
    pub base_url: Url,
    /// The company's name per language.
    pub title: BTreeMap<Language, String>,
    /// The language without a prefix in its addresses.
    pub default_language: Language,
    /// All languages of the site, sorted; holds the default.
    pub languages: Vec<Language>,
}
