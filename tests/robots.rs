//! `masthead robots` tells which line decides, offline and as a crawl would find it.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener},
};

use crate::harness::Scene;

const RULES: &str = "\u{feff}# 衡像科技\r\nUser-agent: *\r\nDisallow: /\r\n\r\n\
    User-agent: Masthead\r\nUser-agent: 相机\r\nDisallow: /内部/\r\nAllow: /内部/公开\r\n\
    Crawl-delay: 2.5\r\nSitemap: https://www.hengxiang.example/地图.xml\r\n";

#[test]
fn a_file_is_explained_without_asking_anybody() {
    let scene = Scene::empty();
    scene.file("robots.txt", RULES);
    let ask = |path: &str, agent: &str| {
        let url = format!("https://www.hengxiang.example{path}");
        scene.run(&["robots", &url, "--agent", agent, "--file", "robots.txt"])
    };
    let ran = ask("/内部/价格", "Masthead/0.1");
    ran.exits(1);
    assert_eq!(
        ran.stdout(),
        "disallowed: https://www.hengxiang.example/%E5%86%85%E9%83%A8/%E4%BB%B7%E6%A0%BC\n\
         group       line 5: User-agent: Masthead\n\
         rule        line 7: Disallow: /内部/\n\
         delay       line 9: 2.5 seconds\n\
         sitemap     https://www.hengxiang.example/地图.xml\n"
    );
    ask("/内部/公开/", "masthead")
        .exits(0)
        .says("allowed: https://")
        .says("rule        line 8: Allow: /内部/公开");
    ask("/products/", "Masthead")
        .exits(0)
        .says("none speaks of this address");
    ask("/products/", "otherbot")
        .exits(1)
        .says("group       line 2: User-agent: *")
        .says("rule        line 3: Disallow: /")
        .says("delay       none is asked for");
    ask("/robots.txt", "otherbot").exits(0);
    ask("/", "岚目").exits(2).says("is no name of a crawler");
    let missing = ["robots", "http://a.example/", "--file", "none.txt"];
    scene.run(&missing).exits(2).says("none.txt");
    scene.run(&["robots", "no address"]).exits(2);
}

/// Answers every connection alike.
fn serve(answer: String) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

#[test]
fn a_site_is_asked_as_a_crawl_asks_it() {
    let ask = |status: &str, body: &str| {
        let answer = format!("HTTP/1.1 {status}\r\nConnection: close\r\n\r\n{body}");
        let scene = Scene::workspace();
        let resolve = format!(
            "\n[crawl]\ndelay = 0\n[crawl.resolve]\n\"www.hengxiang.example\" = \"{}\"\n",
            serve(answer)
        );
        scene.file("masthead.toml", resolve);
        scene.run(&["robots", "http://www.hengxiang.example/a"])
    };
    // Whatever type it is said to be of.
    ask(
        "200 OK\r\nContent-Type: image/png",
        "User-agent: *\nDisallow: /a",
    )
    .exits(1)
    .says("rule        line 2: Disallow: /a");
    ask("404 Not Found", "").exits(0);
    let url = "http://www.hengxiang.example";
    ask("500 Oops", "")
        .exits(1)
        .says(&format!("disallowed: {url}/a"))
        .says(&format!(
            "The robots.txt at {url}/robots.txt cannot be read"
        ))
        .says("the server answers 500.");
}

#[test]
fn an_address_in_a_private_network_is_not_even_asked_for_its_rules() {
    let address = serve("HTTP/1.1 200 OK\r\n\r\n".to_owned());
    let url = format!("http://{address}/");
    let scene = Scene::empty();
    scene.run(&["robots", &url]).exits(1).says("`private`");
}
