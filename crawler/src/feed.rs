//! Feeds: RSS, Atom and JSON Feed to the pages they name.

use std::{
    collections::BTreeSet,
    time::{Duration, SystemTime},
};

use feed_rs::{model, parser::Builder};
use jiff::{
    Timestamp,
    civil::{Date, time},
    tz::TimeZone,
};
use url::Url;

use crate::{
    hits,
    normal::normal,
    rough,
    xml::{Broken, broken, decoded, mend, undeclared, without_declarations},
};

/// A page that a feed, sitemap or list names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The page's address, in normal form.
    pub url: Url,
    /// The day of publication, if it is given.
    pub day: Option<Date>,
    /// When it is said to have changed last, as a hint of when to look again; of a day its end (UTC).
    pub changed: Option<Timestamp>,
}

impl Item {
    /// A page of which only the address is known.
    #[must_use]
    pub fn of(url: Url) -> Self {
        Self {
            url,
            day: None,
            changed: None,
        }
    }
}

/// So many addresses are taken out of one document, the limit of the protocol of sitemaps.
pub(crate) const LIMIT: usize = 50_000;

/// Bytes that the address of a document may take when it is part of each address in it.
const ROOM: usize = 8 << 20;

/// So many addresses are taken out of the document at `url`: fewer if its own is long, for theirs may
/// begin like it, and each remembers it.
pub(crate) fn most(url: &Url) -> usize {
    LIMIT.min(ROOM / url.as_str().len().max(1))
}

/// The pages that the feed at `url` names, in its order, each once.
///
/// The bytes are decoded by what the HTTP header and they themselves say; XML that is not
/// well-formed gets a second try after mending, and a third by whatever items can be made out in
/// it. A day is the one in the publisher's own time zone.
pub(crate) fn read(bytes: &[u8], url: &Url, charset: Option<&str>) -> Result<Vec<Item>, Broken> {
    let text = decoded(bytes, charset);
    let plain = undeclared(&text);
    let entries = |feed: model::Feed| -> Vec<Item> {
        feed.entries
            .iter()
            .filter_map(|entry| item(entry, url))
            .take(most(url))
            .collect()
    };
    let read = parse(plain, url).or_else(|| parse(&mend(plain), url));
    let items = read
        .map(entries)
        // Without any item, a feed may be in a version or namespace that nobody knows.
        .filter(|items| !items.is_empty())
        .or_else(|| rough::items(plain, url))
        .or_else(|| hits::json(plain, url))
        .or_else(|| is_empty(plain, url).then(Vec::new))
        .ok_or_else(|| broken(&text, "feed"))?;
    let mut seen = BTreeSet::new();
    let new = |item: &Item| seen.insert(item.url.clone());
    Ok(items.into_iter().filter(new).collect())
}

/// The title that a feed gives itself, on one line.
pub(crate) fn title(bytes: &[u8], url: &Url, charset: Option<&str>) -> Option<String> {
    let text = decoded(bytes, charset);
    let plain = undeclared(&text);
    let feed = parse(plain, url).or_else(|| parse(&mend(plain), url))?;
    let title = feed.title?.content;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(title).filter(|title| !title.is_empty())
}

/// Whether a text is a feed without any item.
fn is_empty(text: &str, url: &Url) -> bool {
    parse(&mend(text), url).is_some_and(|feed| feed.entries.is_empty())
}

/// Of more items and tags than this the feed reader would make more of than memory holds; their
/// addresses are made out without it. Feeds of people have hundreds.
const ITEMS: usize = 10_000;
const TAGS: usize = 200_000;

/// Whether the feed reader can hold what it would make of a text.
fn is_modest(text: &str) -> bool {
    let count = |word: &str| text.matches(word).count();
    let items = ["<item", ":item", "<entry", ":entry", "{"].map(count);
    items.iter().sum::<usize>() <= ITEMS && count("<") <= TAGS
}

fn parse(text: &str, url: &Url) -> Option<model::Feed> {
    if !is_modest(text) {
        return None;
    }
    let text = &*without_declarations(text);
    Builder::new()
        .base_uri(Some(url))
        .timestamp_parser(|text| masthead_page::day(text).map(|day| noon(day).into()))
        .build()
        .parse(text.as_bytes())
        .ok()
}

