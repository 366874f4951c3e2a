//! Says which phrases a text is about, best first, and why.

mod candidate;
mod feature;
mod score;
mod weights;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    Key, Language, Lexicon, Passage, Where,
    phrase::{Case, form},
};
use candidate::{Candidate, Reading};
use feature::{Context, Features};
pub use score::Part;

/// A phrase that a text is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranked {
    /// Its commonest form in the text.
    pub term: String,
    /// How likely a person would name it as a keyword of the text, 0 to 1.
    pub score: f64,
    /// Times it stands in the text, title and headings included.
    pub count: u32,
    /// Where it stands.
    #[serde(rename = "where")]
    pub places: Vec<Where>,
    /// What the phrase means, form and order aside.
    #[serde(skip)]
    pub key: Key,
    /// What its score is made of; empty unless asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// The `top` terms of a text, best first.
#[must_use]
pub fn rank(
    passages: &[Passage<'_>],
    language: Language,
    lexicon: &Lexicon,
    top: usize,
    explain: bool,
) -> Vec<Ranked> {
    let reading = Reading::of(passages, lexicon);
    let candidates = reading.candidates(language);
    let context = Context::new(&reading, &candidates);
    let mut scored: Vec<(f64, usize, Features)> = candidates
        .iter()
        .enumerate()
        .map(|(at, candidate)| {
            let features = context.features(candidate);
            (score::odds(&features, language), at, features)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scored
        .into_iter()
        .take(top)
        .map(|(odds, at, features)| {
            let candidate = &candidates[at];
            let term = commonest(&reading, candidate);
            Ranked {
                key: Key::of(&term, language, lexicon),
                term,
                score: score::chance(odds),
                count: u32::try_from(candidate.spans.len()).unwrap_or(u32::MAX),
                places: places(&reading, candidate),
                parts: if explain {
                    score::parts(&features, language)
                } else {
                    Vec::new()
                },
            }
        })
        .collect()
}

/// The commonest form of a candidate; of equals the first in order.
fn commonest(reading: &Reading, candidate: &Candidate) -> String {
    let mut forms = BTreeMap::<String, u32>::new();
    for &span in &candidate.spans {
        let clause = &reading.clauses[span.clause].clause.words;
        let opens = span.start == 0 && span.end == 1;
        let case = if opens { Case::Title } else { Case::of(clause) };
        *forms.entry(form(reading.words(span), case)).or_default() += 1;
    }
    let commonest = forms.into_iter().rev().max_by_key(|&(_, count)| count);
    commonest.map(|(form, _)| form).unwrap_or_default()
}

/// Where a candidate stands, each place once.
fn places(reading: &Reading, candidate: &Candidate) -> Vec<Where> {
    let mut places: Vec<Where> = candidate
        .spans
        .iter()
        .map(|span| reading.clauses[span.clause].place)
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}
