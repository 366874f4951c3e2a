//! `X-Robots-Tag`: what the headers of a page ask of crawlers, of all or of one by name.

use jiff::civil::Date;

use crate::robots::token;

/// Directives that have a value behind a colon; any other word there is a crawler's name.
const VALUED: [&str; 4] = [
    "max-image-preview",
    "max-snippet",
    "max-video-preview",
    "unavailable_after",
];

/// What is asked of us.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tag {
    /// The page is not to be kept.
    pub(crate) noindex: bool,
    /// Its links are not to be followed.
    pub(crate) nofollow: bool,
}

impl Tag {
    /// Reads the headers, one a line, for the crawler whose name begins with `agent`. A directive
    /// behind the name of another does not count, nor does what follows it in the same header.
    /// `unavailable_after` means `noindex` from the day after its day.
    pub(crate) fn read(headers: &str, agent: &str, today: Date) -> Self {
        let mut tag = Self::default();
        for header in headers.lines() {
            let mut ours = true;
            let mut rest = header;
            while !rest.is_empty() {
                if let Some((name, after)) = named(rest) {
                    ours = name == "*" || token(name).eq_ignore_ascii_case(token(agent));
                    rest = after;
                    continue;
                }
                let (word, after) = rest.split_once(',').unwrap_or((rest, ""));
                if ours {
                    tag.take(word.trim(), rest, today);
                }
                rest = after;
            }
        }
        tag
    }

    /// Takes one directive; `rest` is the header from there on, for a day may hold a comma.
    fn take(&mut self, word: &str, rest: &str, today: Date) {
        let (key, _) = word.split_once(':').unwrap_or((word, ""));
        match key.trim().to_ascii_lowercase().as_str() {
            "noindex" => self.noindex = true,
            "nofollow" => self.nofollow = true,
            "none" => {
                *self = Self {
                    noindex: true,
                    nofollow: true,
                }
            }
            "unavailable_after" => {
                let day = rest
                    .split_once(':')
                    .and_then(|(_, day)| masthead_page::day(day));
                self.noindex |= day.is_some_and(|day| day < today);
            }
            _ => {}
        }
    }
}

/// The name of a crawler at the beginning of a header, and what is behind its colon.
fn named(header: &str) -> Option<(&str, &str)> {
    let (name, after) = header.split_once(':')?;
    let name = name.trim();
    let word = |c: char| c.is_ascii_alphanumeric() || "-_./*".contains(c);
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '*');
    let valued = VALUED.iter().any(|key| key.eq_ignore_ascii_case(name));
    (begins && name.chars().all(word) && !valued).then_some((name, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn what_is_asked_of_us_counts_and_what_is_asked_of_others_does_not() {
        for (headers, noindex, nofollow) in [
            ("", false, false),
            ("noindex", true, false),
            ("noarchive, NoFollow", false, true),
            ("none", true, true),
            ("all", false, false),
            ("otherbot: noindex, nofollow", false, false),
            ("masthead: noindex", true, false),
            ("MASTHEAD/2.0: nofollow, noindex", true, true),
            ("*: noindex", true, false),
            ("otherbot: noindex, masthead: nofollow", false, true),
            ("masthead: nofollow, otherbot: noindex", false, true),
            ("otherbot: noindex\nnofollow", false, true),
            ("max-snippet: 20, noindex", true, false),
            ("otherbot: max-snippet: 20, noindex", false, false),
            ("unavailable_after: 30 Oct 2026 15:00:00 PST", true, false),
            ("unavailable_after: 31 Oct 2026 15:00:00 PST", false, false),
            (
                "unavailable_after: Fri, 30 Oct 2026 15:00:00 GMT, nofollow",
                true,
                true,
            ),
            ("unavailable_after: 2027-06-25T15:00:00Z", false, false),
            (
                "otherbot: unavailable_after: 1 Jan 2020 00:00:00 GMT",
                false,
                false,
            ),
            ("unavailable_after: 再说", false, false),
            ("不索引: noindex", false, false),
        ] {
            let tag = Tag::read(headers, "Masthead/0.1", date(2026, 10, 31));
            assert_eq!(tag, Tag { noindex, nofollow }, "{headers}");
        }
    }

    proptest! {
        #[test]
        fn any_header_is_read(header in "([ -~岚]|, |: |noindex|unavailable_after: ){0,20}") {
            let _ = Tag::read(&header, "Masthead", date(2026, 10, 31));
        }
    }
}
