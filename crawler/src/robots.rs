//! robots.txt by RFC 9309: what a host allows us to ask for, and how fast.

use std::time::Duration;

use url::Url;

use crate::normal::escapes;

/// So many bytes of a robots.txt are read (RFC 9309, 2.5, asks for 500 KiB at least).
pub(crate) const LIMIT: usize = 512 * 1024;

/// The longest `Crawl-delay` that is obeyed; a longer one counts as this.
pub(crate) const LONGEST_DELAY: Duration = Duration::from_secs(30);

/// The text of a robots.txt. Of one that is too long only the beginning is read, up to the last
/// whole line: half a path would forbid more than was meant.
pub(crate) fn text(body: &[u8]) -> String {
    let ends = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let read = match body.get(..LIMIT) {
        Some(head) if body.len() > LIMIT => &head[..head.iter().rposition(ends).unwrap_or(0)],
        _ => body,
    };
    String::from_utf8_lossy(read).into_owned()
}

/// The rules of one robots.txt for one crawler.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

/// One `Allow` or `Disallow` line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    allow: bool,
    /// The pattern, percent-normalised.
    path: String,
    /// The pattern as written.
    written: String,
    /// Its line, counted from 1.
    line: usize,
}

/// What robots.txt says of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It may be asked for.
    Allowed,
    /// It may not.
    Forbidden {
        /// The deciding rule: `Disallow: /internal/`.
        rule: String,
        /// Its line in robots.txt, counted from 1.
        line: usize,
    },
}

/// A group under construction, or the merged groups of one name.
#[derive(Default)]
struct Group {
    named: bool,
    robots: Robots,
}

impl Robots {
    /// Reads `text` for the crawler whose name begins with `agent`. All groups that name it count
    /// together; if there is none, all groups for `*`.
    ///
    /// Never fails: lines that cannot be read say nothing.
    #[must_use]
    pub fn parse(text: &str, agent: &str) -> Self {
        let agent = token(agent);
        let (mut ours, mut all) = (Group::default(), Group::default());
        // Whether the group at hand is for us or for everybody, and whether its rules have begun.
        let (mut for_us, mut for_all, mut begun) = (false, false, true);
        for (number, line) in lines(text) {
            let Some((key, value)) = pair(line) else {
                continue;
            };
            if key == "user-agent" {
                if begun {
                    (for_us, for_all, begun) = (false, false, false);
                }
                for_us |= token(value).eq_ignore_ascii_case(agent) && !agent.is_empty();
                for_all |= value.starts_with('*');
                ours.named |= for_us;
            } else if matches!(key.as_str(), "allow" | "disallow" | "crawl-delay") {
                begun = true;
                for (group, meant) in [(&mut ours, for_us), (&mut all, for_all)] {
                    if meant {
                        group.robots.take(&key, value, number);
                    }
                }
            }
        }
        if ours.named { ours.robots } else { all.robots }
    }

    /// Adds one line.
    fn take(&mut self, key: &str, value: &str, line: usize) {
        if key == "crawl-delay" {
            self.delay = self.delay.max(delay(value));
        } else if !value.is_empty() {
            self.rules.push(Rule {
                allow: key == "allow",
                path: escapes(value),
                written: value.to_owned(),
                line,
            });
        }
    }

    /// The delay between requests that the host asks for, at most 30 seconds.
    #[must_use]
    pub fn delay(&self) -> Option<Duration> {
        self.delay
    }

    /// Whether `url` may be asked for: the rule with the longest path that matches decides, and
    /// `Allow` wins a tie. robots.txt itself always may.
    #[must_use]
    pub fn judge(&self, url: &Url) -> Verdict {
        let target = escapes(&url[url::Position::BeforePath..url::Position::AfterQuery]);
        if target == "/robots.txt" {
            return Verdict::Allowed;
        }
        let strongest = self
            .rules
            .iter()
            .filter(|rule| matches(&rule.path, &target))
            .max_by_key(|rule| (rule.path.len(), rule.allow));
        match strongest {
            Some(rule) if !rule.allow => Verdict::Forbidden {
                rule: format!("Disallow: {}", rule.written),
                line: rule.line,
            },
            _ => Verdict::Allowed,
        }
    }
}

/// The lines with their numbers: they may end in CR, LF or both.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.trim_start_matches('\u{feff}');
    let mut rest = Some(text);
    let next = move || {
        let line = rest?;
        let end = line.find(['\r', '\n']);
        rest = end.map(|at| {
            let after = &line[at..];
            after.strip_prefix("\r\n").unwrap_or(&after[1..])
        });
        Some(end.map_or(line, |at| &line[..at]))
    };
    (1..).zip(std::iter::from_fn(next))
}

/// Key in lower case and value of a line, without its comment.
fn pair(line: &str) -> Option<(String, &str)> {
    let line = line.split('#').next().unwrap_or(line);
    let (key, value) = line.split_once(':')?;
    Some((key.trim().to_ascii_lowercase(), value.trim()))
}

/// The leading word of a crawler's name: `Masthead` of `Masthead/0.1 (+mailto:…)`.
fn token(name: &str) -> &str {
    let end = name
        .find(|c: char| !(c.is_ascii_alphabetic() || c == '-' || c == '_'))
        .unwrap_or(name.len());
    &name[..end]
}

/// A `Crawl-delay` in seconds, with or without a fraction.
fn delay(value: &str) -> Option<Duration> {
    let seconds: f64 = value.parse().ok()?;
    let longest = LONGEST_DELAY.as_secs_f64();
    Duration::try_from_secs_f64(seconds.min(longest)).ok()
}

