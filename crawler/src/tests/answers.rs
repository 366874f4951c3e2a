//! Answers that are no pages, too large, or hostile.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use jiff::civil::date;
use masthead_store::{Outcome, ProblemKind, Record};

use super::turn::{feed, pairs, settings, site, turn};
use crate::{
    FetchError, Settings, SourceKind,
    source::tests::source,
    web::{Reply, rss},
};

#[test]
fn answers_that_are_no_pages() {
    let pdf =
        Reply::body("%PDF").with(|response| response.content_type = Some("application/pdf".into()));
    let large = Reply::fault(FetchError::TooLarge(10));
    let items = [("/doc", ""), ("/gone", ""), ("/large", ""), ("/no", "")];
    let told = turn(&feed(), settings(), |web| {
        web.on("http://hx.example/rss.xml", [Reply::body(rss(&items))])
            .on("http://hx.example/doc", [pdf.clone()])
            .on("http://hx.example/large", [large.clone()])
            .on("http://hx.example/no", [Reply::status(403)])
    });
    let kinds: Vec<_> = told
        .problems()
        .iter()
        .map(|(kind, path, _)| (*kind, *path))
        .collect();
    assert_eq!(
        kinds,
        [
            (ProblemKind::Unreadable, "/doc"),
            (ProblemKind::Missing, "/gone"),
            (ProblemKind::Unreadable, "/large"),
            (ProblemKind::Unreachable, "/no"),
        ]
    );
    let told = turn(&site(), settings(), |web| {
        web.page("http://hx.example/", "home", &["/doc", "/gone"])
            .on("http://hx.example/doc", [pdf])
    });
    assert_eq!(
        told.ends(),
        pairs(&[
            ("/", "ok"),
            ("/doc", "application/pdf is no page"),
            ("/gone", "gone")
        ])
    );
    assert_eq!(told.problems(), []);
    // “Nothing changed” to somebody who never saw it is no answer.
    let told = turn(&site(), settings(), |web| {
        web.on("http://hx.example/", [Reply::status(304)])
    });
    assert_eq!(told.ends(), pairs(&[("/", "the server answers 304")]));
}

#[test]
fn a_compressed_sitemap_that_is_too_large_is_said_and_not_cut() {
    let sitemap = "http://hx.example/sitemap.xml.gz";
    let source = source("Cobaltine", SourceKind::Sitemap, sitemap);
    let settings = Settings {
        max_bytes: 2000,
        ..settings()
    };
    let urls = "<url><loc>http://hx.example/a</loc></url>".repeat(100);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    write!(gzip, "<urlset>{urls}</urlset>").unwrap();
    let body = gzip.finish().unwrap();
    let told = turn(&source, settings, |web| {
        web.on(sitemap, [Reply::body(body)])
    });
    assert_eq!(told.paths(), ["/robots.txt", "/sitemap.xml.gz"]);
    assert_eq!(
        told.problems(),
        [(
            ProblemKind::Unreadable,
            "/sitemap.xml.gz",
            "The answer is longer than 2000 bytes. \
             If it is wanted, raise `max_bytes` of the crawl settings."
        )]
    );
}

#[test]
fn messages_quote_no_hostile_bytes_and_not_too_many() {
    let wild = "\u{1b}[2J\u{7}\u{9b}31m\u{202e}岚";
    let huge = "长".repeat(100_000);
    for evil in [wild, &huge] {
        let xml = format!("<rss><channel><{evil}></rss>");
        let root = format!("<r{evil}></r{evil}>");
        let kind = Reply::body("%").with(|response| response.content_type = Some(evil.to_owned()));
        let fault = Reply::fault(FetchError::Broken(evil.to_owned()));
        let away = Reply::to(302, &format!("data:{evil}"));
        // A rule that holds must be written as an address can be.
        let rule = evil.replace(|c: char| c.is_ascii(), "");
        let robots = format!("User-agent: *\nDisallow: /shut{rule}");
        let shut = format!("shut{rule}");
        for (start, reply) in [
            ("rss.xml", Reply::body(&xml)),
            ("rss.xml", Reply::body(&root)),
            ("page", kind),
            ("page", fault),
            ("page", away),
            (&shut, Reply::body("")),
        ] {
            let feeds = start == "rss.xml";
            let address = format!("http://hx.example/{start}");
            let kind = if feeds {
                SourceKind::Feed
            } else {
                SourceKind::Site
            };
            let told = turn(&source("S", kind, &address), settings(), |web| {
                web.on(&address, [reply])
                    .on("http://hx.example/robots.txt", [Reply::body(&robots)])
            });
            let mut texts: Vec<&str> = told.problems().iter().map(|problem| problem.2).collect();
            for record in &told.records {
                if let Record::End(_, Outcome::Failed(text) | Outcome::Skipped(_, text)) = record {
                    texts.push(text);
                }
            }
            assert_eq!(texts.len(), 2, "{evil:.20} at {start:.9}");
            for text in &texts {
                let wild = |c: char| c.is_control() || c == '\u{202e}';
                assert!(!text.contains(wild), "{text:?}");
                assert!(text.chars().count() < 600, "{start}");
            }
        }
    }
}

/// Nothing is dated later than the day of the crawl, wherever on earth that has come; the header
/// says when a page was changed, not when it was published.
#[test]
fn no_day_is_in_the_future_and_a_header_is_no_publication() {
    for (language, text, header, published, updated) in [
        (
            "en",
            "<time datetime=2026-10-20>20 October 2026</time>",
            "Wed, 28 Oct 2026 10:00:00 GMT",
            Some(date(2026, 10, 20)),
            Some(date(2026, 10, 28)),
        ),
        (
            "zh",
            "<p>发布时间：2026年11月1日</p>",
            "Wed, 02 Dec 2026 10:00:00 GMT",
            Some(date(2026, 11, 1)),
            None,
        ),
        (
            "zh",
            "<p>发布时间：2026年12月1日</p>",
            "Wed, 28 Oct 2026 10:00:00 GMT",
            None,
            Some(date(2026, 10, 28)),
        ),
        ("en", "<p>Line scan cameras", "yesterday", None, None),
    ] {
        let page = format!(
            "<html lang={language}><title>Strip 带钢</title><body><h1>Strip 带钢</h1>{text}\
             <p>The strip runs at three metres a second. 带钢每秒走三米。</p></body>"
        );
        let reply = Reply::body(page).with(|response| {
            response.last_modified = Some(header.to_owned());
        });
        let told = turn(&site(), settings(), |web| {
            web.on("http://hx.example/", [reply])
        });
        let facts = told.records.iter().find_map(|record| match record {
            Record::Visit(visit) => visit.facts.as_ref(),
            _ => None,
        });
        let days = facts.map(|facts| (facts.published, facts.updated));
        assert_eq!(days, Some((published, updated)), "{text} {header}");
    }
}
