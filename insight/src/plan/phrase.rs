//! When one search phrase contains another, the way ad platforms match phrases and negatives.

use masthead_text::{Language, fold};

/// Whether a search for `whole` also contains the phrase `part`: the same words in the same
/// order without a gap, or for Chinese, which writes no spaces, the same characters.
///
/// Both are compared folded (case and width). An empty part is contained in nothing.
pub(crate) fn contains(whole: &str, part: &str, language: Language) -> bool {
    let (whole, part) = (form(whole, language), form(part, language));
    !part.trim().is_empty() && whole.contains(&part)
}

/// Whether both are the same search.
pub(super) fn same(a: &str, b: &str, language: Language) -> bool {
    form(a, language) == form(b, language)
}

/// The form in which searches are compared.
fn form(text: &str, language: Language) -> String {
    match language {
        Language::English => words(&fold(text)),
        Language::Chinese => fold(text).split_whitespace().collect(),
    }
}

/// Words between single spaces, with one at either end; what is no letter or digit parts words,
/// and so does Chinese beside them.
fn words(text: &str) -> String {
    let latin = |letter: char| letter.is_alphanumeric() && letter < '\u{2e80}';
    let words: Vec<&str> = text
        .split(|letter| !latin(letter))
        .filter(|word| !word.is_empty())
        .collect();
    format!(" {} ", words.join(" "))
}

#[cfg(test)]
mod tests {
    use masthead_text::Language::{Chinese, English};

    use super::*;

    #[test]
    fn a_phrase_is_contained_word_by_word_in_english_and_by_characters_in_chinese() {
        for (whole, part, language, expected) in [
            ("8k line scan camera", "line scan camera", English, true),
            ("8k line-scan camera", "Line Scan Camera", English, true),
            ("line scan camera", "8k line scan camera", English, false),
            ("online scan camera", "line scan", English, false),
            ("line scan camera", "line camera", English, false),
            ("在线带钢表面检测", "带钢表面检测", Chinese, true),
            ("LS8 线扫描相机", "LS8线扫描", Chinese, true),
            ("带钢检测", "表面检测", Chinese, false),
            ("line scan", "", English, false),
            ("line scan", "-", English, false),
            ("采购LS8线扫描相机", "LS8", English, true),
            ("采购LS80线扫描相机", "LS8", English, false),
        ] {
            assert_eq!(
                contains(whole, part, language),
                expected,
                "{whole} / {part}"
            );
        }
    }
}
