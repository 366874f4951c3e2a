//! The addresses that a run knows, in little room.

use std::{collections::HashSet, num::ParseIntError};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use url::Url;

/// A set of (source, address) pairs, of which only fingerprints are kept: 16 bytes each, whatever
/// the length of the address. They are cut from a SHA-256, so that no site can make up an address
/// that passes for another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen(HashSet<u128>);

impl Seen {
    /// Takes a pair in; says whether it is new.
    pub fn insert(&mut self, source: &str, url: &Url) -> bool {
        self.0.insert(fingerprint(source, url))
    }

    /// Whether the pair is known.
    #[must_use]
    pub fn contains(&self, source: &str, url: &Url) -> bool {
        self.0.contains(&fingerprint(source, url))
    }
}

impl<'a> FromIterator<(&'a str, &'a Url)> for Seen {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a Url)>>(pairs: I) -> Self {
        let prints = pairs.into_iter();
        Self(
            prints
                .map(|(source, url)| fingerprint(source, url))
                .collect(),
        )
    }
}

/// What is kept of a pair.
pub(crate) fn fingerprint(source: &str, url: &Url) -> u128 {
    let mut hash = Sha256::new();
    hash.update(source);
    hash.update([0]);
    hash.update(url.as_str());
    let [bytes @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] =
        <[u8; 32]>::from(hash.finalize());
    u128::from_le_bytes(bytes)
}

/// A fingerprint as it stands in a file.
pub(crate) fn print(text: &str) -> Result<u128, ParseIntError> {
    u128::from_str_radix(text, 16)
}

/// In a file: the fingerprints in hexadecimal digits, sorted.
impl Serialize for Seen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sorted: Vec<u128> = self.0.iter().copied().collect();
        sorted.sort_unstable();
        serializer.collect_seq(sorted.iter().map(|print| format!("{print:032x}")))
    }
}

impl<'de> Deserialize<'de> for Seen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = Vec::<String>::deserialize(deserializer)?;
        let prints = texts.iter().map(|text| print(text));
        prints
            .collect::<Result<_, _>>()
            .map(Self)
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_known_by_source_and_address() {
        let url = |path: &str| Url::parse(&format!("http://hx.example/{path}")).unwrap();
        let mut seen: Seen = [("衡像科技", &url("产品"))].into_iter().collect();
        assert!(seen.contains("衡像科技", &url("产品")));
        assert!(!seen.contains("衡像", &url("产品")));
        assert!(seen.insert("衡像科技", &url("b")) && !seen.insert("衡像科技", &url("b")));
        let line = serde_json::to_string(&seen).unwrap();
        assert_eq!(serde_json::from_str::<Seen>(&line).unwrap(), seen);
    }
}
