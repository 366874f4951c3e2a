//! The figures on top of the report, each against last month.

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Serialize, Serializer};

use super::{Ads, Both, Leads, Report, Search, rate};

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

/// All figures in the order in which they are shown: what came of it first. Where the month has
/// not `begun`, nobody knows how much will be published in it.
pub(super) fn of(report: &Report, begun: bool, published_before: usize) -> Vec<Figure> {
    use Measure::{Count, Money, Position, Share};
    let leads = |value: fn(&super::ChannelLeads) -> Decimal| {
        let Leads {
            total,
            total_before,
            ..
        } = &report.leads;
        Both {
            now: total.as_ref().map(value),
            before: total_before.as_ref().map(value),
        }
    };
    let search = |value: fn(&super::search::Sums) -> Option<Decimal>| {
        let Search {
            total,
            total_before,
            ..
        } = &report.search;
        Both {
            now: total.as_ref().and_then(value),
            before: total_before.as_ref().and_then(value),
        }
    };
    let ads = |value: fn(&super::Campaign) -> Option<Decimal>| {
        let Ads {
            total,
            total_before,
            ..
        } = &report.ads;
        Both {
            now: total.as_ref().and_then(value),
            before: total_before.as_ref().and_then(value),
        }
    };
    let published = Both {
        now: begun.then(|| Decimal::from(report.published.len())),
        before: Some(Decimal::from(published_before)),
    };
    vec![
        figure("leads", Count, leads(|sum| sum.leads.into()), Some(true)),
        figure(
            "qualified",
            Count,
            leads(|sum| sum.qualified.into()),
            Some(true),
        ),
        figure("won", Count, leads(|sum| sum.won.into()), Some(true)),
        figure(
            "clicks",
            Count,
            search(|sum| Some(sum.clicks.into())),
            Some(true),
        ),
        figure(
            "impressions",
            Count,
            search(|sum| Some(sum.impressions.into())),
            Some(true),
        ),
        figure(
            "ctr",
            Share,
            search(|sum| rate(sum.clicks.into(), sum.impressions.into(), 4)),
            Some(true),
        ),
        figure(
            "position",
            Position,
            search(|sum| sum.position),
            Some(false),
        ),
        figure("ad_cost", Money, ads(|sum| sum.cost), None),
        figure(
            "cost_per_lead",
            Money,
            ads(|sum| sum.cost_per_lead),
            Some(false),
        ),
        figure("published", Count, published, Some(true)),
    ]
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
