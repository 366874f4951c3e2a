//! What is known of a candidate: the features that its score is made of.

use std::collections::BTreeSet;

use super::{
    candidate::{Candidate, LONGEST, Span},
    cut::{Cut, Placed, Word},
};
use crate::{
    Where,
    class::{CLASSES, Class},
    stop::Worth,
    token::{Joint, Token},
};

/// What is found of a candidate, in the order of the table of weights: of each class of word, the
/// share of the candidate's places where it stands before, first, last and after; then a number
/// for each scale.
pub(super) struct Features {
    pub(super) classes: [[f64; SEATS]; CLASSES],
    pub(super) scales: [f64; SCALES],
}

/// The seats around and in a candidate: before it, first, last, after it.
pub(super) const SEATS: usize = 4;

/// How many scales there are.
pub(super) const SCALES: usize = LENGTHS + SIZES + 24;

/// Scales of the number of words: one to six.
const LENGTHS: usize = LONGEST;

/// Scales of the number of characters of a Chinese candidate: two to nine, and more.
const SIZES: usize = 9;

/// The words of a text that has no time to repeat what it is about: an abstract's.
const SHORT: f64 = 400.0;

/// The greatest count that tells: no term of an abstract is said more often.
const OFTEN: f64 = 30.0;

/// What the candidates of a text are compared by.
pub(super) struct Context<'r> {
    cut: &'r Cut,
    /// Times the commonest candidate of several words stands in the text.
    most: f64,
    /// Whether the text has headings, as pages do and abstracts do not.
    page: bool,
}

impl<'r> Context<'r> {
    pub(super) fn new(cut: &'r Cut, candidates: &[Candidate]) -> Self {
        let several = candidates.iter().filter(|c| c.set[1] != u32::MAX);
        let most = several.map(|c| c.said(cut)).max().unwrap_or(1) as f64;
        let headed = |placed: &Placed| placed.place == Where::Heading;
        Self {
            cut,
            most,
            page: cut.clauses.iter().any(headed),
        }
    }

    /// The features of one candidate.
    pub(super) fn features(&self, candidate: &Candidate) -> Features {
        let spans = &candidate.spans;
        let (span, count) = (spans[0], candidate.said(self.cut) as f64);
        let words = self.cut.words(span);
        let mut scales = [0.0; SCALES];
        let found = one_hot(words.len() - 1, LENGTHS)
            .chain(characters(words))
            .chain(self.times(words, count))
            .chain(self.places(spans))
            .chain(self.neighbours(spans))
            .chain(self.rarities(span))
            .chain(self.cohesion(span, count))
            .chain(inside(words))
            .chain(self.judged(candidate));
        scales
            .iter_mut()
            .zip(found)
            .for_each(|(scale, value)| *scale = value);
        Features {
            classes: self.seats(spans),
            scales,
        }
    }

    /// For each class and seat, the share of the spans that have it.
    fn seats(&self, spans: &[Span]) -> [[f64; SEATS]; CLASSES] {
        let mut classes = [[0.0; SEATS]; CLASSES];
        let part = 1.0 / spans.len() as f64;
        for &span in spans {
            let words = self.cut.words(span);
            let (first, last) = (words[0].class, words[words.len() - 1].class);
            let seats = [self.before(span), first, last, self.after(span)];
            for (seat, class) in seats.into_iter().enumerate() {
                classes[class as usize][seat] += part;
            }
        }
        classes
    }

    /// How often it stands in the text, on a logarithmic scale: in itself, as a single word, and
    /// beside the commonest candidate of several words, and beside once in every [`SHORT`] words.
    fn times(&self, words: &[Token], count: f64) -> [f64; 4] {
        let often = often(count);
        let single = if words.len() == 1 { often } else { 0.0 };
        let expected = self.cut.size as f64 / SHORT;
        let rare = (count / expected.max(1.0)).min(1.0).ln();
        [often, single, (count / self.most).min(1.0).ln(), rare]
    }

    fn before(&self, span: Span) -> Class {
        let clause = &self.cut.clauses[span.clause].clause;
        let word = span.start.checked_sub(1).map(|at| clause.words[at].class);
        word.unwrap_or(clause.opens)
    }

    fn after(&self, span: Span) -> Class {
        let clause = &self.cut.clauses[span.clause].clause;
        clause
            .words
            .get(span.end)
            .map_or(clause.closes, |word| word.class)
    }

