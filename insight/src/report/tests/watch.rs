//! What watching finds: moves of competitors, tenders.

use masthead_page::{Heading, Link};

use super::*;

#[test]
fn a_competitors_page_is_new_only_if_its_source_was_watched_before() {
    let mut world = World::empty();
    let stood = page(COBALTINE, "http://c.example/a", "A", ENGLISH, "2026-09-30");
    let undated = page(COBALTINE, "http://c.example/b", "B", ENGLISH, "2026-10-31");
    let old = dated(
        page(COBALTINE, "http://c.example/c", "C", "c", "2026-10-31"),
        "2026-05-01",
    );
    let first = page(
        HENGXIANG,
        "http://h.example/a",
        "首页",
        CHINESE,
        "2026-10-31",
    );
    let fresh = dated(
        page(HENGXIANG, "http://h.example/b", "新品", "x", "2026-10-31"),
        "2026-10-12",
    );
    let ours = page(
        REVIEW,
        "http://r.example/a",
        "Not a rival",
        "x",
        "2026-10-31",
    );
    world.pages = [
        vec![stood.clone(), undated, old, first, fresh, ours],
        vec![stood],
    ];
    let pages = world.report().competitors.new_pages;
    let urls: Vec<&str> = pages.iter().map(|page| page.url.as_str()).collect();
    assert_eq!(urls, ["http://c.example/b", "http://h.example/b"]);
}

#[test]
fn a_page_that_is_gone_is_a_removal_only_if_its_source_still_answers() {
    let mut world = World::empty();
    let at = "2026-09-30";
    let kept = page(COBALTINE, "http://c.example/a", "Kept", ENGLISH, at);
    let gone = page(
        COBALTINE,
        "http://c.example/b",
        "AX2 area camera",
        ENGLISH,
        at,
    );
    let silent = page(HENGXIANG, "http://h.example/a", "首页", CHINESE, at);
    let paper = page(REVIEW, "http://r.example/a", "Article", ENGLISH, at);
    world.pages = [vec![kept.clone()], vec![kept, gone, silent, paper]];
    let report = world.report();
    let removed = &report.competitors.removed;
    let titles: Vec<&str> = removed.iter().map(|page| page.title.as_str()).collect();
    assert_eq!(titles, ["AX2 area camera"]);
    for (language, heading) in [(English, "Removed pages"), (Chinese, "撤下的页面")] {
        let page = html(&report, language).unwrap();
        assert!(
            page.contains(heading) && page.contains("http://c.example/b"),
            "{language}"
        );
    }
}

#[test]
fn a_rewritten_title_or_text_shows_and_a_list_or_a_comma_does_not() {
    let mut world = World::empty();
    let at = "2026-09-30";
    let mut list = page(COBALTINE, "http://c.example/blog", "Blog", "Old post", at);
    let link = |text: &str| Link {
        href: "/x".to_owned(),
        text: text.to_owned(),
        rel: Vec::new(),
        main: true,
        line: 1,
    };
    list.facts.links = vec![link("Old post")];
    let mut longer = list.clone();
    longer.facts.text = "Old post\nNew post".to_owned();
    longer.facts.links.push(link("New post"));
    longer.facts.headings = vec![Heading {
        level: 1,
        text: "Blog".to_owned(),
    }];
    let pairs = [
        (
            page(COBALTINE, "http://c.example/1", "Camera", ENGLISH, at),
            page(COBALTINE, "http://c.example/1", "8K camera", ENGLISH, at),
        ),
        (
            page(HENGXIANG, "http://h.example/2", "试验", CHINESE, at),
            page(
                HENGXIANG,
                "http://h.example/2",
                "试验",
                &format!("{CHINESE}首次三天免费。"),
                at,
            ),
        ),
        (
            page(HENGXIANG, "http://h.example/3", "关于", CHINESE, at),
            page(
                HENGXIANG,
                "http://h.example/3",
                "关于",
                &CHINESE.replace('，', "； "),
                at,
            ),
        ),
        (list, longer),
    ];
    let (before, now): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    world.pages = [now, before];
    let changed = world.report().competitors.changed;
    let shown: Vec<_> = changed
        .iter()
        .map(|page| (page.url.as_str(), page.what, page.kept))
        .collect();
    assert_eq!(
        shown,
        [
            ("http://c.example/1", What::Title, 100),
            ("http://h.example/2", What::Text, 100)
        ]
    );
}

#[test]
fn a_tender_is_ours_by_its_words_and_open_by_its_deadline() {
    let mut world = World::empty();
    let notice = |nr: u32, words: &str, deadline: &str| {
        let text = format!(
            "采购人：沐原冷轧带钢有限公司\n预算金额：186 万元\n截止时间：{deadline}\n采购内容\n{words}"
        );
        page(
            BOARD,
            &format!("http://b.example/{nr}"),
            "公告",
            &text,
            "2026-10-22",
        )
    };
    world.pages[0] = vec![
        notice(1, "采购线扫描相机十二台", "2026年11月25日 10时00分"),
        notice(2, "采购线扫描相机十二台", "2026年10月12日 10时00分"),
        notice(3, "采购数码相机五台", "2026年11月12日"),
        notice(4, "要求行频不低于一百千赫", "2026年11月12日"), // one secondary keyword
        notice(5, "行频不低于一百千赫，能识别辊印", "2026年11月12日"), // two
        notice(6, "采购 LS8 两台", "另行通知"),                // no deadline: its own day decides
    ];
    let tenders = world.report().tenders;
    let shown: Vec<_> = tenders
        .iter()
        .map(|t| {
            (
                t.url.as_str(),
                t.matches.join(" "),
                t.deadline.map(|day| day.to_string()),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            (
                "http://b.example/5",
                "行频 辊印".to_owned(),
                Some("2026-11-12".to_owned())
            ),
            (
                "http://b.example/1",
                "线扫描相机".to_owned(),
                Some("2026-11-25".to_owned())
            ),
            ("http://b.example/6", "LS8".to_owned(), None),
        ]
    );
    let report = world.report();
    for (language, words) in [
        (
            English,
            [
                "Bids close on 12 November 2026: decide",
                "<small>CNY</small>&nbsp;1,860,000",
            ],
        ),
        (
            Chinese,
            ["2026年11月12日截止投标：决定是否投标", "预算：186 万元。"],
        ),
    ] {
        let page = html(&report, language).unwrap();
        for words in words {
            assert!(page.contains(words), "{words}");
        }
    }
    let budget = tenders[0].budget.as_ref().unwrap();
    assert_eq!(budget.amount, Some(Decimal::from(1_860_000)));
    assert_eq!(tenders[0].buyer.as_deref(), Some("沐原冷轧带钢有限公司"));
}
