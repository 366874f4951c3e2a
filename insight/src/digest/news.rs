//! What is new and changed at trade press, associations and boards, each story once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use masthead_page::PageKind;
use masthead_store::{Changes, PageAt, Role};
use masthead_text::{Language, Sketch, near};
use serde::Serialize;
use url::Url;

use super::{Inputs, Scope};
use crate::{
    change::{Difference, Edit, lists},
    keywords::shown,
    notice::Fit,
    tender::day,
};

/// What happened at a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct News {
    /// The source.
    pub source: String,
    /// What it is to us.
    pub role: Role,
    /// New pages: those that name our words first, then the newest.
    pub new: Vec<Item>,
    /// Pages with another title or text, by address.
    pub changed: Vec<Item>,
}

/// A page in the news.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its address.
    pub url: Url,
    /// Its title.
    pub title: String,
    /// The language of its text, if it is one of ours.
    pub language: Option<Language>,
    /// The day it says, else the day on which it was first seen so.
    pub day: Date,
    /// Our products and keywords that it names.
    pub matches: Vec<String>,
    /// The same text at other addresses.
    pub also: Vec<Url>,
    /// How much of both versions of a changed text stands in one only, in percent.
    pub changed: Option<u64>,
    /// What is other in a changed text.
    pub quotes: Vec<Edit>,
}

/// The news by source, in the order of the sources' names. What is `told` elsewhere in the
/// digest is left out.
pub(super) fn of(
    inputs: &Inputs<'_>,
    scope: &Scope<'_>,
    fit: &Fit,
    told: &BTreeSet<&Url>,
) -> Vec<News> {
    let press = |role: Role| matches!(role, Role::Industry | Role::Tender);
    let left = |page: &&PageAt| press(page.source.role) && !told.contains(&page.url);
    let pages: Vec<&PageAt> = inputs.pages.iter().filter(left).collect();
    let mut sources: BTreeMap<&str, News> = BTreeMap::new();
    for (page, also) in once(&pages, scope) {
        let item = item(page, fit, also);
        entry(&mut sources, page).new.push(item);
    }
    let standing: BTreeMap<(&str, &Url), &PageAt> = pages
        .iter()
        .map(|page| ((page.source.name.as_str(), &page.url), *page))
        .collect();
    for change in inputs.changes {
        let page = standing.get(&(change.source.name.as_str(), &change.url));
        let Some(page) = page.filter(|page| !scope.found.contains(&page.url)) else {
            continue;
        };
        if let Some(item) = rewritten(change, page, fit) {
            entry(&mut sources, page).changed.push(item);
        }
    }
    let mut news: Vec<News> = sources.into_values().collect();
    for source in &mut news {
        source.new.sort_by(|a, b| {
            let key = |item: &Item| (item.matches.is_empty(), std::cmp::Reverse(item.day));
            (key(a), &a.url).cmp(&(key(b), &b.url))
        });
        source.changed.sort_by(|a, b| a.url.cmp(&b.url));
    }
    news
}

fn entry<'m, 'p>(sources: &'m mut BTreeMap<&'p str, News>, page: &'p PageAt) -> &'m mut News {
    sources.entry(&page.source.name).or_insert_with(|| News {
        source: page.source.name.clone(),
        role: page.source.role,
        new: Vec::new(),
        changed: Vec::new(),
    })
}

/// The new pages, each text once: of near-duplicates the one that was published first, with the
/// addresses of the others.
fn once<'p>(pages: &[&'p PageAt], scope: &Scope<'_>) -> Vec<(&'p PageAt, Vec<Url>)> {
    let story = |page: &&&PageAt| {
        let kind = page.facts.kind;
        let list = matches!(kind, PageKind::Home | PageKind::Listing) || lists(&page.facts);
        scope.fresh(page) && !list
    };
    let mut new: Vec<&PageAt> = pages.iter().filter(story).copied().collect();
    new.sort_by(|a, b| (day(a), &a.url, &a.source.name).cmp(&(day(b), &b.url, &b.source.name)));
    new.dedup_by(|a, b| a.url == b.url);
    let sketched: Vec<(usize, Sketch)> = new
        .iter()
        .enumerate()
        .filter_map(|(at, page)| Some((at, Sketch::of(&page.facts.text, page.facts.language)?)))
        .collect();
    let sketches: Vec<Sketch> = sketched.iter().map(|(_, sketch)| sketch.clone()).collect();
    let place = |at: usize| sketched.get(at).map(|(place, _)| *place);
    let mut also: BTreeMap<usize, Vec<Url>> = BTreeMap::new();
    let mut copies: BTreeSet<usize> = BTreeSet::new();
    for group in near(&sketches) {
        let mut places = group.into_iter().filter_map(place);
        let Some(first) = places.next() else { continue };
        for copy in places {
            copies.insert(copy);
            let url = new.get(copy).map(|page| page.url.clone());
            also.entry(first).or_default().extend(url);
        }
    }
    let kept = new
        .into_iter()
        .enumerate()
        .filter(|(at, _)| !copies.contains(at));
    kept.map(|(at, page)| (page, also.remove(&at).unwrap_or_default()))
        .collect()
}

fn item(page: &PageAt, fit: &Fit, also: Vec<Url>) -> Item {
    let text = format!("{}\n{}", shown(page), page.facts.text);
    Item {
        url: page.url.clone(),
        title: shown(page),
        language: page.facts.language,
        day: day(page),
        matches: fit.matches(&text).unwrap_or_default(),
        also,
        changed: None,
        quotes: Vec::new(),
    }
}

/// A page that stood before and says something else now.
fn rewritten(change: &Changes, page: &PageAt, fit: &Fit) -> Option<Item> {
    let before = change.versions.first()?.facts.as_ref()?;
    let language = page.facts.language.or(page.source.language);
    let found = Difference::between(before, &page.facts, language.unwrap_or(Language::English));
    let text = found.text.filter(|_| !lists(&page.facts));
    if found.title.is_none() && text.is_none() {
        return None;
    }
    Some(Item {
        day: page.changed.to_zoned(jiff::tz::TimeZone::UTC).date(),
        changed: text.as_ref().map(|text| text.changed),
        quotes: text.map(|text| text.quotes).unwrap_or_default(),
        ..item(page, fit, Vec::new())
    })
}
