//! Strict TOML: a table of keys is at once the check and the documentation.
//!
//! [`check`] finds every problem of a text: what is no TOML, unknown keys (with the key that
//! was meant, or the table it belongs in), values of the wrong shape, missing keys, empty
//! values and questions left open. It knows nothing of content; settings use it too.

mod check;
mod complaint;
mod document;
mod manual;
mod shape;
mod syntax;
mod table;

use masthead_text::Language;

pub use check::check;
pub use document::Checked;
pub use manual::manual;

/// A key of a TOML file.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The name as written.
    pub name: &'static str,
    /// What may stand there.
    pub shape: Shape,
    /// Whether it may be left out.
    pub need: Need,
    /// What it is for: one or two sentences, shown when the key is missing and in the manual.
    pub doc: &'static str,
}

/// What may stand as the value of a key.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Text that is not empty.
    Text,
    /// An absolute `http` or `https` address.
    Address,
    /// A whole number, 0 or more.
    Integer,
    /// Any number.
    Decimal,
    /// A number, 0 or more.
    Amount,
    /// `true` or `false`.
    Flag,
    /// A day, written without quotes.
    Day,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One or more values of one shape, in brackets.
    List(&'static Shape),
    /// A table with these keys, `[name]`.
    Table(&'static [Key]),
    /// One or more tables with these keys, `[[name]]`.
    Tables(&'static [Key]),
    /// A table of names of the user's own, all with values of one shape.
    Map(&'static Shape),
    /// Anything; another program reads it.
    Free,
}

/// Whether a key may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Must be there.
    Required,
    /// May be left out.
    Optional,
}

/// How an open question begins, in English and in Chinese; what follows says what to write.
pub const OPEN: [&str; 2] = ["FILL IN", "待填"];

/// How an open question begins in `language`.
#[must_use]
pub const fn marker(language: Language) -> &'static str {
    match language {
        Language::English => OPEN[0],
        Language::Chinese => OPEN[1],
    }
}

/// Whether `text` is a question that `new` left open.
#[must_use]
pub fn is_open(text: &str) -> bool {
    OPEN.iter().any(|open| text.trim_start().starts_with(open))
}

#[cfg(test)]
mod tests;
