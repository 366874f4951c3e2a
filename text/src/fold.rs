//! Makes texts comparable: lower case, half width, simplified characters, spaces folded.

use std::sync::LazyLock;

use crate::stop::rows;

/// Full-width forms (！ to ～) lie this far above their ASCII twins.
const FULL_WIDTH: u32 = 0xFEE0;

/// The first character of the block in which traditional characters begin.
const FIRST: u32 = 0x3400;

/// The simplified twin of every character from [`FIRST`] on, as far as the table goes.
static SIMPLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let pairs = || rows(include_str!("../data/simple.txt")).flat_map(str::split_whitespace);
    let pairs = || pairs().filter_map(|pair| pair.chars().next().zip(pair.chars().nth(1)));
    let last = pairs()
        .map(|(traditional, _)| u32::from(traditional))
        .max()
        .unwrap_or(FIRST);
    let mut table: Vec<char> = (FIRST..=last).filter_map(char::from_u32).collect();
    for (traditional, simplified) in pairs() {
        if let Some(twin) = table.get_mut(u32::from(traditional).wrapping_sub(FIRST) as usize) {
            *twin = simplified;
        }
    }
    table
});

/// The simplified twin of a traditional character; any other character as it is. Both have the
/// same number of bytes.
pub(crate) fn simple(c: char) -> char {
    let at = u32::from(c).wrapping_sub(FIRST) as usize;
    SIMPLE.get(at).copied().unwrap_or(c)
}

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

/// `text` in the form in which texts are compared: full width to half width, traditional
/// characters to simplified ones, lower case, every run of white space one space, none at the
/// ends. Folding twice changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    each(text, |c| folded.push(c));
    folded
}

/// Hands on the characters of the folded form of `text`, one by one.
pub(crate) fn each(text: &str, mut push: impl FnMut(char)) {
    let (mut begun, mut gap) = (false, false);
    for c in text.chars() {
        if c.is_whitespace() {
            gap = begun;
            continue;
        }
        if gap {
            push(' ');
        }
        (begun, gap) = (true, false);
        match c {
            // Most are letters of ASCII or Chinese, which need no table of cases.
            '\0'..='\x7f' => push(c.to_ascii_lowercase()),
            '\u{3400}'..='\u{9fff}' => push(simple(c)),
            _ => simple(half_char(c)).to_lowercase().for_each(&mut push),
        }
    }
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
            ("線掃描相機與鏡頭", "线扫描相机与镜头"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn twins_have_as_many_bytes_and_no_twins_of_their_own() {
        for (traditional, &simplified) in (FIRST..).filter_map(char::from_u32).zip(&*SIMPLE) {
            assert_eq!(
                traditional.len_utf8(),
                simplified.len_utf8(),
                "{traditional}"
            );
            assert_eq!(simple(simplified), simplified, "{traditional}");
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
