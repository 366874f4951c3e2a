//! Every key of `masthead.toml`: its name, what may stand there, and what it is for.

use masthead_editorial::schema::{Key, Need, Shape};

const LANGUAGES: &[&str] = &["en", "zh"];

const MATCH_TYPES: &[&str] = &["exact", "phrase", "broad"];

/// A part of a whole; less than one in ten thousand is a slip.
const SHARE: Shape = Shape::Number {
    from: 0.0001,
    to: 1.0,
};

/// A table of values per language.
const fn by_language(value: &'static Shape) -> Shape {
    let name = &Shape::Word(LANGUAGES);
    Shape::Map { name, value }
}

/// A whole number, 1 or more.
const fn some(to: u32) -> Shape {
    Shape::Count { from: 1, to }
}

/// Seconds of at most a day.
const fn seconds(from: f64) -> Shape {
    let to = 86_400.0;
    Shape::Number { from, to }
}

/// Days, with 0 for ever.
const DAYS: Shape = Shape::Count {
    from: 0,
    to: 36_500,
};

/// Every key of `masthead.toml`.
pub const KEYS: &[Key] = &[
    optional(
        "site",
        Shape::Text,
        "Folder of the Zola site. Default: `site`.",
    ),
    optional(
        "zola",
        Shape::Text,
        "The Zola program to run. Default: `MASTHEAD_ZOLA`, `.masthead/tools/zola`, then the PATH.",
    ),
    optional(
        "brands",
        Shape::List(&Shape::Text),
        "Competitors' brand names beside those of the watched sources: no terms of the market, and never answered by our ads.",
    ),
    optional("crawl", Shape::Table(CRAWL), "How sources are visited."),
    optional("source", Shape::Tables(SOURCE), "One thing to watch."),
    optional(
        "keep",
        Shape::Table(KEEP),
        "How long what a crawl stored is kept once it is out of use. What stands is always kept.",
    ),
    optional(
        "words",
        Shape::Table(WORDS),
        "The words that texts are read with, in either language.",
    ),
    optional(
        "keywords",
        Shape::Table(KEYWORDS),
        "How terms are counted and judged.",
    ),
    optional(
        "notices",
        Shape::Table(NOTICES),
        "How notices of tenders are read.",
    ),
    optional(
        "delivery",
        Shape::Tables(DELIVERY),
        "One place to which `masthead digest --send` sends.",
    ),
    optional(
        "plan",
        Shape::Table(PLAN),
        "The assumptions of the search-advertising plan.",
    ),
];

pub(super) const CRAWL: &[Key] = &[
    optional(
        "agent",
        Shape::Text,
        "Name of the crawler; robots.txt is obeyed under its first word. Default: `Masthead/0.1`.",
    ),
    optional(
        "contact",
        Shape::Text,
        "Address for the owners of visited sites, part of the user agent.",
    ),
    optional(
        "delay",
        seconds(0.0),
        "Least seconds between two requests to one host. Default: 1.",
    ),
    optional(
        "connect_timeout",
        seconds(0.1),
        "Seconds within which a connection must stand. Default: 10.",
    ),
    optional(
        "answer_timeout",
        seconds(0.1),
        "Seconds within which an answer must begin. Default: 15.",
    ),
    optional(
        "timeout",
        seconds(0.1),
        "Seconds that one request may take. Default: 25.",
    ),
    optional(
        "least_speed",
        Shape::Count {
            from: 0,
            to: 1_000_000_000,
        },
        "Fewest bytes a second that an answer must bring, measured over a third of `timeout`; 0 for no such limit. Default: 100.",
    ),
    optional(
        "max_bytes",
        some(1_073_741_824),
        "Largest page to read, in bytes after decompression. Default: 10485760.",
    ),
    optional(
        "max_pages",
        some(1_000_000),
        "Most pages of one source in one run. Default: 200.",
    ),
    optional(
        "max_depth",
        Shape::Count { from: 0, to: 1000 },
        "Most links to follow from the start of a site. Default: 5.",
    ),
    optional(
        "max_requests",
        some(1_000_000),
        "Most requests to one host in one run, with robots.txt, redirects and second tries. Default: no such limit.",
    ),
    optional(
        "revisit",
        Shape::Number {
            from: 0.0,
            to: 3650.0,
        },
        "Days after which a page is asked for again at the latest, however seldom it changes; with 0, every crawl asks for every page. Default: 30.",
    ),
    optional(
        "hosts_at_once",
        some(1000),
        "Hosts visited at the same time. Default: 8.",
    ),
    optional(
        "resolve",
        Shape::Map {
            name: &Shape::Host,
            value: &Shape::Socket,
        },
        "Addresses for host names, such as `\"www.example.com\" = \"127.0.0.1:8080\"`; they may be private.",
    ),
    optional(
        "private",
        Shape::List(&Shape::Host),
        "Host names that may have a private address.",
    ),
    optional(
        "proxy",
        Shape::Address,
        "Proxy that every request goes through. It looks names up itself, so whether a name leads into a private network is then up to it.",
    ),
    optional(
        "ca",
        Shape::Text,
        "PEM file of certificates to trust beside those of the system; a relative path starts at this file.",
    ),
];

