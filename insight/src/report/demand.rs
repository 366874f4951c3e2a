//! What to write next: terms that we do not cover, and searches that show us far down.
//!
//! A term becomes a step if it is new or rising, or if a competitor targets it and it does not
//! fade; at most [`TERMS`] per language: new ones first, then rising, then those that people search
//! for, then those on most pages.
//!
//! A query becomes a step with at least [`IMPRESSIONS`] impressions at an average position beyond
//! [`POSITION`]; at most [`QUERIES`], most impressions first. Where its words hold a term that is a
//! step already, it is evidence of that one. A page answers a query if its target keyword, a
//! further keyword, its title or a heading has half of the query's words, and two at least.

use std::{cmp::Reverse, collections::BTreeSet};

use masthead_editorial::{Content, Page};
use masthead_text::{Key, Language, Lexicon, detect};
use rust_decimal::Decimal;

use super::{
    Report, TermLine,
    why::{Answer, Query, Why},
};
use crate::keywords::Cover;

/// Impressions a month from which a query is worth work.
const IMPRESSIONS: u64 = 200;
/// The last position of a first page of results.
const POSITION: u32 = 10;
/// Terms per language that become a step.
const TERMS: usize = 3;
/// Queries that become a step of their own.
const QUERIES: usize = 3;

/// The steps of terms, then those of queries.
pub(super) fn of(report: &Report, content: &Content, lexicon: &Lexicon) -> Vec<Why> {
    let mut far = far(report, lexicon);
    let terms: Vec<TermLine> = Language::ALL
        .into_iter()
        .flat_map(|language| lacking(report, language, &far, lexicon))
        .collect();
    let terms: Vec<Why> = terms
        .into_iter()
        .map(|term| {
            let key = Key::of(&term.term, term.language, lexicon);
            let (held, rest) = far.drain(..).partition(|query| query.holds(&term, &key));
            far = rest;
            missing(term, held, content, lexicon)
        })
        .collect();
    far.truncate(QUERIES);
    let queries = far.into_iter().map(|query| Why::QueryFarDown {
        page: answer(&query, content, lexicon),
        query: query.query,
    });
    terms.into_iter().chain(queries).collect()
}

/// A query with its words.
#[derive(Debug, Clone)]
struct Far {
    query: Query,
    language: Language,
    key: Key,
}

impl Far {
    /// Whether its words hold the term, whose key is `key`.
    fn holds(&self, term: &TermLine, key: &Key) -> bool {
        self.language == term.language && key.within(&self.key)
    }
}

/// The queries that show us far down, most impressions first.
fn far(report: &Report, lexicon: &Lexicon) -> Vec<Far> {
    let mut far: Vec<Far> = report
        .search
        .queries
        .iter()
        .filter(|line| line.impressions >= IMPRESSIONS)
        .filter_map(|line| {
            let position = line.position.filter(|at| *at > Decimal::from(POSITION))?;
            let language = detect(&line.value).unwrap_or(Language::English);
            Some(Far {
                key: Key::of(&line.value, language, lexicon),
                language,
                query: Query {
                    query: line.value.clone(),
                    impressions: line.impressions,
                    clicks: line.clicks,
                    position,
                },
            })
        })
        .collect();
    far.sort_by(|a, b| {
        let key = |far: &Far| (Reverse(far.query.impressions), far.query.query.clone());
        key(a).cmp(&key(b))
    });
    far
}

/// The terms of a language that become a step, the most pressing first.
fn lacking(report: &Report, language: Language, far: &[Far], lexicon: &Lexicon) -> Vec<TermLine> {
    let keywords = &report.keywords;
    let mut seen = BTreeSet::new();
    let mut terms: Vec<(_, &TermLine)> = [&keywords.new, &keywords.rising, &keywords.gap]
        .into_iter()
        .enumerate()
        .flat_map(|(class, terms)| terms.iter().map(move |term| (class, term)))
        .filter(|(_, term)| term.language == language && term.own != Cover::Covered)
        .filter(|(_, term)| seen.insert(&term.term))
        .map(|(class, term)| {
            let key = Key::of(&term.term, language, lexicon);
            let searched = far.iter().any(|query| query.holds(term, &key));
            let weight = (searched, term.targeted_by.len(), term.count_now);
            ((class, Reverse(weight)), term)
        })
        .collect();
    terms.sort_by_key(|(rank, _)| *rank);
    terms
        .into_iter()
        .take(TERMS)
        .map(|(_, term)| term.clone())
        .collect()
}

fn missing(term: TermLine, far: Vec<Far>, content: &Content, lexicon: &Lexicon) -> Why {
    let key = |word: &str| Key::of(word, term.language, lexicon);
    let wanted = key(&term.term);
    let declares = |page: &&Page| {
        page.language == term.language && page.keywords.iter().any(|word| key(word) == wanted)
    };
    Why::TermMissing {
        page: content.published().find(declares).map(Answer::of),
        queries: far.into_iter().map(|far| far.query).collect(),
        term,
    }
}

impl Answer {
    fn of(page: &Page) -> Self {
        Self {
            url: page.url.clone(),
            title: page.title.clone(),
        }
    }
}

/// Our page that answers a query: the one that has most of its words in one place.
fn answer(query: &Far, content: &Content, lexicon: &Lexicon) -> Option<Answer> {
    let wanted: BTreeSet<&str> = query.key.words().collect();
    let shared = |text: &str| {
        let key = Key::of(text, query.language, lexicon);
        key.words().filter(|word| wanted.contains(word)).count()
    };
    let most = |texts: &[&[String]]| -> usize {
        let texts = texts.iter().copied().flatten();
        texts.map(|text| shared(text)).max().unwrap_or(0)
    };
    // What a page is about counts before what it says on the way.
    let best = |page: &Page| {
        let about = shared(&page.keyword).max(shared(&page.title));
        (about.max(most(&[&page.keywords, &page.headings])), about)
    };
    content
        .published()
        .filter(|page| page.language == query.language)
        .map(|page| (best(page), page))
        .filter(|((words, _), _)| words * 2 >= wanted.len() && *words >= wanted.len().clamp(1, 2))
        .max_by(|(a, one), (b, other)| (a, &other.path).cmp(&(b, &one.path)))
        .map(|(_, page)| Answer::of(page))
}
