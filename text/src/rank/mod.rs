//! Says which phrases a text is about, best first, and why.

mod candidate;
mod feature;
mod score;
mod weights;

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::{
    Key, Language, Lexicon, Passage, Where,
    phrase::{Case, form},
};
use candidate::{Candidate, Reading, Set};
use feature::{Context, Features};
pub use score::Part;

/// How many of the best terms fragments are looked for in.
const WHOLES: usize = 100;

/// From how many times on a phrase that never stands outside a longer one is a part of it, not by
/// chance.
const OFTEN: usize = 3;

/// How much less likely a whole may be than its part, as a logarithm of odds.
const NEARLY: f64 = 1.0;

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

/// The `top` terms of a text, best first; `explain` adds what each score is made of. A fragment,
/// which stands nowhere but inside a better term or one nearly as good, is none. The time is
/// linear in the text's length.
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
    let ranked = |scored: &Scored<'_>| {
        let term = commonest(&reading, scored.candidate);
        Ranked {
            key: Key::of(&term, language, lexicon),
            term,
            score: score::chance(scored.odds),
            count: u32::try_from(scored.candidate.spans.len()).unwrap_or(u32::MAX),
            places: places(&reading, scored.candidate),
            parts: if explain {
                score::parts(&scored.features, language)
            } else {
                Vec::new()
            },
        }
    };
    let scored = sorted(&context, &candidates, language);
    best(&reading, scored, top).iter().map(ranked).collect()
}

/// A candidate and its score.
struct Scored<'c> {
    candidate: &'c Candidate,
    features: Features,
    odds: f64,
}

/// All candidates, the likeliest first; of equals the first in the text.
fn sorted<'c>(
    context: &Context<'_>,
    candidates: &'c [Candidate],
    language: Language,
) -> Vec<Scored<'c>> {
    let score = |candidate| {
        let features = context.features(candidate);
        let odds = score::odds(&features, language);
        Scored {
            candidate,
            features,
            odds,
        }
    };
    let mut scored: Vec<Scored<'c>> = candidates.iter().map(score).collect();
    scored.sort_by(|a, b| b.odds.total_cmp(&a.odds));
    scored
}

/// The first `top` that are no fragments.
fn best<'c>(reading: &Reading, scored: Vec<Scored<'c>>, top: usize) -> Vec<Scored<'c>> {
    let known: HashMap<Set, (usize, f64)> = scored
        .iter()
        .map(|one| (one.candidate.set, (one.candidate.spans.len(), one.odds)))
        .collect();
    let mut best = Vec::<Scored<'c>>::new();
    for one in scored {
        if best.len() == top {
            break;
        }
        let part = |whole: &Scored<'_>| is_fragment(reading, one.candidate, whole.candidate);
        if !best.iter().take(WHOLES).any(part) && !is_swallowed(reading, &one, &known) {
            best.push(one);
        }
    }
    best
}

/// Whether a candidate lies inside a better one and stands in the text no more often.
fn is_fragment(reading: &Reading, part: &Candidate, whole: &Candidate) -> bool {
    let (inner, outer) = (reading.ids(part.spans[0]), reading.ids(whole.spans[0]));
    part.spans.len() <= whole.spans.len()
        && inner.len() < outer.len()
        && outer.windows(inner.len()).any(|ids| ids == inner)
}

/// Whether a candidate stands often, but nowhere outside a longer one that is nearly as likely.
fn is_swallowed(reading: &Reading, one: &Scored<'_>, known: &HashMap<Set, (usize, f64)>) -> bool {
    let count = one.candidate.spans.len();
    let whole = |set: Set| {
        known
            .get(&set)
            .is_some_and(|&(times, odds)| times == count && odds > one.odds - NEARLY)
    };
    let own = one.candidate.set;
    let mut wider = reading.wider(one.candidate.spans[0]);
    count >= OFTEN && wider.any(|set| set != own && whole(set))
}

/// The commonest form of a candidate; of equals the first in order.
fn commonest(reading: &Reading, candidate: &Candidate) -> String {
    let mut forms = BTreeMap::<String, u32>::new();
    for &span in &candidate.spans {
        let opens = span.start == 0 && span.end == 1;
        let case = if opens {
            Case::Title
        } else {
            reading.clauses[span.clause].case
        };
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

#[cfg(test)]
mod tests;
