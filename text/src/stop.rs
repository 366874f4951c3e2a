//! Which words carry no meaning, and which are too general to be part of a term.

use std::{collections::BTreeSet, sync::LazyLock};

/// What a word is worth in a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Worth {
    /// It can be part of a term.
    Content,
    /// It means something, but nothing that a market searches for: no term goes across it.
    Weak,
    /// An amount: no term goes across it.
    Number,
    /// “of” and 的: they may join the words of a term, and are dropped when terms are compared.
    Link,
    /// A function word: no term goes across it, and it is dropped when terms are compared.
    Stop,
}

/// The function words of both languages, folded.
static STOP: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    words(&[
        include_str!("../data/stop.en.txt"),
        include_str!("../data/stop.zh.txt"),
    ])
});

/// The general words of both languages, folded.
static WEAK: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    words(&[
        include_str!("../data/weak.en.txt"),
        include_str!("../data/weak.zh.txt"),
    ])
});

/// The words that join: 质量的追溯 is 质量追溯.
const LINKS: &[&str] = &["of", "的"];

/// The characters that Chinese numbers are written with.
const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两第";

/// What ends an amount: 两种, 三个, 第一次.
const MEASURES: &str = "个种项条家次台年月日天件位名张块批倍成分点套份轮场篇";

/// The words of tables that have one group of words a line and comments after `#`.
fn words(tables: &[&'static str]) -> BTreeSet<&'static str> {
    tables
        .iter()
        .flat_map(|table| rows(table))
        .flat_map(str::split_whitespace)
        .collect()
}

/// The rows of a table, without its comments.
pub(crate) fn rows(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

/// The worth of a folded word of letters.
pub(crate) fn letters(word: &str) -> Worth {
    if word.chars().all(|c| !c.is_alphabetic()) {
        return Worth::Number;
    }
    match listed(word) {
        Worth::Content if word.chars().count() == 1 => Worth::Weak,
        worth => worth,
    }
}

/// The worth of a Chinese word.
pub(crate) fn han(word: &str) -> Worth {
    if is_amount(word) {
        Worth::Number
    } else {
        listed(word)
    }
}

/// The worth of a word by the tables.
fn listed(word: &str) -> Worth {
    match word {
        word if LINKS.contains(&word) => Worth::Link,
        word if STOP.contains(word) => Worth::Stop,
        word if WEAK.contains(word) => Worth::Weak,
        _ => Worth::Content,
    }
}

/// Numerals, with or without a measure.
fn is_amount(word: &str) -> bool {
    let digits = word.trim_end_matches(|c| MEASURES.contains(c));
    !digits.is_empty() && digits.chars().all(|c| NUMERALS.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages_have_their_worth() {
        for (word, worth) in [
            ("camera", Worth::Content),
            ("the", Worth::Stop),
            ("use", Worth::Weak),
            ("of", Worth::Link),
            ("8k", Worth::Content),
            ("3.5", Worth::Number),
            ("x", Worth::Weak),
        ] {
            assert_eq!(letters(word), worth, "{word}");
        }
        for (word, worth) in [
            ("相机", Worth::Content),
            ("我们", Worth::Stop),
            ("采用", Worth::Weak),
            ("的", Worth::Link),
            ("三维", Worth::Content),
            ("两种", Worth::Number),
            ("第一", Worth::Number),
        ] {
            assert_eq!(han(word), worth, "{word}");
        }
    }
}
