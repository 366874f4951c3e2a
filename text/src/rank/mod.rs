//! Says which phrases a text is about, best first, and why; counts phrases that others are about.

mod best;
mod candidate;
mod count;
mod cut;
mod feature;
mod score;
#[cfg(test)]
mod tests;
mod weights;

use serde::Serialize;

use crate::{Key, Language, Lexicon, Passage, Where};
use candidate::{Candidate, Set, candidates, sorted};
pub use count::TermCount;
use cut::Cut;
pub use score::Part;

/// A phrase that a text is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranked {
    /// Its commonest form in the text.
    pub term: String,
    /// How likely a person would name it as a keyword of the text, 0 to 1.
    pub score: f64,
    /// Times it stands in the text in any form, title and headings included.
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

/// A text, and every phrase in it that could be a term.
///
/// A phrase is one to six neighbouring words (in English five), “of” and 的 not counted, that
/// begins and ends with a word of its own meaning. None crosses punctuation, a function word or a
/// name of the lexicon; none repeats a word.
pub struct Reading<'l> {
    language: Language,
    lexicon: &'l Lexicon,
    cut: Cut,
    candidates: Vec<Candidate>,
}

impl<'l> Reading<'l> {
    /// Reads passages in the order given. The time is linear in their length.
    #[must_use]
    pub fn of(passages: &[Passage<'_>], language: Language, lexicon: &'l Lexicon) -> Self {
        let cut = Cut::of(passages, language, lexicon);
        let candidates = candidates(&cut, language);
        Self {
            language,
            lexicon,
            cut,
            candidates,
        }
    }

    /// What a candidate means.
    fn key(&self, candidate: &Candidate) -> Key {
        let words = self.cut.set_words(candidate.spans[0]);
        Key::join(
            self.lexicon
                .common(words.map(|word| word.stem.clone()).collect()),
        )
    }

    /// What a candidate means, as cheaply as can be told.
    fn sense(&self, candidate: &Candidate) -> Sense {
        let roots = self.cut.set_words(candidate.spans[0]).map(|word| word.root);
        match sorted(roots).filter(|_| !self.lexicon.has_phrases()) {
            Some(roots) => Sense::Roots(roots),
            None => Sense::Key(self.key(candidate)),
        }
    }
}

/// What a candidate means.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Sense {
    /// The numbers of its stems.
    Roots(Set),
    /// Its key: where phrases have synonyms, stems do not tell.
    Key(Key),
}

/// The `top` terms of a text, best first; `explain` adds what each score is made of. The same as
/// [`Reading::best`] of a text that is read once.
#[must_use]
pub fn rank(
    passages: &[Passage<'_>],
    language: Language,
    lexicon: &Lexicon,
    top: usize,
    explain: bool,
) -> Vec<Ranked> {
    Reading::of(passages, language, lexicon).best(top, explain)
}
