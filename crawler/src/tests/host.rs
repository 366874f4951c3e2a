//! One host from plan to records, without a store.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
    time::Duration,
};

use jiff::{Timestamp, civil::date};
use masthead_store::{HostState, Outcome, ProblemKind, Record, Task};

use crate::{
    Clock, Closed, FetchError, Pace, Plan, Settings, Sink, Source, SourceKind, State, Watch,
    crawl_host,
    source::tests::source,
    web::{Jumps, Reply, Web, html, rss},
};

const NOW: &str = "2026-10-31T18:00:00Z";

#[derive(Default)]
struct Kept(Mutex<Vec<Record>>);

impl Sink for Kept {
    async fn put(&self, group: Vec<Record>) -> Result<(), Closed> {
        assert!(!group.is_empty());
        self.0.lock().unwrap().extend(group);
        Ok(())
    }
}

/// What a host's turn gave.
pub(super) struct Told {
    pub(super) records: Vec<Record>,
    pub(super) asked: Vec<(Timestamp, String)>,
    state: State,
}

impl Told {
    /// How each task ended, by path: `ok`, `same`, `gone`, or the reason.
    pub(super) fn ends(&self) -> Vec<(String, String)> {
        let mut ends = Vec::new();
        for record in &self.records {
            let (task, end) = match record {
                Record::Visit(visit) if visit.body.is_none() => (&visit.task, "same"),
                Record::Visit(visit) => (&visit.task, "ok"),
                Record::End(task, Outcome::Gone) => (task, "gone"),
                Record::End(task, Outcome::Skipped(why) | Outcome::Failed(why)) => {
                    (task, why.as_str())
                }
                _ => continue,
            };
            ends.push((task.url.path().to_owned(), end.to_owned()));
        }
        ends
    }

    pub(super) fn queued(&self) -> Vec<&Task> {
        let queued = self.records.iter().filter_map(|record| match record {
            Record::Queue(task) => Some(task),
            _ => None,
        });
        queued.collect()
    }

    fn problems(&self) -> Vec<(ProblemKind, &str, &str)> {
        let problems = self.records.iter().filter_map(|record| match record {
            Record::Problem(problem) => Some(problem),
            _ => None,
        });
        problems
            .map(|problem| (problem.kind, problem.url.path(), problem.message.as_str()))
            .collect()
    }

    /// The paths asked for, in order.
    pub(super) fn paths(&self) -> Vec<&str> {
        let path = |url: &str| url.find("example").unwrap() + "example".len();
        self.asked
            .iter()
            .map(|(_, url)| &url[path(url)..])
            .collect()
    }

    /// Seconds between one request and the next.
    pub(super) fn gaps(&self) -> Vec<i64> {
        let gap = |pair: &[(Timestamp, String)]| pair[1].0.duration_since(pair[0].0).as_secs();
        self.asked.windows(2).map(gap).collect()
    }
}

pub(super) fn settings() -> Settings {
    Settings {
        delay: 2.0,
        max_pages: 20,
        max_depth: 3,
        ..Settings::default()
    }
}

pub(super) fn turn(source: &Source, settings: Settings, script: impl FnOnce(Web) -> Web) -> Told {
    turn_with(source, settings, |_| {}, script)
}

fn turn_with(
    source: &Source,
    settings: Settings,
    before: impl FnOnce(&mut HostState),
    script: impl FnOnce(Web) -> Web,
) -> Told {
    let clock = Jumps::starting(NOW);
    let web = script(Web::new(&clock));
    let host = crate::host(&source.url).unwrap();
    let mut state = State {
        host: HostState {
            host: host.clone(),
            ..HostState::default()
        },
        pace: Pace::new(settings.least_delay(), clock.now()),
    };
    before(&mut state.host);
    let start = Task {
        source: source.name.clone(),
        url: source.url.clone(),
        depth: 0,
        day: None,
        from: None,
    };
    let plan = Plan {
        host,
        tasks: vec![start],
        seen: BTreeSet::new(),
        watch: Arc::new(Watch {
            now: clock.now(),
            settings,
            sources: [(source.name.clone(), source.clone())].into(),
            ..Watch::default()
        }),
    };
    let kept = Kept::default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let state = runtime
        .block_on(crawl_host(plan, state, &web, &*clock, &kept))
        .unwrap();
    Told {
        records: kept.0.into_inner().unwrap(),
        asked: web.asked(),
        state,
    }
}

