//! The file for Google Ads Editor, read back.

use masthead_text::Language::English;

use super::{super::*, plan_of, settings};
use crate::{
    keywords::Cover,
    plan::sample::{content, market, term},
};

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
fn no_cell_is_a_formula_even_if_the_plan_holds_one() {
    let mut plan = plan_of(Vec::new());
    plan.campaigns[0].negatives[0].keyword = "=1+1".to_owned();
    plan.groups[0].name = "@x".to_owned();
    plan.groups[0].ads[0].headlines[0] = "-2+3".to_owned();
    let cells: Vec<String> = editor(&plan).into_iter().flatten().collect();
    for safe in ["'=1+1", "'@x", "'-2+3"] {
        assert!(cells.iter().any(|cell| cell == safe), "{safe}");
    }
    assert!(
        !cells
            .iter()
            .any(|cell| cell.starts_with(['=', '+', '-', '@']))
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
