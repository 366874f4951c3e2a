//! Tests of whole files: the sample exports, and everything that can be wrong with one.

mod limits;

use masthead_store::{Channel, LeadStatus, Tier};
use proptest::prelude::*;

use super::*;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// The only part of a sound file.
fn one(name: &str, bytes: &[u8], when: Option<&str>) -> (ImportFile, ImportRows) {
    let mut parsed = read(name, bytes, when.map(month)).unwrap_or_else(|error| {
        panic!("{error}: {:#?}", error.findings);
    });
    assert_eq!(parsed.files.len(), 1);
    parsed.files.remove(0)
}

/// The messages of a file that is refused, each with its line.
fn refused(text: &str, when: Option<&str>) -> Vec<(usize, String)> {
    let error = read("export.csv", text.as_bytes(), when.map(month)).unwrap_err();
    let findings = error.findings.into_iter();
    findings
        .inspect(|finding| assert!(finding.help.is_some(), "{}", finding.message))
        .map(|finding| (finding.place.line.unwrap_or(0), finding.message))
        .collect()
}

macro_rules! sample {
    ($path:literal) => {
        include_bytes!(concat!("../../../tests/web/exports/", $path))
    };
}

#[test]
fn the_sample_exports_of_both_languages_are_read_without_a_note() {
    for (name, bytes, kind, when) in [
        (
            "09/search-queries.csv",
            &sample!("2026-09/search-queries.csv")[..],
            ImportKind::SearchQueries,
            "2026-09",
        ),
        (
            "09/search-pages.csv",
            sample!("2026-09/search-pages.csv"),
            ImportKind::SearchPages,
            "2026-09",
        ),
        (
            "09/ads.csv",
            sample!("2026-09/ads.csv"),
            ImportKind::Ads,
            "2026-09",
        ),
        (
            "09/leads.csv",
            sample!("2026-09/leads.csv"),
            ImportKind::Leads,
            "2026-09",
        ),
        (
            "10/search-queries.csv",
            sample!("2026-10/search-queries.csv"),
            ImportKind::SearchQueries,
            "2026-10",
        ),
        (
            "10/search-pages.csv",
            sample!("2026-10/search-pages.csv"),
            ImportKind::SearchPages,
            "2026-10",
        ),
        (
            "10/ads.csv",
            sample!("2026-10/ads.csv"),
            ImportKind::Ads,
            "2026-10",
        ),
        (
            "10/leads.csv",
            sample!("2026-10/leads.csv"),
            ImportKind::Leads,
            "2026-10",
        ),
    ] {
        let parsed = read(name, bytes, Some(month(when))).unwrap();
        assert_eq!(parsed.notes, [], "{name}");
        let (file, rows) = &parsed.files[0];
        assert_eq!((file.kind, file.month), (kind, month(when)), "{name}");
        assert!(rows.len() > 5, "{name}");
    }
}

#[test]
fn the_ads_of_a_month_add_up_to_the_totals_row_that_is_left_out() {
    let bytes = sample!("2026-10/ads.csv");
    let text = std::str::from_utf8(bytes).unwrap();
    let (_, ImportRows::Ads(rows)) = one("ads.csv", bytes, None) else {
        panic!("no ads");
    };
    let clicks: u64 = rows.iter().map(|row| row.clicks).sum();
    let cost: rust_decimal::Decimal = rows.iter().map(|row| row.cost.amount).sum();
    let totals = text.lines().last().unwrap().replace(',', "");
    assert!(totals.starts_with("Total"), "{totals}");
    assert!(totals.contains(&clicks.to_string()), "{totals} {clicks}");
    assert!(totals.contains(&cost.to_string()), "{totals} {cost}");
}

