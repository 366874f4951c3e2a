//! What a page tells machines of its kind: schema.org types, `og:type`, the words of its address.

use ego_tree::NodeRef;
use html5ever::{LocalName, local_name};
use scraper::{Html, Node, node::Element};

use crate::attribute;
use crate::mark::{self, Marks};
use crate::sums::{percent, small};

mod table;

use table::{HAN, TOOLS, TYPES, Table, WORDS};

/// A hint at a kind of page, from one of three sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Hint {
    TypeArticle,
    TypeProduct,
    TypeOffer,
    TypeList,
    TypeForum,
    TypeTech,
    TypeService,
    TypeFaq,
    TypeCrumbs,
    TypeCourse,
    TypeSite,
    GraphArticle,
    GraphProduct,
    GraphSite,
    WordArticle,
    WordProduct,
    WordCollection,
    WordListing,
    WordForum,
    WordDocs,
    WordService,
    /// What the site is made with: a shop, a forum, a manual, a weblog.
    ToolShop,
    ToolForum,
    ToolDocs,
    ToolBlog,
    /// Four digits that are a year, as in `/2026/10/`.
    WordYear,
    /// The path is empty.
    Root,
    /// Parts of the path.
    Deep,
    /// Words of the last part of the path.
    Slug,
}

/// Letters that no word of the tables exceeds.
const LONG: usize = 23;

/// How many hints there are.
pub(crate) const HINTS: usize = Hint::Slug as usize + 1;

/// How often each hint is given.
pub(crate) type Hints = [i16; HINTS];

/// What is told, by who tells it.
#[derive(Debug, Default)]
pub(crate) struct Told<'h> {
    /// The page's types and its address.
    pub(crate) page: Hints,
    /// The addresses that it links to, in percent of the links.
    pub(crate) links: Hints,
    /// The title, and the classes of `<html>` and `<body>`.
    pub(crate) names: Hints,
    /// What its buttons, labels and head are marked with.
    pub(crate) marks: Marks,
    /// The address of the page, as known or as it says itself.
    pub(crate) address: Option<&'h str>,
    /// The first piece of its `<title>`.
    pub(crate) title: Option<&'h str>,
}

/// What `html` tells, with the page's own `address` if it is known.
pub(crate) fn told<'h>(html: &'h Html, address: Option<&'h str>) -> Told<'h> {
    let mut told = Told::default();
    let mut links = [0_usize; HINTS];
    let mut count = 0;
    let hints = &mut told.page;
    let mut canonical = None;
    for node in html.tree.nodes() {
        let Some(element) = node.value().as_element() else {
            let text = node.value().as_text();
            text.inspect(|text| mark::text(&mut told.marks, &text.text));
            continue;
        };
        let said = |name: LocalName| attribute::value(element, &name).unwrap_or_default();
        match element.name.local {
            local_name!("script") if said(local_name!("type")) == "application/ld+json" => {
                texts(node).for_each(|text| typed(hints, text));
            }
            local_name!("script") => words(hints, TOOLS, said(local_name!("src"))),
            local_name!("a") => {
                let mut link = [0; HINTS];
                worded(&mut link, said(local_name!("href")));
                count += 1;
                for (sum, hint) in links.iter_mut().zip(link) {
                    *sum += usize::from(hint > 0);
                }
            }
            local_name!("title") => {
                texts(node).for_each(|text| titled(&mut told.names, text));
                told.title = told.title.or_else(|| texts(node).next());
            }
            local_name!("html") | local_name!("body") => {
                let classes = said(local_name!("class"));
                words(&mut told.names, WORDS, classes);
                words(hints, TOOLS, classes);
            }
            local_name!("meta") => meta(hints, element, &mut canonical),
            local_name!("link") if said(local_name!("rel")) == "canonical" => {
                canonical = attribute::value(element, &local_name!("href")).or(canonical);
            }
            local_name!("link") => words(hints, TOOLS, said(local_name!("href"))),
            _ => {}
        }
        if matches!(
            element.name.local,
            local_name!("meta") | local_name!("link")
        ) {
            mark::element(&mut told.marks, element);
        }
        let kind = said(local_name!("itemtype"));
        give(hints, TYPES, kind.rsplit('/').next().unwrap_or_default());
    }
    told.address = address.or(canonical);
    if let Some(address) = told.address {
        worded(hints, address);
    }
    for (hint, links) in told.links.iter_mut().zip(links) {
        *hint = percent(links, count);
    }
    told
}

