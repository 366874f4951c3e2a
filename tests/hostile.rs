//! Servers that misbehave: whatever they do, the crawl ends in little memory, the other sources are
//! read to their end, and the run is one with problems, not one that could not run.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    process::{Command, Output, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    time::Duration,
};

use flate2::{Compress, Compression, FlushCompress};

use crate::harness::{
    Scene,
    raw::{Asked, Raw, page, reply, send, stall},
};

/// The process may need no more memory than this, in kB.
const PEAK: u64 = 300_000;

/// The most memory that a process has had so far, in kB; where the system does not tell, nothing.
fn peak(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// Runs a command to its end; gives what it said and the most memory that it needed.
fn watched(command: &mut Command) -> (Output, Option<u64>) {
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let child = child.unwrap();
    let id = child.id();
    let (done, ended) = mpsc::channel();
    std::thread::spawn(move || done.send(child.wait_with_output()));
    let mut most = None;
    loop {
        most = most.max(peak(id));
        match ended.recv_timeout(Duration::from_millis(2)) {
            Err(RecvTimeoutError::Timeout) => {}
            output => return (output.unwrap().unwrap(), most),
        }
    }
}

/// How the hostile host answers whatever is not its robots.txt.
type Evil = fn(&Asked, &mut TcpStream);

/// Crawls a hostile source and a good one; gives what was said, stdout first.
fn crawl(source: &str, robots: Evil, evil: Evil) -> String {
    let server = Raw::start(move |asked, stream| match (&*asked.host, &*asked.path) {
        ("good.example", "/") => page(stream, good("衡像科技", "<a href=/a>a</a><a href=/b>b</a>")),
        ("good.example", "/a") => page(stream, good("线扫描相机", "")),
        ("good.example", "/b") => page(stream, good("Strip inspection", "")),
        ("good.example", _) => reply(stream, "404 Not Found", ""),
        (_, "/robots.txt") => robots(asked, stream),
        _ => evil(asked, stream),
    });
    let address = server.address;
    // Nobody listens there any more.
    let dead = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let scene = Scene::workspace();
    scene.file(
        "masthead.toml",
        format!(
            "[crawl]\ndelay = 0\nconnect_timeout = 5\nanswer_timeout = 2\ntimeout = 6\n\
             least_speed = 1000\nmax_pages = 60\n\
             [crawl.resolve]\n\"evil.example\" = \"{address}\"\n\"good.example\" = \"{address}\"\n\
             \"dead.example\" = \"{dead}\"\n\
             [[source]]\nname = \"Evil\"\nrole = \"industry\"\n{source}\n\
             [[source]]\nname = \"Good\"\nrole = \"industry\"\nkind = \"site\"\n\
             url = \"http://good.example/\"\n"
        ),
    );
    let (output, most) = watched(&mut scene.command(&["crawl", "--now", "2026-10-31"]));
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    let code = output.status.code();
    assert!(matches!(code, Some(0 | 1)), "{code:?}\n{said}");
    assert!(said.contains("Good: 3 new"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    match most {
        Some(most) => assert!(most < PEAK, "{most} kB\n{said}"),
        None => println!("SKIPPED: this system does not tell how much memory a process needs"),
    }
    said
}

fn good(title: &str, links: &str) -> String {
    format!(
        "<!doctype html><title>{title}</title><main><h1>{title}</h1><p>Every line of the strip is \
         imaged and judged before the coil is wound up again. 带钢逐行成像。</p>{links}</main>"
    )
}

const SITE: &str = "kind = \"site\"\nurl = \"http://evil.example/\"";

fn none(_: &Asked, stream: &mut TcpStream) {
    reply(stream, "404 Not Found", "");
}

/// What is said of a site that answers everything like this.
fn site(evil: Evil) -> String {
    crawl(SITE, none, evil)
}

#[track_caller]
fn says(said: &str, text: &str) {
    assert!(said.contains(text), "no {text:?} in:\n{said}");
}

/// More than half a gigabyte of blanks, packed.
fn bomb(coding: &str) -> Vec<u8> {
    let part = vec![b' '; 1 << 20];
    match coding {
        "gzip" => {
            // Blocks that end on a byte and look back at nothing may stand there any number of times.
            let mut packed = Vec::with_capacity(1 << 16);
            let mut compress = Compress::new(Compression::fast(), false);
            let flush = FlushCompress::Full;
            compress.compress_vec(&part, &mut packed, flush).unwrap();
            let head = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
            [head, packed.repeat(600)].concat()
        }
        "zstd" => zstd::encode_all(&*part, 1).unwrap().repeat(600),
        _ => {
            use std::io::Write;
            let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 1, 22);
            let mut write = || {
                writer.write_all(&part).unwrap();
                writer.flush().unwrap();
                writer.get_ref().len()
            };
            let (one, two) = (write(), write());
            let packed = writer.get_ref();
            [packed[..one].to_vec(), packed[one..two].repeat(600)].concat()
        }
    }
}

#[test]
fn bombs_of_every_kind_are_given_up_at_the_limit() {
    for (coding, evil) in [
        ("gzip", (|_, stream| packed(stream, "gzip")) as Evil),
        ("br", |_, stream| packed(stream, "br")),
        ("zstd", |_, stream| packed(stream, "zstd")),
    ] {
        assert!(bomb(coding).len() < 20_000_000);
        says(&site(evil), "The answer is longer than 10485760 bytes.");
    }
}

fn packed(stream: &mut TcpStream, coding: &str) {
    let head = format!("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}");
    reply(stream, &head, bomb(coding));
}

#[test]
fn a_page_that_nests_without_end_is_read_as_far_as_it_goes() {
    let said = site(|_, stream| {
        let tags = ["<div><ul><li>", "<b><i>", "<table><tr><td>"];
        page(stream, tags.map(|tags| tags.repeat(200_000)).concat());
    });
    says(&said, "Evil: 1 new");
}

#[test]
fn pages_and_redirects_without_end_have_an_end() {
    let said = site(|asked, stream| {
        let links = ["0", "1"].map(|n| format!("<a href=/x{}{n}>{n}</a>", &asked.path[1..]));
        page(stream, good(&asked.path, &links.concat()));
    });
    says(&said, "Evil: 60 new");
    let said = site(|asked, stream| {
        let next = asked.path[1..].parse().unwrap_or(0) + 1;
        reply(stream, &format!("302 Found\r\nLocation: /{next}"), "");
    });
    says(&said, "It redirects more than 10 times.");
    let said = crawl(
        "kind = \"feed\"\nurl = \"http://evil.example/\"",
        |asked, stream| {
            let next = format!("301 Moved\r\nLocation: {}", asked.path);
            reply(stream, &next, "");
        },
        none,
    );
    says(&said, "The server answers 404");
}

#[test]
fn who_stops_sending_is_given_up() {
    for (evil, told) in [
        (
            (|_, stream| stall(stream)) as Evil,
            "No answer began within 2 seconds.",
        ),
        (
            |_, stream| {
                send(stream, "HTTP/1.1 200 OK\r\nX-Wait: ");
                stall(stream);
            },
            "No answer began within 2 seconds.",
        ),
        (
            |_, stream| {
                let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\
                            Content-Length: 9000000\r\n\r\n<p>";
                send(stream, head);
                stall(stream);
            },
            "The answer came with fewer than 1000 bytes a second.",
        ),
    ] {
        says(&site(evil), told);
    }
    let said = crawl(SITE, |_, stream| stall(stream), none);
    says(
        &said,
        "The robots.txt at http://evil.example/robots.txt cannot be read",
    );
}

/// Sends a block again and again, 100 MB in all.
fn flood(stream: &mut TcpStream, head: &str, block: &str) {
    let mut sent = send(stream, head);
    for _ in 0..100_000_000 / block.len() {
        sent = sent && send(stream, block);
    }
}

#[test]
fn heads_bodies_and_robots_without_end_are_cut() {
    let said = site(|_, stream| {
        let line = format!("X-Flood: {}\r\n", "x".repeat(8000));
        flood(stream, "HTTP/1.1 200 OK\r\n", &line);
    });
    says(&said, "The answer broke off: message head is too large");
    let said = site(|_, stream| {
        let line = "x".repeat(8000);
        flood(stream, "HTTP/1.1 200 OK\r\nX-Flood: ", &line);
    });
    says(&said, "The answer broke off");
    let said = site(|_, stream| {
        let block = "<p>带钢检测 ".repeat(500);
        flood(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
            &block,
        );
    });
    says(&said, "The answer is longer than 10485760 bytes.");
    let said = crawl(
        SITE,
        |_, stream| {
            let block = "User-agent: *\nDisallow: /*a*b*c*d\n".repeat(200);
            flood(stream, "HTTP/1.1 200 OK\r\n\r\n", &block);
        },
        |asked, stream| page(stream, good(&asked.path, &links(200))),
    );
    says(&said, "Evil: 60 new");
    let said = crawl(
        SITE,
        |_, stream| {
            flood(
                stream,
                "HTTP/1.1 200 OK\r\n\r\n",
                &"Disallow: /*".repeat(500),
            )
        },
        |asked, stream| page(stream, good(&asked.path, "")),
    );
    says(&said, "Evil: 1 new");
}

/// Whether the other side listened to the end is of no account.
fn whatever(_: bool) {}

/// Links with long addresses.
fn links(count: usize) -> String {
    let tail = "-x".repeat(800);
    (0..count)
        .map(|n| format!("<a href=/{n}/{tail}>{n}</a>"))
        .collect()
}

#[test]
fn what_is_no_http_is_said() {
    for evil in [
        (|_, stream| whatever(send(stream, "\u{0}\u{1}\u{2} no HTTP\r\n\r\n"))) as Evil,
        |_, stream| whatever(send(stream, "HTTP/9.9 abc\r\n\r\n")),
        |_, stream| {
            whatever(send(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx",
            ))
        },
        |_, stream| {
            let chunk = "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nx";
            send(stream, format!("HTTP/1.1 200 OK\r\n{chunk}"));
        },
        |_, stream| whatever(send(stream, "HTTP/1.1 200 OK\r\n岚 目\r\n\r\n")),
        |_, stream| {
            whatever(send(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<p>",
            ))
        },
        |_, stream| reply(stream, "200 OK\r\nContent-Encoding: gzip", "no gzip"),
        |_, _| {},
    ] {
        says(&site(evil), "The answer broke off");
    }
    let said = site(|_, stream| {
        let many = "HTTP/1.1 100 Continue\r\n\r\n".repeat(400);
        flood(stream, "", &many);
    });
    says(&said, "http://evil.example/");
}

#[test]
fn documents_that_are_none_are_read_all_the_same_or_told() {
    let kind = |kind: &str| format!("kind = \"{kind}\"\nurl = \"http://evil.example/x\"");
    let (feed, sitemap) = (kind("feed"), kind("sitemap"));
    for (source, evil, told) in [
        (
            &feed,
            (|_, stream| xml(stream, "<rss><channel><item><<<&&&]]>".repeat(10_000))) as Evil,
            "Evil: ",
        ),
        (&feed, |_, stream| xml(stream, laughs()), "Evil: "),
        (
            &feed,
            |_, stream| xml(stream, "<a>".repeat(100_000)),
            "Evil: ",
        ),
        (
            &sitemap,
            |_, stream| {
                let index = "<sitemap><loc>/x</loc></sitemap><sitemap><loc>/y</loc></sitemap>";
                xml(stream, format!("<sitemapindex>{index}</sitemapindex>"));
            },
            "Evil: ",
        ),
        (
            &sitemap,
            |_, stream| {
                let url = |n| format!("<url><loc>/{n}</loc></url>");
                let urls: String = (0..60_000).map(url).collect();
                xml(stream, format!("<urlset>{urls}"));
            },
            "Evil: ",
        ),
        (
            &sitemap,
            |_, stream| {
                reply(
                    stream,
                    "200 OK\r\nContent-Type: application/gzip",
                    bomb("gzip"),
                )
            },
            "The answer is longer than 10485760 bytes.",
        ),
        (
            &sitemap,
            |_, stream| {
                let noise: Vec<u8> = (0..1_000_000u32)
                    .map(|n| (n.wrapping_mul(n) >> 7) as u8)
                    .collect();
                reply(stream, "200 OK\r\nContent-Type: text/xml", noise);
            },
            "http://evil.example/x",
        ),
    ] {
        says(&crawl(source, none, evil), told);
    }
}

fn xml(stream: &mut TcpStream, body: String) {
    reply(stream, "200 OK\r\nContent-Type: application/xml", body);
}

/// Entities of entities, a billion in all.
fn laughs() -> String {
    let more: String = (1..10)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect();
    format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY l0 \"ha\">{more}]><rss version=\"2.0\">\
         <channel><title>&l9;</title><item><link>/1</link><title>&l9;</title></item></channel></rss>"
    )
}

#[test]
fn pages_of_noise_and_of_false_character_sets_are_read() {
    for (evil, told) in [
        (
            (|_, stream| {
                let noise: Vec<u8> = (0..500_000u32)
                    .map(|n| (n.wrapping_mul(n) >> 9) as u8)
                    .collect();
                reply(
                    stream,
                    "200 OK\r\nContent-Type: text/html; charset=gb18030",
                    noise,
                );
            }) as Evil,
            "Evil: 1 ",
        ),
        (
            |_, stream| {
                let head = "200 OK\r\nContent-Type: text/html; charset=utf-16";
                reply(stream, head, good("带钢", "<meta charset=big5>"));
            },
            "Evil: 1 new",
        ),
        (
            |_, stream| {
                let head = "200 OK\r\nContent-Type: text/html; charset=\"no such; thing\"";
                reply(stream, head, good("带钢", ""));
            },
            "Evil: 1 new",
        ),
        (
            |_, stream| {
                reply(
                    stream,
                    "200 OK\r\nContent-Type: text/html",
                    "<".repeat(2_000_000),
                )
            },
            "Evil: 1 ",
        ),
    ] {
        says(&site(evil), told);
    }
}

#[test]
fn no_way_leads_into_a_private_network() {
    for url in [
        "http://localhost:PORT/",
        "http://127.0.0.1:PORT/",
        "http://[::ffff:127.0.0.1]:PORT/",
        "http://2130706433:PORT/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
        "http://10.0.0.1/",
    ] {
        // Something would answer there.
        let open = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = open.local_addr().unwrap().port().to_string();
        let url = url.replace("PORT", &port);
        let said = crawl(&format!("kind = \"site\"\nurl = \"{url}\""), none, none);
        says(&said, "name the host under `private` of the crawl settings");
    }
    let said = site(|_, stream| {
        let head = "302 Found\r\nLocation: http://169.254.169.254/latest/meta-data/";
        reply(stream, head, "");
    });
    says(&said, "169.254.169.254 is no address of the public network");
}

/// A PDF of these objects, the first being its catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend([object, &b"\nendobj\n"[..]].concat());
    }
    out.extend(b"trailer<</Root 1 0 R>>\n");
    out
}

