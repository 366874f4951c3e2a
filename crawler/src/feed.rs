//! Feeds: RSS, Atom and JSON Feed to the pages they name.

use std::time::{Duration, SystemTime};

use feed_rs::{model, parser::Builder};
use jiff::{
    civil::{Date, time},
    tz::TimeZone,
};
use url::Url;

use crate::{
    normal::normal,
    xml::{Broken, broken, mend, undeclared},
};

/// A page that a feed, sitemap or list names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The page's address, in normal form.
    pub url: Url,
    /// The day of publication, if it is given.
    pub day: Option<Date>,
}

/// The pages that the feed at `url` names, in its order, each once.
///
/// The bytes are decoded by what the HTTP header and they themselves say; XML that is not
/// well-formed gets a second, lenient try. A day is the one in the publisher's own time zone.
pub(crate) fn read(bytes: &[u8], url: &Url, charset: Option<&str>) -> Result<Vec<Item>, Broken> {
    let (text, _) = masthead_page::decode(bytes, charset);
    let plain = undeclared(&text);
    let feed = parse(plain, url)
        .or_else(|| parse(&mend(plain), url))
        .ok_or_else(|| broken(&text, "feed"))?;
    let mut items: Vec<Item> = Vec::new();
    for entry in &feed.entries {
        if let Some(item) = item(entry, url)
            && items.iter().all(|known| known.url != item.url)
        {
            items.push(item);
        }
    }
    Ok(items)
}

fn parse(text: &str, url: &Url) -> Option<model::Feed> {
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

/// The day of a noon made by [`noon`].
fn day(noon: SystemTime) -> Option<Date> {
    let second = noon.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
    let instant = jiff::Timestamp::from_second(i64::try_from(second).ok()?).ok()?;
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

    #[test]
    fn real_feeds_break_the_rules() {
        let bare = "\n<?xml version=\"1.0\"?><rss><channel><title>R&D</title>\
            <item><title>a & b</title><link>/x?a=1&b=2</link></item></channel></rss>\u{0}";
        assert_eq!(items(bare), [("/x".to_owned(), None)]);
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
