//! Makes texts comparable: lower case, full width to half width, spaces folded.

/// Full-width forms (！ to ～) lie this far above their ASCII twins.
const FULL_WIDTH: u32 = 0xFEE0;

/// `text` with full-width letters, digits and signs as their ASCII twins. The case stays.
pub(crate) fn half(text: &str) -> String {
    text.chars().map(half_char).collect()
}

/// The ASCII twin of a full-width form; any other character as it is.
fn half_char(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - FULL_WIDTH).unwrap_or(c),
        _ => c,
    }
}

/// `text` in the form in which texts are compared: full width to half width, lower case, every
/// run of white space one space, none at the ends. Folding twice changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    let lower: String = text
        .chars()
        .map(half_char)
        .flat_map(char::to_lowercase)
        .collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_width_and_spaces_fold() {
        for (text, folded) in [
            ("  Line  Scan\nCamera ", "line scan camera"),
            ("ＬＳ８　线扫描相机", "ls8 线扫描相机"),
            ("（ＧｉｇＥ）", "(gige)"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
