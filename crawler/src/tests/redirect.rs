//! Redirects are tasks of their own, and end.

use super::turn::{feed, settings, site, turn};
use crate::web::Reply;

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
