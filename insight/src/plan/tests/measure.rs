//! Plans of many pages, of settings without measure, and of words that nothing may hold.

use masthead_editorial::Content;
use masthead_text::Language::{Chinese, English};
use rust_decimal::Decimal;

use super::{super::*, faults, settings};
use crate::plan::sample::{content, market};

fn made(content: &Content, settings: &Settings) -> Plan {
    let month = "2026-10".parse().unwrap();
    make(&market(Vec::new()), content, settings, month)
}

/// Content of `count` pages of one language, with these keywords.
fn pages(language: Language, count: usize, keywords: impl Fn(usize) -> [String; 2]) -> Content {
    let mut content = content();
    let model = content.pages.iter().find(|page| page.language == language);
    let model = model.unwrap().clone();
    content.pages = (0..count)
        .map(|nr| {
            let [keyword, second] = keywords(nr);
            masthead_editorial::Page {
                path: format!("content/{nr}.md"),
                keyword,
                keywords: vec![second],
                ..model.clone()
            }
        })
        .collect();
    content
}

#[test]
fn the_rows_of_a_plan_grow_in_proportion_to_its_pages() {
    let english = |nr: usize| match nr {
        0 => ["line scan camera".to_owned(), "steel inspection".to_owned()],
        _ => [
            format!("v{nr:03} line scan camera"),
            format!("steel inspection w{nr:03}"),
        ],
    };
    let chinese = |nr: usize| match nr {
        0 => ["线扫描相机".to_owned(), "带钢检测".to_owned()],
        _ => [format!("V{nr:03} 线扫描相机"), format!("带钢检测 W{nr:03}")],
    };
    for language in [English, Chinese] {
        let rows = |count: usize| {
            let content = match language {
                English => pages(language, count, english),
                Chinese => pages(language, count, chinese),
            };
            let plan = made(&content, &settings());
            assert_eq!(plan.groups.len(), count);
            let negatives = plan.groups.iter().map(|group| group.negatives.len());
            negatives.sum::<usize>()
        };
        let (few, many) = (rows(50), rows(200));
        // The general group excludes what is narrower, and nobody else meets anybody.
        assert_eq!((few, many), (49, 199), "{language}");
    }
}

#[test]
fn a_group_excludes_only_what_one_search_can_hold_with_its_own_keywords() {
    for (language, one, other, meets) in [
        (
            English,
            "steel surface inspection",
            "dark-field lighting",
            false,
        ),
        (
            English,
            "steel surface inspection",
            "camera inspection",
            false,
        ),
        (
            English,
            "steel surface inspection",
            "inspection camera",
            true,
        ),
        (
            English,
            "steel surface inspection",
            "surface inspection",
            true,
        ),
        (Chinese, "带钢表面检测", "暗场照明", false),
        (Chinese, "带钢表面检测", "检测相机", true),
        (Chinese, "带钢表面检测", "表面检测", true),
    ] {
        let keyword = |nr: usize| {
            let target = if nr == 0 { one } else { other };
            [target.to_owned(), target.to_owned()]
        };
        let plan = made(&pages(language, 2, keyword), &settings());
        let negatives = plan.groups.iter().map(|group| group.negatives.len());
        assert_eq!(negatives.sum::<usize>() > 0, meets, "{one} / {other}");
    }
}

#[test]
fn a_negative_of_the_settings_that_cannot_stand_is_refused_and_told() {
    let mut settings = settings();
    let words = |list: &[&str]| list.iter().map(|&word| word.to_owned()).collect();
    settings.negatives = BTreeMap::from([
        (English, words(&["=1+1", "@x", "Line Scan", "webcam"])),
        (Chinese, words(&["＝1", "扫描", "手机"])),
    ]);
    let plan = made(&content(), &settings);
    let found: Vec<String> = faults(&plan).into_iter().map(|one| one.message).collect();
    assert_eq!(
        found,
        [
            "the keyword “=1+1” starts like a formula",
            "the keyword “@x” starts like a formula",
            "the keyword “＝1” starts like a formula",
            "the negative “Line Scan” would block the keyword “line scan camera”, so it is left out",
            "the negative “扫描” would block the keyword “线扫描相机”, so it is left out",
        ]
    );
    let has = |at: usize, word: &str| {
        let mut negatives = plan.campaigns[at].negatives.iter();
        negatives.any(|negative| negative.keyword == word)
    };
    assert!(has(0, "webcam") && has(1, "手机") && !has(0, "=1+1"));
}

