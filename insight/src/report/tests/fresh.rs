//! Which month a page belongs to: that of its day, or the one in which it was first seen.

use super::*;

/// A day that a page says, the day on which it was first seen, whether its source was watched
/// last month, and whether October tells of it: as a new page, and as a repost or tender.
const PAGES: [(Option<&str>, &str, bool, bool, bool); 9] = [
    (Some("2026-10-12"), "2026-10-31", true, true, true),
    (Some("2026-10-12"), "2026-10-31", false, true, true),
    // Published after September's last crawl.
    (Some("2026-09-30"), "2026-10-03", true, true, true),
    // A first look at a source finds what September had.
    (Some("2026-09-30"), "2026-10-03", false, false, false),
    (Some("2026-08-31"), "2026-10-03", true, false, false),
    (Some("2026-09-30"), "2026-09-30", true, false, false),
    (None, "2026-10-03", true, true, true),
    (None, "2026-10-03", false, false, true),
    (None, "2026-09-30", true, false, false),
];

/// October with one page of `source`, beside an older one where it was watched before.
fn october(
    source: (&str, Role, Language),
    text: &str,
    (day, seen, watched): (Option<&str>, &str, bool),
) -> Report {
    let mut world = World::empty();
    world.content = telling();
    let url = "http://n.example/news";
    let page = |url, text, seen| super::page(source, url, "News", text, seen);
    let mut news = page(url, text, seen);
    news.facts.published = day.map(|day| day.parse().unwrap());
    let old = page("http://n.example/", "-", "2026-09-02");
    world.pages[0] = vec![news];
    if watched {
        world.pages[0].push(old.clone());
        world.pages[1].push(old);
    }
    world.report()
}

#[test]
fn a_page_from_after_last_months_crawl_is_told_once() {
    let papers = [(REVIEW, ENGLISH), (DAILY, CHINESE)];
    for (day, seen, watched, new, told) in PAGES {
        let at = (day, seen, watched);
        for rival in [COBALTINE, HENGXIANG] {
            let found = october(rival, "text", at).competitors.new_pages.len();
            assert_eq!(found, usize::from(new), "{at:?}");
        }
        for (paper, text) in papers {
            let found = october(paper, text, at).reposts.len();
            assert_eq!(found, usize::from(told), "{at:?}");
        }
        for (language, text) in [
            (English, "Supply of two LS8 cameras"),
            (Chinese, "采购线扫描相机十二台"),
        ] {
            let board = (BOARD.0, BOARD.1, language);
            let found = october(board, text, at).tenders.len();
            assert_eq!(found, usize::from(told), "{at:?}");
        }
    }
}
