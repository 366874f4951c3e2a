//! Days that readers see on a page, each weighed by how surely it is that of the page itself.
//!
//! A day is weighed by what is said around it, by the markup that holds it, and by where it
//! stands; days below [`ENOUGH`] tell of something else.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::{NodeRef, iter::Edge};
use jiff::civil::Date;
use scraper::{ElementRef, Html, Node};

use crate::block::fold;
use crate::day::{Order, day_in};
use crate::head;
use crate::sign::{CLASSES, FRAMES, LABELS, OTHER, Sign, UPDATED, clock, has, says, weight};
use crate::title::key;

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
                    position += characters(text);
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

/// Characters of a text, without spaces.
fn characters(text: &str) -> usize {
    let begins = |byte: &&u8| !byte.is_ascii_whitespace() && **byte & 0xc0 != 0x80;
    text.as_bytes().iter().filter(begins).count()
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
    if !bytes.iter().any(u8::is_ascii_digit) && !text.contains('年') {
        return false;
    }
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
