//! Says whether a text is Chinese, English, or neither, by its scripts and commonest words.

use crate::{
    Language,
    apart::words,
    script::{Script, is_han},
};

/// A Chinese character weighs as much as this many parts of an English word (1.6 characters
/// make a word), counted in tenths.
const WORD_TENTHS: usize = 16;

/// From this many words on, English must show its own small words.
const LONG: usize = 12;

/// The small words that make up a quarter of any English text.
const ENGLISH: &[&str] = &[
    "a", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "how", "in", "is",
    "it", "its", "of", "on", "or", "our", "that", "the", "this", "to", "was", "we", "what", "when",
    "which", "with", "you", "your",
];

/// Small words of the neighbours that share the letters, none of them English.
const OTHER: &[&str] = &[
    "auf", "aus", "avec", "con", "dans", "das", "de", "del", "den", "der", "des", "det", "di",
    "die", "du", "ein", "eine", "el", "en", "est", "et", "fra", "für", "het", "il", "la", "las",
    "le", "les", "los", "med", "mit", "och", "og", "para", "per", "por", "pour", "que", "sur",
    "um", "una", "und", "van", "von", "voor", "zu",
];

/// Bytes of the longest of these words.
const LONGEST: usize = 5;

/// The language of `text`: Chinese if Chinese characters outweigh words of letters, else
/// English if the small words are English; `None` for other languages and for no words at all.
#[must_use]
pub fn detect(text: &str) -> Option<Language> {
    let words = Words::of(text);
    let han = text.chars().filter(|&c| is_han(c)).count();
    if han > 0 && han * 10 >= words.all * WORD_TENTHS {
        return (!is_japanese(text, han)).then_some(Language::Chinese);
    }
    words.are_english().then_some(Language::English)
}

/// How many words of letters a text has. Model numbers and amounts do not count.
#[derive(Default)]
struct Words {
    all: usize,
    /// Without any letter beyond ASCII.
    ascii: usize,
    english: usize,
    other: usize,
}

impl Words {
    fn of(text: &str) -> Self {
        let mut found = Self::default();
        let pieces = text.split(|c: char| c.is_whitespace() || is_han(c));
        let pieces = pieces.filter(|piece| !piece.is_empty());
        for word in pieces.flat_map(words) {
            if word.chars().all(is_word) {
                found.count(word);
            }
        }
        found
    }

    fn count(&mut self, word: &str) {
        self.all += 1;
        self.ascii += usize::from(word.chars().all(|c| c.is_ascii() || c == '’'));
        let mut small = [0; LONGEST];
        if let Some(small) = small.get_mut(..word.len()) {
            small.copy_from_slice(word.as_bytes());
            small.make_ascii_lowercase();
            self.english += usize::from(stands(ENGLISH, small));
            self.other += usize::from(stands(OTHER, small));
        }
    }

    /// Few words are English unless something says otherwise; many must prove it.
    const fn are_english(&self) -> bool {
        let latin = self.all > 0 && self.ascii * 10 >= self.all * 9;
        let proven = self.all < LONG || self.english * 100 >= self.all * 8;
        latin && self.english >= self.other && proven
    }
}

/// Whether a word stands in a sorted table.
fn stands(table: &[&str], word: &[u8]) -> bool {
    let found = table.binary_search_by(|other| other.as_bytes().cmp(word));
    found.is_ok()
}

/// A letter or an apostrophe.
fn is_word(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '\'' | '’' => true,
        '\0'..='\x7f' => false,
        c => c.is_alphabetic() && Script::of(c) == Script::Letter,
    }
}

/// Japanese mixes its syllables among the Chinese characters; Chinese has none.
fn is_japanese(text: &str, han: usize) -> bool {
    let kana = text
        .chars()
        .filter(|c| matches!(c, '\u{3041}'..='\u{30FF}'))
        .count();
    kana * 10 > han
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn languages_are_told_apart() {
        let english = Some(Language::English);
        let chinese = Some(Language::Chinese);
        for (text, language) in [
            ("Hyperspectral imaging goes inline", english),
            (
                "The mill’s cameras see what the eye cannot, and they see it at full speed.",
                english,
            ),
            ("高光谱成像进入产线", chinese),
            ("用 LS8 相机和 GigE 接口检测带钢表面", chinese),
            (
                "The brochure 岚目视觉 arrived with the first of our cameras",
                english,
            ),
            ("Oberflächenprüfung für die Industrie", None),
            (
                "Die Kamera sieht den Fehler und meldet ihn an das Werk, so dass der Bund nicht \
                 ausgeliefert wird",
                None,
            ),
            ("カメラで表面を検査する", None),
            ("Камера видит дефект", None),
            ("8192 × 5", None),
            ("", None),
        ] {
            assert_eq!(detect(text), language, "{text}");
        }
    }

    #[test]
    fn the_tables_are_sorted_and_as_long_as_they_say() {
        for table in [ENGLISH, OTHER] {
            assert!(table.is_sorted());
            assert!(table.iter().all(|word| word.len() <= LONGEST));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC*") {
            let _ = detect(&text);
        }

        #[test]
        fn chinese_alone_is_chinese(text in "[一-龥]{1,40}") {
            prop_assert_eq!(detect(&text), Some(Language::Chinese));
        }
    }
}