pub(super) fn site() -> Source {
    source("衡像科技", SourceKind::Site, "http://hx.example/")
}

fn feed() -> Source {
    source("智造日报", SourceKind::Feed, "http://hx.example/rss.xml")
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let pair = |(path, end): &(&str, &str)| ((*path).to_owned(), (*end).to_owned());
    expected.iter().map(pair).collect()
}

#[test]
fn robots_come_first_and_the_delay_lies_between_all_requests() {
    let told = turn(&site(), settings(), |web| {
        web.on(
            "http://hx.example/robots.txt",
            [Reply::body("User-agent: *\nCrawl-delay: 5")],
        )
        .on(
            "http://hx.example/",
            [Reply::body(html("衡像科技", &["/a", "/b"])).takes(3)],
        )
        .page("http://hx.example/a", "线扫描相机", &["/"])
        .page("http://hx.example/b", "极片检测", &["/a#top"])
    });
    assert_eq!(told.paths(), ["/robots.txt", "/", "/a", "/b"]);
    // Theirs counts as soon as it is known; and the time of a slow answer is no rest.
    assert_eq!(told.gaps(), [5, 8, 5]);
    assert_eq!(
        told.ends(),
        pairs(&[("/", "ok"), ("/a", "ok"), ("/b", "ok")])
    );
    let (text, read) = told.state.host.robots.unwrap();
    assert!(text.contains("Crawl-delay") && read == NOW.parse().unwrap());
    assert_eq!(told.state.host.crawl_delay, Some(Duration::from_secs(5)));
}

#[test]
fn what_robots_forbid_is_not_asked_for_and_said_once() {
    let told = turn(&site(), settings(), |web| {
        web.on(
            "http://hx.example/robots.txt",
            [Reply::body("User-agent: *\nDisallow: /internal/")],
        )
        .page("http://hx.example/", "home", &["/internal/prices", "/a"])
        .page("http://hx.example/a", "a", &["/internal/prices"])
    });
    assert_eq!(told.paths(), ["/robots.txt", "/", "/a"]);
    let reason = "line 2 of robots.txt forbids it (`Disallow: /internal/`)";
    assert_eq!(
        told.ends(),
        pairs(&[("/", "ok"), ("/a", "ok"), ("/internal/prices", reason)])
    );
    let problems = told.problems();
    assert_eq!(problems.len(), 1);
    assert_eq!(
        (problems[0].0, problems[0].1),
        (ProblemKind::Forbidden, "/internal/prices")
    );
}

#[test]
fn a_fresh_robots_is_remembered_and_an_old_one_is_not() {
    for (read, asked) in [
        ("2026-10-30T18:00:01Z", vec!["/"]),
        ("2026-10-30T18:00:00Z", vec!["/robots.txt", "/"]),
        ("2026-11-01T00:00:00Z", vec!["/robots.txt", "/"]),
    ] {
        let remember = |state: &mut HostState| {
            let text = "User-agent: *\nDisallow: /a".to_owned();
            state.robots = Some((text, read.parse().unwrap()));
        };
        let told = turn_with(&site(), settings(), remember, |web| {
            web.on(
                "http://hx.example/robots.txt",
                [Reply::body("User-agent: *\nDisallow: /a")],
            )
            .page("http://hx.example/", "home", &["/a"])
        });
        assert_eq!(told.paths(), asked, "{read}");
    }
}

#[test]
fn without_a_robots_txt_everything_is_free_and_behind_a_failing_one_nothing_is() {
    for (reply, asked) in [
        (Reply::status(404), vec!["/robots.txt", "/"]),
        (Reply::status(403), vec!["/robots.txt", "/"]),
        (Reply::to(301, "/"), vec!["/robots.txt", "/", "/"]),
        (
            Reply::to(301, "http://other.example/"),
            vec!["/robots.txt", "/"],
        ),
        (Reply::status(500), vec!["/robots.txt", "/robots.txt"]),
        (
            Reply::fault(FetchError::Timeout(30)),
            vec!["/robots.txt", "/robots.txt"],
        ),
    ] {
        let told = turn(&site(), settings(), |web| {
            web.on("http://hx.example/robots.txt", [reply.clone()])
                .page("http://hx.example/", "home", &[])
        });
        assert_eq!(told.paths(), asked, "{reply:?}");
        if !asked.contains(&"/") {
            assert_eq!(told.problems()[0].0, ProblemKind::Unreachable);
            assert!(
                told.state.host.robots.is_none(),
                "a failure is not remembered"
            );
        }
    }
}

