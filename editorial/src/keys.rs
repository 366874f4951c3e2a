//! The keys of front matter, by kind of page: what a page must state, and why.

use crate::schema::{Key, Need, Shape};
use crate::{Kind, Reader, Stage};

use Need::{Optional, Required};
use Shape::{Day, Decimal, Flag, Free, Integer, List, Map, Table, Tables, Text, Word};

const fn key(name: &'static str, shape: Shape, need: Need, doc: &'static str) -> Key {
    Key {
        name,
        shape,
        need,
        doc,
    }
}

/// The keys of a page at the top level: those of Zola, with `extra` as the kind asks for.
const fn page(title: Need, authors: Need, extra: Shape) -> [Key; 15] {
    let need = match extra {
        Free => Optional,
        _ => title,
    };
    [
        key(
            "title",
            Text,
            title,
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
            Map(&List(&Text)),
            Optional,
            "Zola's own lists of terms.",
        ),
        key(
            "weight",
            Integer,
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

const KEYWORD: Key = key(
    "keyword",
    Text,
    Required,
    "The target keyword: what a reader types to find this page; each page has its own.",
);
const KEYWORDS: Key = key(
    "keywords",
    List(&Text),
    Optional,
    "Further keywords by which it may be found.",
);
const ROLES: Key = key(
    "roles",
    List(&Word(&Reader::NAMES)),
    Required,
    "For whom it is written, among those who decide together.",
);
const STAGES: Key = key(
    "stages",
    List(&Word(&Stage::NAMES)),
    Required,
    "How far along these readers are.",
);

const PERMISSION: Key = key(
    "permission",
    Table(&[
        key("by", Text, Required, "Who gave the permission to publish."),
        key(
            "granted",
            Day,
            Required,
            "The day on which it was given in writing.",
        ),
        key(
            "expires",
            Day,
            Required,
            "The last day on which the page may stand.",
        ),
    ]),
    Required,
    "The written permission to publish, without which nobody is named.",
);

const CUSTOMER: Key = key(
    "customer",
    Table(&[
        key(
            "name",
            Text,
            Required,
            "The company's name as it writes it.",
        ),
        key(
            "industry",
            Text,
            Required,
            "Its industry, in the words of its buyers.",
        ),
    ]),
    Required,
    "Whose case it is.",
);

const RESULTS: Key = key(
    "results",
    Tables(&[
        key("measure", Text, Required, "What was measured."),
        key("unit", Text, Required, "The unit of both numbers."),
        key("before", Decimal, Required, "The value before."),
        key(
            "after",
            Decimal,
            Required,
            "The value after, measured in the same way.",
        ),
        key(
            "source",
            Text,
            Required,
            "Where both numbers come from: which record, which period.",
        ),
    ]),
    Required,
    "What was measured before and after.",
);

const QUOTE: Key = key(
    "quote",
    Table(&[
        key(
            "text",
            Text,
            Required,
            "The words, as the person approved them.",
        ),
        key(
            "name",
            Text,
            Required,
            "Who says it; a quote without a name proves nothing.",
        ),
        key("post", Text, Required, "The post of that person."),
    ]),
    Optional,
    "What a named person of the customer says.",
);

const CASE_STUDY: [Key; 15] = page(
    Required,
    Optional,
    Table(&[
        KEYWORD,
        KEYWORDS,
        ROLES,
        STAGES,
        key(
            "challenge",
            Text,
            Required,
            "What hurt, in one or two sentences.",
        ),
        key(
            "solution",
            Text,
            Required,
            "What was done, in one or two sentences.",
        ),
        CUSTOMER,
        RESULTS,
        QUOTE,
        PERMISSION,
    ]),
);

const WHITEPAPER: [Key; 15] = page(
    Required,
    Required,
    Table(&[
        KEYWORD,
        KEYWORDS,
        ROLES,
        STAGES,
        key(
            "edition",
            Text,
            Required,
            "Which edition it is, and of when.",
        ),
        key(
            "abstract",
            Text,
            Required,
            "What a reader will know after reading.",
        ),
    ]),
);

const INTERVIEW: [Key; 15] = page(
    Required,
    Optional,
    Table(&[
        KEYWORD,
        KEYWORDS,
        ROLES,
        STAGES,
        key(
            "person",
            Table(&[
                key("name", Text, Required, "The name as the person writes it."),
                key(
                    "post",
                    Text,
                    Required,
                    "The post at the time of the interview.",
                ),
                key("company", Text, Required, "The company."),
            ]),
            Required,
            "Who answers.",
        ),
        PERMISSION,
    ]),
);

const PRODUCT: [Key; 15] = page(
    Required,
    Optional,
    Table(&[
        KEYWORD,
        KEYWORDS,
        ROLES,
        STAGES,
        key(
            "product",
            Table(&[key(
                "name",
                Text,
                Required,
                "The short name, as on the type plate.",
            )]),
            Required,
            "Which product it is.",
        ),
        key(
            "specs",
            Tables(&[
                key("name", Text, Required, "What is stated."),
                key("value", Text, Required, "The value with its unit."),
            ]),
            Required,
            "Technical data, in the order in which they are shown.",
        ),
    ]),
);

/// The keys of a page outside the folders of the four kinds.
pub(crate) const PLAIN: [Key; 15] = page(Required, Optional, Free);

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
    key("weight", Integer, Optional, "The place among sections."),
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
        Integer,
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

impl Kind {
    /// The keys of front matter for a page of this kind.
    #[must_use]
    pub const fn keys(self) -> &'static [Key] {
        match self {
            Self::CaseStudy => &CASE_STUDY,
            Self::Whitepaper => &WHITEPAPER,
            Self::Interview => &INTERVIEW,
            Self::Product => &PRODUCT,
        }
    }
}
