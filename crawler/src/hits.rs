//! Answers in JSON that list pages: what a search found, or a feed that is written loosely.

use std::collections::VecDeque;

use jiff::civil::Date;
use serde_json::Value;
use url::Url;

use crate::{
    feed::{Item, most},
    normal::normal,
};

/// The names under which such lists give an address and a day, in order of trust.
const LINKS: [&str; 5] = ["url", "link", "href", "external_url", "id"];
const DAYS: [&str; 7] = [
    "date_published",
    "publishedDate",
    "published",
    "pubDate",
    "pubdate",
    "date",
    "date_modified",
];

/// Of a text with more objects or values the parser would make more than memory holds.
const OBJECTS: usize = 100_000;
const VALUES: usize = 500_000;

/// Whether the parser can hold what it would make of a text, going by its signs alone.
fn is_modest(text: &str) -> bool {
    let count = |sign: char| text.matches(sign).count();
    count('{') <= OBJECTS && count('[') + count(',') <= VALUES
}

/// The pages of the first list in a JSON text whose entries have addresses, nearest to the top;
/// nothing if the text is no JSON or has no such list. An empty list of `results`, `items` or
/// `data` names nothing, which is an answer.
pub(crate) fn json(text: &str, base: &Url) -> Option<Vec<Item>> {
    if !text.trim_start().starts_with(['{', '[']) || !is_modest(text) {
        return None;
    }
    let whole: Value = serde_json::from_str(text.trim_end_matches('\0')).ok()?;
    let mut rest = VecDeque::from([&whole]);
    while let Some(value) = rest.pop_front() {
        match value {
            Value::Array(entries) => {
                let items: Vec<Item> = entries
                    .iter()
                    .filter_map(|it| item(it, base))
                    .take(most(base))
                    .collect();
                if !items.is_empty() {
                    return Some(items);
                }
                rest.extend(entries);
            }
            Value::Object(fields) => rest.extend(fields.values()),
            _ => {}
        }
    }
    let empty = |name| {
        whole
            .get(name)
            .and_then(Value::as_array)
            .is_some_and(Vec::is_empty)
    };
    ["results", "items", "data"]
        .into_iter()
        .any(empty)
        .then(Vec::new)
}

fn item(entry: &Value, base: &Url) -> Option<Item> {
    let url = LINKS.iter().find_map(|name| {
        let href = entry.get(name)?.as_str()?.trim();
        // An id, or a link that is only a path, is an address if it says so.
        let whole = href.starts_with("http://") || href.starts_with("https://");
        let url = match whole || href.starts_with('/') && *name != "id" {
            true => base.join(href).ok()?,
            false => return None,
        };
        normal(&url)
    })?;
    let day = DAYS.iter().find_map(|name| day(entry.get(name)?));
    Some(Item {
        day,
        ..Item::of(url)
    })
}

/// A day as text, or as seconds or milliseconds since 1970.
fn day(value: &Value) -> Option<Date> {
    match value {
        Value::String(text) => masthead_page::day(text),
        Value::Number(number) => {
            let number = number.as_i64()?;
            let second = if number > 100_000_000_000 {
                number / 1000
            } else {
                number
            };
            let instant = jiff::Timestamp::from_second(second).ok()?;
            Some(instant.to_zoned(jiff::tz::TimeZone::UTC).date())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn base() -> Url {
        Url::parse("http://search.example/search?q=x&format=json").unwrap()
    }

    fn found(text: &str) -> Option<Vec<(String, Option<Date>)>> {
        let pair = |item: Item| (item.url.to_string(), item.day);
        Some(json(text, &base())?.into_iter().map(pair).collect())
    }

    #[test]
    fn the_list_with_addresses_is_found_wherever_it_stands() {
        let day = Some(date(2026, 10, 7));
        for (text, url, day) in [
            (
                r#"{"query":"线扫描相机","number_of_results":2,"answers":[],"results":[
                {"url":"http://a.example/1?utm_source=x","title":"带钢","publishedDate":"2026-10-07T08:00:00"}]}"#,
                "http://a.example/1",
                day,
            ),
            (
                r#"{"data":{"list":[{"id":7,"href":"/n/7","date":1791331200}]}}"#,
                "http://search.example/n/7",
                day,
            ),
            (
                r#"[{"link":"https://a.example/"}]"#,
                "https://a.example/",
                None,
            ),
            (
                r#"{"version":"x","items":[{"id":"http://a.example/3","url":null,"date_published":"2026年10月7日"}]}"#,
                "http://a.example/3",
                day,
            ),
        ] {
            assert_eq!(found(text), Some(vec![(url.to_owned(), day)]), "{text}");
        }
    }

    #[test]
    fn nothing_found_is_an_answer_and_nonsense_is_none() {
        assert_eq!(
            found(r#"{"results":[],"unresponsive_engines":[]}"#),
            Some(Vec::new())
        );
        for text in [
            "",
            "{",
            "<html>",
            r#"{"results":[{"url":"javascript:x"}]}"#,
            "[1,2]",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
        assert_eq!(found(&"[".repeat(100_000)), None);
    }

    /// Ten million bytes of small values take half a gigabyte when they are parsed.
    #[test]
    fn more_than_memory_holds_is_not_parsed() {
        let hit = r#"{"url":"http://a.example/带钢"}"#;
        for (filler, count, read) in [
            ("{},", OBJECTS - 1, true),
            ("{},", OBJECTS, false),
            ("0,", VALUES - 1, true),
            ("0,", VALUES, false),
            ("[],", VALUES / 2 + 1, false),
        ] {
            let text = format!("[{}{hit}]", filler.repeat(count));
            assert_eq!(found(&text).is_some(), read, "{filler} {count}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[\\[\\]{}\":,a-z0-9/岚]{0,80}") {
            let _ = json(&text, &base());
        }
    }
}
