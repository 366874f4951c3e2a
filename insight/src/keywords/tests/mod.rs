//! Small months in both languages: what they say, and what must come out.

mod view;

use jiff::{Timestamp, civil::Date};
use masthead_editorial::Content;
use masthead_page::{Heading, PageFacts};
use masthead_store::{PageAt, Role, SourceRow};
use masthead_text::{
    Language::{self, Chinese, English},
    Lexicon,
};
use proptest::prelude::*;

use super::*;
use crate::words::{self, Names, Words};

const SEPTEMBER: Option<Date> = Some(Date::constant(2026, 9, 10));
const OCTOBER: Option<Date> = Some(Date::constant(2026, 10, 10));

fn content() -> Content {
    Content {
        pages: Vec::new(),
        ..crate::plan::sample::content()
    }
}

/// A page of `name` about `title`, with a heading and a text.
fn page(name: &str, role: Role, day: Option<Date>, title: &str, text: &str) -> PageAt {
    let (heading, number) = (title.to_owned(), title.len() + 7 * text.len());
    let host = format!("http://{}.example/", name.len());
    let url: Url = format!("{host}{number}").parse().unwrap();
    let language = masthead_text::detect(title);
    PageAt {
        source: SourceRow {
            name: name.to_owned(),
            url: host.parse().unwrap(),
            role,
            language,
        },
        url,
        first_seen: Timestamp::UNIX_EPOCH,
        changed: Timestamp::UNIX_EPOCH,
        listed: None,
        facts: PageFacts {
            language,
            titles: vec![format!("{title} | {name}")],
            headings: vec![Heading {
                level: 1,
                text: heading.clone(),
            }],
            published: day,
            text: format!("{heading}\n{text}"),
            ..PageFacts::default()
        },
    }
}

/// The same word in a paper and at two competitors, so that it has pages and sources enough.
fn chorus(day: Option<Date>, title: &str, texts: [&str; 3]) -> Vec<PageAt> {
    let voices = [
        ("Review", Role::Industry),
        ("Cobaltine Imaging", Role::Competitor),
    ];
    let voices = voices.into_iter().chain([("衡像科技", Role::Competitor)]);
    voices
        .zip(texts)
        .map(|((name, role), text)| page(name, role, day, title, text))
        .collect()
}

/// The lexicon of the sources above, with words that stay whole.
fn lexicon(terms: &[String]) -> Lexicon {
    let words = Words {
        terms: terms.to_vec(),
        ..Words::default()
    };
    let names = Names {
        brands: &[],
        sources: &[
            ("Cobaltine Imaging", Role::Competitor),
            ("衡像科技", Role::Competitor),
        ],
    };
    words::lexicon(&words, names, Some(&content()))
}

fn gathered(before: &[PageAt], now: &[PageAt]) -> Keywords {
    let month = Month::of(Date::constant(2026, 10, 1));
    gather(
        &before.to_vec(),
        &now.to_vec(),
        &content(),
        month,
        &Settings::default(),
        &lexicon(&[]),
    )
    .unwrap()
}

fn trend(keywords: &Keywords, term: &str) -> Option<Trend> {
    keywords
        .terms
        .iter()
        .find(|found| found.term == term)
        .map(|found| found.trend)
}

/// Two months in which every source speaks, with `more` in the second.
fn months(plain: &str, more: Vec<PageAt>) -> (Vec<PageAt>, Vec<PageAt>) {
    let frame = |day| chorus(day, plain, ["", "", ""]);
    let before = frame(SEPTEMBER);
    let now = [before.clone(), frame(OCTOBER), more].concat();
    (before, now)
}

#[test]
fn what_is_said_for_the_first_time_by_enough_pages_is_new() {
    for (plain, term, text) in [
        (
            "Glass lamps",
            "digital product passport",
            "the digital product passport is near",
        ),
        ("玻璃灯罩", "电池护照", "出口要有电池护照了"),
    ] {
        let text = [text, text, text];
        let (before, mut now) = months(plain, chorus(OCTOBER, term, text));
        for page in &mut now {
            page.url = format!("{}-{}", page.url, page.published().unwrap())
                .parse()
                .unwrap();
        }
        let keywords = gathered(&before, &now);
        assert_eq!(
            trend(&keywords, term),
            Some(Trend::New),
            "{:?}",
            keywords.terms
        );
    }
}

