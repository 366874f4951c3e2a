//! Reads the tenders and awards of some pages.

use std::collections::BTreeMap;

use jiff::civil::Date;
use masthead_store::{Currency, PageAt, Role};
use rayon::prelude::*;

use super::{Award, Later, Market, Tender, day};
use crate::{
    keywords::shown,
    notice::{self, Fit, Notice, Step, chain},
};

/// A notice with the page that it is.
struct Seen<'a> {
    page: &'a PageAt,
    notice: Notice,
    matches: Vec<String>,
}

/// Reads the notices among `pages`, whatever their source is, but not those of our own site.
/// Amounts without a currency are in `home`, or in yuan where the page is Chinese.
#[must_use]
pub fn market(pages: &[PageAt], fit: &Fit, home: Currency, settings: notice::Settings) -> Market {
    let mut seen: Vec<Seen<'_>> = pages
        .par_iter()
        .filter(|page| page.source.role != Role::Own)
        .filter_map(|page| {
            let facts = &page.facts;
            let matches = || {
                let text = format!("{}\n{}", shown(page), facts.text);
                fit.matches(&text)
            };
            if let Some(notice) = Notice::of(facts, home, settings) {
                let matches = matches().unwrap_or_default();
                return Some(Seen {
                    page,
                    notice,
                    matches,
                });
            }
            // A board lists notices; what cannot be read there matters only where it is for us.
            let board = page.source.role == Role::Tender;
            let matches = board.then(matches).flatten()?;
            let notice = Notice::listed(facts, home, settings)?;
            Some(Seen {
                page,
                notice,
                matches,
            })
        })
        .collect();
    seen.sort_by(|a, b| (day(a.page), &a.page.url).cmp(&(day(b.page), &b.page.url)));
    seen.dedup_by(|a, b| a.page.url == b.page.url);
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

fn tender(seen: &Seen<'_>, later: Vec<&Seen<'_>>) -> Tender {
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
        url: seen.page.url.clone(),
        title: notice.title.clone(),
        language: notice.language.or(seen.page.source.language),
        source: seen.page.source.name.clone(),
        day: day(seen.page),
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

fn said(seen: &Seen<'_>) -> Later {
    Later {
        step: seen.notice.step,
        url: seen.page.url.clone(),
        title: seen.notice.title.clone(),
        day: day(seen.page),
    }
}

fn award(seen: &Seen<'_>, original: Option<&Seen<'_>>) -> Award {
    let notice = &seen.notice;
    let mut matches = seen.matches.clone();
    if matches.is_empty() {
        // A result often names the project only by its number.
        matches = original.map(|of| of.matches.clone()).unwrap_or_default();
    }
    Award {
        url: seen.page.url.clone(),
        title: notice.title.clone(),
        language: notice.language.or(seen.page.source.language),
        source: seen.page.source.name.clone(),
        day: day(seen.page),
        buyer: notice.buyer.clone(),
        winner: notice.winner.clone(),
        amount: notice.award.clone(),
        original: original.map(|of| of.page.url.clone()),
        matches,
    }
}