/// The objects of a PDF of one page: it draws the fourth, and knows the fifth as `X`.
fn paper(drawn: Vec<u8>, more: Vec<Vec<u8>>) -> Vec<u8> {
    let page = "<</Type/Page/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>";
    let frame = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]>>",
        page,
    ];
    let frame = frame.map(|object| object.as_bytes().to_vec());
    pdf(&[&frame[..], &[drawn], &more].concat())
}

fn stream(keys: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<</Length {}{keys}>>stream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// Gigabytes of blanks, packed twice: what unpacks once is no bomb.
fn packed_twice() -> Vec<u8> {
    use std::io::Write;
    let mut block = Vec::with_capacity(1 << 16);
    let mut compress = Compress::new(Compression::fast(), false);
    let blanks = vec![b' '; 1 << 20];
    compress
        .compress_vec(&blanks, &mut block, FlushCompress::Full)
        .unwrap();
    let inner = [b"\x78\x01", &*block.repeat(2000)].concat();
    let mut outer = flate2::write::ZlibEncoder::new(Vec::new(), Compression::fast());
    outer.write_all(&inner).unwrap();
    let keys = "/Filter[/FlateDecode/FlateDecode]";
    paper(stream(keys, &outer.finish().unwrap()), Vec::new())
}

/// Forty forms, each of which draws the next one ten times.
fn forms() -> Vec<u8> {
    let form = |number: usize| {
        let below = format!("/Resources<</XObject<</X {} 0 R>>>>", number + 1);
        let keys = format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]{below}");
        stream(&keys, "/X Do ".repeat(10).as_bytes())
    };
    paper(stream("", b"/X Do"), (5..45).map(form).collect())
}

