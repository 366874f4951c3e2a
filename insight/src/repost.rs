//! Who republished our texts, how much of them, and whether with a link.
//!
//! Linear in the number of pages: one index maps the pieces of our texts (5 words or 8
//! characters) to the texts they stand in; each foreign page is looked up in it piece by piece.

use std::collections::BTreeMap;

use jiff::civil::Date;
use masthead_editorial::{Content, Page};
use masthead_store::{PageAt, Role};
use masthead_text::{Language, Shingles};
use serde::Serialize;
use url::Url;

use crate::{keywords::shown, tender::day};

/// A page that holds at least this share of one of our texts, in percent, is a repost of it. A
/// quoted sentence or a shared subject stays far below; a shortened reprint stays above.
const LEAST: u64 = 60;
/// A repost shares at least so many pieces with our text: what is shared of a page of a few words
/// is a phrase.
const PIECES: usize = 40;

/// Our text on somebody else's site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repost {
    /// Where it stands.
    pub url: Url,
    /// Its title there.
    pub title: String,
    /// The language of the text.
    pub language: Language,
    /// The source in which we saw it.
    pub source: String,
    /// The day it says, else the day on which it was first seen.
    pub day: Date,
    /// The address of our page.
    pub of: Url,
    /// The title of our page.
    pub of_title: String,
    /// How much of our text it holds, in percent, rounded down.
    pub similarity: u64,
    /// How much of the text there is not ours, in percent, rounded down: what was added or
    /// changed.
    pub added: u64,
    /// Whether it links to our site.
    pub links_back: bool,
}

/// Our texts, ready for looking up foreign ones.
pub(crate) struct Index<'a> {
    home: &'a Url,
    ours: Vec<(&'a Page, usize)>,
    /// Which of our texts a piece stands in.
    pieces: BTreeMap<(Language, u64), Vec<usize>>,
}

impl<'a> Index<'a> {
    pub(crate) fn of(content: &'a Content) -> Self {
        let mut index = Self {
            home: &content.site.base_url,
            ours: Vec::new(),
            pieces: BTreeMap::new(),
        };
        for page in content.published() {
            let shingles = Shingles::of(&page.text, page.language);
            let at = index.ours.len();
            for &hash in shingles.hashes() {
                index
                    .pieces
                    .entry((page.language, hash))
                    .or_default()
                    .push(at);
            }
            index.ours.push((page, shingles.hashes().len()));
        }
        index
    }

    /// What of ours a page repeats. A page of our own site repeats nothing.
    pub(crate) fn repost(&self, page: &PageAt) -> Option<Repost> {
        if page.source.role == Role::Own || same_site(&page.url, self.home) {
            return None;
        }
        let language = page.facts.language.or(page.source.language)?;
        let (ours, similarity, added) = self.best(&page.facts.text, language)?;
        let back = |href: &str| {
            page.facts
                .resolve(href)
                .is_some_and(|url| same_site(&url, self.home))
        };
        Some(Repost {
            url: page.url.clone(),
            title: shown(page),
            language,
            source: page.source.name.clone(),
            day: day(page),
            of: ours.url.clone(),
            of_title: ours.title.clone(),
            similarity,
            added,
            links_back: page.facts.links.iter().any(|link| back(&link.href)),
        })
    }

    /// The text of ours that `text` repeats, with the share of ours in percent, and the share of
    /// theirs that is not ours: of several, the one that it has most pieces of.
    fn best(&self, text: &str, language: Language) -> Option<(&'a Page, u64, u64)> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        let theirs = Shingles::of(text, language);
        for &hash in theirs.hashes() {
            for &at in self.pieces.get(&(language, hash)).into_iter().flatten() {
                *shared.entry(at).or_default() += 1;
            }
        }
        shared
            .into_iter()
            .filter_map(|(at, count)| {
                let (page, all) = self.ours.get(at)?;
                let share = u64::try_from(count * 100).ok()?.checked_div(*all as u64)?;
                (count >= PIECES && share >= LEAST).then_some((count, share, *page))
            })
            .max_by(|a, b| (a.0, a.1, &b.2.path).cmp(&(b.0, b.1, &a.2.path)))
            .map(|(count, share, page)| {
                let all = theirs.hashes().len().max(1);
                (page, share, ((all - count) * 100 / all) as u64)
            })
    }
}

/// Reposts by day, then address; each address once.
pub(crate) fn ordered(mut reposts: Vec<Repost>) -> Vec<Repost> {
    reposts.sort_by(|a, b| (a.day, &a.url, &a.source).cmp(&(b.day, &b.url, &b.source)));
    reposts.dedup_by(|a, b| a.url == b.url);
    reposts
}

/// Whether both addresses are of one site; `www.` and the scheme make no difference.
fn same_site(a: &Url, b: &Url) -> bool {
    let host = |url: &Url| {
        url.host_str()
            .map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned())
    };
    host(a).is_some() && host(a) == host(b)
}
