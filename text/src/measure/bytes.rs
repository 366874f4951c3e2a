//! How many bytes a text takes where Chinese platforms count bytes.

use encoding_rs::GB18030;

/// The bytes of `text` in GBK, in which Chinese ad platforms limit titles: 1 for ASCII, 2 for
/// Chinese characters and full-width signs. A character outside GBK counts as in GB 18030, the
/// standard that extends it: 4.
#[must_use]
pub fn gbk(text: &str) -> usize {
    let mut buffer = [0; 8];
    text.chars()
        .map(|c| GB18030.encode(c.encode_utf8(&mut buffer)).0.len())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bytes_are_counted_as_gbk_has_them() {
        for (text, bytes) in [
            ("", 0),
            ("8K camera", 9),
            ("线扫描相机", 10),
            ("線掃描，８Ｋ", 12),
            ("é", 2),
            ("𠮷", 4),
        ] {
            assert_eq!(gbk(text), bytes, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_text_has_the_bytes_of_its_parts(a in any::<String>(), b in any::<String>()) {
            prop_assert_eq!(gbk(&(a.clone() + &b)), gbk(&a) + gbk(&b));
        }
    }
}
