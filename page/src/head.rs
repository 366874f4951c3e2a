//! What a page says of itself in its head: title, description, canonical, languages, robots.

use std::collections::BTreeMap;

use ego_tree::{NodeRef, iter::Edge};
use html5ever::{LocalName, local_name, ns};
use scraper::{ElementRef, Node};
use url::Url;

use crate::Alternate;
use crate::attribute;
use crate::fold::{self, fold};
use crate::gate;
use crate::index::index;
use crate::shape::{Shape, shape};

/// The elements of interest, each in the order of the page.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) titles: Vec<String>,
    pub(crate) canonicals: Vec<String>,
    pub(crate) alternates: Vec<Alternate>,
    pub(crate) refresh: Option<String>,
    /// Name (or property, or `itemprop`) in lower case and content of every `<meta>`.
    pub(crate) metas: Vec<(String, String)>,
}

impl Head {
    /// The contents of the metas of this name, spaces folded.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        self.values(name).map(fold).collect()
    }

    /// The contents of the metas of this name, as written.
    pub(crate) fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.metas
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, content)| content.as_str())
    }

    /// The longest description of the page, for search engines or for sharing.
    pub(crate) fn description(&self) -> Option<String> {
        let names = ["description", "og:description", "twitter:description"];
        let all = names.into_iter().flat_map(|name| self.all(name));
        all.max_by_key(String::len)
    }

    /// Directives of meta robots, lower case.
    pub(crate) fn robots(&self) -> Vec<String> {
        self.values("robots")
            .flat_map(|content| content.split(','))
            .map(|directive| directive.trim().to_lowercase())
            .filter(|directive| !directive.is_empty())
            .collect()
    }

    /// Open Graph properties, first value each.
    pub(crate) fn open_graph(&self) -> BTreeMap<String, String> {
        let mut graph = BTreeMap::new();
        for (name, content) in self
            .metas
            .iter()
            .filter(|(name, _)| name.starts_with("og:"))
        {
            graph.entry(name.clone()).or_insert_with(|| fold(content));
        }
        graph
    }
}

/// Reads what the elements of a head say, wherever they stand.
pub(crate) fn head(elements: &[ElementRef<'_>]) -> Head {
    let mut head = Head::default();
    for &element in elements {
        match element.value().name.local {
            // An SVG drawing has titles of its own.
            local_name!("title") if element.value().name.ns == ns!(html) => {
                head.titles.push(text(element));
            }
            local_name!("link") => head.link(element),
            local_name!("meta") => head.meta(element),
            local_name!("noscript") => head.noscript(element),
            _ => {}
        }
    }
    head
}

impl Head {
    fn link(&mut self, element: ElementRef<'_>) {
        let (Some(rel), Some(href)) = (element.attr("rel"), attr(element, &local_name!("href")))
        else {
            return;
        };
        for rel in rel.to_lowercase().split_whitespace() {
            match (rel, attr(element, &local_name!("hreflang"))) {
                ("canonical", _) => self.canonicals.push(href.clone()),
                ("alternate", Some(hreflang)) => {
                    let href = href.clone();
                    self.alternates.push(Alternate { hreflang, href });
                }
                _ => {}
            }
        }
    }

    fn meta(&mut self, element: ElementRef<'_>) {
        let Some(content) = attr(element, &local_name!("content")) else {
            return;
        };
        if element
            .attr("http-equiv")
            .is_some_and(|name| name.eq_ignore_ascii_case("refresh"))
        {
            self.refresh = self.refresh.take().or_else(|| target(&content));
        }
        let name = ["name", "property", "itemprop"]
            .into_iter()
            .find_map(|key| element.attr(key));
        if let Some(name) = name {
            self.metas.push((name.trim().to_lowercase(), content));
        }
    }

    /// A redirect for readers without scripts stands in `<noscript>`, which is text to a parser
    /// with scripts.
    fn noscript(&mut self, element: ElementRef<'_>) {
        let text: String = element.text().collect();
        if self.refresh.is_none() && text.contains("http-equiv") {
            let (html, ..) = gate::parse(&text.replace("noscript", ""));
            self.refresh = self::head(&index(&html).head).refresh;
        }
    }
}

/// The address in `0; url=https://…`.
fn target(content: &str) -> Option<String> {
    let (_, rest) = content.split_once([';', ','])?;
    let rest = rest.trim_start();
    let rest = match rest.get(..3) {
        Some(start) if start.eq_ignore_ascii_case("url") => {
            rest[3..].trim_start().strip_prefix('=')?
        }
        _ => rest,
    };
    Some(rest.trim().trim_matches(['"', '\'']).to_owned()).filter(|target| !target.is_empty())
}

/// What relative addresses start from, where the page names something else than its own address.
pub(crate) fn base(elements: &[ElementRef<'_>], url: Option<&Url>) -> Option<Url> {
    let href = elements
        .iter()
        .copied()
        .filter(|element| element.value().name() == "base")
        .find_map(|element| attr(element, &local_name!("href")))?;
    match url {
        Some(url) => url.join(&href).ok(),
        None => Url::parse(&href).ok(),
    }
}

/// An attribute without spaces around it.
pub(crate) fn attr(element: ElementRef<'_>, name: &LocalName) -> Option<String> {
    attribute::value(element.value(), name).map(|value| value.trim().to_owned())
}

/// The text of an element, spaces folded.
pub(crate) fn text(element: ElementRef<'_>) -> String {
    fold::all(said(element))
}

/// The pieces of text in an element, with a space where a line or a block begins or ends.
fn said<'h>(element: ElementRef<'h>) -> impl Iterator<Item = &'h str> {
    element.traverse().map(|edge| match edge {
        Edge::Open(node) | Edge::Close(node) if node.value().is_element() => parted(node),
        Edge::Open(node) => node.value().as_text().map_or("", |text| &text.text),
        Edge::Close(_) => "",
    })
}

