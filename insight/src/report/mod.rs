//! One month of content, search, leads and competitors as one set of facts.
//!
//! [`compute`] turns rows into a [`Report`] once; JSON is the report itself, and [`html`] renders
//! it in either language. Counts are integers; amounts and rates are decimals, written as text in
//! JSON so that none is rounded on the way; rates are computed last, from sums. All amounts are in
//! the report's currency; what was paid in another is listed apart and never added.
//!
//! In reading order: [`Inputs`] and [`Report`]; [`Figure`]s on top; one file per section below
//! them; [`Step`]s say what to do next, each by a rule and with its evidence.

mod ads;
mod demand;
mod figures;
mod leads;
mod page;
pub(crate) mod problems;
mod published;
mod rivals;
mod search;
mod steps;
mod tenders;
#[cfg(test)]
mod tests;
mod trends;
mod why;

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use masthead_editorial::Content;
use masthead_store::{
    AdRow, Changes, Currency, LeadRow, Month, PageAt, Problem, Role, SearchRow, Shelf, StoreError,
};
use masthead_text::{Language, Lexicon};
use rayon::prelude::*;
use rust_decimal::Decimal;
use serde::Serialize;
use url::Url;

use crate::{
    keywords::Keywords,
    notice::{self, Fit},
    repost::{Index, ordered},
    tender::{Reader, Seen, day},
    words::Words,
};

pub use crate::{notice::Budget, repost::Repost, tender::Tender};
pub use ads::{Ads, Campaign};
pub use figures::{Figure, Measure};
pub use leads::{ChannelLeads, Leads};
pub use page::html;
pub use problems::Trouble;
pub use published::Published;
pub use rivals::{Changed, Competitors, NewPage, Removed, What};
pub use search::{Search, SearchLine, Sums};
pub use trends::{TermLine, Trends};
pub use why::{Answer, Owner, Query, Step, Why};

/// This month's value and last month's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Both<T> {
    /// Of the month of the report.
    pub now: T,
    /// Of the month before.
    pub before: T,
}

/// Everything a report is computed from.
#[derive(Clone)]
pub struct Inputs<'a> {
    /// The month reported on.
    pub month: Month,
    /// Our own pages, and the company's name.
    pub content: &'a Content,
    /// The currency of the report.
    pub currency: Currency,
    /// What one lead may cost, in this currency, if a plan states it; else the average of the
    /// month is the measure of a campaign.
    pub target_cost_per_lead: Option<Decimal>,
    /// The sources of which a page was read before the month.
    pub watched: &'a BTreeSet<String>,
    /// The pages that stood at the end of the month. They are gone through once.
    pub pages: &'a dyn Shelf<PageAt>,
    /// What changed between the end of the month before and that of the month.
    pub changes: &'a dyn Shelf<Changes>,
    /// The market's terms of the month.
    pub keywords: &'a Keywords,
    /// The words that those terms were found with.
    pub lexicon: &'a Lexicon,
    /// The words of the settings, by which a tender can be ours.
    pub words: &'a Words,
    /// How notices of tenders are read.
    pub notices: notice::Settings,
    /// Imported rows of organic search; empty if nothing was imported.
    pub search: Both<&'a [SearchRow]>,
    /// Imported rows of advertising.
    pub ads: Both<&'a [AdRow]>,
    /// Imported leads.
    pub leads: Both<&'a [LeadRow]>,
    /// What went wrong while watching in the month.
    pub problems: &'a [Problem],
}

/// The report of a month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The month.
    pub month: Month,
    /// The month it is compared with.
    pub previous: Month,
    /// The company's name, by language.
    pub company: BTreeMap<Language, String>,
    /// The currency of every amount.
    pub currency: Currency,
    /// The figures on top.
    pub figures: Vec<Figure>,
    /// Organic search.
    pub search: Search,
    /// What we published.
    pub published: Vec<Published>,
    /// What the market talks about.
    pub keywords: Trends,
    /// What competitors did.
    pub competitors: Competitors,
    /// Who republished our texts.
    pub reposts: Vec<Repost>,
    /// Open tenders that ask for what we make.
    pub tenders: Vec<Tender>,
    /// Search advertising.
    pub ads: Ads,
    /// Leads by channel.
    pub leads: Leads,
    /// What to do next, most pressing first.
    pub next_steps: Vec<Step>,
    /// What could not be watched.
    pub problems: Vec<Trouble>,
}

