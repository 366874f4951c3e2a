//! Whole crawls into a real store, cut off everywhere and repeated.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::Path,
    sync::Arc,
};

use jiff::Timestamp;
use masthead_store::{PageAt, Problem, ProblemKind, Store};

use crate::{
    CrawlError, Event, Settings, Source, SourceKind, Summary, crawl,
    run::drive,
    source::tests::source,
    web::{Jumps, Reply, Web, html, rss},
};

const SEPTEMBER: &str = "2026-09-30T18:00:00Z";
const OCTOBER: &str = "2026-10-31T18:00:00Z";

fn settings(hosts_at_once: usize) -> Settings {
    Settings {
        hosts_at_once,
        ..Settings::default()
    }
}

fn sources() -> Vec<Source> {
    vec![
        source(
            "Cobaltine",
            SourceKind::Sitemap,
            "http://cobaltine.example/sitemap.xml",
        ),
        source("衡像科技", SourceKind::Site, "http://hengxiang.example/"),
        source(
            "Plant Floor",
            SourceKind::Feed,
            "http://plantfloor.example/feed.xml",
        ),
        source(
            "Podcast",
            SourceKind::Feed,
            "http://plantfloor.example/podcast.xml",
        ),
        source(
            "公采信息",
            SourceKind::List,
            "http://gongcai.example/notices/",
        ),
        source("Dead", SourceKind::Site, "http://dead.example/"),
    ]
}

/// The watched web as it stands in September.
fn september(clock: &Arc<Jumps>) -> Web {
    let sitemap = "<urlset><url><loc>http://cobaltine.example/a</loc></url>\
                   <url><loc>http://cobaltine.example/b</loc></url></urlset>";
    let items = [
        ("/n/1", "Mon, 07 Sep 2026 08:00:00 +0000"),
        ("http://guest.example/2", ""),
    ];
    let list = "<li><a href=1.html>采购公告一</a><time>2026-09-12</time>";
    let tagged = Reply::body(rss(&items)).with(|response| response.etag = Some("\"1\"".to_owned()));
    Web::new(clock)
        .on(
            "http://cobaltine.example/sitemap.xml",
            [Reply::body(sitemap)],
        )
        .page("http://cobaltine.example/a", "LX line scan camera", &[])
        .page("http://cobaltine.example/b", "LX lens", &[])
        .on(
            "http://hengxiang.example/robots.txt",
            [Reply::body("User-agent: *\nDisallow: /in/")],
        )
        .page(
            "http://hengxiang.example/",
            "衡像科技",
            &["/in/1", "/old", "/p/1", "/p/2"],
        )
        .page("http://hengxiang.example/p/1", "线扫描相机", &["/p/3"])
        .page("http://hengxiang.example/p/2", "极片检测", &[])
        .page("http://hengxiang.example/p/3", "带钢检测", &["/"])
        .on("http://hengxiang.example/old", [Reply::to(301, "/p/2")])
        .on("http://plantfloor.example/feed.xml", [tagged])
        .page("http://plantfloor.example/podcast.xml", "no feed", &[])
        .page(
            "http://plantfloor.example/n/1",
            "Inline inspection data",
            &["/n/0"],
        )
        .page("http://guest.example/2", "A guest", &[])
        .on("http://gongcai.example/notices/", [Reply::body(list)])
        .page("http://gongcai.example/notices/1.html", "采购公告一", &[])
}

/// The same a month later: a page is new, one is changed, one is gone; the feed is unchanged.
fn october(clock: &Arc<Jumps>) -> Web {
    september(clock)
        .page(
            "http://hengxiang.example/",
            "衡像科技",
            &["/p/1", "/p/2", "/p/4"],
        )
        .page("http://hengxiang.example/p/1", "新一代线扫描相机", &[])
        .on("http://hengxiang.example/p/3", [Reply::status(404)])
        .page("http://hengxiang.example/p/4", "相机选型", &[])
}

/// One crawl of a web into the store in a folder; `cut` gives up after so many events.
struct Crawl<'a> {
    dir: &'a Path,
    web: fn(&Arc<Jumps>) -> Web,
    now: &'a str,
    hosts: usize,
    cut: Option<usize>,
}

