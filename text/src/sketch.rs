//! A text in 448 bytes, by which near-duplicates are found among many: a `MinHash` sketch.

use serde::{Deserialize, Serialize};

use crate::Language;
use crate::shingle::pieces;

/// Values in a sketch.
const VALUES: usize = 112;

/// Bands of a sketch, eight values in each.
const BANDS: usize = 14;

/// Bytes of a sketch.
const BYTES: usize = VALUES * size_of::<u32>();

/// The fewest pieces of a text that can be judged: some 28 words, or 31 Chinese characters. Short
/// texts are alike by chance: “page not found”, a line of contact.
const FEW: usize = 24;

/// A sample of a text's [`Shingles`](crate::Shingles), of one size whatever the text's length. Eight times all
/// possible pieces are put into an order and dealt into fourteen bins; the first piece of this text
/// in each bin is kept.
///
/// Two texts have the same first piece in as many of the bins as they have pieces in common, of all
/// that either has; the estimate is off by 4.7 percentage points or less in two cases of three. After
/// A. Broder, On the resemblance and containment of documents, 1997; P. Li and others, One
/// permutation hashing, 2012, for the bins, which cost a fourteenth of 112 orders; A. Shrivastava,
/// Optimal densification for fast and accurate minwise hashing, 2017, for those that stay empty; J.
/// Leskovec and others, Mining of Massive Datasets, chapter 3, for the bands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Vec<u32>", try_from = "Vec<u32>")]
pub struct Sketch([u32; VALUES]);

impl From<Sketch> for Vec<u32> {
    fn from(sketch: Sketch) -> Self {
        sketch.0.into()
    }
}

impl TryFrom<Vec<u32>> for Sketch {
    type Error = String;

    fn try_from(values: Vec<u32>) -> Result<Self, Self::Error> {
        let count = values.len();
        let values = values.try_into();
        values
            .map(Self)
            .map_err(|_| format!("a sketch has {VALUES} values, not {count}"))
    }
}

impl Sketch {
    /// The sketch of a text in one of our languages, or in another that writes words apart; nothing
    /// for a text of fewer than 24 different pieces, which says too little.
    #[must_use]
    pub fn of(text: &str, language: Option<Language>) -> Option<Self> {
        Self::of_pieces(&pieces(text, language.unwrap_or(Language::English)))
    }

    /// The sketch of hashed pieces, in whatever order, however often each.
    fn of_pieces(pieces: &[u64]) -> Option<Self> {
        if !various(pieces) {
            return None;
        }
        let mut least = [[EMPTY; ORDERS.len()]; BANDS];
        for piece in pieces.iter().map(|&hash| mix(hash)) {
            for (at, order) in ORDERS.iter().enumerate() {
                let number = piece.wrapping_mul(*order);
                let bin = ((number >> 48) as usize * BANDS) >> 16;
                let first = &mut least[bin][at];
                *first = (*first).min(u64::from((number >> 16) as u32));
            }
        }
        Some(Self(filled(&least)))
    }

    /// How much two texts resemble each other: the pieces that both have, of all that either has,
    /// in percent, rounded down. An estimate.
    #[must_use]
    pub fn resemblance(&self, other: &Self) -> u64 {
        let same = self.0.iter().zip(&other.0).filter(|(one, two)| one == two);
        same.count() as u64 * 100 / VALUES as u64
    }

    /// Fourteen numbers by which to find texts that may resemble this one: of two texts that
    /// resemble each other by 90 percent, all but 4 in 10,000 share at least one of them; by 80,
    /// 92 in 100; by 50, 5 in 100. A number of one band never means the same as one of another, so
    /// that one index can hold them all.
    #[must_use]
    pub fn bands(&self) -> [u64; BANDS] {
        let mut bands = [0; BANDS];
        let rows = self.0.chunks_exact(VALUES / BANDS);
        for ((number, band), row) in (1..).zip(&mut bands).zip(rows) {
            *band = row
                .iter()
                .fold(number, |sum, &value| mix(sum ^ u64::from(value)));
        }
        bands
    }

    /// The sketch as it is stored: the same on every machine and in every release.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        for (place, value) in bytes.chunks_exact_mut(size_of::<u32>()).zip(self.0) {
            place.copy_from_slice(&value.to_le_bytes());
        }
        bytes
    }

    /// A sketch as it was stored, or nothing if these are not the bytes of one.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (values, rest) = bytes.as_chunks();
        let values: Vec<u32> = values
            .iter()
            .map(|&value| u32::from_le_bytes(value))
            .collect();
        let whole = rest.is_empty().then_some(values)?;
        whole.try_into().ok().map(Self)
    }
}

/// Whether at least [`FEW`] of these are different; most texts show it in their first line.
fn various(pieces: &[u64]) -> bool {
    let mut seen = Vec::with_capacity(FEW);
    pieces.iter().any(|piece| {
        if !seen.contains(&piece) {
            seen.push(piece);
        }
        seen.len() == FEW
    })
}

/// What stands for the first piece of a bin that has none: larger than any.
const EMPTY: u64 = 1 << 32;

/// A factor for each order: odd, so that no two pieces become one before they are cut to 32 bits.
const ORDERS: [u64; VALUES / BANDS] = {
    let mut orders = [0; VALUES / BANDS];
    let mut at = 0;
    while at < orders.len() {
        orders[at] = mix((at as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)) | 1;
        at += 1;
    }
    orders
};