/// Whether a pattern with `*` (anything) and a closing `$` (the end) matches the beginning of a
/// path. Each piece between stars is sought from left to right, so time grows with the product of
/// the lengths at worst, never faster.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else {
        return false;
    };
    let mut pieces: Vec<&str> = pieces.collect();
    if !whole {
        return pieces.into_iter().all(|piece| skip(&mut rest, piece));
    }
    match pieces.pop() {
        None => rest.is_empty(),
        Some(last) => {
            pieces.into_iter().all(|piece| skip(&mut rest, piece)) && rest.ends_with(last)
        }
    }
}

/// Moves `rest` behind the first `piece` in it; false if there is none.
fn skip(rest: &mut &str, piece: &str) -> bool {
    match rest.find(piece) {
        Some(at) => {
            *rest = &rest[at + piece.len()..];
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn allowed(text: &str, path: &str) -> bool {
        let url = Url::parse("http://a.example").unwrap().join(path).unwrap();
        Robots::parse(text, "Masthead/0.1").judge(&url) == Verdict::Allowed
    }

    #[test]
    fn the_longest_rule_decides_and_allow_wins_a_tie() {
        for (text, path, expected) in [
            (
                "User-agent: *\nDisallow: /p\nAllow: /p/open",
                "/p/open/x",
                true,
            ),
            (
                "User-agent: *\nAllow: /p/open\nDisallow: /p",
                "/p/shut",
                false,
            ),
            ("User-agent: *\nAllow: /p\nDisallow: /p", "/p", true),
            ("User-agent: *\nDisallow: /p\nAllow: /p", "/p", true),
            ("User-agent: *\nDisallow: /", "/anything", false),
            ("User-agent: *\nDisallow: /", "/robots.txt", true),
            ("User-agent: *\nDisallow:", "/anything", true),
            ("User-agent: *\nDisallow: /a*b*c", "/a1b2c3", false),
            ("User-agent: *\nDisallow: /a*b*c", "/a1c2b3", true),
            ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf", false),
            ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf?v=1", true),
            ("User-agent: *\nDisallow: /a$", "/a", false),
            ("User-agent: *\nDisallow: /a$", "/ab", true),
            ("User-agent: *\nDisallow: /*?sort=", "/x?sort=up", false),
            (
                "User-agent: *\nDisallow: /产品",
                "/%e4%ba%a7%e5%93%81/x",
                false,
            ),
            ("User-agent: *\nDisallow: /%7Euser", "/~user/", false),
            ("User-agent: *\nDisallow: /*", "/x", false),
            ("", "/x", true),
        ] {
            assert_eq!(allowed(text, path), expected, "{path} by {text:?}");
        }
    }

    #[test]
    fn groups_are_chosen_by_name_and_merged() {
        let text = "User-agent: *\nDisallow: /all\n\n\
                    User-agent: other\nUser-agent: MASTHEAD/2.0\nDisallow: /one\n\
                    Sitemap: http://a.example/s.xml\nDisallow: /two\n\n\
                    User-agent: masthead\nCrawl-delay: 2.5\nDisallow: /three\n\
                    User-agent: mastheadx\nDisallow: /four";
        for (path, expected) in [
            ("/all", true),
            ("/one", false),
            ("/two", false),
            ("/three", false),
            ("/four", true),
        ] {
            assert_eq!(allowed(text, path), expected, "{path}");
        }
        let robots = Robots::parse(text, "Masthead");
        assert_eq!(robots.delay(), Some(Duration::from_millis(2500)));
        assert!(!allowed(
            "User-agent: *\nDisallow: /\nUser-agent: bot\nAllow: /",
            "/x"
        ));
        assert!(allowed(
            "User-agent: *\nDisallow: /\nUser-agent: masthead\n",
            "/x"
        ));
    }

    #[test]
    fn files_as_they_are_served() {
        for text in [
            "\u{feff}User-agent: *\r\nDisallow: /x",
            "user-agent : *\rdisallow : /x # not there\r",
            "  USER-AGENT:*\n\n\nDISALLOW:/x",
            "<html>\nUser-agent: *\nnonsense\n: :\nDisallow: /x",
        ] {
            assert!(!allowed(text, "/x/y"), "{text:?}");
            assert!(allowed(text, "/y"), "{text:?}");
        }
    }

    #[test]
    fn a_verdict_names_the_rule_and_its_line() {
        let robots = Robots::parse(
            "# hello\r\nUser-agent: *\r\nDisallow: /内部/\r\n",
            "Masthead",
        );
        let url = Url::parse("http://a.example/内部/prices").unwrap();
        assert_eq!(
            robots.judge(&url),
            Verdict::Forbidden {
                rule: "Disallow: /内部/".to_owned(),
                line: 3
            }
        );
    }

    #[test]
    fn a_delay_has_a_limit() {
        for (value, seconds) in [
            ("10", Some(10)),
            ("3600", Some(30)),
            ("-1", None),
            ("soon", None),
        ] {
            let text = format!("User-agent: *\nCrawl-delay: {value}");
            let expected = seconds.map(Duration::from_secs);
            assert_eq!(
                Robots::parse(&text, "Masthead").delay(),
                expected,
                "{value}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_file_is_read(text in "\\PC{0,200}", path in "[ -~]{0,30}") {
            let url = Url::parse("http://a.example/").unwrap();
            if let Ok(url) = url.join(&path) {
                let _ = Robots::parse(&text, "Masthead").judge(&url);
            }
        }

        /// The plain pattern and the same with a star behind it mean the same.
        #[test]
        fn a_closing_star_changes_nothing(pattern in "/[a-c/]{0,6}", path in "/[a-c/]{0,10}") {
            prop_assert_eq!(matches(&pattern, &path), matches(&format!("{pattern}*"), &path));
            prop_assert_eq!(matches(&pattern, &path), path.starts_with(&pattern));
        }
    }
}
