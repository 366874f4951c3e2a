//! Rules about front matter: its keys, and facts that cannot be right.

use super::workspace::{PAGES, Workspace, both, finds};

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
            ("\"Steel\"", "\"FILL IN: the industry\"", 13, "FILL IN"),
            ("两天装好。", "待填：装了几天", 31, "待填"),
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
    let later = PAGES.into_iter().fold(Workspace::new(), |workspace, page| {
        workspace.edit(page, "2028-08-20", "2026-12-31")
    });
    finds(&later, &[]);
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
fn languages_that_contradict_each_other_are_named_with_both_places() {
    for (old, new, line, marked, message) in [
        (
            "after = 7",
            "after = 6",
            18,
            "6",
            "“after” of result 1 is 6 here, but 7 at content/case-studies/strip.md:18",
        ),
        (
            "date = 2026-09-10",
            "date = 2026-09-11",
            4,
            "2026-09-11",
            "“date” is 2026-09-11 here, but 2026-09-10 at content/case-studies/strip.md:4",
        ),
        (
            "expires = 2028-08-20",
            "expires = 2029-08-20",
            27,
            "2029-08-20",
            "“extra.permission.expires” is 2029-08-20 here, but 2028-08-20 at \
             content/case-studies/strip.md:27",
        ),
    ] {
        let workspace = Workspace::new().edit(PAGES[1], old, new);
        finds(&workspace, &[("pair-differs", PAGES[1], line, marked)]);
        assert_eq!(workspace.read().1[0].message, message);
        // The same number written otherwise is the same, and a draft contradicts nobody.
        let draft = workspace.edit(PAGES[1], "[extra]\n", "draft = true\n[extra]\n");
        finds(&draft, &[]);
    }
    finds(
        &Workspace::new().edit(PAGES[1], "after = 7", "after = 7.0"),
        &[],
    );
}

#[test]
fn results_are_not_compared_one_by_one_where_their_number_differs() {
    let more = "[[extra.results]]\nmeasure = \"停线\"\nunit = \"次\"\nbefore = 3\nafter = 1\n\
                source = \"质量日志\"\n[[extra.results]]\n";
    let workspace = Workspace::new().edit(PAGES[1], "[[extra.results]]\n", more);
    let (_, findings) = workspace.read();
    let messages: Vec<_> = findings
        .iter()
        .map(|found| found.message.as_str())
        .collect();
    assert_eq!(
        messages,
        ["the number of results is 2 here, but 1 at content/case-studies/strip.md:14"]
    );
}

#[test]
fn a_change_is_rounded_half_away_from_zero() {
    let percent = |before: f64, after: f64| {
        let outcome = crate::Outcome {
            measure: String::new(),
            unit: String::new(),
            before,
            after,
            source: String::new(),
        };
        outcome.percent()
    };
    assert_eq!(percent(14.0, 5.0), Some(-64.0));
    assert_eq!(percent(8.0, 9.0), Some(13.0));
    assert_eq!(percent(8.0, 7.0), Some(-13.0));
    assert_eq!(percent(200.0, 171.0), Some(-15.0));
    assert_eq!(percent(0.0, 5.0), None);
}