pub(super) const SOURCE: &[Key] = &[
    required("name", Shape::Text, "What people call it; each name once."),
    required(
        "url",
        Shape::Address,
        "Where it starts: the feed, sitemap, list page, home page, or the search with `{query}`. For `folder`, the address that the files have on the web.",
    ),
    required(
        "kind",
        Shape::Word(&[
            "feed", "sitemap", "list", "site", "urls", "search", "folder",
        ]),
        "How its pages are found: `feed`, `sitemap`, `list` (by CSS selectors), `site` (by links, and the sitemaps that robots.txt names), `urls` (a plain list, one address a line), `search` (one request for each query) or `folder` (local HTML, PDF and WARC files, without any request).",
    ),
    required(
        "role",
        Shape::Word(&["industry", "competitor", "tender", "own"]),
        "What it is to you: `industry`, `competitor`, `tender` or `own`.",
    ),
    optional(
        "language",
        Shape::Word(LANGUAGES),
        "`en` or `zh`, if it has one language.",
    ),
    optional(
        "item",
        Shape::Text,
        "For `list` and `search`: CSS selector of one entry. A search that answers with RSS or JSON needs none.",
    ),
    optional(
        "link",
        Shape::Text,
        "For `list` and `search`: CSS selector of the link within an entry.",
    ),
    optional(
        "day",
        Shape::Text,
        "For `list` and `search`: CSS selector of the day within an entry.",
    ),
    optional(
        "next",
        Shape::Text,
        "For `list` and `search`: CSS selector of the link to the next page. A `{page}` in the address does the same by number.",
    ),
    optional(
        "pages",
        some(1000),
        "For `list` and `search`: most pages of the list itself, if it has several. Default: 3.",
    ),
    optional(
        "path",
        Shape::Text,
        "For `folder`: the folder, such as `public`, or one WARC file. For `urls`: the file with the list, instead of an address. From the top of the workspace.",
    ),
    optional(
        "queries",
        Shape::List(&Shape::Text),
        "For `search`: what to search for. Default: the target keywords of your content and the terms under `words`.",
    ),
    optional(
        "include",
        Shape::List(&Shape::Text),
        "Only pages whose address is like one of these are read: `/news/*` for the path, `*` for anything.",
    ),
    optional(
        "exclude",
        Shape::List(&Shape::Text),
        "Pages whose address is like one of these are not read.",
    ),
    optional(
        "about",
        Shape::List(&Shape::Text),
        "Only pages that name one of these terms are kept, in either language and whatever form.",
    ),
    optional(
        "max_pages",
        some(1_000_000),
        "For this source, instead of `crawl.max_pages`.",
    ),
    optional(
        "max_depth",
        Shape::Count { from: 0, to: 1000 },
        "For this source, instead of `crawl.max_depth`.",
    ),
];

pub(super) const KEEP: &[Key] = &[
    optional(
        "versions",
        DAYS,
        "Days that a version of a page is kept after a newer one took its place; reports of the time before cannot be written again. 0: for ever. Default: 0.",
    ),
    optional(
        "bodies",
        DAYS,
        "Days that the bytes of such a version are kept; what was read of it stays. 0: for ever. Default: 0.",
    ),
    optional(
        "runs",
        DAYS,
        "Days that is kept what became of each address in a crawl, with its problems; the two newest crawls always are. 0: for ever. Default: 90.",
    ),
];

pub(super) const KEYWORDS: &[Key] = &[
    optional(
        "least_pages",
        some(1_000_000),
        "Fewest pages a term must stand on to be judged. Default: 3.",
    ),
    optional(
        "least_sources",
        some(1000),
        "Fewest sources that must use it. Default: 2.",
    ),
    optional(
        "top",
        Shape::COUNT,
        "Most steady terms shown per language; what moves is always shown. Default: 60.",
    ),
];

