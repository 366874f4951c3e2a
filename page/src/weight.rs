//! How much a text says, in a measure that English and Chinese share.

use masthead_text::alphanumeric;

/// Weight of a word of a script with spaces; a Han character weighs [`HAN`], for a Chinese word
/// has about one and a half.
pub(crate) const WORD: usize = 3;
const HAN: usize = 2;

/// How much a text says, in thirds of a word.
pub(crate) fn weight(text: &str) -> usize {
    let mut weight = 0;
    let mut within = false;
    for c in text.chars() {
        let spaced = match c {
            _ if c.is_ascii() => c.is_ascii_alphanumeric(),
            _ if han(c) => {
                weight += HAN * usize::from(unified(c) || c.is_alphanumeric());
                false
            }
            _ => alphanumeric(c),
        };
        weight += WORD * usize::from(spaced && !within);
        within = spaced;
    }
    weight
}

/// Whether a character is a Han character or kana, which stand without spaces.
pub(crate) fn han(c: char) -> bool {
    matches!(
        c,
        '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{323af}'
    )
}

/// Whether a character is one of the common Han characters, all of which are letters.
fn unified(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_weighs_its_words_in_both_scripts() {
        for (text, expected) in [
            ("", 0),
            (" · — ", 0),
            ("8,192 pixels", 9),
            ("线扫描相机", 10),
            ("LS8 线扫描", 9),
            ("カメラ", 6),
            ("カ・メラ", 6),
            ("Prüfgerät ist da", 9),
        ] {
            assert_eq!(weight(text), expected, "{text}");
        }
    }

    #[test]
    fn common_han_characters_are_letters() {
        assert!(('\u{4e00}'..='\u{9fff}').all(char::is_alphanumeric));
    }
}