/// What an element puts between the text in it and the text around it.
fn parted(node: NodeRef<'_, Node>) -> &'static str {
    match node.value().as_element().map(shape) {
        Some(Shape::Break | Shape::Heading(_) | Shape::Block(_)) => " ",
        _ => "",
    }
}

/// The beginning of the text of an element, spaces folded: enough for a name or a line, and
/// cheap however much the element holds.
pub(crate) fn start(element: ElementRef<'_>, characters: usize) -> String {
    let mut text = String::new();
    for part in said(element).take(2 * characters) {
        text.extend(part.chars().take(characters));
        if text.len() > 4 * characters {
            break;
        }
    }
    fold(&text).chars().take(characters).collect()
}

/// The pieces of text at the beginning of an element, spaces folded: a name stands apart from
/// the role behind it in markup, if not in letters.
pub(crate) fn pieces(element: ElementRef<'_>, characters: usize) -> Vec<String> {
    let parts = element
        .descendants()
        .take(characters)
        .filter_map(|part| match part.value() {
            Node::Text(text) => Some(fold(&text.chars().take(characters).collect::<String>())),
            _ => None,
        });
    parts
        .filter(|text| !text.is_empty())
        .take(characters / 10)
        .collect()
}

/// Whether the class or id of an element has a word that begins so; `has-sidebar` is a word
/// about the page.
pub(crate) fn called(element: ElementRef<'_>, words: &[&str]) -> bool {
    let names = [local_name!("class"), local_name!("id")];
    let names = names
        .iter()
        .map(|name| attribute::value(element.value(), name));
    names.flatten().flat_map(str::split_whitespace).any(|name| {
        let name = name.to_ascii_lowercase();
        let about = ["has", "with", "no"]
            .iter()
            .any(|word| name.split(['-', '_']).any(|part| part == *word));
        let mut parts = name.split(|c: char| !c.is_ascii_alphabetic());
        !about && parts.any(|part| words.iter().any(|word| part.starts_with(word)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_two_lines_or_blocks_are_two_words() {
        let facts = crate::read(
            "<title>t</title><h1>Line scan<br>camera</h1><a href=1><h2>线扫描相机</h2><p>看清带钢</p></a>\
             <h3>LS<b>8</b></h3>"
                .as_bytes(),
            None,
            None,
        );
        let headings: Vec<&str> = facts.headings.iter().map(|it| &*it.text).collect();
        assert_eq!(headings, ["Line scan camera", "线扫描相机", "LS8"]);
        assert_eq!(facts.links[0].text, "线扫描相机 看清带钢");
    }

    #[test]
    fn a_refresh_names_its_target() {
        for (content, expected) in [
            (
                "0; url=https://www.arvenna.example/zh/",
                Some("https://www.arvenna.example/zh/"),
            ),
            ("0;URL='/a/'", Some("/a/")),
            ("5, /b/", Some("/b/")),
            ("300", None),
            ("0; url=", None),
            ("0; 岚目", Some("岚目")),
        ] {
            assert_eq!(target(content).as_deref(), expected, "{content}");
        }
    }

    #[test]
    fn a_redirect_within_noscript_is_seen() {
        let page = "<!doctype html><script>location.replace('/b/')</script>\
            <noscript><meta http-equiv=\"refresh\" content=\"0; url=/b/\"></noscript>\
            <title>Redirect</title><p><a href=/b/>here</a>";
        let html = gate::parse(page).0;
        assert_eq!(head(&index(&html).head).refresh.as_deref(), Some("/b/"));
    }
}