#[test]
fn leads_mean_the_same_in_english_and_in_chinese() {
    let english = "Date,Channel,Campaign,Landing page,Tier,Status,Value,Currency\n\
        2026-10-03,Paid search,EN | Cameras,/ls8/,S,won,\"345,000\",CNY\n\
        2026-10-04,Trade show,,,B,new,,\n";
    let chinese = "线索导出\r\n日期\t渠道\t推广计划\t落地页\t等级\t状态\t金额（元）\r\n\
        2026年10月3日\t付费搜索\tEN | Cameras\t/ls8/\tＳ\t成交\t345000\r\n\
        2026/10/4\t展会\t\t\tB级\t新建\t--\r\n";
    let (_, english) = one("leads.csv", english.as_bytes(), None);
    let gbk = encoding_rs::GBK.encode(chinese).0;
    let (_, chinese) = one("线索.txt", &gbk, None);
    assert_eq!(english, chinese);
    let ImportRows::Leads(rows) = english else {
        panic!("no leads");
    };
    assert_eq!(
        (rows[0].channel, rows[0].tier),
        (Channel::PaidSearch, Tier::S)
    );
    assert_eq!((rows[1].status, rows[1].value), (LeadStatus::New, None));
}

#[test]
fn semicolons_bring_decimal_commas() {
    let text = "Top queries;Clicks;Impressions;CTR;Position\n带钢表面检测;1.204;24.080;5%;4,2\n";
    let (_, ImportRows::Search(rows)) = one("q.csv", text.as_bytes(), Some("2026-10")) else {
        panic!("no search rows");
    };
    assert_eq!((rows[0].clicks, rows[0].impressions), (1204, 24080));
    assert_eq!(rows[0].position, "4.2".parse().ok());
    assert_eq!(rows[0].value, "带钢表面检测");
}

#[test]
fn a_file_of_two_months_is_split_with_a_note() {
    let text = "日期,推广计划,推广单元,展现,点击,消费(元),转化\n\
        2026-09-30,带钢,检测,100,3,45.50,0\n2026-10-01,带钢,检测,120,4,60,1\n合计,--,--,220,7,105.5,1\n";
    let parsed = read("baidu.csv", text.as_bytes(), None).unwrap();
    let months: Vec<_> = parsed
        .files
        .iter()
        .map(|(file, _)| file.month.to_string())
        .collect();
    assert_eq!(months, ["2026-09", "2026-10"]);
    let message = &parsed.notes[0].message;
    assert!(
        message.ends_with("several months: 2026-09 (1 row), 2026-10 (1 row)"),
        "{message}"
    );
    let asked = refused(text, Some("2026-10"));
    assert_eq!(asked.len(), 1);
    assert!(
        asked[0].1.contains("one row is not of 2026-10"),
        "{}",
        asked[0].1
    );
}

