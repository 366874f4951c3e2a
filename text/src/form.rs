//! How a phrase is shown: as it is written, but for capitals that say nothing.

use crate::{
    stop::Worth,
    token::{Joint, Token},
};

/// How the letters of a clause are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// Capitals mean something.
    Sentence,
    /// Every longer word has one, so they say nothing.
    Title,
    /// There are no small letters.
    Capitals,
}

impl Case {
    pub(crate) fn of(clause: &[Token]) -> Self {
        let long: Vec<&str> = clause
            .iter()
            .filter(|token| !token.is_han() && token.raw.chars().count() > 3)
            .map(|token| token.raw.as_str())
            .collect();
        if long.len() > 1 && !long.iter().any(|word| word.contains(char::is_lowercase)) {
            Self::Capitals
        } else if !long.is_empty() && long.iter().all(|word| word.starts_with(char::is_uppercase)) {
            Self::Title
        } else {
            Self::Sentence
        }
    }
}

/// What stands between two words: as it is written, but Chinese is set without spaces.
fn joint(before: &Token, word: &Token) -> &'static str {
    match word.joint {
        Joint::Hyphen => "-",
        Joint::Space if !word.is_han() && !before.is_han() => " ",
        Joint::Space | Joint::None => "",
    }
}

/// A phrase as it is shown: capitals stay in abbreviations, and in names, whose every word
/// has one.
pub(crate) fn form(phrase: &[Token], case: Case) -> String {
    let named = case == Case::Sentence && phrase.iter().all(is_capital);
    let mut form = String::new();
    for (at, token) in phrase.iter().enumerate() {
        if at > 0 {
            form.push_str(joint(&phrase[at - 1], token));
        }
        let abbreviated = token.raw.chars().skip(1).any(char::is_uppercase);
        if named || (abbreviated && case != Case::Capitals) {
            form.push_str(&token.raw);
        } else {
            form.push_str(&token.raw.to_lowercase());
        }
    }
    form
}

/// Whether a word may stand in a name: one with a capital, or the “of” between two.
fn is_capital(token: &Token) -> bool {
    token.worth == Worth::Link || token.raw.starts_with(|c: char| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Lexicon, segment::clauses};

    #[test]
    fn a_phrase_keeps_the_capitals_that_mean_something() {
        for (text, shown) in [
            (
                "Why Hyperspectral Imaging Matters",
                "why hyperspectral imaging matters",
            ),
            ("it asks for AI models", "it asks for AI models"),
            ("European Union", "european union"),
            ("LINE SCAN CAMERAS", "line scan cameras"),
            ("line-scan cameras", "line-scan cameras"),
            ("8K 线扫描相机", "8K线扫描相机"),
        ] {
            let clauses = clauses(text, &Lexicon::default());
            let words = &clauses[0].words;
            assert_eq!(form(words, Case::of(words)), shown);
        }
        let clauses = clauses("rules of the European Union apply", &Lexicon::default());
        let words = &clauses[0].words;
        assert_eq!(form(&words[3..5], Case::of(words)), "European Union");
    }
}
