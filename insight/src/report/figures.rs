//! The figures on top of the report, each against last month.

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Serialize, Serializer};

use super::{Both, Campaign, ChannelLeads, Report, Sums, rate};

/// A figure. Absent values were not imported, or have nothing to be computed from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// What it is, in lower case with underscores: `cost_per_lead`.
    pub id: &'static str,
    /// How it is measured.
    pub measure: Measure,
    /// This month.
    #[serde(serialize_with = "number")]
    pub now: Option<Decimal>,
    /// Last month.
    #[serde(serialize_with = "number")]
    pub before: Option<Decimal>,
    /// Counts and amounts: the change as a share of last month, to four places. Shares and
    /// positions: the difference.
    pub change: Option<Decimal>,
    /// Whether more is better; absent where it is neither.
    pub more_is_better: Option<bool>,
}

/// A whole number as a number, else a decimal as text.
fn number<S: Serializer>(value: &Option<Decimal>, to: S) -> Result<S::Ok, S::Error> {
    let whole = value
        .filter(|value| value.scale() == 0)
        .and_then(|value| value.to_i64());
    match whole {
        Some(whole) => to.serialize_some(&whole),
        None => value.serialize(to),
    }
}

/// How a figure is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// A number of things.
    Count,
    /// An amount in the report's currency.
    Money,
    /// A share: 0.04 for 4 in a hundred.
    Share,
    /// An average position, 1 is the top.
    Position,
}

/// Where a figure is read from: a report, and whether of this month.
type Value = fn(&Report, bool) -> Option<Decimal>;

/// The figures in the order in which they are shown, what came of it first: name, measure, whether
/// more is better, value.
#[rustfmt::skip]
const FIGURES: &[(&str, Measure, Option<bool>, Value)] = &[
    ("leads", Measure::Count, Some(true), |r, now| Some(leads(r, now)?.leads.into())),
    ("qualified", Measure::Count, Some(true), |r, now| Some(leads(r, now)?.qualified.into())),
    ("won", Measure::Count, Some(true), |r, now| Some(leads(r, now)?.won.into())),
    ("clicks", Measure::Count, Some(true), |r, now| Some(search(r, now)?.clicks.into())),
    ("impressions", Measure::Count, Some(true), |r, now| Some(search(r, now)?.impressions.into())),
    ("ctr", Measure::Share, Some(true), |r, now| {
        let sums = search(r, now)?;
        rate(sums.clicks.into(), sums.impressions.into(), 4)
    }),
    ("position", Measure::Position, Some(false), |r, now| search(r, now)?.position),
    ("ad_cost", Measure::Money, None, |r, now| ads(r, now)?.cost),
    ("cost_per_lead", Measure::Money, Some(false), |r, now| ads(r, now)?.cost_per_lead),
];

fn leads(report: &Report, now: bool) -> Option<&ChannelLeads> {
    let leads = &report.leads;
    if now {
        &leads.total
    } else {
        &leads.total_before
    }
    .as_ref()
}

fn search(report: &Report, now: bool) -> Option<&Sums> {
    let search = &report.search;
    if now {
        &search.total
    } else {
        &search.total_before
    }
    .as_ref()
}

fn ads(report: &Report, now: bool) -> Option<&Campaign> {
    let ads = &report.ads;
    if now { &ads.total } else { &ads.total_before }.as_ref()
}

/// All figures, and last the pages published. Where the month has not `begun`, nobody knows how
/// many will be.
pub(super) fn of(report: &Report, begun: bool, published_before: usize) -> Vec<Figure> {
    let published = Both {
        now: begun.then(|| Decimal::from(report.published.len())),
        before: Some(Decimal::from(published_before)),
    };
    let read = |&(id, measure, better, value): &(_, _, _, Value)| {
        let both = Both {
            now: value(report, true),
            before: value(report, false),
        };
        figure(id, measure, both, better)
    };
    let last = figure("published", Measure::Count, published, Some(true));
    FIGURES.iter().map(read).chain([last]).collect()
}

fn figure(
    id: &'static str,
    measure: Measure,
    value: Both<Option<Decimal>>,
    more_is_better: Option<bool>,
) -> Figure {
    let Both { now, before } = value;
    let change = now.zip(before).and_then(|(now, before)| match measure {
        Measure::Count | Measure::Money => rate(now - before, before, 4),
        Measure::Share | Measure::Position => Some(now - before),
    });
    Figure {
        id,
        measure,
        now,
        before,
        change,
        more_is_better,
    }
}
