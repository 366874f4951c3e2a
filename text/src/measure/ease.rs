//! How easy an English text is to read.

use unicode_segmentation::UnicodeSegmentation;

use super::shape;
use crate::Language;

/// The reading ease of an English text by Flesch (A new readability yardstick, 1948):
/// 206.835 − 1.015 × words per sentence − 84.6 × syllables per word. 60 to 70 is plain English,
/// below 30 very hard; nothing holds it between 0 and 100. `None` without a word.
#[must_use]
pub fn flesch(text: &str) -> Option<f64> {
    let shape = shape(text, Language::English);
    let syllables: usize = text.unicode_words().map(syllables).sum();
    (shape.words > 0).then(|| {
        let words = shape.words as f64;
        206.835 - 1.015 * shape.mean_sentence() - 84.6 * syllables as f64 / words
    })
}

/// The syllables of an English word, by its letters: every run of vowels (a, e, i, o, u, y) is
/// one; a silent ending is none (-e after a consonant but -le after one; -es and -ed where no
/// sibilant, or t and d, makes them sound); a word has at least one. A number counts as one.
#[must_use]
pub fn syllables(word: &str) -> usize {
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let runs = word
        .chunk_by(|a, b| vowel(a) == vowel(b))
        .filter(|run| run.iter().any(vowel));
    let count = runs.count();
    let silent = match *word.as_slice() {
        [.., c, 'l', 'e'] => vowel(&c),
        [.., c, 'e'] => !vowel(&c),
        [.., c, 'l', 'e', 's' | 'd'] => vowel(&c),
        [.., c, 'e', 's'] => !vowel(&c) && !matches!(c, 's' | 'x' | 'z' | 'c' | 'g' | 'h'),
        [.., c, 'e', 'd'] => !vowel(&c) && !matches!(c, 't' | 'd'),
        _ => false,
    };
    count.saturating_sub(usize::from(silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn syllables_are_counted_by_the_letters() {
        for (word, count) in [
            ("camera", 3),
            ("line", 1),
            ("lines", 1),
            ("table", 2),
            ("tables", 2),
            ("boxes", 2),
            ("measured", 2),
            ("detected", 3),
            ("the", 1),
            ("inspection", 3),
            ("see", 1),
            ("rhythm", 1),
            ("8192", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn short_words_in_short_sentences_are_easy() {
        let easy = flesch("The cat sat on the mat.").unwrap();
        assert!((easy - 116.145).abs() < 0.001);
        let hard = flesch(
            "Multispectral characterization facilitates non-destructive identification of \
             heterogeneous contamination.",
        );
        assert!(hard.unwrap() < 0.0);
        assert_eq!(flesch("，"), None);
    }

    proptest! {
        #[test]
        fn any_word_has_a_syllable(word in any::<String>()) {
            prop_assert!(syllables(&word) >= 1);
        }
    }
}
