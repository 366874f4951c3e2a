//! From target keywords to campaigns, ad groups, bids and ads.
//!
//! One campaign per language, one ad group per published page with a target keyword; the page is
//! the group's landing page. A group's keywords are the page's target and secondary keywords (the
//! general ones less, or not at all), their synonyms from the settings, and terms of the market that the page names and that share
//! at least half of their words with one of its keywords. A term of the market that no page answers
//! becomes no keyword but a page to write ([`NeedsPage`]): no ad without a landing page.
//!
//! In reading order: [`Settings`] are the assumptions, [`make`] computes the plan, [`check`] says
//! what a platform would refuse in it, [`google_ads_editor`] writes it for import.

mod ad;
mod bid;
mod check;
mod claims;
mod copy;
mod editor;
mod group;
mod kinship;
mod meet;
mod negative;
mod offer;
mod phrase;
mod place;
mod proof;
mod reason;
#[cfg(test)]
pub(crate) mod sample;
mod settings;
#[cfg(test)]
mod tests;
mod unwanted;
mod wording;

use std::collections::BTreeMap;

use masthead_editorial::Content;
use masthead_store::{Currency, Month};
use masthead_text::Language;
use rust_decimal::Decimal;
use serde::Serialize;
use url::Url;

use crate::keywords::Keywords;

pub use bid::{daily_budget, max_cpc};
pub use check::check;
pub use claims::absolute;
pub use editor::google_ads_editor;
pub(crate) use phrase::contains;
use reason::Reason;
pub use settings::{MatchType, Settings};

/// A plan for search advertising, made from the evidence of one month.
///
/// In JSON, amounts and rates are decimals written as text (`"18.00"`), so that none is rounded
/// on the way.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// The month of the evidence.
    pub month: Month,
    /// The currency of every amount.
    pub currency: Currency,
    /// Assumed: what a lead may cost.
    pub target_cost_per_lead: Decimal,
    /// Assumed: the share of clicks that become leads.
    pub conversion_rate: Decimal,
    /// Assumed: leads a month wanted from each campaign.
    pub target_leads: u32,
    /// Assumed: the share of the full bid for each match type.
    pub bid_factors: BTreeMap<MatchType, Decimal>,
    /// One per language that has a group, English first.
    pub campaigns: Vec<Campaign>,
    /// The ad groups, by campaign, then by path of the landing page.
    pub groups: Vec<Group>,
    /// Terms worth an ad that have no page yet, by language, then term.
    pub needs_page: Vec<NeedsPage>,
    /// Keywords of our own pages and negatives of the settings that were left out.
    pub refused: Vec<Refused>,
}

impl Plan {
    /// The highest bids of all keywords.
    fn bids(&self) -> impl Iterator<Item = Decimal> {
        let keywords = self.groups.iter().flat_map(|group| &group.keywords);
        keywords.map(|keyword| keyword.max_cpc)
    }
}

/// A campaign: one language, one budget.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Campaign {
    /// Its name: `EN | Search | Line-scan cameras`.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// What a day may cost.
    pub daily_budget: Decimal,
    /// Where its ads run, as Google Ads names the places; everywhere if empty.
    pub locations: Vec<String>,
    /// Searches that no group answers.
    pub negatives: Vec<Negative>,
    /// What to know before it runs, as sentences in its language.
    pub notes: Vec<String>,
}

/// An ad group: keywords of one intent, one landing page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// The name of its campaign.
    pub campaign: String,
    /// Its name: the first of its keywords, which is the target of its page unless that one was
    /// refused.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// The published page that a click leads to.
    pub landing_page: Url,
    /// The file of that page, from the top of the workspace.
    pub page: String,
    /// Its keywords, the target first.
    pub keywords: Vec<Keyword>,
    /// Searches that belong to another group.
    pub negatives: Vec<Negative>,
    /// Its ads.
    pub ads: Vec<Ad>,
}

/// A keyword with one match type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Keyword {
    /// The words.
    pub keyword: String,
    /// How close a search must be.
    pub match_type: MatchType,
    /// The highest bid for a click.
    pub max_cpc: Decimal,
    /// The evidence, as a phrase in the language of the group.
    pub why: String,
}

