//! Rules about files: names, encodings, pairs, twins and drafts.

use super::workspace::{PAGES, Workspace, finds};

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
