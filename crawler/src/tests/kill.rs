//! Crawls that are cut off anywhere and go on: nothing is lost, nothing counted twice.

use std::sync::Arc;

use masthead_store::{Store, Table};

use super::world::{Crawl, SEPTEMBER, pages, problems, september, settings, sources};
use crate::{
    Event, Source, SourceKind,
    run::drive,
    source::tests::source,
    web::{Jumps, Reply, Web},
};

#[test]
fn a_crawl_cut_off_anywhere_goes_on_where_it_was() {
    let whole = tempfile::tempdir().unwrap();
    let hosts = 3;
    let uncut = Crawl {
        dir: whole.path(),
        web: september,
        now: SEPTEMBER,
        hosts,
        cut: None,
        sources,
    };
    let (summary, expected) = uncut.run();
    let summary = summary.unwrap();
    let mut cuts = 0;
    for cut in 0.. {
        let dir = tempfile::tempdir().unwrap();
        let crawl = Crawl {
            dir: dir.path(),
            web: september,
            now: SEPTEMBER,
            hosts,
            cut: Some(cut),
            sources,
        };
        let (done, mut asked) = crawl.run();
        if done.is_some() {
            break;
        }
        cuts += 1;
        // Later, by another process; the crawl keeps its own time.
        let later = Crawl {
            now: "2026-09-30T19:30:00Z",
            cut: None,
            ..crawl
        };
        let (again, rest) = later.run();
        let again = again.unwrap();
        assert!(again.resumed && again.now == summary.now);
        assert_eq!(again.sources, summary.sources, "cut after {cut}");
        asked.extend(rest);
        assert_eq!(
            pages(dir.path(), SEPTEMBER),
            pages(whole.path(), SEPTEMBER),
            "cut after {cut}"
        );
        assert_eq!(
            problems(dir.path()),
            problems(whole.path()),
            "cut after {cut}"
        );
        // A dead host is asked for its robots.txt again; of every other, what was in flight.
        let alive = |url: &&String| !url.starts_with("http://dead.example/");
        let extra = asked.iter().filter(alive).count() - expected.iter().filter(alive).count();
        assert!(extra <= hosts, "cut after {cut}: {extra} requests too many");
    }
    assert!(cuts >= 12, "{cuts}");
}

#[test]
fn a_source_that_was_taken_out_is_not_visited_when_the_crawl_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let cut = Crawl {
        dir: dir.path(),
        web: september,
        now: SEPTEMBER,
        hosts: 1,
        cut: Some(0),
        sources,
    };
    assert!(cut.run().0.is_none());
    let clock = Jumps::starting(SEPTEMBER);
    let web = Arc::new(september(&clock));
    let mut store = Store::open(dir.path()).unwrap();
    let left: Vec<Source> = sources()
        .into_iter()
        .filter(|source| source.kind == SourceKind::List)
        .collect();
    let mut resumed = None;
    let mut progress = |event| {
        if let Event::Resumed { left, .. } = event {
            resumed = Some(left);
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let settings = settings(1);
    let work = drive(
        &mut store,
        &left,
        &settings,
        Arc::clone(&web),
        clock,
        &mut progress,
    );
    runtime.block_on(work).unwrap();
    assert!(resumed.is_some_and(|left| left >= 5), "{resumed:?}");
    let asked = web.addresses();
    assert!(asked.contains(&"http://gongcai.example/notices/1.html".to_owned()));
    assert!(asked.iter().all(|url| url.contains("gongcai")), "{asked:?}");
}

/// A start that redirects for ever, on its own host and to another one and back.
fn chains() -> Vec<Source> {
    vec![
        source("Endless", SourceKind::Site, "http://endless.example/0"),
        source("环路", SourceKind::Feed, "http://round.example/a"),
    ]
}

fn endless(clock: &Arc<Jumps>) -> Web {
    let mut web = Web::new(clock);
    for n in 0..30 {
        let next = Reply::to(302, &format!("/{}", n + 1));
        web = web.on(&format!("http://endless.example/{n}"), [next]);
    }
    for (from, to) in [("a", "b"), ("b", "c"), ("c", "/a")] {
        let url = format!("http://round.example/{from}");
        web = web.on(&url, [Reply::to(301, to)]);
    }
    web
}

#[test]
fn a_chain_of_redirects_that_is_cut_off_ends_where_it_would_have() {
    let tables = |cut| -> (bool, Vec<Table>) {
        let dir = tempfile::tempdir().unwrap();
        let crawl = Crawl {
            dir: dir.path(),
            web: endless,
            now: SEPTEMBER,
            hosts: 2,
            cut,
            sources: chains,
        };
        let done = crawl.run().0.is_some();
        if !done {
            let later = Crawl { cut: None, ..crawl };
            assert!(later.run().0.is_some());
        }
        (done, Store::open(dir.path()).unwrap().tables().unwrap())
    };
    let (_, whole) = tables(None);
    let problems = whole.iter().find(|table| table.name == "problems").unwrap();
    assert_eq!(problems.rows.len(), 2);
    let mut cuts = 0;
    while let (false, cut) = tables(Some(cuts)) {
        assert_eq!(cut, whole, "cut after {cuts}");
        cuts += 1;
    }
    assert!(cuts >= 12, "{cuts}");
}
