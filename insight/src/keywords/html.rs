//! The keyword page.

use masthead_text::Language;

use super::Keywords;
use crate::view::{self, ViewError};

/// The keyword page in `language`, as one self-contained HTML file.
///
/// # Errors
///
/// When the template cannot be rendered.
pub fn html(keywords: &Keywords, language: Language) -> Result<String, ViewError> {
    view::render("keywords.html", language, LABELS, keywords)
}

/// The words of the page.
const LABELS: &[view::Label] = &[];
