//! What the keys of one source do not fit together: which kind needs which, and what each may say.

use masthead_page::selector;

use crate::{Source, SourceKind, filter, template::Template};

/// A key, what is wrong with it, and what to do.
pub(crate) type Said = (&'static str, String, String);

/// Every fault of a source; `unique` says whether no earlier one has its name.
pub(crate) fn faults(source: &Source, unique: bool) -> Vec<Said> {
    let mut faults = Vec::new();
    faults.extend(name(source, unique));
    faults.extend(url(source));
    for key in KEYS {
        faults.extend(fits(source, &key));
    }
    faults.extend(texts(source));
    faults
}

fn said(key: &'static str, message: impl Into<String>, help: impl Into<String>) -> Said {
    (key, message.into(), help.into())
}

fn name(source: &Source, unique: bool) -> Option<Said> {
    if source.name.trim().is_empty() {
        let message = "the source has an empty name";
        return Some(said("name", message, "give it one that people know"));
    }
    (!unique).then(|| {
        let message = format!("two sources have the name “{}”", source.name);
        said(
            "name",
            message,
            "give each its own, figures are kept by name",
        )
    })
}

fn url(source: &Source) -> Option<Said> {
    let url = &source.url;
    let template = Template::of(url);
    let search = source.kind == SourceKind::Search;
    let fault = |message: &str, help: &str| Some(said("url", message, help));
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        let message = format!("`{url}` is no address of the web");
        return fault(&message, "write it with http:// or https://");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return fault(
            "the address holds a user name or a password, which are never sent",
            "take out what stands before the @",
        );
    }
    match (template.asks(), template.turns()) {
        (false, _) if search => fault(
            "the address of a search has no `{query}`",
            "put {query} where the words stand that are searched for",
        ),
        (true, _) if !search => fault(
            "only a source of kind \"search\" has `{query}` in its address",
            "write kind = \"search\", or the address of one page",
        ),
        (_, true) if !source.kind.is_paged() => fault(
            "only a source of kind \"list\" or \"search\" has `{page}` in its address",
            "write the address of one page",
        ),
        (_, true) if source.next.is_some() => Some(said(
            "next",
            "the address has `{page}` already, which leads to the next page",
            "keep one of the two",
        )),
        _ => None,
    }
}

/// A key that only some kinds have.
struct Key {
    name: &'static str,
    /// The kinds that may have it.
    of: &'static [SourceKind],
    /// The one that cannot do without it, and what it is for.
    needed: Option<(SourceKind, &'static str)>,
    /// Whether a source has it.
    has: fn(&Source) -> bool,
}

const PAGED: &[SourceKind] = &[SourceKind::List, SourceKind::Search];

const KEYS: [Key; 7] = [
    Key {
        name: "item",
        of: PAGED,
        needed: Some((
            SourceKind::List,
            "name what holds one entry, as a CSS selector",
        )),
        has: |source| source.item.is_some(),
    },
    Key {
        name: "link",
        of: PAGED,
        needed: Some((
            SourceKind::List,
            "name the link within an entry, as a CSS selector",
        )),
        has: |source| source.link.is_some(),
    },
    Key {
        name: "day",
        of: PAGED,
        needed: None,
        has: |source| source.day.is_some(),
    },
    Key {
        name: "next",
        of: PAGED,
        needed: None,
        has: |source| source.next.is_some(),
    },
    Key {
        name: "pages",
        of: PAGED,
        needed: None,
        has: |source| source.pages.is_some(),
    },
    Key {
        name: "path",
        of: &[SourceKind::Folder, SourceKind::Urls],
        needed: Some((SourceKind::Folder, "name the folder, or one WARC file")),
        has: |source| source.path.is_some(),
    },
    Key {
        name: "queries",
        of: &[SourceKind::Search],
        needed: None,
        has: |source| !source.queries.is_empty(),
    },
];

/// Whether a key stands where it belongs, and is there where it must be.
fn fits(source: &Source, key: &Key) -> Option<Said> {
    let (name, kind) = (key.name, source.kind);
    match key.needed {
        Some((needs, help)) if needs == kind && !(key.has)(source) => {
            let message = format!("a source of kind \"{}\" needs `{name}`", kind.name());
            return Some(said(name, message, help));
        }
        _ => {}
    }
    if !(key.has)(source) || key.of.contains(&kind) {
        return None;
    }
    let kinds: Vec<String> = key
        .of
        .iter()
        .map(|kind| format!("\"{}\"", kind.name()))
        .collect();
    let kinds = kinds.join(" or ");
    let message = format!("only a source of kind {kinds} has `{name}`");
    Some(said(
        name,
        message,
        format!("remove the key, or write kind = {}", kinds_first(key)),
    ))
}

fn kinds_first(key: &Key) -> String {
    key.of
        .first()
        .map_or_else(String::new, |kind| format!("\"{}\"", kind.name()))
}

/// Whether selectors, patterns and terms can be read.
fn texts(source: &Source) -> Vec<Said> {
    let mut faults = Vec::new();
    for (key, css) in [
        ("item", &source.item),
        ("link", &source.link),
        ("day", &source.day),
        ("next", &source.next),
    ] {
        // Why not, the library says in words for its developers.
        if let Some(css) = css.as_deref().filter(|css| selector(css).is_err()) {
            faults.push(said(
                key,
                format!("`{css}` is not a CSS selector"),
                "try it in the search of a browser's inspector",
            ));
        }
    }
    if source.item.is_some() != source.link.is_some() && source.kind == SourceKind::Search {
        let key = if source.item.is_some() {
            "link"
        } else {
            "item"
        };
        let message = format!("a search that answers with pages needs `{key}` too");
        faults.push(said(
            key,
            message,
            "name both selectors, or neither for RSS and JSON",
        ));
    }
    for (key, patterns) in [("include", &source.include), ("exclude", &source.exclude)] {
        for pattern in patterns
            .iter()
            .filter(|pattern| !filter::is_pattern(pattern))
        {
            faults.push(said(
                key,
                format!("`{pattern}` is like no address"),
                "begin with /, * or http, such as /news/* or *.pdf",
            ));
        }
    }
    if source.about.iter().any(|term| !filter::is_term(term)) {
        let message = "a term of `about` has no letters, so every page would be without it";
        faults.push(said(
            "about",
            message,
            "write the word as it stands in texts",
        ));
    }
    faults
}
