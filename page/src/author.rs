//! Who wrote a page: names from what pages say of their authors, cleaned of all that is no name.

use std::collections::BTreeSet;

use scraper::ElementRef;

use crate::block::Block;
use crate::head::{self, Head};
use crate::linked::Linked;
use crate::name::{LONG, han_name, people};
use crate::title::key;

/// Metas that name an author, best first.
const METAS: &[&str] = &[
    "author",
    "article:author",
    "sailthru.author",
    "parsely-author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "byl",
];

/// Chinese labels of names in a line, best first.
const LABELS: &[&str] = &[
    "作者",
    "撰文",
    "撰稿",
    "文/",
    "文／",
    "文|",
    "记者",
    "责任编辑",
    "责编",
    "编辑",
];

/// Elements around what is no byline of the page.
const ELSEWHERE: &[&str] = &[
    "comment",
    "related",
    "recommend",
    "sidebar",
    "widget",
    "footer",
];

/// Blocks at the start of the text, and at its end, in which a written byline is looked for.
const NEAR: usize = 12;

/// Blocks of which short Chinese lines are looked at.
const MANY: usize = 1_000;

/// The authors of a page, each once: as JSON-LD names them, else metas, else the page itself.
/// A name that is only the site's own gives way to a person's.
pub(crate) fn authors(
    head: &Head,
    linked: &Linked,
    bylines: &[ElementRef<'_>],
    blocks: &[Block],
) -> Vec<String> {
    let sites: Vec<String> = head
        .all("og:site_name")
        .iter()
        .chain(&linked.sites)
        .map(|name| key(name))
        .collect();
    let said = |names: Vec<String>| names.iter().flat_map(|name| people(name)).collect();
    let labelled = head
        .all("twitter:label1")
        .iter()
        .any(|label| ["written by", "author", "作者"].contains(&label.to_lowercase().as_str()));
    let card = if labelled {
        head.all("twitter:data1")
    } else {
        Vec::new()
    };
    let candidates: [&dyn Fn() -> Vec<String>; 5] = [
        &|| said(linked.authors.clone()),
        &|| {
            let named = METAS.iter().map(|name| said(head.all(name)));
            named
                .into_iter()
                .find(|names: &Vec<String>| !names.is_empty())
                .unwrap_or_default()
        },
        &|| said(card.clone()),
        &|| marked(bylines),
        &|| written(blocks),
    ];
    let mut fallback = Vec::new();
    for names in candidates.iter().map(|candidate| candidate()) {
        let (own, others): (Vec<String>, Vec<String>) = names
            .into_iter()
            .partition(|name| sites.contains(&key(name)));
        if !others.is_empty() {
            return once(others);
        }
        if fallback.is_empty() {
            fallback = own;
        }
    }
    once(fallback)
}

fn once(names: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names
        .into_iter()
        .filter(|name| seen.insert(key(name)))
        .collect()
}

/// Names that the markup points at: `itemprop`, `rel`, class names, addresses of people.
fn marked(bylines: &[ElementRef<'_>]) -> Vec<String> {
    let mut best: Option<(u8, Vec<String>)> = None;
    for element in bylines.iter().filter(|element| !elsewhere(**element)) {
        let rank = rank(*element);
        if best.as_ref().is_some_and(|(found, _)| *found <= rank) {
            continue;
        }
        let names = shown(*element);
        if !names.is_empty() {
            best = Some((rank, names));
        }
    }
    best.map(|(_, names)| names).unwrap_or_default()
}

/// How surely an element names the author: 0 is best.
fn rank(element: ElementRef<'_>) -> u8 {
    let has = |name: &str, word: &str| {
        element
            .attr(name)
            .is_some_and(|value| value.to_ascii_lowercase().contains(word))
    };
    let rows: &[(&str, &str)] = &[
        ("itemprop", "author"),
        ("rel", "author"),
        ("class", "author-name"),
        ("class", "author_name"),
        ("class", "authorname"),
        ("class", "byline"),
        ("class", "author"),
        ("href", "/author"),
        ("data-author", ""),
        ("class", "contributor"),
        ("class", "username"),
    ];
    let at = rows.iter().position(|(name, word)| has(name, word));
    at.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
}

/// The names in an element: of the `itemprop=name` or link within it, else of its text.
fn shown(element: ElementRef<'_>) -> Vec<String> {
    if let Some(content) = element
        .attr("content")
        .or_else(|| element.attr("data-author"))
    {
        return people(content);
    }
    let within = element
        .descendent_elements()
        .skip(1)
        .take(LONG)
        .find(|part| part.attr("itemprop") == Some("name") || part.value().name() == "a");
    let first = |part: ElementRef<'_>| {
        let mut pieces = head::pieces(part, 3 * LONG)
            .into_iter()
            .map(|piece| people(&piece));
        pieces.find(|names| !names.is_empty())
    };
    within
        .and_then(first)
        .or_else(|| first(element))
        .unwrap_or_default()
}

fn elsewhere(element: ElementRef<'_>) -> bool {
    let mut around = element.ancestors().filter_map(ElementRef::wrap);
    around.any(|around| {
        let name = around.value().name();
        matches!(name, "aside" | "footer" | "nav")
            || (!matches!(name, "body" | "html") && head::called(around, ELSEWHERE))
    })
}

/// Names in lines such as `By Lin Lan`, `作者：何雯`, `（记者 何雯 周牧）`, near the start or end.
fn written(blocks: &[Block]) -> Vec<String> {
    let start = blocks
        .iter()
        .position(|block| block.heading == Some(1))
        .unwrap_or_default();
    let near = blocks
        .iter()
        .skip(start)
        .take(NEAR)
        .chain(blocks.iter().rev().take(NEAR));
    let lines: Vec<&str> = near.flat_map(|block| block.text.lines()).collect();
    let western = || {
        let short = lines.iter().filter(|line| line.chars().count() <= 2 * LONG);
        let mut names = short.filter_map(|line| {
            let rest = line
                .strip_prefix("By ")
                .or_else(|| line.strip_prefix("Written by "))?;
            let name = rest.split(['|', '•', '·', '—', '–']).next().unwrap_or(rest);
            Some(people(name)).filter(|names| names.iter().all(|name| capital(name)))
        });
        names.find(|names| !names.is_empty())
    };
    let short = blocks
        .iter()
        .take(MANY)
        .flat_map(|block| block.text.lines());
    let short: Vec<&str> = short.filter(|line| line.chars().count() <= LONG).collect();
    let lines: Vec<&str> = lines.iter().copied().chain(short).collect();
    let chinese = || {
        LABELS.iter().find_map(|label| {
            let found = lines.iter().find_map(|line| labelled(line, label));
            found.filter(|names| !names.is_empty())
        })
    };
    western().or_else(chinese).unwrap_or_default()
}

fn capital(name: &str) -> bool {
    name.split_whitespace().count() <= 4 && name.starts_with(char::is_uppercase)
}

/// The Chinese names behind a label in a line.
fn labelled(line: &str, label: &str) -> Option<Vec<String>> {
    let (before, rest) = line.split_once(label)?;
    let colon =
        rest.trim_start().starts_with(['：', ':', '/', '／']) || label.ends_with(['/', '／', '|']);
    let signed = label == "记者"
        && before.chars().count() < 20
        && (rest.starts_with(char::is_whitespace)
            || rest
                .find(['/', '／'])
                .is_some_and(|at| han_name(&rest[..at])));
    if !colon && !signed {
        return None;
    }
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "：:/／".contains(c));
    let end = rest
        .find(['）', ')', '，', '。', '；', '|', '】', '\u{3000}'])
        .unwrap_or(rest.len());
    let mut names = Vec::new();
    for word in rest[..end].split(|c: char| c.is_whitespace() || c == '、' || c == '/') {
        if !han_name(word) {
            break;
        }
        names.push(word.to_owned());
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    fn of(html: &str) -> Vec<String> {
        crate::read(html.as_bytes(), None, None).authors
    }

    #[test]
    fn bylines_are_found_in_markup_and_text() {
        for (html, expected) in [
            (
                "<meta name=author content=Arvenna><meta property=og:site_name content=Arvenna><h1>Strip</h1><p class=byline>By <a href=/team/lin>Lin Lan</a>",
                &["Lin Lan"][..],
            ),
            (
                "<h1>Strip</h1><span itemprop=author itemscope><b itemprop=name>He Wen</b></span>",
                &["He Wen"],
            ),
            ("<h1>Strip</h1><p>By Lin Lan | 3 October 2026", &["Lin Lan"]),
            (
                "<h1>带钢</h1><p>2026年10月3日　作者：何雯　来源：智造日报",
                &["何雯"],
            ),
            ("<h1>带钢</h1><p>智造日报记者 何雯 周牧", &["何雯", "周牧"]),
            ("<h1>带钢</h1><p>本报记者了解到，产线已经恢复。", &[]),
            (
                "<h1>Strip</h1><div class=comments><span class=author>Someone</span></div>",
                &[],
            ),
            (
                "<h1>Strip</h1><p>By the end of the year all lines will run.",
                &[],
            ),
        ] {
            assert_eq!(of(html), expected, "{html}");
        }
    }
}
