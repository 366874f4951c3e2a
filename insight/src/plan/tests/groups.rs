//! One search, one group: what negatives keep apart, and what they must not block.

use masthead_editorial::Page;
use masthead_text::Language::{Chinese, English};
use proptest::prelude::*;

use super::{super::*, plan_of, settings};
use crate::plan::sample::{content, market};

fn form(text: &str, group: &Group) -> phrase::Form {
    phrase::Form::of(text, group.language)
}

/// Whether a search is one that a group bids on.
fn answers(search: &str, group: &Group) -> bool {
    group
        .keywords
        .iter()
        .any(|keyword| match keyword.match_type {
            MatchType::Exact => form(search, group) == form(&keyword.keyword, group),
            _ => contains(search, &keyword.keyword, group.language),
        })
}

/// Whether a search shows a group: the group bids on it and nothing excludes it.
fn shows(search: &str, group: &Group, campaign: &[Negative]) -> bool {
    let excluded =
        |n: &Negative| negative::bars(n.match_type, &form(&n.keyword, group), &form(search, group));
    answers(search, group) && !group.negatives.iter().chain(campaign).any(excluded)
}

#[test]
fn one_search_shows_one_group() {
    let plan = plan_of(Vec::new());
    for (search, shown) in [
        ("8k line scan camera price", vec!["line scan camera"]),
        ("line scan camera jobs", vec![]),
        ("cobaltine imaging line scan camera", vec![]),
        ("8K 线扫描相机价格", vec!["线扫描相机"]),
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
        .push("line scan camera tutorial".to_owned());
    content.pages[3].keywords.push("线扫描相机教程".to_owned());
    let month = "2026-10".parse().unwrap();
    let plan = make(&market(Vec::new()), &content, &settings(), month);
    for (language, dropped, kept) in [(English, "tutorial", "course"), (Chinese, "教程", "课程")]
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
