//! Each kind of source names its pages, and nothing else is followed.

use jiff::civil::date;
use masthead_store::{ProblemKind, Role};

use super::turn::{feed, pairs, settings, site, turn};
use crate::{
    Source, SourceKind,
    source::tests::source,
    web::{Reply, Web, html, rss},
};

#[test]
fn a_site_is_followed_within_its_host_depth_and_pages() {
    let mut source = site();
    source.max_depth = Some(2);
    let script = |web: Web| {
        web.page(
            "http://hx.example/",
            "home",
            &[
                "/1",
                "http://else.example/",
                "/x.zip",
                "mailto:a@hx.example",
            ],
        )
        .page("http://hx.example/1", "1", &["/2?utm_source=1", "/2"])
        .page("http://hx.example/2", "2", &["/3"])
        .page("http://hx.example/3", "3", &[])
    };
    let told = turn(&source, settings(), script);
    assert_eq!(told.paths(), ["/robots.txt", "/", "/1", "/2"]);
    source.max_pages = Some(2);
    assert_eq!(
        turn(&source, settings(), script).paths(),
        ["/robots.txt", "/", "/1"]
    );
}

#[test]
fn nofollow_is_obeyed_on_links_and_pages() {
    let told = turn(&site(), settings(), |web| {
        let home = "<main><p>Read <a href=/a rel=nofollow>one</a> or <a href=/b>the other</a> \
                    or <a href=/d>the last</a>.";
        let header = Reply::body(html("d", &["/e"]))
            .with(|response| response.robots = Some("nofollow".to_owned()));
        let closed = "<head><meta name=robots content='noindex, nofollow'></head>\
                      <main><p>And <a href=/c>this one</a>.";
        web.on("http://hx.example/", [Reply::body(home)])
            .on("http://hx.example/b", [Reply::body(closed)])
            .on("http://hx.example/d", [header])
    });
    assert_eq!(told.paths(), ["/robots.txt", "/", "/b", "/d"]);
}

#[test]
fn a_page_that_asks_not_to_be_kept_is_left_out_and_leads_on() {
    let pages = |role| {
        let source = Source { role, ..site() };
        let tagged = |words: &str| {
            let words = words.to_owned();
            Reply::body(html("价格", &["/c"])).with(|response| response.robots = Some(words))
        };
        let meta = "<head><meta name=robots content=NoIndex></head><main><p><a href=/d>内部</a>";
        let told = turn(&source, settings(), |web| {
            web.page("http://hx.example/", "home", &["/a", "/b", "/o"])
                .on("http://hx.example/a", [tagged("masthead: noindex")])
                .on("http://hx.example/b", [Reply::body(meta)])
                .on("http://hx.example/o", [tagged("otherbot: noindex")])
                .page("http://hx.example/c", "c", &[])
                .page("http://hx.example/d", "d", &[])
        });
        told.ends()
    };
    let asked = "the page asks not to be kept (`noindex`)";
    let [kept, left] = [Role::Own, Role::Competitor].map(pages);
    let all = ["/", "/a", "/b", "/o", "/c", "/d"];
    assert_eq!(kept, pairs(&all.map(|path| (path, "ok"))));
    let ends = all.map(|path| match path {
        "/a" | "/b" => (path, asked),
        _ => (path, "ok"),
    });
    assert_eq!(left, pairs(&ends));
}

#[test]
fn a_feed_names_its_pages_wherever_they_are_and_no_further() {
    let items = [
        (
            "http://hx.example/n/1.html",
            "Wed, 07 Oct 2026 00:30:00 +0800",
        ),
        ("http://else.example/2", ""),
    ];
    let told = turn(&feed(), settings(), |web| {
        web.on("http://hx.example/rss.xml", [Reply::body(rss(&items))])
            .page("http://hx.example/n/1.html", "带钢表面检测", &["/n/0.html"])
    });
    assert_eq!(told.paths(), ["/robots.txt", "/rss.xml", "/n/1.html"]);
    let queued: Vec<_> = told
        .queued()
        .iter()
        .map(|task| (task.depth, task.day))
        .collect();
    assert_eq!(queued, [(1, Some(date(2026, 10, 7))), (1, None)]);
}

#[test]
fn a_sitemap_leads_to_pages_through_its_index() {
    let source = source(
        "Cobaltine",
        SourceKind::Sitemap,
        "http://hx.example/sitemap.xml",
    );
    let told = turn(&source, settings(), |web| {
        let index =
            "<sitemapindex><sitemap><loc>http://hx.example/one.xml</loc></sitemap></sitemapindex>";
        let pages = "<urlset><url><loc>http://hx.example/a</loc></url></urlset>";
        web.on("http://hx.example/sitemap.xml", [Reply::body(index)])
            .on("http://hx.example/one.xml", [Reply::body(pages)])
            .page("http://hx.example/a", "a", &["/b"])
    });
    assert_eq!(
        told.paths(),
        ["/robots.txt", "/sitemap.xml", "/one.xml", "/a"]
    );
}

#[test]
fn a_list_is_read_by_its_selectors() {
    let source = source("公采信息", SourceKind::List, "http://hx.example/notices/");
    let told = turn(&source, settings(), |web| {
        let list = "<ul><li><a href=1.html>线扫描相机采购</a> <time>2026-10-12</time><li>没有链接</ul>\
                    <a href=/about>关于我们</a>";
        web.on("http://hx.example/notices/", [Reply::body(list)])
            .page("http://hx.example/notices/1.html", "招标公告", &[])
    });
    assert_eq!(
        told.paths(),
        ["/robots.txt", "/notices/", "/notices/1.html"]
    );
    assert_eq!(told.queued()[0].day, Some(date(2026, 10, 12)));
    let empty = turn(&source, settings(), |web| {
        web.page("http://hx.example/notices/", "改版了", &[])
    });
    let (kind, _, message) = empty.problems()[0];
    assert_eq!(kind, ProblemKind::BrokenFeed);
    assert!(message.contains("`li` and `a`"), "{message}");
}

#[test]
fn a_feed_that_is_none_is_a_problem_with_place_and_advice() {
    let told = turn(&feed(), settings(), |web| {
        web.page("http://hx.example/rss.xml", "节目列表", &[])
    });
    let (kind, path, message) = told.problems()[0];
    assert_eq!((kind, path), (ProblemKind::BrokenFeed, "/rss.xml"));
    assert!(
        message.starts_with("Line 1: this is a web page, not a feed."),
        "{message}"
    );
    assert!(message.contains("masthead.toml"), "{message}");
}