#[test]
fn a_pdf_without_end_costs_its_reader_no_more_than_the_system_allows() {
    if !cfg!(target_os = "linux") {
        println!("SKIPPED: this system holds no process within bounds of memory");
        return;
    }
    let sane = include_bytes!("../fuzz/seeds/paper/table.pdf").to_vec();
    for (body, told) in [
        (sane, Some("inspection data")),
        (packed_twice(), None),
        (forms(), None),
    ] {
        let scene = Scene::empty();
        scene.file("a.pdf", &body);
        let mut command = scene.command(&["read-pdf", "--url", "http://evil.example/a.pdf"]);
        command.stdin(fs::File::open(scene.path("a.pdf")).unwrap());
        let (output, most) = watched(&mut command);
        let facts = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), told.map(|_| 0), "{facts}");
        assert!(facts.contains(told.unwrap_or_default()), "{facts}");
        assert!(most.is_some_and(|most| most < PEAK), "{most:?}");
    }
}

#[test]
fn a_crawl_outlives_the_readers_of_its_pdfs() {
    let said = site(|_, stream| {
        let head = "200 OK\r\nContent-Type: application/pdf";
        reply(stream, head, packed_twice());
    });
    says(&said, "Evil: 1 new");
}

#[test]
fn a_dead_host_is_a_problem_and_no_failure_to_run() {
    let said = crawl(
        "kind = \"site\"\nurl = \"http://dead.example/\"",
        none,
        none,
    );
    says(&said, "http://dead.example/: No connection: ");
}
