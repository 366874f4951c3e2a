//! The facts of one page: what every reader of pages (audit, crawler, reports) works on.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use masthead_text::Language;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use crate::linked;
use crate::stretch::{Stretch, stretches};

/// Bytes of addresses that a crawler may go on to.
const ROOM: usize = 8 << 20;

/// Everything that Masthead knows of one page. Reading never fails: what could not be read
/// is absent, and said in `problems`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PageFacts {
    /// The page's own address, if known.
    pub url: Option<Url>,
    /// What relative addresses start from, where `<base href>` names another address than `url`.
    pub base: Option<Url>,
    /// The character set that the bytes were read in, as its WHATWG name: `UTF-8`, `gb18030`.
    pub charset: String,
    /// The language of the main text, by the text itself, else by `<html lang>`.
    pub language: Option<Language>,
    /// The BCP 47 tag of the language of the main text, whichever it is: by its script and
    /// letters, else by `<html lang>`.
    #[serde(default)]
    pub tag: Option<String>,
    /// The value of `<html lang>`, as written.
    pub lang: Option<String>,
    /// The text of every `<title>` in the head, spaces folded; a page should have one.
    pub titles: Vec<String>,
    /// The title as readers see it: of `<h1>`, `og:title`, JSON-LD and `<title>` the one that
    /// the others bear out, without the name of the site.
    #[serde(default)]
    pub headline: Option<String>,
    /// The content of every `<meta name=description>`, spaces folded.
    pub descriptions: Vec<String>,
    /// Every `rel=canonical`, as written.
    pub canonicals: Vec<String>,
    /// Every `rel=alternate` with a `hreflang`.
    pub alternates: Vec<Alternate>,
    /// Meta robots directives, lower case, split at commas.
    pub robots: Vec<String>,
    /// Headings in the order of the page.
    pub headings: Vec<Heading>,
    /// Links (`<a href>`) in the order of the page.
    pub links: Vec<Link>,
    /// Images in the order of the page.
    pub images: Vec<Image>,
    /// Other files that the page loads or offers, as written, in the order of the page: style
    /// sheets, scripts, icons, media, frames, feeds, and the candidates of `srcset`.
    pub assets: Vec<String>,
    /// Where `<meta http-equiv=refresh>` leads, as written.
    pub refresh: Option<String>,
    /// Every `id` and anchor name of the page, sorted, each once.
    pub anchors: Vec<String>,
    /// Open Graph properties, first value each: `og:title` and so on.
    pub open_graph: BTreeMap<String, String>,
    /// What the page says for machines: JSON-LD blocks in the order of the page, then the items
    /// of microdata, then those of RDFa.
    pub structured: Vec<Structured>,
    /// Authors, as named in JSON-LD or meta, or in a byline.
    pub authors: Vec<String>,
    /// The day of publication, if the page says it; else that of the last change.
    pub published: Option<Date>,
    /// The day of the last change, if the page says it.
    pub updated: Option<Date>,
    /// What kind of page it is.
    pub kind: PageKind,
    /// The main text without frame (navigation, footer, asides): one block a line.
    pub text: String,
    /// What could not be read, as sentences.
    pub problems: Vec<String>,
}

