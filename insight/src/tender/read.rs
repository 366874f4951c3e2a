//! Reads the tenders and awards of some pages.

use std::collections::BTreeMap;

use jiff::civil::Date;
use masthead_store::{Currency, PageAt, Role};
use masthead_text::Language;
use url::Url;

use super::{Award, Later, Market, Tender, day};
use crate::{
    keywords::shown,
    notice::{self, Fit, Notice, Step, chain},
};

/// A notice with what is told of the page that it is.
pub(crate) struct Seen {
    url: Url,
    source: String,
    /// The language of the notice, else of its source.
    language: Option<Language>,
    day: Date,
    notice: Notice,
    matches: Vec<String>,
}

/// What is needed to read notices out of pages, one after the other.
pub(crate) struct Reader<'a> {
    pub(crate) fit: &'a Fit,
    /// The currency of amounts that name none, unless the page is Chinese: those are in yuan.
    pub(crate) home: Currency,
    pub(crate) settings: notice::Settings,
}

impl Reader<'_> {
    /// The notice that a page is, whatever its source is; none of our own site.
    pub(crate) fn read(&self, page: &PageAt) -> Option<Seen> {
        if page.source.role == Role::Own {
            return None;
        }
        let facts = &page.facts;
        let matches = || {
            let text = format!("{}\n{}", shown(page), facts.text);
            self.fit.matches(&text)
        };
        if let Some(notice) = Notice::of(facts, self.home, self.settings) {
            return Some(seen(page, notice, matches().unwrap_or_default()));
        }
        // A board lists notices; what cannot be read there matters only where it is for us.
        let board = page.source.role == Role::Tender;
        let matches = board.then(matches).flatten()?;
        let notice = Notice::listed(facts, self.home, self.settings)?;
        Some(seen(page, notice, matches))
    }
}

fn seen(page: &PageAt, notice: Notice, matches: Vec<String>) -> Seen {
    Seen {
        url: page.url.clone(),
        source: page.source.name.clone(),
        language: notice.language.or(page.source.language),
        day: day(page),
        notice,
        matches,
    }
}

/// The tenders and awards that some notices tell of.
pub(crate) fn market(mut seen: Vec<Seen>) -> Market {
    seen.sort_by(|a, b| (a.day, &a.url).cmp(&(b.day, &b.url)));
    seen.dedup_by(|a, b| a.url == b.url);
    let notices: Vec<&Notice> = seen.iter().map(|seen| &seen.notice).collect();
    let chains = chain(&notices);
    let mut market = Market::default();
    for (seen_here, chain) in seen.iter().zip(&chains) {
        let later = chain.later.iter().filter_map(|&at| seen.get(at)).collect();
        match seen_here.notice.step {
            Step::Invitation => market.tenders.push(tender(seen_here, later)),
            Step::Result => {
                let original = chain.original.and_then(|at| seen.get(at));
                market.awards.push(award(seen_here, original));
            }
            Step::Change | Step::Termination => {}
        }
    }
    market.tenders = once(market.tenders);
    let key = |tender: &Tender| (tender.deadline.unwrap_or(Date::MAX), tender.url.clone());
    market.tenders.sort_by_key(key);
    market
        .awards
        .sort_by(|a, b| (b.day, &a.url).cmp(&(a.day, &b.url)));
    market
}

/// Tenders that several sources show, once: the same number, buyer and deadline.
fn once(tenders: Vec<Tender>) -> Vec<Tender> {
    let mut kept: Vec<Tender> = Vec::new();
    let mut known: BTreeMap<(String, String, Option<Date>), usize> = BTreeMap::new();
    for tender in tenders {
        let key = tender.number.clone().zip(tender.buyer.clone());
        let key = key.map(|(number, buyer)| (number, buyer, tender.deadline));
        match key
            .as_ref()
            .and_then(|key| known.get(key))
            .and_then(|&at| kept.get_mut(at))
        {
            Some(first) => first.also.push(tender.url),
            None => {
                known.extend(key.map(|key| (key, kept.len())));
                kept.push(tender);
            }
        }
    }
    kept
}

fn tender(seen: &Seen, later: Vec<&Seen>) -> Tender {
    let notice = &seen.notice;
    let changes = || {
        later
            .iter()
            .filter(|later| later.notice.step == Step::Change)
    };
    let moved = changes()
        .filter_map(|change| change.notice.deadline)
        .next_back();
    let deadline = moved.or(notice.deadline);
    Tender {
        url: seen.url.clone(),
        title: notice.title.clone(),
        language: seen.language,
        source: seen.source.clone(),
        day: seen.day,
        number: notice.number.clone(),
        buyer: notice.buyer.clone(),
        agency: notice.agency.clone(),
        budget: notice.worth().cloned(),
        region: notice.region.clone(),
        deadline: deadline.map(|deadline| deadline.day),
        time: deadline.and_then(|deadline| deadline.time),
        contact: notice.contact.clone(),
        matches: seen.matches.clone(),
        later: later.into_iter().map(said).collect(),
        also: Vec::new(),
    }
}

fn said(seen: &Seen) -> Later {
    Later {
        step: seen.notice.step,
        url: seen.url.clone(),
        title: seen.notice.title.clone(),
        day: seen.day,
    }
}

fn award(seen: &Seen, original: Option<&Seen>) -> Award {
    let notice = &seen.notice;
    let mut matches = seen.matches.clone();
    if matches.is_empty() {
        // A result often names the project only by its number.
        matches = original.map(|of| of.matches.clone()).unwrap_or_default();
    }
    Award {
        url: seen.url.clone(),
        title: notice.title.clone(),
        language: seen.language,
        source: seen.source.clone(),
        day: seen.day,
        buyer: notice.buyer.clone(),
        winner: notice.winner.clone(),
        amount: notice.award.clone(),
        original: original.map(|of| of.url.clone()),
        matches,
    }
}
