//! One word of a text, and the stretch without punctuation that it stands in.

use crate::{
    Lexicon,
    class::Class,
    script::is_han,
    stop::{self, Worth},
};

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// As written, without a possessive ’s.
    pub(crate) raw: String,
    /// Lower case, compounds with a small word closed: in-line is inline.
    pub(crate) folded: String,
    /// What it is worth in a phrase.
    pub(crate) worth: Worth,
    /// What kind of word it is.
    pub(crate) class: Class,
    /// How it hangs on the word before.
    pub(crate) joint: Joint,
}

/// What stands between a word and the one before in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joint {
    /// Nothing, as in Chinese.
    None,
    /// A space.
    Space,
    /// A hyphen.
    Hyphen,
}

/// The words of a stretch without punctuation or a line end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    /// At least one.
    pub(crate) words: Vec<Token>,
    /// The sign before.
    pub(crate) opens: Class,
    /// The sign after.
    pub(crate) closes: Class,
    /// Whether it is the name of a field: it opens a line, and a colon ends it.
    pub(crate) label: bool,
}

impl Token {
    /// A word of letters as written, and how it hangs on the word before.
    pub(crate) fn letters(raw: &str, joint: Joint) -> Self {
        let raw = ["'s", "’s", "'S", "’S"]
            .iter()
            .find_map(|s| raw.strip_suffix(s))
            .unwrap_or(raw);
        let folded = raw.to_lowercase().replace('’', "'");
        let worth = stop::letters(&folded);
        let class = match worth {
            Worth::Number => Class::Number,
            Worth::Stop | Worth::Link => Class::of_function(&folded),
            Worth::Weak => Class::General,
            Worth::Content => Class::of_letters(raw, &folded),
        };
        Self {
            raw: raw.to_owned(),
            folded,
            worth,
            class,
            joint,
        }
    }

    /// A Chinese word as written, in simplified characters, and its tag in the dictionary.
    pub(crate) fn han(raw: &str, word: &str, tag: &str, lexicon: &Lexicon) -> Self {
        let known = lexicon.knows(word);
        let worth = if known {
            Worth::Content
        } else {
            stop::han(word)
        };
        Self {
            raw: raw.to_owned(),
            folded: word.to_owned(),
            worth,
            class: match worth {
                Worth::Number => Class::Number,
                _ => Class::of_tag(tag),
            },
            joint: Joint::None,
        }
    }

    /// The folded word alone.
    pub(crate) fn folded(self) -> String {
        self.folded
    }

    /// Whether it is written in Chinese characters.
    pub(crate) fn is_han(&self) -> bool {
        self.raw.chars().next().is_some_and(is_han)
    }
}
