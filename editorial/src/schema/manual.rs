//! The manual of a table of keys, written from the table itself.

use std::fmt::Write as _;

use super::{Key, Need, Shape, shape};

/// The keys as Markdown: one table of lines per TOML table, outer tables first.
#[must_use]
pub fn manual(keys: &[Key]) -> String {
    let mut out = String::new();
    write_table(&mut out, "", keys);
    out
}

fn write_table(out: &mut String, path: &str, keys: &[Key]) {
    out.push_str("| key | value | needed | what it is for |\n| --- | --- | --- | --- |\n");
    for key in keys {
        let need = if key.need == Need::Required {
            "yes"
        } else {
            "no"
        };
        let doc = key.doc.replace('|', "\\|");
        let words = shape::words(&key.shape);
        // Writing to a String cannot fail.
        let _ = writeln!(out, "| `{}` | {words} | {need} | {doc} |", key.name);
    }
    for key in keys {
        let name = if path.is_empty() {
            key.name.to_owned()
        } else {
            format!("{path}.{}", key.name)
        };
        let (header, inner) = match key.shape {
            Shape::Table(inner) => (format!("[{name}]"), inner),
            Shape::Tables(inner) => (format!("[[{name}]]"), inner),
            _ => continue,
        };
        let _ = writeln!(out, "\n`{header}`: {}\n", key.doc);
        write_table(out, &name, inner);
    }
}
