//! What stands on a page: headings, links, images, other files, anchors.

use std::collections::BTreeSet;

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html};

use crate::block::fold;
use crate::head::{attr, text};
use crate::sink::Lines;
use crate::text::Main;
use crate::{Heading, Image, Link};

/// Links to other files that a page loads: element, attribute. Of `<link>` only some are files.
const FILES: &[(&str, &str)] = &[
    ("audio", "src"),
    ("embed", "src"),
    ("iframe", "src"),
    ("link", "href"),
    ("object", "data"),
    ("script", "src"),
    ("source", "src"),
    ("track", "src"),
    ("video", "poster"),
    ("video", "src"),
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

/// The parts of a page, each in its order.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub(crate) headings: Vec<Heading>,
    pub(crate) links: Vec<Link>,
    pub(crate) images: Vec<Image>,
    pub(crate) assets: Vec<String>,
    pub(crate) anchors: BTreeSet<String>,
}

/// Reads the parts of `html`.
pub(crate) fn body(html: &Html, main: &Main, lines: &Lines) -> Body {
    let mut body = Body::default();
    // How many elements around this one hold main text.
    let mut inside = 0;
    for edge in html.tree.root().traverse() {
        let (Edge::Open(node) | Edge::Close(node)) = edge;
        let Some(element) = ElementRef::wrap(node) else {
            continue;
        };
        let held = usize::from(main.held(node.id()));
        if matches!(edge, Edge::Close(_)) {
            inside -= held;
            continue;
        }
        inside += held;
        let name = element.value().name();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => body.heading(element, name),
            "a" | "area" => body.link(element, inside > 0, lines),
            "img" => body.image(element),
            _ => {}
        }
        body.files(element, name);
        body.anchors.extend(element.attr("id").map(str::to_owned));
    }
    body.anchors.remove("");
    body
}

impl Body {
    fn heading(&mut self, element: ElementRef<'_>, name: &str) {
        let level = name.as_bytes()[1] - b'0';
        let text = Some(text(element)).filter(|text| !text.is_empty());
        let text = text.unwrap_or_else(|| pictured(element));
        self.headings.push(Heading { level, text });
    }

    fn link(&mut self, element: ElementRef<'_>, main: bool, lines: &Lines) {
        self.anchors.extend(element.attr("name").map(str::to_owned));
        let Some(href) = attr(element, "href") else {
            return;
        };
        let text = Some(text(element)).filter(|text| !text.is_empty());
        self.links.push(Link {
            href,
            text: text.unwrap_or_else(|| pictured(element)),
            rel: element
                .attr("rel")
                .unwrap_or_default()
                .split_whitespace()
                .map(str::to_lowercase)
                .collect(),
            main,
            line: lines.of(element.id()).unwrap_or(1),
        });
    }

    fn image(&mut self, element: ElementRef<'_>) {
        self.images.push(Image {
            src: attr(element, "src").unwrap_or_default(),
            alt: element.attr("alt").map(fold),
            size: size(element),
        });
    }

    fn files(&mut self, element: ElementRef<'_>, name: &str) {
        for (_, key) in FILES.iter().filter(|(element, _)| *element == name) {
            let file = attr(element, key).filter(|file| !file.is_empty() && loaded(element, name));
            self.assets.extend(file);
        }
        if matches!(name, "img" | "source") {
            self.assets
                .extend(element.attr("srcset").into_iter().flat_map(candidates));
        }
    }
}

/// Whether a `<link>` names a file that the page loads or offers; in another language it is a
/// page.
fn loaded(element: ElementRef<'_>, name: &str) -> bool {
    let has = |rel: &str| LOADED.contains(&rel) && (rel != "alternate" || !translated(element));
    name != "link"
        || element
            .attr("rel")
            .is_some_and(|rels| rels.to_lowercase().split_whitespace().any(has))
}

fn translated(element: ElementRef<'_>) -> bool {
    element.attr("hreflang").is_some()
}

/// The `width` and `height` attributes in pixels, where both are numbers.
fn size(element: ElementRef<'_>) -> Option<(u32, u32)> {
    let pixels = |name| {
        let value = element.attr(name)?.trim();
        value.strip_suffix("px").unwrap_or(value).parse().ok()
    };
    Some((pixels("width")?, pixels("height")?))
}

/// What stands for the text of an element that holds only pictures.
fn pictured(element: ElementRef<'_>) -> String {
    let alternatives: Vec<&str> = element
        .descendent_elements()
        .filter(|part| part.value().name() == "img")
        .filter_map(|image| image.attr("alt"))
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
