//! Answers that name pages: which they are, and which of the named become tasks.

use masthead_store::{Outcome, ProblemKind, Record, Step, Task};
use url::Url;

use crate::{
    Response, SourceKind, discover,
    document::{Named, named, unpacked},
    feed::{Item, most},
    host,
    reading::{Asked, Reading},
    sitemap,
};

/// Indexes of sitemaps nest no deeper than this.
const INDEX_DEPTH: u32 = 3;

/// So many pages may lead from one to the other before a feed is found.
const PAGES: usize = 3;

/// Endings of addresses that are no pages; a site's links to them are not followed.
const FILES: [&str; 35] = [
    "7z", "avi", "bmp", "css", "csv", "dmg", "doc", "docx", "dwg", "exe", "gif", "gz", "ico",
    "jpeg", "jpg", "js", "json", "mov", "mp3", "mp4", "msi", "png", "ppt", "pptx", "rar", "step",
    "stp", "svg", "tar", "webm", "webp", "xls", "xlsx", "xml", "zip",
];

impl Asked {
    /// Whether the answer is a feed, sitemap or list rather than a page.
    pub(crate) fn is_document(&self, body: &[u8]) -> bool {
        let depth = self.task.depth;
        match self.source.kind {
            SourceKind::Feed | SourceKind::Urls => depth == 0,
            // The pages of the list itself: its first is the start, its nth is n steps away, and
            // what they list is always one step away.
            SourceKind::List | SourceKind::Search => depth != 1,
            SourceKind::Sitemap => depth == 0 || sitemap::looks_like_one(body),
            SourceKind::Site => self.by_robots() || sitemap::looks_like_one(body),
            SourceKind::Folder => false,
        }
    }

    /// Whether robots.txt named the address, as a sitemap.
    fn by_robots(&self) -> bool {
        self.task
            .from
            .as_ref()
            .is_some_and(|from| from.path() == "/robots.txt")
    }

    /// Which page of a list or search this is, from 1.
    fn page_number(&self) -> u32 {
        self.task.depth.max(1)
    }

    /// An answer that names pages.
    pub(crate) fn document(&self, response: Response) -> Reading {
        let body = match unpacked(&response.body, self.max_bytes) {
            Ok(body) => body,
            Err(error) => {
                let reason = error.to_string();
                return self.failed(ProblemKind::Unreadable, reason, error.advice());
            }
        };
        let (url, charset) = (&self.task.url, response.charset());
        let named = match named(&self.source, url, self.page_number(), &body, charset) {
            Ok(named) => named,
            Err(broken) => {
                if let Some(feed) = self.discovered(&body, charset) {
                    return feed;
                }
                return Reading {
                    records: vec![
                        self.end(Outcome::Failed(broken.what.clone())),
                        self.problem(ProblemKind::BrokenFeed, broken.to_string()),
                    ],
                    ..Reading::default()
                };
            }
        };
        let (mut found, mut records) = self.more(&named);
        found.extend(self.followed(named.pages));
        let note = named
            .note
            .map(|note| self.problem(ProblemKind::BrokenFeed, note));
        records.extend(note);
        records.push(self.visit(response, None));
        Reading {
            records,
            found,
            ..Reading::default()
        }
    }

    /// The further documents of the source.
    fn more(&self, named: &Named) -> (Vec<Task>, Vec<Record>) {
        let depth = match self.source.kind {
            SourceKind::List | SourceKind::Search => self.page_number() + 1,
            _ => self.task.depth + 1,
        };
        if !self.source.kind.is_paged() && depth > INDEX_DEPTH && !named.more.is_empty() {
            let message = format!(
                "Sitemaps name sitemaps more than {INDEX_DEPTH} levels deep; those below are not \
                 read. Tell the site's owner."
            );
            return (
                Vec::new(),
                vec![self.problem(ProblemKind::BrokenFeed, message)],
            );
        }
        let near = |url: &&Url| self.source.kind != SourceKind::Site || self.is_home(url);
        let tasks = named.more.iter().filter(near).map(|url| Task {
            depth,
            ..self.follow(Item::of(url.clone()))
        });
        (tasks.collect(), Vec::new())
    }

    /// A feed's address that answers with a page: the feed that the page names is read instead.
    fn discovered(&self, body: &[u8], charset: Option<&str>) -> Option<Reading> {
        let url = &self.task.url;
        if self.source.kind != SourceKind::Feed || self.task.trail.len() >= PAGES {
            return None;
        }
        let feed = discover::feeds(body, url, charset).into_iter().next()?;
        let reason = format!("this is a web page; the feed that it names is read: {feed}");
        let message = format!(
            "This is a web page. The feed that it names is read: {feed}. Put that address into \
             masthead.toml, so that the page need not be asked for each time."
        );
        Some(Reading {
            records: vec![
                self.end(Outcome::Skipped(Step::Redirect, reason)),
                self.problem(ProblemKind::BrokenFeed, message),
            ],
            found: vec![Task {
                url: feed,
                from: Some(url.clone()),
                trail: [&self.task.trail[..], std::slice::from_ref(url)].concat(),
                ..self.task.clone()
            }],
            ..Reading::default()
        })
    }

    fn is_home(&self, url: &Url) -> bool {
        host(url) == host(&self.task.url)
    }

    fn follow(&self, item: Item) -> Task {
        let depth = match self.source.kind {
            SourceKind::List | SourceKind::Search => 1,
            _ => self.task.depth.saturating_add(1),
        };
        Task {
            source: self.task.source.clone(),
            url: item.url,
            depth,
            day: item.day,
            changed: item.changed,
            from: Some(self.task.url.clone()),
            trail: Vec::new(),
        }
    }

    /// The tasks for the pages that were named, what changed last first. A site stays on its host,
    /// everything else may lead anywhere, one step far.
    pub(crate) fn followed(&self, mut items: Vec<Item>) -> Vec<Task> {
        let site = self.source.kind == SourceKind::Site;
        // Where the budget does not reach for all of them, the newest are the ones to read.
        items.sort_by_key(|item| std::cmp::Reverse(item.changed));
        items
            .into_iter()
            .filter(|item| !site || (self.is_home(&item.url) && !is_file(&item.url)))
            .take(most(&self.task.url))
            .map(|item| self.follow(item))
            .collect()
    }
}

/// Whether an address ends as those of files that are no pages do.
pub(crate) fn is_file(url: &Url) -> bool {
    let name = url.path().rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| FILES.contains(&ending.to_ascii_lowercase().as_str()))
}
