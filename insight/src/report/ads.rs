//! Search advertising by campaign, with what its leads cost.

use std::collections::{BTreeMap, BTreeSet};

use masthead_store::{AdRow, Channel, Currency, LeadRow, Money};
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Both, Inputs, rate};

/// Search advertising of the month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ads {
    /// Campaigns with cost in either month or leads in this one, by cost, then name.
    pub campaigns: Vec<Campaign>,
    /// Their sums; nothing if no costs were imported.
    pub total: Option<Campaign>,
    /// The sums of last month.
    pub total_before: Option<Campaign>,
    /// Cost in other currencies, by currency; in no sum of this report.
    pub elsewhere: Vec<Money>,
}

/// A campaign.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Campaign {
    /// Its name; empty for leads of paid search that name none, and for sums.
    pub campaign: String,
    /// Impressions.
    pub impressions: u64,
    /// Clicks.
    pub clicks: u64,
    /// Clicks per impression, to four places.
    pub ctr: Option<Decimal>,
    /// Conversions that the ad platform counted.
    pub conversions: Decimal,
    /// Cost in the report's currency; absent if no imported row of either month names the
    /// campaign, so that its impressions, clicks and conversions are not known either.
    pub cost: Option<Decimal>,
    /// Cost of last month; absent if nothing was imported for it, or as for `cost`.
    pub cost_before: Option<Decimal>,
    /// Cost per click, to two places.
    pub cost_per_click: Option<Decimal>,
    /// Leads of paid search that name the campaign.
    pub leads: u64,
    /// Those of them that are qualified.
    pub qualified: u64,
    /// Cost per lead, to two places; absent without leads or cost.
    pub cost_per_lead: Option<Decimal>,
}

/// Gathers the campaigns of both months.
pub(super) fn of(inputs: &Inputs<'_>) -> Ads {
    let Both { now, before } = inputs.ads;
    let home = inputs.currency;
    let mut past: BTreeMap<&str, Decimal> = BTreeMap::new();
    for row in before {
        *past.entry(row.campaign.trim()).or_default() += cost(row, home);
    }
    let known: BTreeSet<&str> = now
        .iter()
        .chain(before)
        .map(|row| row.campaign.trim())
        .collect();
    let paid: Vec<&LeadRow> = paid(inputs.leads.now).collect();
    let mut names = known.clone();
    names.extend(paid.iter().map(|lead| name(lead)));
    let mut campaigns: Vec<Campaign> = names
        .into_iter()
        .map(|name| {
            let rows = now.iter().filter(|row| row.campaign.trim() == name);
            let leads = paid.iter().copied().filter(|lead| self::name(lead) == name);
            let cost = (!before.is_empty()).then(|| past.get(name).copied().unwrap_or_default());
            let mut sum = campaign(name, rows, leads, cost, home);
            if !known.contains(name) {
                (sum.cost, sum.cost_before) = (None, None);
            }
            sum
        })
        .collect();
    campaigns.sort_by(|a, b| (b.cost, &a.campaign).cmp(&(a.cost, &b.campaign)));
    let total = |rows: &[AdRow], leads: &[LeadRow], past| {
        (!rows.is_empty()).then(|| campaign("", rows.iter(), self::paid(leads), past, home))
    };
    let spent = (!before.is_empty()).then(|| past.values().sum());
    Ads {
        total: total(now, inputs.leads.now, spent),
        total_before: total(before, inputs.leads.before, None),
        campaigns,
        elsewhere: elsewhere(now.iter().map(|row| row.cost), home),
    }
}

/// Leads of paid search.
fn paid(leads: &[LeadRow]) -> impl Iterator<Item = &LeadRow> {
    leads
        .iter()
        .filter(|lead| lead.channel == Channel::PaidSearch)
}

fn name(lead: &LeadRow) -> &str {
    lead.campaign.as_deref().map_or("", str::trim)
}

/// The cost of a row, if it is in the report's currency.
fn cost(row: &AdRow, home: Currency) -> Decimal {
    if row.cost.currency == home {
        row.cost.amount
    } else {
        Decimal::ZERO
    }
}

fn campaign<'a>(
    name: &str,
    rows: impl Iterator<Item = &'a AdRow>,
    leads: impl Iterator<Item = &'a LeadRow>,
    cost_before: Option<Decimal>,
    home: Currency,
) -> Campaign {
    let mut sum = Campaign {
        campaign: name.to_owned(),
        impressions: 0,
        clicks: 0,
        ctr: None,
        conversions: Decimal::ZERO,
        cost: None,
        cost_before,
        cost_per_click: None,
        leads: 0,
        qualified: 0,
        cost_per_lead: None,
    };
    let mut spent = Decimal::ZERO;
    for row in rows {
        sum.impressions += row.impressions;
        sum.clicks += row.clicks;
        sum.conversions += row.conversions;
        spent += cost(row, home);
    }
    for lead in leads {
        sum.leads += 1;
        sum.qualified += u64::from(super::leads::qualified(lead));
    }
    sum.ctr = rate(sum.clicks.into(), sum.impressions.into(), 4);
    sum.cost = Some(spent);
    sum.cost_per_click = rate(spent, sum.clicks.into(), 2);
    sum.cost_per_lead = rate(spent, sum.leads.into(), 2).filter(|cost| !cost.is_zero());
    sum
}

/// The sums of amounts in other currencies than `home`.
pub(super) fn elsewhere(amounts: impl Iterator<Item = Money>, home: Currency) -> Vec<Money> {
    let mut sums: BTreeMap<Currency, Decimal> = BTreeMap::new();
    for money in amounts.filter(|money| money.currency != home) {
        *sums.entry(money.currency).or_default() += money.amount;
    }
    sums.into_iter()
        .map(|(currency, amount)| Money { amount, currency })
        .collect()
}
