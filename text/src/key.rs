//! Tells which phrases mean the same to somebody who searches.

use std::{collections::BTreeSet, fmt};

use rust_stemmers::{Algorithm, Stemmer};
use serde::Serialize;

use crate::{Language, Lexicon, segment::clauses, stop::Worth, token::Token};

/// What is left of a phrase when form and order are taken away: stems, without function words,
/// sorted. 工业相机选型 and 选型工业相机 have one key, as have “price of cameras” and “camera
/// prices”.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Key(String);

impl Key {
    /// The key of `term`. A term of function words only keeps them.
    #[must_use]
    pub fn of(term: &str, language: Language, lexicon: &Lexicon) -> Self {
        let words: Vec<Token> = clauses(term, lexicon)
            .into_iter()
            .flat_map(|clause| clause.words)
            .collect();
        let means = |token: &Token| !matches!(token.worth, Worth::Stop | Worth::Link);
        if words.iter().any(means) {
            Self::made(words.iter().filter(|word| means(word)), language, lexicon)
        } else {
            Self::join(words.into_iter().map(Token::folded))
        }
    }

    /// The key of words that mean something.
    pub(crate) fn made<'w>(
        words: impl Iterator<Item = &'w Token>,
        language: Language,
        lexicon: &Lexicon,
    ) -> Self {
        Self::join(lexicon.common(words.map(|word| stem(&word.folded, language)).collect()))
    }

    /// The key of words that are stems already.
    pub(crate) fn join(stems: impl IntoIterator<Item = String>) -> Self {
        let stems: BTreeSet<String> = stems.into_iter().collect();
        Self(stems.into_iter().collect::<Vec<_>>().join(" "))
    }

    /// Its words: stems, sorted, each once.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ').filter(|word| !word.is_empty())
    }

    /// Every key that some of its words, not all, make: the keys of its fragments among them.
    #[must_use]
    pub fn parts(&self) -> Vec<Self> {
        let words: Vec<&str> = self.words().collect();
        // A key of many words is no term; its parts would be too many to look at.
        let all = if words.len() > 8 {
            0
        } else {
            (1_u32 << words.len()).saturating_sub(1)
        };
        (1..all)
            .map(|part| {
                let chosen = words
                    .iter()
                    .enumerate()
                    .filter(|&(at, _)| part >> at & 1 == 1);
                Self(chosen.map(|(_, &word)| word).collect::<Vec<_>>().join(" "))
            })
            .collect()
    }

    /// Whether every word of this key is a word of `other`.
    #[must_use]
    pub fn within(&self, other: &Self) -> bool {
        self.words()
            .all(|word| other.words().any(|theirs| theirs == word))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The stem of a folded English word (Porter2, M. F. Porter, The English stemming algorithm, 2002); words in Chinese text stay as they are.
pub(crate) fn stem(word: &str, language: Language) -> String {
    match language {
        Language::English if word.is_ascii() => {
            Stemmer::create(Algorithm::English).stem(word).into_owned()
        }
        Language::English | Language::Chinese => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(term: &str, language: Language) -> Key {
        Key::of(term, language, &Lexicon::new(&["极片".to_owned()]))
    }

    #[test]
    fn one_intent_has_one_key() {
        for (a, b, language) in [
            ("工业相机选型", "选型工业相机", Language::Chinese),
            ("工业相机价格", "工业相机的价格", Language::Chinese),
            ("ＬＥＤ光源", "led 光源", Language::Chinese),
            ("price of cameras", "Camera prices", Language::English),
            ("line-scan camera", "Line Scan Cameras", Language::English),
            ("工業相機選型", "工业相机选型", Language::Chinese),
            (
                "in-line inspection",
                "inline inspections",
                Language::English,
            ),
        ] {
            assert_eq!(key(a, language), key(b, language), "{a} | {b}");
        }
    }

    #[test]
    fn synonyms_have_one_key() {
        let groups = [
            ["价格", "报价"],
            ["price", "cost"],
            ["machine vision", "industrial image processing"],
            ["机器视觉", "工业图像处理"],
        ];
        let groups = groups.map(|group| group.map(str::to_owned).to_vec());
        let lexicon = Lexicon::default().synonyms(&groups);
        for (a, b, language) in [
            ("工业相机价格", "工业相机的报价", Language::Chinese),
            ("機器視覺價格", "工业图像处理报价", Language::Chinese),
            ("camera prices", "the cost of a camera", Language::English),
            (
                "machine vision lighting",
                "lighting for industrial image processing",
                Language::English,
            ),
        ] {
            let key = |term| Key::of(term, language, &lexicon);
            assert_eq!(key(a), key(b), "{a} | {b}");
            assert_ne!(key(a), Key::of("other", language, &lexicon));
        }
    }

    #[test]
    fn another_intent_has_another_key() {
        for (a, b, language) in [
            ("工业相机选型", "工业相机价格", Language::Chinese),
            ("极片检测", "带钢检测", Language::Chinese),
            ("steel inspection", "battery inspection", Language::English),
            ("to be", "of the", Language::English),
        ] {
            assert_ne!(key(a, language), key(b, language), "{a} | {b}");
        }
    }

    #[test]
    fn a_key_lies_within_a_longer_one() {
        let short = key("光谱成像", Language::Chinese);
        let long = key("高光谱成像系统", Language::Chinese);
        assert!(short.within(&long));
        assert!(long.parts().contains(&short) && !long.parts().contains(&long));
        assert_eq!(key("相机", Language::Chinese).parts(), []);
        assert!(!long.within(&short));
    }

    proptest! {
        #[test]
        fn spaces_case_and_width_do_not_change_a_key(words in "[a-zA-Z]{2,9}( [a-zA-Z]{2,9}){0,3}") {
            let loud = format!("  {} ", words.to_uppercase());
            prop_assert_eq!(key(&words, Language::English), key(&loud, Language::English));
        }
    }
}
