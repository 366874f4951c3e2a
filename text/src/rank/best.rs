//! The best terms of a text: the likeliest that are no fragments, each meaning once.

use std::collections::{HashMap, HashSet};

use super::{
    Ranked, Reading, Sense,
    candidate::{Candidate, Set},
    count::Found,
    cut::Cut,
    feature::{Context, Features},
    score,
};

/// How many of the best terms fragments are looked for in.
const WHOLES: usize = 100;

/// From how many times on a phrase that never stands outside a longer one is a part of it, not by
/// chance; twice is enough if the longer one is the whole title or a whole heading.
const OFTEN: usize = 3;

/// How much less likely a whole may be than its part, as a logarithm of odds.
const NEARLY: f64 = 1.0;

/// What is known of a candidate that others may be parts of.
struct Whole {
    times: usize,
    odds: f64,
    /// Whether it is the whole title or a whole heading.
    heads: bool,
}

/// A candidate and its score.
struct Scored<'c> {
    candidate: &'c Candidate,
    features: Features,
    odds: f64,
}

impl Reading<'_> {
    /// The `top` terms, best first, each meaning once in its commonest form; `explain` adds what
    /// each score is made of. A fragment, which stands nowhere but inside a better term or one
    /// nearly as good, is none, unless it is one of the user's words. The time is linear in the text's length.
    #[must_use]
    pub fn best(&self, top: usize, explain: bool) -> Vec<Ranked> {
        let best = self.chosen(top);
        let all = self.alike(&best);
        best.iter()
            .zip(all)
            .map(|(one, found)| Ranked {
                term: found.form(),
                score: score::chance(one.odds),
                count: found.total(),
                places: found.places(),
                key: self.key(one.candidate),
                parts: if explain {
                    score::parts(&one.features, self.language)
                } else {
                    Vec::new()
                },
            })
            .collect()
    }

    /// The first `top` that are no fragments, each meaning once.
    fn chosen(&self, top: usize) -> Vec<Scored<'_>> {
        let scored = self.scored();
        let whole = |one: &Scored<'_>| Whole {
            times: one.candidate.spans.len(),
            odds: one.odds,
            heads: one.candidate.spans.iter().any(|&span| self.cut.heads(span)),
        };
        let known: HashMap<Set, Whole> = scored
            .iter()
            .map(|one| (one.candidate.set, whole(one)))
            .collect();
        let mut meant = HashSet::new();
        let mut best = Vec::<Scored<'_>>::new();
        for one in scored {
            if best.len() == top {
                break;
            }
            let part = |whole: &Scored<'_>| is_fragment(&self.cut, one.candidate, whole.candidate);
            let listed = self.cut.listed.contains(&one.candidate.set);
            let whole =
                || !best.iter().take(WHOLES).any(part) && !is_swallowed(&self.cut, &one, &known);
            if (listed || whole()) && meant.insert(self.sense(one.candidate)) {
                best.push(one);
            }
        }
        best
    }

    /// All candidates, the likeliest first; of equals the first in the text.
    fn scored(&self) -> Vec<Scored<'_>> {
        let context = Context::new(&self.cut, &self.candidates);
        let score = |candidate| {
            let features = context.features(candidate);
            let odds = score::odds(&features, self.language);
            Scored {
                candidate,
                features,
                odds,
            }
        };
        let mut scored: Vec<Scored<'_>> = self.candidates.iter().map(score).collect();
        scored.sort_by(|a, b| b.odds.total_cmp(&a.odds));
        scored
    }

    /// For each of the best, where its meaning stands in whatever form.
    fn alike(&self, best: &[Scored<'_>]) -> Vec<Found> {
        let mut found: Vec<Found> = best.iter().map(|_| Found::default()).collect();
        let senses = best.iter().map(|one| self.sense(one.candidate));
        let senses: HashMap<Sense, usize> = senses.zip(0..).collect();
        for candidate in &self.candidates {
            if let Some(&at) = senses.get(&self.sense(candidate)) {
                found[at].add(&self.cut, candidate);
            }
        }
        found
    }
}

/// Whether a candidate lies inside a better one and stands in the text no more often.
fn is_fragment(cut: &Cut, part: &Candidate, whole: &Candidate) -> bool {
    let (inner, outer) = (cut.ids(part.spans[0]), cut.ids(whole.spans[0]));
    part.spans.len() <= whole.spans.len()
        && inner.len() < outer.len()
        && outer.windows(inner.len()).any(|ids| ids == inner)
}

/// Whether a candidate stands often, but nowhere outside a longer one that is nearly as likely.
fn is_swallowed(cut: &Cut, one: &Scored<'_>, known: &HashMap<Set, Whole>) -> bool {
    let count = one.candidate.spans.len();
    let whole = |set: Set| {
        known.get(&set).is_some_and(|whole| {
            let often = count >= OFTEN || whole.heads;
            often && whole.times == count && whole.odds > one.odds - NEARLY
        })
    };
    let own = one.candidate.set;
    let mut wider = cut.wider(one.candidate.spans[0]);
    count > 1 && wider.any(|set| set != own && whole(set))
}
