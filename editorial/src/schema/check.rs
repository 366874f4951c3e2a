//! Walks a TOML text along its table of keys and gathers every problem.

use std::ops::Range;

use masthead_text::{Finding, Severity};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::complaint::{self, Complaint, Part, Spot};
use super::table::Name;
use super::{Checked, Key, Need, OPEN, Shape, is_open, shape, syntax};

/// Checks the TOML in the bytes `range` of `source`, the text of the file at `path`, against
/// `keys`. What concerns the whole, such as a missing key, is reported at the line before.
///
/// Where the syntax is broken, what cannot be trusted for it is not checked further: the line,
/// and all that follows where a table, a list or a long text begins there. Nothing is called
/// missing then.
#[must_use]
pub fn check<'s>(path: &'s str, source: &'s str, range: Range<usize>, keys: &[Key]) -> Checked<'s> {
    let text = source.get(range.clone()).unwrap_or_default();
    let (mended, errors) = syntax::mend(text);
    let mut checked = Checked {
        findings: Vec::new(),
        path,
        source,
        start: range.start,
        head: head(source, range.start),
        root: DeTable::parse_recoverable(text).0.into_inner(),
        whole: errors.is_empty(),
        sound: true,
    };
    let findings = syntax::findings(&checked, text, &errors);
    let broken = syntax::broken(text, &errors);
    let mut walk = Walk {
        document: &checked,
        keys,
        broken,
        findings,
    };
    let (root, _) = DeTable::parse_recoverable(&mended);
    walk.table(&Name::default(), root.get_ref(), keys, None);
    let mut findings = walk.findings;
    masthead_text::sort_findings(&mut findings);
    checked.sound = findings
        .iter()
        .all(|found| found.severity != Severity::Error);
    checked.findings = findings;
    checked
}

/// The line before byte `start`, without its end; empty at the beginning of the file.
fn head(source: &str, start: usize) -> Range<usize> {
    let before = source.get(..start).unwrap_or_default().trim_end();
    before.rfind('\n').map_or(0, |end| end + 1)..before.len()
}

struct Walk<'a, 's> {
    document: &'a Checked<'s>,
    /// The keys of the top level, to tell where a misplaced key belongs.
    keys: &'a [Key],
    /// The parts of the TOML that are not understood.
    broken: Vec<Range<usize>>,
    findings: Vec<Finding>,
}

impl Walk<'_, '_> {
    /// Checks a table whose header stands at `span`, the whole document without.
    fn table(
        &mut self,
        name: &Name,
        table: &DeTable<'_>,
        keys: &[Key],
        span: Option<Range<usize>>,
    ) {
        for (written, value) in table {
            let word = written.get_ref().as_ref();
            match keys.iter().find(|key| key.name == word) {
                // What the parser puts in place of a value that it does not understand has no
                // place of its own; the complaint about the syntax is enough.
                Some(_) if self.is_broken(&written.span()) => {}
                Some(key) => self.value(&spot(name.key(word)), value, &key.shape),
                None => {
                    let found = complaint::unknown(name, word, value.get_ref(), keys, self.keys);
                    self.add(written.span(), found);
                }
            }
        }
        let needed = keys.iter().filter(|key| key.need == Need::Required);
        for key in needed.filter(|key| !table.contains_key(key.name)) {
            self.missing(name, key, span.as_ref());
        }
    }

    fn value(&mut self, spot: &Spot, value: &Spanned<DeValue<'_>>, shape: &Shape) {
        match (shape, value.get_ref()) {
            (Shape::Free, _) => {}
            (_, DeValue::String(text)) if is_open(text) => {
                self.add(self.opening(value.span()), complaint::open(spot));
            }
            (_, DeValue::String(text)) if text.trim().is_empty() => {
                self.add(value.span(), complaint::empty(spot, shape));
            }
            (Shape::Table(keys), DeValue::Table(table)) => {
                let name = Name {
                    path: spot.name.clone(),
                    listed: false,
                };
                self.table(&name, table, keys, Some(value.span()));
            }
            (Shape::Map { name, value }, DeValue::Table(table)) => {
                table.iter().for_each(|(key, held)| {
                    self.named(spot, key, name);
                    let spot = self::spot(format!("{}.{}", spot.name, key.get_ref()));
                    self.value(&spot, held, value);
                });
            }
            (Shape::List(_) | Shape::Tables(_), DeValue::Array(list)) if list.is_empty() => {
                self.add(value.span(), complaint::empty(spot, shape));
            }
            (Shape::List(of), DeValue::Array(list)) => {
                let spot = part(spot, Part::Element);
                list.iter().for_each(|value| self.value(&spot, value, of));
            }
            (Shape::Tables(keys), DeValue::Array(list)) => {
                list.iter().for_each(|value| self.listed(spot, value, keys));
            }
            (shape, found) if shape::fits(shape, found) => {}
            (shape, found) => self.add(value.span(), complaint::misfit(spot, shape, found)),
        }
    }

    /// A name of the user's own in the table at `spot`.
    fn named(&mut self, spot: &Spot, name: &Spanned<DeString<'_>>, shape: &Shape) {
        let text = Spanned::new(name.span(), DeValue::String(name.get_ref().clone()));
        self.value(&part(spot, Part::Name), &text, shape);
    }

    /// The part of an open question at `span` that says it is one.
    fn opening(&self, span: Range<usize>) -> Range<usize> {
        let text = self.document.source.get(self.document.shift(&span));
        let text = text.unwrap_or_default();
        let found = OPEN
            .iter()
            .find_map(|open| Some((text.find(open)?, open.len())));
        found.map_or(span.clone(), |(from, length)| {
            span.start + from..span.start + from + length
        })
    }

    /// One of several tables.
    fn listed(&mut self, spot: &Spot, value: &Spanned<DeValue<'_>>, keys: &'static [Key]) {
        match value.get_ref() {
            DeValue::Table(table) => {
                let name = Name {
                    path: spot.name.clone(),
                    listed: true,
                };
                self.table(&name, table, keys, Some(value.span()));
            }
            found => {
                self.add(
                    value.span(),
                    complaint::misfit(spot, &Shape::Tables(keys), found),
                );
            }
        }
    }

    /// Reports a missing key, unless it may stand in a part that is not understood.
    fn missing(&mut self, name: &Name, key: &Key, span: Option<&Range<usize>>) {
        if self.broken.is_empty() {
            let range = span.map_or(self.document.head.clone(), |span| self.document.shift(span));
            self.report(range, complaint::missing(name, key));
        }
    }

    /// Reports what is wrong at the bytes `span` of the TOML, unless they cannot be trusted.
    fn add(&mut self, span: Range<usize>, found: Complaint) {
        if !self.is_broken(&span) {
            self.report(self.document.shift(&span), found);
        }
    }

    fn is_broken(&self, span: &Range<usize>) -> bool {
        let touches = |part: &Range<usize>| part.start <= span.end && span.start <= part.end;
        self.broken.iter().any(touches)
    }

    fn report(&mut self, range: Range<usize>, found: Complaint) {
        let place = self.document.mark(range);
        let help = found.help;
        let found = found.rule.at(place, found.message);
        self.findings.push(Finding { help, ..found });
    }
}

/// The value of a key that is no list.
fn spot(name: String) -> Spot {
    Spot {
        name,
        part: Part::Whole,
    }
}

/// A part of the value at `spot`.
fn part(spot: &Spot, part: Part) -> Spot {
    Spot {
        name: spot.name.clone(),
        part,
    }
}
