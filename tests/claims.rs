//! A page is asked for before its time when its feed or sitemap says that it changed: in one
//! process, in parts, and told by `masthead why`.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use crate::harness::{
    Scene,
    raw::{Raw, page, reply},
    tables,
};

const NIGHTS: [&str; 3] = [
    "2026-10-01T18:00:00Z",
    "2026-10-02T18:00:00Z",
    "2026-10-03T18:00:00Z",
];

/// Two sites and a feed; once it is told to, one page of each site has changed, and is said to.
fn server(changed: &Arc<AtomicBool>) -> Raw {
    let changed = Arc::clone(changed);
    Raw::start(move |asked, stream| {
        let now = changed.load(Ordering::SeqCst);
        let day = if now {
            "2026-10-03T09:00:00Z"
        } else {
            "2026-09-01T09:00:00Z"
        };
        let answer = |stream: &mut _, body: String| {
            reply(stream, "200 OK\r\nContent-Type: application/xml", body);
        };
        let story = |stream: &mut _, nr: &str| {
            let text = if now && nr == "1" {
                "价格从三千元起，首次试验免费。"
            } else {
                "价格请询问。"
            };
            page(
                stream,
                format!(
                    "<html lang=zh><title>第 {nr} 页</title><main><h1>第 {nr} 页</h1><p>{text}</p></main>"
                ),
            );
        };
        match (&*asked.host, &*asked.path) {
            (_, "/robots.txt") => reply(stream, "404 Not Found", ""),
            (_, "/sitemap.xml") => answer(
                stream,
                format!(
                    "<urlset><url><loc>/p/1</loc><lastmod>{day}</lastmod></url>\
                     <url><loc>/p/2</loc><lastmod>2026-09-01</lastmod></url></urlset>"
                ),
            ),
            (_, "/feed.xml") => answer(
                stream,
                format!(
                    "<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:f</id><title>f</title><entry>\
                     <id>urn:1</id><title>1</title><link href='http://guest.example/p/1'/>\
                     <published>2026-08-01T08:00:00Z</published><updated>{day}</updated></entry></feed>"
                ),
            ),
            (_, path) => story(stream, &path[3..]),
        }
    })
}

fn scene(server: &Raw) -> Scene {
    let scene = Scene::workspace();
    let hosts = ["hengxiang.example", "news.example", "guest.example"];
    let resolve: String = hosts
        .iter()
        .map(|host| format!("\"{host}\" = \"{}\"\n", server.address))
        .collect();
    scene.file(
        "masthead.toml",
        format!(
            "[[source]]\nname = \"衡像\"\nurl = \"http://hengxiang.example/sitemap.xml\"\nkind = \"sitemap\"\nrole = \"competitor\"\n\
             [[source]]\nname = \"News\"\nurl = \"http://news.example/feed.xml\"\nkind = \"feed\"\nrole = \"industry\"\n\
             [crawl]\ndelay = 0.0\n[crawl.resolve]\n{resolve}"
        ),
    );
    scene
}

fn in_parts(scene: &Scene, now: &str) {
    loop {
        let plans = scene.run(&["crawl", "--plan", "--now", now]).stdout();
        if !plans.starts_with('{') {
            return;
        }
        for plan in plans.lines() {
            let records = scene
                .pipe(&["crawl", "--host-task", "--now", now], plan)
                .stdout();
            scene
                .pipe(&["crawl", "--merge", "--now", now], &records)
                .exits(0);
        }
    }
}

#[test]
fn what_is_said_to_have_changed_is_read_at_once_also_in_parts() {
    let changed = Arc::new(AtomicBool::new(false));
    let server = server(&changed);
    let (whole, parts) = (scene(&server), scene(&server));
    for now in &NIGHTS[..2] {
        whole.run(&["crawl", "--now", now]).exits(0);
        in_parts(&parts, now);
    }
    changed.store(true, Ordering::SeqCst);
    let before = server.asked().len();
    whole.run(&["crawl", "--now", NIGHTS[2]]).exits(0);
    let asked = server.asked().split_off(before);
    let pages = asked.iter().filter(|asked| asked.path.starts_with("/p/"));
    let mut pages: Vec<(&str, &str)> = pages.map(|asked| (&*asked.host, &*asked.path)).collect();
    pages.sort_unstable();
    assert_eq!(
        pages,
        [("guest.example", "/p/1"), ("hengxiang.example", "/p/1")]
    );
    in_parts(&parts, NIGHTS[2]);
    assert_eq!(tables(&parts), tables(&whole));
    for (url, says) in [
        (
            "http://hengxiang.example/p/1",
            "due early, for its sitemap says that it changed on 2026-10-03",
        ),
        (
            "http://guest.example/p/1",
            "due early, for its feed says that it changed on 2026-10-03",
        ),
        (
            "http://hengxiang.example/p/2",
            "unless its sitemap says that it changed",
        ),
    ] {
        for scene in [&whole, &parts] {
            scene.run(&["why", url]).exits(0).says(says);
        }
    }
}
