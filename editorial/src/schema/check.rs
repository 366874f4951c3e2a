//! Walks a TOML text along its table of keys and gathers every problem.

use std::ops::Range;

use masthead_text::{Finding, Severity, nearest};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Checked, Key, Need, Shape, is_open, shape, syntax};
use crate::rules::{self, Rule};

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
    let findings = errors
        .iter()
        .map(|error| syntax::finding(&checked, error))
        .collect();
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

/// The name of a table as in its header.
#[derive(Debug, Default, Clone)]
struct Name {
    /// Dotted path; empty for the top level.
    path: String,
    /// Whether it is one of several tables, `[[path]]`.
    listed: bool,
}

impl Name {
    fn key(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    fn shown(&self) -> String {
        match (self.path.is_empty(), self.listed) {
            (true, _) => "at the top level".into(),
            (false, false) => format!("in [{}]", self.path),
            (false, true) => format!("in [[{}]]", self.path),
        }
    }
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
            match keys.iter().find(|key| key.name == written.get_ref()) {
                Some(key) => self.value(&name.key(key.name), value, &key.shape),
                None => self.unknown(name, written, value, keys),
            }
        }
        if !self.broken.is_empty() {
            return;
        }
        for key in keys.iter().filter(|key| key.need == Need::Required) {
            if !table.contains_key(key.name) {
                self.missing(name, key, span.as_ref());
            }
        }
    }

    fn value(&mut self, name: &str, value: &Spanned<DeValue<'_>>, shape: &Shape) {
        match (shape, value.get_ref()) {
            (Shape::Free, _) => {}
            (_, DeValue::String(text)) if is_open(text) => self.open(value.span(), name, text),
            (_, DeValue::String(text)) if text.trim().is_empty() => {
                let example = format!("write {}", shape::example(name, shape, None));
                self.add(
                    &rules::EMPTY_VALUE,
                    value.span(),
                    format!("“{name}” is empty"),
                    example,
                );
            }
            (Shape::Table(keys), DeValue::Table(table)) => {
                let name = Name {
                    path: name.to_owned(),
                    listed: false,
                };
                self.table(&name, table, keys, Some(value.span()));
            }
            (Shape::Map(of), DeValue::Table(table)) => {
                for (key, value) in table {
                    self.value(&format!("{name}.{}", key.get_ref()), value, of);
                }
            }
            (Shape::List(_) | Shape::Tables(_), DeValue::Array(list)) if list.is_empty() => {
                let example = format!("write {}", shape::example(name, shape, None));
                self.add(
                    &rules::EMPTY_VALUE,
                    value.span(),
                    format!("“{name}” is empty"),
                    example,
                );
            }
            (Shape::List(of), DeValue::Array(list)) => {
                list.iter().for_each(|value| self.value(name, value, of));
            }
            (Shape::Tables(keys), DeValue::Array(list)) => {
                list.iter().for_each(|value| self.listed(name, value, keys));
            }
            (shape, found) if shape::fits(shape, found) => {}
            (shape, found) => self.misfit(name, value.span(), shape, found),
        }
    }

    /// One of several tables.
    fn listed(&mut self, name: &str, value: &Spanned<DeValue<'_>>, keys: &'static [Key]) {
        match value.get_ref() {
            DeValue::Table(table) => {
                let name = Name {
                    path: name.to_owned(),
                    listed: true,
                };
                self.table(&name, table, keys, Some(value.span()));
            }
            found => self.misfit(name, value.span(), &Shape::Tables(keys), found),
        }
    }

    fn open(&mut self, span: Range<usize>, name: &str, text: &str) {
        let message = format!("“{name}” is still to be filled in");
        let asked = text
            .split_once([':', '：'])
            .map_or("", |(_, asked)| asked.trim());
        let help = if asked.is_empty() {
            "write what it asks for".to_owned()
        } else {
            asked.to_owned()
        };
        self.add(&rules::UNFILLED, span, message, help);
    }

    fn misfit(&mut self, name: &str, span: Range<usize>, shape: &Shape, found: &DeValue<'_>) {
        if let (Shape::Word(known), DeValue::String(text)) = (shape, found) {
            let help = match nearest(text, known.iter().copied()) {
                Some(meant) => format!("did you mean “{meant}”?"),
                None => format!("write one of: {}", known.join(", ")),
            };
            let message = format!("“{name}” does not know the word “{text}”");
            return self.add(&rules::WRONG_SHAPE, span, message, help);
        }
        let what = match (shape, found) {
            (Shape::Address, DeValue::String(text)) => format!("“{text}”"),
            (Shape::Integer | Shape::Amount, DeValue::Integer(number)) => number.to_string(),
            (Shape::Integer | Shape::Amount, DeValue::Float(number)) => number.to_string(),
            _ => shape::found(found).to_owned(),
        };
        let message = format!(
            "“{name}” must be {}, but here is {what}",
            shape::words(shape)
        );
        let help = format!("write {}", shape::example(name, shape, Some(found)));
        self.add(&rules::WRONG_SHAPE, span, message, help);
    }

    fn unknown(
        &mut self,
        name: &Name,
        written: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
        keys: &[Key],
    ) {
        let word = written.get_ref().as_ref();
        let names = keys.iter().map(|key| key.name);
        let help = match (
            home(self.keys, word, &name.path),
            nearest(word, names.clone()),
        ) {
            (Some(home), _) => moved(&home, word, value.get_ref()),
            (None, Some(meant)) => format!("did you mean “{meant}”?"),
            (None, None) => {
                let known = names.collect::<Vec<_>>().join(", ");
                format!("remove it; what may stand here: {known}")
            }
        };
        let message = format!("the key “{word}” is unknown {}", name.shown());
        self.add(&rules::UNKNOWN_KEY, written.span(), message, help);
    }

    fn missing(&mut self, name: &Name, key: &Key, span: Option<&Range<usize>>) {
        let full = name.key(key.name);
        let message = match key.shape {
            Shape::Table(_) | Shape::Map(_) => format!("the table [{full}] is missing"),
            Shape::Tables(_) => format!("the tables [[{full}]] are missing"),
            _ => format!("the key “{}” is missing {}", key.name, name.shown()),
        };
        let example = shape::example(&full, &key.shape, None);
        let help = format!("add {example}: {}", shape::phrase(key.doc));
        let range = span.map_or(self.document.head.clone(), |span| self.document.shift(span));
        let found = rules::MISSING_KEY.at(self.document.mark(range), message);
        self.findings.push(found.help(help));
    }

    fn add(&mut self, rule: &Rule, span: Range<usize>, message: String, help: String) {
        let touches = |part: &Range<usize>| part.start <= span.end && span.start <= part.end;
        if self.broken.iter().any(touches) {
            return;
        }
        let place = self.document.mark(self.document.shift(&span));
        self.findings.push(rule.at(place, message).help(help));
    }
}

