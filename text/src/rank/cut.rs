//! A text cut into words, each with a number that its forms share.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
};

use super::candidate::{LONGEST, Set, Span, sorted};
use crate::{
    Language, Lexicon, Passage, Where, fold,
    form::Case,
    key::stem,
    segment::clauses,
    stop::Worth,
    token::{Clause, Token},
};

/// Characters of the longest word that a term may have; what is longer is no word, but code, an
/// address, or made to fill a memory.
const LONGEST_WORD: usize = 64;

/// A text cut into words.
#[derive(Default)]
pub(super) struct Cut {
    pub(super) clauses: Vec<Placed>,
    /// What is known of each word, by its number.
    known: Vec<Word>,
    /// Words in all.
    pub(super) size: usize,
    /// The user's own terms, as far as all their words stand in the text.
    pub(super) listed: BTreeSet<Set>,
}

/// What is known of a word.
#[derive(Debug, Clone, Default)]
pub(super) struct Word {
    /// Times it stands in the text, echoes of the title left out.
    pub(super) count: u32,
    /// How rare it is in Chinese at large; 0 for words of letters.
    pub(super) rarity: f64,
    /// Whether it stands in the title.
    pub(super) titled: bool,
    /// Its stem.
    pub(super) stem: String,
    /// The number that all words with its stem share.
    pub(super) root: u32,
}

impl Word {
    /// Its count as a number to reckon with; at least 1.
    pub(super) fn times(&self) -> f64 {
        f64::from(self.count.max(1))
    }
}

/// A clause and its place.
pub(super) struct Placed {
    pub(super) place: Where,
    /// Whether its passage only says the title once more, as the main heading of most pages does.
    pub(super) echo: bool,
    /// How its letters are set.
    pub(super) case: Case,
    /// How many words of the text stand before it.
    pub(super) offset: usize,
    pub(super) clause: Clause,
    /// The numbers of its words.
    pub(super) ids: Vec<u32>,
}

/// The numbers that words and stems have got.
#[derive(Default)]
struct Numbers {
    words: HashMap<String, u32>,
    roots: HashMap<String, u32>,
}

