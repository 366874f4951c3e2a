//! What feeds and sitemaps say of changes decides visits, as far as it proves right.

use std::{path::Path, sync::Arc};

use jiff::{Timestamp, tz::TimeZone};
use masthead_store::Store;

use super::world::Crawl;
use crate::{
    Clock, Source, SourceKind,
    source::tests::source,
    web::{Jumps, Reply, Web},
};

/// The night of a day of October.
fn night(day: i8) -> String {
    format!("2026-10-{day:02}T18:00:00Z")
}

/// The pages that a crawl of that night asks for; a page is due by itself on the nights 1, 2, 4
/// and 8 if it stays.
fn asked(
    dir: &Path,
    web: fn(&Arc<Jumps>) -> Web,
    sources: fn() -> Vec<Source>,
    day: i8,
) -> Vec<String> {
    let now = &night(day);
    let crawl = Crawl {
        dir,
        web,
        now,
        hosts: 2,
        cut: None,
        sources,
    };
    let (summary, asked) = crawl.run();
    assert!(summary.is_some());
    let page = |url: &String| url.contains("/p/");
    asked.into_iter().filter(page).collect()
}

/// The day on which a web is asked.
fn today(clock: &Arc<Jumps>) -> i8 {
    clock.now().to_zoned(TimeZone::UTC).day()
}

fn entry(url: &str, lastmod: &str) -> String {
    format!("<url><loc>{url}</loc><lastmod>{lastmod}</lastmod></url>")
}

fn sitemap() -> Vec<Source> {
    vec![source(
        "衡像科技",
        SourceKind::Sitemap,
        "http://hengxiang.example/sitemap.xml",
    )]
}

/// One page changes on the third day, in the morning, and its sitemap says so; others claim what
/// is long past, what is to come, or nothing.
fn honest(clock: &Arc<Jumps>) -> Web {
    let changed = today(clock) >= 3;
    let lastmod = if changed {
        "2026-10-03T09:30:00+08:00"
    } else {
        "2026-09-01"
    };
    let page = |nr: u32| format!("http://hengxiang.example/p/{nr}");
    let entries = [
        entry(&page(1), lastmod),
        entry(&page(2), "2026-10-01"),
        entry(&page(3), "2099-01-01T00:00:00Z"),
        format!("<url><loc>{}</loc></url>", page(4)),
    ];
    let title = if changed {
        "新一代线扫描相机"
    } else {
        "线扫描相机"
    };
    Web::new(clock)
        .on(
            "http://hengxiang.example/sitemap.xml",
            [Reply::body(format!(
                "<urlset>{}</urlset>",
                entries.concat()
            ))],
        )
        .page(&page(1), title, &[])
        .page(&page(2), "极片检测", &[])
        .page(&page(3), "带钢检测", &[])
        .page(&page(4), "镜头", &[])
}

#[test]
fn a_page_is_due_at_once_when_its_sitemap_says_that_it_changed() {
    let dir = tempfile::tempdir().unwrap();
    let pages = |day| asked(dir.path(), honest, sitemap, day);
    assert_eq!(pages(1).len(), 4);
    assert_eq!(pages(2).len(), 4);
    assert_eq!(pages(3), ["http://hengxiang.example/p/1"]);
    // Again in the same night, and with the others: what was claimed is read, and it rests.
    let store = Store::open(dir.path()).unwrap();
    let url = "http://hengxiang.example/p/1".parse().unwrap();
    let fate = store.fates(&url).unwrap().swap_remove(0);
    assert_eq!(fate.effect.as_deref(), Some("changed"));
    assert_eq!(
        fate.claim,
        Some("2026-10-03T01:30:00Z".parse::<Timestamp>().unwrap())
    );
    assert_eq!(asked(dir.path(), honest, sitemap, 3), [] as [&str; 0]);
    assert!(!pages(4).is_empty());
}

/// A feed names pages of another host and says when they were updated.
fn news(clock: &Arc<Jumps>) -> Web {
    let updated = if today(clock) >= 3 {
        "2026-10-03T08:00:00Z"
    } else {
        "2026-09-01T08:00:00Z"
    };
    let entry = |nr: u32, updated: &str| {
        format!(
            "<entry><id>urn:{nr}</id><title>{nr}</title><link href='http://guest.example/p/{nr}'/>\
             <published>2026-08-01T08:00:00Z</published><updated>{updated}</updated></entry>"
        )
    };
    let feed = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:f</id><title>f</title>{}{}</feed>",
        entry(1, updated),
        entry(2, "2026-09-01T08:00:00Z")
    );
    Web::new(clock)
        .on("http://news.example/feed.xml", [Reply::body(feed)])
        .page("http://guest.example/p/1", "Strip inspection", &[])
        .page("http://guest.example/p/2", "Line scan", &[])
}

