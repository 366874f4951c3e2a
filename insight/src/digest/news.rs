//! What is new and changed at trade press, associations and boards, each story once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use masthead_page::{PageFacts, PageKind};
use masthead_store::{Changes, PageAt, Role};
use masthead_text::{Language, Sketch, near};
use serde::Serialize;
use url::Url;

use super::Scope;
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

/// A new page that may be told, with what it is compared by.
pub(super) struct Story {
    source: Source,
    sketch: Option<Sketch>,
    item: Item,
}

/// A page of trade press, an association or a board that says something else now.
pub(super) struct Changed {
    source: Source,
    item: Item,
}

/// A source: its name, and what it is to us.
type Source = (String, Role);

fn source(page: &PageAt) -> Source {
    (page.source.name.clone(), page.source.role)
}

const fn press(role: Role) -> bool {
    matches!(role, Role::Industry | Role::Tender)
}

/// A new page, unless it only lists others.
pub(super) fn story(page: &PageAt, fit: &Fit) -> Option<Story> {
    let facts = &page.facts;
    let list = matches!(facts.kind, PageKind::Home | PageKind::Listing) || lists(facts);
    (press(page.source.role) && !list).then(|| Story {
        source: source(page),
        sketch: Sketch::of(&facts.text, facts.language),
        item: item(page, fit),
    })
}

/// A page that stood before and says something else now. What is `told` elsewhere in the digest
/// is left out.
pub(super) fn changed(
    change: &Changes,
    scope: &Scope<'_>,
    fit: &Fit,
    told: &BTreeSet<&Url>,
) -> Option<Changed> {
    let known = told.contains(&change.url) || scope.found.contains(&change.url);
    if !press(change.source.role) || known {
        return None;
    }
    let page = change.standing()?;
    let item = rewritten(change.before.as_ref()?, &page, fit)?;
    Some(Changed {
        source: source(&page),
        item,
    })
}

/// The news by source, in the order of the sources' names. What is `told` elsewhere in the
/// digest is left out.
pub(super) fn by_source(
    mut stories: Vec<Story>,
    changed: Vec<Changed>,
    told: &BTreeSet<&Url>,
) -> Vec<News> {
    stories.retain(|story| !told.contains(&story.item.url));
    let mut sources: BTreeMap<Source, News> = BTreeMap::new();
    for story in once(stories) {
        entry(&mut sources, story.source).new.push(story.item);
    }
    for page in changed {
        entry(&mut sources, page.source).changed.push(page.item);
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

fn entry(sources: &mut BTreeMap<Source, News>, source: Source) -> &mut News {
    sources.entry(source.clone()).or_insert_with(|| News {
        source: source.0,
        role: source.1,
        new: Vec::new(),
        changed: Vec::new(),
    })
}

/// Each text once: of near-duplicates the one that was published first, with the addresses of the
/// others.
fn once(mut stories: Vec<Story>) -> Vec<Story> {
    let key = |story: &Story| (story.item.day, story.item.url.clone(), story.source.clone());
    stories.sort_by_key(key);
    stories.dedup_by(|a, b| a.item.url == b.item.url);
    let all = stories.iter_mut().enumerate();
    let (sketched, sketches): (Vec<usize>, Vec<Sketch>) = all
        .filter_map(|(at, story)| Some((at, story.sketch.take()?)))
        .unzip();
    let mut copies: BTreeSet<usize> = BTreeSet::new();
    for group in near(&sketches) {
        let mut places = group.into_iter().filter_map(|at| sketched.get(at).copied());
        let Some(first) = places.next() else { continue };
        for copy in places {
            copies.insert(copy);
            let url = stories.get(copy).map(|story| story.item.url.clone());
            if let Some(first) = stories.get_mut(first) {
                first.item.also.extend(url);
            }
        }
    }
    let kept = stories.into_iter().enumerate();
    kept.filter(|(at, _)| !copies.contains(at))
        .map(|(_, story)| story)
        .collect()
}

fn item(page: &PageAt, fit: &Fit) -> Item {
    let text = format!("{}\n{}", shown(page), page.facts.text);
    Item {
        url: page.url.clone(),
        title: shown(page),
        language: page.facts.language,
        day: day(page),
        matches: fit.matches(&text).unwrap_or_default(),
        also: Vec::new(),
        changed: None,
        quotes: Vec::new(),
    }
}

/// A page that stood before and says something else now.
fn rewritten(before: &PageFacts, page: &PageAt, fit: &Fit) -> Option<Item> {
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
        ..item(page, fit)
    })
}
