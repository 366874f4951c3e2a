//! Words of two languages: scripts, segmentation, phrases, display width, near-duplicates.
//!
//! The lowest package: everything above speaks of text through it, and of what is wrong
//! with a text through [`Finding`].

mod finding;
mod language;

pub use finding::{Finding, Place, Severity, sort as sort_findings};
pub use language::Language;
