//! The pages in both languages.

use masthead_store::{Channel, LeadStatus, Tier};

use super::*;
use crate::{keywords::Cover, plan::sample::term};

#[test]
fn an_empty_month_says_so_in_both_languages_and_draws_nothing() {
    let mut world = World::empty();
    world.content.pages.clear();
    let report = world.report();
    for (language, sentence) in [
        (English, "No leads are imported for October 2026"),
        (Chinese, "2026年10月没有导入线索"),
    ] {
        let page = html(&report, language).unwrap();
        assert!(page.contains(sentence));
        assert!(
            !page.contains("<svg") && !page.contains("<table"),
            "{language}"
        );
    }
}

/// A month with something in every section.
fn full() -> World {
    let mut world = World::empty();
    world.content = telling();
    world.search[0] = vec![
        query("线扫描相机", 3, 100, "8"),
        landing("https://www.arvenna.example/products/ls8/", 6, 100, "2"),
    ];
    world.search[1] = world.search[0].clone();
    world.ads = [
        vec![ad("ZH | 工业相机", 10, money("120.50", "CNY"))],
        Vec::new(),
    ];
    world.leads[0] = vec![lead(
        Channel::PaidSearch,
        "ZH | 工业相机",
        Tier::A,
        LeadStatus::New,
    )];
    world.keywords = market(vec![term(
        "label inspection",
        English,
        Some("Cobaltine Imaging"),
        Cover::Missing,
    )]);
    world.pages = [
        vec![
            page(
                COBALTINE,
                "http://c.example/b",
                "<b>New</b> & sharp",
                ENGLISH,
                "2026-10-31",
            ),
            page(
                REVIEW,
                "http://r.example/copy",
                "Reprint",
                ENGLISH,
                "2026-10-20",
            ),
        ],
        vec![page(
            COBALTINE,
            "http://c.example/a",
            "A",
            "x",
            "2026-09-30",
        )],
    ];
    world
}

#[test]
fn what_comes_from_the_web_is_escaped_and_marked_with_its_language() {
    let report = full().report();
    let chinese = html(&report, Chinese).unwrap();
    assert!(chinese.contains("<html lang=\"zh\">"));
    assert!(chinese.contains("&lt;<span lang=\"en\">b&gt;New&lt;/b&gt; &amp; sharp</span>"));
    assert!(!chinese.contains("<b>New"));
    assert!(chinese.contains("<span lang=\"en\">Cobaltine Imaging</span>"));
    let english = html(&report, English).unwrap();
    assert!(english.contains("<span lang=\"zh\">线扫描相机</span>"));
    assert!(
        english.matches("<svg").count() == 3,
        "leads, ads and pages are drawn"
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let [a, b] = [full().report(), full().report()];
    assert_eq!(
        serde_json::to_string(&a).unwrap(),
        serde_json::to_string(&b).unwrap()
    );
    assert_eq!(html(&a, Chinese).unwrap(), html(&b, Chinese).unwrap());
}
