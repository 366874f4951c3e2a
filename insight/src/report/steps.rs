//! What to do next: a step per rule that finds something, each with its evidence.
//!
//! In this order, which is the order of what it costs to wait:
//!
//! 1. an open tender for us: bid before its deadline;
//! 2. a permission that has run out or will within [`NOTICE`] days: renew it;
//! 3. a campaign with cost and no lead: look at it or stop it;
//! 4. a term that a competitor targets and we do not cover: write the page; at most [`TERMS`] per
//!    language, new and rising ones first, then those on most pages;
//! 5. a query with at least [`IMPRESSIONS`] impressions, at an average position beyond
//!    [`POSITION`]: better the page; at most [`QUERIES`], most impressions first;
//! 6. a repost that does not link to us: ask for the link;
//! 7. a source that cannot be read: mend it or leave it out.

use std::collections::BTreeSet;

use jiff::{Span, civil::Date};
use masthead_editorial::{Content, Facts, Permission};
use masthead_store::ProblemKind;
use masthead_text::Language;
use rust_decimal::Decimal;
use serde::Serialize;
use url::Url;

use super::{Budget, Report, TermLine};

/// Days before its end at which a permission should be renewed.
pub(super) const NOTICE: i32 = 60;
/// Impressions a month from which a query is worth work.
pub(super) const IMPRESSIONS: u64 = 200;
/// The last position of a first page of results.
pub(super) const POSITION: u32 = 10;
/// Terms per language that become a step.
const TERMS: usize = 3;
/// Queries that become a step.
const QUERIES: usize = 3;

/// Something to do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Who is best placed to do it.
    pub owner: Owner,
    /// The rule that found it, with its evidence.
    #[serde(flatten)]
    pub why: Why,
}

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Owner {
    /// Sales.
    Sales,
    /// Who writes and looks after content.
    Content,
    /// Who runs the ads.
    Advertising,
    /// Who keeps Masthead watching.
    Watch,
}

/// The evidence of a step, by rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum Why {
    /// A tender for us is open.
    TenderOpen {
        /// The notice.
        url: Url,
        /// Its title.
        title: String,
        /// The language of the notice.
        language: Option<Language>,
        /// Who buys.
        buyer: Option<String>,
        /// What it may cost.
        budget: Option<Budget>,
        /// The last day for a bid.
        deadline: Option<Date>,
        /// What of ours it names.
        matches: Vec<String>,
    },
    /// A permission to publish ends.
    PermissionEnding {
        /// The page that rests on it.
        url: Url,
        /// Its title.
        title: String,
        /// Its language.
        language: Language,
        /// Who gave it.
        by: String,
        /// Its last day.
        expires: Date,
    },
    /// A campaign costs money and brings no lead.
    CampaignWithoutLeads {
        /// The campaign.
        campaign: String,
        /// Its cost in the report's currency.
        cost: Decimal,
        /// Its clicks.
        clicks: u64,
    },
    /// Competitors target a term that we do not cover.
    TermMissing {
        /// The term and its counts.
        #[serde(flatten)]
        term: TermLine,
    },
    /// Many see a query's result, but far down.
    QueryFarDown {
        /// The query.
        query: String,
        /// Impressions.
        impressions: u64,
        /// Clicks.
        clicks: u64,
        /// Average position.
        position: Decimal,
    },
    /// A copy of ours does not name its source.
    RepostWithoutLink {
        /// The copy.
        url: Url,
        /// Its title.
        title: String,
        /// Its language.
        language: Language,
        /// Where we saw it.
        source: String,
        /// Our page.
        of: Url,
        /// How much of our text it holds, in percent.
        similarity: u64,
    },
    /// A source cannot be read.
    SourceBroken {
        /// Its name.
        source: String,
        /// The address.
        url: Url,
        /// Which sort of trouble.
        kind: ProblemKind,
    },
}

/// All steps, most pressing first.
pub(super) fn of(report: &Report, content: &Content) -> Vec<Step> {
    let step = |owner: Owner| move |why: Why| Step { owner, why };
    let mut steps: Vec<Step> = tenders(report).map(step(Owner::Sales)).collect();
    steps.extend(
        permissions(content, report.month.last())
            .into_iter()
            .map(step(Owner::Content)),
    );
    steps.extend(campaigns(report).map(step(Owner::Advertising)));
    steps.extend(terms(report).map(step(Owner::Content)));
    steps.extend(queries(report).into_iter().map(step(Owner::Content)));
    steps.extend(reposts(report).map(step(Owner::Content)));
    steps.extend(sources(report).map(step(Owner::Watch)));
    steps
}

