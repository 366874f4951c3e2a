//! A server that notes when it is asked: no host is asked too soon, unasked-for, or after it said
//! “not now”.

use std::{collections::BTreeMap, time::Duration};

use crate::harness::{
    Scene,
    raw::{Asked, Raw, page, reply},
};

/// The delay of the settings.
const DELAY: Duration = Duration::from_millis(50);

/// What robots.txt of some hosts asks for.
const ASKED: Duration = Duration::from_millis(300);

/// A page that leads to others of its host.
fn body(links: &[&str]) -> String {
    let links: String = links
        .iter()
        .map(|link| format!("<a href={link}>{link}</a> "))
        .collect();
    format!("<title>带钢检测 Strip</title><main><p>Every line is imaged and judged. {links}</main>")
}

/// Crawls `hosts` sites, as many at once, with a server of these answers; gives the requests of
/// each host in their order.
fn crawl(
    hosts: usize,
    answer: impl Fn(&Asked, &mut std::net::TcpStream) + Send + Sync + 'static,
) -> BTreeMap<String, Vec<Asked>> {
    let server = Raw::start(answer);
    let scene = Scene::workspace();
    let names: Vec<String> = (0..hosts).map(|n| format!("host{n}.example")).collect();
    let mut settings = format!("[crawl]\ndelay = 0.05\nhosts_at_once = {hosts}\n[crawl.resolve]\n");
    for name in names.iter().chain(&["files.example".to_owned()]) {
        settings += &format!("\"{name}\" = \"{}\"\n", server.address);
    }
    for name in &names {
        settings += &format!(
            "[[source]]\nname = \"{name}\"\nrole = \"industry\"\nkind = \"site\"\n\
             url = \"http://{name}/\"\n"
        );
    }
    scene.file("masthead.toml", settings);
    let ran = scene.run(&["crawl", "--now", "2026-10-31"]);
    assert!(
        ran.code() == Some(0) || ran.code() == Some(1),
        "{}",
        ran.stderr()
    );
    let mut by_host: BTreeMap<String, Vec<Asked>> = BTreeMap::new();
    for asked in server.asked() {
        by_host.entry(asked.host.clone()).or_default().push(asked);
    }
    by_host
}

fn paths(asked: &[Asked]) -> Vec<&str> {
    asked.iter().map(|asked| asked.path.as_str()).collect()
}

/// Every request begins so much later than the one before it was answered.
#[track_caller]
fn apart(asked: &[Asked], least: Duration) {
    for pair in asked.windows(2) {
        let gap = pair[1].at.duration_since(pair[0].at);
        let (host, path) = (&pair[1].host, &pair[1].path);
        assert!(
            gap >= least,
            "{host}{path} came after {gap:?}, not {least:?}"
        );
    }
}

#[test]
fn one_host_and_many_are_asked_for_robots_first_and_never_too_soon() {
    for hosts in [1, 64] {
        let asked = crawl(hosts, |asked, stream| match &*asked.path {
            "/robots.txt" => reply(stream, "200 OK", "User-agent: *\nDisallow: /shut"),
            "/" => page(stream, body(&["/a", "/b", "/moved", "/shut", "/none"])),
            "/a" | "/b" => page(stream, body(&["/", "/shut/x"])),
            "/moved" => reply(stream, "302 Found\r\nLocation: /b", ""),
            _ => reply(stream, "404 Not Found", ""),
        });
        assert_eq!(asked.len(), hosts);
        for (host, asked) in asked {
            let mut paths = paths(&asked);
            assert_eq!(paths[0], "/robots.txt", "{host}");
            paths.sort_unstable();
            assert_eq!(
                paths,
                ["/", "/a", "/b", "/moved", "/none", "/robots.txt"],
                "{host}"
            );
            apart(&asked, DELAY);
        }
    }
}

