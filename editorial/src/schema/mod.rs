//! Strict TOML: a table of keys is at once the check and the documentation.
//!
//! [`check`] finds every problem of a text: what is no TOML, unknown keys (with the key that
//! was meant, or the table it belongs in), values of the wrong shape, missing keys, empty
//! values and questions left open. It knows nothing of content; settings use it too.

mod check;
mod complaint;
mod document;
mod manual;
mod mean;
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
    /// The name of a host as addresses have it: lower case, no port, Chinese as `xn--`.
    Host,
    /// An IP address and a port.
    Socket,
    /// A currency by its ISO 4217 code: three capital letters.
    Currency,
    /// A whole number within bounds, both included.
    Count {
        /// The least.
        from: u32,
        /// The most; all numbers up to it fit every integer type of 32 bits or more.
        to: u32,
    },
    /// A number within bounds, both included.
    Number {
        /// The least.
        from: f64,
        /// The most.
        to: f64,
    },
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
    /// A table of names of the user's own.
    Map {
        /// The shape of each name, read as text.
        name: &'static Shape,
        /// The shape of each value.
        value: &'static Shape,
    },
    /// Anything; another program reads it.
    Free,
}

impl Shape {
    /// A whole number, 0 or more.
    pub const COUNT: Self = Self::Count {
        from: 0,
        to: 1_000_000_000,
    };

    /// Any number that people write; more digits would fill a page.
    pub const NUMBER: Self = Self::Number {
        from: -1e12,
        to: 1e12,
    };

    /// A table of any names, all with values of one shape.
    #[must_use]
    pub const fn map(value: &'static Self) -> Self {
        let name = &Self::Text;
        Self::Map { name, value }
    }
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
pub(crate) const OPEN: [&str; 2] = ["FILL IN", "待填"];

/// How an open question begins in `language`.
pub(crate) const fn marker(language: Language) -> &'static str {
    match language {
        Language::English => OPEN[0],
        Language::Chinese => OPEN[1],
    }
}

/// Whether `text` is a question that `new` left open.
pub(crate) fn is_open(text: &str) -> bool {
    OPEN.iter().any(|open| text.trim_start().starts_with(open))
}

#[cfg(test)]
mod tests;