/// The table, other than `not`, that a key called `word` belongs in.
fn home(keys: &[Key], word: &str, not: &str) -> Option<Name> {
    let top = Name::default();
    let tables = std::iter::once((top, keys)).chain(below(keys, ""));
    tables
        .filter(|(name, _)| name.path != not)
        .find(|(_, keys)| keys.iter().any(|key| key.name == word))
        .map(|(name, _)| name)
}

/// All tables below `keys`, outer ones first.
fn below(keys: &[Key], path: &str) -> Vec<(Name, &'static [Key])> {
    let mut tables = Vec::new();
    for key in keys {
        let (inner, listed) = match key.shape {
            Shape::Table(inner) => (inner, false),
            Shape::Tables(inner) => (inner, true),
            _ => continue,
        };
        let path = if path.is_empty() {
            key.name.to_owned()
        } else {
            format!("{path}.{}", key.name)
        };
        let deeper = below(inner, &path);
        tables.push((Name { path, listed }, inner));
        tables.extend(deeper);
    }
    tables
}

/// The advice to move the key `word` to `home`.
fn moved(home: &Name, word: &str, value: &DeValue<'_>) -> String {
    match value {
        DeValue::Table(_) => format!("write [{}]", home.key(word)),
        DeValue::Array(list) if list.iter().any(|value| value.get_ref().is_table()) => {
            format!("write [[{}]]", home.key(word))
        }
        _ if home.path.is_empty() => "it belongs at the top: move it above the first table".into(),
        _ => format!("it belongs {0}: move it below that line", home.shown()),
    }
}