#[test]
fn a_host_that_asks_for_more_time_gets_it_and_others_do_not_wait_for_it() {
    let asked = crawl(8, |asked, stream| match (&*asked.host, &*asked.path) {
        ("host3.example", "/robots.txt") => {
            reply(stream, "200 OK", "User-agent: masthead\nCrawl-delay: 0.3");
        }
        (_, "/robots.txt") => reply(stream, "404 Not Found", ""),
        (_, "/") => page(stream, body(&["/a", "/b", "/c"])),
        _ => page(stream, body(&[])),
    });
    for (host, asked) in asked {
        assert_eq!(asked.len(), 5, "{host}");
        let least = if host == "host3.example" {
            ASKED
        } else {
            DELAY
        };
        apart(&asked, least);
    }
}

#[test]
fn nothing_is_asked_of_a_host_that_said_not_now() {
    let asked = crawl(4, |asked, stream| match (&*asked.host, &*asked.path) {
        (_, "/robots.txt") => reply(stream, "404 Not Found", ""),
        (_, "/") => page(stream, body(&["/a", "/b", "/c"])),
        // One that is busy for a while, ones that are for long, and one that is not.
        ("host0.example", "/b") => reply(stream, "429 Busy\r\nRetry-After: 1", ""),
        ("host1.example", "/b") => reply(stream, "429 Busy\r\nRetry-After: 3600", ""),
        ("host2.example", "/b") => {
            let head = "503 Busy\r\nRetry-After: Sun, 01 Nov 2026 09:00:00 GMT";
            reply(stream, head, "");
        }
        _ => page(stream, body(&[])),
    });
    let busy = &asked["host0.example"];
    let first = busy.iter().position(|asked| asked.path == "/b").unwrap();
    let rest = busy[first + 1].at.duration_since(busy[first].at);
    assert!(rest >= Duration::from_secs(1), "{rest:?}");
    for host in ["host1.example", "host2.example"] {
        assert_eq!(
            paths(&asked[host]),
            ["/robots.txt", "/", "/a", "/b"],
            "{host}"
        );
    }
    assert_eq!(asked["host3.example"].len(), 5);
    for asked in asked.values() {
        apart(asked, DELAY);
    }
}

#[test]
fn rules_that_are_elsewhere_are_asked_for_by_the_rules_of_that_place() {
    let asked = crawl(2, |asked, stream| match (&*asked.host, &*asked.path) {
        ("host0.example", "/robots.txt") => {
            let head = "302 Found\r\nLocation: http://files.example/host0.txt";
            reply(stream, head, "");
        }
        ("host1.example", "/robots.txt") => {
            let head = "302 Found\r\nLocation: http://files.example/shut/host1.txt";
            reply(stream, head, "");
        }
        ("files.example", "/robots.txt") => {
            reply(stream, "200 OK", "User-agent: *\nDisallow: /shut");
        }
        ("files.example", "/host0.txt") => reply(stream, "200 OK", "User-agent: *\nDisallow: /a"),
        _ => page(stream, body(&["/a"])),
    });
    assert_eq!(paths(&asked["host0.example"]), ["/robots.txt", "/"]);
    assert_eq!(paths(&asked["host1.example"]), ["/robots.txt"]);
    let files = paths(&asked["files.example"]);
    assert_eq!(files[0], "/robots.txt");
    assert!(!files.contains(&"/shut/host1.txt"));
    // Also where many hosts send us there at the same time.
    let asked = crawl(16, |asked, stream| match (&*asked.host, &*asked.path) {
        ("files.example", _) => reply(stream, "200 OK", "User-agent: *\nDisallow: /a"),
        (_, "/robots.txt") => {
            let head = "302 Found\r\nLocation: http://files.example/robots.txt";
            reply(stream, head, "");
        }
        _ => page(stream, body(&["/a"])),
    });
    assert_eq!(asked["files.example"].len(), 16);
    apart(&asked["files.example"], DELAY);
}
