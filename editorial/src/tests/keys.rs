//! Rules about front matter: its keys and the shapes of their values.

use super::workspace::{Workspace, both, finds};

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
