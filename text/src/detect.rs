//! Says whether a text is Chinese, English, or neither, by its scripts and commonest words.

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    Language,
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
    "auf", "aus", "avec", "con", "das", "dans", "de", "del", "den", "der", "des", "det", "di",
    "die", "du", "ein", "eine", "el", "en", "est", "et", "fra", "für", "het", "il", "la", "las",
    "le", "les", "los", "med", "mit", "och", "og", "para", "per", "por", "pour", "que", "sur",
    "um", "una", "und", "van", "von", "voor", "zu",
];

/// The language of `text`: Chinese if Chinese characters outweigh words of letters, else
/// English if the small words are English; `None` for other languages and for no words at all.
#[must_use]
pub fn detect(text: &str) -> Option<Language> {
    let han = text.chars().filter(|&c| is_han(c)).count();
    let words: Vec<String> = text
        .unicode_words()
        .filter(|word| word.chars().all(is_word))
        .map(str::to_lowercase)
        .collect();
    if han > 0 && han * 10 >= words.len() * WORD_TENTHS {
        return (!is_japanese(text, han)).then_some(Language::Chinese);
    }
    is_english(&words).then_some(Language::English)
}

/// A letter or an apostrophe, so that model numbers and amounts do not count as words.
fn is_word(c: char) -> bool {
    (c.is_alphabetic() && Script::of(c) == Script::Letter) || matches!(c, '\'' | '’')
}

/// Japanese mixes its syllables among the Chinese characters; Chinese has none.
fn is_japanese(text: &str, han: usize) -> bool {
    let kana = text
        .chars()
        .filter(|c| matches!(c, '\u{3041}'..='\u{30FF}'))
        .count();
    kana * 10 > han
}

/// Few words are English unless something says otherwise; many must prove it.
fn is_english(words: &[String]) -> bool {
    let count = |table: &[&str]| {
        words
            .iter()
            .filter(|word| table.contains(&&***word))
            .count()
    };
    let (english, other) = (count(ENGLISH), count(OTHER));
    let ascii = words
        .iter()
        .filter(|word| word.replace('’', "'").is_ascii())
        .count();
    let latin = !words.is_empty() && ascii * 10 >= words.len() * 9;
    latin && english >= other && (words.len() < LONG || english * 100 >= words.len() * 8)
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
