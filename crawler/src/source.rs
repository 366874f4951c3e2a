//! What to watch: the sources, as they stand in `masthead.toml`, and what is wrong with them.

use std::{collections::BTreeSet, fmt, path::PathBuf};

use masthead_store::{Role, SourceRow};
use masthead_text::Language;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{Settings, fit::faults, settings::crawl_faults};

/// How a source names its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// RSS, Atom or JSON Feed; the pages it names are read, their links are not followed.
    Feed,
    /// A sitemap or an index of sitemaps; as for a feed.
    Sitemap,
    /// A page that lists others, read by CSS selectors; as for a feed.
    List,
    /// A whole site: links within the host are followed, and the sitemaps that its robots.txt
    /// names are read.
    Site,
    /// A plain list of addresses, one a line, on the web or in a local file; as for a feed.
    Urls,
    /// A search: an address with `{query}`, asked once for each query; what it finds is read as for
    /// a feed.
    Search,
    /// A folder of local pages and WARC files; they are read without any request.
    Folder,
}

impl SourceKind {
    /// Its name in the settings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Sitemap => "sitemap",
            Self::List => "list",
            Self::Site => "site",
            Self::Urls => "urls",
            Self::Search => "search",
            Self::Folder => "folder",
        }
    }

    /// Whether it has pages of its own that list others, one after the other.
    pub(crate) fn is_paged(self) -> bool {
        matches!(self, Self::List | Self::Search)
    }
}

/// One watched source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The name people gave it, unique.
    pub name: String,
    /// Where it starts: the feed, the sitemap, the list page, the site's first page, or the search
    /// with `{query}`. For a folder, the address that its files have on the web.
    pub url: Url,
    /// How it names its pages.
    pub kind: SourceKind,
    /// What it is to us.
    pub role: Role,
    /// Its language, if it has one.
    pub language: Option<Language>,
    /// For a list or a search: the CSS selector of one entry.
    pub item: Option<String>,
    /// For a list or a search: the CSS selector of the link within an entry.
    pub link: Option<String>,
    /// For a list or a search: the CSS selector of the day within an entry, if it shows one.
    pub day: Option<String>,
    /// For a list or a search: the CSS selector of the link to its next page.
    pub next: Option<String>,
    /// For a list or a search: at most so many pages of the list itself.
    pub pages: Option<u32>,
    /// For a folder, where it lies; for a list of addresses, the file that holds them.
    pub path: Option<PathBuf>,
    /// For a search: what is searched for.
    #[serde(default)]
    pub queries: Vec<String>,
    /// Only pages whose address is like one of these are read.
    #[serde(default)]
    pub include: Vec<String>,
    /// Pages whose address is like one of these are not read.
    #[serde(default)]
    pub exclude: Vec<String>,
    /// Only pages that name one of these terms are kept.
    #[serde(default)]
    pub about: Vec<String>,
    /// At most so many pages in one run, if not the number of the settings.
    pub max_pages: Option<u32>,
    /// At most so many links away from the first page, if not the number of the settings.
    pub max_depth: Option<u32>,
}

impl Source {
    /// What the store keeps of it.
    #[must_use]
    pub fn row(&self) -> SourceRow {
        SourceRow {
            name: self.name.clone(),
            url: self.url.clone(),
            role: self.role,
            language: self.language,
        }
    }
}

/// A setting that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The source it belongs to, by its place in the list; `None` for the crawl settings.
    pub source: Option<usize>,
    /// The key.
    pub key: &'static str,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// What to do, as a sentence without a full stop.
    pub help: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.key, self.message, self.help)
    }
}

