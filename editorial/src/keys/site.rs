//! The keys of Zola's settings, in tables where Zola itself would pass over unknown ones.

use crate::schema::Need::{Optional, Required};
use crate::schema::Shape::{Address, Flag, Free, List, Table, Text, Word};
use crate::schema::{Key, Shape};

const fn key(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    super::key(name, shape, Optional, doc)
}

const FEEDS: Key = key("generate_feeds", Flag, "True writes a feed.");
const FEED_NAMES: Key = key(
    "feed_filenames",
    List(&Text),
    "The feeds' file names, each also the name of its template.",
);
const TITLE: Key = key("title", Text, "The company's name.");
const DESCRIPTION: Key = key("description", Text, "What the company does, in a sentence.");
const TAXONOMIES: Key = key("taxonomies", Free, "Zola's own lists of terms.");
const TRANSLATIONS: Key = key(
    "translations",
    Shape::map(&Text),
    "The words of the templates.",
);
const INDEX: Key = key(
    "build_search_index",
    Flag,
    "True writes Zola's own search index.",
);

const SEARCH: &[Key] = &[
    key("include_title", Flag, "Whether titles are searched."),
    key("include_content", Flag, "Whether texts are searched."),
    key(
        "include_description",
        Flag,
        "Whether descriptions are searched.",
    ),
    key("include_date", Flag, "Whether dates are in the index."),
    key("include_path", Flag, "Whether addresses are searched."),
    key(
        "truncate_content_length",
        Shape::COUNT,
        "How many characters of a text are searched.",
    ),
    key("index_format", Text, "The format of the index."),
];

const SLUGS: Shape = Word(&["on", "safe", "off"]);
const LEVEL: Shape = Word(&["error", "warn"]);

/// The keys of Zola's settings. Zola passes over unknown keys in the tables below the top
/// level; here they are problems everywhere.
pub(crate) const SITE: &[Key] = &[
    Key {
        name: "base_url",
        shape: Address,
        need: Required,
        doc: "Where the site will stand.",
    },
    TITLE,
    DESCRIPTION,
    key(
        "default_language",
        Word(&["en", "zh"]),
        "The language without a prefix in its addresses.",
    ),
    key(
        "languages",
        Shape::map(&Table(&[
            TITLE,
            DESCRIPTION,
            FEEDS,
            FEED_NAMES,
            TAXONOMIES,
            TRANSLATIONS,
            INDEX,
            key("search", Table(SEARCH), "What is searched."),
        ])),
        "A table per language.",
    ),
    TRANSLATIONS,
    FEEDS,
    FEED_NAMES,
    TAXONOMIES,
    INDEX,
    key("theme", Text, "A folder of themes/."),
    key("feed_limit", Shape::COUNT, "How many pages a feed carries."),
    key(
        "hard_link_static",
        Flag,
        "True links files of static/ instead of copying them.",
    ),
    key("taxonomy_root", Text, "A folder for all taxonomies."),
    key("author", Text, "The author where a page names none."),
    key("compile_sass", Flag, "True turns sass/ into style sheets."),
    key("minify_html", Flag, "True makes the HTML smaller."),
    key(
        "ignored_content",
        List(&Text),
        "Patterns of files below content/ to pass over.",
    ),
    key(
        "ignored_static",
        List(&Text),
        "Patterns of files below static/ to pass over.",
    ),
    key(
        "output_dir",
        Text,
        "Where Zola writes when it is run by itself.",
    ),
    key(
        "preserve_dotfiles_in_output",
        Flag,
        "True keeps hidden files there.",
    ),
    key("generate_sitemap", Flag, "Whether a sitemap is written."),
    key(
        "generate_robots_txt",
        Flag,
        "Whether robots.txt is written.",
    ),
    key(
        "exclude_paginated_pages_in_sitemap",
        Word(&["none", "all"]),
        "Which lists the sitemap leaves out.",
    ),
    key("mode", Text, "Set by Zola itself."),
    key("search", Table(SEARCH), "What is searched."),
    key(
        "slugify",
        Table(&[
            key("paths", SLUGS, "How addresses are made from file names."),
            key("taxonomies", SLUGS, "How addresses are made from terms."),
            key("anchors", SLUGS, "How anchors are made from headings."),
            key(
                "paths_keep_dates",
                Flag,
                "True keeps a day in front of a file name in the address.",
            ),
        ]),
        "How names become addresses.",
    ),
    key(
        "link_checker",
        Table(&[
            key("skip_prefixes", List(&Text), "Addresses not to check."),
            key(
                "skip_anchor_prefixes",
                List(&Text),
                "Addresses whose anchors are not checked.",
            ),
            key("internal_level", LEVEL, "What a broken link inside does."),
            key("external_level", LEVEL, "What a broken link outside does."),
            key(
                "ignored_files",
                List(&Text),
                "Patterns of files not to check.",
            ),
        ]),
        "Zola's own check of links.",
    ),
    key(
        "markdown",
        Free,
        "How Markdown is read; Zola checks these keys itself.",
    ),
    key("extra", Free, "Anything for the templates."),
];
