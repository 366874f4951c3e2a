//! A host in trouble is waited for, left alone, or given up.

use masthead_store::ProblemKind;

use super::turn::{pairs, settings, site, turn, turn_in, turn_with};
use crate::{
    FetchError, Pace, Settings,
    web::{Reply, html},
};

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
    let reason =
        "the server asks to be left alone; nothing is asked of it before 2026-10-31T19:00:00Z";
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
fn a_slow_server_gets_as_much_rest_as_it_takes() {
    let told = turn(&site(), settings(), |web| {
        let slow = |links: &[&str]| Reply::body(html("线扫描相机", links)).takes(6);
        web.on("http://hx.example/", [slow(&["/a", "/b"])])
            .on("http://hx.example/a", [slow(&[])])
            .on("http://hx.example/b", [slow(&[])])
    });
    // From the beginning of one to that of the next: the answer, and the rest after it.
    assert_eq!(told.gaps(), [2, 6 + 3, 6 + 4]);
}

#[test]
fn a_host_is_asked_no_more_often_than_its_budget() {
    let settings = Settings {
        max_requests: Some(3),
        ..settings()
    };
    let told = turn(&site(), settings, |web| {
        web.page("http://hx.example/", "home", &["/a", "/b"])
            .on("http://hx.example/a", [Reply::status(500)])
    });
    assert_eq!(told.paths(), ["/robots.txt", "/", "/a"]);
    let reason = "the budget of 3 requests to one host (`max_requests`) is used up";
    assert_eq!(
        told.ends(),
        pairs(&[("/", "ok"), ("/a", reason), ("/b", reason)])
    );
    assert_eq!(told.problems().len(), 1);
}

#[test]
fn a_host_that_failed_in_two_crawls_is_left_alone_for_a_while() {
    let told = turn(&site(), settings(), |web| web);
    assert_eq!(told.state.host.not_before, None, "once is chance");
    let saved = told.state.pace.save();
    let later = "2026-11-01T18:00:00Z".parse().unwrap();
    let mut pace = Pace::open(Some(&saved), &settings(), later, false);
    let until = pace.give_up(later);
    let now: jiff::Timestamp = super::turn::NOW.parse().unwrap();
    let again = turn_in(
        &site(),
        settings(),
        |state| {
            state.host.not_before = until;
            state.pace = pace;
        },
        |web| web,
    );
    assert!(until.is_some_and(|until| until > now));
    assert_eq!(again.paths(), [] as [&str; 0]);
    assert_eq!(
        again.problems()[0].2,
        "The host failed in 2 crawls one after the other; nothing is asked of it before \
         2026-11-01T18:10:00Z. Open the address in a browser; if the site has moved, change it in \
         masthead.toml, else leave the source out."
    );
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
fn no_host_shuts_us_out_for_longer_than_a_week() {
    for ever in ["18446744073709551615", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let busy = Reply::status(503).with(|response| response.retry_after = Some(ever.to_owned()));
        let told = turn(&site(), settings(), |web| {
            web.on("http://hx.example/", [busy])
        });
        let until = told.state.host.not_before.unwrap().to_string();
        assert_eq!(until, "2026-11-07T18:00:02Z", "{ever}");
        let (_, _, message) = told.problems()[0];
        assert_eq!(
            message,
            "The server asks to be left alone; nothing is asked of it before \
             2026-11-07T18:00:02Z. Crawl again after that; whatever a server asks, 7 days are \
             the longest wait."
        );
    }
}
