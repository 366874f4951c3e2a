//! What stands on a page: headings, links, images, other files, anchors.

use ego_tree::iter::Edge;
use html5ever::{LocalName, local_name};
use scraper::{ElementRef, Html};

use crate::attribute;
use crate::fold::fold;
use crate::head::{attr, line};
use crate::left::{Left, Room};
use crate::text::Main;
use crate::tokens::Lines;
use crate::{Heading, Image, Link};

/// Links to other files that a page loads: element, attribute. Of `<link>` only some are files.
const FILES: &[(LocalName, LocalName)] = &[
    (local_name!("audio"), local_name!("src")),
    (local_name!("embed"), local_name!("src")),
    (local_name!("iframe"), local_name!("src")),
    (local_name!("link"), local_name!("href")),
    (local_name!("object"), local_name!("data")),
    (local_name!("script"), local_name!("src")),
    (local_name!("source"), local_name!("src")),
    (local_name!("track"), local_name!("src")),
    (local_name!("video"), local_name!("poster")),
    (local_name!("video"), local_name!("src")),
];

/// Relations of `<link>` that load or offer a file; an `alternate` is a feed.
const LOADED: &[&str] = &[
    "alternate",
    "apple-touch-icon",
    "icon",
    "manifest",
    "mask-icon",
    "modulepreload",
    "preload",
    "stylesheet",
];

/// Bytes that all parts of a page may take, and those that each takes beside its texts.
const ROOM: usize = 16 << 20;
const EACH: usize = 100;

/// Pictures whose words stand for the text of a link or heading.
const PICTURES: usize = 20;

/// Values of one `rel`.
const RELATIONS: usize = 20;

/// The parts of a page, each in its order.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) headings: Vec<Heading>,
    pub(crate) links: Vec<Link>,
    pub(crate) images: Vec<Image>,
    pub(crate) assets: Vec<String>,
    /// Sorted, each once.
    pub(crate) anchors: Vec<String>,
    room: Room,
}

/// Reads the parts of `html`.
pub(crate) fn body(html: &Html, main: &Main, lines: &Lines) -> Body {
    let mut body = Body::new();
    // How many elements are open, and how many were when the outermost with main text began.
    let (mut depth, mut held) = (0_usize, None);
    for edge in html.tree.root().traverse() {
        let (Edge::Open(node) | Edge::Close(node)) = edge;
        let Some(element) = ElementRef::wrap(node) else {
            continue;
        };
        if matches!(edge, Edge::Close(_)) {
            depth -= 1;
            held = held.filter(|held| *held < depth);
            continue;
        }
        if held.is_none() && main.held(node.id()) {
            held = Some(depth);
        }
        depth += 1;
        body.element(element, held.is_some(), lines);
    }
    body.anchors.sort_unstable();
    body.anchors.dedup();
    body
}

impl Body {
    const fn new() -> Self {
        Self {
            headings: Vec::new(),
            links: Vec::new(),
            images: Vec::new(),
            assets: Vec::new(),
            anchors: Vec::new(),
            room: Room::of(ROOM),
        }
    }

    /// What is left out, if anything is.
    pub(crate) fn left(&self) -> Option<Left> {
        self.room.full().then_some(Left::Listed)
    }

    /// Whether a part of these texts is kept.
    fn keeps(&mut self, texts: &[&str]) -> bool {
        self.room
            .takes(EACH + texts.iter().map(|text| text.len()).sum::<usize>())
    }

    fn element(&mut self, element: ElementRef<'_>, main: bool, lines: &Lines) {
        let name = &element.value().name.local;
        match *name {
            local_name!("h1") => self.heading(element, 1),
            local_name!("h2") => self.heading(element, 2),
            local_name!("h3") => self.heading(element, 3),
            local_name!("h4") => self.heading(element, 4),
            local_name!("h5") => self.heading(element, 5),
            local_name!("h6") => self.heading(element, 6),
            local_name!("a") | local_name!("area") => self.link(element, main, lines),
            local_name!("img") => self.image(element),
            local_name!("audio")
            | local_name!("embed")
            | local_name!("iframe")
            | local_name!("link")
            | local_name!("object")
            | local_name!("script")
            | local_name!("track")
            | local_name!("video") => self.files(element, name),
            local_name!("source") => {
                self.files(element, name);
                self.candidates(element);
            }
            _ => {}
        }
        self.anchor(element, &local_name!("id"));
    }

    fn anchor(&mut self, element: ElementRef<'_>, key: &LocalName) {
        let name = attribute::value(element.value(), key);
        if let Some(name) = name.filter(|name| !name.is_empty() && self.keeps(&[name])) {
            self.anchors.push(name.to_owned());
        }
    }

    fn heading(&mut self, element: ElementRef<'_>, level: u8) {
        let text = shown(element);
        if self.keeps(&[&text]) {
            self.headings.push(Heading { level, text });
        }
    }

    fn link(&mut self, element: ElementRef<'_>, main: bool, lines: &Lines) {
        self.anchor(element, &local_name!("name"));
        let Some(href) = attr(element, &local_name!("href")) else {
            return;
        };
        let text = shown(element);
        let Some(line) = lines.of(element.id()) else {
            return self.again(&href, text, main);
        };
        let rel = attribute::value(element.value(), &local_name!("rel")).unwrap_or_default();
        if self.keeps(&[&href, &text, rel]) {
            let rel = rel.split_whitespace().take(RELATIONS);
            self.links.push(Link {
                href,
                text,
                rel: rel.map(str::to_lowercase).collect(),
                main,
                line,
            });
        }
    }

