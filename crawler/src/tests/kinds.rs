//! Lists of many pages, searches, plain lists, sitemaps of a site, feeds behind a page, filters.

use jiff::civil::date;
use masthead_store::ProblemKind;

use super::turn::{Told, feed, pairs, settings, site, turn};
use crate::{
    Settings, Source, SourceKind,
    source::tests::source,
    web::{Reply, Web, rss},
};

/// What was asked for beside robots.txt.
fn asked(told: &Told) -> Vec<&str> {
    told.paths()
        .into_iter()
        .filter(|path| *path != "/robots.txt")
        .collect()
}

fn list(url: &str, next: Option<&str>, pages: Option<u32>) -> Source {
    let mut list = source("公采信息", SourceKind::List, url);
    list.next = next.map(str::to_owned);
    list.pages = pages;
    list
}

/// A board of four pages with one notice each; every page but the last leads to the next.
fn board(web: Web) -> Web {
    (1..=4).fold(web, |web, nr| {
        let next = match nr {
            4 => String::new(),
            _ => format!("<span class=next><a href='?p={}'>下一页</a></span>", nr + 1),
        };
        let page = format!(
            "<ul><li><a href='/n/{nr}.html'>线扫描相机采购 {nr}</a> <time>2026-10-0{nr}</time></ul>{next}"
        );
        web.on(&format!("http://hx.example/notices/?p={nr}"), [Reply::body(page)])
            .page(&format!("http://hx.example/n/{nr}.html"), "招标公告", &["/n/9.html"])
    })
}

#[test]
fn a_list_is_turned_by_number_or_by_link_and_no_further_than_wanted() {
    let three = [
        "/notices/?p=1",
        "/n/1.html",
        "/notices/?p=2",
        "/n/2.html",
        "/notices/?p=3",
        "/n/3.html",
    ];
    let mut sorted = three.to_vec();
    sorted.sort_unstable();
    let by_link = "http://hx.example/notices/?p=1";
    let by_number = "http://hx.example/notices/?p={page}";
    for (url, next, pages, read) in [
        (by_number, None, None, &sorted[..]),
        (by_link, Some(".next a"), None, &sorted[..]),
        (by_link, Some("span.next"), None, &sorted[..]),
        (by_link, None, None, &["/n/1.html", "/notices/?p=1"]),
        (by_number, None, Some(1), &["/n/1.html", "/notices/?p=1"]),
    ] {
        let told = turn(&list(url, next, pages), settings(), board);
        let mut paths = asked(&told);
        paths.sort_unstable();
        assert_eq!(paths, read, "{url} {next:?} {pages:?}");
        assert_eq!(told.problems(), []);
    }
    // Behind the last page there is nothing, which is no fault; and what is listed is no list.
    let told = turn(&list(by_number, None, Some(9)), settings(), |web| {
        board(web).page("http://hx.example/notices/?p=5", "没有更多", &[])
    });
    assert_eq!(asked(&told).len(), 9, "{:?}", asked(&told));
    assert_eq!(told.problems(), []);
    let third = told
        .queued()
        .into_iter()
        .find(|task| task.url.path() == "/n/3.html")
        .unwrap();
    assert_eq!((third.depth, third.day), (1, Some(date(2026, 10, 3))));
}

#[test]
fn the_next_page_of_a_list_is_on_its_host_and_not_itself() {
    for next in ["http://else.example/", "?p=1", "javascript:next()"] {
        let page =
            format!("<li><a href=/n/1.html>一</a></li><a class=next href='{next}'>下一页</a>");
        let source = list("http://hx.example/notices/?p=1", Some(".next"), None);
        let told = turn(&source, settings(), |web| {
            web.on("http://hx.example/notices/?p=1", [Reply::body(page)])
                .page("http://hx.example/n/1.html", "招标公告", &[])
        });
        assert_eq!(asked(&told), ["/notices/?p=1", "/n/1.html"], "{next}");
    }
}

