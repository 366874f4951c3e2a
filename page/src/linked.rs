//! JSON-LD: what a page says of itself for machines.

use jiff::civil::Date;
use scraper::Html;
use serde_json::{Map, Value};

use crate::block::fold;
use crate::{Structured, day};

/// The blocks of a page, and what they say.
#[derive(Debug, Default)]
pub(crate) struct Linked {
    pub(crate) blocks: Vec<Structured>,
    pub(crate) published: Option<Date>,
    pub(crate) updated: Option<Date>,
    pub(crate) authors: Vec<String>,
}

/// Reads every `<script type="application/ld+json">`.
pub(crate) fn linked(html: &Html) -> Linked {
    let mut linked = Linked::default();
    let scripts = html
        .root_element()
        .descendent_elements()
        .filter(|element| element.value().name() == "script")
        .filter(|element| element.attr("type").is_some_and(json_ld));
    for script in scripts {
        let source: String = script.text().collect();
        let value = serde_json::from_str::<Value>(&source);
        linked.blocks.push(Structured {
            error: value.as_ref().err().map(ToString::to_string),
            source,
        });
        if let Ok(value) = value {
            linked.value(&value);
        }
    }
    linked
}

fn json_ld(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/ld+json")
}

impl Linked {
    /// Takes what a value says: the first object with a day of publication is the page; what
    /// it is part of or lists is not. The depth is bounded by the JSON parser (128).
    fn value(&mut self, value: &Value) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.value(value)),
            Value::Object(object) => {
                self.object(object);
                for key in ["@graph", "mainEntity"] {
                    object
                        .get(key)
                        .into_iter()
                        .for_each(|value| self.value(value));
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, object: &Map<String, Value>) {
        let at = |key: &str| object.get(key).and_then(Value::as_str).and_then(day);
        self.published = self.published.or_else(|| at("datePublished"));
        self.updated = self.updated.or_else(|| at("dateModified"));
        if self.authors.is_empty() {
            self.authors = object.get("author").map(names).unwrap_or_default();
        }
    }
}

/// The names of an author: text, an object with a name, or a list of these.
fn names(author: &Value) -> Vec<String> {
    match author {
        Value::String(name) => vec![fold(name)],
        Value::Array(authors) => authors.iter().flat_map(names).collect(),
        Value::Object(author) => author.get("name").map(names).unwrap_or_default(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::PageFacts;

    fn read(json: &str) -> PageFacts {
        let html = format!("<script type='Application/LD+JSON; charset=utf-8'>{json}</script>");
        crate::read(html.as_bytes(), None, None)
    }

    #[test]
    fn authors_come_in_many_forms() {
        for (json, expected) in [
            (r#"{"author": "何雯"}"#, &["何雯"][..]),
            (
                r#"{"author": {"@type": "Person", "name": "Lin  Lan"}}"#,
                &["Lin Lan"],
            ),
            (
                r#"[{"author": [{"name": "林岚"}, {"name": ["周牧", "周牧"]}]}]"#,
                &["林岚", "周牧"],
            ),
            (
                r#"{"@graph": [{"mainEntity": {"author": "He Wen"}}]}"#,
                &["He Wen"],
            ),
            (r#"{"author": "https://www.arvenna.example/lin"}"#, &[]),
            (r#"{"author": 7}"#, &[]),
        ] {
            assert_eq!(read(json).authors, expected, "{json}");
        }
    }

    #[test]
    fn a_broken_block_is_kept_with_its_error() {
        let facts = read("{\"headline\": \"岚目的\"好\"相机\"}");
        assert_eq!(facts.structured.len(), 1);
        assert!(facts.structured[0].source.contains("岚目"));
        assert!(facts.structured[0].error.is_some());
        let deep = "[".repeat(100_000);
        assert!(read(&deep).structured[0].error.is_some());
    }
}