fn item(entry: &model::Entry, base: &Url) -> Option<Item> {
    let alternate = |link: &&model::Link| matches!(link.rel.as_deref(), None | Some("alternate"));
    let link = entry.links.iter().find(alternate).or(entry.links.first());
    let href = link.map_or(entry.id.as_str(), |link| link.href.as_str());
    // An id is an address only if it is written as a whole one.
    let url = match link {
        Some(_) => base.join(href.trim()).ok()?,
        None => Url::parse(href.trim()).ok()?,
    };
    Some(Item {
        url: normal(&url)?,
        day: entry
            .published
            .or(entry.updated)
            .and_then(|at| day(at.into())),
        changed: entry.updated.and_then(|at| end(day(at.into())?)),
    })
}

/// The feed reader keeps instants in universal time and would lose the publisher's day; so the day
/// is read first and travels as its noon.
fn noon(day: Date) -> SystemTime {
    day.to_datetime(time(12, 0, 0, 0))
        .to_zoned(TimeZone::UTC)
        .ok()
        .and_then(|noon| u64::try_from(noon.timestamp().as_second()).ok())
        .and_then(|second| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(second)))
        .unwrap_or(SystemTime::UNIX_EPOCH)
}

/// The last second of a day in universal time.
pub(crate) fn end(day: Date) -> Option<Timestamp> {
    let end = day.to_datetime(time(23, 59, 59, 0)).to_zoned(TimeZone::UTC);
    end.ok().map(|end| end.timestamp())
}