    /// A link that the parser repeats may hold what stands in the one that is written: the
    /// heading of `<p><a href=x><h2>`.
    fn again(&mut self, href: &str, text: String, main: bool) {
        let written = self.links.last_mut().filter(|link| link.href == href);
        if let Some(link) = written.filter(|link| link.text.is_empty()) {
            (link.text, link.main) = (text, main);
        }
    }

    fn image(&mut self, element: ElementRef<'_>) {
        let src = attr(element, &local_name!("src")).unwrap_or_default();
        let alt = attribute::value(element.value(), &local_name!("alt")).map(fold);
        if self.keeps(&[&src, alt.as_deref().unwrap_or_default()]) {
            self.images.push(Image {
                src,
                alt,
                size: size(element),
            });
        }
        self.candidates(element);
    }

    fn files(&mut self, element: ElementRef<'_>, name: &LocalName) {
        for (_, key) in FILES.iter().filter(|(element, _)| element == name) {
            let file = attr(element, key).filter(|file| !file.is_empty() && loaded(element, name));
            if let Some(file) = file.filter(|file| self.keeps(&[file])) {
                self.assets.push(file);
            }
        }
    }

    fn candidates(&mut self, element: ElementRef<'_>) {
        let set = attribute::value(element.value(), &local_name!("srcset"));
        for file in set.into_iter().flat_map(candidates) {
            if self.keeps(&[&file]) {
                self.assets.push(file);
            }
        }
    }
}

/// Whether a `<link>` names a file that the page loads or offers; in another language it is a
/// page.
fn loaded(element: ElementRef<'_>, name: &LocalName) -> bool {
    let has = |rel: &str| LOADED.contains(&rel) && (rel != "alternate" || !translated(element));
    *name != local_name!("link")
        || attribute::value(element.value(), &local_name!("rel"))
            .is_some_and(|rels| rels.to_lowercase().split_whitespace().any(has))
}

fn translated(element: ElementRef<'_>) -> bool {
    attribute::has(element.value(), &local_name!("hreflang"))
}

/// The `width` and `height` attributes in pixels, where both are numbers.
fn size(element: ElementRef<'_>) -> Option<(u32, u32)> {
    let pixels = |name| {
        let value = attribute::value(element.value(), name)?.trim();
        value.strip_suffix("px").unwrap_or(value).parse().ok()
    };
    Some((
        pixels(&local_name!("width"))?,
        pixels(&local_name!("height"))?,
    ))
}

/// The text of an element as a line, or what stands for it.
fn shown(element: ElementRef<'_>) -> String {
    let text = Some(line(element)).filter(|text| !text.is_empty());
    text.unwrap_or_else(|| pictured(element))
}

/// What stands for the text of an element that holds only pictures.
fn pictured(element: ElementRef<'_>) -> String {
    let alternatives: Vec<&str> = element
        .descendent_elements()
        .filter(|part| part.value().name.local == local_name!("img"))
        .filter_map(|image| attribute::value(image.value(), &local_name!("alt")))
        .take(PICTURES)
        .collect();
    fold(&alternatives.join(" "))
}

/// The addresses of `a.jpg 1x, b.jpg 2x`.
fn candidates(srcset: &str) -> impl Iterator<Item = String> {
    srcset
        .split(", ")
        .filter_map(|candidate| candidate.split_whitespace().next())
        .map(|address| address.trim_matches(',').to_owned())
        .filter(|address| !address.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PageFacts;

    fn read(html: &str) -> PageFacts {
        crate::read(html.as_bytes(), None, None)
    }

    /// Each of the links, or headings, around a text has all of it: so a page of 300 KB would
    /// list 20 MB.
    #[test]
    fn what_stands_in_many_links_and_headings_is_listed_within_bounds() {
        for (open, close) in [
            ("<a href=x><table><td>", "</table></a>"),
            ("<h2><div>", "</div></h2>"),
        ] {
            let text = "带钢表面 ".repeat(800);
            let page = [&open.repeat(40), &*text, &close.repeat(40)]
                .concat()
                .repeat(90);
            let facts = read(&page);
            let links = facts.links.iter().map(|link| &link.text);
            let texts = links.chain(facts.headings.iter().map(|heading| &heading.text));
            let bytes: usize = texts.map(String::len).sum();
            assert!((ROOM / 2..=ROOM).contains(&bytes), "{open}: {bytes}");
            assert_eq!(facts.problems, [Left::Listed.sentence()], "{open}");
        }
    }

    #[test]
    fn files_and_relations_without_end_are_listed_within_bounds() {
        let facts = read(&format!("<img srcset='{}'>", "岚, ".repeat(400_000)));
        assert_eq!(facts.assets.len(), (ROOM - EACH) / (EACH + "岚".len()));
        assert_eq!(facts.problems, [Left::Listed.sentence()]);
        let facts = read(&format!(
            "<a href=x rel='{}'>带钢</a>",
            "next ".repeat(5_000)
        ));
        assert_eq!(facts.links[0].rel.len(), RELATIONS);
    }
}
