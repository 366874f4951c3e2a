//! The plan as a file for Google Ads Editor.
//!
//! Tab-separated UTF-16LE with a byte order mark: the form in which Editor itself exports, so the
//! one it is sure to import, and one that spreadsheets open with Chinese intact. English column
//! names, parents before children, everything paused: nothing is spent before a person looks.
//! An empty cell means no change. The plan refuses texts that start like a formula, since the
//! apostrophe that makes them safe would become part of a keyword; should one come here, it gets
//! the apostrophe.

use std::collections::BTreeMap;

use masthead_text::Language;

use super::{Ad, Campaign, Group, Plan, ad};
use crate::cells::{cell, quote};

/// The columns before those of the ad's texts.
const COLUMNS: &[&str] = &[
    "Campaign",
    "Campaign Type",
    "Networks",
    "Budget",
    "Budget type",
    "Languages",
    "Bid Strategy Type",
    "Campaign Status",
    "Location",
    "Ad Group",
    "Ad Group Status",
    "Max CPC",
    "Keyword",
    "Criterion Type",
    "Final URL",
    "Ad type",
    "Path 1",
    "Path 2",
    "Status",
];

/// One row: cells by column name; all others are empty.
type Row = BTreeMap<String, String>;

/// The plan as bytes of one file; the same plan gives the same bytes.
#[must_use]
pub fn google_ads_editor(plan: &Plan) -> Vec<u8> {
    let columns = columns();
    let mut text = columns.join("\t");
    text.push_str("\r\n");
    for campaign in &plan.campaigns {
        for row in rows(plan, campaign) {
            let cells = columns
                .iter()
                .map(|column| row.get(column).map_or("", String::as_str));
            let cells = cells.map(|text| quote(&cell(text)).into_owned());
            text.push_str(&cells.collect::<Vec<_>>().join("\t"));
            text.push_str("\r\n");
        }
    }
    let mark = [0xff, 0xfe];
    mark.into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect()
}

fn columns() -> Vec<String> {
    let headlines = (1..=*ad::HEADLINES.end()).map(|nr| format!("Headline {nr}"));
    let descriptions = (1..=*ad::DESCRIPTIONS.end()).map(|nr| format!("Description {nr}"));
    COLUMNS
        .iter()
        .map(|&name| name.to_owned())
        .chain(headlines)
        .chain(descriptions)
        .collect()
}

/// All rows of a campaign, parents before children.
fn rows(plan: &Plan, campaign: &Campaign) -> Vec<Row> {
    let mut rows = vec![head(campaign)];
    rows.extend(
        campaign
            .locations
            .iter()
            .map(|place| row(campaign, &[("Location", place)])),
    );
    for negative in &campaign.negatives {
        let criterion = format!("Campaign Negative {}", negative.match_type.name());
        rows.push(row(
            campaign,
            &[
                ("Keyword", &negative.keyword),
                ("Criterion Type", &criterion),
            ],
        ));
    }
    for group in plan
        .groups
        .iter()
        .filter(|group| group.campaign == campaign.name)
    {
        of_group(&mut rows, campaign, group);
    }
    rows
}

fn head(campaign: &Campaign) -> Row {
    let language = match campaign.language {
        Language::English => "en",
        Language::Chinese => "zh_CN",
    };
    let budget = campaign.daily_budget.to_string();
    row(
        campaign,
        &[
            ("Campaign Type", "Search"),
            ("Networks", "Google Search"),
            ("Budget", &budget),
            ("Budget type", "Daily"),
            ("Languages", language),
            ("Bid Strategy Type", "Manual CPC"),
            ("Campaign Status", "Paused"),
        ],
    )
}

fn of_group(rows: &mut Vec<Row>, campaign: &Campaign, group: &Group) {
    let mut push = |cells: &[(&str, &str)]| {
        let mut row = row(campaign, cells);
        row.insert("Ad Group".to_owned(), group.name.clone());
        rows.push(row);
    };
    let highest = group.keywords.iter().map(|keyword| keyword.max_cpc).max();
    let bid = highest.unwrap_or_default().to_string();
    push(&[("Ad Group Status", "Paused"), ("Max CPC", &bid)]);
    let page = group.landing_page.as_str();
    for keyword in &group.keywords {
        push(&[
            ("Keyword", &keyword.keyword),
            ("Criterion Type", keyword.match_type.name()),
            ("Max CPC", &keyword.max_cpc.to_string()),
            ("Final URL", page),
            ("Status", "Enabled"),
        ]);
    }
    for negative in &group.negatives {
        let criterion = format!("Negative {}", negative.match_type.name());
        push(&[
            ("Keyword", &negative.keyword),
            ("Criterion Type", &criterion),
        ]);
    }
    for ad in &group.ads {
        let texts = texts(ad);
        let mut cells = vec![("Ad type", "Responsive search ad"), ("Final URL", page)];
        cells.extend(texts.iter().map(|(column, text)| (column.as_str(), *text)));
        cells.push(("Status", "Enabled"));
        push(&cells);
    }
}

/// The texts of an ad by column.
fn texts(ad: &Ad) -> Vec<(String, &str)> {
    let mut texts = vec![
        ("Path 1".to_owned(), ad.path1.as_str()),
        ("Path 2".to_owned(), ad.path2.as_str()),
    ];
    for (name, list) in [
        ("Headline", &ad.headlines),
        ("Description", &ad.descriptions),
    ] {
        let numbered = (1..)
            .zip(list)
            .map(|(nr, text)| (format!("{name} {nr}"), text.as_str()));
        texts.extend(numbered);
    }
    texts
}

fn row(campaign: &Campaign, cells: &[(&str, &str)]) -> Row {
    [("Campaign", campaign.name.as_str())]
        .iter()
        .chain(cells)
        .map(|&(column, text)| (column.to_owned(), text.to_owned()))
        .collect()
}
