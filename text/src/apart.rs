//! Words of text that writes them apart, as Unicode cuts them.

use unicode_segmentation::UnicodeSegmentation;

/// The words of a piece of text without spaces, as UAX #29 cuts them: no word goes across a space.
/// Most pieces are one word of ASCII letters and figures between marks, which takes no tables.
pub(crate) fn words(piece: &str) -> impl Iterator<Item = &str> {
    let kept = |byte: &u8| !byte.is_ascii_punctuation() || *byte == b'_';
    let start = piece.bytes().position(|byte| kept(&byte));
    let end = piece.bytes().rposition(|byte| kept(&byte));
    let word = start
        .zip(end)
        .map_or("", |(start, end)| &piece[start..=end]);
    let alone = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let (word, rest) = if alone {
        (Some(word), "")
    } else {
        (None, piece)
    };
    word.into_iter().chain(rest.unicode_words())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_words_of_the_pieces_are_those_of_the_whole(
            text in "[aB8 .,:;'_’\"(é相，\u{300}-]{0,24}|\\PC*",
        ) {
            let pieces: Vec<&str> = text.split(' ').flat_map(words).collect();
            let whole: Vec<&str> = text.unicode_words().collect();
            prop_assert_eq!(pieces, whole);
        }
    }
}
