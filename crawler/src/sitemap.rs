//! Sitemaps: the pages of a site as it names them itself, or the further sitemaps.

use url::Url;

use crate::{
    document::GZIP,
    feed::{self, Item},
    normal::normal,
    xml::{Broken, broken, texts, undeclared},
};

/// The protocol's own limit of addresses in one file.
const LIMIT: usize = 50_000;

/// What a sitemap names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sitemap {
    /// Pages.
    Pages(Vec<Item>),
    /// Further sitemaps.
    Index(Vec<Item>),
}

/// Which element's text was found.
enum Part {
    Page,
    Sitemap,
    Day,
}

/// Reads the sitemap at `url`: XML whatever its namespace, an index, a plain list of addresses, or
/// a feed.
///
/// The day of an item is the one of publication (news sitemaps). `lastmod` is not taken: it says
/// when a page last changed, and many sites write the day of the build there.
pub(crate) fn read(bytes: &[u8], url: &Url, charset: Option<&str>) -> Result<Sitemap, Broken> {
    let (text, _) = masthead_page::decode(bytes, charset);
    let plain = undeclared(&text);
    if !plain.starts_with('<') {
        let items = lines(plain, url);
        return (!items.is_empty())
            .then_some(Sitemap::Pages(items))
            .ok_or_else(|| broken(&text, "sitemap"));
    }
    let (mut pages, mut index) = (Vec::new(), Vec::new());
    let root = texts(plain, part, |part, text| match part {
        Part::Page => add(&mut pages, &text, url),
        Part::Sitemap => add(&mut index, &text, url),
        Part::Day => {
            if let Some(item) = pages.last_mut() {
                item.day = masthead_page::day(&text);
            }
        }
    });
    match root.as_deref() {
        Some("rss" | "feed" | "RDF") => feed::read(bytes, url, charset).map(Sitemap::Pages),
        Some("urlset" | "sitemapindex") if !index.is_empty() => Ok(Sitemap::Index(index)),
        Some("urlset" | "sitemapindex") => Ok(Sitemap::Pages(pages)),
        _ => Err(broken(&text, "sitemap")),
    }
}

/// Whether bytes look like a sitemap, compressed or not, rather than like a page.
pub(crate) fn looks_like_one(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let head = String::from_utf8_lossy(head);
    bytes.starts_with(&GZIP) || head.contains("<urlset") || head.contains("<sitemapindex")
}

fn part(path: &[String]) -> Option<Part> {
    let mut names = path.iter().rev().map(String::as_str);
    match (names.next()?, names.next()?) {
        ("loc", "url") => Some(Part::Page),
        ("loc", "sitemap") => Some(Part::Sitemap),
        ("publication_date", "news") => Some(Part::Day),
        _ => None,
    }
}

fn lines(text: &str, base: &Url) -> Vec<Item> {
    let mut items = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("http://") || line.starts_with("https://") {
            add(&mut items, line, base);
        }
    }
    items
}

fn add(items: &mut Vec<Item>, address: &str, base: &Url) {
    if items.len() >= LIMIT {
        return;
    }
    let url = base.join(address).ok().and_then(|url| normal(&url));
    items.extend(url.map(|url| Item { url, day: None }));
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
        match read(bytes, &base(), None).unwrap() {
            Sitemap::Pages(pages) => pages,
            Sitemap::Index(index) => panic!("an index: {index:?}"),
        }
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
        match read(text.as_bytes(), &base(), None).unwrap() {
            Sitemap::Index(index) => assert_eq!(paths(&index), ["/one.xml.gz"]),
            Sitemap::Pages(pages) => panic!("pages: {pages:?}"),
        }
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
        fn any_tags_are_read(text in "<urlset>(<url>|<loc>|</loc>|</url>|&|;|/a|<!\\[CDATA\\[|]]>|岚){0,20}") {
            let _ = read(text.as_bytes(), &base(), None);
        }
    }
}
