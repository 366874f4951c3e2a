//! Every complaint about TOML, each at its place.

use proptest::prelude::*;

use super::{Key, Need, Shape, check, manual};

const PAIR: &[Key] = &[
    key("measure", Shape::Text, Need::Required),
    key("value", Shape::Decimal, Need::Required),
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
    key("pages", Shape::Integer, Need::Optional),
    key("delay", Shape::Amount, Need::Optional),
    key("words", Shape::Map(&Shape::Text), Need::Optional),
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

#[test]
fn an_unknown_key_is_named_with_the_one_that_was_meant() {
    one(
        "title = \"标题\"\n[extra]\nkeywrod = \"线扫描相机\"\n",
        "unknown-key",
        (3, 1, "keywrod"),
        "the key “keywrod” is unknown in [extra]",
        "did you mean “keyword”?",
    );
    one(
        "title = \"x\"\n[[extra.results]]\nmeasure = \"x\"\nvalue = 1\nsoruce_of_it = 1\n",
        "unknown-key",
        (5, 1, "soruce_of_it"),
        "the key “soruce_of_it” is unknown in [[extra.results]]",
        "remove it; what may stand here: measure, value",
    );
}

#[test]
fn a_key_in_the_wrong_table_is_sent_where_it_belongs() {
    one(
        "title = \"x\"\nkeyword = \"带钢\"\n",
        "unknown-key",
        (2, 1, "keyword"),
        "the key “keyword” is unknown at the top level",
        "it belongs in [extra]: move it below that line",
    );
    one(
        "title = \"x\"\n[extra]\ndate = 2026-10-03\n",
        "unknown-key",
        (3, 1, "date"),
        "the key “date” is unknown in [extra]",
        "it belongs at the top: move it above the first table",
    );
    one(
        "title = \"x\"\n[[results]]\nmeasure = \"x\"\nvalue = 1\n",
        "unknown-key",
        (2, 3, "results"),
        "the key “results” is unknown at the top level",
        "write [[extra.results]]",
    );
}

#[test]
fn a_wrong_shape_says_what_it_found_and_what_to_write() {
    for (line, marked, message, help) in [
        (
            "title = 8",
            "8",
            "“title” must be text, but here is a number",
            "write title = \"8\"",
        ),
        (
            "date = \"2026-10-03\"",
            "\"2026-10-03\"",
            "“date” must be a day, but here is text",
            "write date = 2026-10-03",
        ),
        (
            "date = \"下周\"",
            "\"下周\"",
            "“date” must be a day, but here is text",
            "write date = 2026-10-03",
        ),
        (
            "date = 2026-10-09T08:00:00Z",
            "2026-10-09T08:00:00Z",
            "“date” must be a day, but here is a day with a time",
            "write date = 2026-10-09",
        ),
        (
            "draft = \"true\"",
            "\"true\"",
            "“draft” must be true or false, but here is text",
            "write draft = true",
        ),
        (
            "pages = -3",
            "-3",
            "“pages” must be a whole number, 0 or more, but here is -3",
            "write pages = 14",
        ),
        (
            "pages = 1.5",
            "1.5",
            "“pages” must be a whole number, 0 or more, but here is 1.5",
            "write pages = 14",
        ),
        (
            "delay = nan",
            "nan",
            "“delay” must be a number, 0 or more, but here is nan",
            "write delay = 14",
        ),
        (
            "url = \"www.arvenna.example\"",
            "\"www.arvenna.example\"",
            "“url” must be an address that begins with http:// or https://, but here is \
             “www.arvenna.example”",
            "write url = \"https://www.company.example\"",
        ),
        (
            "words = \"a\"",
            "\"a\"",
            "“words” must be a table, but here is text",
            "write [words]",
        ),
        (
            "extra = 1",
            "1",
            "“extra” must be a table, but here is a number",
            "write [extra]",
        ),
    ] {
        let toml = if line.starts_with("title") {
            line.into()
        } else {
            format!("title = \"x\"\n{line}")
        };
        let column = line.find(marked).unwrap() + 1;
        let at = if line.starts_with("title") { 1 } else { 2 };
        one(&toml, "wrong-shape", (at, column, marked), message, help);
    }
}

#[test]
fn lists_and_words_are_checked_value_by_value() {
    one(
        "title = \"x\"\n[extra]\nroles = [\"user\", \"finanze\"]\n",
        "wrong-shape",
        (3, 18, "\"finanze\""),
        "“extra.roles” does not know the word “finanze”",
        "did you mean “finance”?",
    );
    one(
        "title = \"x\"\n[extra]\nroles = [\"财务\"]\n",
        "wrong-shape",
        (3, 10, "\"财务\""),
        "“extra.roles” does not know the word “财务”",
        "write one of: user, finance",
    );
    one(
        "title = \"x\"\n[extra]\nroles = [1]\n",
        "wrong-shape",
        (3, 10, "1"),
        "a value of “extra.roles” must be one of: user, finance, but here is a number",
        "write \"user\"",
    );
    one(
        "title = \"x\"\n[extra]\nroles = [\"\"]\n",
        "empty-value",
        (3, 10, "\"\""),
        "a value of “extra.roles” is empty",
        "write \"user\"",
    );
    one(
        "title = \"x\"\n[extra]\nroles = \"user\"\n",
        "wrong-shape",
        (3, 9, "\"user\""),
        "“extra.roles” must be a list, each value one of: user, finance, but here is text",
        "write roles = [\"user\"]",
    );
    one(
        "title = \"x\"\n[extra]\nroles = []\n",
        "empty-value",
        (3, 9, "[]"),
        "“extra.roles” is empty",
        "write roles = [\"user\"]",
    );
    one(
        "title = \"x\"\n[extra.results]\nmeasure = \"x\"\nvalue = 1\n",
        "wrong-shape",
        (2, 1, "[extra.results]"),
        "“extra.results” must be one or more tables, but here is a table",
        "write [[extra.results]]",
    );
}

#[test]
fn what_is_missing_is_reported_at_its_table() {
    one(
        "date = 2026-10-03\n",
        "missing-key",
        (1, 1, "d"),
        "the key “title” is missing at the top level",
        "add title = \"…\": what a test needs",
    );
    one(
        "title = \"x\"\n[[extra.results]]\nmeasure = \"报废率\"\nvalue = 1\n\n[[extra.results]]\nvalue = 2\n",
        "missing-key",
        (6, 1, "[[extra.results]]"),
        "the key “measure” is missing in [[extra.results]]",
        "add measure = \"…\": what a test needs",
    );
    one(
        "title = \"x\"\nextra = { owner = {} }\n",
        "missing-key",
        (2, 19, "{}"),
        "the key “name” is missing in [extra.owner]",
        "add name = \"…\": what a test needs",
    );
}

#[test]
fn empty_and_open_values_are_reported() {
    one(
        "title = \" 　\"\n",
        "empty-value",
        (1, 9, "\" 　\""),
        "“title” is empty",
        "write title = \"…\"",
    );
    one(
        "title = \"待填：写给读者的标题\"\n",
        "unfilled",
        (1, 9, "\"待填：写给读者的标题\""),
        "“title” is still to be filled in",
        "写给读者的标题",
    );
    one(
        "title = \"x\"\npages = \"FILL IN: how many\"\n",
        "unfilled",
        (2, 9, "\"FILL IN: how many\""),
        "“pages” is still to be filled in",
        "how many",
    );
}

#[test]
fn broken_syntax_is_reported_with_advice_and_hides_only_what_follows() {
    one(
        "title = “带钢表面检测”\n",
        "syntax",
        (1, 9, "“带钢表面检测”"),
        "this is not valid TOML: string values must be quoted, expected literal string",
        "write straight quotes around text, and no “ outside it",
    );
    for (toml, expected) in [
        (
            "titel = 1\ntitle = 2\ntitle = 3\nwrong = 1\n",
            vec![
                ("unknown-key", 1),
                ("wrong-shape", 2),
                ("syntax", 3),
                ("unknown-key", 4),
            ],
        ),
        (
            "a b = 1\nc d\ntitle = 1\ndate = 2026-13-01\nwrong = 1\n",
            vec![
                ("syntax", 1),
                ("syntax", 2),
                ("wrong-shape", 3),
                ("syntax", 4),
                ("unknown-key", 5),
            ],
        ),
        (
            "wrong = 1\n[extra\nroles = 1\n",
            vec![("unknown-key", 1), ("syntax", 2)],
        ),
        ("标题 = 1\ntitle = \"x\"\n", vec![("syntax", 1)]),
    ] {
        let said = said(toml);
        let lines: Vec<_> = said.iter().map(|(rule, line, ..)| (*rule, *line)).collect();
        assert_eq!(lines, expected, "{toml}");
    }
    one(
        "title = \"标题\"\ntitle = \"标题\"\n",
        "syntax",
        (2, 1, "title"),
        "this is not valid TOML: duplicate key",
        "keep one of the two and remove the other",
    );
}

#[test]
fn a_part_of_a_file_is_placed_in_the_whole() {
    let source = "前言\n+++\ntitel = 1\n+++\n";
    let fence = source.find("+++").unwrap();
    let start = fence + "+++\n".len();
    let end = source.rfind("+++").unwrap();
    let document = check("a.md", source, start..end, KEYS);
    let lines: Vec<_> = document
        .findings
        .iter()
        .map(|found| (found.rule, found.place.line))
        .collect();
    assert_eq!(lines, [("missing-key", Some(2)), ("unknown-key", Some(3))]);
    assert_eq!(document.place(&["titel"]).column, Some(9));
    assert_eq!(document.place(&["extra", "name"]).line, Some(2));
}

#[test]
fn values_are_found_by_their_steps() {
    let toml = "title = \"标题\"\ndate = 2026-10-03\n[[extra.results]]\nvalue = 1\n[[extra.results]]\nvalue = 2.5\n";
    let document = check("a.toml", toml, 0..toml.len(), KEYS);
    assert_eq!(document.text(&["title"]), Some("标题"));
    assert_eq!(
        document.day(&["date"]),
        Some(jiff::civil::date(2026, 10, 3))
    );
    assert_eq!(
        document.number(&["extra", "results", "1", "value"]),
        Some(2.5)
    );
    assert_eq!(document.count(&["extra", "results"]), 2);
    assert_eq!(document.names(&["extra"]), ["results"]);
    assert_eq!(
        document.place(&["extra", "results", "1", "value"]).line,
        Some(6)
    );
    assert_eq!(
        document.place(&["extra", "results", "1", "unit"]).line,
        Some(5)
    );
    assert_eq!(document.text(&["date"]), None);
}

#[test]
fn what_the_table_allows_and_the_type_does_not_is_told() {
    #[derive(serde::Deserialize, Debug)]
    struct Narrow {
        #[serde(rename = "pages")]
        _pages: u8,
    }
    let toml = "title = \"x\"\npages = 300\n";
    let document = check("a.toml", toml, 0..toml.len(), KEYS);
    let mut findings = Vec::new();
    assert!(document.read_or_tell::<Narrow>(&mut findings).is_none());
    assert_eq!(document.findings, []);
    assert_eq!(
        (findings[0].rule, findings[0].place.line),
        ("wrong-shape", Some(2))
    );
}

#[test]
fn the_manual_lists_every_key_of_every_table() {
    let text = manual(KEYS);
    for line in [
        "| `title` | text | yes | What a test needs. |",
        "| `date` | a day | no | What a test needs. |",
        "`[extra]`: What a test needs.",
        "| `roles` | a list, each value one of: user, finance | no | What a test needs. |",
        "`[[extra.results]]`: What a test needs.",
        "`[extra.owner]`: What a test needs.",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
}

/// Lines of which some are TOML and some nearly.
fn lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "[\\[\\]]{0,2}(extra|results|extra.results|a)[\\]]{0,2}",
        "(title|date|extra|extra.results|roles|标题|\"\") ?=? ?(1|\"x\"|“x”|\\[|\\[1,|\\{\\}|\\{a=|2026-13-01|'''|tru|-nan|0x|[\\x00-\\x7f]{0,4})",
        "\\PC{0,12}",
    ];
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn no_text_breaks_the_check_and_every_place_lies_inside(text in lines()) {
        let findings = check("a.toml", &text, 0..text.len(), KEYS).findings;
        let rows: Vec<&str> = text.split('\n').collect();
        for found in findings {
            let (line, column) = (found.place.line.unwrap(), found.place.column.unwrap());
            prop_assert!(line <= rows.len());
            prop_assert!(column <= rows[line - 1].chars().count() + 1);
        }
    }
}
