//! What a reader sees of an HTML page, and its tables.

use scraper::{ElementRef, Html, Node, Selector};

/// A selector that is known to be right.
pub fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

/// Texts that a reader of `language` sees or hears: text and spoken attributes, leaving out
/// what is marked as being in another language.
pub fn visible(page: &Html, language: &str) -> Vec<String> {
    let mut texts = Vec::new();
    gather(page.root_element(), language, &mut texts);
    texts
}

fn gather(element: ElementRef<'_>, language: &str, texts: &mut Vec<String>) {
    let silent = ["script", "style", "template", "noscript", "code"];
    let other = element
        .attr("lang")
        .is_some_and(|lang| !lang.starts_with(language));
    if silent.contains(&element.value().name()) || other {
        return;
    }
    for name in ["alt", "title", "aria-label", "placeholder"] {
        texts.extend(element.attr(name).map(str::to_owned));
    }
    if element.value().name() == "meta" && element.attr("name") == Some("description") {
        texts.extend(element.attr("content").map(str::to_owned));
    }
    for child in element.children() {
        match child.value() {
            Node::Text(text) => texts.push(text.to_string()),
            Node::Element(_) => {
                ElementRef::wrap(child)
                    .into_iter()
                    .for_each(|e| gather(e, language, texts));
            }
            _ => {}
        }
    }
}

/// The words of Latin letters in a text, leaving out mail and web addresses.
pub fn latin(text: &str) -> Vec<String> {
    text.split_whitespace()
        .filter(|token| !token.contains('@') && !token.contains("://"))
        .flat_map(|token| token.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')))
        .map(|word| word.trim_matches('-'))
        .filter(|word| word.chars().any(|c| c.is_ascii_alphabetic()))
        .map(str::to_owned)
        .collect()
}
