//! Addresses that look like one of endlessly many: calendars, growing queries, paths that bite their
//! own tail.

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};
use url::Url;

/// No page that people read has an address of more bytes.
pub(crate) const LONGEST: usize = 2000;
/// No site is deeper.
const SEGMENTS: usize = 20;
/// More parameters are a form that was filled in by a program.
const PARAMETERS: usize = 8;
/// The same word so often in one path comes from a relative link that goes round in circles.
const REPEATS: usize = 3;
/// So many addresses of one path may differ in their query.
const VARIANTS: u32 = 500;
/// The web is not older than this.
const FIRST_YEAR: i16 = 1990;

/// Why an address looks like a trap, without a capital letter and full stop.
pub(crate) fn trap(url: &Url, now: Timestamp) -> Option<&'static str> {
    let year = now.to_zoned(TimeZone::UTC).year();
    let traps = [
        (
            url.as_str().len() > LONGEST,
            "its address is longer than any page's (2000 bytes)",
        ),
        (
            segments(url).count() > SEGMENTS,
            "its path is deeper than any site's (20 parts)",
        ),
        (
            repeats(url),
            "one part of its path stands there three times, as where relative links go in circles",
        ),
        (
            url.query_pairs().count() > PARAMETERS,
            "its query has more than 8 parameters",
        ),
        (
            grows(url),
            "its query says the same twice, and would go on growing",
        ),
        (
            calendar(url, year),
            "it is a day of a calendar, which has no end",
        ),
    ];
    traps
        .into_iter()
        .find_map(|(caught, reason)| caught.then_some(reason))
}

fn segments(url: &Url) -> impl Iterator<Item = &str> {
    url.path_segments()
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
}

/// Whether a part of the path that is no number stands in it three times.
fn repeats(url: &Url) -> bool {
    let mut counts = BTreeMap::new();
    segments(url)
        .filter(|part| !part.bytes().all(|byte| byte.is_ascii_digit()))
        .any(|part| {
            let count = counts.entry(part).or_insert(0);
            *count += 1;
            *count >= REPEATS
        })
}

/// Whether a pair of name and value stands in the query twice.
fn grows(url: &Url) -> bool {
    let mut pairs: Vec<_> = url.query_pairs().collect();
    let all = pairs.len();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.len() < all
}

/// Whether the address names a month or a day that is more than a year ahead, or before the web.
fn calendar(url: &Url, year: i16) -> bool {
    let wrong = |found: i16| found > year + 1 || found < FIRST_YEAR;
    let parts: Vec<&str> = segments(url).collect();
    let path = parts
        .windows(2)
        .filter(|pair| number(pair[1]).is_some_and(|month| (1..=12).contains(&month)))
        .filter_map(|pair| four(pair[0]))
        .any(wrong);
    path || url.query_pairs().any(|(name, value)| {
        let dated = [
            "year",
            "month",
            "date",
            "day",
            "cal",
            "week",
            "tribe-bar-date",
        ];
        dated.contains(&name.to_ascii_lowercase().as_str())
            && value
                .split(['-', '/'])
                .next()
                .and_then(four)
                .is_some_and(wrong)
    })
}

fn number(text: &str) -> Option<i16> {
    let digits = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// A year: four digits that could be one.
fn four(text: &str) -> Option<i16> {
    number(text).filter(|year| text.len() == 4 && (1000..3000).contains(year))
}

/// How many addresses of one source share a path and differ in their query only.
#[derive(Debug, Default)]
pub(crate) struct Variants(BTreeMap<(String, String), u32>);

impl Variants {
    /// Counts an address in; says whether there are too many of its kind.
    pub(crate) fn crowded(&mut self, source: &str, url: &Url) -> bool {
        if url.query().is_none() {
            return false;
        }
        let key = (source.to_owned(), url.path().to_owned());
        let count = self.0.entry(key).or_default();
        *count += 1;
        *count > VARIANTS
    }
}

/// Why an address is one too many.
pub(crate) fn crowded() -> String {
    format!("more than {VARIANTS} addresses differ from it in their query only")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_end_is_seen_and_what_people_read_is_not() {
        let now: Timestamp = "2026-10-31T18:00:00Z".parse().unwrap();
        let long = format!("http://hx.example/{}", "相".repeat(300));
        let deep = format!("http://hx.example{}", "/x/y".repeat(11));
        for (url, caught) in [
            ("http://hx.example/", None),
            ("http://hx.example/产品/线扫描相机/?page=3&sort=price", None),
            ("http://hx.example/2026/10/10/10/10.html", None),
            ("http://hx.example/2027/03/expo", None),
            ("http://hx.example/iso/9001/2", None),
            ("http://hx.example/p?id=9999&id=9998", None),
            ("http://hx.example/news?date=2026-10-03", None),
            (&long, Some("2000 bytes")),
            (&deep, Some("deeper")),
            ("http://hx.example/en/a/en/b/en/c", Some("circles")),
            ("http://hx.example/产品/a/产品/b/产品", Some("circles")),
            (
                "http://hx.example/s?a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9",
                Some("parameters"),
            ),
            ("http://hx.example/s?f=red&g=1&f=red", Some("growing")),
            ("http://hx.example/cal/2031/04/", Some("calendar")),
            ("http://hx.example/cal/1970/01", Some("calendar")),
            ("http://hx.example/cal?month=2031-04", Some("calendar")),
            ("http://hx.example/cal?year=2029&m=1", Some("calendar")),
        ] {
            let found = trap(&Url::parse(url).unwrap(), now);
            match caught {
                None => assert_eq!(found, None, "{url}"),
                Some(word) => assert!(
                    found.is_some_and(|why| why.contains(word)),
                    "{url} {found:?}"
                ),
            }
        }
    }

    #[test]
    fn one_path_has_not_endlessly_many_queries() {
        let mut variants = Variants::default();
        let url = |nr: u32| Url::parse(&format!("http://hx.example/list?filter={nr}")).unwrap();
        assert!((0..VARIANTS).all(|nr| !variants.crowded("衡像科技", &url(nr))));
        assert!(variants.crowded("衡像科技", &url(VARIANTS)));
        assert!(!variants.crowded("Cobaltine", &url(VARIANTS)));
        let plain = Url::parse("http://hx.example/list").unwrap();
        assert!(!variants.crowded("衡像科技", &plain));
    }
}
