//! One walk over a page that notes the elements which tell of the page itself.

use scraper::{ElementRef, Html};

/// Elements that may name an author, at most: pages with more are lists of people.
const BYLINES: usize = 60;

/// Parts of class names that stand around the name of an author.
const NAMED: &[&str] = &[
    "author",
    "byline",
    "username",
    "contributor",
    "writer",
    "posted-by",
    "postedby",
    "zuozhe",
];

/// Parts of addresses that lead to a person.
const PERSONAL: &[&str] = &[
    "/author/",
    "/authors/",
    "/user/",
    "/users/",
    "/member/",
    "/members/",
    "/contributor/",
    "/contributors/",
    "/profile/",
    "/people/",
    "/u/",
];

/// The elements, each kind in the order of the page.
#[derive(Default)]
pub(crate) struct Index<'a> {
    /// `<title>`, `<link>`, `<meta>`, `<base>`, `<noscript>`.
    pub(crate) head: Vec<ElementRef<'a>>,
    /// `<script>` with a type.
    pub(crate) scripts: Vec<ElementRef<'a>>,
    /// `<h1>`.
    pub(crate) headings: Vec<ElementRef<'a>>,
    /// `<h2>`, which stand for a title where no `<h1>` does.
    pub(crate) seconds: Vec<ElementRef<'a>>,
    /// With `itemscope` or `typeof`.
    pub(crate) items: Vec<ElementRef<'a>>,
    /// What may name an author.
    pub(crate) bylines: Vec<ElementRef<'a>>,
}

/// Walks over `html` once.
pub(crate) fn index(html: &Html) -> Index<'_> {
    let mut index = Index::default();
    for element in html.root_element().descendent_elements() {
        match element.value().name() {
            "title" | "link" | "meta" | "base" | "noscript" => index.head.push(element),
            "script" => {
                if element.attr("type").is_some() {
                    index.scripts.push(element);
                }
                continue;
            }
            "h1" => index.headings.push(element),
            "h2" => index.seconds.push(element),
            _ => {}
        }
        if element.attr("itemscope").is_some() || element.attr("typeof").is_some() {
            index.items.push(element);
        }
        if index.bylines.len() < BYLINES && byline(element) {
            index.bylines.push(element);
        }
    }
    index
}

fn byline(element: ElementRef<'_>) -> bool {
    element.value().attrs().any(|(name, value)| match name {
        "class" | "id" => contains(value, NAMED),
        "rel" | "itemprop" => contains(value, &["author"]),
        "href" => element.value().name() == "a" && contains(value, PERSONAL),
        "data-author" | "data-username" => true,
        _ => false,
    })
}

/// Whether a value has one of the words in it, whatever the case.
fn contains(value: &str, words: &[&str]) -> bool {
    let has = |value: &str| words.iter().any(|word| value.contains(word));
    match value.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => has(&value.to_ascii_lowercase()),
        false => has(value),
    }
}
