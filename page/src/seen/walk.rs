//! One walk over a page that finds its days and how far each stands from the headline.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node};

use super::clue::Clue;
use super::spot::{Amount, Spot, dated, in_element, in_text};
use crate::day::Order;
use crate::title::key;

/// Days that are weighed at most; pages with more are calendars.
const MOST: usize = 400;

/// Characters of text between headline and day that count as near, and as close; and before it.
const NEAR: usize = 250;
const CLOSE: usize = 1_200;
const BEFORE: usize = 200;

/// All days of a page in its order, each with the clues around it.
pub(super) fn walk(html: &Html, headline: Option<&str>, order: Option<Order>) -> Vec<Spot> {
    let headline = headline.map(key).filter(|headline| !headline.is_empty());
    let mut found: Vec<Spot> = Vec::new();
    let (mut before, mut title) = (Amount::default(), None);
    let mut hidden = None;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) if hidden.is_none() && found.len() < MOST => match node.value() {
                Node::Text(text) => {
                    before = before.and(text);
                    if title.is_none() && is_headline(text, headline.as_deref()) {
                        title = Some(before.characters);
                    }
                    let spot = dated(text).then(|| in_text(node, order)).flatten();
                    found.extend(spot.map(|spot| spot.behind(before)));
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
                    let spot = ElementRef::wrap(node).and_then(|at| in_element(at, order));
                    found.extend(spot.map(|spot| spot.behind(before)));
                }
                _ => {}
            },
            Edge::Close(node) if hidden == Some(node.id()) => hidden = None,
            _ => {}
        }
    }
    let title = title.or_else(|| headline.is_none().then_some(0));
    for spot in &mut found {
        spot.clues
            .extend(title.and_then(|title| place(spot.before.characters, title)));
    }
    found
}

fn is_headline(text: &str, headline: Option<&str>) -> bool {
    headline.is_some_and(|headline| {
        let text = text.trim();
        2 * text.len() >= headline.len() && text.len() < 4 * headline.len() + 40 && {
            let text = key(text);
            // The headline may have the name of the site before or behind what the page shows.
            let most = 2 * text.len() >= headline.len();
            let part = || headline.starts_with(&text) || headline.ends_with(&text);
            text.starts_with(headline) || (most && part())
        }
    })
}

fn place(at: usize, title: usize) -> Option<Clue> {
    match at.checked_sub(title) {
        Some(0..NEAR) => Some(Clue::Near),
        Some(NEAR..CLOSE) => Some(Clue::Close),
        Some(_) => None,
        None => (title - at < BEFORE).then_some(Clue::Before),
    }
}
