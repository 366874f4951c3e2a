//! The two languages that Masthead writes and reads.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A language of the workspace. English and Chinese are equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English, tag `en`.
    #[serde(rename = "en")]
    English,
    /// Chinese, simplified or traditional, tag `zh`.
    #[serde(rename = "zh")]
    Chinese,
}

impl Language {
    /// Both, in the order in which they are listed anywhere.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The BCP 47 primary tag: `en` or `zh`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// Reads a BCP 47 tag by its primary part: `zh`, `zh-CN`, `zh_Hans`, `EN-gb`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|language| language.tag() == primary)
    }

    /// The other of the two.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::English => Self::Chinese,
            Self::Chinese => Self::English,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_by_its_primary_part() {
        for (tag, language) in [
            ("en", Some(Language::English)),
            ("EN-gb", Some(Language::English)),
            ("zh-CN", Some(Language::Chinese)),
            ("zh_Hant_TW", Some(Language::Chinese)),
            ("de", None),
            ("", None),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
    }
}
