//! Whole workspaces, read from disk: the sample, and small ones with planted faults.

mod differ;
mod facts;
mod files;
mod keys;
#[cfg(unix)]
mod strange;
mod text;
mod workspace;

use std::path::Path;

use jiff::civil::{Date, date};
use masthead_text::Language;

use crate::{Facts, Kind, Reader, Stage, read};
use workspace::Workspace;

const TODAY: Date = date(2026, 10, 31);

#[test]
fn the_sample_has_no_faults() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (content, findings) = read(&root, Path::new("site"), TODAY);
    assert_eq!(findings, []);
    let content = content.unwrap();
    for language in Language::ALL {
        let pages = |kind| content.of(kind, language).count();
        assert_eq!(Kind::ALL.map(pages), [2, 1, 1, 1], "{language}");
    }
}

#[test]
fn a_page_is_read_with_all_its_facts() {
    let (content, findings) = Workspace::new().read();
    assert_eq!(findings, []);
    let content = content.unwrap();
    let page = content
        .of(Kind::CaseStudy, Language::Chinese)
        .next()
        .unwrap();
    assert_eq!(page.path, "content/case-studies/strip.zh.md");
    assert_eq!(page.pair, "case-studies/strip");
    assert_eq!(
        page.url.as_str(),
        "https://www.arvenna.example/zh/case-studies/strip/"
    );
    assert_eq!(page.keyword, "带钢表面检测");
    assert_eq!(
        (page.roles.as_slice(), page.stages.as_slice()),
        (&[Reader::Evaluator][..], &[Stage::Deciding][..])
    );
    assert_eq!(page.headings, ["做法"]);
    assert_eq!(
        page.text,
        "带钢表面检测装在精整线上，两天装好。\n每班看一次。"
    );
    assert_eq!(page.date, Some(date(2026, 9, 10)));
    let Facts::CaseStudy(case) = &page.facts else {
        panic!("{:?}", page.facts)
    };
    assert_eq!(case.results[0].before, 14.0);
    assert_eq!(case.results[0].percent(), Some(-50.0));
    assert_eq!(case.permission.expires, date(2028, 8, 20));
    let sections: Vec<&str> = content
        .sections
        .iter()
        .map(|section| section.url.path())
        .collect();
    assert_eq!(
        sections,
        ["/", "/zh/", "/case-studies/", "/zh/case-studies/"]
    );
}

#[test]
fn one_thread_and_many_give_the_same() {
    let workspace = Workspace::new()
        .with("case-studies/a.md", "x")
        .with("products/b.md", "+++\nx");
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| workspace.read())
    };
    assert_eq!(run(1), run(4));
}

#[test]
fn broken_settings_do_not_hide_the_faults_of_pages() {
    let (content, findings) = Workspace::new()
        .site("base_url = \"www.arvenna.example\"\n")
        .with("case-studies/a.md", "no fences")
        .read();
    assert!(content.is_none());
    let rules: Vec<_> = findings
        .iter()
        .map(|f| (f.rule, f.place.path.as_str()))
        .collect();
    assert!(
        rules.contains(&("front-matter", "content/case-studies/a.md")),
        "{rules:?}"
    );
    assert!(
        rules.contains(&("wrong-shape", "site/config.toml")),
        "{rules:?}"
    );
}

#[test]
fn an_empty_folder_says_what_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let (content, findings) = read(folder.path(), Path::new("site"), TODAY);
    assert!(content.is_none());
    let places: Vec<_> = findings
        .iter()
        .map(|f| (f.rule, f.place.path.as_str()))
        .collect();
    assert_eq!(
        places,
        [
            ("unreadable", "content"),
            ("unreadable", "site/config.toml")
        ]
    );
}
