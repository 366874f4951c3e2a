//! Strict TOML: a table of keys is at once the check and the documentation.

use std::ops::Range;

use masthead_text::{Finding, Place};
use serde::de::DeserializeOwned;

/// A key of a TOML file.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The name as written.
    pub name: &'static str,
    /// What may stand there.
    pub shape: Shape,
    /// Whether it may be left out.
    pub need: Need,
    /// What it is for: one or two sentences for the generated reference.
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
    /// A list of values of one shape.
    List(&'static Shape),
    /// A table with these keys.
    Table(&'static [Key]),
    /// One or more tables with these keys, `[[name]]`.
    Tables(&'static [Key]),
    /// A table of names of the user's own, all with values of one shape.
    Map(&'static Shape),
    /// Anything; belongs to another program.
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

/// A TOML text that has been checked.
#[derive(Debug)]
pub struct Checked<'s> {
    /// Every problem, in the order of the text.
    pub findings: Vec<Finding>,
    path: &'s str,
    source: &'s str,
    range: Range<usize>,
}

/// Checks the bytes `range` of `source`, the text of the file at `path`, against `keys`.
#[must_use]
pub fn check<'s>(
    path: &'s str,
    source: &'s str,
    range: Range<usize>,
    keys: &'static [Key],
) -> Checked<'s> {
    let _ = keys;
    Checked {
        findings: Vec::new(),
        path,
        source,
        range,
    }
}

impl Checked<'_> {
    /// The values as a Rust type, `None` if a problem that was found prevents it.
    #[must_use]
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        toml::from_str(self.source.get(self.range.clone())?).ok()
    }

    /// Where the value at `steps` stands, or the nearest table around it that exists.
    /// A step into a list is its position, counted from 0: `["extra", "results", "1", "source"]`.
    #[must_use]
    pub fn place(&self, steps: &[&str]) -> Place {
        let _ = steps;
        Place::at(self.path, self.source, self.range.clone())
    }
}
