//! The keyword page.

use std::collections::BTreeSet;

use masthead_store::Month;
use masthead_text::Language;
use serde::Serialize;

use super::{Evidence, Keywords, SourceCount, Term, Trend, labels::LABELS, rule::Count};
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
    /// Terms whose counts move by what sources say that are not compared.
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

/// What the counts of all sources alone would say; what is compared are sources with pages in
/// both months.
fn seeming(term: &Term, keywords: &Keywords) -> Trend {
    let pages = keywords
        .pages
        .get(&term.language)
        .copied()
        .unwrap_or_default();
    let count = |pages, sources, total| Count {
        pages,
        sources,
        total,
    };
    keywords.rule.trend(
        count(term.count_before, term.sources_before, pages.before),
        count(term.count_now, term.sources_now, pages.now),
    )
}

/// Steady terms on enough pages, others are listed for the competitors that aim at them: those
/// said about as often, and those that only seem to move.
fn steady<'a>(all: &[&'a Term], keywords: &Keywords) -> (Vec<&'a Term>, Vec<&'a Term>) {
    let rule = &keywords.rule;
    let enough = |pages, sources| pages >= rule.least_pages && sources >= rule.least_sources;
    all.iter()
        .filter(|term| term.trend == Trend::Steady)
        .filter(|term| {
            enough(term.count_now, term.sources_now)
                || enough(term.count_before, term.sources_before)
        })
        .partition(|term| seeming(term, keywords) == Trend::Steady)
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
    let (steady, unjudged) = steady(&all, keywords);
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
