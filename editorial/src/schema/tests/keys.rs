//! Keys that are unknown, misplaced or missing.

use super::{KEYS, one};
use crate::schema::{check, manual};

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
