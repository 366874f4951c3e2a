//! The names of tables, and the table that a misplaced key belongs in.

use toml::de::DeValue;

use super::{Key, Shape};

/// The name of a table as in its header.
#[derive(Debug, Default, Clone)]
pub(super) struct Name {
    /// Dotted path; empty for the top level.
    pub(super) path: String,
    /// Whether it is one of several tables, `[[path]]`.
    pub(super) listed: bool,
}

impl Name {
    /// The dotted path of `key` in this table.
    pub(super) fn key(&self, key: &str) -> String {
        join(&self.path, key)
    }

    /// Where a key of this table stands, in words.
    pub(super) fn shown(&self) -> String {
        match (self.path.is_empty(), self.listed) {
            (true, _) => "at the top level".into(),
            (false, false) => format!("in [{}]", self.path),
            (false, true) => format!("in [[{}]]", self.path),
        }
    }
}

/// The table, other than `not`, that a key called `word` belongs in.
pub(super) fn home(keys: &[Key], word: &str, not: &str) -> Option<Name> {
    let tables = std::iter::once((Name::default(), keys)).chain(below(keys, ""));
    tables
        .filter(|(name, _)| name.path != not)
        .find(|(_, keys)| keys.iter().any(|key| key.name == word))
        .map(|(name, _)| name)
}

/// The advice to move the key `word` to `home`.
pub(super) fn moved(home: &Name, word: &str, value: &DeValue<'_>) -> String {
    match value {
        DeValue::Table(_) => format!("write [{}]", home.key(word)),
        DeValue::Array(list) if list.iter().any(|value| value.get_ref().is_table()) => {
            format!("write [[{}]]", home.key(word))
        }
        _ if home.path.is_empty() => "it belongs at the top: move it above the first table".into(),
        _ => format!("it belongs {}: move it below that line", home.shown()),
    }
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
        let path = join(path, key.name);
        let deeper = below(inner, &path);
        tables.push((Name { path, listed }, inner));
        tables.extend(deeper);
    }
    tables
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}
