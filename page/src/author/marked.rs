//! Names of authors that the markup points at.

use scraper::ElementRef;

use crate::head;
use crate::name::{LONG, people};

/// Elements around what is no byline of the page.
const ELSEWHERE: &[&str] = &[
    "comment",
    "related",
    "recommend",
    "sidebar",
    "widget",
    "footer",
];

/// Rank of elements that may just as well name a reader: links to accounts.
const WEAK: u8 = 10;

/// Names that the markup points at: `itemprop`, `rel`, class names; or, if `weak` is asked for,
/// addresses of people.
pub(super) fn marked(bylines: &[ElementRef<'_>], weak: bool) -> Vec<String> {
    let mut best: Option<(u8, Vec<String>)> = None;
    for element in bylines.iter().filter(|element| !elsewhere(**element)) {
        let rank = rank(*element);
        if (rank >= WEAK) != weak || best.as_ref().is_some_and(|(found, _)| *found <= rank) {
            continue;
        }
        let names = shown(*element);
        if !names.is_empty() {
            best = Some((rank, names));
        }
    }
    best.map(|(_, names)| names).unwrap_or_default()
}

/// How surely an element names the author: 0 is best.
fn rank(element: ElementRef<'_>) -> u8 {
    let has = |name: &str, word: &str| {
        element
            .attr(name)
            .is_some_and(|value| value.to_ascii_lowercase().contains(word))
    };
    let rows: &[(&str, &str)] = &[
        ("itemprop", "author"),
        ("rel", "author"),
        ("class", "author-name"),
        ("class", "author_name"),
        ("class", "authorname"),
        ("class", "byline"),
        ("class", "author"),
        ("href", "/author"),
        ("data-author", ""),
        ("class", "contributor"),
        ("class", "username"),
    ];
    let at = rows.iter().position(|(name, word)| has(name, word));
    at.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
}

/// The names in an element: of the `itemprop=name` or link within it, else of its text.
fn shown(element: ElementRef<'_>) -> Vec<String> {
    if let Some(content) = element
        .attr("content")
        .or_else(|| element.attr("data-author"))
    {
        return people(content);
    }
    let within = element
        .descendent_elements()
        .skip(1)
        .take(LONG)
        .find(|part| part.attr("itemprop") == Some("name") || part.value().name() == "a");
    let first = |part: ElementRef<'_>| {
        let mut pieces = head::pieces(part, 3 * LONG)
            .into_iter()
            .map(|piece| people(&piece));
        pieces.find(|names| !names.is_empty())
    };
    within
        .and_then(first)
        .or_else(|| first(element))
        .unwrap_or_default()
}

fn elsewhere(element: ElementRef<'_>) -> bool {
    let mut around = element.ancestors().filter_map(ElementRef::wrap);
    around.any(|around| {
        let name = around.value().name();
        matches!(name, "aside" | "footer" | "nav")
            || (!matches!(name, "body" | "html") && head::called(around, ELSEWHERE))
    })
}
