//! What is no TOML, down to arbitrary text.

use proptest::prelude::*;

use super::{KEYS, one, said};
use crate::schema::check;

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
        "title = \"x\"\ndraft == \"x\" y\n",
        "syntax",
        (2, 8, "="),
        "this is not valid TOML: extra `=`, expected nothing",
        "write one equals sign between the key and its value",
    );
    one(
        "title == \"标题\"\n",
        "syntax",
        (1, 8, "="),
        "this is not valid TOML: extra `=`, expected nothing",
        "write one equals sign between the key and its value",
    );
    one(
        "title = \"标题\"\ntitle = \"标题\"\n",
        "syntax",
        (2, 1, "title"),
        "this is not valid TOML: duplicate key",
        "keep one of the two and remove the other",
    );
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
