//! A day where it stands on a page, with what is said and marked up around it.

use std::collections::BTreeSet;

use ego_tree::NodeRef;
use html5ever::{LocalName, local_name};
use jiff::civil::Date;
use scraper::{ElementRef, Node};

use super::clue::{CLASSES, Clue, FRAMES, LABELS, OTHER, UPDATED, clock, has, says};
use crate::attribute;
use crate::day::{Order, day_in};
use crate::fold::fold;
use crate::head;

/// Columns of a line that holds a day alone, of one that is short, and of one that is long.
const ALONE: usize = 30;
const SHORT: usize = 80;
const LONG: usize = 160;

/// Elements around a day that make its kind.
const KIND: usize = 2;

/// Elements that an element is looked for around a piece of text.
const CLIMB: usize = 6;

/// Elements within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "em", "font", "i", "nobr", "small", "span", "strong", "sub", "sup", "time",
    "u",
];

/// A day on the page.
pub(super) struct Spot {
    pub(super) day: Date,
    pub(super) clues: BTreeSet<Clue>,
    /// Names and classes of the elements around it: what elements of one kind share.
    pub(super) kind: String,
    /// Text before it on the page.
    pub(super) before: Amount,
}

/// How much text there is, spaces left out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Amount {
    pub(super) characters: usize,
    /// In bytes Chinese, which says the same in a third of the characters, is as long as English.
    pub(super) bytes: usize,
}

impl Amount {
    /// This much, and a text more.
    pub(super) fn and(self, text: &str) -> Self {
        let space = |byte: &u8| *byte == b' ' || (b'\t'..=b'\r').contains(byte);
        let spaces = text.bytes().filter(space).count();
        Self {
            characters: self.characters + text.chars().count() - spaces,
            bytes: self.bytes + text.len() - spaces,
        }
    }
}

impl Spot {
    /// The same, behind so much text.
    pub(super) fn behind(self, before: Amount) -> Self {
        Self { before, ..self }
    }
}

/// Whether a day may stand in a text: a year, or two marks between figures.
pub(super) fn dated(text: &str) -> bool {
    let bytes = text.as_bytes();
    let year = |at| {
        matches!(&bytes[at..], [b'1', b'9', c, d, ..] | [b'2', b'0', c, d, ..]
            if c.is_ascii_digit() && d.is_ascii_digit())
    };
    let parted = |at| matches!(&bytes[..at], [.., _, b'.', _, _, b'.']);
    if bytes.iter().filter(|byte| byte.is_ascii_digit()).count() == 0 {
        return text.contains('年');
    }
    let mut figures = (0..bytes.len()).filter(|&at| bytes[at].is_ascii_digit());
    text.contains('年') || figures.any(|at| year(at) || parted(at))
}

/// The day that an element declares: `<time>`, `itemprop`, or a title that is a time.
pub(super) fn in_element(element: ElementRef<'_>, order: Option<Order>) -> Option<Spot> {
    let attr = |name: LocalName| attribute::value(element.value(), &name);
    let property = attr(local_name!("itemprop")).or_else(|| attr(local_name!("property")));
    let declared = property.is_some_and(|property| {
        ["datePublished", "dateCreated"]
            .iter()
            .any(|name| property.ends_with(name))
    });
    let time = element.value().name.local == local_name!("time");
    let named = || attr(local_name!("class")).is_some_and(|class| has(class, CLASSES));
    let said = match (time || declared, attr(local_name!("title"))) {
        (true, _) => attr(local_name!("datetime")).or_else(|| attr(local_name!("content"))),
        (false, Some(title)) if dated(title) && named() => Some(title),
        _ => return None,
    };
    let day = said.and_then(|said| day_in(said, order)).or_else(|| {
        let text = text_of(*element)?;
        day_in(&text, order)
    })?;
    let mut spot = spot(*element, day)?;
    spot.clues.insert(Clue::Time);
    if declared {
        spot.clues.insert(Clue::Declared);
    }
    Some(spot)
}

/// The day in the line that a text stands in.
pub(super) fn in_text(node: NodeRef<'_, Node>, order: Option<Order>) -> Option<Spot> {
    let day = match node.value() {
        Node::Text(text) => day_in(text, order),
        _ => None,
    };
    let day = day.or_else(|| day_in(&text_of(holder(node)?)?, order))?;
    spot(node, day)
}

/// A day at a node, with the clues that stand around it.
fn spot(node: NodeRef<'_, Node>, day: Date) -> Option<Spot> {
    let holder = holder(node)?;
    let mut clues = BTreeSet::new();
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
    let mut clue = |clue, holds: bool| {
        if holds {
            clues.insert(clue);
        }
    };
    clue(Clue::Alone, length <= ALONE);
    clue(Clue::Short, length <= SHORT);
    clue(Clue::Clock, length <= LONG && clock(&line));
    clue(Clue::Long, length > LONG || (own.is_empty() && length == 0));
    clue(Clue::Label, says(&lower, LABELS));
    clue(Clue::Updated, says(&lower, UPDATED));
    clue(Clue::Other, says(&lower, OTHER));
    let mut kind = String::new();
    for (depth, element) in node.ancestors().filter_map(ElementRef::wrap).enumerate() {
        let name = element.value().name();
        let attr = |name: LocalName| attribute::value(element.value(), &name).unwrap_or_default();
        let class = attr(local_name!("class"));
        let called = [class, attr(local_name!("id"))];
        if depth < KIND {
            kind.extend([name, " ", class, "/"]);
        }
        clue(
            Clue::Class,
            depth < 3 && called.iter().any(|called| has(called, CLASSES)),
        );
        clue(Clue::Main, matches!(name, "article" | "main"));
        clue(Clue::Linked, name == "a");
        let whole = matches!(name, "body" | "html");
        let frame = matches!(name, "aside" | "nav")
            || (name == "footer" || called.contains(&"footer"))
            || head::called(element, FRAMES);
        clue(Clue::Frame, !whole && frame);
    }
    Some(Spot {
        day,
        clues,
        kind,
        before: Amount::default(),
    })
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
