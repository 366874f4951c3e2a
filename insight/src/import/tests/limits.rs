//! Files with too much of something: errors, digits, clicks, or a cell without an end.

use super::{super::*, refused};

#[test]
fn of_many_errors_of_one_kind_the_first_are_listed_and_the_rest_counted() {
    let rows: String = (0..60).map(|nr| format!("词{nr},x,1\n")).collect();
    let found = refused(
        &format!("查询,点击次数,展示次数\n{rows}短行\n"),
        Some("2026-10"),
    );
    assert_eq!(found.len(), 52);
    let said = &found[50];
    let expected = "and 10 more like these: the column “点击次数”";
    assert_eq!((said.0, said.1.as_str()), (52, expected));
    assert_eq!(found[51].0, 62);
}

#[test]
fn a_quote_that_is_never_closed_is_named_and_nothing_else() {
    for (text, line) in [
        (
            "查询,点击次数,展示次数\n相机,1,2\n\"镜头,1,2\n光源,1,2\n",
            3,
        ),
        ("Query,Clicks,Impressions\n\"lens,1,2\nlight,1,2\n", 2),
        ("\"Query,Clicks,Impressions\nlens,1,2\n", 1),
    ] {
        let found = refused(text, Some("2026-10"));
        let message = "a quote opens a cell here and is never closed".to_owned();
        assert_eq!(found, [(line, message)], "{text}");
    }
}

#[test]
fn a_number_that_is_too_large_is_answered_with_the_limit() {
    let text = "日期,推广计划,展现,点击,消费(元),转化\n\
        2026-10-01,带钢,9999999999999,1,1000000000000.00,0\n";
    let error = read("ads.csv", text.as_bytes(), None).unwrap_err();
    assert_eq!(error.findings.len(), 2);
    for finding in &error.findings {
        let help = finding.help.as_deref().unwrap();
        assert!(help.contains("below 1,000,000,000,000"), "{help}");
    }
}

#[test]
fn ads_with_more_clicks_than_impressions_are_read_with_a_note() {
    let text = "Day,Campaign,Currency,Impressions,Clicks,Cost,Conversions\n\
        2026-10-01,EN,CNY,10,3,12.50,0\n2026-10-02,EN,CNY,2,3,12.50,0\n\
        2026-10-03,EN,CNY,0,1,2.50,0\n";
    let parsed = read("ads.csv", text.as_bytes(), None).unwrap();
    assert_eq!(parsed.files[0].1.len(), 3);
    let said: Vec<_> = parsed
        .notes
        .iter()
        .map(|note| note.message.as_str())
        .collect();
    assert_eq!(
        said,
        ["2 rows, this one first, have more clicks than impressions"]
    );
    assert_eq!(parsed.notes[0].place.line, Some(3));
}
