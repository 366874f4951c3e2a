//! The phrases of a text that could be its terms, and where each stands.

use std::collections::HashMap;

use super::cut::Cut;
use crate::{Language, script::is_han, stop::Worth, token::Token};

/// The most words that a candidate has, links not counted.
pub(super) const LONGEST: usize = 6;

/// The most Chinese characters that a candidate has.
const MOST_HAN: usize = 15;

/// One place where a candidate stands: words `start..end` of a clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) clause: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The numbers of a candidate's words, sorted; `u32::MAX` where there is none.
pub(super) type Set = [u32; LONGEST];

/// Numbers as a set; none if there are too many.
pub(super) fn sorted(mut numbers: impl Iterator<Item = u32>) -> Option<Set> {
    let mut set = [u32::MAX; LONGEST];
    for (place, number) in set.iter_mut().zip(&mut numbers) {
        *place = number;
    }
    set.sort_unstable();
    numbers.next().is_none().then_some(set)
}

/// A phrase and all its places, in the order of the text; at least one.
pub(super) struct Candidate {
    pub(super) set: Set,
    pub(super) spans: Vec<Span>,
}

impl Candidate {
    /// Times it stands in the text, echoes of the title left out; at least 1.
    pub(super) fn said(&self, cut: &Cut) -> usize {
        let echoes = |span: &&Span| cut.clauses[span.clause].echo;
        (self.spans.len() - self.spans.iter().filter(echoes).count()).max(1)
    }
}

/// Every candidate, in the order in which they are first met.
pub(super) fn candidates(cut: &Cut, language: Language) -> Vec<Candidate> {
    let mut found = Vec::<Candidate>::new();
    let mut known = HashMap::<Set, usize>::new();
    for span in spans(cut) {
        let Some(set) = cut
            .set(span)
            .filter(|_| is_candidate(cut.words(span), language))
        else {
            continue;
        };
        let at = *known.entry(set).or_insert(found.len());
        if at == found.len() {
            found.push(Candidate {
                set,
                spans: Vec::new(),
            });
        }
        found[at].spans.push(span);
    }
    found
}

/// Every stretch that begins and ends as a candidate does.
fn spans(cut: &Cut) -> impl Iterator<Item = Span> {
    cut.clauses.iter().enumerate().flat_map(|(clause, placed)| {
        let words = &placed.clause.words;
        let starts = (0..words.len()).filter(|&at| may_end(&words[at]));
        starts.flat_map(move |start| ends(words, start).map(move |end| Span { clause, start, end }))
    })
}

/// Whether a candidate may begin or end with a word.
fn may_end(word: &Token) -> bool {
    matches!(word.worth, Worth::Content | Worth::Weak)
}

/// Where a candidate that begins at `start` may end.
fn ends(words: &[Token], start: usize) -> impl Iterator<Item = usize> {
    let within = words.iter().skip(start).take(LONGEST + 1);
    let inner = within.take_while(|word| word.worth != Worth::Stop).count();
    (start + 1..=start + inner).filter(|&end| may_end(&words[end - 1]))
}

/// Whether words are a candidate in the language: at least two characters, in Chinese at most
/// fifteen of them Chinese; in English none Chinese and one word less than in Chinese, whose
/// words are shorter.
fn is_candidate(words: &[Token], language: Language) -> bool {
    let characters = |is: fn(char) -> bool| {
        let all = words.iter().flat_map(|word| word.raw.chars());
        all.filter(|&c| is(c)).count()
    };
    characters(|_| true) > 1
        && match language {
            Language::English => characters(is_han) == 0 && words.len() < LONGEST,
            Language::Chinese => characters(is_han) <= MOST_HAN,
        }
}
