//! Sitemaps: the pages of a site as it names them itself, or the further sitemaps.

use std::collections::BTreeSet;

use jiff::Timestamp;
use url::Url;

use crate::{
    Robots,
    document::GZIP,
    feed::{self, Item, LIMIT, most},
    normal::normal,
    trap::LONGEST,
    xml::{Broken, Piece, attribute, broken, decoded, undeclared, walk},
};

/// So many sitemaps of one robots.txt are read.
const MOST: usize = 20;

/// What a sitemap names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sitemap {
    /// Pages.
    pub(crate) pages: Vec<Item>,
    /// Further sitemaps.
    pub(crate) index: Vec<Item>,
    /// What could not be read of it, as a sentence.
    pub(crate) note: Option<String>,
}

/// Reads the sitemap at `url`: XML whatever its namespace, an index, a plain list of addresses, or
/// a feed.
///
/// The day of an item is the one of publication (news sitemaps). `lastmod` is only a hint of when
/// to look again: it says when a page last changed, and many sites write the time of the build
/// there.
pub(crate) fn read(bytes: &[u8], url: &Url, charset: Option<&str>) -> Result<Sitemap, Broken> {
    let text = decoded(bytes, charset);
    let plain = undeclared(&text);
    if !plain.starts_with('<') {
        let pages = lines(plain, url);
        return (!pages.is_empty())
            .then_some(noted(
                Sitemap {
                    pages,
                    ..Sitemap::default()
                },
                None,
                url,
            ))
            .ok_or_else(|| broken(&text, "sitemap"));
    }
    let mut sitemap = Sitemap::default();
    let walked = walk(plain, |path, piece| take(&mut sitemap, path, &piece, url));
    match walked.root.as_deref() {
        Some("rss" | "feed" | "RDF") => feed::read(bytes, url, charset).map(|pages| Sitemap {
            pages,
            ..Sitemap::default()
        }),
        Some("urlset" | "sitemapindex") => {
            // What stands before the root was taken off.
            let above = text[..text.len() - plain.len()].matches('\n').count();
            Ok(noted(sitemap, walked.torn.map(|line| line + above), url))
        }
        _ => Err(broken(&text, "sitemap")),
    }
}

/// One piece of the XML.
fn take(sitemap: &mut Sitemap, path: &[String], piece: &Piece<'_>, base: &Url) {
    let mut names = path.iter().rev().map(String::as_str);
    let (name, within) = (
        names.next().unwrap_or_default(),
        names.next().unwrap_or_default(),
    );
    match (piece, name, within) {
        (Piece::Text(text), "loc", "url") => add(&mut sitemap.pages, text, base),
        (Piece::Text(text), "loc", "sitemap") => add(&mut sitemap.index, text, base),
        (Piece::Text(text), "publication_date", "news") => {
            if let Some(page) = sitemap.pages.last_mut() {
                page.day = masthead_page::day(text);
            }
        }
        (Piece::Text(text), "lastmod", "url") => {
            if let Some(page) = sitemap.pages.last_mut() {
                page.changed = instant(text);
            }
        }
        // The same page in another language; its own entry may be missing.
        (Piece::Tag(tag), "link", "url") if attribute(tag, "hreflang").is_some() => {
            if let Some(href) = attribute(tag, "href") {
                add(&mut sitemap.pages, &href, base);
            }
        }
        _ => {}
    }
}

/// When a page changed: an instant, or the end of a day where no more is said.
fn instant(text: &str) -> Option<Timestamp> {
    let exact = text.trim().parse().ok();
    exact.or_else(|| feed::end(masthead_page::day(text)?))
}

/// A sitemap, each address in it once, with what is missing from it.
fn noted(mut sitemap: Sitemap, torn: Option<usize>, base: &Url) -> Sitemap {
    let most = most(base);
    let full = sitemap.pages.len() >= most || sitemap.index.len() >= most;
    let why = if most < LIMIT {
        "are read where its own is so long"
    } else {
        "the protocol allows"
    };
    for items in [&mut sitemap.pages, &mut sitemap.index] {
        let mut seen = BTreeSet::new();
        items.retain(|item| seen.insert(item.url.clone()));
    }
    let read = sitemap.pages.len() + sitemap.index.len();
    sitemap.note = match torn {
        Some(line) => Some(format!(
            "Line {line}: the sitemap breaks off; addresses before that, which are read: {read}. \
             Tell the site's owner."
        )),
        None if full => Some(format!(
            "The sitemap names more than {most} addresses, the most that {why}; those behind are \
             not read. Tell the site's owner."
        )),
        None => None,
    };
    sitemap
}