#[test]
fn robots_may_move_and_count_where_they_end() {
    let told = turn(&site(), settings(), |web| {
        web.on(
            "http://hx.example/robots.txt",
            [Reply::to(301, "https://hx.example/robots.txt")],
        )
        .on(
            "https://hx.example/robots.txt",
            [Reply::body("User-agent: *\nDisallow: /a")],
        )
        .page("http://hx.example/", "home", &["/a", "/b"])
        .page("http://hx.example/b", "b", &[])
    });
    assert_eq!(told.paths(), ["/robots.txt", "/robots.txt", "/", "/b"]);
}

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
                "/x.pdf",
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

#[test]
fn redirects_are_tasks_of_their_own() {
    let told = turn(&site(), settings(), |web| {
        web.on(
            "http://hx.example/robots.txt",
            [Reply::body("User-agent: *\nDisallow: /shut")],
        )
        .page(
            "http://hx.example/",
            "home",
            &["/old", "/away", "/round", "/trap", "/b"],
        )
        .on(
            "http://hx.example/old",
            [Reply::to(301, "/new?utm_medium=x")],
        )
        .page("http://hx.example/new", "new", &[])
        .on(
            "http://hx.example/away",
            [Reply::to(302, "http://else.example/")],
        )
        .on("http://hx.example/round", [Reply::to(302, "/round2")])
        .on("http://hx.example/round2", [Reply::to(302, "/round")])
        .on("http://hx.example/trap", [Reply::to(302, "/shut/x")])
        .on("http://hx.example/b", [Reply::to(302, "/new")])
    });
    assert_eq!(
        told.paths(),
        [
            "/robots.txt",
            "/",
            "/away",
            "/b",
            "/new",
            "/old",
            "/round",
            "/round2",
            "/trap"
        ]
    );
    let ends = told.ends();
    let end = |path: &str| &ends.iter().find(|(at, _)| at == path).unwrap().1;
    assert_eq!(end("/old"), "it redirects to http://hx.example/new");
    assert_eq!(end("/new"), "ok");
    assert_eq!(end("/away"), "it redirects to http://else.example/");
    assert_eq!(
        end("/round2"),
        "its redirects go in a circle, back to http://hx.example/round"
    );
    assert!(end("/shut/x").starts_with("line 2 of robots.txt forbids"));
    assert!(
        told.queued()
            .iter()
            .all(|task| task.url.host_str() == Some("hx.example"))
    );
}

#[test]
fn an_endless_chain_of_redirects_ends() {
    let told = turn(&site(), settings(), |mut web| {
        for n in 0..30 {
            let at = if n == 0 { String::new() } else { n.to_string() };
            let next = Reply::to(302, &format!("/{}", n + 1));
            web = web.on(&format!("http://hx.example/{at}"), [next]);
        }
        web
    });
    assert_eq!(told.asked.len(), 12);
    assert_eq!(
        told.ends().last().unwrap().1,
        "it redirects more than 10 times"
    );
    let moved = turn(&feed(), settings(), |web| {
        web.on(
            "http://hx.example/rss.xml",
            [Reply::to(301, "https://hx.example/rss.xml")],
        )
    });
    assert_eq!(moved.queued()[0].url.as_str(), "https://hx.example/rss.xml");
    assert_eq!(moved.queued()[0].depth, 0);
}

#[test]
fn trouble_that_passes_is_waited_out_at_a_growing_distance() {
    let told = turn(&site(), settings(), |web| {
        let busy = Reply::status(503).with(|response| response.retry_after = Some("20".to_owned()));
        web.on(
            "http://hx.example/",
            [busy, Reply::body(html("home", &["/a", "/b"]))],
        )
        .on(
            "http://hx.example/a",
            [Reply::status(500), Reply::body(html("a", &[]))],
        )
        .page("http://hx.example/b", "b", &[])
    });
    assert_eq!(told.paths(), ["/robots.txt", "/", "/", "/a", "/a", "/b"]);
    assert_eq!(told.gaps(), [2, 20, 4, 8, 8]);
    assert_eq!(
        told.ends(),
        pairs(&[("/", "ok"), ("/a", "ok"), ("/b", "ok")])
    );
}

