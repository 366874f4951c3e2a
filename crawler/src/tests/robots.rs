//! robots.txt comes first, and what it says holds.

use std::time::Duration;

use masthead_store::{HostState, ProblemKind};

use super::turn::{NOW, pairs, settings, site, turn, turn_with};
use crate::{
    FetchError,
    robots::LIMIT,
    web::{Reply, html},
};

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
            Reply::to(301, "http://gone.example/robots.txt"),
            vec!["/robots.txt", "/robots.txt", "/robots.txt"],
        ),
        (Reply::status(500), vec!["/robots.txt", "/robots.txt"]),
        (
            Reply::fault(FetchError::Broken("torn".to_owned())),
            vec!["/robots.txt", "/robots.txt"],
        ),
        // Who keeps us waiting is not asked to do so again.
        (Reply::fault(FetchError::Timeout(30)), vec!["/robots.txt"]),
        (Reply::fault(FetchError::Silent(30)), vec!["/robots.txt"]),
        (Reply::fault(FetchError::Slow(30)), vec!["/robots.txt"]),
    ] {
        let told = turn(&site(), settings(), |web| {
            web.on("http://hx.example/robots.txt", [reply.clone()])
                .page("http://hx.example/", "home", &[])
        });
        assert_eq!(told.paths(), asked, "{reply:?}");
        if !asked.contains(&"/") {
            let (kind, _, message) = told.problems()[0];
            assert_eq!(kind, ProblemKind::Unreachable);
            let at = "example/robots.txt cannot be read: ";
            assert!(
                message.starts_with("The robots.txt at http://"),
                "{message}"
            );
            assert!(message.contains(at), "{message}");
            assert!(
                told.state.host.robots.is_none(),
                "a failure is not remembered"
            );
        }
    }
}

#[test]
fn robots_may_be_anywhere_as_far_as_the_rules_of_that_host_allow() {
    let shut = "User-agent: *\nDisallow: /shut";
    let moved = |theirs: Reply| {
        turn(&site(), settings(), |web| {
            web.on(
                "http://hx.example/robots.txt",
                [Reply::to(302, "http://files.example/hx.txt")],
            )
            .on("http://files.example/robots.txt", [theirs])
            .on("http://files.example/hx.txt", [Reply::body(shut)])
            .page("http://hx.example/", "衡像科技", &["/shut"])
        })
    };
    let free = moved(Reply::status(404));
    assert_eq!(free.paths(), ["/robots.txt", "/robots.txt", "/hx.txt", "/"]);
    assert!(free.gaps().iter().all(|gap| *gap >= 2), "{:?}", free.gaps());
    for theirs in [
        Reply::body("User-agent: *\nDisallow: /hx"),
        Reply::to(302, "/elsewhere"),
    ] {
        let told = moved(theirs);
        assert_eq!(told.paths(), ["/robots.txt", "/robots.txt"]);
        assert_eq!(
            told.problems()[0].2,
            "The robots.txt at http://hx.example/robots.txt cannot be read: it has moved to \
             http://files.example/hx.txt, which may not be asked for. Without its rules nothing \
             is asked of the host; tell the site's owner."
        );
    }
}

#[test]
fn robots_that_move_without_end_are_no_robots() {
    let told = turn(&site(), settings(), |mut web| {
        for hop in 0..9 {
            let to = format!("http://hx{}.example/robots.txt", hop + 1);
            let from = match hop {
                0 => "http://hx.example/robots.txt".to_owned(),
                hop => format!("http://hx{hop}.example/robots.txt"),
            };
            web = web.on(&from, [Reply::to(301, &to)]);
        }
        web.page("http://hx.example/", "衡像科技", &[])
    });
    assert_eq!(told.paths().len(), 7, "the first, five hops, and the page");
    assert_eq!(told.ends(), pairs(&[("/", "ok")]));
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
fn of_an_endless_robots_txt_the_beginning_counts_up_to_its_last_whole_line() {
    let rule = "Disallow: /shut\n";
    let mut text = format!("User-agent: *\n{rule}");
    let cut = "Disallow: /open";
    let room = LIMIT - text.len() - cut.len();
    text.push_str(&"#".repeat(room - 1));
    text.push_str("\nDisallow: /open-not\n");
    assert!(text[..LIMIT].ends_with(cut));
    let told = turn(&site(), settings(), |web| {
        web.on("http://hx.example/robots.txt", [Reply::body(&text)])
            .page("http://hx.example/", "home", &["/open", "/shut"])
            .page("http://hx.example/open", "产品", &[])
    });
    assert_eq!(told.paths(), ["/robots.txt", "/", "/open"]);
}
