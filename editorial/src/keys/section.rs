//! The keys of a section index, all of them read by Zola.

use super::key;
use crate::schema::Need::Optional;
use crate::schema::Shape::{Flag, Free, List, Text, Word};
use crate::schema::{Key, Shape};

/// The keys of a section index.
pub(crate) const SECTION: [Key; 18] = [
    key(
        "title",
        Text,
        Optional,
        "The title of the list; the home page may go without.",
    ),
    key(
        "description",
        Text,
        Optional,
        "What search engines show below the title, up to 160 columns; a Chinese character takes two.",
    ),
    key(
        "sort_by",
        Word(&[
            "date",
            "update_date",
            "title",
            "title_bytes",
            "weight",
            "slug",
            "permalink",
            "none",
        ]),
        Optional,
        "The order of its pages.",
    ),
    key(
        "weight",
        Shape::COUNT,
        Optional,
        "The place among sections.",
    ),
    key(
        "draft",
        Flag,
        Optional,
        "True keeps the section and all below it off the site.",
    ),
    key("template", Text, Optional, "The template of the list."),
    key(
        "page_template",
        Text,
        Optional,
        "The template of its pages.",
    ),
    key(
        "paginate_by",
        Shape::COUNT,
        Optional,
        "Pages per page of the list.",
    ),
    key(
        "paginate_path",
        Text,
        Optional,
        "The word in addresses of further pages of the list.",
    ),
    key(
        "paginate_reversed",
        Flag,
        Optional,
        "True begins with the last page.",
    ),
    key(
        "insert_anchor_links",
        Word(&["none", "left", "right", "heading"]),
        Optional,
        "Where headings carry a link to themselves.",
    ),
    key("render", Flag, Optional, "False writes no list."),
    key(
        "redirect_to",
        Text,
        Optional,
        "Where the list's address leads instead.",
    ),
    key(
        "in_search_index",
        Flag,
        Optional,
        "False keeps the list out of the search.",
    ),
    key(
        "transparent",
        Flag,
        Optional,
        "True passes its pages on to the section above.",
    ),
    key(
        "aliases",
        List(&Text),
        Optional,
        "Old addresses that lead here.",
    ),
    key(
        "generate_feeds",
        Flag,
        Optional,
        "True writes a feed of the section.",
    ),
    key("extra", Free, Optional, "Anything for the templates."),
];
