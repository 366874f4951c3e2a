//! Days that readers see on a page, each weighed by how surely it is that of the page itself.
//!
//! A day is weighed by what is said around it, by the markup that holds it, and by where it
//! stands. The weights were set by hand on one half of 130 pages with known days and checked on
//! the other; days below [`ENOUGH`] tell of something else.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::{NodeRef, iter::Edge};
use jiff::civil::Date;
use scraper::{ElementRef, Html, Node};

use crate::block::fold;
use crate::day::{Order, day_in};
use crate::head;
use crate::title::key;

/// What speaks for a day being that of the page, and against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// `itemprop` or `property` says that it is the day of publication.
    Declared,
    /// A `<time>` element.
    Time,
    /// Its element, or that around it, is called date, time, posted, meta or the like.
    Class,
    /// The line says that something was published.
    Label,
    /// The line says that something was updated.
    Updated,
    /// No other day stands in a short line of the page's own.
    Only,
    /// A time of the day stands behind it.
    Clock,
    /// Hardly more than the day stands in the line.
    Alone,
    /// The line is short.
    Short,
    /// The line is a paragraph.
    Long,
    /// It stands right behind the headline.
    Near,
    /// It stands a little later.
    Close,
    /// It stands right before the headline.
    Before,
    /// It stands in `<article>` or `<main>`.
    Main,
    /// It stands in a comment, aside, list of other pages or footer.
    Frame,
    /// The line tells of a deadline, an event, an expiry, a right.
    Other,
    /// Many such elements hold different days: a list or a thread.
    Listed,
    /// It is (in) a link to another page.
    Linked,
}

/// What each sign weighs.
const WEIGHTS: &[(Sign, i32)] = &[
    (Sign::Declared, 70),
    (Sign::Time, 30),
    (Sign::Class, 20),
    (Sign::Label, 30),
    (Sign::Updated, -25),
    (Sign::Only, 25),
    (Sign::Clock, 10),
    (Sign::Alone, 15),
    (Sign::Short, 10),
    (Sign::Long, -25),
    (Sign::Near, 30),
    (Sign::Close, 15),
    (Sign::Before, 20),
    (Sign::Main, 5),
    (Sign::Frame, -35),
    (Sign::Other, -60),
    (Sign::Listed, -35),
    (Sign::Linked, -5),
];

/// The weight from which on a day is believed.
const ENOUGH: i32 = 25;

/// Days that are weighed at most; pages with more are calendars.
const MOST: usize = 400;

/// Characters of text between headline and day that count as near, and as close; and before it.
const NEAR: usize = 250;
const CLOSE: usize = 1_200;
const BEFORE: usize = 200;

/// Columns of a line that holds a day alone, of one that is short, and of one that is long.
const ALONE: usize = 30;
const SHORT: usize = 80;
const LONG: usize = 160;

/// Different days in elements of one kind that make a list.
const LIST: usize = 3;

/// Elements that an element is looked for around a piece of text.
const CLIMB: usize = 6;

/// Elements within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "em", "font", "i", "nobr", "small", "span", "strong", "sub", "sup", "time",
    "u",
];

/// Words of lines whose day is another one: a deadline, an event, an expiry, a right.
const OTHER: &[&str] = &[
    "截止",
    "开标",
    "有效期",
    "举办",
    "到期",
    "版权",
    "备案",
    "注册",
    "生日",
    "举行",
    "deadline",
    "closes",
    "closing",
    "due",
    "until",
    "expires",
    "expiry",
    "valid",
    "starts",
    "event",
    "joined",
    "copyright",
    "©",
    "registered",
    "member",
    "seit",
    "since",
    "termin",
    "gültig",
    "beginn",
    "born",
    "ends",
    "retrieved",
    "accessed",
    "valable",
    "hasta",
    "fino",
];

/// Words of lines whose day is that of a change.
const UPDATED: &[&str] = &[
    "更新",
    "修改",
    "修订",
    "编辑于",
    "updated",
    "update",
    "modified",
    "revised",
    "edited",
    "reviewed",
    "aktualisiert",
    "geändert",
    "stand",
    "mis",
    "actualizado",
    "aggiornato",
];

