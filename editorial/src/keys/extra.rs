//! The facts that each kind of page must state in `[extra]`, and why.

use super::{key, page};
use crate::schema::Need::{Optional, Required};
use crate::schema::Shape::{Day, List, Table, Tables, Text, Word};
use crate::schema::{Key, Shape};
use crate::{Reader, Stage};

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
        key("before", Shape::NUMBER, Required, "The value before."),
        key(
            "after",
            Shape::NUMBER,
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

pub(super) const CASE_STUDY: [Key; 15] = page(
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

pub(super) const WHITEPAPER: [Key; 15] = page(
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

pub(super) const INTERVIEW: [Key; 15] = page(
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

pub(super) const PRODUCT: [Key; 15] = page(
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
