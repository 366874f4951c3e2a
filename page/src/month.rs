//! Names of months in English, German, French, Spanish and Italian.

/// The names of each month, without accents, in lower case; a month is also written as the
/// first three letters of its name or more.
const NAMES: [&[&str]; 12] = [
    &[
        "january", "januar", "janner", "jaenner", "janvier", "enero", "gennaio",
    ],
    &["february", "februar", "fevrier", "febrero", "febbraio"],
    &["march", "marz", "maerz", "mars", "marzo"],
    &["april", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maggio"],
    &["june", "juni", "juin", "junio", "giugno"],
    &["july", "juli", "juillet", "julio", "luglio"],
    &["august", "aout", "agosto"],
    &[
        "september",
        "septembre",
        "septiembre",
        "setiembre",
        "settembre",
    ],
    &["october", "oktober", "octobre", "octubre", "ottobre"],
    &["november", "novembre", "noviembre"],
    &["december", "dezember", "decembre", "diciembre", "dicembre"],
];

/// 1 to 12 for the name of a month or the beginning of one; French `jui` is none, for two
/// months begin so.
pub(crate) fn month(name: &str) -> Option<u32> {
    let name: String = name
        .chars()
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect();
    let begins = |months: &&[&str]| months.iter().any(|month| month.starts_with(&name));
    if name.len() < 3 || NAMES.iter().filter(|months| begins(months)).count() != 1 {
        return None;
    }
    let index = NAMES.iter().position(begins)?;
    u32::try_from(index + 1).ok()
}

/// A letter without its accent.
fn plain(c: char) -> char {
    match c {
        'ä' | 'à' | 'á' => 'a',
        'é' | 'è' => 'e',
        'û' | 'ü' => 'u',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_five_languages_are_known() {
        for (name, expected) in [
            ("Oct", Some(10)),
            ("Sept", Some(9)),
            ("März", Some(3)),
            ("Mär", Some(3)),
            ("Jänner", Some(1)),
            ("Dez", Some(12)),
            ("février", Some(2)),
            ("août", Some(8)),
            ("juil", Some(7)),
            ("jui", None),
            ("enero", Some(1)),
            ("dic", Some(12)),
            ("Ottobre", Some(10)),
            ("Mag", Some(5)),
            ("ju", None),
            ("Octopus", None),
            ("", None),
        ] {
            assert_eq!(month(name), expected, "{name}");
        }
    }
}