/// The pieces of text that stand in an element itself.
fn texts(element: NodeRef<'_, Node>) -> impl Iterator<Item = &str> {
    let texts = element
        .children()
        .filter_map(|child| child.value().as_text());
    texts.map(|text| &*text.text)
}

/// What the words of a text say, by a table.
fn words(hints: &mut Hints, table: Table, text: &str) {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.take(40).for_each(|word| give(hints, table, word));
}

/// What a title says, in either language.
fn titled(hints: &mut Hints, title: &str) {
    words(hints, WORDS, title);
    for (_, hint) in HAN.iter().filter(|(word, _)| title.contains(word)) {
        add(hints, *hint, 1);
    }
}

fn meta<'h>(hints: &mut Hints, element: &'h Element, canonical: &mut Option<&'h str>) {
    let said = |name: LocalName| attribute::value(element, &name).unwrap_or_default();
    let content = said(local_name!("content"));
    if said(local_name!("name")).eq_ignore_ascii_case("generator") {
        words(hints, TOOLS, content);
    }
    let graph = match (said(local_name!("property")), content) {
        ("og:type", "article") => Hint::GraphArticle,
        ("og:type", "website") => Hint::GraphSite,
        ("og:type", kind) if kind.contains("product") => Hint::GraphProduct,
        ("og:url", _) => {
            *canonical = canonical.or(Some(content));
            return;
        }
        _ => return,
    };
    add(hints, graph, 1);
}

/// Every `"@type": "…"` of JSON-LD, be the block well-formed or not.
fn typed(hints: &mut Hints, json: &str) {
    for rest in json.split("\"@type\"").skip(1) {
        let value = rest.trim_start_matches([':', ' ', '[', '\n', '\t']);
        let value = value
            .strip_prefix('"')
            .and_then(|value| value.split('"').next());
        let name = value.and_then(|value| value.rsplit('/').next());
        give(hints, TYPES, name.unwrap_or_default());
    }
}

/// What the words of an address say.
fn worded(hints: &mut Hints, address: &str) {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    give(hints, WORDS, host.split('.').next().unwrap_or_default());
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    for part in &parts {
        let year = part.len() == 4 && part.starts_with("20") && part.parse::<u16>().is_ok();
        add(hints, Hint::WordYear, i16::from(year));
        words(hints, WORDS, part);
    }
    let slug = parts
        .last()
        .map_or(0, |last| last.split(['-', '_']).count());
    hints[Hint::Root as usize] = i16::from(parts.is_empty());
    hints[Hint::Deep as usize] = small(parts.len());
    hints[Hint::Slug as usize] = small(slug);
}

/// Counts what a name says, whatever its case.
fn give(hints: &mut Hints, table: Table, name: &str) {
    let mut small = [0; LONG];
    let Some(small) = small
        .get_mut(..name.len())
        .filter(|small| !small.is_empty())
    else {
        return;
    };
    small.copy_from_slice(name.as_bytes());
    small.make_ascii_lowercase();
    if let Ok(at) = table.binary_search_by(|(word, _)| word.as_bytes().cmp(small)) {
        let hint = &mut hints[table[at].1 as usize];
        *hint = hint.saturating_add(1);
    }
}

fn add(hints: &mut Hints, hint: Hint, times: i16) {
    let hint = &mut hints[hint as usize];
    *hint = hint.saturating_add(times);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_in_both_languages_and_the_tools_of_a_site_give_hints() {
        let html = "<title>蝶阀选型问答 - 阀门论坛 | thread</title><meta name=Generator content='Discuz! X3.4'>\
            <link rel=stylesheet href=/static/discuz/a.css><script src=/assets/mkdocs.js></script>";
        let (html, ..) = crate::gate::parse(html, crate::gate::NODES);
        let told = told(&html, None);
        assert_eq!(told.names[Hint::WordForum as usize], 3);
        assert_eq!(told.page[Hint::ToolForum as usize], 2);
        assert_eq!(told.page[Hint::ToolDocs as usize], 1);
    }
}