#[test]
fn what_stands_is_counted_in_both_months_and_is_steady() {
    for (title, term) in [
        ("Hyperspectral imaging", "hyperspectral imaging"),
        ("高光谱成像", "高光谱成像"),
    ] {
        let standing = chorus(None, title, ["", "", ""]);
        let keywords = gathered(&standing, &standing);
        let found = keywords
            .terms
            .iter()
            .find(|found| found.term == term)
            .unwrap();
        assert_eq!((found.count_before, found.count_now), (3, 3));
        assert_eq!(found.trend, Trend::Steady);
        assert_eq!(found.targeted_by, ["Cobaltine Imaging", "衡像科技"]);
        assert_eq!((found.own, keywords.gap.len()), (Cover::Missing, 1));
    }
}

#[test]
fn a_page_found_late_speaks_in_the_month_of_its_day() {
    let late = chorus(SEPTEMBER, "Hyperspectral imaging", ["", "", ""]);
    let keywords = gathered(&[], &late);
    assert_eq!(keywords.terms[0].apart_before, 3);
    assert_eq!(keywords.terms[0].apart_now, 0);
}

#[test]
fn a_new_source_makes_nothing_rise() {
    for term in ["hyperspectral imaging", "高光谱成像"] {
        let now = chorus(None, term, ["", "", ""]);
        let keywords = gathered(&[], &now);
        assert_eq!(trend(&keywords, term), Some(Trend::Unjudged));
    }
}

/// A source that fell silent said it before, and one that is new says it too: neither is in the
/// counts beside the trend.
#[test]
fn the_counts_of_a_term_are_those_that_were_compared() {
    for (plain, term) in [
        ("Glass lamps", "hyperspectral imaging"),
        ("玻璃灯罩", "高光谱成像"),
    ] {
        let (mut before, mut now) = months(plain, chorus(OCTOBER, term, ["", "", ""]));
        before.push(page("Silent", Role::Industry, SEPTEMBER, term, ""));
        now.push(page("A newcomer", Role::Industry, OCTOBER, term, ""));
        for page in &mut now {
            page.url = format!("{}-{}", page.url, page.published().unwrap())
                .parse()
                .unwrap();
        }
        let keywords = gathered(&before, &now);
        let found = keywords
            .terms
            .iter()
            .find(|found| found.term == term)
            .unwrap();
        assert_eq!(found.trend, Trend::New);
        assert_eq!((found.count_before, found.count_now), (0, 3));
        assert_eq!((found.sources_before, found.sources_now), (0, 3));
        assert_eq!((found.apart_before, found.apart_now), (1, 1));
        for (language, rule) in [
            (
                English,
                "Only sources that speak in both months are compared",
            ),
            (Chinese, "只比较两个月都有页面的来源"),
        ] {
            assert!(html(&keywords, language).unwrap().contains(rule));
        }
    }
}

#[test]
fn what_fades_is_no_gap() {
    for (plain, term) in [
        ("Glass lamps", "Hyperspectral imaging"),
        ("玻璃灯罩", "高光谱成像"),
    ] {
        let (before, mut after) = months(plain, Vec::new());
        for page in &mut after {
            page.url = format!("{}-{}", page.url, page.published().unwrap())
                .parse()
                .unwrap();
        }
        let fading = chorus(SEPTEMBER, term, ["", "", ""]);
        let before = [before, fading.clone()].concat();
        let keywords = gathered(&before, &[after, fading].concat());
        let term = term.to_lowercase();
        assert_eq!(trend(&keywords, &term), Some(Trend::Fading));
        assert!(keywords.gap.iter().all(|found| found.term != term));
    }
}