#[test]
fn what_a_feed_says_counts_also_for_pages_of_another_host() {
    let dir = tempfile::tempdir().unwrap();
    let sources = || {
        vec![source(
            "News",
            SourceKind::Feed,
            "http://news.example/feed.xml",
        )]
    };
    let pages = |day| asked(dir.path(), news, sources, day);
    assert_eq!(pages(1).len(), 2);
    assert_eq!(pages(2).len(), 2);
    // The day is not over: it counts from its beginning, and once more when it is.
    assert_eq!(pages(3), ["http://guest.example/p/1"]);
    let mut fourth = pages(4);
    fourth.sort();
    let both = [1, 2].map(|nr| format!("http://guest.example/p/{nr}"));
    assert_eq!(fourth, both);
}

/// So many pages has the site whose sitemap is made anew each night.
const STAMPED: u32 = 24;

/// Every entry bears the time at which the sitemap was made, and nothing ever changes.
fn stamped(clock: &Arc<Jumps>) -> Web {
    let day = today(clock);
    let page = |nr: u32| format!("http://hengxiang.example/p/{nr:02}");
    let made = format!("2026-10-{day:02}T17:00:00Z");
    let entries: String = (0..STAMPED).map(|nr| entry(&page(nr), &made)).collect();
    let web = Web::new(clock).on(
        "http://hengxiang.example/sitemap.xml",
        [Reply::body(format!("<urlset>{entries}</urlset>"))],
    );
    (0..STAMPED).fold(web, |web, nr| {
        web.page(&page(nr), &format!("型号 {nr}"), &[])
    })
}

#[test]
fn a_sitemap_that_bears_the_time_at_which_it_was_made_is_believed_once() {
    let dir = tempfile::tempdir().unwrap();
    let pages = |day| asked(dir.path(), stamped, sitemap, day);
    let all = STAMPED as usize;
    assert_eq!([pages(1).len(), pages(2).len()], [all, all]);
    // It is believed for one night; from then on two of its claims are looked into, others each time.
    assert_eq!(pages(3).len(), all);
    let (fourth, fifth) = (pages(4), pages(5));
    assert_eq!([fourth.len(), fifth.len()], [2, 2]);
    assert_ne!(fourth, fifth);
    let claims = Store::open(dir.path()).unwrap().claims("衡像科技").unwrap();
    assert_eq!((claims.followed, claims.borne_out), (all as u32 + 4, 0));
    assert!(!claims.believed());
}

/// The same site after its owners have mended the sitemap on the sixth day: each night another
/// three pages change, and it says so of them alone.
fn mended(clock: &Arc<Jumps>) -> Web {
    let day = today(clock);
    if day < 6 {
        return stamped(clock);
    }
    let page = |nr: u32| format!("http://hengxiang.example/p/{nr:02}");
    let changed = |nr: u32| {
        (6..=day)
            .rev()
            .find(|day| nr / 3 == u32::from(day.unsigned_abs()) % 8)
    };
    let made = |nr: u32| format!("2026-10-{:02}T17:00:00Z", changed(nr).unwrap_or(1));
    let entries: String = (0..STAMPED).map(|nr| entry(&page(nr), &made(nr))).collect();
    let title = |nr| {
        changed(nr).map_or_else(
            || format!("型号 {nr}"),
            |day| format!("型号 {nr} 第 {day} 版"),
        )
    };
    let web = Web::new(clock).on(
        "http://hengxiang.example/sitemap.xml",
        [Reply::body(format!("<urlset>{entries}</urlset>"))],
    );
    (0..STAMPED).fold(web, |web, nr| web.page(&page(nr), &title(nr), &[]))
}

#[test]
fn a_sitemap_that_proves_right_is_believed_again() {
    let dir = tempfile::tempdir().unwrap();
    let believed = |day| {
        asked(dir.path(), mended, sitemap, day);
        Store::open(dir.path())
            .unwrap()
            .claims("衡像科技")
            .unwrap()
            .believed()
    };
    let told: Vec<bool> = (1..=16).map(believed).collect();
    let again = told.iter().rposition(|believed| !believed).unwrap();
    assert!(!told[4] && (5..15).contains(&again), "{told:?}");
}
