//! The whole plan from small content in both languages.

use masthead_editorial::Page;
use masthead_text::Language::{self, Chinese, English};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{sample::*, *};
use crate::keywords::Cover;

fn settings() -> Settings {
    Settings::new(
        "CNY".parse().unwrap(),
        Decimal::from(600),
        Decimal::new(3, 2),
    )
}

fn plan_of(terms: Vec<crate::keywords::Term>) -> Plan {
    let month = "2026-10".parse().unwrap();
    make(&market(terms), &content(), &settings(), month)
}

fn group<'a>(plan: &'a Plan, name: &str) -> &'a Group {
    plan.groups.iter().find(|group| group.name == name).unwrap()
}

fn keywords(group: &Group) -> Vec<(&str, MatchType)> {
    group
        .keywords
        .iter()
        .map(|k| (k.keyword.as_str(), k.match_type))
        .collect()
}

#[test]
fn each_language_is_a_campaign_and_each_page_a_group_with_its_landing_page() {
    let plan = plan_of(Vec::new());
    let names: Vec<&str> = plan.campaigns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(
        names,
        ["EN | Search | Arvenna Vision", "ZH | Search | 岚目视觉"]
    );
    let pages: Vec<(&str, &str)> = plan
        .groups
        .iter()
        .map(|g| (g.name.as_str(), g.landing_page.as_str()))
        .collect();
    assert_eq!(
        pages,
        [
            (
                "steel surface inspection",
                "https://www.arvenna.example/case-studies/steel/"
            ),
            (
                "line scan camera",
                "https://www.arvenna.example/products/ls8/"
            ),
            (
                "带钢表面检测",
                "https://www.arvenna.example/zh/case-studies/steel/"
            ),
            ("线扫描相机", "https://www.arvenna.example/zh/products/ls8/"),
        ]
    );
    use MatchType::{Exact, Phrase};
    assert_eq!(
        keywords(group(&plan, "steel surface inspection")),
        [
            ("steel surface inspection", Exact),
            ("steel surface inspection", Phrase),
            ("strip surface defects", Exact),
            ("strip surface defects", Phrase),
            ("roll marks", Exact), // shares no word with the target
        ]
    );
}

#[test]
fn a_term_of_the_market_goes_to_the_page_that_names_it_or_asks_for_one() {
    for (language, near, far, home) in [
        (
            English,
            "inline surface inspection",
            "hyperspectral imaging",
            "steel surface inspection",
        ),
        (Chinese, "在线表面检测", "高光谱成像", "带钢表面检测"),
    ] {
        let plan = plan_of(vec![
            term(near, language, None, Cover::Weak),
            term(far, language, Some("Cobaltine Imaging"), Cover::Missing),
        ]);
        let found = keywords(group(&plan, home))
            .iter()
            .any(|(word, _)| *word == near);
        assert!(found, "{near} in {:?}", group(&plan, home));
        let needed: Vec<&str> = plan
            .needs_page
            .iter()
            .map(|need| need.term.as_str())
            .collect();
        assert_eq!(needed, [far]);
        assert!(plan.needs_page[0].why.contains("Cobaltine Imaging"));
        assert!(plan.needs_page[0].why.contains('3'));
    }
}

/// Whether a search is one that a group bids on.
fn answers(search: &str, group: &Group) -> bool {
    group
        .keywords
        .iter()
        .any(|keyword| match keyword.match_type {
            MatchType::Exact => phrase::same(search, &keyword.keyword, group.language),
            _ => contains(search, &keyword.keyword, group.language),
        })
}

/// Whether a search shows a group: the group bids on it and nothing excludes it.
fn shows(search: &str, group: &Group, campaign: &[Negative]) -> bool {
    let excluded = |n: &Negative| negative::excludes(n, search, group.language);
    answers(search, group) && !group.negatives.iter().chain(campaign).any(excluded)
}

#[test]
fn one_search_shows_one_group() {
    let plan = plan_of(Vec::new());
    for (search, shown) in [
        ("8k line scan camera price", vec!["line scan camera"]),
        (
            "steel surface inspection with a line scan camera",
            vec!["steel surface inspection"],
        ),
        ("line scan camera jobs", vec![]),
        ("cobaltine imaging line scan camera", vec![]),
        ("带钢表面检测用线扫描相机", vec!["带钢表面检测"]),
        ("线扫描相机二手", vec![]),
        ("衡像科技线扫描相机", vec![]),
    ] {
        let got: Vec<&str> = plan
            .groups
            .iter()
            .filter(|group| {
                let campaign = plan
                    .campaigns
                    .iter()
                    .find(|c| c.name == group.campaign)
                    .unwrap();
                shows(search, group, &campaign.negatives)
            })
            .map(|group| group.name.as_str())
            .collect();
        assert_eq!(got, shown, "{search}");
    }
}

