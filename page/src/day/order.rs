//! Whether day or month stands first in `10/03/2026`, by its language or by the text itself.

/// What stands first in `10/03/2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// As in the United States.
    MonthFirst,
    /// As nearly everywhere else.
    DayFirst,
}

impl Order {
    /// The order that is usual where a language tag names a region of English, or another
    /// language with Latin letters; English alone says nothing.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        match tag.as_str() {
            "en-us" | "en-ph" => Some(Self::MonthFirst),
            "en" | "" => None,
            _ if tag.starts_with("zh") || tag.starts_with("ja") || tag.starts_with("ko") => None,
            _ => Some(Self::DayFirst),
        }
    }

    /// The order that a text itself shows with a day that can be read in one way only.
    pub(crate) fn shown(text: &str) -> Option<Self> {
        text.match_indices('/').find_map(|(at, _)| {
            let before = text.get(at.checked_sub(2)?..at)?.trim_start();
            let (second, year) = text[at + 1..].split_once('/')?;
            let is_year = year.len() >= 4 && year.bytes().take(4).all(|b| b.is_ascii_digit());
            match (before.parse().ok()?, second.parse().ok()?) {
                (13..=31, 1..=12) if is_year => Some(Self::DayFirst),
                (1..=12, 13..=31) if is_year => Some(Self::MonthFirst),
                _ => None,
            }
        })
    }
}
