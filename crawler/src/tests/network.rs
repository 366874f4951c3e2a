//! A crawl over real connections, on loopback.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
};

use masthead_store::Store;

use super::world::SEPTEMBER;
use crate::{Event, Settings, SourceKind, crawl, source::tests::source, web::html};

const RULES: &str = "User-agent: *\nDisallow: /in/\n";

/// A site of two pages on loopback, the second in GBK as only its header says.
fn serve(listener: &std::net::TcpListener) {
    for stream in listener.incoming() {
        let mut stream = stream.unwrap();
        let mut request = [0; 4096];
        let length = stream.read(&mut request).unwrap();
        let request = String::from_utf8_lossy(&request[..length]).into_owned();
        let (status, body) = match request.split(' ').nth(1) {
            Some("/") => ("200 OK", html("衡像科技", &["/in/1", "/p"])),
            // More than the settings allow for a page, and all the same obeyed.
            Some("/robots.txt") => ("200 OK", format!("{RULES}{}", "# 线\n".repeat(2000))),
            Some("/p") => ("200 OK", html("线扫描相机", &[])),
            Some("/end") => return,
            _ => ("404 Not Found", String::new()),
        };
        let (body, _, _) = encoding_rs::GBK.encode(&body);
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=gbk\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        stream
            .write_all(&[head.as_bytes(), &body].concat())
            .unwrap();
    }
}

#[test]
fn the_real_network_is_crawled_the_same_way() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = std::thread::spawn(move || serve(&listener));
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path()).unwrap();
    let settings = Settings {
        delay: 0.0,
        max_bytes: 5000,
        resolve: [("www.Hengxiang.example".to_owned(), address)].into(),
        ..Settings::default()
    };
    let sources = [source(
        "衡像科技",
        SourceKind::Site,
        "http://www.hengxiang.example/",
    )];
    let now = SEPTEMBER.parse().unwrap();
    let mut events = Vec::new();
    let mut progress = |event| events.push(event);
    let summary = crawl(&mut store, &sources, &settings, now, &mut progress).unwrap();
    assert_eq!((summary.sources[0].new, summary.now), (2, now));
    let host = || "http://www.hengxiang.example:80".to_owned();
    assert_eq!(
        events.first(),
        Some(&Event::HostStarted {
            host: host(),
            waiting: 0
        })
    );
    assert_eq!(events.last(), Some(&Event::HostDone { host: host() }));
    let pages = store.pages_at(now).unwrap();
    let titles: Vec<_> = pages.iter().map(|page| page.facts.title()).collect();
    assert_eq!(titles, [Some("衡像科技"), Some("线扫描相机")]);
    let mut end = TcpStream::connect(address).unwrap();
    end.write_all(b"GET /end HTTP/1.1\r\n\r\n").unwrap();
    server.join().unwrap();
}
