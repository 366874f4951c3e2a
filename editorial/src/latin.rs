//! Latin letters without their accents, for addresses.

/// The letters of Latin-1 and Latin Extended-A in lower case, each row with the letters that
/// people write where they have no accents.
const PLAIN: &[(&str, &str)] = &[
    ("àáâãäåāăąª", "a"),
    ("æ", "ae"),
    ("çćĉċč", "c"),
    ("ðďđ", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĳ", "ij"),
    ("ĵ", "j"),
    ("ķĸ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŉ", "n"),
    ("ŋ", "ng"),
    ("òóôõöøōŏőº", "o"),
    ("œ", "oe"),
    ("ŕŗř", "r"),
    ("śŝşšſ", "s"),
    ("ß", "ss"),
    ("ţťŧ", "t"),
    ("þ", "th"),
    ("ùúûüũūŭůűų", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
];

/// Accents that are written as signs of their own after the letter, as some systems do.
const ACCENTS: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36f}';

/// `text` in lower case, its Latin letters without accents.
pub(crate) fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut out = String::with_capacity(lower.len());
    for letter in lower.chars().filter(|letter| !ACCENTS.contains(letter)) {
        let row = PLAIN.iter().find(|(accented, _)| accented.contains(letter));
        match row {
            Some((_, plain)) => out.push_str(plain),
            None => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_go_and_letters_stay() {
        for (text, expected) in [
            ("Müller & Söhne GmbH", "muller & sohne gmbh"),
            ("Mu\u{308}ller", "muller"),
            ("STRASSE, Straße, GROẞ", "strasse, strasse, gross"),
            ("Łódź Ærø Þór İstanbul", "lodz aero thor istanbul"),
            ("带钢 LS8 Ångström", "带钢 ls8 angstrom"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }

    #[test]
    fn no_letter_of_both_blocks_is_left_out() {
        for letter in ('\u{c0}'..='\u{17f}').filter(|letter| letter.is_alphabetic()) {
            let plain = plain(&letter.to_string());
            assert!(plain.is_ascii() && !plain.is_empty(), "{letter}: {plain}");
        }
    }
}