/// Words of lines whose day is the one that is looked for.
const LABELS: &[&str] = &[
    "发布",
    "发表",
    "刊登",
    "公布",
    "日期",
    "时间",
    "发帖",
    "published",
    "posted",
    "date",
    "veröffentlicht",
    "datum",
    "erschienen",
    "publié",
    "publicado",
    "pubblicato",
    "written",
    "asked",
    "created",
    "notizia",
    "verfasst",
    "geschrieben",
];

/// Parts of class names of elements that hold the day of a page.
const CLASSES: &[&str] = &[
    "date", "time", "publi", "posted", "datum", "meta", "byline", "fecha", "info", "stamp",
];

/// Parts of class names around what is another page's day.
const FRAMES: &[&str] = &[
    "comment",
    "related",
    "sidebar",
    "widget",
    "recommend",
    "event",
    "calendar",
    "latest",
    "recent",
    "copyright",
    "signature",
];

/// The days that a page shows.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// Of publication.
    pub(crate) published: Option<Date>,
    /// Of the last change, from lines that say so.
    pub(crate) updated: Option<Date>,
}

/// A day on the page.
struct Candidate {
    day: Date,
    signs: BTreeSet<Sign>,
    /// Element and class name: what elements of one kind share.
    kind: String,
}

/// The best of the days up to `today`, judged by where the headline stands.
pub(crate) fn seen(
    html: &Html,
    headline: Option<&str>,
    order: Option<Order>,
    today: Option<Date>,
) -> Seen {
    let mut candidates = gather(html, headline, order);
    candidates.retain(|candidate| today.is_none_or(|today| candidate.day <= today));
    let mut kinds: BTreeMap<&str, BTreeSet<Date>> = BTreeMap::new();
    for candidate in &candidates {
        kinds
            .entry(&candidate.kind)
            .or_default()
            .insert(candidate.day);
    }
    let listed: BTreeSet<String> = kinds
        .into_iter()
        .filter(|(_, days)| days.len() >= LIST)
        .map(|(kind, _)| kind.to_owned())
        .collect();
    for candidate in &mut candidates {
        if listed.contains(&candidate.kind) {
            candidate.signs.insert(Sign::Listed);
        }
    }
    let own = |candidate: &Candidate| {
        let signs = &candidate.signs;
        let against = [Sign::Other, Sign::Long, Sign::Frame];
        signs.contains(&Sign::Short) && !against.iter().any(|sign| signs.contains(sign))
    };
    let days: BTreeSet<Date> = candidates
        .iter()
        .filter(|candidate| own(candidate))
        .map(|candidate| candidate.day)
        .collect();
    if days.len() == 1 {
        for candidate in candidates.iter_mut().filter(|candidate| own(candidate)) {
            candidate.signs.insert(Sign::Only);
        }
    }
    Seen {
        published: best(&candidates, weight),
        updated: best(&candidates, |signs| match signs.contains(&Sign::Updated) {
            true => weight(signs) - weight(&BTreeSet::from([Sign::Updated])),
            false => 0,
        }),
    }
}

/// The first of the days that weigh most, if that is enough.
fn best(candidates: &[Candidate], weight: impl Fn(&BTreeSet<Sign>) -> i32) -> Option<Date> {
    let mut best: Option<(i32, Date)> = None;
    for candidate in candidates {
        let weight = weight(&candidate.signs);
        if weight >= ENOUGH && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, candidate.day));
        }
    }
    best.map(|(_, day)| day)
}

fn weight(signs: &BTreeSet<Sign>) -> i32 {
    WEIGHTS
        .iter()
        .filter(|(sign, _)| signs.contains(sign))
        .map(|(_, weight)| weight)
        .sum()
}

