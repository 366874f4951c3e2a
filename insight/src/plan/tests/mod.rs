//! The whole plan from small content in both languages.

mod editor;
mod groups;
mod measure;

use masthead_editorial::{Facts, Spec};
use masthead_text::Language::{self, Chinese, English};
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

/// What is found in a plan beside notes.
fn faults(plan: &Plan) -> Vec<masthead_text::Finding> {
    let mut findings = check(plan);
    findings.retain(|finding| finding.severity != masthead_text::Severity::Note);
    findings
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
            ("strip surface defects", Exact), // shares one word of three
        ]
    );
}

#[test]
fn a_general_keyword_is_bought_less_or_not_at_all_and_the_plan_says_why() {
    for (language, name, near, far, reason) in [
        (
            English,
            "line scan camera",
            "line rate",
            "roll marks",
            "exact only",
        ),
        (Chinese, "线扫描相机", "扫描精度", "行频", "只用精确匹配"),
    ] {
        let mut content = content();
        let page = content.pages.iter_mut().find(|page| page.keyword == name);
        page.unwrap().keywords.push(near.to_owned());
        let month = "2026-10".parse().unwrap();
        let made = |terms| make(&market(terms), &content, &settings(), month);
        let plan = made(Vec::new());
        let bought: Vec<&Keyword> = group(&plan, name)
            .keywords
            .iter()
            .filter(|keyword| keyword.keyword == near)
            .collect();
        assert_eq!(bought.len(), 1, "{near}");
        assert_eq!(bought[0].max_cpc.to_string(), "10.80");
        assert!(bought[0].why.contains(reason), "{}", bought[0].why);
        let refused = |plan: &Plan| plan.refused.iter().any(|refused| refused.keyword == far);
        assert!(refused(&plan), "{far}");
        let used = made(vec![term(far, language, None, Cover::Covered)]);
        assert!(!refused(&used), "{far} is a term of the market");
    }
}

#[test]
fn a_campaign_for_mainland_china_says_so_in_the_plan_and_as_a_note() {
    let mut settings = settings();
    let month = "2026-10".parse().unwrap();
    let places = |plan: &Plan| {
        let notes = check(plan)
            .into_iter()
            .filter(|one| one.place.path == "masthead.toml");
        notes.map(|one| one.severity).collect::<Vec<_>>()
    };
    settings.locations.insert(Chinese, vec!["China".to_owned()]);
    let plan = make(&market(Vec::new()), &content(), &settings, month);
    assert!(plan.campaigns[0].notes.is_empty());
    assert!(plan.campaigns[1].notes[0].contains("百度"));
    assert_eq!(places(&plan), [masthead_text::Severity::Note]);
    settings
        .locations
        .insert(Chinese, vec!["Singapore".to_owned()]);
    let plan = make(&market(Vec::new()), &content(), &settings, month);
    assert!(plan.campaigns[1].notes.is_empty());
    assert_eq!(places(&plan), []);
}

#[test]
fn an_ad_names_the_price_that_its_page_states() {
    for (language, name, value, headline, description) in [
        (
            English,
            "List price",
            "from €7,400 without lens",
            "From €7,400 Without Lens",
            "LS8 by Arvenna Vision: from €7,400 without lens. Ask for a quotation.",
        ),
        (
            Chinese,
            "目录价",
            "5.6 万元起，不含镜头",
            "目录价：5.6 万元起，不含镜头",
            "岚目视觉 LS8：5.6 万元起，不含镜头。需要报价，欢迎来信。",
        ),
    ] {
        let mut content = content();
        content.pages.retain(|page| page.language == language);
        let Facts::Product(product) = &mut content.pages[1].facts else {
            panic!("no product");
        };
        product.specs.push(Spec {
            name: name.to_owned(),
            value: value.to_owned(),
        });
        let month = "2026-10".parse().unwrap();
        let plan = make(&market(Vec::new()), &content, &settings(), month);
        let ad = &plan.groups[1].ads[0];
        assert!(ad.headlines.iter().any(|text| text == headline), "{ad:#?}");
        assert!(
            ad.descriptions.iter().any(|text| text == description),
            "{ad:#?}"
        );
    }
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

#[test]
fn ads_of_every_kind_are_within_the_limits_and_long_enough_in_both_languages() {
    for language in Language::ALL {
        let mut content = content();
        content.pages.extend(others(language));
        let month = "2026-10".parse().unwrap();
        let plan = make(&market(Vec::new()), &content, &settings(), month);
        assert_eq!(faults(&plan), []);
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
    assert_eq!(faults(&plan), []);
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
            "Claims at Norrvik Strip went from 14 to 5 per month. Read how it was done.",
        ),
        (
            "带钢表面检测",
            "表面异议降 64%",
            "诺维克带钢实测：表面异议从 14 降到 5（起/月）。做法与出处见客户案例。",
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
    let found: Vec<String> = faults(&plan)
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
    let found: Vec<String> = faults(&plan)
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
