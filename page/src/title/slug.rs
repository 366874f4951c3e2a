//! The words of a title, and those of the address of a page, which often says its title too.

use std::collections::BTreeSet;

use url::Url;

use super::Names;
use super::site::address;

/// The words of the last part of the address that says anything, without an ending as `.html`.
pub(super) fn slug(names: &Names<'_>) -> BTreeSet<String> {
    let url = address(names);
    let mut parts = url.iter().filter_map(Url::path_segments).flatten().rev();
    let last = parts.find(|part| part.contains(|c: char| c.is_ascii_alphabetic()));
    let last = last.unwrap_or_default();
    let plain = match last.rsplit_once('.') {
        Some((before, ending)) if (2..=5).contains(&ending.len()) => before,
        _ => last,
    };
    words(plain).into_iter().collect()
}

/// The words of a title in lower case; of a text without spaces, its characters.
pub(super) fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut words: Vec<String> = Vec::new();
    for word in lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if word.chars().any(|c| c >= '\u{2e80}') {
            words.extend(word.chars().map(String::from));
        } else {
            words.push(word.to_owned());
        }
    }
    words
}
