//! A checked TOML text: its values, and where each of them stands.

use std::ops::Range;

use jiff::civil::Date;
use masthead_text::{Finding, Place};
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::rules;

/// A TOML text that has been checked. The values of a broken text are there as far as they
/// could be understood.
#[derive(Debug)]
pub struct Checked<'s> {
    /// Every problem, in the order of the text.
    pub findings: Vec<Finding>,
    pub(super) path: &'s str,
    pub(super) source: &'s str,
    /// Where the TOML begins in `source`, in bytes.
    pub(super) start: usize,
    /// What is marked when the whole is meant.
    pub(super) head: Range<usize>,
    pub(super) root: DeTable<'s>,
    /// Whether the syntax is sound.
    pub(super) whole: bool,
    /// Whether nothing was found that keeps the values from being used.
    pub(super) sound: bool,
}

impl<'s> Checked<'s> {
    /// The values as a Rust type, or `None` where a problem prevents it. A problem that the
    /// check did not see, because its keys allow what the type does not, is added to `findings`.
    pub fn read<T: DeserializeOwned>(&self, findings: &mut Vec<Finding>) -> Option<T> {
        if !self.whole {
            return None;
        }
        let whole = Spanned::new(0..0, self.root.clone());
        match T::deserialize(toml::de::Deserializer::from(whole)) {
            Ok(value) => Some(value),
            Err(_) if !self.sound => None,
            Err(error) => {
                let span = error.span().map(|span| self.shift(&span));
                let place = self.mark(span.unwrap_or(self.head.clone()));
                findings.push(rules::WRONG_SHAPE.at(place, error.message()));
                None
            }
        }
    }

    /// Whether the syntax is sound; if not, values may lack although they are written.
    pub(crate) const fn is_whole(&self) -> bool {
        self.whole
    }

    /// Where the value at `steps` stands, or the innermost table around it that exists.
    ///
    /// A step into a list is its position from 0: `["extra", "results", "1", "source"]`.
    #[must_use]
    pub fn place(&self, steps: &[&str]) -> Place {
        let mut found = self.head.clone();
        let mut here: Option<&Spanned<DeValue<'s>>> = None;
        for step in steps {
            here = match here {
                None => self.root.get(*step),
                Some(value) => inside(value.get_ref(), step),
            };
            match here {
                Some(value) => found = self.shift(&value.span()),
                None => break,
            }
        }
        self.mark(found)
    }

    /// The text at `steps`, if it is one.
    pub(crate) fn text(&self, steps: &[&str]) -> Option<&str> {
        self.value(steps)?.as_str()
    }

    /// Whether the flag at `steps` is set.
    pub(crate) fn flag(&self, steps: &[&str]) -> bool {
        self.value(steps)
            .and_then(DeValue::as_bool)
            .unwrap_or(false)
    }

    /// The day at `steps`, if it is one.
    pub(crate) fn day(&self, steps: &[&str]) -> Option<Date> {
        self.value(steps)?.as_datetime()?.to_string().parse().ok()
    }

    /// The number at `steps`, if it is one.
    pub(crate) fn number(&self, steps: &[&str]) -> Option<f64> {
        super::shape::number(self.value(steps)?)
    }

    /// How many values the list at `steps` holds; 0 when it is no list.
    pub(crate) fn count(&self, steps: &[&str]) -> usize {
        self.value(steps)
            .and_then(DeValue::as_array)
            .map_or(0, |list| list.len())
    }

    /// The names in the table at `steps`, sorted.
    pub(crate) fn names(&self, steps: &[&str]) -> Vec<&str> {
        self.value(steps)
            .and_then(DeValue::as_table)
            .map(|table| table.keys().map(|key| key.get_ref().as_ref()).collect())
            .unwrap_or_default()
    }

    fn value(&self, steps: &[&str]) -> Option<&DeValue<'s>> {
        let (first, rest) = steps.split_first()?;
        let mut here = self.root.get(*first)?;
        for step in rest {
            here = inside(here.get_ref(), step)?;
        }
        Some(here.get_ref())
    }

    /// Bytes of the TOML as bytes of the file.
    pub(super) fn shift(&self, span: &Range<usize>) -> Range<usize> {
        self.start + span.start..self.start + span.end
    }

    /// Bytes of the file as a place.
    pub(super) fn mark(&self, range: Range<usize>) -> Place {
        Place::at(self.path, self.source, range)
    }
}

fn inside<'a, 's>(value: &'a DeValue<'s>, step: &str) -> Option<&'a Spanned<DeValue<'s>>> {
    match value {
        DeValue::Table(table) => table.get(step),
        DeValue::Array(list) => list.get(step.parse::<usize>().ok()?),
        _ => None,
    }
}