#[test]
fn a_host_that_wants_a_long_rest_gets_it_also_in_the_next_run() {
    let busy = Reply::status(429)
        .with(|response| response.retry_after = Some("Sat, 31 Oct 2026 19:00:00 GMT".to_owned()));
    let told = turn(&site(), settings(), |web| {
        web.page("http://hx.example/", "home", &["/a", "/b"])
            .on("http://hx.example/a", [busy.clone()])
    });
    assert_eq!(told.paths(), ["/robots.txt", "/", "/a"]);
    let reason = "the server asks to be left alone until 2026-10-31T19:00:00Z";
    assert_eq!(
        told.ends(),
        pairs(&[("/", "ok"), ("/a", reason), ("/b", reason)])
    );
    assert_eq!(told.problems().len(), 1);
    let until = told.state.host.not_before;
    let again = turn_with(
        &site(),
        settings(),
        |state| state.not_before = until,
        |web| web,
    );
    assert_eq!(again.paths(), [] as [&str; 0]);
    assert_eq!(again.ends(), pairs(&[("/", reason)]));
    assert_eq!(again.problems()[0].0, ProblemKind::Unreachable);
    let last = turn(&site(), settings(), |web| {
        web.on("http://hx.example/", [busy])
    });
    assert_eq!(last.ends(), pairs(&[("/", reason)]));
    assert_eq!(last.problems().len(), 1);
}

#[test]
fn a_dead_host_is_given_up_with_one_problem() {
    let told = turn(&site(), settings(), |web| web);
    assert_eq!(told.paths(), ["/robots.txt", "/robots.txt"]);
    assert_eq!(
        told.ends(),
        pairs(&[("/", "no address is known for hx.example")])
    );
    assert_eq!(told.problems().len(), 1);
    let dying = turn(&site(), settings(), |mut web| {
        web = web.page(
            "http://hx.example/",
            "home",
            &["/1", "/2", "/3", "/4", "/5"],
        );
        for n in 1..=5 {
            let fault = Reply::fault(FetchError::Connect("refused".to_owned()));
            web = web.on(&format!("http://hx.example/{n}"), [fault]);
        }
        web
    });
    assert_eq!(
        dying.paths(),
        ["/robots.txt", "/", "/1", "/1", "/2", "/2", "/3", "/3"]
    );
    assert_eq!(dying.ends().len(), 6);
    assert_eq!(dying.problems().len(), 4);
}

#[test]
fn answers_that_are_no_pages() {
    let pdf =
        Reply::body("%PDF").with(|response| response.content_type = Some("application/pdf".into()));
    let large = Reply::fault(FetchError::TooLarge(10));
    let items = [("/doc", ""), ("/gone", ""), ("/large", ""), ("/no", "")];
    let told = turn(&feed(), settings(), |web| {
        web.on("http://hx.example/rss.xml", [Reply::body(rss(&items))])
            .on("http://hx.example/doc", [pdf.clone()])
            .on("http://hx.example/large", [large.clone()])
            .on("http://hx.example/no", [Reply::status(403)])
    });
    let kinds: Vec<_> = told
        .problems()
        .iter()
        .map(|(kind, path, _)| (*kind, *path))
        .collect();
    assert_eq!(
        kinds,
        [
            (ProblemKind::Unreadable, "/doc"),
            (ProblemKind::Missing, "/gone"),
            (ProblemKind::Unreadable, "/large"),
            (ProblemKind::Unreachable, "/no"),
        ]
    );
    let told = turn(&site(), settings(), |web| {
        web.page("http://hx.example/", "home", &["/doc", "/gone"])
            .on("http://hx.example/doc", [pdf])
    });
    assert_eq!(
        told.ends(),
        pairs(&[
            ("/", "ok"),
            ("/doc", "application/pdf is no page"),
            ("/gone", "gone")
        ])
    );
    assert_eq!(told.problems(), []);
    // “Nothing changed” to somebody who never saw it is no answer.
    let told = turn(&site(), settings(), |web| {
        web.on("http://hx.example/", [Reply::status(304)])
    });
    assert_eq!(told.ends(), pairs(&[("/", "the server answers 304")]));
}