/// The first pieces bin by bin. A bin without any borrows that of another of the same order: of the
/// first that has one, in a row that is the same for all texts.
fn filled(least: &[[u64; ORDERS.len()]; BANDS]) -> [u32; VALUES] {
    let mut values = [0; VALUES];
    for (nr, value) in values.iter_mut().enumerate() {
        let (bin, order) = (nr / ORDERS.len(), nr % ORDERS.len());
        let tries = (0..).map(|attempt| {
            let seed = mix((nr as u64) << 32 | attempt);
            if attempt == 0 {
                bin
            } else {
                seed as usize % BANDS
            }
        });
        let found = tries
            .map(|bin| least[bin][order])
            .find(|first| *first < EMPTY);
        *value = found.unwrap_or_default() as u32;
    }
    values
}

/// Spreads each bit of a number over all: the last step of S. Vigna's `SplitMix64`.
const fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, Shingles};
    use proptest::prelude::*;

    /// A text of so many pieces, those from `first` on of a text without end.
    fn text(language: Language, first: u64, pieces: u64) -> Shingles {
        let (size, word): (u64, fn(u64) -> String) = match language {
            Language::English => (5, |number| format!("word{number} ")),
            Language::Chinese => (8, |number| {
                char::from_u32(0x4E00 + (mix(number) % 20_000) as u32)
                    .unwrap()
                    .into()
            }),
        };
        let text: String = (first..first + pieces + size - 1).map(word).collect();
        Shingles::of(&text, language)
    }

    fn of(shingles: &Shingles) -> Option<Sketch> {
        Sketch::of_pieces(shingles.hashes())
    }

    /// Two texts of so many pieces, of which they share some, and their resemblance in percent.
    fn pair(language: Language, pieces: u64, shared: u64) -> (Shingles, Shingles, u64) {
        let both = text(language, 0, pieces);
        let other = text(language, pieces - shared, pieces);
        let same = both
            .hashes()
            .iter()
            .filter(|hash| other.hashes().contains(hash));
        assert_eq!(same.count() as u64, shared, "{language:?}");
        (both, other, shared * 100 / (2 * pieces - shared))
    }

    #[test]
    fn the_estimate_is_near_the_known_resemblance() {
        let known = [
            (300, 300, 100),
            (300, 284, 89),
            (300, 257, 74),
            (300, 200, 50),
            (300, 75, 14),
            (300, 0, 0),
        ];
        for language in Language::ALL {
            for (pieces, shared, percent) in known {
                let (one, two, exact) = pair(language, pieces, shared);
                assert_eq!(exact, percent);
                let (one, two) = (of(&one).unwrap(), of(&two).unwrap());
                let found = one.resemblance(&two);
                assert!(
                    found.abs_diff(percent) <= 10,
                    "{language:?}: {found}, not {percent}"
                );
                assert_eq!(found, two.resemblance(&one));
            }
        }
    }

    #[test]
    fn many_estimates_are_right_on_average() {
        let (mut found, mut exact) = (0, 0);
        for first in 0..400 {
            let texts = [first * 1_000, first * 1_000 + 60];
            let [one, two] = texts.map(|at| of(&text(Language::English, at, 300)).unwrap());
            found += one.resemblance(&two);
            exact += 240 * 100 / 360;
        }
        assert!((found / 4).abs_diff(exact / 4) <= 100, "{found} of {exact}");
    }

    #[test]
    fn a_short_text_has_none() {
        for language in Language::ALL {
            assert_eq!(of(&text(language, 0, 23)), None);
            assert!(of(&text(language, 0, 24)).is_some());
        }
    }

    #[test]
    fn bytes_are_read_as_they_were_written_and_no_others() {
        let sketch = of(&text(Language::Chinese, 0, 90)).unwrap();
        let bytes = sketch.to_bytes();
        assert_eq!(bytes.len(), 448);
        assert_eq!(Sketch::from_bytes(&bytes), Some(sketch));
        for wrong in [
            &bytes[..447],
            &bytes[..444],
            &[],
            &[&bytes[..], &[0; 4]].concat(),
        ] {
            assert_eq!(Sketch::from_bytes(wrong), None);
        }
    }

    /// What is stored today must be found again by any later release.
    #[test]
    fn a_sketch_never_changes() {
        let sketch = of(&text(Language::English, 0, 90)).unwrap();
        assert_eq!(
            (&sketch.0[..2], sketch.bands()[13]),
            (&[1_131_720_453, 176_587_417][..], 8_150_074_917_090_458_032)
        );
    }

    #[test]
    fn texts_that_are_alike_share_a_band_and_others_do_not() {
        let share = |pieces, shared| {
            let (one, two, _) = pair(Language::Chinese, pieces, shared);
            let [one, two] = [one, two].map(|text| of(&text).unwrap().bands());
            one.iter()
                .zip(two)
                .filter(|(one, two)| **one == *two)
                .count()
        };
        assert_eq!(share(300, 300), 14);
        assert!(share(300, 285) > 0);
        assert_eq!(share(300, 100), 0);
    }

    proptest! {
        /// Five standard deviations of a share of 112.
        #[test]
        fn no_estimate_is_far_off(pieces in 24..600_u64, cut in 0.0..1.0_f64) {
            for language in Language::ALL {
                let (one, two, exact) = pair(language, pieces, (pieces as f64 * cut) as u64);
                let found = of(&one).unwrap().resemblance(&of(&two).unwrap());
                prop_assert!(found.abs_diff(exact) <= 24, "{} for {}", found, exact);
            }
        }
    }
}
