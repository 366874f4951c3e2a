//! Next steps: their order, and what their evidence supports.

use masthead_store::ProblemKind;

use super::*;
use crate::{keywords::Cover, plan::sample::term};

#[test]
fn steps_come_in_the_order_of_what_it_costs_to_wait() {
    let mut world = World::empty();
    let problem = |kind, url: &str| Problem {
        source: "Plant Floor Podcast".to_owned(),
        url: url.parse().unwrap(),
        kind,
        message: "no XML".to_owned(),
    };
    world.problems = vec![
        problem(ProblemKind::BrokenFeed, "http://p.example/a"),
        problem(ProblemKind::BrokenFeed, "http://p.example/b"),
        problem(ProblemKind::Forbidden, "http://p.example/c"),
    ];
    world.search[0] = vec![
        query("机器视觉公司", 2, 900, "18"),
        query("near", 2, 900, "9.9"),
    ];
    world.keywords = market(vec![
        term("标签检测", Chinese, Some("衡像科技"), Cover::Missing),
        term(
            "line scan",
            English,
            Some("Cobaltine Imaging"),
            Cover::Covered,
        ),
    ]);
    for page in &mut world.content.pages {
        if let masthead_editorial::Facts::CaseStudy(study) = &mut page.facts {
            study.permission.expires = Date::constant(2026, 12, 20);
        }
    }
    let report = world.report();
    let rules: Vec<String> = report
        .next_steps
        .iter()
        .map(|step| {
            serde_json::to_value(step).unwrap()["rule"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(
        rules,
        [
            "permission-ending",
            "term-missing",
            "query-far-down",
            "source-broken"
        ]
    );
}

/// The pages are about steel surface inspection and line scan cameras, in both languages.
#[test]
fn a_query_names_the_page_that_answers_it_or_asks_for_one() {
    for (words, page) in [
        (
            "steel surface inspection system",
            Some("steel surface inspection"),
        ),
        ("surface of the moon", None), // one word alone
        ("表面缺陷检测系统", Some("带钢表面检测")),
        ("机器视觉公司", None),
    ] {
        let mut world = World::empty();
        world.search[0] = vec![query(words, 2, 900, "18")];
        let report = world.report();
        let Why::QueryFarDown { page: found, .. } = &report.next_steps[0].why else {
            panic!("{:?}", report.next_steps);
        };
        assert_eq!(
            found.as_ref().map(|page| page.title.as_str()),
            page,
            "{words}"
        );
        let told = html(&report, English).unwrap();
        assert_eq!(
            told.contains("Write a page that answers the search"),
            page.is_none()
        );
        if let Some(page) = found {
            assert!(
                told.contains(&format!("<a href=\"{}\"", page.url)),
                "{words}"
            );
        }
    }
}

#[test]
fn a_term_and_a_search_of_the_same_words_are_one_step() {
    for (words, search) in [
        ("机器视觉", "机器视觉公司"),
        ("machine vision", "machine vision supplier"),
    ] {
        let mut world = World::empty();
        world.search[0] = vec![query(search, 2, 900, "18")];
        let language = masthead_text::detect(words).unwrap();
        let mut steady = term(words, language, Some("Cobaltine Imaging"), Cover::Missing);
        steady.trend = crate::keywords::Trend::Steady;
        world.keywords = market(vec![steady]);
        let report = world.report();
        let [step] = &report.next_steps[..] else {
            panic!("{:?}", report.next_steps);
        };
        let Why::TermMissing { queries, .. } = &step.why else {
            panic!("{step:?}");
        };
        assert_eq!(queries[0].query, search);
    }
}

#[test]
fn new_terms_are_steps_first_and_a_declared_one_asks_for_a_heading() {
    use crate::keywords::Trend::{Fading, New, Rising, Steady};
    for (language, words) in [
        (
            English,
            [
                "line scan",
                "edge ai",
                "roll marks",
                "old hat",
                "more of it",
            ],
        ),
        (
            Chinese,
            ["标签检测", "电池护照", "辊印", "黑灯工厂", "薄膜检测"],
        ),
    ] {
        let mut world = World::empty();
        let rival = Some("Cobaltine Imaging");
        let all = [
            (Steady, rival, Cover::Missing),
            (New, None, Cover::Missing),
            (Rising, None, Cover::Weak),
            (Fading, rival, Cover::Missing),
            (Steady, None, Cover::Missing),
        ];
        let terms = words.iter().zip(all).map(|(word, (trend, rival, own))| {
            let mut term = term(word, language, rival, own);
            term.trend = trend;
            term
        });
        let terms: Vec<_> = terms.collect();
        world.keywords = market(terms);
        world.keywords.gap.retain(|term| term.trend != Fading);
        let report = world.report();
        let told = [
            "On 3 pages this month, on none last month.",
            "本月出现在 3 页，上月没有。",
        ];
        for (page, told) in Language::ALL.into_iter().zip(told) {
            assert!(html(&report, page).unwrap().contains(told), "{told}");
        }
        let steps: Vec<(&str, bool)> = report
            .next_steps
            .iter()
            .filter_map(|step| match &step.why {
                Why::TermMissing { term, page, .. } => Some((term.term.as_str(), page.is_some())),
                _ => None,
            })
            .collect();
        assert_eq!(
            steps,
            [(words[1], false), (words[2], true), (words[0], false)]
        );
    }
}

/// What is not judged has a number of pages, and nothing to compare it with.
#[test]
fn a_term_that_is_not_judged_is_compared_with_nothing() {
    for (words, language) in [("label inspection", English), ("标签检测", Chinese)] {
        let mut world = World::empty();
        let mut new = term(words, language, Some("衡像科技"), Cover::Missing);
        new.trend = crate::keywords::Trend::Unjudged;
        (new.count_now, new.apart_now) = (1, 4);
        world.keywords = market(vec![new]);
        let report = world.report();
        let told = ["On 5 pages this month. ", "本月出现在 5 页。"];
        for (page, told) in Language::ALL.into_iter().zip(told) {
            assert!(html(&report, page).unwrap().contains(told), "{told}");
        }
    }
}
