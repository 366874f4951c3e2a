//! What competitors did: new pages, rewritten titles and texts, removed pages.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use masthead_store::{PageAt, Role};
use masthead_text::{Language, fold};
use serde::Serialize;
use url::Url;

use super::{Inputs, day, fresh, watched};
use crate::{
    change::{Difference, lists},
    keywords::{shown, written},
};

/// The moves of all competitors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Competitors {
    /// Pages that did not stand at the end of last month, by competitor, day and address.
    pub new_pages: Vec<NewPage>,
    /// Pages whose title or main text is another, by competitor and address.
    pub changed: Vec<Changed>,
    /// Pages that stood at the end of last month and are gone, by competitor and address.
    pub removed: Vec<Removed>,
}

/// A new page of a competitor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewPage {
    /// The competitor: the name of the source.
    pub competitor: String,
    /// Its address.
    pub url: Url,
    /// Its title.
    pub title: String,
    /// The language of its text, if it is one of ours.
    pub language: Option<Language>,
    /// The day it says, else the day on which it was first seen.
    pub day: Date,
}

/// A page that a competitor took away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// The competitor: the name of the source.
    pub competitor: String,
    /// The address at which it stood.
    pub url: Url,
    /// Its last title.
    pub title: String,
    /// The language of its text, if it is one of ours.
    pub language: Option<Language>,
}

/// A page that says something else than last month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// The competitor: the name of the source.
    pub competitor: String,
    /// Its address.
    pub url: Url,
    /// Its title at the end of last month.
    pub title_before: String,
    /// Its title now.
    pub title_now: String,
    /// The language of its text, if it is one of ours.
    pub language: Option<Language>,
    /// What changed; a title weighs more than a text.
    pub what: What,
    /// How much of last month's text still stands, in percent, rounded down.
    pub kept: u64,
}

/// What changed on a page. A changed frame is no change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// The title, and perhaps the text with it.
    Title,
    /// The main text alone.
    Text,
}

/// Compares the pages of competitors at the end of both months.
pub(super) fn of(inputs: &Inputs<'_>) -> Competitors {
    let past: BTreeMap<(&str, &Url), &PageAt> = rivals(inputs.pages.before)
        .map(|page| ((page.source.name.as_str(), &page.url), page))
        .collect();
    let mut new_pages = Vec::new();
    let mut changed = Vec::new();
    for page in rivals(inputs.pages.now) {
        match past.get(&(page.source.name.as_str(), &page.url)) {
            Some(past) => changed.extend(difference(past, page)),
            None if new(page, inputs) => new_pages.push(new_page(page)),
            None => {}
        }
    }
    new_pages.sort_by(|a, b| (&a.competitor, a.day, &a.url).cmp(&(&b.competitor, b.day, &b.url)));
    changed.sort_by(|a, b| (&a.competitor, &a.url).cmp(&(&b.competitor, &b.url)));
    Competitors {
        new_pages,
        changed,
        removed: removed(inputs, &past),
    }
}

fn rivals(pages: &[PageAt]) -> impl Iterator<Item = &PageAt> {
    pages
        .iter()
        .filter(|page| page.source.role == Role::Competitor)
}

/// The pages of last month that stand no more. A source without any page now is not watched any
/// more, or does not answer: nothing of it was removed.
fn removed(inputs: &Inputs<'_>, past: &BTreeMap<(&str, &Url), &PageAt>) -> Vec<Removed> {
    let key = |page: &'_ PageAt| (page.source.name.clone(), page.url.clone());
    let standing: BTreeSet<(String, Url)> = rivals(inputs.pages.now).map(key).collect();
    let watched: BTreeSet<&str> = standing.iter().map(|(name, _)| name.as_str()).collect();
    past.values()
        .filter(|page| watched.contains(page.source.name.as_str()))
        .filter(|page| !standing.contains(&key(page)))
        .map(|page| Removed {
            competitor: page.source.name.clone(),
            url: page.url.clone(),
            title: shown(page),
            language: page.facts.language,
        })
        .collect()
}

/// Whether a page that did not stand last month is new. A page without a day that a first look at
/// a source finds is not.
fn new(page: &PageAt, inputs: &Inputs<'_>) -> bool {
    fresh(page, inputs) && (page.published().is_some() || watched(page, inputs))
}

fn new_page(page: &PageAt) -> NewPage {
    NewPage {
        competitor: page.source.name.clone(),
        url: page.url.clone(),
        title: shown(page),
        language: page.facts.language,
        day: day(page),
    }
}

/// The title that a page gives search engines, else its address: what its owner rewrites to be
/// found by other words.
fn title(page: &PageAt) -> String {
    written(page).unwrap_or_else(|| page.url.to_string())
}

/// What differs between the same page then and now, if anything does. Case, width, spaces and
/// punctuation do not count.
fn difference(before: &PageAt, now: &PageAt) -> Option<Changed> {
    let language = now
        .facts
        .language
        .or(now.source.language)
        .unwrap_or(Language::English);
    let found = Difference::between(&before.facts, &now.facts, language);
    let what = if fold(&title(before)) != fold(&title(now)) {
        What::Title
    } else if found.text.is_some() && !lists(&now.facts) {
        What::Text
    } else {
        return None;
    };
    Some(Changed {
        competitor: now.source.name.clone(),
        url: now.url.clone(),
        title_before: title(before),
        title_now: title(now),
        language: now.facts.language,
        what,
        kept: found.text.map_or(100, |text| text.kept),
    })
}
