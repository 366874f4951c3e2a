//! Whole crawls: every source by itself, month after month, many hosts at once.

use std::{collections::BTreeMap, sync::Arc};

use masthead_store::{ProblemKind, Store};

use super::world::{
    Crawl, OCTOBER, SEPTEMBER, addresses, both, october, pages, problems, september, sources,
};
use crate::{
    CrawlError, Settings, SourceKind, crawl,
    source::tests::source,
    web::{Jumps, Reply, Web, html},
};

#[test]
fn every_source_goes_on_while_others_fail() {
    let dir = tempfile::tempdir().unwrap();
    let crawl = Crawl {
        dir: dir.path(),
        web: september,
        now: SEPTEMBER,
        hosts: 4,
        cut: None,
        sources,
    };
    let (summary, asked) = crawl.run();
    assert!(!summary.unwrap().resumed);
    assert_eq!(
        addresses(&pages(dir.path(), SEPTEMBER)),
        [
            "http://cobaltine.example/a",
            "http://cobaltine.example/b",
            "http://guest.example/2",
            "http://plantfloor.example/n/1",
            "http://gongcai.example/notices/1.html",
            "http://hengxiang.example/",
            "http://hengxiang.example/p/1",
            "http://hengxiang.example/p/2",
            "http://hengxiang.example/p/3",
        ]
    );
    let kinds: BTreeMap<String, ProblemKind> = problems(dir.path())
        .into_iter()
        .map(|problem| (problem.source, problem.kind))
        .collect();
    assert_eq!(
        kinds,
        BTreeMap::from([
            ("Dead".to_owned(), ProblemKind::Unreachable),
            ("Podcast".to_owned(), ProblemKind::BrokenFeed),
            ("衡像科技".to_owned(), ProblemKind::Forbidden),
        ])
    );
    assert!(!asked.contains(&"http://hengxiang.example/in/1".to_owned()));
    let first = asked
        .iter()
        .position(|url| url.starts_with("http://guest.example/"));
    assert_eq!(asked[first.unwrap()], "http://guest.example/robots.txt");
}

#[test]
fn a_month_later_the_changes_show_and_an_unchanged_feed_loses_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (_, summary) = both(dir.path(), 4);
    let page = |path: &str| {
        let pages = pages(dir.path(), OCTOBER);
        pages
            .into_iter()
            .find(|page| page.url.as_str().ends_with(path))
    };
    assert_eq!(
        page("example/p/1").unwrap().facts.title(),
        Some("新一代线扫描相机")
    );
    assert_eq!(
        page("example/p/1").unwrap().changed,
        OCTOBER.parse().unwrap()
    );
    assert_eq!(
        page("example/p/2").unwrap().changed,
        SEPTEMBER.parse().unwrap()
    );
    assert_eq!(
        page("example/p/4").unwrap().first_seen,
        OCTOBER.parse().unwrap()
    );
    assert!(page("example/p/3").is_none() && page("guest.example/2").is_some());
    let feed = page("plantfloor.example/n/1").unwrap();
    assert_eq!(feed.listed, Some(jiff::civil::date(2026, 9, 7)));
    let tally = summary
        .sources
        .iter()
        .find(|tally| tally.source == "衡像科技")
        .unwrap();
    assert_eq!(
        (tally.new, tally.changed, tally.gone),
        (1, 2, 1),
        "{tally:?}"
    );
}

#[test]
fn a_page_that_moved_stands_no_more_and_one_that_is_back_stands_again() {
    fn tagged(clock: &Arc<Jumps>) -> Web {
        let page = Reply::body(html("带钢检测", &[])).with(|response| {
            response.etag = Some("\"3\"".to_owned());
        });
        september(clock).on("http://hengxiang.example/p/3", [page])
    }
    fn moved(clock: &Arc<Jumps>) -> Web {
        october(clock)
            .page(
                "http://hengxiang.example/",
                "衡像科技",
                &["/p/1", "/p/2", "/p/3"],
            )
            .on("http://hengxiang.example/p/2", [Reply::to(301, "/p/2-new")])
            .page("http://hengxiang.example/p/2-new", "极片检测", &[])
    }
    let dir = tempfile::tempdir().unwrap();
    let paths = |web, now| {
        Crawl {
            dir: dir.path(),
            web,
            now,
            hosts: 4,
            cut: None,
            sources,
        }
        .run();
        let pages = pages(dir.path(), now);
        let paths = pages.iter().filter(|page| page.source.name == "衡像科技");
        paths
            .map(|page| page.url.path().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(paths(tagged, SEPTEMBER), ["/", "/p/1", "/p/2", "/p/3"]);
    assert_eq!(paths(moved, OCTOBER), ["/", "/p/1", "/p/2-new"]);
    assert_eq!(
        paths(tagged, "2026-11-30T18:00:00Z"),
        ["/", "/p/1", "/p/2", "/p/3"]
    );
}

#[test]
fn one_host_at_a_time_and_many_store_the_same() {
    let (one, many) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let summaries = (both(one.path(), 1), both(many.path(), 8));
    assert_eq!(summaries.0, summaries.1);
    for at in [SEPTEMBER, OCTOBER] {
        assert_eq!(pages(one.path(), at), pages(many.path(), at));
    }
    assert_eq!(problems(one.path()), problems(many.path()));
}

#[test]
fn settings_that_cannot_be_used_stop_a_crawl_before_it_begins() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path()).unwrap();
    let mut list = source("公采信息", SourceKind::List, "http://gongcai.example/");
    list.item = Some("li[".to_owned());
    let now = SEPTEMBER.parse().unwrap();
    let error = crawl(&mut store, &[list], &Settings::default(), now, &mut |_| {}).unwrap_err();
    assert!(
        matches!(&error, CrawlError::Settings(faults) if faults.len() == 1),
        "{error}"
    );
}

/// A feed and a site name the same page: it is asked for once, and both keep it.
#[test]
fn a_page_that_two_sources_wait_for_is_asked_for_once() {
    fn web(clock: &Arc<Jumps>) -> Web {
        let feed = crate::web::rss(&[("http://cobaltine.example/1", "")]);
        Web::new(clock)
            .page("http://cobaltine.example/", "Line scan cameras", &["/1"])
            .page("http://cobaltine.example/1", "线扫描相机", &[])
            .on("http://cobaltine.example/feed.xml", [Reply::body(feed)])
    }
    fn sources() -> Vec<crate::Source> {
        vec![
            source("site", SourceKind::Site, "http://cobaltine.example/"),
            source(
                "feed",
                SourceKind::Feed,
                "http://cobaltine.example/feed.xml",
            ),
        ]
    }
    let dir = tempfile::tempdir().unwrap();
    let crawl = Crawl {
        dir: dir.path(),
        web,
        now: SEPTEMBER,
        hosts: 1,
        cut: None,
        sources,
    };
    let (_, asked) = crawl.run();
    assert_eq!(
        asked,
        ["robots.txt", "", "feed.xml", "1"].map(|path| format!("http://cobaltine.example/{path}"))
    );
    let pages = pages(dir.path(), SEPTEMBER);
    let kept: Vec<_> = pages
        .iter()
        .map(|page| (&*page.source.name, page.url.path()))
        .collect();
    assert_eq!(kept, [("feed", "/1"), ("site", "/"), ("site", "/1")]);
}
