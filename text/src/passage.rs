//! A piece of a page, and where on it it stands.

use serde::Serialize;

/// Where on a page a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Where {
    /// The title of the page.
    Title,
    /// A heading.
    Heading,
    /// The running text.
    Text,
}

/// A piece of a page and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage<'a> {
    /// Where it stands.
    pub place: Where,
    /// What it says.
    pub text: &'a str,
}