impl Crawl<'_> {
    /// The outcome (nothing if it was cut off) and the addresses asked for.
    fn run(&self) -> (Option<Summary>, Vec<String>) {
        let clock = Jumps::starting(self.now);
        let web = Arc::new((self.web)(&clock));
        let mut store = Store::open(self.dir).unwrap();
        let mut left = self.cut;
        let mut progress = |event: Event| {
            if !matches!(event, Event::Page { .. }) {
                return;
            }
            left = left.map(|left| {
                left.checked_sub(1)
                    .unwrap_or_else(|| resume_unwind(Box::new(())))
            });
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let (sources, settings) = (sources(), settings(self.hosts));
        let work = drive(
            &mut store,
            &sources,
            &settings,
            Arc::clone(&web),
            clock,
            &mut progress,
        );
        let done = catch_unwind(AssertUnwindSafe(|| runtime.block_on(work)));
        drop(runtime);
        (done.ok().map(Result::unwrap), web.addresses())
    }
}

fn pages(dir: &Path, at: &str) -> Vec<PageAt> {
    Store::open(dir)
        .unwrap()
        .pages_at(at.parse().unwrap())
        .unwrap()
}

fn problems(dir: &Path) -> Vec<Problem> {
    let store = Store::open(dir).unwrap();
    store.problems(Timestamp::MIN, Timestamp::MAX).unwrap()
}

fn addresses(pages: &[PageAt]) -> Vec<&str> {
    pages.iter().map(|page| page.url.as_str()).collect()
}

fn both(dir: &Path, hosts: usize) -> (Summary, Summary) {
    let one = |web, now| {
        Crawl {
            dir,
            web,
            now,
            hosts,
            cut: None,
        }
        .run()
        .0
        .unwrap()
    };
    (one(september, SEPTEMBER), one(october, OCTOBER))
}

#[test]
fn every_source_goes_on_while_others_fail() {
    let dir = tempfile::tempdir().unwrap();
    let crawl = Crawl {
        dir: dir.path(),
        web: september,
        now: SEPTEMBER,
        hosts: 4,
        cut: None,
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
fn a_crawl_cut_off_anywhere_goes_on_where_it_was() {
    let whole = tempfile::tempdir().unwrap();
    let hosts = 3;
    let uncut = Crawl {
        dir: whole.path(),
        web: september,
        now: SEPTEMBER,
        hosts,
        cut: None,
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

/// A site of two pages on loopback, the second in GBK as only its header says.
fn serve(listener: &std::net::TcpListener) {
    for stream in listener.incoming() {
        let mut stream = stream.unwrap();
        let mut request = [0; 4096];
        let length = stream.read(&mut request).unwrap();
        let request = String::from_utf8_lossy(&request[..length]).into_owned();
        let (status, body) = match request.split(' ').nth(1) {
            Some("/") => ("200 OK", html("衡像科技", &["/p"])),
            Some("/p") => ("200 OK", html("线扫描相机", &[])),
            Some("/end") => return,
            _ => ("404 Not Found", String::new()),
        };
        let (body, _, _) = encoding_rs::GBK.encode(&body);
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=gbk\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        stream
            .write_all(&[head.as_bytes(), &body].concat())
            .unwrap();
    }
}

#[test]
fn the_real_network_is_crawled_the_same_way() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = std::thread::spawn(move || serve(&listener));
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path()).unwrap();
    let settings = Settings {
        delay: 0.0,
        resolve: [("www.Hengxiang.example".to_owned(), address)].into(),
        ..Settings::default()
    };
    let sources = [source(
        "衡像科技",
        SourceKind::Site,
        "http://www.hengxiang.example/",
    )];
    let now = SEPTEMBER.parse().unwrap();
    let mut events = Vec::new();
    let mut progress = |event| events.push(event);
    let summary = crawl(&mut store, &sources, &settings, now, &mut progress).unwrap();
    assert_eq!((summary.sources[0].new, summary.now), (2, now));
    let host = || "http://www.hengxiang.example:80".to_owned();
    assert_eq!(events.first(), Some(&Event::HostStarted { host: host() }));
    assert_eq!(events.last(), Some(&Event::HostDone { host: host() }));
    let pages = store.pages_at(now).unwrap();
    let titles: Vec<_> = pages.iter().map(|page| page.facts.title()).collect();
    assert_eq!(titles, [Some("衡像科技"), Some("线扫描相机")]);
    let mut end = TcpStream::connect(address).unwrap();
    end.write_all(b"GET /end HTTP/1.1\r\n\r\n").unwrap();
    server.join().unwrap();
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
