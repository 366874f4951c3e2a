//! Feeds that no parser of XML takes: the items that can be made out in them all the same.
//!
//! Items are found by their tags alone, whatever stands between: torn ends, tags that are never
//! closed, bare brackets, attributes without quotes.

use url::Url;

use crate::{
    feed::{Item, most},
    normal::normal,
    trap::LONGEST,
    xml::plain,
};

/// The tags of an item and, in order of trust, those that hold its address and its day.
const ITEMS: [&str; 2] = ["item", "entry"];
const LINKS: [&str; 4] = ["link", "atom:link", "guid", "id"];
const DAYS: [&str; 5] = ["pubdate", "published", "dc:date", "date", "updated"];

/// How far a feed's first tag may be from its beginning, in bytes.
const HEAD: usize = 2_000;

/// The items of a text that begins like a feed; nothing if it does not, or has none.
pub(crate) fn items(text: &str, base: &Url) -> Option<Vec<Item>> {
    let low = text.to_ascii_lowercase();
    let head = &low[..low.floor_char_boundary(HEAD)];
    let root = ["<rss", "<rdf:rdf", "<feed", "<channel"];
    if head.contains("<html") || !root.iter().any(|tag| head.contains(tag)) {
        return None;
    }
    let items: Vec<Item> = blocks(&low)
        .into_iter()
        .filter_map(|(from, to)| item(&text[from..to], &low[from..to], base))
        .take(most(base))
        .collect();
    (!items.is_empty()).then_some(items)
}

/// Where the inside of each item begins and ends: at the next one, if it is never closed.
fn blocks(low: &str) -> Vec<(usize, usize)> {
    let Some(name) = ITEMS.into_iter().find(|name| tag(low, name, 0).is_some()) else {
        return Vec::new();
    };
    let end = format!("</{name}");
    let mut blocks = Vec::new();
    let mut at = tag(low, name, 0);
    while let Some((_, inside)) = at {
        at = tag(low, name, inside);
        let next = at.map_or(low.len(), |(start, _)| start);
        let close = low[inside..next].find(&end);
        blocks.push((inside, close.map_or(next, |close| inside + close)));
    }
    blocks
}

/// Where the next tag of this name begins, and where its inside does. `low` is in lower case.
fn tag(low: &str, name: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    while let Some(found) = low[at..].find('<') {
        let start = at + found;
        let rest = &low[start + 1..];
        if let Some(after) = rest.strip_prefix(name)
            && after.starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace())
        {
            let end = after
                .find('>')
                .map_or(low.len(), |end| low.len() - after.len() + end + 1);
            return Some((start, end));
        }
        at = start + 1;
    }
    None
}

fn item(text: &str, low: &str, base: &Url) -> Option<Item> {
    let url = LINKS.iter().find_map(|name| {
        let mut at = 0;
        while let Some((start, inside)) = tag(low, name, at) {
            at = inside;
            if let Some(url) = address(text, low, (start, inside), base) {
                return Some(url);
            }
        }
        None
    })?;
    let day = DAYS.iter().find_map(|name| {
        let (_, inside) = tag(low, name, 0)?;
        masthead_page::day(&content(&text[inside..]))
    });
    Some(Item {
        day,
        ..Item::of(url)
    })
}

/// The address in a tag: its `href`, else the text behind it.
fn address(text: &str, low: &str, (start, inside): (usize, usize), base: &Url) -> Option<Url> {
    let (written, tag) = (&text[start..inside], &low[start..inside]);
    if let Some(rel) = attribute(tag, tag, "rel")
        && rel != "alternate"
    {
        return None;
    }
    let href = attribute(written, tag, "href").unwrap_or_else(|| content(&text[inside..]));
    let href = href.trim();
    if href.is_empty() || href.contains(char::is_whitespace) {
        return None;
    }
    // An id is an address only if it is written as a whole one.
    if tag.starts_with("<guid") || tag.starts_with("<id") {
        return normal(&Url::parse(href).ok()?);
    }
    normal(&base.join(href).ok()?)
}

/// The value of an attribute, with quotes or without; `low` is the tag in lower case.
pub(crate) fn attribute(text: &str, low: &str, name: &str) -> Option<String> {
    let at = low.find(&format!(" {name}="))? + name.len() + 2;
    let value = text.get(at..)?;
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value
            .split(|c: char| c.is_whitespace() || c == '>')
            .next()?,
    };
    Some(plain(value))
}