/// The day of a noon made by [`noon`].
fn day(noon: SystemTime) -> Option<Date> {
    let second = noon.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
    let instant = Timestamp::from_second(i64::try_from(second).ok()?).ok()?;
    (second > 0).then(|| instant.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GBK;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn base() -> Url {
        Url::parse("http://news.zhizao.example/rss.xml").unwrap()
    }

    fn items(text: &str) -> Vec<(String, Option<Date>)> {
        let read = read(text.as_bytes(), &base(), None).unwrap();
        let pair = |item: Item| (item.url.path().to_owned(), item.day);
        read.into_iter().map(pair).collect()
    }

    const RSS: &str = "<rss version=\"2.0\"><channel><title>智造日报</title>\
        <item><title>带钢检测</title><link>/a.html?utm_source=rss</link>\
        <pubDate>Wed, 07 Oct 2026 00:30:00 +0800</pubDate></item>\
        <item><title>二</title><guid>http://news.zhizao.example/b.html</guid></item>\
        <item><title>三</title><link>http://news.zhizao.example/a.html</link></item>\
        </channel></rss>";

    #[test]
    fn a_feed_names_pages_with_the_publishers_day_each_once() {
        let expected = [
            ("/a.html".to_owned(), Some(date(2026, 10, 7))),
            ("/b.html".to_owned(), None),
        ];
        assert_eq!(items(RSS), expected);
    }

    #[test]
    fn atom_and_json_are_feeds_too() {
        let atom = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\
            <feed xmlns=\"http://www.w3.org/2005/Atom\"><id>x</id><title>t</title>\
            <updated>2026-10-09T08:00:00Z</updated><entry><id>tag:1</id><title>One</title>\
            <link rel=\"edit\" href=\"/edit\"/><link rel=\"alternate\" href=\"one/\"/>\
            <updated>2026-10-09T08:00:00Z</updated></entry></feed>";
        let json = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":\
            [{\"id\":\"1\",\"url\":\"http://news.zhizao.example/one/\",\"content_text\":\"x\",\
            \"date_published\":\"2026-10-09T08:00:00Z\"}]}";
        for text in [atom, json] {
            assert_eq!(items(text), [("/one/".to_owned(), Some(date(2026, 10, 9)))]);
        }
    }

    #[test]
    fn the_header_decides_about_the_bytes() {
        let text = format!("<?xml version=\"1.0\" encoding=\"gb2312\"?>{RSS}");
        let (bytes, _, _) = GBK.encode(&text);
        for charset in [Some("gbk"), None] {
            assert_eq!(
                read(&bytes, &base(), charset).unwrap().len(),
                2,
                "{charset:?}"
            );
        }
    }

    /// What feeds on the web do, against the rules.
    #[test]
    fn each_way_in_which_feeds_break_is_read() {
        let item = "<item><title>带钢检测</title><link>/a.html</link></item>";
        let rss = |inside: &str| format!("<rss version=\"2.0\"><channel>{inside}</channel></rss>");
        for (what, text) in [
            (
                "names of HTML",
                rss(&format!("<title>A&nbsp;&copy;&mdash;</title>{item}")),
            ),
            (
                "tags of HTML",
                rss(&format!("<description>a<br>b<p>c</description>{item}")),
            ),
            (
                "bare brackets",
                rss(&format!("<description>5 < 6 & 7 > 6</description>{item}")),
            ),
            (
                "torn",
                format!("<rss version=\"2.0\"><channel>{item}<item><title>线扫"),
            ),
            ("no root", format!("<channel>{item}</channel>")),
            (
                "capitals",
                rss(item).to_ascii_uppercase().replace("/A.HTML", "/a.html"),
            ),
            ("two documents", rss(item).repeat(2)),
            (
                "prefix unknown",
                rss(&format!("<media:x>1</media:x>{item}")),
            ),
            ("attribute twice", rss(&format!("<a b='1' b='2'/>{item}"))),
            ("attribute bare", rss(&format!("<img src=a.png alt>{item}"))),
            ("comment", rss(&format!("<!-- a -- b -->{item}"))),
            ("crossed tags", rss(&format!("<a><b></a></b>{item}"))),
            (
                "a warning before",
                format!("<br />\n<b>Warning</b>: x in y on line 3{}", rss(item)),
            ),
            ("nul bytes", rss(&format!("<title>a\0b</title>{item}"))),
            ("wrong version", rss(item).replace("2.0", "9.9")),
            (
                "entities",
                format!(
                    "<!DOCTYPE rss [<!ENTITY a \"b\">]>{}",
                    rss(&format!("<title>&a;</title>{item}"))
                ),
            ),
            (
                "no value",
                rss(item).replace(" version=\"2.0\"", " version"),
            ),
            (
                "namespace",
                rss(item).replace("<rss", "<rss xmlns=\"http://backend.userland.com/rss2\""),
            ),
        ] {
            let read = read(text.as_bytes(), &base(), None);
            let read = read.unwrap_or_else(|error| panic!("{what}: {error}"));
            let paths: Vec<&str> = read.iter().map(|item| item.url.path()).collect();
            assert_eq!(paths, ["/a.html"], "{what}");
        }
    }

    #[test]
    fn every_version_of_every_format_is_read() {
        let rdf = "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"";
        let day = Some(date(2026, 10, 7));
        for (what, text, day) in [
            (
                "RSS 0.90",
                format!(
                    "<rdf:RDF {rdf} xmlns=\"http://my.netscape.com/rdf/simple/0.9/\"><channel>\
                     <title>t</title></channel><item><title>一</title><link>/a.html</link></item></rdf:RDF>"
                ),
                None,
            ),
            (
                "RSS 0.91",
                "<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" \"x.dtd\">\
                 <rss version=\"0.91\"><channel><item><link>/a.html</link></item></channel></rss>".to_owned(),
                None,
            ),
            (
                "RSS 0.92",
                "<rss version=\"0.92\"><channel><item><link>/a.html</link>\
                 <pubDate>2026-10-07 08:00</pubDate></item></channel></rss>".to_owned(),
                day,
            ),
            (
                "RSS 1.0",
                format!(
                    "<rdf:RDF {rdf} xmlns=\"http://purl.org/rss/1.0/\" \
                     xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"/\"><title>t</title>\
                     </channel><item rdf:about=\"/a.html\"><title>一</title><link>/a.html</link>\
                     <dc:date>2026-10-07T00:30:00+08:00</dc:date></item></rdf:RDF>"
                ),
                day,
            ),
            (
                "Atom 0.3",
                "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><title>t</title><entry>\
                 <title>一</title><link rel=\"alternate\" href=\"/a.html\"/>\
                 <issued>2026-10-07T08:00:00Z</issued></entry></feed>".to_owned(),
                None,
            ),
            (
                "JSON Feed 1.0",
                "\u{feff}{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"t\",\"items\":[{\"id\":7,\
                 \"url\":\"/a.html\",\"date_published\":\"2026-10-07T08:00:00+08:00\"}]}".to_owned(),
                day,
            ),
        ] {
            assert_eq!(items(&text), [("/a.html".to_owned(), day)], "{what}");
        }
    }

    #[test]
    fn chinese_bytes_are_read_however_they_are_declared() {
        for (declared, header) in [
            ("gb2312", None),
            ("gbk", Some("gb2312")),
            ("utf-8", Some("gbk")),
            ("utf-8", None),
            ("", Some("utf-8")),
            ("", None),
        ] {
            let title = "带钢表面检测在产线上的应用，线扫描相机选型指南".repeat(3);
            let text = RSS
                .replace("带钢检测", &title)
                .replace("/a.html", "/线扫描.html");
            let text = format!("<?xml version=\"1.0\" encoding=\"{declared}\"?>{text}");
            let (bytes, _, _) = GBK.encode(&text);
            let read = read(&bytes, &base(), header).unwrap();
            assert_eq!(
                read[0].url.path(),
                "/%E7%BA%BF%E6%89%AB%E6%8F%8F.html",
                "{declared} {header:?}"
            );
        }
        let wide = |text: &str| {
            text.encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>()
        };
        let read = read(&wide(&format!("\u{feff}{RSS}")), &base(), None).unwrap();
        assert_eq!(read.len(), 2);
    }

    #[test]
    fn real_feeds_break_the_rules() {
        let bare = "\n<?xml version=\"1.0\"?><rss><channel><title>R&D</title>\
            <item><title>a & b</title><link>/x?a=1&b=2</link></item></channel></rss>\u{0}";
        assert_eq!(items(bare), [("/x".to_owned(), None)]);
    }

    /// The feed reader panics at a declaration that says another character set late.
    #[test]
    fn a_declaration_in_the_middle_is_read_over() {
        let late = "<?xml version=\"1.0\" encoding=\"gb2312\"?>";
        for text in [
            RSS.replace("<item>", &format!("{late}<item>")),
            format!("<!-- {} -->{late}{RSS}", "智造日报".repeat(2000)),
        ] {
            assert_eq!(items(&text)[0].0, "/a.html", "{text}");
        }
        let torn = format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title typ{late}<re=\"\">");
        assert!(read(torn.as_bytes(), &base(), None).is_err());
    }

    /// A feed of 10 MB may name a million items in a few bytes each; what the feed reader makes of
    /// each takes some hundred.
    #[test]
    fn items_without_end_are_left_to_who_holds_only_their_addresses() {
        let item = "<item><link>/带钢</link></item>";
        let feed = |count: usize| {
            let items: String = (0..count)
                .map(|n| item.replace("带", &n.to_string()))
                .collect();
            format!("<rss version=\"2.0\"><channel>{items}</channel></rss>")
        };
        for (count, modest) in [(3, true), (ITEMS, true), (ITEMS + 1, false)] {
            let text = feed(count);
            assert_eq!(is_modest(&text), modest, "{count}");
            assert_eq!(parse(&text, &base()).is_some(), modest, "{count}");
            assert_eq!(read(text.as_bytes(), &base(), None).unwrap().len(), count);
        }
        assert!(!is_modest(&"<media:group/>".repeat(TAGS + 1)));
        assert!(!is_modest(&"{\"id\":\"1\"},".repeat(ITEMS + 1)));
        let many = read(feed(60_000).as_bytes(), &base(), None).unwrap();
        assert_eq!(many.len(), 50_000);
    }

    #[test]
    fn what_is_no_feed_is_said() {
        for text in [
            "<html><body>节目列表</body></html>",
            "",
            "garbage",
            "<rss><channel></rss>",
        ] {
            let error = read(text.as_bytes(), &base(), None).unwrap_err();
            assert!(!error.what.is_empty() && error.line == 1, "{error}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes, &base(), None);
        }

        #[test]
        fn any_tail_is_read(at in 0usize..400, junk in "[<>&;\\[\\]!a岚\\x00]{0,12}") {
            let at = (0..=at.min(RSS.len())).rev().find(|&at| RSS.is_char_boundary(at)).unwrap();
            let _ = read(format!("{}{junk}{}", &RSS[..at], &RSS[at..]).as_bytes(), &base(), None);
        }
    }
}