#[test]
fn a_negative_never_blocks_a_keyword_of_its_own_scope() {
    let mut content = content();
    content.pages[2]
        .keywords
        .push("line scan camera training".to_owned());
    content.pages[3].keywords.push("线扫描相机培训".to_owned());
    let month = "2026-10".parse().unwrap();
    let plan = make(&market(Vec::new()), &content, &settings(), month);
    for (language, dropped, kept) in [(English, "training", "course"), (Chinese, "培训", "课程")]
    {
        let campaign = plan
            .campaigns
            .iter()
            .find(|c| c.language == language)
            .unwrap();
        let has = |word: &str| campaign.negatives.iter().any(|n| n.keyword == word);
        assert!(!has(dropped) && has(kept), "{language}");
    }
}

#[test]
fn ads_of_every_kind_are_within_the_limits_and_long_enough_in_both_languages() {
    for language in Language::ALL {
        let mut content = content();
        content.pages.extend(others(language));
        let month = "2026-10".parse().unwrap();
        let plan = make(&market(Vec::new()), &content, &settings(), month);
        assert_eq!(check(&plan), []);
        for group in plan
            .groups
            .iter()
            .filter(|group| group.language == language)
        {
            let ad = &group.ads[0];
            assert!(ad.headlines.len() >= 8, "{:?}", ad.headlines);
            assert!(ad.descriptions.len() >= 2, "{:?}", ad.descriptions);
            assert!(!ad.path1.is_empty());
        }
    }
}

#[test]
fn the_plan_of_the_sample_company_breaks_no_limit() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let today = "2026-10-31".parse().unwrap();
    let (content, _) = masthead_editorial::read(&root, "site".as_ref(), today);
    let month = "2026-10".parse().unwrap();
    let plan = make(&market(Vec::new()), &content.unwrap(), &settings(), month);
    assert_eq!(check(&plan), []);
    assert_eq!(plan.groups.len(), 10);
    for ad in plan.groups.iter().flat_map(|group| &group.ads) {
        assert!(
            ad.headlines.len() >= 8 && ad.descriptions.len() >= 2,
            "{ad:?}"
        );
    }
}

#[test]
fn an_ad_says_what_its_page_proves() {
    let plan = plan_of(Vec::new());
    for (name, headline, description) in [
        (
            "steel surface inspection",
            "Claims Down 64%",
            "Claims at Norrvik Strip went from 14 to 5 per month.",
        ),
        (
            "带钢表面检测",
            "表面异议降 64%",
            "诺维克带钢实测：表面异议从 14 降到 5（起/月），出处见正文。",
        ),
    ] {
        let ad = &group(&plan, name).ads[0];
        assert!(
            ad.headlines.iter().any(|text| text == headline),
            "{:?}",
            ad.headlines
        );
        assert!(
            ad.descriptions.iter().any(|text| text == description),
            "{:?}",
            ad.descriptions
        );
    }
}

#[test]
fn what_a_platform_would_refuse_is_found() {
    let mut content = content();
    content.pages[0].keywords = vec!["+steel".into(), "a b c d e f g h i j k".into()];
    content.pages[3].keywords = vec!["=SUM(A1)".into(), "线扫描相机".into()];
    let month = "2026-10".parse().unwrap();
    let mut plan = make(&market(Vec::new()), &content, &settings(), month);
    let found: Vec<String> = check(&plan)
        .into_iter()
        .map(|f| format!("{} {}", f.place.path, f.message))
        .collect();
    assert_eq!(
        found,
        [
            "content/case-studies/steel.md the keyword “+steel” starts like a formula",
            "content/case-studies/steel.md the keyword “a b c d e f g h i j k” has 21 characters and 11 words",
            "content/products/ls8.zh.md another page or keyword of this language has “线扫描相机” already",
            "content/products/ls8.zh.md the keyword “=SUM(A1)” starts like a formula",
        ]
    );
    plan.refused.clear();
    plan.groups[2].ads[0].headlines[0] = "行业第一的带钢表面检测方案提供商之一".into();
    plan.groups[2].ads[0].descriptions.truncate(1);
    let ad = &mut plan.groups[3].ads[0];
    ad.headlines[1] = "最佳相机".into();
    ad.headlines[2] = ad.headlines[0].clone();
    let found: Vec<String> = check(&plan)
        .into_iter()
        .map(|finding| finding.message)
        .collect();
    assert_eq!(
        found,
        [
            "the ad has 1 descriptions, where 2 to 4 are needed",
            "“行业第一的带钢表面检测方案提供商之一” takes 36 columns of 30",
            "two headlines of the ad say the same",
            "“最佳相机” holds “最佳”, which Chinese advertising law forbids",
        ]
    );
}

