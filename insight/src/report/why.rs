//! A step and its evidence: one variant per rule.

use jiff::civil::Date;
use masthead_store::ProblemKind;
use masthead_text::Language;
use rust_decimal::Decimal;
use serde::Serialize;
use url::Url;

use super::{Budget, TermLine};

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
        /// Conversions that the ad platform counted.
        conversions: Decimal,
        /// What a lead may cost.
        lead_cost: Decimal,
        /// Whether a plan says so; else it is the average of paid search.
        planned: bool,
    },
    /// The market moves to a term, or competitors target it, and we do not cover it.
    TermMissing {
        /// The term and its counts.
        #[serde(flatten)]
        term: TermLine,
        /// Our page that declares it as a further keyword, without a word about it.
        page: Option<Answer>,
        /// Searches with the term's words that show us far down.
        queries: Vec<Query>,
    },
    /// Many see a query's result, but far down.
    QueryFarDown {
        /// The query and its figures.
        #[serde(flatten)]
        query: Query,
        /// Our page that answers it, if one does.
        page: Option<Answer>,
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

/// A search that shows us far down.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Query {
    /// What people typed.
    pub query: String,
    /// Impressions.
    pub impressions: u64,
    /// Clicks.
    pub clicks: u64,
    /// Average position.
    pub position: Decimal,
}

/// A page of ours that a step is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Its address.
    pub url: Url,
    /// Its title.
    pub title: String,
}