/// What is gathered of the pages while they are gone through.
#[derive(Default)]
struct Gathered {
    notices: Vec<Seen>,
    copies: Vec<Repost>,
    /// The addresses of the pages that are news.
    news: BTreeSet<Url>,
    /// Whether a page is of the month, or changed in it.
    begun: bool,
    /// Competitors of which a page stands.
    rivals: BTreeSet<String>,
}

impl Gathered {
    fn of(inputs: &Inputs<'_>) -> Result<Self, StoreError> {
        let fit = Fit::of(inputs.content, inputs.words);
        let index = Index::of(inputs.content);
        let reader = Reader {
            fit: &fit,
            home: inputs.currency,
            settings: inputs.notices,
        };
        let (month, watched) = (inputs.month, inputs.watched);
        let mut gathered = Self::default();
        inputs.pages.each(&mut |pages| {
            let read: Vec<_> = pages
                .par_iter()
                .map(|page| {
                    let news = fresh(page, month, watched);
                    let copy = news.then(|| index.repost(page)).flatten();
                    (reader.read(page), copy, news)
                })
                .collect();
            for (page, (notice, copy, news)) in pages.iter().zip(read) {
                gathered.notices.extend(notice);
                gathered.copies.extend(copy);
                gathered.meet(page, news, month);
            }
        })?;
        Ok(gathered)
    }

    fn meet(&mut self, page: &PageAt, news: bool, month: Month) {
        if news {
            self.news.insert(page.url.clone());
        }
        let changed = page.changed.to_zoned(TimeZone::UTC).date();
        self.begun |= month.holds(day(page)) || month.holds(changed);
        if page.source.role == Role::Competitor && !self.rivals.contains(&page.source.name) {
            self.rivals.insert(page.source.name.clone());
        }
    }
}

/// Computes the report; what was not imported or not seen is absent from it. Of the pages nothing
/// is held but what is told of them, and what is compared.
///
/// # Errors
/// If the pages or changes cannot be read.
pub fn compute(inputs: &Inputs<'_>) -> Result<Report, StoreError> {
    let previous = inputs.month.previous();
    let gathered = Gathered::of(inputs)?;
    let search = search::of(inputs);
    let published = published::of(inputs.content, inputs.month);
    let leads = leads::of(inputs);
    let ads = ads::of(inputs);
    let mut report = Report {
        month: inputs.month,
        previous,
        company: inputs.content.site.title.clone(),
        currency: inputs.currency,
        figures: Vec::new(),
        search,
        published,
        keywords: trends::of(inputs.keywords),
        competitors: rivals::of(inputs, &gathered.rivals)?,
        reposts: ordered(gathered.copies),
        tenders: tenders::of(inputs, gathered.notices, &gathered.news),
        ads,
        leads,
        next_steps: Vec::new(),
        problems: problems::of(inputs.problems),
    };
    let published_before = published::of(inputs.content, previous).len();
    let begun = gathered.begun || begun(inputs, &report);
    report.figures = figures::of(&report, begun, published_before);
    report.next_steps = steps::of(&report, inputs);
    Ok(report)
}

/// Whether the month has begun, as far as our own figures say: something was imported for it, or
/// published in it.
const fn begun(inputs: &Inputs<'_>, report: &Report) -> bool {
    !(report.published.is_empty()
        && inputs.search.now.is_empty()
        && inputs.ads.now.is_empty()
        && inputs.leads.now.is_empty())
}

/// `part` of `whole`, rounded to `places`; nothing where there is no whole.
fn rate(part: Decimal, whole: Decimal, places: u32) -> Option<Decimal> {
    part.checked_div(whole).map(|rate| rate.round_dp(places))
}

/// Whether a page is news of the month: dated in it, or first seen in it and either without a day
/// or dated in the month before at a source that was watched before. Such a page was published
/// after last month's last crawl, and stands in no other report.
fn fresh(page: &PageAt, month: Month, watched: &BTreeSet<String>) -> bool {
    let seen = month.holds(page.first_seen.to_zoned(TimeZone::UTC).date());
    page.published().map_or(seen, |day| {
        month.holds(day)
            || (seen && month.previous().holds(day) && watched.contains(&page.source.name))
    })
}
