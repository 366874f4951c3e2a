//! What a marketer decides before a plan can be computed: money, rates, names and places.

use std::collections::BTreeMap;

use masthead_store::Currency;
use masthead_text::Language;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The assumptions of a plan. Each is shown beside the numbers that come from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The currency of every bid and budget; the advertising account must have the same.
    pub currency: Currency,
    /// What one lead may cost, in whole units of the currency.
    pub target_cost_per_lead: Decimal,
    /// The share of clicks that become leads: 0.03 for three in a hundred.
    pub conversion_rate: Decimal,
    /// Leads a month wanted from each campaign; sets its daily budget.
    #[serde(default = "leads")]
    pub target_leads: u32,
    /// The match types each keyword gets: exact and phrase unless said otherwise.
    #[serde(default = "match_types")]
    pub match_types: Vec<MatchType>,
    /// The share of the full bid for a match type: exact 1, phrase 0.8, broad 0.6 unless said
    /// otherwise. A looser match meets more strangers, so a click is worth less.
    #[serde(default)]
    pub bid_factors: BTreeMap<MatchType, Decimal>,
    /// The last part of a campaign's name, by language: `Line-scan cameras`. The company's name
    /// where there is none.
    #[serde(default)]
    pub themes: BTreeMap<Language, String>,
    /// Where the ads run, by language, as Google Ads names the places: `Germany`. Everywhere
    /// where there is none.
    #[serde(default)]
    pub locations: BTreeMap<Language, Vec<String>>,
    /// Other words for a target keyword, by target keyword.
    #[serde(default)]
    pub synonyms: BTreeMap<String, Vec<String>>,
    /// Further words that no ad should answer, by language, added to the built-in list.
    #[serde(default)]
    pub negatives: BTreeMap<Language, Vec<String>>,
    /// Brand names of competitors beside the names of the watched sources.
    #[serde(default)]
    pub brands: Vec<String>,
}

const fn leads() -> u32 {
    20
}

fn match_types() -> Vec<MatchType> {
    vec![MatchType::Exact, MatchType::Phrase]
}

impl Settings {
    /// The three numbers that nobody can guess, and the usual rest.
    #[must_use]
    pub fn new(
        currency: Currency,
        target_cost_per_lead: Decimal,
        conversion_rate: Decimal,
    ) -> Self {
        Self {
            currency,
            target_cost_per_lead,
            conversion_rate,
            target_leads: leads(),
            match_types: match_types(),
            bid_factors: BTreeMap::new(),
            themes: BTreeMap::new(),
            locations: BTreeMap::new(),
            synonyms: BTreeMap::new(),
            negatives: BTreeMap::new(),
            brands: Vec::new(),
        }
    }

    /// The share of the full bid for a match type.
    #[must_use]
    pub fn factor(&self, match_type: MatchType) -> Decimal {
        let usual = match match_type {
            MatchType::Exact => Decimal::ONE,
            MatchType::Phrase => Decimal::new(8, 1),
            MatchType::Broad => Decimal::new(6, 1),
        };
        self.bid_factors.get(&match_type).copied().unwrap_or(usual)
    }
}

/// How close a search must be to a keyword, from the closest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchType {
    /// The keyword itself, or the same meaning.
    Exact,
    /// The keyword within a longer search.
    Phrase,
    /// Anything near its meaning. Only when asked for.
    Broad,
}

impl MatchType {
    /// All, from the closest.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Phrase, Self::Broad];

    /// The word that Google Ads Editor uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "Exact",
            Self::Phrase => "Phrase",
            Self::Broad => "Broad",
        }
    }
}
