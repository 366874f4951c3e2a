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
use crate::left::{Left, beginning};
use crate::shape::{Shape, shape};

/// Elements of a head that are read.
const MOST: usize = 5_000;

/// Characters of a line, such as a title or the text of a link, that are read.
const LINE: usize = 2_000;

/// Bytes of `<noscript>` in which a redirect stands.
const NOSCRIPT: usize = 10_000;

/// Bytes of a `<base>`, which each link of the page takes.
const BASE: usize = 250;

/// Directives of meta robots.
const DIRECTIVES: usize = 100;

/// The elements of interest, each in the order of the page.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) titles: Vec<String>,
    pub(crate) canonicals: Vec<String>,
    pub(crate) alternates: Vec<Alternate>,
    pub(crate) refresh: Option<String>,
    /// Name (or property, or `itemprop`) in lower case and content of every `<meta>`.
    pub(crate) metas: Vec<(String, String)>,
    /// Whether there is more.
    pub(crate) left: Option<Left>,
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
            .take(DIRECTIVES)
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
    let mut head = Head {
        left: (elements.len() > MOST).then_some(Left::Head),
        ..Head::default()
    };
    for &element in elements.iter().take(MOST) {
        match element.value().name.local {
            // An SVG drawing has titles of its own.
            local_name!("title") if element.value().name.ns == ns!(html) => {
                head.titles.push(line(element));
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
        let is = |name: &str| {
            rel.split_whitespace()
                .any(|rel| rel.eq_ignore_ascii_case(name))
        };
        let hreflang = attr(element, &local_name!("hreflang"));
        if is("canonical") {
            self.canonicals.push(href.clone());
        }
        if let Some(hreflang) = hreflang.filter(|_| is("alternate")) {
            self.alternates.push(Alternate { hreflang, href });
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
        let Some(text) = element.text().next().filter(|_| self.refresh.is_none()) else {
            return;
        };
        let text = beginning(text, NOSCRIPT);
        if text.contains("http-equiv") {
            let (html, ..) = gate::parse(&text.replace("noscript", ""), gate::WITHIN);
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
        .find_map(|element| attr(element, &local_name!("href")))
        .filter(|href| href.len() <= BASE)?;
    match url {
        Some(url) => url.join(&href).ok(),
        None => Url::parse(&href).ok(),
    }
}

/// An attribute without spaces around it.
pub(crate) fn attr(element: ElementRef<'_>, name: &LocalName) -> Option<String> {
    attribute::value(element.value(), name).map(|value| value.trim().to_owned())
}

/// The text of an element as one line, spaces folded: of what is longer than any line, the
/// beginning.
pub(crate) fn line(element: ElementRef<'_>) -> String {
    let mut bytes = 4 * LINE;
    let pieces = said(element).take(2 * LINE).map_while(|piece| {
        let room = Some(bytes).filter(|bytes| *bytes > 0);
        bytes = bytes.saturating_sub(piece.len());
        room.map(|room| beginning(piece, room))
    });
    let text = fold::all(pieces);
    match text.char_indices().nth(LINE) {
        Some((end, _)) => text[..end].to_owned(),
        None => text,
    }
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
    fn what_a_head_repeats_or_draws_out_is_read_once_and_in_part() {
        let long = "岚".repeat(9_000);
        let page = format!(
            "<title>{long}</title><base href=http://a.example/{long}>\
             <link rel='canonical {}canonical' href=b><p><a href=c>LS8</a>",
            "canonical ".repeat(900)
        );
        let url = Url::parse("http://b.example/").ok();
        let facts = crate::read(page.as_bytes(), url.as_ref(), None);
        assert_eq!(facts.canonicals, ["b"]);
        assert_eq!(facts.base, None);
        assert_eq!(facts.titles[0].chars().count(), LINE);
        let many = "<link rel=canonical href=b>".repeat(MOST + 9);
        let facts = crate::read(many.as_bytes(), None, None);
        assert_eq!(facts.canonicals.len(), MOST);
        assert_eq!(facts.problems, [Left::Head.sentence()]);
    }

    #[test]
    fn a_redirect_within_noscript_is_seen() {
        let page = "<!doctype html><script>location.replace('/b/')</script>\
            <noscript><meta http-equiv=\"refresh\" content=\"0; url=/b/\"></noscript>\
            <title>Redirect</title><p><a href=/b/>here</a>";
        let html = gate::parse(page, gate::NODES).0;
        assert_eq!(head(&index(&html).head).refresh.as_deref(), Some("/b/"));
    }
}
