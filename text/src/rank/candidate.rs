//! The phrases of a text that could be its terms, and where each stands.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
};

use crate::{
    Language, Lexicon, Passage, Where,
    phrase::Case,
    script::is_han,
    segment::{Clause, Token, clauses},
    stop::Worth,
};

/// The most words that a candidate has, links not counted.
pub(super) const LONGEST: usize = 6;

/// The most Chinese characters that a candidate has.
const MOST_HAN: usize = 15;

/// A text cut into words, each with a number that its forms share.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) clauses: Vec<Placed>,
    /// What is known of each word, by its number.
    known: Vec<Word>,
    /// Words in all.
    pub(super) size: usize,
    /// The user's own terms, as far as all their words stand in the text.
    pub(super) listed: BTreeSet<Set>,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    /// Times it stands in the text.
    pub(super) count: u32,
    /// How rare it is in Chinese at large; 0 for words of letters.
    pub(super) rarity: f64,
    /// Whether it stands in the title.
    pub(super) titled: bool,
}

/// A clause and its place.
pub(super) struct Placed {
    pub(super) place: Where,
    /// How its letters are set.
    pub(super) case: Case,
    /// How many words of the text stand before it.
    pub(super) offset: usize,
    pub(super) clause: Clause,
    /// The numbers of its words.
    pub(super) ids: Vec<u32>,
}

/// One place where a candidate stands: words `start..end` of a clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) clause: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The numbers of a candidate's words, sorted; `u32::MAX` where there is none.
pub(super) type Set = [u32; LONGEST];

/// A phrase and all its places, in the order of the text; at least one.
pub(super) struct Candidate {
    pub(super) set: Set,
    pub(super) spans: Vec<Span>,
}

impl Reading {
    /// Reads passages in the order given.
    pub(super) fn of(passages: &[Passage<'_>], lexicon: &Lexicon) -> Self {
        let mut numbers = HashMap::<String, u32>::new();
        let mut reading = Self::default();
        for passage in passages {
            for mut clause in clauses(passage.text, lexicon) {
                part_at_names(&mut clause.words, lexicon);
                let titled = passage.place == Where::Title;
                let number = |word| reading.number(word, titled, lexicon, &mut numbers);
                let ids = clause.words.iter().map(number).collect();
                let offset = reading.size;
                reading.size += clause.words.len();
                reading.clauses.push(Placed {
                    place: passage.place,
                    case: Case::of(&clause.words),
                    offset,
                    clause,
                    ids,
                });
            }
        }
        let terms = lexicon.terms().map(|term| set(term, lexicon, &numbers));
        reading.listed = terms.flatten().collect();
        reading
    }

    /// The number of a word, counted.
    fn number(
        &mut self,
        word: &Token,
        titled: bool,
        lexicon: &Lexicon,
        numbers: &mut HashMap<String, u32>,
    ) -> u32 {
        let form = form(word, lexicon);
        let number = numbers.get(&*form).copied().unwrap_or_else(|| {
            let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
            let rarity = if word.is_han() {
                lexicon.rarity(&word.folded)
            } else {
                0.0
            };
            self.known.push(Word {
                rarity,
                ..Word::default()
            });
            numbers.insert(form.into_owned(), next);
            next
        });
        if let Some(known) = self.known.get_mut(number as usize) {
            known.count += 1;
            known.titled |= titled;
        }
        number
    }

    /// What is known of the word with a number.
    pub(super) fn word(&self, number: u32) -> Word {
        self.known.get(number as usize).copied().unwrap_or_default()
    }

    /// The words of a span.
    pub(super) fn words(&self, span: Span) -> &[Token] {
        &self.clauses[span.clause].clause.words[span.start..span.end]
    }

    /// The numbers of the words of a span.
    pub(super) fn ids(&self, span: Span) -> &[u32] {
        &self.clauses[span.clause].ids[span.start..span.end]
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

    /// Every candidate, in the order in which they are first met.
    pub(super) fn candidates(&self, language: Language) -> Vec<Candidate> {
        let mut found = Vec::<Candidate>::new();
        let mut known = HashMap::<Set, usize>::new();
        for (clause, placed) in self.clauses.iter().enumerate() {
            let words = &placed.clause.words;
            for start in (0..words.len()).filter(|&at| may_end(&words[at])) {
                for end in ends(words, start) {
                    let span = Span { clause, start, end };
                    let Some(set) = self
                        .set(span)
                        .filter(|_| is_candidate(self.words(span), language))
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
            }
        }
        found
    }

    /// The words of a span as a set; none if one repeats or there are too many.
    fn set(&self, span: Span) -> Option<Set> {
        let mut set = [u32::MAX; LONGEST];
        let mut free = set.iter_mut();
        for (word, &id) in self.words(span).iter().zip(self.ids(span)) {
            if word.worth != Worth::Link {
                *free.next()? = id;
            }
        }
        set.sort_unstable();
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
    let mut set = [u32::MAX; LONGEST];
    let mut free = set.iter_mut();
    for word in clauses(term, lexicon)
        .iter()
        .flat_map(|clause| &clause.words)
    {
        if word.worth != Worth::Link {
            *free.next()? = *numbers.get(&*form(word, lexicon))?;
        }
    }
    set.sort_unstable();
    Some(set)
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
