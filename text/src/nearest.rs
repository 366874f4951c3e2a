//! “Did you mean …?”: the known word nearest to a mistyped one.

use strsim::damerau_levenshtein;

use crate::fold;

/// The known word that needs the fewest edits to become `word`, case ignored: at most one edit
/// per three characters of `word`, and at least one. Of equals, the first in order of the
/// alphabet.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = fold(word);
    let length = wanted.chars().count();
    let most = (length / 3).max(1);
    known
        .into_iter()
        .map(|name| (fold(name), name))
        // Each letter more or less is an edit; measuring them all costs length times length.
        .filter(|(folded, _)| folded.chars().count().abs_diff(length) <= most)
        .map(|(folded, name)| (damerau_levenshtein(&wanted, &folded), name))
        .filter(|&(edits, name)| edits <= most && edits < name.chars().count())
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_nonsense_finds_none() {
        let known = ["title", "description", "date", "标题", "关键词"];
        for (word, meant) in [
            ("titel", Some("title")),
            ("Descripton", Some("description")),
            ("data", Some("date")),
            ("关建词", Some("关键词")),
            ("permission", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(nearest(word, known), meant, "{word}");
        }
    }

    #[test]
    fn of_equally_near_words_the_first_of_the_alphabet_is_meant() {
        assert_eq!(nearest("roke", ["rope", "role"]), Some("role"));
    }
}
