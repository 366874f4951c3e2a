//! The market's terms that matter to a reader of the report.

use masthead_text::Language;
use serde::Serialize;

use crate::keywords::{Cover, Keywords, Term, Trend};

/// Terms by where they are going, and those we lack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trends {
    /// None before, enough now.
    pub new: Vec<TermLine>,
    /// Clearly more pages than last month.
    pub rising: Vec<TermLine>,
    /// Clearly fewer.
    pub fading: Vec<TermLine>,
    /// Targeted by a competitor and not covered by us.
    pub gap: Vec<TermLine>,
}

/// A term with its counts; its evidence stands on the keyword page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TermLine {
    /// The term.
    pub term: String,
    /// Its language.
    pub language: Language,
    /// Pages with it this month, of the sources that are compared; of all sources where it was
    /// not judged.
    pub count_now: u32,
    /// Pages of the same sources last month; absent if it was not judged.
    pub count_before: Option<u32>,
    /// Competitors that target it.
    pub targeted_by: Vec<String>,
    /// Whether our own pages answer it.
    pub own: Cover,
}

/// Picks the terms, in the order of the keyword page.
pub(super) fn of(keywords: &Keywords) -> Trends {
    let going = |trend| {
        keywords
            .terms
            .iter()
            .filter(|term| term.trend == trend)
            .map(line)
            .collect()
    };
    Trends {
        new: going(Trend::New),
        rising: going(Trend::Rising),
        fading: going(Trend::Fading),
        gap: keywords.gap.iter().map(line).collect(),
    }
}

fn line(term: &Term) -> TermLine {
    let (count_now, count_before) = term.counts();
    TermLine {
        term: term.term.clone(),
        language: term.language,
        count_now,
        count_before,
        targeted_by: term.targeted_by.clone(),
        own: term.own,
    }
}