    /// Whether it stands in the title and in a heading, the words before it below the title (a
    /// logarithm), and how many of its words stand in the title.
    fn places(&self, spans: &[Span]) -> [f64; 4] {
        let place = |span: &Span| self.cut.clauses[span.clause].place;
        let stands = |at| f64::from(u8::from(spans.iter().any(|span| place(span) == at)));
        let position = |span: &Span| self.cut.clauses[span.clause].offset + span.start;
        let below = spans.iter().filter(|span| place(span) != Where::Title);
        let first = below.map(position).min().unwrap_or(self.cut.size);
        let words = self.cut.words(spans[0]).len();
        let titled = self.cut.known(spans[0]).filter(|word| word.titled).count();
        let share = titled as f64 / words as f64;
        [
            stands(Where::Title),
            stands(Where::Heading),
            (first as f64).ln_1p(),
            share,
        ]
    }

    /// How many different words it stands beside: the more, the more it is a unit of its own.
    fn neighbours(&self, spans: &[Span]) -> [f64; 2] {
        let ids = |span: &Span| &self.cut.clauses[span.clause].ids;
        let before = spans
            .iter()
            .map(|span| span.start.checked_sub(1).map(|at| ids(span)[at]));
        let after = spans.iter().map(|span| ids(span).get(span.end));
        [often(distinct(before)), often(distinct(after))]
    }

    /// How rare its words are: all together, the rarest, the commonest.
    fn rarities(&self, span: Span) -> [f64; 3] {
        let all = || self.cut.known(span).map(|word| word.rarity);
        [
            all().sum::<f64>() / (span.end - span.start) as f64,
            all().fold(0.0, f64::max),
            all().fold(f64::INFINITY, f64::min),
        ]
    }

    /// What no abstract tells, but pages do: the share of its places where it is the name of a
    /// field; whether it is one word of a page, and no name; whether it is one of the user's words.
    fn judged(&self, candidate: &Candidate) -> [f64; 3] {
        let labels = |span: &&Span| {
            let placed = &self.cut.clauses[span.clause];
            placed.clause.label && span.end - span.start == placed.ids.len()
        };
        let spans = &candidate.spans;
        let label = spans.iter().filter(labels).count() as f64 / spans.len() as f64;
        let words = self.cut.words(spans[0]);
        let named = matches!(words[0].class, Class::Name | Class::Letters);
        let broad = self.page && words.len() == 1 && !named;
        let listed = self.cut.listed.contains(&candidate.set);
        [
            label,
            f64::from(u8::from(broad)),
            f64::from(u8::from(listed)),
        ]
    }

    /// How often its words stand in the text (the mean of the logarithms), and how much of that
    /// of the rarest word is due to it.
    fn cohesion(&self, span: Span, count: f64) -> [f64; 2] {
        let counts = || self.cut.known(span).map(Word::times);
        let mean = counts().map(often).sum::<f64>() / (span.end - span.start) as f64;
        [mean, (count / counts().fold(f64::INFINITY, f64::min)).ln()]
    }
}

/// The logarithm of a count. The weights know none beyond [`OFTEN`], and what is said in each
/// sentence of a long text is no less a term for it.
fn often(count: f64) -> f64 {
    count.min(OFTEN).ln()
}

/// The number of different things.
fn distinct<T: Ord>(things: impl Iterator<Item = T>) -> f64 {
    things.collect::<BTreeSet<_>>().len() as f64
}

/// `size` numbers, 1 at `at` (the last if it is beyond) and else 0.
fn one_hot(at: usize, size: usize) -> impl Iterator<Item = f64> {
    (0..size).map(move |i| f64::from(u8::from(i == at.min(size - 1))))
}

/// The number of characters of a Chinese candidate; nothing for one of letters.
fn characters(words: &[Token]) -> impl Iterator<Item = f64> {
    let han = words.iter().any(Token::is_han);
    let count: usize = words.iter().map(|word| word.raw.chars().count()).sum();
    let one = f64::from(u8::from(han));
    one_hot(count.saturating_sub(2), SIZES).map(move |scale| scale * one)
}

/// Which general words, links, numbers and hyphens stand in it.
fn inside(words: &[Token]) -> [f64; 6] {
    let inner = words.get(1..words.len() - 1).unwrap_or_default();
    let later = words.get(1..).unwrap_or_default();
    let has =
        |words: &[Token], worth| f64::from(u8::from(words.iter().any(|word| word.worth == worth)));
    let hyphen = later.iter().any(|word| word.joint == Joint::Hyphen);
    [
        has(&words[..1], Worth::Weak),
        has(later.last().map_or(&[], std::slice::from_ref), Worth::Weak),
        has(inner, Worth::Weak),
        has(inner, Worth::Link),
        has(inner, Worth::Number),
        f64::from(u8::from(hyphen)),
    ]
}
