//! JSON-LD: what a page says of itself for machines.

use html5ever::local_name;
use jiff::civil::Date;
use scraper::ElementRef;
use serde_json::{Map, Value};

use crate::attribute;
use crate::facts::Syntax;
use crate::fold::fold;
use crate::left::{Left, Room};
use crate::{Structured, day};

/// Types of schema.org that are told, not offered: articles and threads.
const STORIES: &[&str] = &[
    "Article", "Posting", "BlogPost", "Report", "QAPage", "Recipe",
];

/// Types whose name is that of the site.
const SITES: &[&str] = &[
    "Organization",
    "WebSite",
    "Corporation",
    "NewsMediaOrganization",
];

/// Bytes of all blocks of a page, and those that each takes beside its text. As a value it takes
/// up to a hundred times as many.
const ROOM: usize = 1_000_000;
const EACH: usize = 100;

/// Authors of a page.
const AUTHORS: usize = 100;

/// The blocks of a page, and what they say.
#[derive(Debug, Default)]
pub(crate) struct Linked {
    pub(crate) blocks: Vec<Structured>,
    pub(crate) published: Option<Date>,
    pub(crate) created: Option<Date>,
    pub(crate) updated: Option<Date>,
    pub(crate) authors: Vec<String>,
    /// Headlines of articles and names of products.
    pub(crate) headlines: Vec<String>,
    /// Names of the site and of who publishes it.
    pub(crate) sites: Vec<String>,
    /// Whether the page is said to be an article or a thread.
    pub(crate) story: bool,
    /// Whether there is more.
    pub(crate) left: Option<Left>,
}

/// Reads every `<script type="application/ld+json">` among the scripts.
pub(crate) fn linked(scripts: &[ElementRef<'_>]) -> Linked {
    let mut linked = Linked::default();
    let mut room = Room::of(ROOM);
    let scripts = scripts.iter().filter(|element| {
        let kind = attribute::value(element.value(), &local_name!("type"));
        kind.is_some_and(json_ld)
    });
    for script in scripts {
        let source: String = script.text().collect();
        if !room.takes(source.len() + EACH) {
            linked.left = Some(Left::Structured);
            break;
        }
        let value = serde_json::from_str::<Value>(&source);
        let error = value.as_ref().err().map(ToString::to_string);
        if let Some(value) = value.ok().or_else(|| mended(&source)) {
            linked.value(&value);
        }
        linked.blocks.push(Structured {
            syntax: Syntax::JsonLd,
            source,
            error,
        });
    }
    linked
}

/// The value of a block with what page makers leave in it: line ends in texts, comment marks
/// around it, a semicolon or comma behind it.
pub(crate) fn mended(source: &str) -> Option<Value> {
    let spaced = source.replace(|c: char| c.is_control(), " ");
    let start = spaced.find(['{', '['])?;
    let end = spaced.rfind(['}', ']'])?;
    serde_json::from_str(spaced.get(start..=end)?).ok()
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
        self.created = self.created.or_else(|| {
            ["dateCreated", "uploadDate", "datePosted"]
                .into_iter()
                .find_map(at)
        });
        self.updated = self.updated.or_else(|| at("dateModified"));
        if self.authors.is_empty() {
            let said = ["author", "creator"]
                .into_iter()
                .find_map(|key| object.get(key));
            self.authors = said.map(names).unwrap_or_default();
            self.authors.truncate(AUTHORS);
        }
        let kinds = object.get("@type").map(names).unwrap_or_default();
        let is = |table: &[&str]| {
            kinds
                .iter()
                .any(|kind| table.iter().any(|name| kind.ends_with(name)))
        };
        let named = |key: &str| object.get(key).map(names).unwrap_or_default();
        self.story |= is(STORIES);
        if is(STORIES) || is(&["Product"]) {
            self.headlines
                .extend(named("headline").into_iter().chain(named("name")));
        }
        if is(SITES) {
            self.sites
                .extend(named("name").into_iter().chain(named("alternateName")));
        }
        self.sites.extend(named("publisher"));
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
            ("{\"author\": \"Lin\nLan\"};", &["Lin Lan"]),
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
        let long = format!("[{}0]", "{\"a\": 0},".repeat(120_000));
        let facts = read(&long);
        assert!(facts.structured.is_empty());
        assert_eq!(facts.problems, [super::Left::Structured.sentence()]);
        let deep = "[".repeat(100_000);
        assert!(read(&deep).structured[0].error.is_some());
    }
}
