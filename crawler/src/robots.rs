//! robots.txt by RFC 9309: what a host allows us to ask for, and how fast.
//!
//! [`Robots::parse`] reads the text for one crawler, [`Robots::judge`] says whether an address may
//! be asked for, and [`Robots::ruling`] which line says so. `served` tells what an answer to the
//! request for it means. `X-Robots-Tag`, which speaks of single pages, is not here but in `tag`.

mod line;
mod pattern;
pub(crate) mod served;

use std::time::Duration;

use url::{Position, Url};

use self::{
    line::{Line, lines},
    pattern::Pattern,
};

pub use self::line::text;
pub(crate) use self::line::{LIMIT, token};

/// The longest `Crawl-delay` that is obeyed; a longer one counts as this.
pub(crate) const LONGEST_DELAY: Duration = Duration::from_secs(30);

/// The rules of one robots.txt for one crawler.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Robots {
    group: Group,
    sitemaps: Vec<String>,
}

/// The merged groups of one name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Group {
    agents: Vec<Agent>,
    /// The strongest first: the first one that matches decides.
    rules: Vec<Rule>,
    delay: Option<Delay>,
}

/// A `User-agent` line whose group holds for us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// The name as written.
    pub name: String,
    /// Its line, counted from 1.
    pub line: usize,
}

/// One `Allow` or `Disallow` line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Whether it allows.
    pub allow: bool,
    /// The path as written.
    pub path: String,
    /// Its line, counted from 1.
    pub line: usize,
    pattern: Pattern,
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key = if self.allow { "Allow" } else { "Disallow" };
        write!(f, "{key}: {}", self.path)
    }
}

/// A `Crawl-delay`, at most 30 seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delay {
    /// The time between two requests.
    pub time: Duration,
    /// Its line, counted from 1.
    pub line: usize,
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

impl Robots {
    /// Reads `text` for the crawler whose name begins with `agent`. All groups that name it count
    /// together; if there is none, all groups for `*`.
    ///
    /// Never fails: lines that cannot be read say nothing.
    #[must_use]
    pub fn parse(text: &str, agent: &str) -> Self {
        let us = token(agent);
        let (mut ours, mut all) = (Group::default(), Group::default());
        let mut sitemaps = Vec::new();
        // Whether the group at hand is for us or for everybody, and whether its rules have begun.
        let (mut for_us, mut for_all, mut begun) = (false, false, true);
        for (number, line) in lines(text) {
            match line {
                Line::Agent(name) => {
                    if begun {
                        (for_us, for_all, begun) = (false, false, false);
                    }
                    if !us.is_empty() && token(name).eq_ignore_ascii_case(us) {
                        for_us = true;
                        ours.name(name, number);
                    } else if name.split_whitespace().next() == Some("*") {
                        for_all = true;
                        all.name(name, number);
                    }
                }
                Line::Sitemap(address) => sitemaps.push(address.to_owned()),
                Line::Path { .. } | Line::Delay(_) => {
                    begun = true;
                    for (group, meant) in [(&mut ours, for_us), (&mut all, for_all)] {
                        if meant {
                            group.take(&line, number);
                        }
                    }
                }
            }
        }
        let mut group = if ours.agents.is_empty() { all } else { ours };
        group.rank();
        Self { group, sitemaps }
    }

    /// The delay between requests that the host asks for, at most 30 seconds.
    #[must_use]
    pub fn delay(&self) -> Option<Duration> {
        self.group.delay.map(|delay| delay.time)
    }

    /// The line that asks for a delay.
    #[must_use]
    pub fn delay_line(&self) -> Option<Delay> {
        self.group.delay
    }

    /// The addresses of sitemaps as written, whoever they are for.
    #[must_use]
    pub fn sitemaps(&self) -> &[String] {
        &self.sitemaps
    }

    /// The `User-agent` lines whose groups hold: those that name us, else those for everybody.
    #[must_use]
    pub fn agents(&self) -> &[Agent] {
        &self.group.agents
    }

    /// The rule that decides about `url`: of those that match, the one with the longest path, and
    /// `Allow` before `Disallow`. Nothing if none speaks of it; then it may be asked for.
    /// robots.txt itself always may.
    #[must_use]
    pub fn ruling(&self, url: &Url) -> Option<&Rule> {
        if url.path() == "/robots.txt" && url.query().is_none() {
            return None;
        }
        let target = pattern::target(&url[Position::BeforePath..Position::AfterQuery]);
        let mut rules = self.group.rules.iter();
        rules.find(|rule| rule.pattern.matches(&target))
    }

    /// Whether `url` may be asked for.
    #[must_use]
    pub fn judge(&self, url: &Url) -> Verdict {
        match self.ruling(url) {
            Some(rule) if !rule.allow => Verdict::Forbidden {
                rule: rule.to_string(),
                line: rule.line,
            },
            _ => Verdict::Allowed,
        }
    }
}

impl Group {
    fn name(&mut self, name: &str, line: usize) {
        let name = name.to_owned();
        self.agents.push(Agent { name, line });
    }

    /// Adds one line.
    fn take(&mut self, line: &Line<'_>, number: usize) {
        match *line {
            Line::Path { allow, path } if !path.is_empty() => self.rules.push(Rule {
                allow,
                path: path.to_owned(),
                line: number,
                pattern: Pattern::read(path),
            }),
            Line::Delay(value) => {
                let delay = seconds(value).map(|time| Delay { time, line: number });
                let longer = |old: &Delay| delay.is_some_and(|new| new.time > old.time);
                if self.delay.as_ref().is_none_or(longer) {
                    self.delay = delay.or(self.delay);
                }
            }
            _ => {}
        }
    }

    /// Puts the strongest rules first; of equal ones that which stands first.
    fn rank(&mut self) {
        self.rules
            .sort_by_key(|rule| (usize::MAX - rule.pattern.length(), !rule.allow));
    }
}

/// A `Crawl-delay` in seconds, with or without a fraction.
fn seconds(value: &str) -> Option<Duration> {
    let seconds = value
        .parse()
        .ok()
        .filter(|seconds: &f64| !seconds.is_nan())?;
    let longest = LONGEST_DELAY.as_secs_f64();
    Duration::try_from_secs_f64(seconds.min(longest)).ok()
}

#[cfg(test)]
mod tests;