/// All days of a page in its order.
fn gather(html: &Html, headline: Option<&str>, order: Option<Order>) -> Vec<Candidate> {
    let headline = headline.map(key).filter(|headline| !headline.is_empty());
    let mut found: Vec<(usize, Candidate)> = Vec::new();
    let (mut position, mut title) = (0, None);
    let mut hidden = None;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) if hidden.is_none() && found.len() < MOST => match node.value() {
                Node::Text(text) => {
                    position += text.chars().filter(|c| !c.is_whitespace()).count();
                    if title.is_none() && is_headline(text, headline.as_deref()) {
                        title = Some(position);
                    }
                    let candidate = dated(text).then(|| in_text(node, order)).flatten();
                    found.extend(candidate.map(|candidate| (position, candidate)));
                }
                Node::Element(element)
                    if matches!(
                        element.name(),
                        "script" | "style" | "head" | "select" | "noscript"
                    ) =>
                {
                    hidden = Some(node.id());
                }
                Node::Element(_) => {
                    let candidate = ElementRef::wrap(node).and_then(|at| in_element(at, order));
                    found.extend(candidate.map(|candidate| (position, candidate)));
                }
                _ => {}
            },
            Edge::Close(node) if hidden == Some(node.id()) => hidden = None,
            _ => {}
        }
    }
    let title = title.or_else(|| headline.is_none().then_some(0));
    found
        .into_iter()
        .map(|(at, mut candidate)| {
            candidate
                .signs
                .extend(title.and_then(|title| place(at, title)));
            candidate
        })
        .collect()
}

fn is_headline(text: &str, headline: Option<&str>) -> bool {
    headline.is_some_and(|headline| {
        let text = text.trim();
        text.len() + 8 >= headline.len() && text.len() < 4 * headline.len() + 40 && {
            let text = key(text);
            text == *headline || text.starts_with(headline)
        }
    })
}

fn place(at: usize, title: usize) -> Option<Sign> {
    match at.checked_sub(title) {
        Some(0..NEAR) => Some(Sign::Near),
        Some(NEAR..CLOSE) => Some(Sign::Close),
        Some(_) => None,
        None => (title - at < BEFORE).then_some(Sign::Before),
    }
}

/// Whether a day may stand in a text: a year, or two marks between figures.
fn dated(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).any(|four| {
        matches!(four, [b'1', b'9', c, d] | [b'2', b'0', c, d] if c.is_ascii_digit() && d.is_ascii_digit())
    }) || bytes.windows(6).any(|six| matches!(six, [_, b'.', _, _, b'.', y] if y.is_ascii_digit()))
        || text.contains('年')
}

/// The day that an element declares: `<time>`, `itemprop`, or a title that is a time.
fn in_element(element: ElementRef<'_>, order: Option<Order>) -> Option<Candidate> {
    let property = element
        .attr("itemprop")
        .or_else(|| element.attr("property"));
    let declared = property.is_some_and(|property| {
        ["datePublished", "dateCreated"]
            .iter()
            .any(|name| property.ends_with(name))
    });
    let time = element.value().name() == "time";
    let named = || {
        element
            .attr("class")
            .is_some_and(|class| has(class, CLASSES))
    };
    let said = match (time || declared, element.attr("title")) {
        (true, _) => element.attr("datetime").or_else(|| element.attr("content")),
        (false, Some(title)) if dated(title) && named() => Some(title),
        _ => return None,
    };
    let day = said.and_then(|said| day_in(said, order)).or_else(|| {
        let text = text_of(*element)?;
        day_in(&text, order)
    })?;
    let mut candidate = candidate(*element, day)?;
    candidate.signs.insert(Sign::Time);
    if declared {
        candidate.signs.insert(Sign::Declared);
    }
    Some(candidate)
}

/// The day in the line that a text stands in.
fn in_text(node: NodeRef<'_, Node>, order: Option<Order>) -> Option<Candidate> {
    let day = match node.value() {
        Node::Text(text) => day_in(text, order),
        _ => None,
    };
    let day = day.or_else(|| day_in(&text_of(holder(node)?)?, order))?;
    candidate(node, day)
}

