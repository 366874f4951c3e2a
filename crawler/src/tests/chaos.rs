//! Hosts that answer at random: whatever they do, the rules hold.

use std::collections::BTreeMap;

use masthead_store::Task;
use proptest::prelude::*;

use super::turn::{settings, site, turn};
use crate::{
    FetchError,
    web::{Reply, Web, html},
};

/// How many pages such a host has.
const PAGES: usize = 8;

/// One answer of whatever kind, with links and redirects among the host's pages.
fn reply() -> impl Strategy<Value = Reply> {
    let links = proptest::collection::vec(0..PAGES, 0..4);
    prop_oneof![
        6 => links.prop_map(|links| {
            let links: Vec<String> = links.iter().map(|n| format!("/{n}")).collect();
            let links: Vec<&str> = links.iter().map(String::as_str).collect();
            Reply::body(html("页", &links))
        }),
        2 => (0..PAGES).prop_map(|n| Reply::to(302, &format!("/{n}"))),
        1 => Just(Reply::to(301, "http://else.example/")),
        2 => prop_oneof![Just(304), Just(404), Just(410), Just(403), Just(500), Just(204)]
            .prop_map(Reply::status),
        1 => (0u32..100).prop_map(|wait| {
            Reply::status(503).with(|response| response.retry_after = Some(wait.to_string()))
        }),
        1 => prop_oneof![
            Just(FetchError::Timeout(30)),
            Just(FetchError::TooLarge(1)),
            Just(FetchError::Broken("reset".to_owned())),
        ]
        .prop_map(Reply::fault),
        1 => proptest::collection::vec(any::<u8>(), 0..60).prop_map(Reply::body),
    ]
}

fn answers() -> impl Strategy<Value = Vec<Vec<Reply>>> {
    let turns = proptest::collection::vec(reply(), 1..3);
    proptest::collection::vec(turns, PAGES)
}

fn script(mut web: Web, answers: &[Vec<Reply>], robots: Reply) -> Web {
    web = web.on("http://hx.example/robots.txt", [robots]);
    for (n, replies) in answers.iter().enumerate() {
        let path = if n == 0 { String::new() } else { n.to_string() };
        web = web.on(&format!("http://hx.example/{path}"), replies.clone());
    }
    web
}

proptest! {
    #[test]
    fn every_task_ends_once_and_no_request_breaks_the_rules(answers in answers()) {
        let robots = Reply::body("User-agent: *\nDisallow: /5\nCrawl-delay: 3");
        let told = turn(&site(), settings(), |web| script(web, &answers, robots));
        let mut ends = BTreeMap::new();
        for (path, _) in told.ends() {
            *ends.entry(path).or_insert(0) += 1;
        }
        let here = |task: &&Task| task.url.host_str() == Some("hx.example");
        let queued = told.queued().into_iter().filter(here);
        let mut queued: Vec<&str> = queued.map(|task| task.url.path()).collect();
        queued.push("/");
        queued.sort_unstable();
        prop_assert!(ends.values().all(|count| *count == 1), "{:?}", ends);
        // What was refused before it was queued ends too; what was queued, always.
        prop_assert!(queued.iter().all(|path| ends.contains_key(*path)), "{:?}", ends);
        prop_assert_eq!(told.paths()[0], "/robots.txt");
        prop_assert!(!told.paths().contains(&"/5"));
        let gaps = told.gaps();
        prop_assert!(gaps.iter().all(|gap| *gap >= 3), "{:?}", gaps);
        prop_assert!(told.asked.len() <= 1 + 2 * queued.len());
    }
}
