//! Imports: replaced by kind and month, the same file twice is nothing.

use super::*;
use crate::{
    AdRow, Channel, ImportFile, ImportKind, ImportRows, Imported, LeadRow, LeadStatus, Money,
    Month, SearchKind, SearchRow, Tier,
};

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn file(kind: ImportKind, when: &str, seed: u8) -> ImportFile {
    ImportFile {
        name: format!("导出-{seed}.csv"),
        sha256: [seed; 32],
        kind,
        month: month(when),
    }
}

fn search(kind: SearchKind, when: &str, value: &str, clicks: u64) -> SearchRow {
    SearchRow {
        month: month(when),
        kind,
        value: value.to_owned(),
        clicks,
        impressions: 1000,
        position: Some("4.2".parse().unwrap()),
    }
}

fn yuan(amount: &str) -> Money {
    Money {
        amount: amount.parse().unwrap(),
        currency: "CNY".parse().unwrap(),
    }
}

#[test]
fn a_newer_file_replaces_its_kind_and_month_and_nothing_else() {
    let mut world = World::new();
    let store = world.store();
    let queries = ImportKind::SearchQueries;
    let old = vec![
        search(SearchKind::Query, "2026-10", "带钢表面检测", 12),
        search(SearchKind::Query, "2026-10", "line scan camera", 7),
    ];
    let new = vec![search(SearchKind::Query, "2026-10", "带钢表面检测", 14)];
    let page = vec![search(
        SearchKind::Page,
        "2026-10",
        "https://www.arvenna.example/",
        40,
    )];
    let before = vec![search(SearchKind::Query, "2026-09", "带钢表面检测", 9)];
    for (file, rows, expected) in [
        (file(queries, "2026-10", 1), old.clone(), Imported::New),
        (file(queries, "2026-10", 1), old, Imported::Same),
        (
            file(ImportKind::SearchPages, "2026-10", 2),
            page.clone(),
            Imported::New,
        ),
        (file(queries, "2026-09", 3), before.clone(), Imported::New),
        (
            file(queries, "2026-10", 4),
            new.clone(),
            Imported::Replaced { rows: 2 },
        ),
    ] {
        let imported = store.import(&file, &ImportRows::Search(rows)).unwrap();
        assert_eq!(imported, expected, "{}", file.name);
    }
    assert_eq!(
        store.search(month("2026-10")).unwrap(),
        [new, page].concat()
    );
    assert_eq!(store.search(month("2026-09")).unwrap(), before);
}

#[test]
fn amounts_and_words_come_back_exactly() {
    let mut world = World::new();
    let store = world.store();
    let ads = vec![AdRow {
        day: Date::constant(2026, 10, 2),
        campaign: "带钢｜中文".to_owned(),
        ad_group: "表面检测".to_owned(),
        impressions: 900,
        clicks: 31,
        cost: yuan("1234.50"),
        conversions: "0.5".parse().unwrap(),
    }];
    let leads = vec![LeadRow {
        day: Date::constant(2026, 10, 3),
        channel: Channel::PaidSearch,
        campaign: Some("带钢｜中文".to_owned()),
        landing_page: None,
        tier: Tier::S,
        status: LeadStatus::Won,
        value: Some(yuan("480000")),
    }];
    let rows = ImportRows::Ads(ads.clone());
    store
        .import(&file(ImportKind::Ads, "2026-10", 1), &rows)
        .unwrap();
    let rows = ImportRows::Leads(leads.clone());
    store
        .import(&file(ImportKind::Leads, "2026-10", 1), &rows)
        .unwrap();
    assert_eq!(store.ads(month("2026-10")).unwrap(), ads);
    assert_eq!(store.leads(month("2026-10")).unwrap(), leads);

    let tables = store.tables().unwrap();
    let table = tables.iter().find(|table| table.name == "leads").unwrap();
    assert_eq!(
        table.rows[0],
        [
            "2026-10-03",
            "paid-search",
            "带钢｜中文",
            "",
            "S",
            "won",
            "480000",
            "CNY"
        ]
    );
    assert!(tables.iter().all(|table| {
        table
            .rows
            .iter()
            .all(|row| row.len() == table.columns.len())
    }));
}
