//! Imported figures as plain rows: organic search, advertising, leads.

use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Money, Month, body::hash};

/// What an imported file holds. One kind and month is replaced as a whole by a newer file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportKind {
    /// Search Console: queries.
    SearchQueries,
    /// Search Console: pages.
    SearchPages,
    /// Ad cost by day and campaign.
    Ads,
    /// Leads.
    Leads,
}

/// One kind and month out of a file to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFile {
    /// Its name, for people.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// What it holds.
    pub kind: ImportKind,
    /// The month of its rows.
    pub month: Month,
}

impl ImportFile {
    /// The part of the file with these bytes that is of one kind and month.
    #[must_use]
    pub fn new(name: &str, bytes: &[u8], kind: ImportKind, month: Month) -> Self {
        Self {
            name: name.to_owned(),
            sha256: hash(bytes),
            kind,
            month,
        }
    }
}

/// The rows of an imported file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ImportRows {
    /// Of Search Console: queries or pages.
    Search(Vec<SearchRow>),
    /// Of an ad platform.
    Ads(Vec<AdRow>),
    /// Of a customer system.
    Leads(Vec<LeadRow>),
}

impl ImportRows {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Search(rows) => rows.len(),
            Self::Ads(rows) => rows.len(),
            Self::Leads(rows) => rows.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    /// There was nothing of this kind and month.
    New,
    /// An earlier file's rows gave way.
    Replaced {
        /// How many they were.
        rows: u64,
    },
    /// The same file is stored already; nothing was done.
    Same,
}

/// A stored table as text, for export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name, fit for a file name.
    pub name: &'static str,
    /// The names of its columns.
    pub columns: Vec<&'static str>,
    /// Its rows, sorted, each as long as `columns`; an absent value is empty.
    pub rows: Vec<Vec<String>>,
}

impl fmt::Display for ImportKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SearchQueries => "search queries",
            Self::SearchPages => "search pages",
            Self::Ads => "ads",
            Self::Leads => "leads",
        })
    }
}

/// Whether a search row is of a query or of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SearchKind {
    /// What people typed.
    Query,
    /// The landing page that was shown.
    Page,
}

/// A month of organic search for one query or page. The click-through rate is computed from
/// the counts, never stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchRow {
    /// The month.
    pub month: Month,
    /// Query or page.
    pub kind: SearchKind,
    /// The query, or the page's address.
    pub value: String,
    /// Clicks.
    pub clicks: u64,
    /// Impressions.
    pub impressions: u64,
    /// Average position, 1 is the top.
    pub position: Option<Decimal>,
}

/// A day of one ad group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AdRow {
    /// The day.
    pub day: Date,
    /// Campaign.
    pub campaign: String,
    /// Ad group.
    pub ad_group: String,
    /// Impressions.
    pub impressions: u64,
    /// Clicks.
    pub clicks: u64,
    /// Cost.
    pub cost: Money,
    /// Conversions as the platform counts them; may be fractional.
    pub conversions: Decimal,
}

/// Where a lead came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// Unpaid search.
    OrganicSearch,
    /// Search advertising.
    PaidSearch,
    /// A link on another site.
    Referral,
    /// A trade show or event.
    TradeShow,
    /// Newsletter or mail.
    Email,
    /// Typed address.
    Direct,
    /// A network of people: a post, a message, an account that is followed.
    Social,
    /// Anything else, and what nobody wrote down.
    Other,
}

impl Channel {
    /// Every channel, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::OrganicSearch,
        Self::PaidSearch,
        Self::Referral,
        Self::Social,
        Self::TradeShow,
        Self::Email,
        Self::Direct,
        Self::Other,
    ];
}

/// How good a lead is, as sales judged it: S is best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Tier {
    S,
    A,
    B,
    C,
}

/// How far a lead came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LeadStatus {
    /// Not judged yet.
    New,
    /// Sales accepted it.
    Qualified,
    /// It became an order.
    Won,
    /// It ended without one.
    Lost,
}

/// One lead. No personal data: the customer system keeps that.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeadRow {
    /// The day it came.
    pub day: Date,
    /// Its channel.
    pub channel: Channel,
    /// The campaign, for paid search.
    pub campaign: Option<String>,
    /// The page on which it came, as exported.
    pub landing_page: Option<String>,
    /// Tier.
    pub tier: Tier,
    /// Status.
    pub status: LeadStatus,
    /// Value of the order or of the opportunity, if known.
    pub value: Option<Money>,
}