#[test]
fn assumptions_that_make_no_bid_are_errors() {
    let none = |settings: &mut Settings| settings.match_types.clear();
    for (cost, rate, change, message) in [
        (
            0,
            "0.03",
            None,
            "the highest bid for a click comes to nothing",
        ),
        (
            600,
            "3",
            None,
            "the conversion rate in [plan] is no share of clicks",
        ),
        (
            600,
            "-0.1",
            None,
            "the conversion rate in [plan] is no share of clicks",
        ),
        (
            600,
            "0.03",
            Some(none as fn(&mut Settings)),
            "the ad groups have no keywords, since [plan] names no match type",
        ),
    ] {
        let mut settings = Settings::new(
            "CNY".parse().unwrap(),
            Decimal::from(cost),
            rate.parse().unwrap(),
        );
        change.iter().for_each(|change| change(&mut settings));
        let mut content = content();
        content.pages.truncate(1);
        content.pages[0].keywords.clear();
        let plan = make(
            &market(Vec::new()),
            &content,
            &settings,
            "2026-10".parse().unwrap(),
        );
        let found: Vec<String> = check(&plan).into_iter().map(|f| f.message).collect();
        assert_eq!(found, [message]);
    }
}

/// The cells of the file for Editor, by row.
fn editor(plan: &Plan) -> Vec<Vec<String>> {
    let bytes = google_ads_editor(plan);
    assert_eq!(bytes[..2], [0xff, 0xfe]);
    let units: Vec<u16> = bytes[2..]
        .chunks(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    let text = String::from_utf16(&units).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .has_headers(false)
        .from_reader(text.as_bytes());
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn the_file_for_editor_has_parents_before_children_and_no_formula() {
    let mut settings = settings();
    settings
        .locations
        .insert(English, vec!["Sweden".to_owned()]);
    let plan = make(
        &market(Vec::new()),
        &content(),
        &settings,
        "2026-10".parse().unwrap(),
    );
    let rows = editor(&plan);
    let at = |name: &str| rows[0].iter().position(|column| column == name).unwrap();
    let kind = |row: &Vec<String>| {
        [
            ("Campaign Type", 0),
            ("Location", 1),
            ("Ad Group Status", 3),
            ("Ad type", 6),
        ]
        .into_iter()
        .find(|(name, _)| !row[at(name)].is_empty())
        .map_or_else(
            || match row[at("Criterion Type")].as_str() {
                negative if negative.starts_with("Campaign Negative") => 2,
                negative if negative.starts_with("Negative") => 5,
                _ => 4,
            },
            |(_, kind)| kind,
        )
    };
    for campaign in ["EN | Search | Arvenna Vision", "ZH | Search | 岚目视觉"] {
        let own: Vec<&Vec<String>> = rows
            .iter()
            .skip(1)
            .filter(|row| row[at("Campaign")] == campaign)
            .collect();
        assert_eq!(kind(own[0]), 0);
        for group in plan
            .groups
            .iter()
            .filter(|group| group.campaign == campaign)
        {
            let kinds: Vec<i32> = own
                .iter()
                .filter(|row| row[at("Ad Group")] == group.name)
                .map(|row| kind(row))
                .collect();
            assert!(kinds.is_sorted() && kinds[0] == 3, "{kinds:?}");
        }
    }
    let exact = rows
        .iter()
        .find(|row| row[at("Keyword")] == "线扫描相机")
        .unwrap();
    assert_eq!(exact[at("Criterion Type")], "Exact");
    assert_eq!(exact[at("Max CPC")], "18.00");
    assert_eq!(
        exact[at("Final URL")],
        "https://www.arvenna.example/zh/products/ls8/"
    );
    assert!(
        rows.iter()
            .flatten()
            .all(|cell| !cell.starts_with(['=', '+', '-', '@']))
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let [a, b] = [(); 2].map(|()| plan_of(vec![term("edge", English, None, Cover::Missing)]));
    assert_eq!(google_ads_editor(&a), google_ads_editor(&b));
    assert_eq!(
        serde_json::to_string(&a).unwrap(),
        serde_json::to_string(&b).unwrap()
    );
}

proptest! {
    /// However keywords contain one another, a search that some group bids on shows a group.
    #[test]
    fn no_search_is_lost_between_groups(
        lists in prop::collection::vec(prop::collection::vec("[ab]( [abc]){0,3}", 1..4), 1..5)
    ) {
        let mut content = content();
        content.pages.truncate(1);
        let model = content.pages[0].clone();
        content.pages = lists
            .iter()
            .enumerate()
            .map(|(nr, list)| Page {
                path: format!("content/{nr}.md"),
                keyword: list[0].clone(),
                keywords: list[1..].to_vec(),
                ..model.clone()
            })
            .collect();
        let plan = make(&market(Vec::new()), &content, &settings(), "2026-10".parse().unwrap());
        let keywords: Vec<&str> =
            plan.groups.iter().flat_map(|g| &g.keywords).map(|k| k.keyword.as_str()).collect();
        let pairs = keywords
            .iter()
            .flat_map(|a| keywords.iter().map(move |b| format!("{a} {b}")))
            .chain(keywords.iter().map(|&word| word.to_owned()));
        for search in pairs {
            let answered = plan.groups.iter().any(|group| answers(&search, group));
            let shown = plan.groups.iter().any(|group| shows(&search, group, &[]));
            prop_assert_eq!(answered, shown, "{}", search);
        }
        prop_assert!(check(&plan).iter().all(|finding| !finding.message.contains("blocks")));
    }
}
