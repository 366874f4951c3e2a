//! The crawl as a process: killed and resumed, with dead hosts and broken feeds among the rest.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::Stdio,
};

use masthead::web::{Server, Web};

use crate::harness::{Scene, repository, sample::MONTH, tables};

pub const NOW: &str = "2026-10-31T18:00:00Z";

/// The sample's settings with every host sent to `server`.
fn settings(server: SocketAddr) -> String {
    let text = std::fs::read_to_string(repository().join("masthead.toml")).unwrap();
    let hosts = [
        "www.arvenna",
        "www.cobaltine",
        "www.hengxiang",
        "www.plantfloor",
        "news.zhizao",
        "www.gongcai",
    ];
    let resolve: String = hosts
        .iter()
        .map(|host| format!("\"{host}.example\" = \"{server}\"\n"))
        .collect();
    format!("{text}\n[crawl.resolve]\n{resolve}")
}

/// The sample web of the month.
pub fn server() -> Server {
    Server::start(Web::sample(MONTH.parse().unwrap()).unwrap()).unwrap()
}

/// The sample workspace, with every host at `server`.
pub fn scene(server: &Server) -> Scene {
    let scene = Scene::workspace();
    scene.file("masthead.toml", settings(server.address()));
    scene
}

#[test]
fn a_killed_crawl_goes_on_and_ends_the_same() {
    let server = server();
    let whole = scene(&server);
    whole.run(&["crawl", "--now", NOW]);
    let expected = tables(&whole);
    assert!(
        expected
            .iter()
            .any(|(_, csv)| csv.contains("衡像") && csv.contains("Cobaltine"))
    );

    let killed = scene(&server);
    let mut crawl = killed
        .command(&["crawl", "--now", NOW])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The first host is done, others are not: that is the moment.
    let mut said = BufReader::new(crawl.stderr.take().unwrap()).lines();
    assert!(said.next().unwrap().unwrap().contains("visited"));
    crawl.kill().unwrap();
    crawl.wait().unwrap();
    killed
        .run(&["crawl", "--now", NOW])
        .says("going on with the crawl");
    assert_eq!(tables(&killed), expected);
}

#[test]
fn one_source_in_trouble_hinders_no_other() {
    let server = server();
    let scene = scene(&server);
    let dead = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    scene.edit(
        "masthead.toml",
        &format!("\"www.hengxiang.example\" = \"{}\"", server.address()),
        &format!("\"www.hengxiang.example\" = \"{dead}\""),
    );
    let crawl = scene.run(&["crawl", "--now", NOW]);
    crawl
        .exits(1)
        .says("www.hengxiang.example")
        .says("podcast.xml");
    let csv = tables(&scene)
        .into_iter()
        .map(|(_, csv)| csv)
        .collect::<String>();
    for source in ["Cobaltine", "plantfloor", "智造日报"] {
        assert!(csv.contains(source), "nothing of {source}");
    }
}

#[test]
fn a_private_address_is_refused_unless_the_settings_name_it() {
    let server = server();
    let scene = Scene::workspace();
    let source = format!(
        "[[source]]\nname = \"x\"\nurl = \"http://{}/\"\nkind = \"site\"\nrole = \"own\"\n",
        server.address()
    );
    scene.append("masthead.toml", &source);
    scene.run(&["crawl"]).exits(1).says("private");
}

#[test]
fn a_broken_page_of_ours_is_told_by_what_goes_without_it() {
    let server = server();
    let scene = scene(&server);
    scene.run(&["crawl", "--now", NOW]);
    scene.run(&["keywords", "--now", NOW]).exits(0);
    scene.file(
        "content/products/bad.zh.md",
        "+++\ntitle == \"水泵\"\n+++\n",
    );
    for command in [&["keywords"][..], &["report", "--month", MONTH]] {
        let ran = scene.run(&[command, &["--now", NOW]].concat());
        ran.exits(1)
            .says("content/products/bad.zh.md")
            .says("missing from these results");
    }
    assert!(scene.path("out/report-2026-10.zh.html").exists());
}

#[test]
fn a_month_that_has_not_begun_has_no_report() {
    let server = server();
    let scene = scene(&server);
    scene.run(&["crawl", "--now", NOW]);
    scene
        .run(&["report", "--month", "2026-12", "--now", NOW])
        .exits(2)
        .says("has not begun");
}

