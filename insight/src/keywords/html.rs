//! The keyword page.

use std::collections::BTreeSet;

use masthead_store::Month;
use masthead_text::Language;
use serde::Serialize;

use super::{Evidence, Keywords, SourceCount, Term, Trend, labels::LABELS};
use crate::view::{self, ViewError};

/// The keyword page in `language`, as one self-contained HTML file.
///
/// # Errors
///
/// When the template cannot be rendered.
pub fn html(keywords: &Keywords, language: Language) -> Result<String, ViewError> {
    view::render("keywords.html", language, LABELS, &page(keywords, language))
}

/// Pages shown for a term that we lack.
const SEEN: usize = 2;

/// What the template shows.
#[derive(Serialize)]
struct Page<'a> {
    month: Month,
    pages: u32,
    pages_before: u32,
    sources: &'a [SourceCount],
    /// Sources that speak in one of the months only, and are not compared.
    alone: Vec<&'a str>,
    gap: usize,
    /// The language of the page first.
    parts: [Part<'a>; 2],
    rule: Shown,
}

/// The rule, in the words of people.
#[derive(Serialize)]
struct Shown {
    least_pages: u32,
    least_sources: u32,
    least_difference: u32,
    /// `1.5`.
    ratio: String,
}

/// The terms of one trend.
#[derive(Serialize)]
struct Move<'a> {
    trend: Trend,
    terms: Vec<&'a Term>,
}

/// A term that we lack, and the pages that show it: those of the competitors first.
#[derive(Serialize)]
struct Lack<'a> {
    #[serde(flatten)]
    term: &'a Term,
    seen: Vec<&'a Evidence>,
}

/// The terms of one language.
#[derive(Serialize)]
struct Part<'a> {
    language: Language,
    pages_now: u32,
    pages_before: u32,
    /// The largest count of a moving term, for the length of bars.
    most: u32,
    moves: Vec<Move<'a>>,
    steady: Vec<&'a Term>,
    /// Terms on enough pages, too few of which can be compared.
    unjudged: Vec<&'a Term>,
    gap: Vec<Lack<'a>>,
    /// Competitors that target a term of the matrix. Of one competitor alone, the gap says all.
    rivals: BTreeSet<&'a str>,
    matrix: Vec<&'a Term>,
}

fn page(keywords: &Keywords, language: Language) -> Page<'_> {
    let sources = &keywords.sources;
    let rule = keywords.rule;
    let ratio = rust_decimal::Decimal::new(i64::from(rule.least_ratio_percent), 2);
    Page {
        month: keywords.month,
        pages: sources.iter().map(|source| source.pages_now).sum(),
        pages_before: sources.iter().map(|source| source.pages_before).sum(),
        sources,
        alone: alone(sources),
        gap: keywords.gap.len(),
        parts: [language, language.other()].map(|language| part(keywords, language)),
        rule: Shown {
            least_pages: rule.least_pages,
            least_sources: rule.least_sources,
            least_difference: rule.least_difference,
            ratio: ratio.normalize().to_string(),
        },
    }
}

/// The sources that cannot be compared.
fn alone(sources: &[SourceCount]) -> Vec<&str> {
    let once = |source: &&SourceCount| source.pages_now == 0 || source.pages_before == 0;
    sources
        .iter()
        .filter(once)
        .map(|source| source.name.as_str())
        .collect()
}

/// Terms that do not move: those that are steady, and those on enough pages of which too few can
/// be compared. Others are listed for the competitors that aim at them.
fn still<'a>(all: &[&'a Term], keywords: &Keywords) -> (Vec<&'a Term>, Vec<&'a Term>) {
    let least = keywords.rule.least_pages;
    let going = |trend| all.iter().copied().filter(move |term| term.trend == trend);
    let enough = |term: &&Term| {
        term.count_now + term.apart_now >= least || term.count_before + term.apart_before >= least
    };
    let unjudged = going(Trend::Unjudged).filter(|term| term.apart_now + term.apart_before > 0);
    (
        going(Trend::Steady).collect(),
        unjudged.filter(enough).collect(),
    )
}

/// What is shown of one language.
fn part(keywords: &Keywords, language: Language) -> Part<'_> {
    let all: Vec<&Term> = of(&keywords.terms, language).collect();
    let moves = moves(&all);
    let counts = moves.iter().flat_map(|group| &group.terms);
    let most = counts
        .map(|term| term.count_now.max(term.count_before))
        .max();
    let aimed = |term: &&Term| !term.targeted_by.is_empty();
    let matrix: Vec<&Term> = all.iter().copied().filter(aimed).collect();
    let pages = keywords.pages.get(&language).copied().unwrap_or_default();
    let (steady, unjudged) = still(&all, keywords);
    Part {
        language,
        pages_now: pages.now,
        pages_before: pages.before,
        most: most.unwrap_or(1),
        moves,
        steady,
        unjudged,
        gap: of(&keywords.gap, language).map(lack).collect(),
        rivals: matrix
            .iter()
            .flat_map(|term| &term.targeted_by)
            .map(String::as_str)
            .collect(),
        matrix,
    }
}

/// The terms of a language.
fn of(terms: &[Term], language: Language) -> impl Iterator<Item = &Term> {
    terms.iter().filter(move |term| term.language == language)
}

/// The terms that move, by trend.
fn moves<'a>(all: &[&'a Term]) -> Vec<Move<'a>> {
    [Trend::Rising, Trend::New, Trend::Fading]
        .into_iter()
        .map(|trend| {
            let terms = all
                .iter()
                .copied()
                .filter(|term| term.trend == trend)
                .collect();
            Move { trend, terms }
        })
        .filter(|group: &Move<'_>| !group.terms.is_empty())
        .collect()
}

fn lack(term: &Term) -> Lack<'_> {
    let mut seen: Vec<&Evidence> = term.evidence.iter().collect();
    seen.sort_by_key(|page| !term.targeted_by.contains(&page.source));
    seen.truncate(SEEN);
    Lack { term, seen }
}
