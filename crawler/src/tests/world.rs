//! The watched web in two months, and crawls of it into a real store that may be cut off.

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::Path,
    sync::Arc,
};

use jiff::Timestamp;
use masthead_store::{PageAt, Problem, Store};

use crate::{
    Event, Settings, Source, SourceKind, Summary,
    run::drive,
    source::tests::source,
    web::{Jumps, Reply, Web, rss},
};

pub(super) const SEPTEMBER: &str = "2026-09-30T18:00:00Z";
pub(super) const OCTOBER: &str = "2026-10-31T18:00:00Z";

pub(super) fn settings(hosts_at_once: usize) -> Settings {
    Settings {
        hosts_at_once,
        ..Settings::default()
    }
}

pub(super) fn sources() -> Vec<Source> {
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
pub(super) fn september(clock: &Arc<Jumps>) -> Web {
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
pub(super) fn october(clock: &Arc<Jumps>) -> Web {
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
#[derive(Clone, Copy)]
pub(super) struct Crawl<'a> {
    pub(super) dir: &'a Path,
    pub(super) web: fn(&Arc<Jumps>) -> Web,
    pub(super) now: &'a str,
    pub(super) hosts: usize,
    pub(super) cut: Option<usize>,
    pub(super) sources: fn() -> Vec<Source>,
}

impl Crawl<'_> {
    /// The outcome (nothing if it was cut off) and the addresses asked for.
    pub(super) fn run(&self) -> (Option<Summary>, Vec<String>) {
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
        let (sources, settings) = ((self.sources)(), settings(self.hosts));
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

pub(super) fn pages(dir: &Path, at: &str) -> Vec<PageAt> {
    Store::open(dir)
        .unwrap()
        .pages_at(at.parse().unwrap())
        .unwrap()
}

pub(super) fn problems(dir: &Path) -> Vec<Problem> {
    let store = Store::open(dir).unwrap();
    store.problems(Timestamp::MIN, Timestamp::MAX).unwrap()
}

pub(super) fn addresses(pages: &[PageAt]) -> Vec<&str> {
    pages.iter().map(|page| page.url.as_str()).collect()
}

pub(super) fn both(dir: &Path, hosts: usize) -> (Summary, Summary) {
    let one = |web, now| {
        Crawl {
            dir,
            web,
            now,
            hosts,
            cut: None,
            sources,
        }
        .run()
        .0
        .unwrap()
    };
    (one(september, SEPTEMBER), one(october, OCTOBER))
}
