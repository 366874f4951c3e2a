//! What Masthead needs to know of the Zola site: its address, names and languages.

use std::collections::BTreeMap;
use std::path::Path;

use masthead_text::{Finding, Language, Place};
use url::Url;

use crate::rules;
use crate::schema::{self, Checked, Key, Need, Shape};

use Need::{Optional, Required};
use Shape::{Address, Flag, Free, Integer, List, Map, Table, Text, Word};

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

const fn key(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key {
        name,
        shape,
        need: Optional,
        doc,
    }
}

const FEEDS: Key = key("generate_feeds", Flag, "True writes a feed.");
const FEED_NAMES: Key = key(
    "feed_filenames",
    List(&Text),
    "The feeds' file names, each also the name of its template.",
);
const TITLE: Key = key("title", Text, "The company's name.");
const DESCRIPTION: Key = key("description", Text, "What the company does, in a sentence.");
const TAXONOMIES: Key = key("taxonomies", Free, "Zola's own lists of terms.");
const TRANSLATIONS: Key = key("translations", Map(&Text), "The words of the templates.");
const INDEX: Key = key(
    "build_search_index",
    Flag,
    "True writes Zola's own search index.",
);

const SEARCH: &[Key] = &[
    key("include_title", Flag, "Whether titles are searched."),
    key("include_content", Flag, "Whether texts are searched."),
    key(
        "include_description",
        Flag,
        "Whether descriptions are searched.",
    ),
    key("include_date", Flag, "Whether dates are in the index."),
    key("include_path", Flag, "Whether addresses are searched."),
    key(
        "truncate_content_length",
        Integer,
        "How many characters of a text are searched.",
    ),
    key("index_format", Text, "The format of the index."),
];

const SLUGS: Shape = Word(&["on", "safe", "off"]);
const LEVEL: Shape = Word(&["error", "warn"]);

/// The keys of Zola's settings. Zola passes over unknown keys in the tables below the top
/// level; here they are problems everywhere.
const KEYS: &[Key] = &[
    Key {
        name: "base_url",
        shape: Address,
        need: Required,
        doc: "Where the site will stand.",
    },
    TITLE,
    DESCRIPTION,
    key(
        "default_language",
        Word(&["en", "zh"]),
        "The language without a prefix in its addresses.",
    ),
    key(
        "languages",
        Map(&Table(&[
            TITLE,
            DESCRIPTION,
            FEEDS,
            FEED_NAMES,
            TAXONOMIES,
            TRANSLATIONS,
            INDEX,
            key("search", Table(SEARCH), "What is searched."),
        ])),
        "A table per language.",
    ),
    TRANSLATIONS,
    FEEDS,
    FEED_NAMES,
    TAXONOMIES,
    INDEX,
    key("theme", Text, "A folder of themes/."),
    key("feed_limit", Integer, "How many pages a feed carries."),
    key(
        "hard_link_static",
        Flag,
        "True links files of static/ instead of copying them.",
    ),
    key("taxonomy_root", Text, "A folder for all taxonomies."),
    key("author", Text, "The author where a page names none."),
    key("compile_sass", Flag, "True turns sass/ into style sheets."),
    key("minify_html", Flag, "True makes the HTML smaller."),
    key(
        "ignored_content",
        List(&Text),
        "Patterns of files below content/ to pass over.",
    ),
    key(
        "ignored_static",
        List(&Text),
        "Patterns of files below static/ to pass over.",
    ),
    key(
        "output_dir",
        Text,
        "Where Zola writes when it is run by itself.",
    ),
    key(
        "preserve_dotfiles_in_output",
        Flag,
        "True keeps hidden files there.",
    ),
    key("generate_sitemap", Flag, "Whether a sitemap is written."),
    key(
        "generate_robots_txt",
        Flag,
        "Whether robots.txt is written.",
    ),
    key(
        "exclude_paginated_pages_in_sitemap",
        Word(&["none", "all"]),
        "Which lists the sitemap leaves out.",
    ),
    key("mode", Text, "Set by Zola itself."),
    key("search", Table(SEARCH), "What is searched."),
    key(
        "slugify",
        Table(&[
            key("paths", SLUGS, "How addresses are made from file names."),
            key("taxonomies", SLUGS, "How addresses are made from terms."),
            key("anchors", SLUGS, "How anchors are made from headings."),
            key(
                "paths_keep_dates",
                Flag,
                "True keeps a day in front of a file name in the address.",
            ),
        ]),
        "How names become addresses.",
    ),
    key(
        "link_checker",
        Table(&[
            key("skip_prefixes", List(&Text), "Addresses not to check."),
            key(
                "skip_anchor_prefixes",
                List(&Text),
                "Addresses whose anchors are not checked.",
            ),
            key("internal_level", LEVEL, "What a broken link inside does."),
            key("external_level", LEVEL, "What a broken link outside does."),
            key(
                "ignored_files",
                List(&Text),
                "Patterns of files not to check.",
            ),
        ]),
        "Zola's own check of links.",
    ),
    key(
        "markdown",
        Free,
        "How Markdown is read; Zola checks these keys itself.",
    ),
    key("extra", Free, "Anything for the templates."),
];

/// Reads the settings at `file`, called `path` in findings. `None` where the address or the
/// default language cannot be told.
pub(crate) fn read(file: &Path, path: &str) -> (Option<SiteConfig>, Vec<Finding>) {
    match std::fs::read_to_string(file) {
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
    let mut document = schema::check(path, source, 0..source.len(), KEYS);
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
    (site(&document, languages), findings)
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
