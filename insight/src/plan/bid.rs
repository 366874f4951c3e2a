//! Bids and budgets out of the price of a lead, in decimals.
//!
//! Source of both formulas: what practitioners of search advertising use (target cost per
//! action times conversion rate; wanted leads over conversion rate times price of a click).

use rust_decimal::{Decimal, RoundingStrategy};

use super::{MatchType, Settings};

/// Days of an average month, as Google Ads counts them: 365 ÷ 12, to one decimal.
fn days() -> Decimal {
    Decimal::new(304, 1)
}

/// Cents are cut off, never rounded up: a bid never says more than the assumption allows.
fn cents(amount: Decimal) -> Decimal {
    let mut cents = amount.round_dp_with_strategy(2, RoundingStrategy::ToZero);
    cents.rescale(2);
    cents
}

/// No lead costs more, in whole units of a currency.
pub(super) const COST: u32 = 1_000_000_000;
/// No campaign is meant to bring more leads in a month.
pub(super) const LEADS: u32 = 1_000_000;

/// The highest bid for a click: target cost per lead × share of clicks that become leads ×
/// factor of the match type. In whole units of the currency, two decimals, rounded down; nothing
/// where the numbers have no measure, which [`super::check`] tells.
#[must_use]
pub fn max_cpc(settings: &Settings, match_type: MatchType) -> Decimal {
    let bid = settings
        .target_cost_per_lead
        .checked_mul(settings.conversion_rate)
        .and_then(|full| full.checked_mul(settings.factor(match_type)));
    cents(bid.unwrap_or_default())
}

/// The budget of a day: wanted leads × target cost per lead ÷ 30.4, rounded down to two decimals.
/// The same as clicks × full bid: a lead needs 1 ÷ conversion rate clicks, each for the target
/// cost × conversion rate. Nothing where the numbers have no measure.
#[must_use]
pub fn daily_budget(settings: &Settings) -> Decimal {
    let budget = Decimal::from(settings.target_leads)
        .checked_mul(settings.target_cost_per_lead)
        .and_then(|month| month.checked_div(days()));
    cents(budget.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(cost: i64, rate: &str, leads: u32) -> Settings {
        Settings {
            target_leads: leads,
            ..Settings::new(
                "CNY".parse().unwrap(),
                Decimal::from(cost),
                rate.parse().unwrap(),
            )
        }
    }

    #[test]
    fn a_bid_is_the_price_of_a_lead_times_the_share_of_clicks_that_become_one() {
        for (cost, rate, match_type, bid) in [
            (600, "0.03", MatchType::Exact, "18.00"),
            (600, "0.03", MatchType::Phrase, "14.40"),
            (600, "0.03", MatchType::Broad, "10.80"),
            (333, "0.0333", MatchType::Exact, "11.08"), // 11.0889: down
            (600, "0", MatchType::Exact, "0.00"),
        ] {
            let got = max_cpc(&settings(cost, rate, 1), match_type);
            assert_eq!(got.to_string(), bid, "{cost} {rate} {match_type:?}");
        }
    }

    #[test]
    fn a_budget_buys_the_clicks_that_the_wanted_leads_need() {
        for (cost, rate, leads, budget) in [
            (600, "0.03", 20, "394.73"), // 20 × 600 ÷ 30.4
            (600, "0.03", 0, "0.00"),
            (600, "0.00000000000000000001", 20, "394.73"),
        ] {
            assert_eq!(
                daily_budget(&settings(cost, rate, leads)).to_string(),
                budget
            );
        }
    }

    #[test]
    fn numbers_without_measure_give_nothing_instead_of_a_panic() {
        let huge = Settings::new("CNY".parse().unwrap(), Decimal::MAX, Decimal::MAX);
        assert!(max_cpc(&huge, MatchType::Exact).is_zero());
        assert!(daily_budget(&huge).is_zero());
    }
}
