//! Microdata and RDFa in the form of JSON-LD, so that whoever reads one reads all three.

use html5ever::{LocalName, local_name};
use scraper::ElementRef;
use serde_json::{Map, Value, json};

use crate::Structured;
use crate::attribute;
use crate::facts::Syntax;
use crate::head;
use crate::left::{Left, Room};

/// Items of a page at most, properties of an item, and items within items.
const ITEMS: usize = 100;
const PROPERTIES: usize = 200;
const DEPTH: usize = 8;

/// Characters of a value at most.
const LONG: usize = 2_000;

/// Bytes of all items of a page, and those that each value takes beside its text.
const ROOM: usize = 1_000_000;
const EACH: usize = 100;

/// What may still be taken: properties of the item at hand, bytes of all items.
struct Budget {
    properties: usize,
    room: Room,
}

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

/// The outermost items among the elements with `itemscope` or `typeof`, and what was left out.
pub(crate) fn items(elements: &[ElementRef<'_>]) -> (Vec<Structured>, Option<Left>) {
    let mut found = Vec::new();
    let mut budget = Budget {
        properties: 0,
        room: Room::of(ROOM),
    };
    for words in &syntaxes() {
        let outer = elements
            .iter()
            .filter(|element| attribute::has(element.value(), &words.scope))
            .filter(|element| !attribute::has(element.value(), &words.property))
            .take(ITEMS);
        for element in outer {
            budget.properties = PROPERTIES;
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
    (found, budget.room.full().then_some(Left::Structured))
}

/// An item with its properties.
fn item(element: ElementRef<'_>, words: &Words, depth: usize, budget: &mut Budget) -> Value {
    let mut item = Map::new();
    let kinds: Vec<Value> = attribute::value(element.value(), &words.kind)
        .unwrap_or_default()
        .split_whitespace()
        .take_while(|kind| budget.room.takes(kind.len() + EACH))
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
    budget: &mut Budget,
    item: &mut Map<String, Value>,
) {
    // A walk without recursion: pages nest deeper than items do.
    let mut open: Vec<ElementRef<'_>> = children(element);
    while let Some(part) = open.pop() {
        if budget.properties == 0 {
            return;
        }
        let scope = attribute::has(part.value(), &words.scope);
        if let Some(names) = attribute::value(part.value(), &words.property) {
            budget.properties -= 1;
            let value = match scope && depth > 0 {
                true => self::item(part, words, depth - 1, budget),
                false => json!(value(part)),
            };
            for name in names.split_whitespace().map(short) {
                if !budget.room.takes(name.len() + size(&value)) {
                    return;
                }
                add(item, name, &value);
            }
        }
        if !scope {
            open.extend(children(part));
        }
    }
}

/// About how many bytes a value takes.
fn size(value: &Value) -> usize {
    EACH + match value {
        Value::String(text) => text.len(),
        Value::Array(values) => values.iter().map(size).sum(),
        Value::Object(item) => item
            .iter()
            .map(|(name, value)| name.len() + size(value))
            .sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
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

    /// Names and items within items multiply what they say.
    #[test]
    fn what_is_said_by_many_names_is_bounded() {
        let names: String = (0..2_000).map(|n| format!("n{n} ")).collect();
        let nested = format!("<div itemscope itemprop='{names}'>").repeat(4);
        for page in [
            format!(
                "<div itemscope><b itemprop='{names}'>{}</b></div>",
                "带钢".repeat(900)
            ),
            format!("<div itemscope>{nested}<b itemprop=x>y"),
            format!(
                "<div itemscope itemtype='{}'><b itemprop=x>y",
                names.repeat(9)
            ),
        ] {
            let facts = crate::read(page.repeat(40).as_bytes(), None, None);
            let bytes: usize = facts
                .structured
                .iter()
                .map(|block| block.source.len())
                .sum();
            assert!(bytes < 2 * ROOM, "{bytes}");
            assert!(
                facts
                    .problems
                    .iter()
                    .any(|it| it.contains("says more to machines"))
            );
        }
    }
}