#[test]
fn why_a_keyword_is_refused_is_said_in_its_language() {
    let mut content = content();
    content.pages[0].keywords = vec!["=x".into(), "line scan camera".into(), "roll marks".into()];
    content.pages[1].keywords = vec!["=甲".into(), "线扫描相机".into(), "辊印".into()];
    let mut settings = settings();
    settings.negatives.insert(English, vec!["camera".into()]);
    settings.negatives.insert(Chinese, vec!["相机".into()]);
    let plan = made(&content, &settings);
    for language in [English, Chinese] {
        let own = plan.refused.iter().filter(|one| one.language == language);
        let causes: std::collections::BTreeSet<Cause> = own
            .inspect(|one| {
                for text in [&one.why, &one.help] {
                    let han = text.chars().any(|c| ('一'..='龥').contains(&c));
                    assert_eq!(han, language == Chinese, "{text}");
                }
            })
            .map(|one| one.cause)
            .collect();
        assert_eq!(causes.len(), 4, "{causes:?}");
    }
}

#[test]
fn a_negative_that_blocks_a_keyword_of_its_campaign_is_an_error() {
    let mut plan = made(&content(), &settings());
    let mut negative = plan.campaigns[1].negatives[0].clone();
    negative.keyword = "相机".into();
    plan.campaigns[1].negatives.push(negative);
    let found: Vec<String> = faults(&plan).into_iter().map(|one| one.message).collect();
    assert_eq!(
        found,
        ["the negative “相机” blocks “线扫描相机” of its own campaign"]
    );
}

#[test]
fn a_group_whose_target_is_refused_is_named_by_its_first_keyword() {
    let mut content = content();
    content.pages[2].keyword = "=line scan camera".into();
    let plan = made(&content, &settings());
    let names: Vec<&str> = plan
        .groups
        .iter()
        .map(|group| group.name.as_str())
        .collect();
    assert_eq!(names[1], "8k line scan camera");
}

#[test]
fn assumptions_that_make_no_bid_are_errors() {
    let cost = "the target cost per lead in [plan] is nothing";
    let dear = "the target cost per lead in [plan] is above 1,000,000,000";
    let rate = "the conversion rate in [plan] is no share of clicks";
    let leads = "the target leads in [plan] are no number from 1 to 1,000,000";
    let factor = "a bid factor in [plan] is no share of the full bid";
    let bid = "the highest bid for a click is below 0.01";
    let budget = "the daily budget is below 0.01";
    let usual = "exact = 1";
    for (price, share, wanted, factors, messages) in [
        ("600", "0.03", 20, usual, &[][..]),
        ("1000000000", "1", 1_000_000, usual, &[]),
        ("0", "0.03", 20, usual, &[cost]),
        ("-1", "0.03", 20, usual, &[cost]),
        ("1e27", "0.03", 20, usual, &[dear]),
        ("600", "3", 20, usual, &[rate]),
        ("600", "0", 20, usual, &[rate]),
        ("600", "-0.1", 20, usual, &[rate]),
        ("600", "1e-20", 20, usual, &[bid]),
        ("600", "0.03", 0, usual, &[leads]),
        ("600", "0.03", u32::MAX, usual, &[leads]),
        ("1e27", "3", u32::MAX, usual, &[rate, dear, leads]),
        ("600", "0.03", 20, "phrase = 0", &[factor]),
        ("600", "0.03", 20, "exact = 1.5", &[factor]),
        ("600", "0.03", 20, "broad = -1", &[factor]),
        ("0.2", "1", 1, usual, &[budget]),
    ] {
        let number = |text: &str| {
            let scientific = Decimal::from_scientific(text);
            scientific.or_else(|_| text.parse()).unwrap()
        };
        let (kind, share_of) = factors.split_once(" = ").unwrap();
        let kind = MatchType::ALL
            .into_iter()
            .find(|one| one.name().to_lowercase() == kind)
            .unwrap();
        let mut settings = settings();
        settings.target_cost_per_lead = number(price);
        settings.conversion_rate = number(share);
        settings.target_leads = wanted;
        settings.bid_factors.insert(kind, number(share_of));
        let plan = made(&content(), &settings);
        let found: Vec<String> = faults(&plan).into_iter().map(|one| one.message).collect();
        assert_eq!(found, messages, "{price} {share} {wanted} {factors}");
    }
    let mut settings = settings();
    settings.match_types.clear();
    let mut content = content();
    content.pages.truncate(1);
    content.pages[0].keywords.clear();
    let found: Vec<String> = faults(&made(&content, &settings))
        .into_iter()
        .map(|one| one.message)
        .collect();
    assert_eq!(
        found,
        ["the ad groups have no keywords, since [plan] names no match type"]
    );
}