#[test]
fn everything_that_is_wrong_with_a_file_is_said_at_once() {
    let text = "Ad report\n# Start date: 2026-10-01\n\
        Day,Campaign,Currency,Impressions,Clicks,Cost,Conversions\n\
        2026-10-01,EN,CNY,100,-3,12.50,0\n\
        10/03/2026,EN,CNY,1.5,3,twelve,0\n\
        2026-10-04,,KRONER,100,3,12.50,-1\n\
        2026-10-05,EN,CNY,100\n\
        2026-10-06,EN,CNY,100,3,€12.50,0\n";
    let found = refused(text, None);
    let expected = [
        (4, "“Clicks” has “-3”"),
        (5, "“Day” has “10/03/2026”"),
        (5, "“Impressions” has “1.5”"),
        (5, "“Cost” has “twelve”"),
        (6, "“Campaign” is empty"),
        (6, "“Currency” has “KRONER”"),
        (6, "“Conversions” has “-1”"),
        (7, "4 cells, and the header has 7"),
        (8, "“Cost” has “€12.50”"),
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for ((line, message), (at, part)) in found.iter().zip(expected) {
        assert_eq!((line, message.contains(part)), (&at, true), "{message}");
    }
}

#[test]
fn a_wrong_cell_is_marked_in_its_line() {
    let text = "查询,点击次数,展示次数\n\"带钢, 检测\",3,100\n线扫描相机,三,100\n";
    let error = read("q.csv", text.as_bytes(), Some(month("2026-10"))).unwrap_err();
    let place = &error.findings[0].place;
    assert_eq!(
        (
            place.line,
            place.column,
            place.length,
            place.excerpt.as_deref()
        ),
        (Some(3), Some(7), Some(1), Some("线扫描相机,三,100"))
    );
}

#[test]
fn a_channel_that_nobody_knows_is_counted_as_another_and_named_once() {
    let text = "日期,渠道,等级,状态\n2026-10-03,付费搜素,A,新建\n2026-10-03,广播,B,新建\n\
        2026-10-04,广播,B,新建\n2026-10-05,,B,新建\n2026-10-05,微信,B,新建\n";
    let parsed = read("leads.csv", text.as_bytes(), None).unwrap();
    let ImportRows::Leads(rows) = &parsed.files[0].1 else {
        panic!("no leads");
    };
    let channels: Vec<Channel> = rows.iter().map(|row| row.channel).collect();
    use Channel::{Other, Social};
    assert_eq!(channels, [Other, Other, Other, Other, Social]);
    let said: Vec<_> = parsed
        .notes
        .iter()
        .map(|note| (note.place.line.unwrap(), note.message.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (
                2,
                "the channel “付费搜素” is not known; 1 row counts as “Other”"
            ),
            (
                3,
                "the channel “广播” is not known; 2 rows count as “Other”"
            ),
            (5, "no channel is given; 1 row counts as “Other”"),
        ]
    );
    let help = parsed.notes[0].help.as_deref().unwrap();
    assert!(help.contains("perhaps “付费搜索”"), "{help}");
    assert!(help.contains("Organic search, Paid search"), "{help}");
}

#[test]
fn a_tier_or_status_that_nobody_knows_is_answered_with_the_list() {
    let text = "日期,渠道,等级,状态\n2026-10-03,展会,A,成绞\n2026-10-03,展会,D,新建\n";
    let error = read("leads.csv", text.as_bytes(), None).unwrap_err();
    let help: Vec<_> = error
        .findings
        .iter()
        .map(|one| one.help.as_deref().unwrap())
        .collect();
    assert!(help[0].contains("perhaps “成交”"), "{}", help[0]);
    assert!(help[0].contains("New, Qualified, Won, Lost"), "{}", help[0]);
    assert!(help[1].contains("one of S, A, B, C"), "{}", help[1]);
}

#[test]
fn search_needs_a_month_and_every_query_once() {
    let text = "查询,点击次数,展示次数\n线扫描相机,3,100\n相机,9,8\n线扫描相机,4,100\n";
    let found = refused(text, None);
    assert!(found[0].1.contains("which month"), "{}", found[0].1);
    assert!(found[1].1.contains("“点击次数” has “9”"), "{}", found[1].1);
    assert_eq!(
        found[2],
        (4, "“线扫描相机” stands also in line 2".to_owned())
    );
    let error = read("q.csv", text.as_bytes(), None).unwrap_err();
    assert!(
        error.findings[0]
            .help
            .as_deref()
            .unwrap()
            .contains("--month 2026-10")
    );
}

#[test]
fn a_stated_rate_that_is_not_clicks_by_impressions_is_noted() {
    let text = "Top queries,Clicks,Impressions,CTR,Position\n\
        camera,41,1302,3.15%,5\nlens,41,1302,31.5%,5\nlight,2,100,4%,5\n";
    let parsed = read("q.csv", text.as_bytes(), Some(month("2026-10"))).unwrap();
    assert_eq!(parsed.notes.len(), 1);
    assert_eq!(parsed.notes[0].place.line, Some(3));
    assert!(
        parsed.notes[0].message.starts_with("2 rows"),
        "{}",
        parsed.notes[0].message
    );
}

#[test]
fn other_columns_are_answered_with_what_was_found_and_what_is_missing() {
    for (text, part, help) in [
        ("", "the file is empty", "export it again"),
        (
            "Query,Clicks,Shown\na,1,2\n",
            "“Query”, “Clicks”, “Shown”",
            "the queries of Search Console, but one column is missing: “Impressions” (展示次数)",
        ),
        (
            "渠道;等级;负责人\n展会;A;某人\n",
            "“渠道”, “等级”, “负责人”",
            "a list of leads, but 2 columns are missing: “Date” (日期), “Status” (状态)",
        ),
        (
            "Date,Status,Campaign,Landing page,Value\n2026-10-03,new,x,/x/,1\n",
            "“Date”, “Status”",
            "a list of leads, but 2 columns are missing: “Channel” (渠道), “Tier” (等级)",
        ),
        (
            "日期,状态\n2026-10-03,新建\n",
            "“日期”, “状态”",
            "a list of leads, but 2 columns are missing: “Channel” (渠道), “Tier” (等级)",
        ),
        (
            "Date,Status,Company,Page,Contact\n2026-10-03,new,x,/x/,y\n",
            "“Date”, “Status”",
            "a list of leads, but 2 columns are missing: “Channel” (渠道), “Tier” (等级)",
        ),
        (
            "歌名,时长\n夜曲,3:20\n",
            "“歌名”, “时长”",
            "what can be imported: the queries",
        ),
        (
            "Day,Clicks,Clicks\n",
            "“Day”, “Clicks”, “Clicks”",
            "an ad cost report by day",
        ),
        (
            "查询,点击次数,展示次数\n",
            "no row that can be read",
            "export it again",
        ),
        (
            "查询,点击次数,展示次数,点击\n相机,1,2,1\n",
            "“点击” means the same as an earlier one",
            "delete one of the two",
        ),
    ] {
        let error = read("e.csv", text.as_bytes(), Some(month("2026-10"))).unwrap_err();
        let finding = &error.findings[0];
        assert!(finding.message.contains(part), "{}", finding.message);
        let found = finding.help.as_deref().unwrap();
        assert!(found.contains(help), "{found}");
    }
}

#[test]
fn columns_that_no_figure_needs_are_named_and_left_out() {
    let text = "日期,渠道,等级,状态,负责人,电话\n2026-10-03,展会,A,新建,甲,0\n";
    let parsed = read("leads.csv", text.as_bytes(), None).unwrap();
    assert_eq!(parsed.files[0].1.len(), 1);
    assert!(parsed.notes[0].message.contains("“负责人”, “电话”"));
}

#[test]
fn what_the_store_exports_is_read_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = masthead_store::Store::open(dir.path()).unwrap();
    for bytes in [
        &sample!("2026-10/ads.csv")[..],
        sample!("2026-10/leads.csv"),
    ] {
        let (file, rows) = one("first.csv", bytes, None);
        store.import(&file, &rows).unwrap();
        let name = file.kind.to_string();
        let tables = store.tables().unwrap();
        let table = tables.iter().find(|table| table.name == name).unwrap();
        let again = one(
            "again.csv",
            &crate::cells::write(&table.columns, &table.rows),
            None,
        );
        store.import(&again.0, &again.1).unwrap();
        let after = store.tables().unwrap();
        assert!(after.contains(table), "{name}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read("x", &bytes, None);
    }

    #[test]
    fn no_cells_make_it_panic(
        header in prop::sample::select(vec![
            "Day,Campaign,Impressions,Clicks,Cost (CNY),Conversions",
            "查询;点击次数;展示次数;点击率(%);平均排名",
            "日期\t渠道\t等级\t状态\t金额\t币种",
        ]),
        rows in "([-0-9.,;\t\"%年月日/\n\r ]|2026-10-0[1-9]|展会|A|new|¥|Total|\\PC){0,200}",
    ) {
        let _ = read("x", format!("{header}\n{rows}").as_bytes(), Some(month("2026-10")));
    }
}