/// A day at a node, with the signs that stand around it.
fn candidate(node: NodeRef<'_, Node>, day: Date) -> Option<Candidate> {
    let holder = holder(node)?;
    let mut signs = BTreeSet::new();
    let own = match node.value() {
        Node::Text(text) => fold(text),
        _ => String::new(),
    };
    let line = text_of(holder).unwrap_or_else(|| own.clone());
    let length = masthead_text::width(&line);
    let lower = format!(
        "{} {line}",
        label(node).or_else(|| label(holder)).unwrap_or_default()
    )
    .to_lowercase();
    let mut sign = |sign, holds: bool| {
        if holds {
            signs.insert(sign);
        }
    };
    sign(Sign::Alone, length <= ALONE);
    sign(Sign::Short, length <= SHORT);
    sign(Sign::Clock, length <= LONG && clock(&line));
    sign(Sign::Long, length > LONG || (own.is_empty() && length == 0));
    sign(Sign::Label, says(&lower, LABELS));
    sign(Sign::Updated, says(&lower, UPDATED));
    sign(Sign::Other, says(&lower, OTHER));
    let mut kind = String::new();
    for (depth, element) in node.ancestors().filter_map(ElementRef::wrap).enumerate() {
        let name = element.value().name();
        let class = element.attr("class").unwrap_or_default();
        let called = [class, element.attr("id").unwrap_or_default()];
        if depth == 0 {
            kind = format!("{name} {class}");
        }
        sign(
            Sign::Class,
            depth < 3 && called.iter().any(|called| has(called, CLASSES)),
        );
        sign(Sign::Main, matches!(name, "article" | "main"));
        sign(Sign::Linked, name == "a");
        let whole = matches!(name, "body" | "html");
        let frame = matches!(name, "aside" | "nav")
            || (name == "footer" || called.contains(&"footer"))
            || head::called(element, FRAMES);
        sign(Sign::Frame, !whole && frame);
    }
    Some(Candidate { day, signs, kind })
}

/// The block around a node, at most a few elements up.
fn holder(node: NodeRef<'_, Node>) -> Option<NodeRef<'_, Node>> {
    let around = node.ancestors().take(CLIMB);
    let block = |node: &NodeRef<'_, Node>| {
        node.value()
            .as_element()
            .is_some_and(|element| !INLINE.contains(&element.name()))
    };
    around.clone().find(block).or_else(|| around.last())
}

/// The text of a block, spaces folded; none if it is far longer than a line.
fn text_of(node: NodeRef<'_, Node>) -> Option<String> {
    let mut text = String::new();
    for part in node.descendants().take(LONG) {
        if let Node::Text(part) = part.value() {
            text.push_str(part);
            text.push(' ');
        }
        if text.len() > 8 * LONG {
            return None;
        }
    }
    Some(fold(&text))
}

/// The short text that stands before a node: `Published` in an element of its own.
fn label(node: NodeRef<'_, Node>) -> Option<String> {
    let mut before = node.prev_siblings().take(3).filter_map(text_of);
    before
        .find(|text| !text.is_empty())
        .filter(|text| masthead_text::width(text) <= ALONE && !dated(text))
}

/// Whether a time of the day stands in a line: `08:15`.
fn clock(line: &str) -> bool {
    let digit = |at: usize| line.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    line.match_indices(':')
        .any(|(at, _)| at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 2))
}

fn has(class: &str, parts: &[&str]) -> bool {
    let class = class.to_ascii_lowercase();
    parts.iter().any(|part| class.contains(part))
}

/// Whether one of the words stands in a lower-case line: whole, unless it is written in Han.
fn says(line: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        line.match_indices(word).any(|(at, _)| {
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && c < '\u{2e80}');
            !word.starts_with(|c: char| c.is_alphabetic() && c < '\u{2e80}')
                || (!letter(line[..at].chars().next_back())
                    && !letter(line[at + word.len()..].chars().next()))
        })
    })
}
