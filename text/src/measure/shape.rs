//! Sentences, paragraphs and words of a text, and the time it takes to read.

use unicode_segmentation::UnicodeSegmentation;

use crate::{Language, script::is_han};

/// English words that an adult reads in silence in a minute: the mean of 190 studies of
/// non-fiction (M. Brysbaert, How many words do we read per minute?, 2019).
const WORDS_A_MINUTE: f64 = 238.0;

/// Chinese characters that say what one English word says. The same source: other languages are
/// read at a rate that follows from the words they need for the same message.
const CHARACTERS_A_WORD: f64 = 1.6;

/// How a text is built. Lengths are in words in English, in characters in Chinese; see [`words`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shape {
    /// Lines that say something.
    pub paragraphs: usize,
    /// Sentences: a line end ends one, as do 。！？; so do . ! ? … before a space, but not before a
    /// small letter.
    pub sentences: usize,
    /// Words, or characters, in all.
    pub words: usize,
    /// The length of the longest sentence.
    pub longest_sentence: usize,
    /// The length of the longest paragraph.
    pub longest_paragraph: usize,
}

impl Shape {
    /// The mean length of a sentence; 0 without any.
    #[must_use]
    pub fn mean_sentence(&self) -> f64 {
        self.words as f64 / self.sentences.max(1) as f64
    }

    /// The mean length of a paragraph; 0 without any.
    #[must_use]
    pub fn mean_paragraph(&self) -> f64 {
        self.words as f64 / self.paragraphs.max(1) as f64
    }
}

/// How `text` is built, a paragraph a line.
#[must_use]
pub fn shape(text: &str, language: Language) -> Shape {
    let mut shape = Shape::default();
    for line in text.lines() {
        let sentences = sentences(line).into_iter();
        let lengths = sentences.map(|sentence| words(sentence, language));
        let mut paragraph = 0;
        for length in lengths.filter(|&length| length > 0) {
            shape.sentences += 1;
            shape.longest_sentence = shape.longest_sentence.max(length);
            paragraph += length;
        }
        shape.paragraphs += usize::from(paragraph > 0);
        shape.words += paragraph;
        shape.longest_paragraph = shape.longest_paragraph.max(paragraph);
    }
    shape
}

/// The sentences of a line, in one pass.
fn sentences(line: &str) -> Vec<&str> {
    let (mut sentences, mut start, mut end) = (Vec::new(), 0, End::None);
    for (at, c) in line.char_indices() {
        let over = match end {
            End::None | End::Half => false,
            End::Full => !is_stop(c) && !is_closer(c),
            End::Spaced => !c.is_whitespace() && !c.is_lowercase(),
        };
        if over {
            sentences.push(&line[start..at]);
            start = at;
        }
        end = match (c, end) {
            ('。' | '！' | '？', _) => End::Full,
            (c, End::Full) if is_stop(c) || is_closer(c) => End::Full,
            (c, _) if is_stop(c) => End::Half,
            (c, End::Half) if is_closer(c) => End::Half,
            (c, End::Half | End::Spaced) if c.is_whitespace() => End::Spaced,
            _ => End::None,
        };
    }
    sentences.push(&line[start..]);
    sentences
}

/// How far a sentence has come to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// It goes on.
    None,
    /// After a stop that ends it whatever follows.
    Full,
    /// After a stop that ends it if a space follows.
    Half,
    /// After such a stop and a space.
    Spaced,
}

/// Whether a sign stops a sentence.
const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// Whether a sign may follow a stop within its sentence.
const fn is_closer(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '"' | '\'' | '”' | '’' | '）' | '】' | '」' | '』' | '》'
    )
}

/// The length of `text` as its readers count it: English in words (UAX #29), Chinese in
/// characters, a word of letters or a number in it being one.
#[must_use]
pub fn words(text: &str, language: Language) -> usize {
    // No word goes on beyond a space, and what is ASCII between two of them is split without tables.
    let words = text.split_ascii_whitespace().flat_map(str::unicode_words);
    match language {
        Language::English => words.count(),
        Language::Chinese => words
            .map(|word| word.chars().filter(|&c| is_han(c)).count().max(1))
            .sum(),
    }
}

/// The seconds that reading `text` in silence takes an adult: 238 English words or 380 Chinese
/// characters a minute (Brysbaert, 2019).
#[must_use]
pub fn seconds(text: &str, language: Language) -> f64 {
    let minute = match language {
        Language::English => WORDS_A_MINUTE,
        Language::Chinese => WORDS_A_MINUTE * CHARACTERS_A_WORD,
    };
    words(text, language) as f64 * 60.0 / minute
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    use Language::{Chinese, English};

    #[test]
    fn words_sentences_and_paragraphs_are_counted() {
        for (text, language, counts) in [
            ("", English, [0, 0, 0, 0, 0]),
            (
                "It sees 3.5 m. It is fast!\n\nWhy?",
                English,
                [2, 3, 8, 4, 7],
            ),
            ("它看得见。它很快！\n为什么？", Chinese, [2, 3, 10, 4, 7]),
            ("He said: “Yes.” Then e.g. no…", English, [1, 2, 6, 3, 6]),
            ("他说：“好。”然后走了。", Chinese, [1, 2, 7, 4, 7]),
            ("用 LS8 相机检测", Chinese, [1, 1, 6, 6, 6]),
        ] {
            let shape = shape(text, language);
            let found = [
                shape.paragraphs,
                shape.sentences,
                shape.words,
                shape.longest_sentence,
                shape.longest_paragraph,
            ];
            assert_eq!(found, counts, "{text}");
        }
    }

    #[test]
    fn a_minute_of_each_language_takes_a_minute() {
        for (text, language, takes) in [
            ("word ".repeat(238), English, 60.0),
            ("字".repeat(381), Chinese, 60.0),
            (String::new(), Chinese, 0.0),
        ] {
            assert!((seconds(&text, language) - takes).abs() < 0.1);
        }
    }

    /// What words are made of and stand between, and what joins them across other characters.
    fn pieces() -> impl Strategy<Value = String> {
        let pieces = [
            "scan", "8", "岚目", "相", "é", " ", "  ", "\t", "\n", "\r", "\u{a0}", "\u{202f}",
            "\u{3000}", "\u{301}", "\u{345}", "\u{200d}", "\u{2060}", "'", "’", ".", ",", ":", "_",
            "“", "。", "\"", "א", "Ⓜ", "ア", "🇨", "\u{93f}", "\0",
        ];
        let piece = prop_oneof![
            4 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
            1 => any::<char>().prop_map(String::from),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn words_of_any_text_are_those_of_its_parts_between_spaces(text in pieces()) {
            prop_assert_eq!(words(&text, English), text.unicode_words().count());
            let han = |word: &str| word.chars().filter(|&c| is_han(c)).count().max(1);
            prop_assert_eq!(words(&text, Chinese), text.unicode_words().map(han).sum::<usize>());
        }

        #[test]
        fn parts_are_no_longer_than_the_whole(text in any::<String>()) {
            for language in Language::ALL {
                let shape = shape(&text, language);
                prop_assert!(shape.longest_sentence <= shape.longest_paragraph);
                prop_assert!(shape.longest_paragraph <= shape.words);
                prop_assert!(shape.mean_sentence() <= shape.longest_sentence as f64);
            }
        }
    }
}
