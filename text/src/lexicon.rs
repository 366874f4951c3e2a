//! The words that a dictionary cannot know: the user's terms, products and names.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use jieba_rs::Jieba;

use crate::{
    Language, fold, key::stem, script::is_han, segment::clauses, stop::Worth, token::Token,
};

/// The general dictionary of Chinese, read once.
static DICTIONARY: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// The words of the texts that the dictionary was counted on.
const COUNTED: f64 = 6.0e7;

/// The tag of the user's words: other names.
const NAME: &str = "nz";

/// The dictionary that texts are segmented with: a general one, and the user's own words.
#[derive(Debug, Clone)]
pub struct Lexicon {
    dictionary: Cow<'static, Jieba>,
    words: BTreeSet<String>,
    /// The same as their folded words, longest first.
    terms: Vec<Vec<String>>,
    /// Whether unknown words are guessed.
    guesses: bool,
    /// Names as their folded words, longest first.
    names: Vec<Vec<String>>,
    /// Synonyms as their stems, longest first, and the stems that stand for all of their group.
    synonyms: Vec<(Vec<String>, Vec<String>)>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            dictionary: Cow::Borrowed(&DICTIONARY),
            words: BTreeSet::new(),
            terms: Vec::new(),
            guesses: false,
            names: Vec::new(),
            synonyms: Vec::new(),
        }
    }
}

impl Lexicon {
    /// A lexicon that also knows `words`: terms and products that must stay whole.
    #[must_use]
    pub fn new(words: &[String]) -> Self {
        let mut lexicon = Self::default();
        lexicon.learn(words);
        lexicon.words = words.iter().map(|word| fold(word)).collect();
        lexicon.terms = lexicon.split(words);
        lexicon
    }

    /// The same lexicon with `names` of companies and people: no phrase goes across one.
    #[must_use]
    pub fn names(mut self, names: &[String]) -> Self {
        self.learn(names);
        self.names = self.split(names);
        self
    }

    /// Texts as their folded words, longest first, each once.
    fn split(&self, texts: &[String]) -> Vec<Vec<String>> {
        let words = |text: &String| -> Vec<String> {
            let clauses = clauses(text, self).into_iter();
            let words = clauses.flat_map(|clause| clause.words);
            words.map(Token::folded).collect()
        };
        let split: BTreeSet<Vec<String>> = texts.iter().map(words).collect();
        let mut split: Vec<_> = split
            .into_iter()
            .filter(|words| !words.is_empty())
            .collect();
        split.sort_by_key(|words| std::cmp::Reverse(words.len()));
        split
    }

    /// The same lexicon with groups of words that mean the same: they get one [`Key`](crate::Key).
    /// The first of a group stands for all.
    #[must_use]
    pub fn synonyms(mut self, groups: &[Vec<String>]) -> Self {
        let words: Vec<String> = groups.iter().flatten().cloned().collect();
        self.learn(&words);
        let mut synonyms = BTreeMap::new();
        for group in groups {
            let mut stems = group.iter().map(|word| self.stems(word));
            let Some(first) = stems.next().filter(|first| !first.is_empty()) else {
                continue;
            };
            for other in stems.filter(|other| !other.is_empty() && *other != first) {
                synonyms.entry(other).or_insert_with(|| first.clone());
            }
        }
        self.synonyms.extend(synonyms);
        let longest = |(words, _): &(Vec<String>, _)| std::cmp::Reverse(words.len());
        self.synonyms.sort_by_key(longest);
        self
    }

    /// Stems with every synonym replaced by what stands for its group.
    pub(crate) fn common(&self, stems: Vec<String>) -> Vec<String> {
        if self.synonyms.is_empty() {
            return stems;
        }
        let (mut common, mut rest) = (Vec::with_capacity(stems.len()), &*stems);
        while let Some((first, others)) = rest.split_first() {
            let synonym = self
                .synonyms
                .iter()
                .find(|(words, _)| rest.starts_with(words));
            if let Some((words, first)) = synonym {
                common.extend_from_slice(first);
                rest = &rest[words.len()..];
            } else {
                common.push(first.clone());
                rest = others;
            }
        }
        common
    }

    /// Whether a phrase of several words has synonyms.
    pub(crate) fn has_phrases(&self) -> bool {
        let several = |words: &[String]| words.len() > 1;
        self.synonyms
            .iter()
            .any(|(words, first)| several(words) || several(first))
    }

