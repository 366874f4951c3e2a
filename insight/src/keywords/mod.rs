//! Which terms are new, rising or fading, who targets them, and which we lack.
//!
//! # The counting rule
//!
//! Pages of industry sources and competitors count; our own pages and tender boards do not. Each
//! language is counted for itself. A page that says its day of publication speaks in the month of
//! that day; a page without a day speaks in every month in which it stands. The count of a term is
//! the number of pages that contain it, however often.
//!
//! What is a term, the pages say: it is among the [`BEST`] terms of one of them, as `masthead terms`
//! ranks them, or it is a word of the settings or the target keyword of one of our pages.
//!
//! A term is judged where at least [`Settings::least_pages`] pages of at least
//! [`Settings::least_sources`] sources contain it in one of the two months, and at least one of
//! them in its title or a heading. It is **new** with no page before; **rising** with at least 1.5
//! times its share of pages and at least two pages more; **fading** the other way round, and
//! **steady** otherwise. Only sources that speak in both months are compared, so that a source
//! added this month makes nothing rise; the counts of a term are theirs, and the pages of other
//! sources are counted apart. A term without pages enough to compare is **unjudged**.
//!
//! A competitor **targets** a term that stands in the title or a main heading (of the first or
//! second level) of one of its pages. We **cover** a term that stands in the title, a main heading
//! or the target keyword of one of our pages, or is a further keyword of a page whose words hold
//! it; we cover it **weakly** if it stands in the text alone or is declared alone. The **gap** is
//! what competitors target and we do not cover; what fades is left out of it. A term below the least
//! counts is listed all the same if a competitor has it in the title of a page that goes on about
//! it, or targets with it one of our own target keywords.
//!
//! One English word, or one or two Chinese characters, are too broad to be a term unless the
//! settings name them. Names of sources, competitors and brands are no terms of the market.
//!
//! In reading order: [`Settings`], [`gather`] and what it gives, [`Keywords`]; [`html`] shows it.
//! [`passages`] is what a page is read by, here and wherever its terms are asked for.

mod candidate;
mod gather;
mod html;
mod judge;
mod labels;
mod reading;
mod rule;
mod settings;
mod tally;
#[cfg(test)]
mod tests;
mod voices;

use std::collections::BTreeMap;

use jiff::civil::Date;
use masthead_store::{Month, Role};
use masthead_text::Language;
use serde::Serialize;
use url::Url;

pub use gather::{BEST, gather};
pub use html::html;
pub use reading::{beginning, passages};
pub(crate) use reading::{shown, written};
pub use rule::{Rule, Trend};
pub use settings::Settings;

/// What a month's pages say, compared with the month before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Keywords {
    /// The month.
    pub month: Month,
    /// The month it is compared with.
    pub previous: Month,
    /// How terms were judged.
    pub rule: Rule,
    /// Pages that speak, by language.
    pub pages: BTreeMap<Language, Pages>,
    /// The sources that were counted, sorted by name.
    pub sources: Vec<SourceCount>,
    /// The terms, sorted by language, then trend, then weight.
    pub terms: Vec<Term>,
    /// Those of them that a competitor targets and we do not cover, fading ones left out.
    pub gap: Vec<Term>,
}

/// How many pages of a language speak.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Pages {
    /// In the month before.
    pub before: u32,
    /// In this month.
    pub now: u32,
}

/// How many pages of a source speak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceCount {
    /// Its name in the settings.
    pub name: String,
    /// What it is to us.
    pub role: Role,
    /// Its language, if the settings name one.
    pub language: Option<Language>,
    /// Pages that speak in the month before.
    pub pages_before: u32,
    /// Pages that speak in this month.
    pub pages_now: u32,
}

/// A term and its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// Its commonest form.
    pub term: String,
    /// Its language.
    pub language: Language,
    /// Where it is going.
    pub trend: Trend,
    /// Pages that contain it this month, of the sources that are compared.
    pub count_now: u32,
    /// Pages of the same sources that contained it in the month before.
    pub count_before: u32,
    /// Pages of this month at sources that are not compared.
    pub apart_now: u32,
    /// Pages of the month before at sources that are not compared.
    pub apart_before: u32,
    /// Compared sources of this month's pages.
    pub sources_now: u32,
    /// Compared sources of the month before.
    pub sources_before: u32,
    /// Where it stands on this month's pages.
    pub places: Places,
    /// Competitors that target it, sorted.
    pub targeted_by: Vec<String>,
    /// Whether our own pages answer it.
    pub own: Cover,
    /// Pages that contain it, the most telling first; at most five. Of a fading term, pages of
    /// the month before.
    pub evidence: Vec<Evidence>,
}

/// How many of this month's pages have a term in which place; a page may count in all three.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Places {
    /// In the title.
    pub title: u32,
    /// In a heading.
    pub heading: u32,
    /// In the text.
    pub text: u32,
}

/// How our own pages answer a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cover {
    /// It is in the title, a heading or the target keyword of a page, or both declared by and in
    /// the text of one.
    Covered,
    /// It is in the text of a page, or declared by one, no more.
    Weak,
    /// It is on no page.
    Missing,
}

/// A page that contains a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Its address.
    pub url: Url,
    /// Its title as readers see it, or its address if it has none.
    pub title: String,
    /// The source it was found at.
    pub source: String,
    /// Its day of publication, if known.
    pub day: Option<Date>,
}
