//! Every rule in both languages: the fault, and the place at which it is reported.

use proptest::prelude::*;

use super::TODAY;
use super::workspace::{PAGES, Workspace};
use crate::config::stand_in;
use crate::file;

/// A finding to expect: rule, path below `content/`, line, marked text.
type Expected<'a> = (&'a str, &'a str, usize, &'a str);

/// Asserts that `workspace` has exactly these findings; line 0 stands for a whole file.
#[track_caller]
fn finds(workspace: &Workspace, expected: &[Expected<'_>]) {
    let (_, findings) = workspace.read();
    let told: Vec<_> = findings
        .iter()
        .map(|found| {
            let place = &found.place;
            let skip = place.column.unwrap_or(1) - 1;
            let line = place
                .excerpt
                .as_deref()
                .unwrap_or_default()
                .chars()
                .skip(skip);
            let marked: String = line.take(place.length.unwrap_or(0)).collect();
            let path = place
                .path
                .strip_prefix("content/")
                .unwrap_or(&place.path)
                .to_owned();
            (found.rule, path, place.line.unwrap_or(0), marked)
        })
        .collect();
    let told: Vec<Expected<'_>> = told
        .iter()
        .map(|(rule, path, line, marked)| (*rule, path.as_str(), *line, marked.as_str()))
        .collect();
    assert_eq!(told, expected, "{findings:#?}");
}

/// Edits the page of each language and expects one finding of `rule` in each.
#[track_caller]
fn both(rule: &str, edits: [(&str, &str, usize, &str); 2]) {
    for (path, (old, new, line, marked)) in PAGES.into_iter().zip(edits) {
        finds(
            &Workspace::new().edit(path, old, new),
            &[(rule, path, line, marked)],
        );
    }
}

#[test]
fn files_that_zola_cannot_read() {
    let [en, zh] = PAGES;
    finds(
        &Workspace::new().with(en, b"+++\ntitle = \"\xff\"\n"),
        &[("encoding", en, 2, "\u{fffd}")],
    );
    finds(
        &Workspace::new().with(zh, b"+++\n\xb4\xf8\xb8\xd6"),
        &[("encoding", zh, 2, "\u{fffd}")],
    );
    finds(
        &Workspace::new().with(en, "---\ntitle: x\n---\n"),
        &[("front-matter", en, 1, "---")],
    );
    finds(
        &Workspace::new().with(zh, "\n带钢\n"),
        &[("front-matter", zh, 2, "带钢")],
    );
}

#[test]
fn file_names_that_zola_misunderstands() {
    let page = |path: &str| {
        Workspace::new()
            .text(PAGES[0])
            .replace("steel surface inspection", path)
            .replace("Steel surface inspection", path)
    };
    for (path, pair) in [
        ("case-studies/v1.2.md", None),
        ("case-studies/strip.en.md", None),
        (
            "case-studies/Strip_Case.md",
            Some("case-studies/Strip_Case.zh.md"),
        ),
        ("case-studies/带钢.md", Some("case-studies/带钢.zh.md")),
    ] {
        let mut workspace = Workspace::new().with(path, page("roll marks"));
        let mut expected = vec![("file-name", path, 0, "")];
        if let Some(pair) = pair {
            let text = page("roll dents").replace("dents", "dents in the other language");
            workspace = workspace.with(pair, text);
            expected.push(("file-name", pair, 0, ""));
        }
        finds(&workspace, &expected);
    }
    let slug = |path: &str| page(path).replace("+++\ntitle", "+++\nslug = \"strip-case\"\ntitle");
    let workspace = Workspace::new()
        .with("case-studies/Strip_Case.md", slug("roll marks"))
        .with("case-studies/Strip_Case.zh.md", slug("roll dents"));
    finds(&workspace, &[]);
}

#[test]
fn pages_without_their_pair_and_folders_without_index() {
    let [en, zh] = PAGES;
    finds(
        &Workspace::new().without(zh),
        &[("missing-pair", en, 0, "")],
    );
    finds(
        &Workspace::new().without(en),
        &[("missing-pair", zh, 0, "")],
    );
    let workspace = Workspace::new()
        .without("case-studies/_index.md")
        .without("case-studies/_index.zh.md");
    let one = ("missing-section", "case-studies", 0, "");
    finds(&workspace, &[one, one]);
    let single = Workspace::new()
        .site("base_url = \"https://www.arvenna.example\"\n")
        .without("_index.zh.md")
        .without("case-studies/_index.zh.md")
        .without(zh);
    finds(&single, &[]);
}

#[test]
fn front_matter_is_strict() {
    both(
        "unknown-key",
        [
            ("keyword =", "keywords_ = 1\nkeyword =", 6, "keywords_"),
            (
                "[extra]\n",
                "\"标签\" = [\"带钢\"]\n[extra]\n",
                5,
                "\"标签\"",
            ),
        ],
    );
    both(
        "wrong-shape",
        [
            ("before = 14", "before = \"14\"", 17, "\"14\""),
            (
                "date = 2026-09-10",
                "date = \"2026年9月10日\"",
                4,
                "\"2026年9月10日\"",
            ),
        ],
    );
    both(
        "missing-key",
        [
            (
                "source = \"Norrvik quality log, Q1 and Q3 2026\"\n",
                "",
                14,
                "[[extra.results]]",
            ),
            ("name = \"伊尔莎·马尔滕\"\n", "", 20, "[extra.quote]"),
        ],
    );
    both(
        "empty-value",
        [
            ("unit = \"per month\"", "unit = \"\"", 16, "\"\""),
            (
                "challenge = \"压痕由客户先发现。\"",
                "challenge = \"\"",
                9,
                "\"\"",
            ),
        ],
    );
    both(
        "syntax",
        [
            ("after = 7", "after = seven", 18, "seven"),
            (
                "name = \"诺维克带钢\"",
                "name = “诺维克带钢”",
                12,
                "“诺维克带钢”",
            ),
        ],
    );
    both(
        "unfilled",
        [
            (
                "\"Steel\"",
                "\"FILL IN: the industry\"",
                13,
                "\"FILL IN: the industry\"",
            ),
            ("两天装好。", "待填：装了几天", 31, "待填：装了几天"),
        ],
    );
}

#[test]
fn whitepapers_need_authors_and_products_data() {
    let index = "+++\ntitle = \"x\"\ndescription = \"x\"\n+++\n";
    let page = |extra: &str, keyword: &str| {
        format!(
            "+++\ntitle = \"{keyword}\"\ndescription = \"x\"\ndate = 2026-09-22\n[extra]\n\
             keyword = \"{keyword}\"\nroles = [\"user\"]\nstages = [\"using\"]\n{extra}+++\n{keyword}\n"
        )
    };
    let paper = "edition = \"1\"\nabstract = \"x\"\n";
    let product = "[extra.product]\nname = \"LS8\"\n";
    let workspace = Workspace::new()
        .with("whitepapers/_index.md", index)
        .with("whitepapers/_index.zh.md", index.replace('x', "白皮书"))
        .with(
            "whitepapers/a.md",
            page(paper, "line scan camera selection"),
        )
        .with("whitepapers/a.zh.md", page(paper, "工业相机选型"))
        .with("products/_index.md", index.replace('x', "y"))
        .with("products/_index.zh.md", index.replace('x', "产品"))
        .with("products/b.md", page(product, "8k line scan camera"))
        .with("products/b.zh.md", page(product, "线扫描相机"));
    finds(
        &workspace,
        &[
            ("missing-key", "products/b.md", 5, "[extra]"),
            ("missing-key", "products/b.zh.md", 5, "[extra]"),
            ("missing-key", "whitepapers/a.md", 1, "+++"),
            ("missing-key", "whitepapers/a.zh.md", 1, "+++"),
        ],
    );
}

#[test]
fn facts_that_cannot_be_right() {
    let long = "检".repeat(81);
    both(
        "no-description",
        [
            (
                "description = \"How claims for surface defects fell by half.\"\n",
                "",
                1,
                "+++",
            ),
            ("description = \"表面缺陷投诉减半的经过。\"\n", "", 1, "+++"),
        ],
    );
    both(
        "long-description",
        [
            (
                "How claims for surface defects fell by half.",
                &"long ".repeat(33),
                3,
                &format!("\"{}\"", "long ".repeat(33)),
            ),
            ("表面缺陷投诉减半的经过。", &long, 3, &format!("\"{long}\"")),
        ],
    );
    both(
        "future-date",
        [("2026-09-10", "2026-11-01", 4, "2026-11-01"); 2],
    );
    both(
        "date-order",
        [
            (
                "date = 2026-09-10",
                "date = 2026-09-10\nupdated = 2026-09-09",
                5,
                "2026-09-09",
            ),
            (
                "granted = 2026-08-20",
                "granted = 2028-08-21",
                27,
                "2028-08-20",
            ),
        ],
    );
    both(
        "permission-expired",
        [("2028-08-20", "2026-10-30", 27, "2026-10-30"); 2],
    );
    both(
        "permission-expiring",
        [
            ("2028-08-20", "2026-10-31", 27, "2026-10-31"),
            ("2028-08-20", "2026-12-30", 27, "2026-12-30"),
        ],
    );
    finds(
        &Workspace::new().edit(PAGES[0], "2028-08-20", "2026-12-31"),
        &[],
    );
    both(
        "unchanged-result",
        [("after = 7", "after = 14.0", 18, "14.0"); 2],
    );
    both(
        "unfilled",
        [("before = 14\nafter = 7", "before = 0\nafter = 0", 18, "0"); 2],
    );
}

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

#[test]
fn a_draft_is_let_off_lightly_and_may_not_be_linked() {
    let [en, zh] = PAGES;
    let workspace = Workspace::new()
        .edit(en, "[extra]\n", "draft = true\n[extra]\n")
        .edit(en, "\"Steel\"", "\"FILL IN\"")
        .edit(en, "steel surface inspection", "roll marks");
    let (content, findings) = workspace.read();
    assert!(findings.len() > 2);
    assert!(
        findings
            .iter()
            .all(|found| found.severity == masthead_text::Severity::Note),
        "{findings:?}"
    );
    assert_eq!(content.unwrap().published().count(), 1);
    let linked = Workspace::new()
        .edit(zh, "[extra]\n", "draft = true\n[extra]\n")
        .edit(en, "two days", "[two days](@/case-studies/strip.zh.md)");
    finds(
        &linked,
        &[("unresolved-link", en, 34, "@/case-studies/strip.zh.md")],
    );
}

#[test]
fn pages_of_one_language_that_say_the_same() {
    let [en, zh] = PAGES;
    for (page, twin) in [
        (en, "case-studies/twin.md"),
        (zh, "case-studies/twin.zh.md"),
    ] {
        let text = Workspace::new().text(page);
        let workspace = Workspace::new().with(twin, &text);
        let other = if page == en { zh } else { en };
        let pair = if page == en {
            "case-studies/twin.zh.md"
        } else {
            "case-studies/twin.md"
        };
        let own = Workspace::new().text(other);
        let title = own.lines().nth(1).unwrap();
        let keyword = own.lines().nth(5).unwrap();
        let own = own
            .replace(title, "title = \"x\"")
            .replace(keyword, "keyword = \"x\"");
        let marked = |line: usize| {
            let line = text.lines().nth(line - 1).unwrap();
            line.split(" = ").nth(1).unwrap().to_owned()
        };
        finds(
            &workspace.with(pair, own + " x"),
            &[
                ("shared-title", twin, 2, &marked(2)),
                ("shared-keyword", twin, 6, &marked(6)),
            ],
        );
    }
}

#[test]
fn languages_that_masthead_does_not_know() {
    let site = "base_url = \"https://www.arvenna.example\"\n[languages.zh]\n[languages.de]\ntitle = \"x\"\n";
    finds(
        &Workspace::new().site(site),
        &[("language", "site/config.toml", 3, "[languages.de]")],
    );
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
