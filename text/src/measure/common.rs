//! How much of a Chinese text is written in common characters.

use std::{collections::BTreeSet, sync::LazyLock};

use crate::{fold::simple, script::is_han, stop::rows};

/// The commonest characters; the table says where they are from. As many as the list of common
/// characters for schools in China has (现代汉语常用字表, 1988: 2,500).
static COMMON: LazyLock<BTreeSet<char>> = LazyLock::new(|| {
    rows(include_str!("../../data/common.zh.txt"))
        .flat_map(str::chars)
        .collect()
});

/// The share of the Chinese characters of `text` that are among the 2,500 commonest, 0 to 1;
/// traditional characters count as their simplified twins. `None` without any. General texts
/// have .97 and more; each one below sends some readers to a dictionary.
#[must_use]
pub fn common(text: &str) -> Option<f64> {
    let characters = || text.chars().filter(|&c| is_han(c));
    let all = characters().count();
    let known = characters()
        .filter(|&c| COMMON.contains(&simple(c)))
        .count();
    (all > 0).then(|| known as f64 / all as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_characters_lower_the_share() {
        for (text, share) in [
            ("我们的相机很快", Some(1.0)),
            ("我們的相機很快", Some(1.0)),
            ("魑魅", Some(0.0)),
            ("好魅", Some(0.5)),
            ("camera", None),
            ("", None),
        ] {
            assert_eq!(common(text), share, "{text}");
        }
    }

    #[test]
    fn the_table_has_the_characters_it_promises() {
        assert_eq!(COMMON.len(), 2500);
        assert!(COMMON.iter().all(|&c| is_han(c)));
    }
}