fn tenders(report: &Report) -> impl Iterator<Item = Why> {
    report.tenders.iter().map(|tender| Why::TenderOpen {
        url: tender.url.clone(),
        title: tender.title.clone(),
        language: tender.language,
        buyer: tender.buyer.clone(),
        budget: tender.budget.clone(),
        deadline: tender.deadline,
        matches: tender.matches.clone(),
    })
}

/// Permissions that end soon, earliest first; both languages of a page are one permission.
fn permissions(content: &Content, today: Date) -> Vec<Why> {
    let horizon = today
        .checked_add(Span::new().days(NOTICE))
        .unwrap_or(Date::MAX);
    let mut seen = BTreeSet::new();
    let mut ending: Vec<(Date, Why)> = content
        .published()
        .filter_map(|page| {
            let Permission { by, expires, .. } = match &page.facts {
                Facts::CaseStudy(facts) => &facts.permission,
                Facts::Interview(facts) => &facts.permission,
                Facts::Whitepaper(_) | Facts::Product(_) => return None,
            };
            let soon = *expires <= horizon && seen.insert((&page.pair, *expires));
            soon.then(|| {
                let why = Why::PermissionEnding {
                    url: page.url.clone(),
                    title: page.title.clone(),
                    language: page.language,
                    by: by.clone(),
                    expires: *expires,
                };
                (*expires, why)
            })
        })
        .collect();
    ending.sort_by_key(|(expires, _)| *expires);
    ending.into_iter().map(|(_, why)| why).collect()
}

fn campaigns(report: &Report) -> impl Iterator<Item = Why> {
    let idle = report
        .ads
        .campaigns
        .iter()
        .filter(|campaign| campaign.leads == 0 && campaign.cost > Decimal::ZERO);
    // Without imported leads nobody knows whether a campaign brought any.
    let known = report.leads.total.is_some();
    idle.filter(move |_| known)
        .map(|campaign| Why::CampaignWithoutLeads {
            campaign: campaign.campaign.clone(),
            cost: campaign.cost,
            clicks: campaign.clicks,
        })
}

fn terms(report: &Report) -> impl Iterator<Item = Why> {
    let moving = |term: &TermLine| {
        let trends = [&report.keywords.new, &report.keywords.rising];
        trends.into_iter().flatten().any(|other| other == term)
    };
    Language::ALL.into_iter().flat_map(move |language| {
        let mut terms: Vec<&TermLine> = report
            .keywords
            .gap
            .iter()
            .filter(|term| term.language == language)
            .collect();
        terms.sort_by_key(|term| {
            let weight = (moving(term), term.targeted_by.len(), term.count_now);
            std::cmp::Reverse(weight)
        });
        terms
            .into_iter()
            .take(TERMS)
            .map(|term| Why::TermMissing { term: term.clone() })
    })
}

fn queries(report: &Report) -> Vec<Why> {
    let mut far: Vec<_> = report
        .search
        .queries
        .iter()
        .filter_map(|line| Some((line, line.position?)))
        .filter(|(line, at)| line.impressions >= IMPRESSIONS && *at > Decimal::from(POSITION))
        .collect();
    far.sort_by(|(a, _), (b, _)| (b.impressions, &a.value).cmp(&(a.impressions, &b.value)));
    far.into_iter()
        .take(QUERIES)
        .map(|(line, position)| Why::QueryFarDown {
            query: line.value.clone(),
            impressions: line.impressions,
            clicks: line.clicks,
            position,
        })
        .collect()
}

fn reposts(report: &Report) -> impl Iterator<Item = Why> {
    let bare = report.reposts.iter().filter(|repost| !repost.links_back);
    bare.map(|repost| Why::RepostWithoutLink {
        url: repost.url.clone(),
        title: repost.title.clone(),
        language: repost.language,
        source: repost.source.clone(),
        of: repost.of.clone(),
        similarity: repost.similarity,
    })
}

/// One step per source, for its first trouble; single pages that are gone or forbidden are none.
fn sources(report: &Report) -> impl Iterator<Item = Why> {
    let broken = |kind| matches!(kind, ProblemKind::BrokenFeed | ProblemKind::Unreachable);
    let mut seen = BTreeSet::new();
    report
        .problems
        .iter()
        .filter(move |trouble| broken(trouble.kind) && seen.insert(&trouble.source))
        .map(|trouble| Why::SourceBroken {
            source: trouble.source.clone(),
            url: trouble.url.clone(),
            kind: trouble.kind,
        })
}
