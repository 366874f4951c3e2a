//! Values of the wrong shape, empty or left open, and values that are found again.

use super::{KEYS, one};
use crate::schema::check;

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
            "“pages” must be a whole number from 0 to 1_000_000_000, but here is -3",
            "write pages = 3",
        ),
        (
            "pages = 1.5",
            "1.5",
            "“pages” must be a whole number from 0 to 1_000_000_000, but here is 1.5",
            "write pages = 2",
        ),
        (
            "delay = nan",
            "nan",
            "“delay” must be a number from 0 to 86_400, but here is nan",
            "write delay = 14",
        ),
        (
            "url = \"www.arvenna.example\"",
            "\"www.arvenna.example\"",
            "“url” must be an address that begins with http:// or https://, but here is \
             “www.arvenna.example”",
            "write url = \"https://www.arvenna.example\"",
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
        (1, 10, "待填"),
        "“title” is still to be filled in",
        "",
    );
    one(
        "title = \"x\"\npages = \"FILL IN: how many\"\n",
        "unfilled",
        (2, 10, "FILL IN"),
        "“pages” is still to be filled in",
        "",
    );
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
    assert!(document.read::<Narrow>(&mut findings).is_none());
    assert_eq!(document.findings, []);
    assert_eq!(
        (findings[0].rule, findings[0].place.line),
        ("wrong-shape", Some(2))
    );
}
