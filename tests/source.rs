//! `masthead source add`: an address on loopback is looked at, and the setting is written.

use masthead::web::{Server, Web};

use crate::harness::Scene;

const PAGE: &str = "<!doctype html><html lang=zh><head><meta charset=utf-8>\
    <title>首页 - 智造日报</title><meta property='og:site_name' content='智造日报'>\
    <meta name='generator' content='Hugo 0.120'>\
    <link rel=alternate type=application/rss+xml href=/feed.xml></head>\
    <body><main><h1>智造日报</h1><p>线扫描相机、带钢表面检测与电池极片检测的行业新闻，每天更新。</p></main></body></html>";

const FEED: &str = "<rss version=\"2.0\"><channel><title>智造日报</title>\
    <item><link>http://news.zhizao.example/1.html</link></item>\
    <item><link>http://news.zhizao.example/2.html</link></item></channel></rss>";

const EN: &str = "<rss><channel><title> Plant & Floor\n</title>\
    <item><link>http://news.zhizao.example/en/1.html</link></item></channel></rss>";

const MAP: &str = "<urlset><url><loc>http://news.zhizao.example/1.html</loc></url></urlset>";

/// A workspace that reaches the one host of a small web.
fn scene(robots: &str) -> (Scene, Server) {
    let mut web = Web::default();
    let host = "news.zhizao.example";
    for (file, text) in [
        ("index.html", PAGE),
        ("feed.xml", FEED),
        ("en.xml", EN),
        ("map.xml", MAP),
        ("robots.txt", robots),
    ] {
        web.put(host, file, text.as_bytes());
    }
    let server = Server::start(web).unwrap();
    let scene = Scene::workspace();
    let settings = format!(
        "# ours\n[crawl]\ndelay = 0.01 # our own server\nresolve = {{ \"{host}\" = \"{}\" }}\n\n\
         [words]\nterms = [\"相机\"] # more to come\n",
        server.address()
    );
    scene.file("masthead.toml", settings);
    (scene, server)
}

const ROBOTS: &str =
    "User-agent: *\nDisallow: /shut/\nSitemap: http://news.zhizao.example/map.xml\n";

#[test]
fn a_site_is_looked_at_and_added() {
    let (scene, _server) = scene(ROBOTS);
    let before = scene.read("masthead.toml");
    let url = "http://news.zhizao.example/";
    let look = scene.run(&["source", "add", url, "--dry-run"]);
    look.exits(0)
        .says("feed       http://news.zhizao.example/feed.xml names 2 pages")
        .says("sitemap    http://news.zhizao.example/map.xml names 1 page")
        .says("made with  Hugo 0.120")
        .says("language   Chinese")
        .says("nothing was written");
    assert_eq!(scene.read("masthead.toml"), before);
    scene
        .run(&["source", "add", url])
        .exits(0)
        .says("added to masthead.toml as lines 9 to 14");
    let added = "\n[[source]]\nname = \"智造日报\"\nurl = \"http://news.zhizao.example/feed.xml\"\n\
                 kind = \"feed\"\nrole = \"industry\"\nlanguage = \"zh\"\n";
    assert_eq!(scene.read("masthead.toml"), format!("{before}{added}"));
    // What was written is what is crawled.
    scene.run(&["crawl"]).says("智造日报: ");
    scene
        .run(&["source", "add", "http://news.zhizao.example/feed.xml"])
        .exits(2)
        .says("is watched already, as “智造日报”");
    let feed = [
        "source",
        "add",
        "http://news.zhizao.example/en.xml",
        "--dry-run",
    ];
    scene.run(&feed).exits(0).says("name = \"Plant & Floor\"");
    let map = ["source", "add", url, "--kind", "sitemap", "--name", "地图"];
    scene
        .run(&map)
        .exits(0)
        .says("url = \"http://news.zhizao.example/map.xml\"");
    let site = scene.run(&[
        "source",
        "add",
        url,
        "--role",
        "competitor",
        "--name",
        "同行",
    ]);
    site.exits(0)
        .says("kind = \"site\"")
        .says("role = \"competitor\"");
}

#[test]
fn what_may_not_be_asked_for_is_not_and_nothing_is_written() {
    let (scene, _server) = scene(ROBOTS);
    let before = scene.read("masthead.toml");
    for (url, why) in [
        (
            "http://news.zhizao.example/shut/a",
            "Line 2 of robots.txt forbids",
        ),
        ("http://news.zhizao.example/none", "The server answers 404"),
        ("http://127.0.0.1:9/", "is no address of the public network"),
    ] {
        scene.run(&["source", "add", url]).exits(2).says(why);
    }
    let list = [
        "source",
        "add",
        "http://news.zhizao.example/",
        "--kind",
        "list",
    ];
    scene.run(&list).exits(2).says("other kinds need more keys");
    assert_eq!(scene.read("masthead.toml"), before);
}