#[test]
fn a_search_is_asked_for_each_query_in_whatever_form_it_answers() {
    let mut search = source("搜索", SourceKind::Search, "http://hx.example/s?q={query}");
    search.queries = ["相机", "line scan"].map(str::to_owned).into();
    let (first, second) = (
        "http://hx.example/s?q=%E7%9B%B8%E6%9C%BA",
        "http://hx.example/s?q=line%20scan",
    );
    let json = r#"{"results":[{"url":"http://hx.example/a","publishedDate":"2026-10-07"},{"url":"http://else.example/b"}]}"#;
    let feed = rss(&[("http://hx.example/a", ""), ("http://hx.example/c", "")]);
    let html = "<ul><li><a href=/a>一</a><li><a href=/c>二</a></ul>";
    for (reply, selectors, read) in [
        (json, false, vec!["/a", "/d"]),
        (feed.as_str(), false, vec!["/a", "/c", "/d"]),
        (html, true, vec!["/a", "/c", "/d"]),
        (r#"{"results":[]}"#, false, vec!["/d"]),
        ("<p>没有结果", true, vec!["/d"]),
    ] {
        search.item = selectors.then(|| "li".to_owned());
        search.link = selectors.then(|| "a".to_owned());
        let told = turn(&search, settings(), |web| {
            ["a", "c", "d"]
                .iter()
                .fold(web, |web, path| {
                    web.page(&format!("http://hx.example/{path}"), "带钢检测", &["/e"])
                })
                .on(first, [Reply::body(reply)])
                .on(second, [Reply::body(r#"{"results":[{"url":"/d"}]}"#)])
        });
        let searches = ["/s?q=%E7%9B%B8%E6%9C%BA", "/s?q=line%20scan"];
        assert_eq!(asked(&told), [&searches[..], &read].concat(), "{reply}");
        assert_eq!(told.problems(), []);
        assert!(told.queued().iter().all(|task| task.depth == 1), "{reply}");
    }
}

#[test]
fn a_search_that_answers_with_a_page_needs_selectors_and_says_so() {
    let mut search = source("搜索", SourceKind::Search, "http://hx.example/s?q={query}");
    search.queries = vec!["x".to_owned()];
    let told = turn(&search, settings(), |web| {
        web.page("http://hx.example/s?q=x", "结果", &["/a"])
    });
    let (kind, _, message) = told.problems()[0];
    assert_eq!(kind, ProblemKind::BrokenFeed);
    assert_eq!(
        message,
        "Line 1: this is a web page, not a feed, nor JSON with addresses. \
         If the search answers with pages, name `item` and `link` in masthead.toml."
    );
}

#[test]
fn a_plain_list_names_its_pages() {
    let urls = source("名单", SourceKind::Urls, "http://hx.example/list.txt");
    let text = "# 竞争对手\nhttp://hx.example/a\r\n  http://else.example/b  \nhttp://hx.example/a\nno address\n";
    let text_reply = Reply::body(text).with(|it| it.content_type = Some("text/plain".to_owned()));
    let told = turn(&urls, settings(), |web| {
        web.on("http://hx.example/list.txt", [text_reply]).page(
            "http://hx.example/a",
            "带钢检测",
            &["/c"],
        )
    });
    assert_eq!(asked(&told), ["/list.txt", "/a"]);
    assert_eq!(told.problems(), []);
    let told = turn(&urls, settings(), |web| {
        web.on("http://hx.example/list.txt", [Reply::body("来源\n")])
    });
    assert!(
        told.problems()[0]
            .2
            .starts_with("Line 1: no line is an address."),
        "{:?}",
        told.problems()
    );
}

#[test]
fn a_site_begins_with_the_sitemaps_of_its_robots_too() {
    let told = turn(&site(), settings(), |web| {
        let robots = "User-agent: *\nDisallow: /in/\nSitemap: http://hx.example/map.xml\n\
                      Sitemap: http://else.example/map.xml";
        let index = "<sitemapindex><sitemap><loc>/one.xml</loc></sitemap>\
                     <sitemap><loc>http://else.example/two.xml</loc></sitemap></sitemapindex>";
        let pages = "<urlset><url><loc>/alone</loc></url><url><loc>/in/1</loc></url>\
                     <url><loc>http://else.example/x</loc></url></urlset>";
        web.on("http://hx.example/robots.txt", [Reply::body(robots)])
            .on("http://hx.example/map.xml", [Reply::body(index)])
            .on("http://hx.example/one.xml", [Reply::body(pages)])
            .page("http://hx.example/", "衡像科技", &["/a"])
            .page("http://hx.example/a", "相机", &[])
            .page("http://hx.example/alone", "没有链接指向的页面", &[])
    });
    assert_eq!(asked(&told), ["/", "/map.xml", "/a", "/one.xml", "/alone"]);
    let forbidden: Vec<_> = told
        .problems()
        .iter()
        .map(|(kind, path, _)| (*kind, *path))
        .collect();
    assert_eq!(forbidden, [(ProblemKind::Forbidden, "/in/1")]);
}

#[test]
fn sitemaps_nest_three_deep_and_no_deeper() {
    let source = source("Cobaltine", SourceKind::Sitemap, "http://hx.example/0.xml");
    let told = turn(&source, settings(), |web| {
        (0..6).fold(web, |web, nr| {
            let index = format!(
                "<sitemapindex><sitemap><loc>/{}.xml</loc></sitemap></sitemapindex>",
                nr + 1
            );
            web.on(&format!("http://hx.example/{nr}.xml"), [Reply::body(index)])
        })
    });
    assert_eq!(asked(&told), ["/0.xml", "/1.xml", "/2.xml", "/3.xml"]);
    let (kind, path, message) = told.problems()[0];
    assert_eq!((kind, path), (ProblemKind::BrokenFeed, "/3.xml"));
    assert!(
        message.starts_with("Sitemaps name sitemaps more than 3 levels deep"),
        "{message}"
    );
}

#[test]
fn where_the_budget_ends_what_changed_last_is_read() {
    let mut source = source(
        "Cobaltine",
        SourceKind::Sitemap,
        "http://hx.example/map.xml",
    );
    source.max_pages = Some(3);
    let told = turn(&source, settings(), |web| {
        let url = |path: &str, day: &str| {
            format!("<url><loc>http://hx.example/{path}</loc><lastmod>{day}</lastmod></url>")
        };
        let urls = [
            url("old", "2024-01-01"),
            url("none", "soon"),
            url("new", "2026-10-30"),
            url("mid", "2026-05-01"),
        ];
        let map = format!("<urlset>{}</urlset>", urls.concat());
        web.on("http://hx.example/map.xml", [Reply::body(map)])
            .page("http://hx.example/new", "new", &[])
            .page("http://hx.example/mid", "mid", &[])
    });
    assert_eq!(asked(&told), ["/map.xml", "/mid", "/new"]);
    assert!(told.queued().iter().all(|task| task.day.is_none()));
}

#[test]
fn the_feed_that_a_page_names_is_read_and_that_is_said() {
    let told = turn(&feed(), settings(), |web| {
        let page = "<html><head><title>智造日报</title><link rel=alternate \
                    type=application/rss+xml href=/feed/></head><body><p>新闻</p></body></html>";
        web.on("http://hx.example/rss.xml", [Reply::body(page)])
            .on(
                "http://hx.example/feed/",
                [Reply::body(rss(&[("http://hx.example/a", "")]))],
            )
            .page("http://hx.example/a", "带钢检测", &[])
    });
    assert_eq!(asked(&told), ["/rss.xml", "/feed/", "/a"]);
    assert_eq!(
        told.problems(),
        [(
            ProblemKind::BrokenFeed,
            "/rss.xml",
            "This is a web page. The feed that it names is read: http://hx.example/feed/. Put that \
             address into masthead.toml, so that the page need not be asked for each time."
        )]
    );
}

#[test]
fn pages_that_name_each_other_as_feeds_end() {
    let told = turn(&feed(), settings(), |web| {
        let page = |to: &str| {
            format!("<html><head><link rel=alternate type=application/rss+xml href={to}></head>")
        };
        web.on("http://hx.example/rss.xml", [Reply::body(page("/b"))])
            .on("http://hx.example/b", [Reply::body(page("/rss.xml"))])
    });
    assert_eq!(asked(&told), ["/rss.xml", "/b"]);
}

#[test]
fn what_is_left_out_is_told_with_its_reason() {
    let mut source = site();
    source.exclude = vec!["/old/*".to_owned()];
    source.about = ["线扫描相机", "line scan camera"].map(str::to_owned).into();
    let told = turn(&source, settings(), |web| {
        web.page(
            "http://hx.example/",
            "衡像科技",
            &["/old/1", "/a", "/b", "/c"],
        )
        .page("http://hx.example/a", "新一代线扫描相机", &[])
        .page("http://hx.example/b", "年会通知", &["/old/2", "/d"])
        .page("http://hx.example/c", "Line-scan cameras", &[])
        .page("http://hx.example/d", "招聘", &[])
    });
    let address = "its address is like `/old/*`, which `exclude` leaves out";
    let topic = "it names none of the terms of `about` (线扫描相机, line scan camera)";
    let mut ends = told.ends();
    ends.sort();
    assert_eq!(
        ends,
        pairs(&[
            ("/", "ok"),
            ("/a", "ok"),
            ("/b", topic),
            ("/c", "ok"),
            ("/d", topic),
            ("/old/1", address),
            ("/old/2", address),
        ])
    );
    assert_eq!(told.problems(), []);
}

#[test]
fn a_page_that_needs_scripts_is_a_problem_and_kept() {
    let shell =
        "<!doctype html><title>衡像科技</title><body><div id=app></div><script src=/a.js></script>";
    let told = turn(&site(), settings(), |web| {
        web.on("http://hx.example/", [Reply::body(shell)])
    });
    let (kind, path, message) = told.problems()[0];
    assert_eq!((kind, path), (ProblemKind::Scripted, "/"));
    assert!(
        message.contains("Look for a feed or a sitemap"),
        "{message}"
    );
    assert_eq!(told.ends(), pairs(&[("/", "ok")]));
}

#[test]
fn settings_of_a_crawl_hold_for_every_kind() {
    // A search page is a request like any other: the budget of the source counts it.
    let mut source = list("http://hx.example/notices/?p={page}", None, Some(9));
    source.max_pages = Some(2);
    let told = turn(
        &source,
        Settings {
            max_pages: 100,
            ..settings()
        },
        board,
    );
    assert_eq!(asked(&told).len(), 2, "{:?}", asked(&told));
}
