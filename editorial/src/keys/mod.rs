//! The keys of front matter, by kind of page: what a page must state, and why.

mod extra;
mod section;
mod site;

pub(crate) use section::SECTION;
pub(crate) use site::SITE;

use crate::Kind;
use crate::schema::{Key, Need, Shape};

use Need::{Optional, Required};
use Shape::{Day, Flag, Free, List, Text};

const fn key(name: &'static str, shape: Shape, need: Need, doc: &'static str) -> Key {
    Key {
        name,
        shape,
        need,
        doc,
    }
}

/// The keys of a page at the top level: those of Zola, with `extra` as the kind asks for.
const fn page(authors: Need, extra: Shape) -> [Key; 15] {
    let need = match extra {
        Free => Optional,
        _ => Required,
    };
    [
        key(
            "title",
            Text,
            Required,
            "The title, as readers and search engines see it.",
        ),
        key(
            "description",
            Text,
            Optional,
            "What search engines show below the title, up to 160 columns; a Chinese character takes two.",
        ),
        key("date", Day, need, "The day of publication."),
        key(
            "updated",
            Day,
            Optional,
            "The day of the last change worth telling.",
        ),
        key("authors", List(&Text), authors, "Who wrote it, by name."),
        key("draft", Flag, Optional, "True keeps the page off the site."),
        key(
            "slug",
            Text,
            Optional,
            "The last part of the address, instead of the file name.",
        ),
        key(
            "path",
            Text,
            Optional,
            "The whole address, instead of folder and file name.",
        ),
        key(
            "aliases",
            List(&Text),
            Optional,
            "Old addresses that lead here.",
        ),
        key(
            "taxonomies",
            Shape::map(&List(&Text)),
            Optional,
            "Zola's own lists of terms.",
        ),
        key(
            "weight",
            Shape::COUNT,
            Optional,
            "The place in lists that are sorted by weight.",
        ),
        key("template", Text, Optional, "A template of its own."),
        key(
            "render",
            Flag,
            Optional,
            "False writes no page, though others may still use its facts.",
        ),
        key(
            "in_search_index",
            Flag,
            Optional,
            "False keeps the page out of the search.",
        ),
        key(
            "extra",
            extra,
            need,
            "The facts of the page, for Masthead and the templates.",
        ),
    ]
}

/// The keys of a page outside the folders of the four kinds.
pub(crate) const PLAIN: [Key; 15] = page(Optional, Free);

impl Kind {
    /// The keys of front matter for a page of this kind.
    #[must_use]
    pub const fn keys(self) -> &'static [Key] {
        match self {
            Self::CaseStudy => &extra::CASE_STUDY,
            Self::Whitepaper => &extra::WHITEPAPER,
            Self::Interview => &extra::INTERVIEW,
            Self::Product => &extra::PRODUCT,
        }
    }
}