/// The text up to the next tag, out of its CDATA; of a long one the beginning.
fn content(text: &str) -> String {
    let text = text.trim_start();
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let text = match text.strip_prefix("<![CDATA[") {
        Some(data) => {
            return data
                .split("]]>")
                .next()
                .unwrap_or_default()
                .trim()
                .to_owned();
        }
        None => text.split('<').next().unwrap_or_default(),
    };
    plain(text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::LIMIT;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn base() -> Url {
        Url::parse("http://news.zhizao.example/rss.xml").unwrap()
    }

    #[test]
    fn items_are_made_out_whatever_is_wrong_around_them() {
        let (a, b) = ("/a.html?x=1&y=2", "/b.html");
        let day = Some(date(2026, 10, 7));
        for (text, expected) in [
            // Never closed, and torn within the second.
            (
                "<rss><channel><item><link>/a.html?x=1&amp;y=2<pubDate>2026年10月7日\
                 <item><link>/b.html</link><title>带",
                [(a, day), (b, None)],
            ),
            // Tags in capitals, bare brackets, HTML in the text.
            (
                "<RSS version=2.0><CHANNEL><ITEM><TITLE>x < y</TITLE><LINK>/a.html?x=1&y=2</LINK>\
                 <DESCRIPTION><p>线<br>扫</DESCRIPTION><PUBDATE>Wed, 07 Oct 2026 00:30:00 +0800\
                 </PUBDATE></ITEM><ITEM><LINK><![CDATA[ /b.html ]]></LINK></ITEM><LINK>/no</LINK>",
                [(a, day), (b, None)],
            ),
            // Attributes without quotes; only the alternate is the page.
            (
                "<feed><entry><link rel=self href=/no><link rel=alternate href=/a.html?x=1&amp;y=2>\
                 <updated>2026-10-07T08:00:00Z</updated></entry>\
                 <entry><id>http://news.zhizao.example/b.html</id></feed>",
                [(a, day), (b, None)],
            ),
            // An id that is no address, and an empty link before the real one.
            (
                "<rdf:RDF><item rdf:about='x'><guid>17</guid><link/>\
                 <atom:link href=\"/a.html?x=1&amp;y=2\"/><dc:date>2026-10-07</dc:date></item>\
                 <item><guid>18</guid></item><item><link>/b.html</link></item>",
                [(a, day), (b, None)],
            ),
        ] {
            let items = items(text, &base()).unwrap();
            let path = |item: &Item| {
                let url = &item.url[url::Position::BeforePath..];
                (url.to_owned(), item.day)
            };
            let found: Vec<_> = items.iter().map(path).collect();
            assert_eq!(
                found,
                expected.map(|(path, day)| (path.to_owned(), day)),
                "{text}"
            );
        }
    }

    /// Each item that is never closed, and each CDATA, was once looked through to the end of the feed:
    /// at this length for hours.
    #[test]
    fn torn_ends_are_looked_for_no_further_than_they_can_be() {
        let size = 4_000_000;
        let unclosed = format!("<rss>{}", "<item>".repeat(size / 6));
        assert_eq!(items(&unclosed, &base()), None);
        let linked = format!("<rss>{}", "<item><link>/带钢".repeat(size / 18));
        assert_eq!(items(&linked, &base()).unwrap().len(), LIMIT);
        let torn = format!("<rss><item>{}", "<link><![CDATA[ a b ".repeat(size / 20));
        assert_eq!(items(&torn, &base()), None);
    }

    #[test]
    fn a_page_is_no_feed_and_a_feed_without_items_names_nothing() {
        for text in [
            "<!doctype html><html><body><item><link>/a</link></item>",
            "<rss><channel><title>智造日报</title></channel></rss>",
            "<opml><item><link>/a</link></item></opml>",
            "",
        ] {
            assert_eq!(items(text, &base()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_tags_are_read(text in "<rss>(<item>|<item |<link>|<link href=|</|CDATA|<!\\[|'|\"|>|&#x|;|/a|岚){0,30}") {
            let _ = items(&text, &base());
        }
    }
}