/// Every setting that cannot be used: of the crawl first, then source by source.
#[must_use]
pub fn check(sources: &[Source], settings: &Settings) -> Vec<Fault> {
    let mut names = BTreeSet::new();
    let mut all = crawl_faults(settings);
    for (at, source) in sources.iter().enumerate() {
        let found = faults(source, names.insert(source.name.trim()));
        all.extend(found.into_iter().map(|(key, message, help)| Fault {
            source: Some(at),
            key,
            message,
            help,
        }));
    }
    all
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A source of `kind` at `url`.
    pub(crate) fn source(name: &str, kind: SourceKind, url: &str) -> Source {
        let list = kind == SourceKind::List;
        Source {
            name: name.to_owned(),
            url: Url::parse(url).unwrap(),
            kind,
            role: Role::Industry,
            language: None,
            item: list.then(|| "li".to_owned()),
            link: list.then(|| "a".to_owned()),
            day: list.then(|| "time".to_owned()),
            next: None,
            pages: None,
            path: None,
            queries: Vec::new(),
            include: Vec::new(),
            exclude: Vec::new(),
            about: Vec::new(),
            max_pages: None,
            max_depth: None,
        }
    }

    fn keys(sources: &[Source], settings: &Settings) -> Vec<(Option<usize>, &'static str)> {
        check(sources, settings)
            .into_iter()
            .map(|fault| (fault.source, fault.key))
            .collect()
    }

    #[test]
    fn the_defaults_and_plain_sources_are_without_fault() {
        let sources = [
            source(
                "Plant Floor Review",
                SourceKind::Feed,
                "http://www.plantfloor.example/feed.xml",
            ),
            source(
                "公采信息",
                SourceKind::List,
                "http://www.gongcai.example/notices/",
            ),
        ];
        assert_eq!(check(&sources, &Settings::default()), []);
    }

    #[test]
    fn every_fault_is_named_with_its_source_and_key() {
        let mut list = source("公采信息", SourceKind::List, "http://www.gongcai.example/");
        list.item = Some("li[".to_owned());
        list.link = None;
        let mut feed = source("公采信息", SourceKind::Feed, "ftp://www.gongcai.example/");
        feed.day = Some("time".to_owned());
        let settings = Settings {
            agent: "岚目".to_owned(),
            delay: f64::NAN,
            timeout: 0.0,
            hosts_at_once: 0,
            ..Settings::default()
        };
        assert_eq!(
            keys(
                &[
                    list,
                    feed,
                    source(" ", SourceKind::Site, "http://a.example")
                ],
                &settings
            ),
            [
                (None, "agent"),
                (None, "delay"),
                (None, "timeout"),
                (None, "hosts_at_once"),
                (Some(0), "link"),
                (Some(0), "item"),
                (Some(1), "name"),
                (Some(1), "url"),
                (Some(1), "day"),
                (Some(2), "name"),
            ]
        );
    }

    #[test]
    fn what_does_not_fit_its_kind_is_told_with_advice() {
        let at = |kind, url| source("来源", kind, url);
        let with = |mut source: Source, change: fn(&mut Source)| {
            change(&mut source);
            source
        };
        let page = "http://a.example/";
        let search = "http://a.example/?q={query}";
        for (source, told) in [
            (
                at(SourceKind::Search, page),
                "url: the address of a search has no `{query}`; put {query} where the words stand that are searched for",
            ),
            (
                at(SourceKind::Feed, search),
                "url: only a source of kind \"search\" has `{query}` in its address; write kind = \"search\", or the address of one page",
            ),
            (
                at(SourceKind::Site, "http://a.example/{page}"),
                "url: only a source of kind \"list\" or \"search\" has `{page}` in its address; write the address of one page",
            ),
            (
                with(at(SourceKind::List, "http://a.example/{page}"), |source| {
                    source.next = Some("a".to_owned())
                }),
                "next: the address has `{page}` already, which leads to the next page; keep one of the two",
            ),
            (
                at(SourceKind::Folder, page),
                "path: a source of kind \"folder\" needs `path`; name the folder, or one WARC file",
            ),
            (
                with(at(SourceKind::Feed, page), |source| {
                    source.path = Some("public".into())
                }),
                "path: only a source of kind \"folder\" or \"urls\" has `path`; remove the key, or write kind = \"folder\"",
            ),
            (
                with(at(SourceKind::Site, page), |source| {
                    source.queries = vec!["相机".to_owned()]
                }),
                "queries: only a source of kind \"search\" has `queries`; remove the key, or write kind = \"search\"",
            ),
            (
                with(at(SourceKind::Search, search), |source| {
                    source.item = Some("li".to_owned())
                }),
                "link: a search that answers with pages needs `link` too; name both selectors, or neither for RSS and JSON",
            ),
            (
                with(at(SourceKind::Site, page), |source| {
                    source.include = vec!["news/*".to_owned()]
                }),
                "include: `news/*` is like no address; begin with /, * or http, such as /news/* or *.pdf",
            ),
            (
                with(at(SourceKind::Site, page), |source| {
                    source.about = vec!["相机".to_owned(), "。".to_owned()]
                }),
                "about: a term of `about` has no letters, so every page would be without it; write the word as it stands in texts",
            ),
        ] {
            let faults = check(&[source], &Settings::default());
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            assert_eq!(faults, [told]);
        }
    }

    #[test]
    fn a_selector_and_a_password_are_told_in_our_words() {
        let mut list = source(
            "公采信息",
            SourceKind::List,
            "http://何雯:geheim@www.gongcai.example/",
        );
        list.item = Some(">>>".to_owned());
        let faults = check(&[list], &Settings::default());
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "url: the address holds a user name or a password, which are never sent; \
                 take out what stands before the @",
                "item: `>>>` is not a CSS selector; \
                 try it in the search of a browser's inspector",
            ]
        );
        let user = source("a", SourceKind::Site, "http://user@www.gongcai.example/");
        assert_eq!(keys(&[user], &Settings::default()), [(Some(0), "url")]);
    }

    #[test]
    fn the_header_names_the_crawler_and_where_to_complain() {
        let mut settings = Settings::default();
        assert_eq!(settings.user_agent(), "Masthead/0.1");
        settings.contact = Some("mailto:web@arvenna.example".to_owned());
        assert_eq!(
            settings.user_agent(),
            "Masthead/0.1 (+mailto:web@arvenna.example)"
        );
    }
}
