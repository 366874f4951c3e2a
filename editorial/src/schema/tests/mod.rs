//! Every complaint about TOML, each at its place.

mod bounds;
mod keys;
mod syntax;
mod values;

use super::{Key, Need, Shape, check};

const PAIR: &[Key] = &[
    key("measure", Shape::Text, Need::Required),
    key("value", Shape::NUMBER, Need::Required),
];

const INNER: &[Key] = &[
    key("keyword", Shape::Text, Need::Optional),
    key(
        "roles",
        Shape::List(&Shape::Word(&["user", "finance"])),
        Need::Optional,
    ),
    key("results", Shape::Tables(PAIR), Need::Optional),
    key(
        "owner",
        Shape::Table(&[key("name", Shape::Text, Need::Required)]),
        Need::Optional,
    ),
];

const KEYS: &[Key] = &[
    key("title", Shape::Text, Need::Required),
    key("date", Shape::Day, Need::Optional),
    key("draft", Shape::Flag, Need::Optional),
    key("url", Shape::Address, Need::Optional),
    key("pages", Shape::COUNT, Need::Optional),
    key(
        "delay",
        Shape::Number {
            from: 0.0,
            to: 86_400.0,
        },
        Need::Optional,
    ),
    key(
        "rate",
        Shape::Number {
            from: 0.0001,
            to: 1.0,
        },
        Need::Optional,
    ),
    key("hosts", Shape::Count { from: 1, to: 1000 }, Need::Optional),
    key("currency", Shape::Currency, Need::Optional),
    key("private", Shape::List(&Shape::Host), Need::Optional),
    key(
        "resolve",
        Shape::Map {
            name: &Shape::Host,
            value: &Shape::Socket,
        },
        Need::Optional,
    ),
    key("words", Shape::map(&Shape::Text), Need::Optional),
    key("other", Shape::Free, Need::Optional),
    key("extra", Shape::Table(INNER), Need::Optional),
];

const fn key(name: &'static str, shape: Shape, need: Need) -> Key {
    Key {
        name,
        shape,
        need,
        doc: "What a test needs.",
    }
}

/// The findings of `toml`: rule, line, column, what is marked, message, advice.
fn said(toml: &str) -> Vec<(&'static str, usize, usize, String, String, String)> {
    let findings = check("a.toml", toml, 0..toml.len(), KEYS).findings;
    let tell = |found: masthead_text::Finding| {
        let place = found.place;
        let (line, column) = (place.line.unwrap(), place.column.unwrap());
        let excerpt = place.excerpt.unwrap();
        let marked = excerpt.chars().skip(column - 1).take(place.length.unwrap());
        let help = found.help.unwrap_or_default();
        (
            found.rule,
            line,
            column,
            marked.collect(),
            found.message,
            help,
        )
    };
    findings.into_iter().map(tell).collect()
}

/// Asserts that `toml` has exactly one finding.
#[track_caller]
fn one(toml: &str, rule: &str, place: (usize, usize, &str), message: &str, help: &str) {
    let said = said(toml);
    assert_eq!(said.len(), 1, "{said:#?}");
    let (found, line, column, marked, text, advice) = &said[0];
    assert_eq!(
        (*found, *line, *column, marked.as_str()),
        (rule, place.0, place.1, place.2)
    );
    assert_eq!((text.as_str(), advice.as_str()), (message, help));
}

#[test]
fn what_is_right_passes() {
    let right = "title = \"带钢\"\ndate = 2026-10-03\ndraft = false\npages = 0\ndelay = 0.5\n\
        url = \"https://www.arvenna.example/\"\nwords = { \"首页\" = \"首页\" }\nother = [[1], {}]\n\
        [extra]\nroles = [\"user\", \"finance\"]\nowner.name = \"x\"\n\
        [[extra.results]]\nmeasure = \"报废率\"\nvalue = -3\n";
    assert_eq!(said(right), []);
}
