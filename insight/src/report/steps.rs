//! What to do next: a step per rule that finds something, each with its evidence.
//!
//! In this order, which is the order of what it costs to wait:
//!
//! 1. an open tender for us: bid before its deadline;
//! 2. a permission that has run out or will within [`NOTICE`] days: renew it;
//! 3. a campaign without a lead that cost [`PATIENCE`] times what a lead may cost: look at it or
//!    stop it;
//! 4. a term that is new, rising or targeted by a competitor, and that we do not cover: write the
//!    page;
//! 5. a query that many see our result for, but far down: better the page that answers it, or
//!    write it;
//! 6. a repost that does not link to us: ask for the link;
//! 7. a source that cannot be read: mend it or leave it out.
//!
//! The rules of 4 and 5 stand in [`demand`](super::demand).

use std::collections::BTreeSet;

use jiff::{Span, civil::Date};
use masthead_editorial::{Content, Facts, Permission};
use masthead_store::ProblemKind;
use rust_decimal::Decimal;

use super::{
    Inputs, Report, demand,
    why::{Owner, Step, Why},
};

/// Days before its end at which a permission should be renewed.
const NOTICE: i32 = 60;
/// Times what a lead may cost that a campaign may cost without one.
const PATIENCE: i64 = 2;

/// All steps, most pressing first.
pub(super) fn of(report: &Report, inputs: &Inputs<'_>) -> Vec<Step> {
    let content = inputs.content;
    let step = |owner: Owner| move |why: Why| Step { owner, why };
    let mut steps: Vec<Step> = tenders(report).map(step(Owner::Sales)).collect();
    steps.extend(
        permissions(content, report.month.last())
            .into_iter()
            .map(step(Owner::Content)),
    );
    let campaigns = campaigns(report, inputs.target_cost_per_lead);
    steps.extend(campaigns.into_iter().map(step(Owner::Advertising)));
    steps.extend(
        demand::of(report, content, inputs.lexicon)
            .into_iter()
            .map(step(Owner::Content)),
    );
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

/// Campaigns without a lead that cost too much. Without imported leads nobody knows whether a
/// campaign brought any; without a plan, the measure is what a lead of paid search costs on
/// average, this month or else last.
fn campaigns(report: &Report, target: Option<Decimal>) -> Vec<Why> {
    let ads = &report.ads;
    let average = [&ads.total, &ads.total_before]
        .into_iter()
        .flatten()
        .find_map(|sum| sum.cost_per_lead);
    let Some(lead_cost) = target.or(average).filter(|_| report.leads.total.is_some()) else {
        return Vec::new();
    };
    let idle = ads.campaigns.iter().filter(|campaign| campaign.leads == 0);
    idle.filter_map(|campaign| {
        let cost = campaign.cost?;
        (cost >= lead_cost * Decimal::from(PATIENCE) && cost > Decimal::ZERO).then(|| {
            Why::CampaignWithoutLeads {
                campaign: campaign.campaign.clone(),
                cost,
                clicks: campaign.clicks,
                conversions: campaign.conversions,
                lead_cost,
                planned: target.is_some(),
            }
        })
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