impl Cut {
    /// Cuts passages in the order given.
    pub(super) fn of(passages: &[Passage<'_>], language: Language, lexicon: &Lexicon) -> Self {
        let mut numbers = Numbers::default();
        let mut cut = Self::default();
        let titles: BTreeSet<String> = passages
            .iter()
            .filter(|passage| passage.place == Where::Title)
            .map(|passage| fold(passage.text))
            .collect();
        let longest = titles.iter().map(String::len).max().unwrap_or(0);
        for passage in passages {
            // What is much longer than the title cannot repeat it, and need not be folded.
            let near = passage.place != Where::Title && passage.text.len() <= 2 * longest;
            let echo = near && titles.contains(&fold(passage.text));
            for mut clause in clauses(passage.text, lexicon) {
                part_at_names(&mut clause.words, lexicon);
                part_at_endless(&mut clause.words);
                let titled = passage.place == Where::Title;
                let mut number = |word: &Token| {
                    let number = cut.number(word, language, lexicon, &mut numbers);
                    if let Some(known) = cut.known.get_mut(number as usize) {
                        known.count += u32::from(!echo);
                        known.titled |= titled;
                    }
                    number
                };
                let ids = clause.words.iter().map(&mut number).collect();
                let offset = cut.size;
                cut.size += clause.words.len();
                cut.clauses.push(Placed {
                    place: passage.place,
                    echo,
                    case: Case::of(&clause.words),
                    offset,
                    clause,
                    ids,
                });
            }
        }
        let terms = lexicon
            .words()
            .map(|term| set(term, lexicon, &numbers.words));
        cut.listed = terms.flatten().collect();
        cut
    }

    /// The number of a word, a new one if it was not met before.
    fn number(
        &mut self,
        word: &Token,
        language: Language,
        lexicon: &Lexicon,
        numbers: &mut Numbers,
    ) -> u32 {
        let form = form(word, lexicon);
        if let Some(&number) = numbers.words.get(&*form) {
            return number;
        }
        let next = |known: usize| u32::try_from(known).unwrap_or(u32::MAX);
        let stem = stem(&word.folded, language);
        let free = next(numbers.roots.len());
        let root = *numbers.roots.entry(stem.clone()).or_insert(free);
        let number = next(self.known.len());
        self.known.push(Word {
            rarity: if word.is_han() {
                lexicon.rarity(&word.folded)
            } else {
                0.0
            },
            stem,
            root,
            ..Word::default()
        });
        numbers.words.insert(form.into_owned(), number);
        number
    }

    /// What is known of the word with a number; nothing for a number of no word.
    pub(super) fn word(&self, number: u32) -> Option<&Word> {
        self.known.get(number as usize)
    }

    /// What is known of the words of a span.
    pub(super) fn known(&self, span: Span) -> impl Iterator<Item = &Word> {
        self.ids(span).iter().filter_map(|&id| self.word(id))
    }

    /// What is known of the words of a span that mean something.
    pub(super) fn set_words(&self, span: Span) -> impl Iterator<Item = &Word> {
        let words = self.words(span).iter().zip(self.known(span));
        words
            .filter(|(word, _)| word.worth != Worth::Link)
            .map(|(_, known)| known)
    }

    /// The words of a span.
    pub(super) fn words(&self, span: Span) -> &[Token] {
        &self.clauses[span.clause].clause.words[span.start..span.end]
    }

    /// The numbers of the words of a span.
    pub(super) fn ids(&self, span: Span) -> &[u32] {
        &self.clauses[span.clause].ids[span.start..span.end]
    }

    /// Whether a span is all that stands in a clause of the title or of a heading.
    pub(super) fn heads(&self, span: Span) -> bool {
        let placed = &self.clauses[span.clause];
        placed.place != Where::Text && placed.ids.len() == span.end - span.start
    }

    /// The sets of the longer stretches around a span.
    pub(super) fn wider(&self, span: Span) -> impl Iterator<Item = Set> {
        let long = LONGEST.min(self.clauses[span.clause].ids.len());
        let starts = span.start.saturating_sub(long)..=span.start;
        starts
            .flat_map(move |start| {
                (span.end..=start + long).map(move |end| Span { start, end, ..span })
            })
            .filter(move |wide| wide.end - wide.start > span.end - span.start)
            .filter(|wide| wide.end <= self.clauses[wide.clause].ids.len())
            .filter_map(|wide| self.set(wide))
    }

    /// The words of a span as a set; none if one repeats or there are too many.
    pub(super) fn set(&self, span: Span) -> Option<Set> {
        let meant = self.words(span).iter().zip(self.ids(span));
        let ids = meant.filter(|(word, _)| word.worth != Worth::Link);
        let set = sorted(ids.map(|(_, &id)| id))?;
        let repeats = set
            .windows(2)
            .any(|pair| pair[0] == pair[1] && pair[0] != u32::MAX);
        (!repeats).then_some(set)
    }
}

/// Makes names stops, so that no candidate goes across one.
fn part_at_names(words: &mut [Token], lexicon: &Lexicon) {
    let mut at = 0;
    while at < words.len() {
        let name = lexicon.name_at(&words[at..]);
        words[at..at + name]
            .iter_mut()
            .for_each(|word| word.worth = Worth::Stop);
        at += name.max(1);
    }
}

/// Makes words without end stops.
fn part_at_endless(words: &mut [Token]) {
    let endless = |word: &&mut Token| word.raw.chars().nth(LONGEST_WORD).is_some();
    let endless = words.iter_mut().filter(endless);
    endless.for_each(|word| word.worth = Worth::Stop);
}

/// What a word shares with its plural and its synonyms of one word.
fn form<'w>(word: &'w Token, lexicon: &Lexicon) -> Cow<'w, str> {
    let own = if word.is_han() {
        &word.folded
    } else {
        singular(&word.folded)
    };
    lexicon.group(own).map_or(Cow::Borrowed(own), Cow::Owned)
}

/// A term of the user's as a set; none if a word of it has no number.
fn set(term: &str, lexicon: &Lexicon, numbers: &HashMap<String, u32>) -> Option<Set> {
    let clauses = clauses(term, lexicon);
    let words = clauses.iter().flat_map(|clause| &clause.words);
    let meant = words.filter(|word| word.worth != Worth::Link);
    let ids = meant.map(|word| numbers.get(&*form(word, lexicon)).copied());
    sorted(ids.collect::<Option<Vec<u32>>>()?.into_iter())
}

/// The form that a word shares with its plural. Terms that differ in more are two: linearity is
/// not linearization.
fn singular(word: &str) -> &str {
    let endings = ["ss", "us", "is"];
    if word.len() < 4 || endings.iter().any(|ending| word.ends_with(ending)) {
        return word;
    }
    let short = |ending| word.strip_suffix(ending);
    short("sses")
        .and_then(|_| short("es"))
        .or_else(|| short("ies"))
        .or_else(|| short("y"))
        .or_else(|| short("s"))
        .unwrap_or(word)
}