impl PageFacts {
    /// The first title, or nothing.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.titles
            .first()
            .map(String::as_str)
            .filter(|title| !title.is_empty())
    }

    /// The first description, or nothing.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.descriptions
            .first()
            .map(String::as_str)
            .filter(|text| !text.is_empty())
    }

    /// The absolute address of a link, image or other address written on this page.
    #[must_use]
    pub fn resolve(&self, href: &str) -> Option<Url> {
        match self.base.as_ref().or(self.url.as_ref()) {
            Some(base) => base.join(href.trim()).ok(),
            None => Url::parse(href.trim()).ok(),
        }
    }

    /// The addresses that a crawler may go on to, in the order of the page: of the web, without
    /// fragment, each once, of very many the first; none that a `nofollow` of the page or of the
    /// link forbids.
    #[must_use]
    pub fn followed(&self) -> Vec<Url> {
        let no = |word: &String| word == "nofollow" || word == "none";
        if self.robots.iter().any(no) {
            return Vec::new();
        }
        let mut seen = BTreeSet::new();
        let mut room = ROOM;
        self.links
            .iter()
            .filter(|link| !link.rel.iter().any(no))
            .filter_map(|link| self.resolve(&link.href))
            // What is short where it is written may be long when it is resolved.
            .map_while(|url| {
                room = room.checked_sub(url.as_str().len())?;
                Some(url)
            })
            .filter(|url| matches!(url.scheme(), "http" | "https"))
            .map(|mut url| {
                url.set_fragment(None);
                url
            })
            .filter(|url| seen.insert(url.clone()))
            .collect()
    }

    /// The main text by languages: neighbouring lines in one language are one stretch, all lines
    /// are in one, in order. A line too short to tell goes with its neighbours. Computed when
    /// asked, in time linear in the length of the text.
    #[must_use]
    pub fn stretches(&self) -> Vec<Stretch> {
        stretches(&self.text)
    }
}

/// What a page is for, by its structure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PageKind {
    /// News, a blog post, a story.
    Article,
    /// What somebody offers to do.
    Service,
    /// One thing that is sold.
    Product,
    /// A category of things that are sold.
    Collection,
    /// Posts and replies.
    Forum,
    /// Entries that lead to other pages: news, jobs, results.
    Listing,
    /// A manual or a reference.
    Documentation,
    /// The root of a host.
    Home,
    /// A page without text, or not yet looked at.
    #[default]
    Other,
}

/// The same page in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternate {
    /// The language tag as written, or `x-default`.
    pub hreflang: String,
    /// The address as written.
    pub href: String,
}

/// A heading and its level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text, spaces folded.
    pub text: String,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The address as written.
    pub href: String,
    /// Its text, spaces folded.
    pub text: String,
    /// Its `rel` values, lower case.
    pub rel: Vec<String>,
    /// Whether it stands in the main text, not in the frame.
    pub main: bool,
    /// The line of the decoded source on which its tag ends; the first is 1.
    #[serde(default)]
    pub line: u64,
}

/// An image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// The address as written.
    pub src: String,
    /// The alternative text; `None` if the attribute is missing, empty for decoration.
    pub alt: Option<String>,
    /// Width and height in pixels, as its attributes say.
    #[serde(default)]
    pub size: Option<(u32, u32)>,
}

/// One piece of what a page says for machines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Structured {
    /// How the page writes it.
    #[serde(default)]
    pub syntax: Syntax,
    /// JSON-LD as written; microdata and RDFa as the JSON-LD that says the same.
    pub source: String,
    /// What is wrong with it as JSON, if anything.
    pub error: Option<String>,
}

impl Structured {
    /// Its value as JSON; a block with what page makers leave in it (line ends in texts, comment
    /// marks around it) is mended first.
    #[must_use]
    pub fn value(&self) -> Option<Value> {
        serde_json::from_str(&self.source)
            .ok()
            .or_else(|| linked::mended(&self.source))
    }
}

/// How a page writes what it says for machines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Syntax {
    /// `<script type="application/ld+json">`
    #[default]
    #[serde(rename = "json-ld")]
    JsonLd,
    /// `itemscope`, `itemprop`
    #[serde(rename = "microdata")]
    Microdata,
    /// `typeof`, `property`
    #[serde(rename = "rdfa")]
    Rdfa,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_are_long_when_they_are_resolved_do_not_fill_memory() {
        let link = |n: usize| format!("<a href={n}>相机</a> ");
        let page: String = (0..10_000).map(link).collect();
        for (path, all) in [("", true), (&*"a".repeat(1900), false)] {
            let url = Url::parse(&format!("http://www.hengxiang.example/{path}/")).unwrap();
            let facts = crate::read(page.as_bytes(), Some(&url), None);
            let urls = facts.followed();
            assert_eq!(urls.len() == 10_000, all);
            let bytes: usize = urls.iter().map(|url| url.as_str().len()).sum();
            assert!(bytes <= ROOM && urls.len() > 4_000, "{bytes}");
        }
    }
}
