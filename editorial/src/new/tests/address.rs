//! Where a new page goes, or why it cannot be started.

use masthead_text::Language;

use super::{TODAY, halved, sample};
use crate::Kind;
use crate::new::{DraftError, draft};

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
fn letters_lose_their_accents_and_long_titles_end_after_a_word() {
    let content = sample();
    let slug = |title: &str, language| {
        let draft = draft(Kind::CaseStudy, title, language, None, &content, TODAY).unwrap();
        assert_eq!(draft.hint, None, "{title}");
        let file = draft.path.rsplit('/').next().unwrap();
        file.split('.').next().unwrap().to_owned()
    };
    let english = |title: &str| slug(title, Language::English);
    assert_eq!(
        english("Müller & Söhne: weiß statt grau"),
        "muller-sohne-weiss-statt-grau"
    );
    assert_eq!(slug("Ålesund 带钢", Language::Chinese), "alesund");
    let words = "a title of seven words and a number ";
    assert_eq!(
        english(&words.repeat(9)),
        "a-title-of-seven-words-and-a-number-a-title-of-seven-words-and-a-number-a-title"
    );
    let two = |second: usize| format!("{} {}", "a".repeat(40), "b".repeat(second));
    assert_eq!(english(&two(39)), two(39).replace(' ', "-"));
    assert_eq!(english(&two(40)), "a".repeat(40));
    assert_eq!(english(&"é".repeat(300)), "e".repeat(80));
}
