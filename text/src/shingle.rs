//! How much of one text stands in another: shingles, for reposts and near-duplicates.

use crate::Language;
use crate::apart::words;
use crate::fold::{each, fold};
use crate::script::{Script, is_han};

/// Words per shingle of text that writes words apart.
const WORDS: usize = 5;

/// Characters per shingle of Chinese text.
const CHARACTERS: usize = 8;

/// The overlapping pieces of a text, hashed: 5 words of English, 8 characters of Chinese.
/// Punctuation, spaces, case and width do not count. A text shorter than one piece is one piece.
/// After A. Broder, On the resemblance and containment of documents, 1997.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shingles(Vec<u64>);

impl Shingles {
    /// The shingles of `text`.
    #[must_use]
    pub fn of(text: &str, language: Language) -> Self {
        let mut hashes = pieces(text, language);
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// Their hashes, sorted, each once: for an index over many texts.
    #[must_use]
    pub fn hashes(&self) -> &[u64] {
        &self.0
    }

    /// The share of these pieces that also stand in `whole`, in percent, rounded down; all of it
    /// for a text without pieces.
    #[must_use]
    pub fn percent_in(&self, whole: &Self) -> u64 {
        let stands = |hash: &&u64| whole.0.binary_search(hash).is_ok();
        let shared = self.0.iter().filter(stands).count() as u64;
        (shared * 100)
            .checked_div(self.0.len() as u64)
            .unwrap_or(100)
    }
}

/// The hashes of the pieces of a text in their order, each as often as it stands there.
pub(crate) fn pieces(text: &str, language: Language) -> Vec<u64> {
    let mut parts = Vec::new();
    match language {
        Language::English => {
            for piece in text.split_whitespace() {
                if piece.is_ascii() {
                    let lower =
                        |word: &str| hash(word.bytes().map(|byte| byte.to_ascii_lowercase()));
                    parts.extend(words(piece).map(lower));
                } else {
                    parts.extend(words(&fold(piece)).map(|word| hash(word.bytes())));
                }
            }
            windows(&parts, WORDS)
        }
        Language::Chinese => {
            each(text, |c| {
                if is_han(c) || Script::of(c) == Script::Letter {
                    parts.push(character(c));
                }
            });
            windows(&parts, CHARACTERS)
        }
    }
}

/// The hash of every window of `size` parts.
fn windows(parts: &[u64], size: usize) -> Vec<u64> {
    match parts {
        [] => Vec::new(),
        few if few.len() < size => vec![joined(few)],
        many => many.windows(size).map(joined).collect(),
    }
}

/// The hash of a character.
fn character(c: char) -> u64 {
    hash(c.encode_utf8(&mut [0; 4]).bytes())
}

/// FNV-1a, 64 bit (Fowler, Noll, Vo): the same on every machine and in every release, which the
/// hasher of the standard library does not promise.
fn hash(part: impl Iterator<Item = u8>) -> u64 {
    part.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// The hash of some parts in their order: each is hashed once, however many windows it stands in.
fn joined(parts: &[u64]) -> u64 {
    parts.iter().fold(0x9E37_79B9_7F4A_7C15, |hash: u64, part| {
        (hash.rotate_left(23) ^ part).wrapping_mul(0xBF58_476D_1CE4_E5B9)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EN: &str = "The camera looks at both sides of the strip and writes every defect down.";
    const ZH: &str =
        "相机同时检查带钢的上下表面，每一处缺陷都按位置记录，质量工程师第二天就能复核。";

    #[test]
    fn a_text_contains_itself_however_it_is_set() {
        let (english, chinese) = (Language::English, Language::Chinese);
        let loud = "the  CAMERA looks at both sides of the strip, and writes every defect down";
        let plain = "相机同时检查带钢的上下表面  每一处缺陷都按位置记录 质量工程师第二天就能复核";
        for (text, again, language) in [(EN, loud, english), (ZH, plain, chinese)] {
            let (one, two) = (Shingles::of(text, language), Shingles::of(again, language));
            assert_eq!(
                (one.percent_in(&two), two.percent_in(&one)),
                (100, 100),
                "{text}"
            );
        }
    }

    #[test]
    fn a_part_is_contained_and_another_text_is_not() {
        let whole = Shingles::of(ZH, Language::Chinese);
        let part = Shingles::of("每一处缺陷都按位置记录", Language::Chinese);
        let other = Shingles::of("每一处缺陷都要人工复判，位置也不记录", Language::Chinese);
        assert_eq!(part.percent_in(&whole), 100);
        assert!(whole.percent_in(&part) < 30);
        assert!(other.percent_in(&whole) < 20);
    }

    #[test]
    fn an_empty_text_stands_everywhere_and_holds_nothing() {
        let empty = Shingles::of(" ，。", Language::Chinese);
        assert!(empty.hashes().is_empty());
        let text = Shingles::of(ZH, Language::Chinese);
        assert_eq!((empty.percent_in(&text), text.percent_in(&empty)), (100, 0));
    }

    proptest! {
        #[test]
        fn shares_lie_between_nothing_and_all(a in "\\PC*", b in "\\PC*") {
            for language in Language::ALL {
                let (a, b) = (Shingles::of(&a, language), Shingles::of(&b, language));
                prop_assert!(a.percent_in(&b) <= 100);
            }
        }
    }
}
