//! What competitors did: new pages, rewritten titles and texts, removed pages.

use std::collections::BTreeSet;

use jiff::civil::Date;
use masthead_page::PageFacts;
use masthead_store::{Changes, PageAt, StoreError};
use masthead_text::{Language, fold};
use serde::Serialize;
use url::Url;

use super::{Inputs, day, fresh};
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

/// Compares the pages of competitors at the end of both months. `standing` are those of which a
/// page stands now: one without any is not watched any more, or does not answer, and nothing of it
/// was removed.
pub(super) fn of(
    inputs: &Inputs<'_>,
    standing: &BTreeSet<String>,
) -> Result<Competitors, StoreError> {
    let mut found = Competitors {
        new_pages: Vec::new(),
        changed: Vec::new(),
        removed: Vec::new(),
    };
    inputs.changes.each(&mut |changes| {
        let rivals = changes
            .iter()
            .filter(|change| standing.contains(&change.source.name));
        for change in rivals {
            match (change.before.clone(), change.standing()) {
                (Some(facts), Some(page)) => {
                    let before = PageAt {
                        facts,
                        ..page.clone()
                    };
                    found.changed.extend(difference(&before, &page));
                }
                (Some(facts), None) => found.removed.push(removed(change, &facts)),
                (None, Some(page)) if new(&page, inputs) => found.new_pages.push(new_page(&page)),
                (None, _) => {}
            }
        }
    })?;
    let key = |page: &NewPage| (page.competitor.clone(), page.day, page.url.clone());
    found.new_pages.sort_by_key(key);
    found
        .changed
        .sort_by(|a, b| (&a.competitor, &a.url).cmp(&(&b.competitor, &b.url)));
    found
        .removed
        .sort_by(|a, b| (&a.competitor, &a.url).cmp(&(&b.competitor, &b.url)));
    Ok(found)
}

/// A page of last month that stands no more.
fn removed(change: &Changes, facts: &PageFacts) -> Removed {
    let page = PageAt {
        source: change.source.clone(),
        url: change.url.clone(),
        first_seen: change.first_seen,
        changed: change.changed,
        listed: change.listed,
        facts: facts.clone(),
    };
    Removed {
        title: shown(&page),
        language: facts.language,
        competitor: page.source.name,
        url: page.url,
    }
}

/// Whether a page that did not stand last month is new. A page without a day that a first look at
/// a source finds is not.
fn new(page: &PageAt, inputs: &Inputs<'_>) -> bool {
    let (month, watched) = (inputs.month, inputs.watched);
    fresh(page, month, watched)
        && (page.published().is_some() || inputs.watched.contains(&page.source.name))
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
