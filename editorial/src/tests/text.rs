//! Rules about the text of pages: headings, images, keywords and links.

use proptest::prelude::*;

use super::TODAY;
use super::workspace::{PAGES, Workspace, both, finds};
use crate::config::stand_in;
use crate::file;

#[test]
fn what_the_text_must_and_must_not_hold() {
    both(
        "body-h1",
        [
            ("## What was done", "# What was done", 32, "# What was done"),
            ("## 做法", "# 做法", 33, "# 做法"),
        ],
    );
    both(
        "template-code",
        [
            ("two days", "{{ days }}", 34, "{{"),
            ("两天", "{% 两天 %}", 31, "{%"),
        ],
    );
    both(
        "undescribed-image",
        [
            (
                "two days.",
                "two days. ![](strip.png)",
                34,
                "![](strip.png)",
            ),
            (
                "两天装好。",
                "两天装好。![ ](strip.png)",
                31,
                "![ ](strip.png)",
            ),
        ],
    );
    both(
        "absent-keyword",
        [
            (
                "Steel surface inspection began",
                "It began",
                6,
                "\"steel surface inspection\"",
            ),
            (
                "诺维克带钢的带钢表面检测",
                "诺维克的检测",
                6,
                "\"带钢表面检测\"",
            ),
        ],
    );
}

#[test]
fn links_that_zola_does_not_resolve() {
    both(
        "unresolved-link",
        [
            (
                "two days",
                "[two days](@/case-studies/stripe.md#x)",
                34,
                "@/case-studies/stripe.md#x",
            ),
            (
                "两天",
                "[两天](../case-studies/strip.zh.md)",
                31,
                "../case-studies/strip.zh.md",
            ),
        ],
    );
    both(
        "unresolved-link",
        [
            ("two days", "[two days]()", 34, "[two days]()"),
            (
                "两天",
                "[两天](/case-studies/strip.zh.md)",
                31,
                "/case-studies/strip.zh.md",
            ),
        ],
    );
    both(
        "foreign-link",
        [
            (
                "two days",
                "[two days](@/case-studies/strip.zh.md)",
                34,
                "@/case-studies/strip.zh.md",
            ),
            (
                "两天",
                "[两天](@/case-studies/strip.md#x)",
                31,
                "@/case-studies/strip.md#x",
            ),
        ],
    );
    let fine =
        "[a](@/_index.md) [b](https://x.example/a.md) [c](/zh/) [d](#x) [e](mailto:a@b.example)";
    finds(&Workspace::new().edit(PAGES[0], "two days", fine), &[]);
}

#[test]
fn the_advice_names_the_page_that_was_meant() {
    for (path, old, link, help) in [
        (
            PAGES[0],
            "two days",
            "@/case-studies/stripp.md",
            "did you mean @/case-studies/strip.md?",
        ),
        (
            PAGES[1],
            "两天",
            "strip.zh.md",
            "write @/case-studies/strip.zh.md",
        ),
        (PAGES[1], "两天", "../_index.zh.md", "write @/_index.zh.md"),
        (PAGES[1], "两天", "@/_index.md", "write @/_index.zh.md"),
    ] {
        let (_, findings) = Workspace::new()
            .edit(path, old, &format!("[x]({link})"))
            .read();
        assert_eq!(findings[0].help.as_deref(), Some(help));
    }
}

/// Bytes that look like a page, and some that do not.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just("+++\n".to_owned()),
        Just("[extra]\nkeyword = \"带钢\"\n".to_owned()),
        Just("[[extra.results]]\nbefore = 0\nafter = 0\n".to_owned()),
        Just("draft = true\n".to_owned()),
        "(title|date|slug|path) = (\"\\PC{0,6}\"|2026-10-03|[0-9]{1,3})\n",
        "[#!\\[\\]()@{%*`|~^_<>+ -]{1,12}",
        "\\[x\\]\\((@/)?[a-z./#%]{0,12}\\)",
        "(FILL IN:|待填：)\\PC{0,8}\r?\n",
        "\\PC{0,20}",
    ];
    let text = prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat().into_bytes());
    prop_oneof![4 => text, 1 => prop::collection::vec(any::<u8>(), 0..64)]
}

proptest! {
    #[test]
    fn no_bytes_break_the_check_and_every_place_lies_inside(bytes in bytes()) {
        let site = stand_in().unwrap();
        let file = file::read("case-studies/a.zh.md", &bytes, &site, TODAY);
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<&str> = text.split('\n').collect();
        for place in file.findings.iter().map(|found| &found.place) {
            let Some(line) = place.line else { continue };
            prop_assert!(line >= 1 && line <= lines.len());
            prop_assert_eq!(place.excerpt.as_deref(), Some(lines[line - 1].trim_end_matches('\r')));
        }
        let again = file::read("case-studies/a.zh.md", &bytes, &site, TODAY);
        prop_assert_eq!(file.findings, again.findings);
    }
}
