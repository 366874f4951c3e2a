//! Microdata and RDFa in the form of JSON-LD, so that whoever reads one reads all three.

use html5ever::{LocalName, local_name};
use scraper::ElementRef;
use serde_json::{Map, Value, json};

use crate::Structured;
use crate::attribute;
use crate::facts::Syntax;
use crate::head;

/// Items of a page at most, properties of an item, and items within items.
const ITEMS: usize = 100;
const PROPERTIES: usize = 200;
const DEPTH: usize = 8;

/// Characters of a value at most.
const LONG: usize = 2_000;

/// The names that the two syntaxes have for the same.
struct Words {
    syntax: Syntax,
    scope: LocalName,
    kind: LocalName,
    property: LocalName,
}

fn syntaxes() -> [Words; 2] {
    [
        Words {
            syntax: Syntax::Microdata,
            scope: local_name!("itemscope"),
            kind: local_name!("itemtype"),
            property: local_name!("itemprop"),
        },
        Words {
            syntax: Syntax::Rdfa,
            scope: LocalName::from("typeof"),
            kind: LocalName::from("typeof"),
            property: local_name!("property"),
        },
    ]
}

/// The outermost items among the elements with `itemscope` or `typeof`.
pub(crate) fn items(elements: &[ElementRef<'_>]) -> Vec<Structured> {
    let mut found = Vec::new();
    for words in &syntaxes() {
        let outer = elements
            .iter()
            .filter(|element| attribute::has(element.value(), &words.scope))
            .filter(|element| !attribute::has(element.value(), &words.property))
            .take(ITEMS);
        for element in outer {
            let mut budget = PROPERTIES;
            let value = item(*element, words, DEPTH, &mut budget);
            if value.as_object().is_some_and(|item| item.len() > 1) {
                found.push(Structured {
                    syntax: words.syntax,
                    source: value.to_string(),
                    error: None,
                });
            }
        }
    }
    found
}

/// An item with its properties.
fn item(element: ElementRef<'_>, words: &Words, depth: usize, budget: &mut usize) -> Value {
    let mut item = Map::new();
    let kinds: Vec<Value> = attribute::value(element.value(), &words.kind)
        .unwrap_or_default()
        .split_whitespace()
        .map(|kind| json!(short(kind)))
        .collect();
    item.insert("@type".to_owned(), one_or_many(kinds));
    properties(element, words, depth, budget, &mut item);
    Value::Object(item)
}

/// Takes the properties within an element, down to the next item.
fn properties(
    element: ElementRef<'_>,
    words: &Words,
    depth: usize,
    budget: &mut usize,
    item: &mut Map<String, Value>,
) {
    // A walk without recursion: pages nest deeper than items do.
    let mut open: Vec<ElementRef<'_>> = children(element);
    while let Some(part) = open.pop() {
        if *budget == 0 {
            return;
        }
        let scope = attribute::has(part.value(), &words.scope);
        if let Some(names) = attribute::value(part.value(), &words.property) {
            *budget -= 1;
            let value = match scope && depth > 0 {
                true => self::item(part, words, depth - 1, budget),
                false => json!(value(part)),
            };
            for name in names.split_whitespace().map(short) {
                add(item, name, &value);
            }
        }
        if !scope {
            open.extend(children(part));
        }
    }
}

/// The child elements, last first.
fn children<'a>(element: ElementRef<'a>) -> Vec<ElementRef<'a>> {
    let mut children: Vec<_> = element.child_elements().collect();
    children.reverse();
    children
}

/// One value stands alone, several in a list.
fn add(item: &mut Map<String, Value>, name: &str, value: &Value) {
    match item.get_mut(name) {
        Some(Value::Array(values)) => values.push(value.clone()),
        Some(first) => *first = json!([first.clone(), value]),
        None => {
            item.insert(name.to_owned(), value.clone());
        }
    }
}

fn one_or_many(mut values: Vec<Value>) -> Value {
    match values.len() {
        1 => values.remove(0),
        _ => Value::Array(values),
    }
}

/// The value of a property: of the attribute that carries it, else the text.
fn value(element: ElementRef<'_>) -> String {
    let carrier = match element.value().name() {
        "a" | "area" | "link" => local_name!("href"),
        "img" | "audio" | "video" | "source" | "iframe" | "embed" | "track" => local_name!("src"),
        "time" => local_name!("datetime"),
        "data" | "meter" => local_name!("value"),
        "object" => local_name!("data"),
        _ => local_name!("content"),
    };
    let said = head::attr(element, &local_name!("content"));
    let said = said.or_else(|| head::attr(element, &carrier));
    let value = said.unwrap_or_else(|| head::start(element, LONG));
    value.chars().take(LONG).collect()
}

/// A name of schema.org without the address of schema.org or its prefix.
fn short(name: &str) -> &str {
    let name = name.trim_end_matches('/');
    ["https://schema.org/", "http://schema.org/", "schema:"]
        .into_iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> Vec<(Syntax, Value)> {
        let facts = crate::read(html.as_bytes(), None, None);
        facts
            .structured
            .iter()
            .map(|block| (block.syntax, block.value().unwrap()))
            .collect()
    }

    #[test]
    fn three_syntaxes_say_the_same() {
        let expected = json!({
            "@type": "Product",
            "name": "LS8 线扫描相机",
            "image": ["/a.jpg", "/b.jpg"],
            "offers": {"@type": "Offer", "price": "2900"},
        });
        let json_ld = format!("<script type=application/ld+json>{expected}</script>");
        let microdata = "<div itemscope itemtype=https://schema.org/Product><h1 itemprop=name>LS8 线扫描相机</h1>\
            <img itemprop=image src=/a.jpg><p><img itemprop=image src=/b.jpg></p>\
            <div itemprop=offers itemscope itemtype=http://schema.org/Offer><meta itemprop=price content=2900></div></div>";
        let rdfa = "<div vocab=https://schema.org/ typeof=Product><h1 property=name>LS8 线扫描相机</h1>\
            <img property=schema:image src=/a.jpg><img property=image src=/b.jpg>\
            <div property=offers typeof=Offer><b property=price content=2900>￥2,900</b></div></div>";
        for (html, syntax) in [
            (&*json_ld, Syntax::JsonLd),
            (microdata, Syntax::Microdata),
            (rdfa, Syntax::Rdfa),
        ] {
            assert_eq!(of(html), [(syntax, expected.clone())], "{html}");
        }
    }

    #[test]
    fn what_nests_without_end_is_bounded() {
        let deep = "<div itemscope itemprop=x>".repeat(400);
        assert!(of(&format!("<div itemscope>{deep}")).len() <= 1);
        let wide = "<div itemscope><b itemprop=y>1</b></div>".repeat(1_000);
        assert_eq!(of(&wide).len(), ITEMS);
    }
}
