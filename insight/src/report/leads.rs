//! Leads by channel: how many, how good, what they brought and what they cost.

use masthead_store::{Channel, LeadRow, LeadStatus, Money, Tier};
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Both, Inputs, ads, rate};

/// Leads of the month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Leads {
    /// Channels with a lead or cost in either month, by leads, then in a fixed order; none if no
    /// leads were imported.
    pub channels: Vec<ChannelLeads>,
    /// Their sums; nothing if no leads were imported.
    pub total: Option<ChannelLeads>,
    /// The sums of last month.
    pub total_before: Option<ChannelLeads>,
    /// Won value in other currencies, by currency; in no sum of this report.
    pub elsewhere: Vec<Money>,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChannelLeads {
    /// The channel; absent for sums.
    pub channel: Option<Channel>,
    /// Leads.
    pub leads: u64,
    /// Leads of last month; absent if nothing was imported for it.
    pub leads_before: Option<u64>,
    /// Qualified leads, see [`qualified`].
    pub qualified: u64,
    /// Leads that became orders.
    pub won: u64,
    /// Value of these orders in the report's currency.
    pub value: Decimal,
    /// Cost in the report's currency; known for paid search only.
    pub cost: Option<Decimal>,
    /// Cost per lead of this channel, to two places. Sums have none: the cost of most channels is
    /// not known, so cost over all leads would flatter.
    pub cost_per_lead: Option<Decimal>,
}

/// A lead is qualified if sales gave it tier S or A, accepted it, or won it.
pub(super) fn qualified(lead: &LeadRow) -> bool {
    matches!(lead.tier, Tier::S | Tier::A)
        || matches!(lead.status, LeadStatus::Qualified | LeadStatus::Won)
}

/// Gathers the channels of both months.
pub(super) fn of(inputs: &Inputs<'_>) -> Leads {
    let Both { now, before } = inputs.leads;
    let spent = |rows: &[masthead_store::AdRow]| -> Option<Decimal> {
        let at_home = rows
            .iter()
            .filter(|row| row.cost.currency == inputs.currency);
        (!rows.is_empty()).then(|| at_home.map(|row| row.cost.amount).sum())
    };
    let mut channels: Vec<ChannelLeads> = Channel::ALL
        .into_iter()
        .map(|channel| {
            let cost = spent(inputs.ads.now).filter(|_| channel == Channel::PaidSearch);
            sum(inputs, now, before, Some(channel), cost)
        })
        .filter(|_| !now.is_empty())
        .filter(|sum| sum.leads + sum.leads_before.unwrap_or(0) > 0 || sum.cost.is_some())
        .collect();
    channels.sort_by_key(|sum| std::cmp::Reverse(sum.leads));
    let total = |now: &[LeadRow], before: &[LeadRow], cost| {
        (!now.is_empty()).then(|| sum(inputs, now, before, None, cost))
    };
    Leads {
        total: total(now, before, spent(inputs.ads.now)),
        total_before: total(before, &[], spent(inputs.ads.before)),
        channels,
        elsewhere: ads::elsewhere(
            won(now, None).filter_map(|lead| lead.value),
            inputs.currency,
        ),
    }
}

/// The leads of a channel, or all.
fn select(leads: &[LeadRow], channel: Option<Channel>) -> impl Iterator<Item = &LeadRow> {
    leads
        .iter()
        .filter(move |lead| channel.is_none_or(|channel| lead.channel == channel))
}

fn won(leads: &[LeadRow], channel: Option<Channel>) -> impl Iterator<Item = &LeadRow> {
    select(leads, channel).filter(|lead| lead.status == LeadStatus::Won)
}

fn sum(
    inputs: &Inputs<'_>,
    now: &[LeadRow],
    before: &[LeadRow],
    channel: Option<Channel>,
    cost: Option<Decimal>,
) -> ChannelLeads {
    let count = |leads: usize| u64::try_from(leads).unwrap_or(u64::MAX);
    let leads = count(select(now, channel).count());
    let home = |money: &Money| money.currency == inputs.currency;
    let values = won(now, channel).filter_map(|lead| lead.value).filter(home);
    ChannelLeads {
        channel,
        leads,
        leads_before: (!before.is_empty()).then(|| count(select(before, channel).count())),
        qualified: count(select(now, channel).filter(|lead| qualified(lead)).count()),
        won: count(won(now, channel).count()),
        value: values.map(|money| money.amount).sum(),
        cost,
        cost_per_lead: channel
            .and(cost)
            .and_then(|cost| rate(cost, leads.into(), 2)),
    }
}
