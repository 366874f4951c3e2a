//! The words that a dictionary cannot know: the user's terms, products and names.

use std::{borrow::Cow, collections::BTreeSet, sync::LazyLock};

use jieba_rs::Jieba;

use crate::{
    fold,
    script::is_han,
    segment::{Token, clauses},
};

/// The general dictionary of Chinese, read once.
static DICTIONARY: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// The words of the texts that the dictionary was counted on.
const COUNTED: f64 = 6.0e7;

/// The dictionary that texts are segmented with: a general one, and the user's own words.
#[derive(Debug, Clone)]
pub struct Lexicon {
    dictionary: Cow<'static, Jieba>,
    words: BTreeSet<String>,
    /// Names as their folded words, longest first.
    names: Vec<Vec<String>>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            dictionary: Cow::Borrowed(&DICTIONARY),
            words: BTreeSet::new(),
            names: Vec::new(),
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
        lexicon
    }

    /// The same lexicon with `names` of companies and people: no phrase goes across one.
    #[must_use]
    pub fn names(mut self, names: &[String]) -> Self {
        self.learn(names);
        let split: BTreeSet<Vec<String>> = names
            .iter()
            .map(|name| {
                clauses(name, &self)
                    .into_iter()
                    .flat_map(|clause| clause.words)
                    .map(Token::folded)
                    .collect()
            })
            .filter(|words: &Vec<String>| !words.is_empty())
            .collect();
        self.names = split.into_iter().collect();
        self.names
            .sort_by_key(|words| std::cmp::Reverse(words.len()));
        self
    }

    /// Whether `term` is one of the user's own words, case and width ignored.
    #[must_use]
    pub fn knows(&self, term: &str) -> bool {
        self.words.contains(&fold(term))
    }

    /// The words of a run of Chinese characters and their tags. The statistical guessing of unknown words is
    /// off: it makes mainland text worse (SIGHAN PKU: .818 with, .836 without).
    pub(crate) fn cut<'a>(&'a self, run: &'a str) -> Vec<(&'a str, &'a str)> {
        self.dictionary
            .tag(run, false)
            .into_iter()
            .map(|tag| (tag.word, tag.tag))
            .collect()
    }

    /// How rare a Chinese word is: minus the natural logarithm of its share in the texts that
    /// the general dictionary was counted on (60 million words), 18 for one it does not know.
    pub(crate) fn rarity(&self, word: &str) -> f64 {
        COUNTED.ln() - (self.dictionary.suggest_freq(word).max(1) as f64).ln()
    }

    /// The length of the name that begins at the start of `words`, 0 if none does.
    pub(crate) fn name_at(&self, words: &[Token]) -> usize {
        let begins = |name: &&Vec<String>| {
            name.len() <= words.len() && name.iter().zip(words).all(|(a, b)| *a == b.folded)
        };
        self.names.iter().find(begins).map_or(0, Vec::len)
    }

    /// Teaches the dictionary the Chinese runs of `words`.
    fn learn(&mut self, words: &[String]) {
        let runs = words
            .iter()
            .flat_map(|word| word.split(|c| !is_han(c)))
            .filter(|run| run.chars().nth(1).is_some());
        for run in runs {
            self.dictionary.to_mut().add_word(run, None, None);
        }
    }
}
