//! Self-contained HTML pages out of computed facts, in English and Chinese.
//!
//! A page is a template of `insight/templates/`, a table of [`Label`]s in both languages, and
//! facts that serialise. [`render`] puts them together; every value is escaped. In templates,
//! `lang` is the language of the page, `t` its labels, `facts` the facts; the filters and tests
//! are documented at [`render`].

pub mod chart;
mod filters;
mod label;
pub mod mark;
mod number;
mod render;

pub use label::Label;
pub(crate) use label::word;
pub use number::{count, day, decimal, month, percent};
pub use render::{ViewError, render};