    /// What stands for the group of synonyms of a single word; none if it has no synonyms.
    pub(crate) fn group(&self, word: &str) -> Option<String> {
        if self.synonyms.is_empty() {
            return None;
        }
        let own = [stem(word, Language::English)];
        let of = |(words, first): &&(Vec<String>, Vec<String>)| *words == own || *first == own;
        self.synonyms
            .iter()
            .find(of)
            .map(|(_, first)| first.join(" "))
    }

    /// The stems of a term, function words dropped.
    fn stems(&self, term: &str) -> Vec<String> {
        clauses(term, self)
            .into_iter()
            .flat_map(|clause| clause.words)
            .filter(|word| !matches!(word.worth, Worth::Stop | Worth::Link))
            .map(|word| stem(&word.folded, Language::English))
            .collect()
    }

    /// The user's own words, folded and sorted.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Whether `term` is one of the user's own words, case and width ignored.
    #[must_use]
    pub fn knows(&self, term: &str) -> bool {
        self.words.contains(&fold(term))
    }

    /// The same lexicon, that also guesses which characters in a row are one unknown word (a
    /// hidden Markov model). Off unless asked for: it makes mainland text worse (SIGHAN PKU: .818
    /// with, .836 without) and finds no more terms.
    #[must_use]
    pub const fn guessing(mut self) -> Self {
        self.guesses = true;
        self
    }

    /// The words of a run of simplified Chinese characters and their tags.
    pub(crate) fn cut<'a>(&'a self, run: &'a str) -> Vec<(&'a str, &'a str)> {
        self.dictionary
            .tag(run, self.guesses)
            .into_iter()
            .map(|tag| (tag.word, tag.tag))
            .collect()
    }

    /// How rare a Chinese word is: minus the natural logarithm of its share in the texts that
    /// the general dictionary was counted on (60 million words), 18 for one it does not know.
    pub(crate) fn rarity(&self, word: &str) -> f64 {
        COUNTED.ln() - (self.dictionary.suggest_freq(word).max(1) as f64).ln()
    }

    /// The length of the name that begins at the start of `words`, 0 if none does. A name within
    /// a longer word of the user's is none: a product may be called by its maker.
    pub(crate) fn name_at(&self, words: &[Token]) -> usize {
        let begins = |name: &&Vec<String>| {
            name.len() <= words.len() && name.iter().zip(words).all(|(a, b)| *a == b.folded)
        };
        let length = |lists: &[Vec<String>]| lists.iter().find(begins).map_or(0, Vec::len);
        let name = length(&self.names);
        if name > 0 && length(&self.terms) > name {
            0
        } else {
            name
        }
    }

    /// Teaches the dictionary the Chinese runs of `words`.
    fn learn(&mut self, words: &[String]) {
        let words: Vec<String> = words.iter().map(|word| fold(word)).collect();
        let runs = words
            .iter()
            .flat_map(|word| word.split(|c| !is_han(c)))
            .filter(|run| run.chars().nth(1).is_some());
        for run in runs {
            self.dictionary.to_mut().add_word(run, None, Some(NAME));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_words_are_guessed_when_asked_for() {
        let (plain, guessing) = (Lexicon::default(), Lexicon::default().guessing());
        let words = |lexicon: &Lexicon| lexicon.cut("他走进了岚目研所").len();
        assert!(words(&guessing) < words(&plain));
    }

    #[test]
    fn a_product_may_be_called_by_its_maker() {
        let strings = |words: &[&str]| {
            words
                .iter()
                .map(|&word| word.to_owned())
                .collect::<Vec<_>>()
        };
        let lexicon = Lexicon::new(&strings(&["Arvenna Inspect", "岚目巡检"]))
            .names(&strings(&["Arvenna", "岚目"]));
        for (text, name) in [
            ("Arvenna Inspect sorts", 0),
            ("Arvenna sorts", 1),
            ("岚目巡检软件", 0),
            ("岚目公司", 1),
        ] {
            let clauses = clauses(text, &lexicon);
            assert_eq!(lexicon.name_at(&clauses[0].words), name, "{text}");
        }
    }

    #[test]
    fn rare_words_are_rarer_than_common_ones() {
        let lexicon = Lexicon::default();
        assert!(lexicon.rarity("相机") > lexicon.rarity("我们"));
        assert!(lexicon.rarity("极片") > lexicon.rarity("相机"));
    }
}