/// A further keyword covers if the page speaks of it, and is weak if it is only declared.
#[test]
fn a_declared_keyword_covers_what_the_page_speaks_of() {
    for (language, word, text) in [
        (
            English,
            "web inspection",
            "We make it for web inspection of film.",
        ),
        (Chinese, "薄膜检测", "这台相机用于薄膜检测。"),
    ] {
        let mut page = crate::plan::sample::content()
            .pages
            .into_iter()
            .find(|page| page.language == language)
            .unwrap();
        page.keywords = vec![word.to_owned()];
        for (text, cover) in [(text, Cover::Covered), ("", Cover::Weak)] {
            page.text = text.to_owned();
            let mut content = content();
            content.pages = vec![page.clone()];
            let standing = chorus(None, word, ["", "", ""]);
            let month = Month::of(Date::constant(2026, 10, 1));
            let keywords = gather(
                &standing,
                &standing,
                &content,
                month,
                &Settings::default(),
                &lexicon(&[]),
            )
            .unwrap();
            let found = keywords
                .terms
                .iter()
                .find(|term| term.term == word)
                .unwrap();
            assert_eq!(found.own, cover, "{word}: {text}");
        }
    }
}

#[test]
fn own_pages_and_tenders_do_not_count_but_ours_cover() {
    for (title, text, own) in [
        ("Hyperspectral imaging", "", Cover::Covered),
        ("Lamps", "and some hyperspectral imaging", Cover::Weak),
        ("Lamps", "", Cover::Missing),
    ] {
        let mut now = chorus(None, "Hyperspectral imaging", ["", "", ""]);
        now.push(page("Ours", Role::Own, None, title, text));
        now.push(page(
            "Board",
            Role::Tender,
            None,
            "Hyperspectral imaging",
            "",
        ));
        let keywords = gathered(&now, &now);
        assert_eq!(keywords.terms[0].count_now, 3);
        assert_eq!(keywords.terms[0].own, own);
        assert_eq!(keywords.gap.is_empty(), own == Cover::Covered);
        assert_eq!(keywords.sources.len(), 3);
    }
}

#[test]
fn names_are_no_terms() {
    let texts = [
        "Cobaltine Imaging sells",
        "Arvenna Vision sells",
        "衡像科技销售",
    ];
    let standing = chorus(None, "Cobaltine Imaging Arvenna Vision", texts);
    let keywords = gathered(&standing, &standing);
    assert_eq!(keywords.terms, []);
}

#[test]
fn fragments_go_and_the_users_words_stay() {
    let standing = chorus(None, "Hyperspectral imaging module", ["", "", ""]);
    let month = Month::of(Date::constant(2026, 10, 1));
    for (words, terms) in [
        (vec![], vec!["hyperspectral imaging module"]),
        (
            vec!["module".to_owned()],
            vec!["hyperspectral imaging module", "module"],
        ),
    ] {
        let keywords = gather(
            &standing,
            &standing,
            &content(),
            month,
            &Settings::default(),
            &lexicon(&words),
        )
        .unwrap();
        let found: Vec<&str> = keywords
            .terms
            .iter()
            .map(|term| term.term.as_str())
            .collect();
        assert_eq!(found, terms);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn one_thread_and_many_give_the_same_bytes(titles in proptest::collection::vec("\\PC{0,30}", 0..12)) {
        let pages: Vec<PageAt> = titles
            .iter()
            .flat_map(|title| chorus(None, title, [title, "高光谱成像", "digital product passport"]))
            .collect();
        let written = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let keywords = pool.install(|| gathered(&pages, &pages));
            let html = html(&keywords, Chinese).unwrap();
            (serde_json::to_string(&keywords).unwrap(), html)
        };
        prop_assert_eq!(written(1), written(4));
    }

    #[test]
    fn no_count_is_above_the_pages_that_speak(titles in proptest::collection::vec("\\PC{0,30}", 0..8)) {
        let pages: Vec<PageAt> =
            titles.iter().flat_map(|title| chorus(None, title, ["", title, "机器视觉"])).collect();
        let keywords = gathered(&pages, &pages);
        for term in &keywords.terms {
            let pages = keywords.pages[&term.language];
            prop_assert!(term.count_now <= pages.now && term.count_before <= pages.before);
            prop_assert!(term.evidence.len() <= 5);
        }
    }
}
