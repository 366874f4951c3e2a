//! What a new page says and asks.

use masthead_text::{Language, Severity};
use proptest::prelude::*;

use super::{TODAY, halved, sample};
use crate::new::draft;
use crate::{Content, Kind, file};

#[test]
fn a_new_page_has_no_fault_but_its_open_questions_each_at_its_line() {
    let content = sample();
    for kind in Kind::ALL {
        for language in Language::ALL {
            let draft = draft(kind, "A \"new\" page", language, None, &content, TODAY).unwrap();
            let path = draft.path.strip_prefix("content/").unwrap();
            let file = file::read(path, draft.text.as_bytes(), &content.site, TODAY);
            assert!(file.draft, "{path}");
            assert!(
                draft.text.contains(&format!("\"{}", draft.marker)),
                "{path}"
            );
            assert!(file.findings.len() > 10, "{path}");
            for found in &file.findings {
                assert_eq!(
                    (found.rule, found.severity),
                    ("unfilled", Severity::Note),
                    "{found:?}"
                );
                let line = found.place.line.unwrap();
                assert_eq!(
                    draft.text.lines().nth(line - 1),
                    found.place.excerpt.as_deref()
                );
            }
            let lines = file
                .findings
                .iter()
                .map(|found| found.place.line)
                .collect::<Vec<_>>();
            for (at, line) in draft.text.lines().enumerate() {
                let open = crate::schema::OPEN.iter().any(|open| {
                    line.contains(&format!("{open}:")) || line.contains(&format!("{open}："))
                });
                assert!(
                    !open || lines.contains(&Some(at + 1)),
                    "{path}:{}: {line}",
                    at + 1
                );
            }
        }
    }
}

#[test]
fn a_page_that_is_published_with_open_questions_is_an_error() {
    let content = sample();
    let draft = draft(
        Kind::CaseStudy,
        "新的案例",
        Language::Chinese,
        Some("x"),
        &content,
        TODAY,
    );
    let text = draft.unwrap().text.replace("draft = true\n", "");
    let file = file::read(
        "case-studies/x.zh.md",
        text.as_bytes(),
        &content.site,
        TODAY,
    );
    assert!(
        file.findings
            .iter()
            .all(|found| found.severity == Severity::Error)
    );
}

#[test]
fn the_second_language_takes_over_what_both_share() {
    let content = halved();
    let slug = Some("steel-strip-inspection");
    let draft = draft(
        Kind::CaseStudy,
        "带钢表面检测",
        Language::Chinese,
        slug,
        &content,
        TODAY,
    );
    let draft = draft.unwrap();
    assert_eq!(
        draft.path,
        "content/case-studies/steel-strip-inspection.zh.md"
    );
    assert_eq!(
        draft.pair.as_deref(),
        Some("content/case-studies/steel-strip-inspection.md")
    );
    let english = content
        .pages
        .iter()
        .find(|page| Some(&page.path) == draft.pair.as_ref())
        .unwrap();
    let crate::Facts::CaseStudy(case) = &english.facts else {
        panic!("not a case study")
    };
    let expect = |line: String| assert!(draft.text.contains(&line), "{line}\n{}", draft.text);
    expect(format!("\ndate = {}\n", english.date.unwrap()));
    expect(format!("\nexpires = {}\n", case.permission.expires));
    assert_eq!(
        draft.text.matches("\n[[extra.results]]\n").count(),
        case.results.len()
    );
    for outcome in &case.results {
        expect(format!(
            "\nbefore = {}\nafter = {}\n",
            outcome.before, outcome.after
        ));
    }
    let roles: Vec<String> = english
        .roles
        .iter()
        .map(|role| format!("\"{}\"", role.name()))
        .collect();
    expect(format!("\nroles = [{}]\n", roles.join(", ")));
    expect("# 许可要有书面的".to_owned());
}

proptest! {
    #[test]
    fn any_title_is_kept_as_it_is(title in "(\\PC|[\\x00-\\x7f]|@date@|\"){1,12}") {
        prop_assume!(!title.trim().is_empty() && !crate::schema::is_open(&title));
        let site = crate::config::stand_in().unwrap();
        let content = Content { site, pages: Vec::new(), sections: Vec::new(), files: Vec::new() };
        for language in Language::ALL {
            let draft = draft(Kind::Product, &title, language, Some("x"), &content, TODAY).unwrap();
            let path = draft.path.strip_prefix("content/").unwrap();
            let file = file::read(path, draft.text.as_bytes(), &content.site, TODAY);
            prop_assert_eq!(file.title.map(|title| title.text), Some(title.trim().to_owned()));
            prop_assert!(file.findings.iter().all(|found| found.rule == "unfilled"));
        }
    }
}
