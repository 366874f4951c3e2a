//! One walk over a page that notes the elements which tell of the page itself.

use html5ever::{LocalName, local_name};
use scraper::{ElementRef, Html, node::Element};

use crate::attribute;

/// Elements that may name an author, at most: pages with more are lists of people.
const BYLINES: usize = 60;

/// Parts of class names that stand around the name of an author.
static NAMED: Words = Words::of(&[
    "author",
    "byline",
    "username",
    "contributor",
    "writer",
    "posted-by",
    "postedby",
    "zuozhe",
]);

/// Parts of addresses that lead to a person.
static PERSONAL: Words = Words::of(&[
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
]);

/// What `rel` and `itemprop` say of an author.
static AUTHOR: Words = Words::of(&["author"]);

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
    let names = Names::default();
    let mut index = Index::default();
    for element in html.root_element().descendent_elements() {
        match element.value().name.local {
            local_name!("title")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("base")
            | local_name!("noscript") => index.head.push(element),
            local_name!("script") => {
                if attribute::has(element.value(), &local_name!("type")) {
                    index.scripts.push(element);
                }
                continue;
            }
            local_name!("h1") => index.headings.push(element),
            local_name!("h2") => index.seconds.push(element),
            _ => {}
        }
        let of = |name: &LocalName| *name == local_name!("itemscope") || *name == names.kind;
        if element
            .value()
            .attrs
            .iter()
            .any(|(name, _)| of(&name.local))
        {
            index.items.push(element);
        }
        if index.bylines.len() < BYLINES && names.byline(element.value()) {
            index.bylines.push(element);
        }
    }
    index
}

/// Names of attributes that the parser has no number for.
struct Names {
    kind: LocalName,
    author: LocalName,
    user: LocalName,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            kind: LocalName::from("typeof"),
            author: LocalName::from("data-author"),
            user: LocalName::from("data-username"),
        }
    }
}

impl Names {
    /// Whether an element may name an author.
    fn byline(&self, element: &Element) -> bool {
        let link = element.name.local == local_name!("a");
        element.attrs.iter().any(|(name, value)| match name.local {
            local_name!("class") | local_name!("id") => NAMED.within(value),
            local_name!("rel") | local_name!("itemprop") => AUTHOR.within(value),
            local_name!("href") => link && PERSONAL.within(value),
            ref name => *name == self.author || *name == self.user,
        })
    }
}

/// Words that are looked for in short texts: sixteen at most, of three letters at least.
struct Words {
    words: &'static [&'static str],
    /// For each of the first three letters, which words have it there: one bit each.
    starts: [[u16; 256]; 3],
}

impl Words {
    const fn of(words: &'static [&'static str]) -> Self {
        let mut starts = [[0; 256]; 3];
        let mut at = 0;
        while at < words.len() {
            let mut place = 0;
            while place < starts.len() {
                let letter = words[at].as_bytes()[place];
                starts[place][letter.to_ascii_lowercase() as usize] |= 1 << at;
                starts[place][letter.to_ascii_uppercase() as usize] |= 1 << at;
                place += 1;
            }
            at += 1;
        }
        Self { words, starts }
    }

    /// Whether a text has one of the words in it, whatever the case.
    fn within(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let [first, second, third] = &self.starts;
        let here = |at: usize, word: &&str| {
            let part = text.get(at..at + word.len());
            part.is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
        };
        text.windows(3).enumerate().any(|(at, start)| {
            let [a, b, c] = [start[0], start[1], start[2]].map(usize::from);
            first[a] & second[b] & third[c] != 0 && self.words.iter().any(|word| here(at, word))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case() {
        for (words, text, expected) in [
            (&NAMED, "post-Author-name", true),
            (&NAMED, "岚目-zuozhe", true),
            (&NAMED, "autho", false),
            (&PERSONAL, "https://www.arvenna.example/U/lin", true),
            (&PERSONAL, "/用户/lin", false),
            (&AUTHOR, "", false),
        ] {
            assert_eq!(words.within(text), expected, "{text}");
        }
    }
}