/// A crawl in parts: plans out, each host by itself, records in, until no plan is left.
#[test]
fn hosts_that_are_crawled_one_by_one_and_merged_make_the_same_crawl() {
    let server = server();
    let whole = scene(&server);
    whole.run(&["crawl", "--now", NOW]).exits(1);
    let parts = scene(&server);
    let mut rounds = 0;
    loop {
        let plans = parts.run(&["crawl", "--plan", "--now", NOW]).stdout();
        if plans.is_empty() || !plans.starts_with('{') {
            break;
        }
        rounds += 1;
        // Last host first: their order makes no difference.
        for plan in plans.lines().rev() {
            let task = parts.pipe(&["crawl", "--host-task", "--now", NOW], plan);
            let records = task.exits(0).stdout();
            parts
                .pipe(&["crawl", "--merge", "--now", NOW], &records)
                .exits(0);
            // Records that come again change nothing, and half a line at the end is left out.
            let half = &records[..records.len() - 2];
            parts
                .pipe(&["crawl", "--merge", "--now", NOW], half)
                .exits(0);
        }
    }
    assert!(rounds > 0 && rounds < 5, "{rounds}");
    assert_eq!(tables(&parts), tables(&whole));
}

#[test]
fn parts_of_another_crawl_and_lines_that_are_none_are_refused() {
    let server = server();
    let scene = scene(&server);
    scene
        .pipe(&["crawl", "--merge"], "{}\n")
        .exits(2)
        .says("no crawl is open");
    scene.run(&["crawl", "--plan", "--now", NOW]).exits(0);
    for (line, says) in [
        ("{\"x\":1}\n", "line 1"),
        (
            "{\"crawl\":\"2026-01-01T00:00:00Z\",\"host\":\"h\",\"records\":[]}\n",
            "the crawl of 2026-01-01T00:00:00Z",
        ),
    ] {
        scene
            .pipe(&["crawl", "--merge", "--now", NOW], line)
            .exits(2)
            .says(says);
    }
    scene
        .pipe(&["crawl", "--host-task"], "no plan\n")
        .exits(2)
        .says("line 1");
}

#[test]
fn a_dry_run_asks_nobody_and_changes_nothing() {
    let server = server();
    let scene = scene(&server);
    let dry = scene.run(&["crawl", "--dry-run", "--now", NOW]);
    dry.exits(0)
        .says("http://www.hengxiang.example: robots.txt first")
        .says("衡像科技: http://www.hengxiang.example/")
        .says("nothing was asked for");
    let before = tables(&scene);
    assert!(
        before.iter().all(|(_, csv)| csv.lines().count() < 2),
        "{before:?}"
    );
    scene.run(&["crawl", "--now", NOW]).exits(1);
    let before = tables(&scene);
    scene
        .run(&["crawl", "--dry-run", "--now", "2026-11-30T18:00:00Z"])
        .exits(0)
        .says("(if it changed)")
        .says("robots.txt read 2026-10-31");
    assert_eq!(tables(&scene), before);
}

#[test]
fn why_tells_what_became_of_an_address_and_at_which_step() {
    let server = server();
    let scene = scene(&server);
    scene.append(
        "masthead.toml",
        "\n[[source]]\nname = \"deep\"\nurl = \"http://www.cobaltine.example/\"\nkind = \"site\"\n\
         role = \"competitor\"\nmax_depth = 0\n",
    );
    scene.run(&["crawl", "--now", NOW]).exits(1);
    let pages = tables(&scene);
    let (_, crawls) = pages
        .iter()
        .find(|(name, _)| name.starts_with("crawls"))
        .unwrap();
    let url = |outcome: &str| {
        let row = crawls.lines().find(|row| row.contains(outcome)).unwrap();
        let at = row.find("http").unwrap();
        row[at..].split(',').next().unwrap().to_owned()
    };
    for (url, code, says) in [
        (
            "http://www.hengxiang.example/?utm_source=x",
            0,
            "this is its normal form",
        ),
        (
            "http://www.hengxiang.example/",
            0,
            "the start of the source",
        ),
        (&url("fetched,,new"), 0, "read, new"),
        (&url("robots.txt"), 1, "refused at the step “robots”: line"),
        (
            &url("max_depth"),
            0,
            "refused at the step “depth”: it is more than 0 links",
        ),
        (
            "http://www.hengxiang.example/nobody",
            1,
            "no crawl has met it",
        ),
        (
            "http://www.hengxiang.example/logo.png",
            1,
            "“scope”: its ending",
        ),
        (
            "http://www.hengxiang.example/cal/2041/03/",
            1,
            "“trap”: it is a day of a calendar",
        ),
        (
            "http://elsewhere.example/",
            1,
            "no source in masthead.toml begins at",
        ),
    ] {
        scene.run(&["why", url]).exits(code).says(says);
    }
}
