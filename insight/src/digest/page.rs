//! The digest as one self-contained HTML page, in English or Chinese.

use masthead_text::Language;

use super::{Digest, doc::doc};
use crate::view::{self, ViewError};

/// The digest in `language`.
///
/// # Errors
///
/// When the template cannot be rendered.
pub fn html(digest: &Digest, language: Language) -> Result<String, ViewError> {
    view::render("digest.html", language, &[], &doc(digest, language))
}