/// The sitemaps that a robots.txt names, in its order, each once; relative ones are none, nor are
/// those that are longer than any page's address.
pub(crate) fn of_robots(robots: &Robots) -> Vec<Url> {
    let mut found = Vec::new();
    let named = robots.sitemaps().iter();
    for url in named.filter_map(|named| normal(&Url::parse(named).ok()?)) {
        let long = url.as_str().len() > LONGEST;
        if !long && !found.contains(&url) && found.len() < MOST {
            found.push(url);
        }
    }
    found
}

/// Whether bytes look like a sitemap, compressed or not, rather than like a page.
pub(crate) fn looks_like_one(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let head = String::from_utf8_lossy(head);
    bytes.starts_with(&GZIP) || head.contains("<urlset") || head.contains("<sitemapindex")
}

/// The addresses of a plain list, one a line; what is none is left out.
pub(crate) fn lines(text: &str, base: &Url) -> Vec<Item> {
    let mut items = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("http://") || line.starts_with("https://") {
            add(&mut items, line, base);
        }
    }
    items
}

fn add(items: &mut Vec<Item>, address: &str, base: &Url) {
    if items.len() >= most(base) {
        return;
    }
    let url = base.join(address).ok().and_then(|url| normal(&url));
    items.extend(url.map(Item::of));
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn base() -> Url {
        Url::parse("http://www.cobaltine.example/sitemap.xml").unwrap()
    }

    fn paths(items: &[Item]) -> Vec<&str> {
        items.iter().map(|item| item.url.path()).collect()
    }

    fn pages(bytes: &[u8]) -> Vec<Item> {
        let sitemap = read(bytes, &base(), None).unwrap();
        assert_eq!(sitemap.index, []);
        sitemap.pages
    }

    const URLSET: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:n=\"urn:n\">\
        <url><loc> http://www.cobaltine.example/a?x=1&amp;utm_source=s </loc>\
        <lastmod>2026-10-09</lastmod><image><loc>/a.jpg</loc></image></url>\
        <url><loc><![CDATA[/产品]]></loc>\
        <n:news><n:publication_date>2026-10-12</n:publication_date></n:news></url></urlset>";

    #[test]
    fn pages_are_named_with_their_day_of_publication_only() {
        let items = pages(URLSET.as_bytes());
        assert_eq!(items[0].url.as_str(), "http://www.cobaltine.example/a?x=1");
        assert_eq!(items[0].day, None);
        assert_eq!(items[1].url.path(), "/%E4%BA%A7%E5%93%81");
        assert_eq!(items[1].day, Some(date(2026, 10, 12)));
        assert_eq!(items.len(), 2);
    }

    #[test]
    fn it_comes_in_many_forms() {
        let text = "# ours\nhttp://www.cobaltine.example/a\r\nhttps://www.cobaltine.example/b\n";
        assert_eq!(paths(&pages(text.as_bytes())), ["/a", "/b"]);
        let rss = "<rss version=\"2.0\"><channel><item><link>/c</link></item></channel></rss>";
        assert_eq!(paths(&pages(rss.as_bytes())), ["/c"]);
        assert_eq!(paths(&pages(b"<urlset/>")), [] as [&str; 0]);
        let torn = &URLSET[..URLSET.find("<lastmod>").unwrap()];
        assert_eq!(paths(&pages(torn.as_bytes())), ["/a"]);
    }

    #[test]
    fn an_index_names_further_sitemaps() {
        let text = "<sitemapindex><sitemap><loc>/one.xml.gz</loc></sitemap></sitemapindex>";
        let sitemap = read(text.as_bytes(), &base(), None).unwrap();
        assert_eq!(paths(&sitemap.index), ["/one.xml.gz"]);
        assert_eq!(sitemap.pages, []);
    }

    #[test]
    fn when_a_page_changed_is_a_hint_and_no_day() {
        let items = pages(URLSET.as_bytes());
        assert_eq!(items[0].changed, "2026-10-09T23:59:59Z".parse().ok());
        assert_eq!(items[1].changed, None);
        for (text, expected) in [
            (" 2026-10-09T08:15+08:00\n", "2026-10-09T00:15:00Z"),
            ("2026-10-09T08:15:30.5Z", "2026-10-09T08:15:30.5Z"),
            ("2026年10月9日", "2026-10-09T23:59:59Z"),
        ] {
            assert_eq!(instant(text), expected.parse().ok(), "{text}");
        }
        assert_eq!(instant("yesterday"), None);
    }

    #[test]
    fn the_other_languages_of_a_page_are_pages_too() {
        let text = "<urlset xmlns:xhtml='http://www.w3.org/1999/xhtml'><url><loc>/en/a</loc>\
            <xhtml:link rel='alternate' hreflang='zh-CN' href='/zh/a?x=1&amp;y=2'/>\
            <xhtml:link rel='alternate' hreflang='en' href='/en/a'/>\
            <xhtml:link rel='canonical' href='/no'/></url><url><loc>/en/b</loc></url></urlset>";
        let items = pages(text.as_bytes());
        assert_eq!(paths(&items), ["/en/a", "/zh/a", "/en/b"]);
        assert_eq!(items[1].url.query(), Some("x=1&y=2"));
    }

    /// What is written wrongly in sitemaps that search engines read all the same.
    #[test]
    fn common_faults_are_read_over() {
        for (text, read, line) in [
            (
                "<urlset><url><loc>/a?x=1&y=2</loc></url><url><loc>/b</loc></url></urlset>",
                2,
                None,
            ),
            (
                "<urlset xmlns='urn:wrong'><URL></URL><url><loc>/a</loc></url></urlset>",
                1,
                None,
            ),
            (
                "<urlset><url><loc>/a</loc></urls></url><url><loc>/b</loc></url></urlset>",
                2,
                None,
            ),
            (
                "\u{feff}\n<?xml version='1.0'?>\n<urlset>\n<url><loc>/a</loc>",
                1,
                Some(4),
            ),
            (
                "<urlset>\n<url><loc>/产品</loc></url>\n<url><lo",
                1,
                Some(3),
            ),
        ] {
            let sitemap = super::read(text.as_bytes(), &base(), None).unwrap();
            assert_eq!(sitemap.pages.len(), read, "{text}");
            let said = line.map(|line| format!("Line {line}: the sitemap breaks off; "));
            let note = sitemap.note.unwrap_or_default();
            assert!(
                note.starts_with(said.as_deref().unwrap_or_default()),
                "{text}: {note}"
            );
            assert_eq!(note.is_empty(), said.is_none(), "{text}: {note}");
        }
    }

    #[test]
    fn more_than_the_protocol_allows_is_said() {
        let lines = |count: usize| {
            let line = |nr| format!("http://www.cobaltine.example/{nr}\n");
            (0..count).map(line).collect::<String>()
        };
        let sitemap = read(lines(LIMIT + 1).as_bytes(), &base(), None).unwrap();
        assert_eq!(sitemap.pages.len(), LIMIT);
        assert!(sitemap.note.unwrap().contains("more than 50000 addresses"));
        let sitemap = read(lines(3).as_bytes(), &base(), None).unwrap();
        assert_eq!((sitemap.pages.len(), sitemap.note), (3, None));
        let long = base()
            .join(&format!("{}/map.xml", "相机".repeat(100)))
            .unwrap();
        let paths: String = (0..20_000)
            .map(|nr| format!("<url><loc>{nr}</loc></url>"))
            .collect();
        let sitemap = read(format!("<urlset>{paths}</urlset>").as_bytes(), &long, None).unwrap();
        assert_eq!(sitemap.pages.len(), most(&long));
        assert!(sitemap.pages.len() * long.as_str().len() <= 8 << 20);
        assert!(sitemap.note.unwrap().contains("where its own is so long"));
    }

    #[test]
    fn robots_names_sitemaps_anywhere_and_in_any_case() {
        let robots = "\u{feff}Sitemap: http://www.cobaltine.example/a.xml\r\nUser-agent: *\r\
            Disallow: /x\nSITEMAP :http://www.cobaltine.example/b.xml # ours\n\
            sitemap: /relative.xml\nsitemap:http://www.cobaltine.example/a.xml\nsitemap";
        let found = of_robots(&Robots::parse(robots, "Masthead"));
        let paths: Vec<&str> = found.iter().map(Url::path).collect();
        assert_eq!(paths, ["/a.xml", "/b.xml"]);
        // By a long address 50,000 short ones would be resolved.
        let long = format!(
            "Sitemap: http://www.cobaltine.example/{}/a.xml",
            "x".repeat(LONGEST)
        );
        assert_eq!(of_robots(&Robots::parse(&long, "Masthead")), []);
    }

    #[test]
    fn what_is_no_sitemap_is_said() {
        for text in [
            "<html><h1>找不到页面</h1></html>",
            "",
            "nothing here",
            "<opml/>",
        ] {
            let error = read(text.as_bytes(), &base(), None).unwrap_err();
            assert!(error.to_string().contains("Line 1:"), "{error}");
        }
    }

    #[test]
    fn a_page_does_not_look_like_a_sitemap() {
        assert!(looks_like_one(URLSET.as_bytes()));
        assert!(looks_like_one(&GZIP));
        assert!(!looks_like_one(
            b"<!doctype html><html><title>Sitemap</title>"
        ));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes, &base(), None);
        }

        #[test]
        fn any_tags_are_read(text in "<urlset>(<url>|<loc>|</loc>|</url>|<link hreflang='a' href=|&|;|/a|'|/>|<!\\[CDATA\\[|]]>|岚){0,20}") {
            let _ = read(text.as_bytes(), &base(), None);
        }
    }
}
