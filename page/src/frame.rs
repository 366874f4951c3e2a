//! What an element says of itself: by its tag, its role, its class and its id.
//!
//! Each such cue is one bit of [`Cues`]. A cue decides nothing alone, for names lie
//! (`class="has-sidebar"` around the whole page); what each is worth stands in `forest.rs` for
//! the main text and in `card.rs` for the kind of a page.

use html5ever::{LocalName, local_name};
use scraper::node::Element;

use crate::cue::{Cue, Cues};
use crate::words::named;

/// What an element says of itself.
pub(crate) fn cues(element: &Element) -> Cues {
    let mut cues = tagged(&element.name.local);
    for (name, value) in &element.attrs {
        cues = cues.and(match name.local {
            local_name!("class") | local_name!("id") | local_name!("itemprop") => named(value),
            local_name!("role") => role(value),
            local_name!("hidden") => HIDDEN,
            local_name!("aria-hidden") if &**value == "true" => HIDDEN,
            local_name!("style") if invisible(value) => HIDDEN,
            _ => Cues::default(),
        });
    }
    cues
}

const HIDDEN: Cues = Cues::of(&[Cue::Hidden]);

/// What a tag says.
fn tagged(name: &LocalName) -> Cues {
    let cue = match *name {
        local_name!("article") => Cue::Article,
        local_name!("aside") => Cue::Aside,
        local_name!("blockquote") => Cue::Quote,
        local_name!("button") => Cue::Button,
        local_name!("details") => Cue::Details,
        local_name!("dialog") => Cue::Dialog,
        local_name!("dl") | local_name!("ol") | local_name!("ul") => Cue::List,
        local_name!("fieldset") | local_name!("form") => Cue::Form,
        local_name!("figure") => Cue::Figure,
        local_name!("footer") => Cue::Footer,
        local_name!("header") => Cue::Header,
        local_name!("label") => Cue::Label,
        local_name!("main") => Cue::Main,
        local_name!("menu") | local_name!("nav") => Cue::Nav,
        local_name!("pre") => Cue::Code,
        local_name!("section") => Cue::Section,
        local_name!("table") => Cue::Table,
        _ => return Cues::default(),
    };
    Cues::of(&[cue])
}

/// Roles that are cues (WAI-ARIA), sorted.
const ROLES: &[(&str, Cue)] = &[
    ("alert", Cue::Dialog),
    ("alertdialog", Cue::Dialog),
    ("article", Cue::Article),
    ("banner", Cue::Header),
    ("button", Cue::Button),
    ("complementary", Cue::Aside),
    ("contentinfo", Cue::Footer),
    ("dialog", Cue::Dialog),
    ("main", Cue::Main),
    ("menu", Cue::Nav),
    ("menubar", Cue::Nav),
    ("navigation", Cue::Nav),
    ("search", Cue::Search),
    ("toolbar", Cue::Nav),
    ("tooltip", Cue::Dialog),
];

/// What a role says.
fn role(name: &str) -> Cues {
    let at = ROLES.binary_search_by(|(role, _)| (*role).cmp(name));
    at.map_or_else(|_| Cues::default(), |at| Cues::of(&[ROLES[at].1]))
}

fn invisible(style: &str) -> bool {
    let after = |key: &str| {
        Some(
            style
                .split_once(key)?
                .1
                .trim_start()
                .strip_prefix(':')?
                .trim(),
        )
    };
    after("display").is_some_and(|value| value.starts_with("none"))
        || after("visibility").is_some_and(|value| value.starts_with("hidden"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_sorted_for_the_search() {
        assert!(ROLES.is_sorted_by_key(|(role, _)| *role));
    }

    #[test]
    fn what_is_not_shown_says_so() {
        assert!(invisible("color:red; display : none"));
        assert!(!invisible("display:block"));
    }
}
