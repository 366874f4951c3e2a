//! Tenders out of notices: an invitation together with all that was said about it later.

mod read;

use jiff::{
    civil::{Date, Time},
    tz::TimeZone,
};
use masthead_store::PageAt;
use masthead_text::Language;
use serde::Serialize;
use url::Url;

use crate::notice::{Budget, Contact, Region, Step};

pub(crate) use read::{Reader, Seen, market};

/// A tender.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tender {
    /// The notice that asks for bids.
    pub url: Url,
    /// Its title.
    pub title: String,
    /// The language of the notice, if it is one of ours.
    pub language: Option<Language>,
    /// The source it stands at.
    pub source: String,
    /// The day of the notice.
    pub day: Date,
    /// The number of the project.
    pub number: Option<String>,
    /// Who buys.
    pub buyer: Option<String>,
    /// Who runs the tender for the buyer.
    pub agency: Option<String>,
    /// What it may cost: the budget, else the ceiling.
    pub budget: Option<Budget>,
    /// Where it is.
    pub region: Option<Region>,
    /// The last day for a bid, as the last change says it.
    pub deadline: Option<Date>,
    /// The hour on that day, in the place of the buyer.
    pub time: Option<Time>,
    /// Whom to ask, as published.
    pub contact: Option<Contact>,
    /// Our products and words that it names, products first; empty where it is not for us.
    pub matches: Vec<String>,
    /// What was said about it later, by day.
    pub later: Vec<Later>,
    /// The same notice at other sources.
    pub also: Vec<Url>,
}

/// A later notice about a tender.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Later {
    /// What it tells.
    pub step: Step,
    /// Its address.
    pub url: Url,
    /// Its title.
    pub title: String,
    /// Its day.
    pub day: Date,
}

impl Tender {
    /// Whether bids are still taken on `day`, as far as is known.
    #[must_use]
    pub fn open_on(&self, day: Date) -> bool {
        let over = |later: &Later| matches!(later.step, Step::Result | Step::Termination);
        !self.later.iter().any(over) && self.deadline.is_none_or(|deadline| deadline >= day)
    }
}

/// What has been awarded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Award {
    /// The notice.
    pub url: Url,
    /// Its title.
    pub title: String,
    /// The language of the notice, if it is one of ours.
    pub language: Option<Language>,
    /// The source it stands at.
    pub source: String,
    /// The day of the notice.
    pub day: Date,
    /// Who buys.
    pub buyer: Option<String>,
    /// Who has won.
    pub winner: Option<String>,
    /// For how much.
    pub amount: Option<Budget>,
    /// The invitation that it closes, if we know it.
    pub original: Option<Url>,
    /// Our products and words that it names.
    pub matches: Vec<String>,
}

/// All tenders of some pages, and all awards.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Market {
    /// By deadline, those without one last, then by address.
    pub tenders: Vec<Tender>,
    /// By day, the newest first, then by address.
    pub awards: Vec<Award>,
}

/// The day of a page: what it or its source says, else the day on which it was first seen (UTC).
pub(crate) fn day(page: &PageAt) -> Date {
    page.published()
        .unwrap_or_else(|| page.first_seen.to_zoned(TimeZone::UTC).date())
}