/// Words that keep an ad from showing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Negative {
    /// The words.
    pub keyword: String,
    /// How close a search must be to be excluded.
    pub match_type: MatchType,
    /// The reason, as a phrase in the language of the campaign.
    pub why: String,
}

/// A responsive search ad: the platform picks from its texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ad {
    /// 3 to 15 distinct headlines of at most 30 columns.
    pub headlines: Vec<String>,
    /// 2 to 4 distinct descriptions of at most 90 columns.
    pub descriptions: Vec<String>,
    /// First part of the shown path, at most 15 columns.
    pub path1: String,
    /// Second part of the shown path.
    pub path2: String,
}

/// A term that deserves an ad and has no landing page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeedsPage {
    /// The term.
    pub term: String,
    /// Its language.
    pub language: Language,
    /// The evidence, as a phrase in the language of the term.
    pub why: String,
}

/// A keyword or negative of ours that the plan does without.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The file that states it: a page or the settings.
    pub page: String,
    /// The words.
    pub keyword: String,
    /// The language of the campaign that does without it.
    pub language: Language,
    /// The sort of reason.
    pub cause: Cause,
    /// Why it was left out, as a phrase in its language.
    pub why: String,
    /// What to do, as a phrase in its language.
    pub help: String,
    #[serde(skip)]
    reason: Reason,
}

impl Refused {
    /// A word of the file `page` that is left out for this reason.
    fn new(page: &str, keyword: &str, language: Language, reason: Reason) -> Self {
        Self {
            page: page.to_owned(),
            keyword: keyword.to_owned(),
            language,
            cause: reason.cause(),
            why: reason.why(keyword, language),
            help: reason.help(language),
            reason,
        }
    }
}

/// Why the plan does without a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// A platform would refuse it.
    Platform,
    /// Another page has it already.
    Twice,
    /// It is too general to be paid for.
    General,
    /// As a negative it would block a keyword.
    Blocks,
}

/// Makes the plan of `month` from the evidence and our own pages.
///
/// Always succeeds; what [`check`] then finds is worth reading before the plan is used.
#[must_use]
pub fn make(keywords: &Keywords, content: &Content, settings: &Settings, month: Month) -> Plan {
    let mut plan = Plan {
        month,
        currency: settings.currency,
        target_cost_per_lead: settings.target_cost_per_lead,
        conversion_rate: settings.conversion_rate,
        target_leads: settings.target_leads,
        bid_factors: MatchType::ALL
            .map(|kind| (kind, settings.factor(kind)))
            .into(),
        campaigns: Vec::new(),
        groups: Vec::new(),
        needs_page: Vec::new(),
        refused: Vec::new(),
    };
    for language in Language::ALL {
        campaign(&mut plan, language, keywords, content, settings);
    }
    plan
}

/// Adds the campaign of one language; nothing but pages to write where no page is published.
fn campaign(
    plan: &mut Plan,
    language: Language,
    keywords: &Keywords,
    content: &Content,
    settings: &Settings,
) {
    let company = content.site.title.get(&language).map_or("", String::as_str);
    let theme = settings
        .themes
        .get(&language)
        .map_or(company, String::as_str);
    let name = format!("{} | Search | {theme}", language.tag().to_uppercase());
    let mut sorted = group::sort(&name, company, language, keywords, content, settings);
    negative::between(&mut sorted.groups, language);
    plan.needs_page.append(&mut sorted.needs_page);
    plan.refused.append(&mut sorted.refused);
    if sorted.groups.is_empty() {
        return;
    }
    let (groups, refused) = (&sorted.groups, &mut plan.refused);
    let negatives = negative::of_campaign(language, groups, keywords, settings, refused);
    let locations = settings.locations.get(&language).cloned();
    let locations = locations.unwrap_or_default();
    plan.campaigns.push(Campaign {
        name,
        language,
        daily_budget: daily_budget(settings),
        notes: place::note(language, &locations).into_iter().collect(),
        locations,
        negatives,
    });
    plan.groups.append(&mut sorted.groups);
}