pub(super) const WORDS: &[Key] = &[
    optional(
        "terms",
        Shape::List(&Shape::Text),
        "Terms of your trade: never split, and terms however short.",
    ),
    optional(
        "products",
        Shape::List(&Shape::Text),
        "Names of your products that no product page of yours states; they count as terms do.",
    ),
    optional(
        "synonyms",
        Shape::List(&Shape::List(&Shape::Text)),
        "Groups of words that mean the same to somebody who searches, such as `[[\"price\", \"cost\"]]`; they count as one. The groups of `plan.synonyms` are known.",
    ),
    optional(
        "guess",
        Shape::Flag,
        "Whether Chinese characters that no dictionary explains are guessed to be words (by a hidden Markov model). Default: false.",
    ),
];

pub(super) const NOTICES: &[Key] = &[optional(
    "contact",
    Shape::Flag,
    "Whether the contact that a notice publishes (name, telephone, mail) is kept; nothing else personal ever is. Default: true.",
)];

pub(super) const DELIVERY: &[Key] = &[
    required("name", Shape::Text, "What people call it; each name once."),
    required(
        "kind",
        Shape::Word(&["mail", "webhook", "file"]),
        "How it is reached: `mail`, `webhook` (of a chat) or `file` (a folder).",
    ),
    required(
        "language",
        Shape::Word(LANGUAGES),
        "The language that is read there; for both, name it twice.",
    ),
    optional(
        "host",
        Shape::Text,
        "For `mail`: the name of the mail server.",
    ),
    optional(
        "port",
        some(65_535),
        "For `mail`: its port. Default: 465 for `tls`, 587 for `starttls`, 25 for `none`.",
    ),
    optional(
        "encryption",
        Shape::Word(&["tls", "starttls", "none"]),
        "For `mail`: how the connection is protected; `none` only to this machine. Default: `starttls`.",
    ),
    optional(
        "user",
        Shape::Text,
        "For `mail`: who signs in, if anybody must.",
    ),
    optional(
        "password_env",
        Shape::Text,
        "For `mail`: the environment variable that holds the password.",
    ),
    optional(
        "from",
        Shape::Text,
        "For `mail`: the address of the sender.",
    ),
    optional(
        "to",
        Shape::List(&Shape::Text),
        "For `mail`: the addresses of the readers.",
    ),
    optional(
        "shape",
        Shape::Word(&["slack", "wecom", "feishu"]),
        "For `webhook`: which chat it belongs to.",
    ),
    optional(
        "url_env",
        Shape::Text,
        "For `webhook`: the environment variable that holds its address, which is a secret.",
    ),
    optional(
        "secret_env",
        Shape::Text,
        "For `webhook` of Feishu: the environment variable that holds the key it signs with, if it does.",
    ),
    optional(
        "dir",
        Shape::Text,
        "For `file`: the folder to write to, from the workspace.",
    ),
];

pub(super) const PLAN: &[Key] = &[
    required(
        "currency",
        Shape::Currency,
        "ISO 4217 code of every bid and budget: `CNY`.",
    ),
    required(
        "target_cost_per_lead",
        Shape::Number {
            from: 0.01,
            to: 1e12,
        },
        "What one lead may cost you.",
    ),
    required(
        "conversion_rate",
        SHARE,
        "Share of clicks that become leads: 0.03.",
    ),
    optional(
        "target_leads",
        some(1_000_000),
        "Leads a month wanted from each campaign. Default: 20.",
    ),
    optional(
        "match_types",
        Shape::List(&Shape::Word(MATCH_TYPES)),
        "Match types each keyword gets. Default: exact and phrase.",
    ),
    optional(
        "bid_factors",
        Shape::Map {
            name: &Shape::Word(MATCH_TYPES),
            value: &SHARE,
        },
        "Share of the full bid by match type. Default: exact 1, phrase 0.8, broad 0.6.",
    ),
    optional(
        "themes",
        by_language(&Shape::Text),
        "Last part of a campaign's name, by language.",
    ),
    optional(
        "locations",
        by_language(&Shape::List(&Shape::Text)),
        "Where the ads run, by language, as Google Ads names places. Default: everywhere.",
    ),
    optional(
        "synonyms",
        Shape::map(&Shape::List(&Shape::Text)),
        "Other words for a target keyword, by target keyword.",
    ),
    optional(
        "negatives",
        by_language(&Shape::List(&Shape::Text)),
        "Further words that no ad should answer, by language.",
    ),
];

const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key {
        name,
        shape,
        need: Need::Optional,
        doc,
    }
}

const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key {
        name,
        shape,
        need: Need::Required,
        doc,
    }
}
