//! The crawl as a process: killed and resumed, with dead hosts and broken feeds among the rest.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::Stdio,
};

use masthead::web::{Server, Web};

use crate::harness::{Scene, repository, sample::MONTH};

const NOW: &str = "2026-10-31T18:00:00Z";

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

fn server() -> Server {
    Server::start(Web::sample(MONTH.parse().unwrap()).unwrap()).unwrap()
}

fn scene(server: &Server) -> Scene {
    let scene = Scene::workspace();
    scene.file("masthead.toml", settings(server.address()));
    scene
}

fn tables(scene: &Scene) -> Vec<(String, String)> {
    scene.run(&["export", "tables"]).exits(0);
    let names = crate::harness::files(&scene.path("tables"));
    names
        .into_iter()
        .map(|name| (name.clone(), scene.read(&format!("tables/{name}"))))
        .collect()
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
