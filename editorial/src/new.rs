//! The text of a new page, whose facts are waiting to be filled in.

use jiff::civil::Date;
use masthead_text::Language;
use thiserror::Error;

use crate::{Content, Kind};

/// A page to be written to disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Path from the top of the workspace.
    pub path: String,
    /// The whole file.
    pub text: String,
}

/// Why a page cannot be started.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum DraftError {
    /// The title has no letters that a file name can be made of.
    #[error(
        "the title “{title}” has no Latin letters or digits to make an address from; \
             give one with --slug, in lower-case words with hyphens"
    )]
    NoSlug {
        /// The title as given.
        title: String,
    },
}

/// Starts a page.
///
/// # Errors
///
/// When no file name can be made.
pub fn draft(
    kind: Kind,
    title: &str,
    language: Language,
    slug: Option<&str>,
    content: &Content,
    today: Date,
) -> Result<Draft, DraftError> {
    let _ = (kind, language, slug, content, today);
    Err(DraftError::NoSlug {
        title: title.to_owned(),
    })
}
