//! For whom a page is written, and how far along these people are.

use serde::{Deserialize, Serialize};

/// One of the people who decide together about a purchase between businesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reader {
    /// Works with the thing every day.
    User,
    /// Compares offers and tests claims.
    Evaluator,
    /// Asks what it costs and when it pays back.
    Finance,
    /// Answers for the result of the plant or the business.
    Executive,
    /// Signs the contract.
    Signatory,
}

impl Reader {
    /// All, from the workshop to the signature.
    pub const ALL: [Self; 5] = [
        Self::User,
        Self::Evaluator,
        Self::Finance,
        Self::Executive,
        Self::Signatory,
    ];

    /// The words of front matter, in the order of [`Reader::ALL`].
    pub const NAMES: [&'static str; 5] = ["user", "evaluator", "finance", "executive", "signatory"];

    /// The word of front matter.
    #[must_use]
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

/// How far a buyer has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Understands the problem, knows no supplier yet.
    Learning,
    /// Weighs methods and suppliers against each other.
    Comparing,
    /// Needs proof and terms to decide.
    Deciding,
    /// Has bought, and wants more from it.
    Using,
}

impl Stage {
    /// All, in the order in which a buyer passes them.
    pub const ALL: [Self; 4] = [Self::Learning, Self::Comparing, Self::Deciding, Self::Using];

    /// The words of front matter, in the order of [`Stage::ALL`].
    pub const NAMES: [&'static str; 4] = ["learning", "comparing", "deciding", "using"];

    /// The word of front matter.
    #[must_use]
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_front_matter_are_the_serialised_names() {
        for (reader, name) in Reader::ALL.into_iter().zip(Reader::NAMES) {
            assert_eq!(toml::Value::try_from(reader).unwrap().as_str(), Some(name));
            assert_eq!(reader.name(), name);
        }
        for (stage, name) in Stage::ALL.into_iter().zip(Stage::NAMES) {
            assert_eq!(toml::Value::try_from(stage).unwrap().as_str(), Some(name));
            assert_eq!(stage.name(), name);
        }
    }
}
