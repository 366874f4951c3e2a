//! What on a page is frame: navigation, footer, asides, notices, and what cannot be read.

use ego_tree::NodeId;
use scraper::node::Element;

/// An element whose class or id sounds like frame. Names lie (`class="has-sidebar"` around the
/// whole page), so a suspect is acquitted when it holds much of the page's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Suspect {
    /// The element.
    pub(crate) id: NodeId,
    /// The word that it was suspected for, as its place in [`WORDS`].
    pub(crate) word: usize,
}

/// Elements whose text is never main text: not shown, or frame by the meaning of HTML.
const ELEMENTS: &[&str] = &[
    "aside", "audio", "button", "canvas", "datalist", "dialog", "footer", "head", "iframe",
    "input", "math", "menu", "nav", "noscript", "object", "option", "script", "select", "style",
    "svg", "template", "textarea", "video",
];

/// Roles of such elements (WAI-ARIA).
const ROLES: &[&str] = &[
    "alert",
    "alertdialog",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "menu",
    "menubar",
    "navigation",
    "search",
    "toolbar",
    "tooltip",
];

/// Words in class names and ids that frames are called by.
const WORDS: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "crumb",
    "crumbs",
    "disqus",
    "dropdown",
    "foot",
    "footer",
    "gdpr",
    "header",
    "hidden",
    "language",
    "login",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "overlay",
    "pager",
    "pagination",
    "popup",
    "promo",
    "rank",
    "recommend",
    "recommendations",
    "recommended",
    "related",
    "search",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "tagcloud",
    "tags",
    "toolbar",
    "tooltip",
    "topbar",
    "widget",
];

/// Whether an element is frame, whatever it holds. A `<header>` within the main part holds its
/// title; elsewhere it is the head of the site.
pub(crate) fn certain(element: &Element, within_landmark: bool) -> bool {
    let name = element.name();
    ELEMENTS.contains(&name)
        || (name == "header" && !within_landmark)
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element
            .attr("role")
            .is_some_and(|role| ROLES.contains(&role))
        || element.attr("style").is_some_and(invisible)
}

fn invisible(style: &str) -> bool {
    let style: String = style.split_whitespace().collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Whether the names of an element sound like frame, and by which word.
pub(crate) fn suspect(id: NodeId, element: &Element) -> Option<Suspect> {
    if matches!(element.name(), "html" | "body" | "main" | "article" | "h1") {
        return None;
    }
    let names = [element.attr("id"), element.attr("class")];
    let word = names.into_iter().flatten().find_map(|name| {
        parts(name).find_map(|part| {
            WORDS
                .binary_search(&part.to_ascii_lowercase().as_str())
                .ok()
        })
    })?;
    Some(Suspect { id, word })
}

/// The words of `site-nav_main`, `siteNav`: split where letters end or a capital begins.
fn parts(names: &str) -> impl Iterator<Item = &str> {
    names
        .split(|c: char| !c.is_ascii_alphabetic())
        .flat_map(|name| {
            let mut start = 0;
            let ends = name
                .char_indices()
                .zip(name.chars().skip(1))
                .filter(|((_, c), next)| c.is_ascii_lowercase() && next.is_ascii_uppercase())
                .map(|((at, c), _)| at + c.len_utf8())
                .chain([name.len()])
                .collect::<Vec<_>>();
            ends.into_iter().map(move |end| {
                let part = &name[start..end];
                start = end;
                part
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_into_words() {
        let words: Vec<&str> = parts("site-nav_mainMenu 12col SEO").collect();
        assert_eq!(
            words
                .into_iter()
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>(),
            ["site", "nav", "main", "Menu", "col", "SEO"]
        );
    }

    #[test]
    fn the_words_are_sorted_for_the_search() {
        assert!(WORDS.is_sorted());
    }
}
