//! New pages in both languages: what they are called, what they ask, how they pair.

use std::path::Path;

use jiff::civil::{Date, date};
use masthead_text::{Language, Severity};
use proptest::prelude::*;

use super::*;
use crate::file;
use crate::{Content, read};

const TODAY: Date = date(2026, 10, 31);

fn sample() -> Content {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    read(&root, Path::new("site"), TODAY).0.unwrap()
}

/// The sample without the Chinese side of the strip case.
fn halved() -> Content {
    let mut content = sample();
    let path = "case-studies/steel-strip-inspection.zh.md";
    content.files.retain(|file| file != path);
    content
        .pages
        .retain(|page| page.path != format!("content/{path}"));
    content
}

#[test]
fn the_file_name_comes_from_the_slug_or_the_latin_words_of_the_title() {
    let content = sample();
    for (kind, title, language, slug, path) in [
        (
            Kind::CaseStudy,
            "Glass: 40% fewer claims!",
            Language::English,
            None,
            "content/case-studies/glass-40-fewer-claims.md",
        ),
        (
            Kind::Product,
            "LS16 线扫描相机",
            Language::Chinese,
            None,
            "content/products/ls16.zh.md",
        ),
        (
            Kind::Whitepaper,
            "光源怎么选",
            Language::Chinese,
            Some("choosing-a-light"),
            "content/whitepapers/choosing-a-light.zh.md",
        ),
        (
            Kind::Interview,
            "“Ask first”",
            Language::English,
            Some("ask-first"),
            "content/interviews/ask-first.md",
        ),
    ] {
        let draft = draft(kind, title, language, slug, &content, TODAY).unwrap();
        assert_eq!((draft.path.as_str(), draft.pair), (path, None));
        assert_eq!(draft.hint, None);
    }
}

#[test]
fn a_title_with_too_few_latin_words_gets_a_dated_address_and_a_hint() {
    let content = halved();
    for (kind, title, language, path) in [
        (
            Kind::CaseStudy,
            "诺风测到了什么",
            Language::Chinese,
            "content/case-studies/case-study-2026-10-31.zh.md",
        ),
        (
            Kind::Product,
            "x泵",
            Language::Chinese,
            "content/products/product-2026-10-31.zh.md",
        ),
        (
            Kind::Interview,
            "用 LS8 检测带钢的一年",
            Language::Chinese,
            "content/interviews/interview-2026-10-31.zh.md",
        ),
        (
            Kind::Whitepaper,
            "2026",
            Language::English,
            "content/whitepapers/whitepaper-2026-10-31.md",
        ),
    ] {
        let draft = draft(kind, title, language, None, &content, TODAY).unwrap();
        assert_eq!(draft.path, path, "{title}");
        assert!(draft.hint.unwrap().contains("--slug"), "{title}");
    }
}

#[test]
fn the_hint_names_the_pages_that_wait_for_this_language() {
    let content = halved();
    let draft = |kind, title| {
        let draft = draft(kind, title, Language::Chinese, None, &content, TODAY);
        draft.unwrap().hint.unwrap()
    };
    let waiting = "pages that wait for their Chinese side: steel-strip-inspection";
    assert!(draft(Kind::CaseStudy, "带钢案例").ends_with(waiting));
    assert!(!draft(Kind::Product, "水泵").contains("wait"));
}

#[test]
fn a_second_page_of_one_day_gets_a_number() {
    let mut content = sample();
    for path in [
        "content/products/product-2026-10-31.zh.md",
        "content/products/product-2026-10-31-2.md",
        "content/products/product-2026-10-31-3.zh.md",
    ] {
        let language = match path.contains(".zh.") {
            true => Language::Chinese,
            false => Language::English,
        };
        let draft = draft(Kind::Product, "——", language, None, &content, TODAY).unwrap();
        assert_eq!((draft.path.as_str(), draft.pair), (path, None));
        content
            .files
            .push(path.trim_start_matches("content/").to_owned());
    }
}

#[test]
fn what_cannot_be_started_is_refused_with_advice() {
    let content = halved();
    let case = |title, language, slug| {
        draft(Kind::CaseStudy, title, language, slug, &content, TODAY)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        case("Strip", Language::English, Some("Strip Case")),
        "“Strip Case” cannot be part of an address; write lower-case Latin letters, digits and \
         hyphens: --slug strip-case"
    );
    assert_eq!(
        case("Strip", Language::English, Some("steel-strip-inspection")),
        "content/case-studies/steel-strip-inspection.md is there already; edit it, or choose \
         another --slug"
    );
    assert_eq!(
        case(" ", Language::English, None),
        DraftError::NoTitle.to_string()
    );
}

#[test]
fn a_language_that_the_site_lacks_is_refused() {
    let mut content = sample();
    content
        .site
        .languages
        .retain(|language| *language == Language::English);
    let refused = draft(
        Kind::Product,
        "LS16",
        Language::Chinese,
        None,
        &content,
        TODAY,
    );
    assert_eq!(refused, Err(DraftError::NoLanguage(Language::Chinese)));
}

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
