//! The main text comes from the page: whole sentences of it, in order, and nothing else.

use masthead_page::read;
use proptest::prelude::*;
use scraper::{Html, Node};

use crate::soup::{self, CHINESE, ENGLISH};

/// Elements whose text no browser shows as the text of a page.
const UNSEEN: &[&str] = &["script", "style", "template"];

/// The letters, digits and characters of a text: what is between words is the reader's to set.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The sentences of the soup that stand in a text, in order, and the letters besides them.
fn sentences(text: &str) -> (Vec<&'static str>, String) {
    let (text, mut found, mut besides) = (letters(text), Vec::new(), String::new());
    let mut rest = text.as_str();
    while let Some(next) = rest.chars().next() {
        let known = ENGLISH.into_iter().chain(CHINESE);
        let one = known.map(|known| (known, letters(known)));
        match one
            .into_iter()
            .find(|(_, letters)| rest.starts_with(letters))
        {
            Some((known, letters)) => {
                found.push(known);
                rest = &rest[letters.len()..];
            }
            None => {
                besides.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    (found, besides)
}

/// All text of a page but that of some elements, read without Masthead.
fn text(page: &str, unseen: &[&str]) -> String {
    let html = Html::parse_document(page);
    let seen = |node: &ego_tree::NodeRef<'_, Node>| {
        let mut above = node
            .ancestors()
            .filter_map(|above| above.value().as_element());
        above.all(|element| !unseen.contains(&element.name()))
    };
    let nodes = html.root_element().descendants().filter(seen);
    let texts = nodes.filter_map(|node| node.value().as_text().map(|text| text.to_string()));
    texts.collect()
}

/// The first of `some` that does not stand in `all` after those before it.
fn stray<'s>(some: &[&'s str], all: &[&str]) -> Option<&'s str> {
    let mut all = all.iter();
    let mut some = some.iter().copied();
    some.find(|one| !all.any(|other| other == one))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_main_text_is_sentences_of_the_page_in_order(page in soup::page(80)) {
        let facts = read(page.as_bytes(), None, Some("utf-8"));
        let (shown, besides) = sentences(&text(&page, UNSEEN));
        for line in facts.text.lines() {
            prop_assert!(besides.contains(&sentences(line).1), "{line} besides {besides}");
        }
        let (found, _) = sentences(&facts.text);
        prop_assert_eq!(stray(&found, &shown), None, "of {:?} in {:?}", found, shown);
    }

    #[test]
    fn headings_and_links_say_what_the_page_says(page in soup::page(80)) {
        let facts = read(page.as_bytes(), None, Some("utf-8"));
        let (said, _) = sentences(&text(&page, &[]));
        let headings = facts.headings.iter().map(|heading| &heading.text);
        for text in headings.chain(facts.links.iter().map(|link| &link.text)) {
            prop_assert_eq!(stray(&sentences(text).0, &said), None, "in {}", text);
        }
    }
}

#[test]
fn what_is_not_on_the_page_or_out_of_order_is_seen() {
    let page = format!(
        "<b>{}</b> x{}<script>{}",
        ENGLISH[0], CHINESE[1], CHINESE[2]
    );
    let (shown, besides) = sentences(&text(&page, UNSEEN));
    assert_eq!(
        (&shown[..], &*besides),
        (&[ENGLISH[0], CHINESE[1]][..], "x")
    );
    assert_eq!(stray(&[CHINESE[1]], &shown), None);
    assert_eq!(stray(&[CHINESE[1], ENGLISH[0]], &shown), Some(ENGLISH[0]));
    assert_eq!(stray(&[CHINESE[2]], &shown), Some(CHINESE[2]));
}
