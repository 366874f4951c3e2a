//! A page as a row of text blocks (paragraphs, headings, items, cells) and the tree around them.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use ego_tree::{NodeId, iter::Edge};
use scraper::{Html, Node, node::Element};

use crate::frame::{self, Cues};

/// Weight of a word of a script with spaces; a Han character weighs [`HAN`], for a Chinese word
/// has about one and a half.
pub(crate) const WORD: usize = 3;
const HAN: usize = 2;

/// Text that stands together.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// The text, spaces folded, one line for each `<br>`.
    pub(crate) text: String,
    /// Its [`weight`].
    pub(crate) weight: usize,
    /// The weight of the part that is link text.
    pub(crate) linked: usize,
    /// Its level, if it is a heading.
    pub(crate) heading: Option<u8>,
    /// The element that holds it, as its place in [`Page::parts`].
    pub(crate) part: usize,
}

impl Block {
    /// Whether most of it is link text.
    pub(crate) fn linky(&self) -> bool {
        self.linked * 2 > self.weight
    }
}

/// A block element.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// The element.
    pub(crate) id: NodeId,
    /// Its tag.
    pub(crate) tag: Tag,
    /// The block element around it; the outermost is its own parent.
    pub(crate) parent: usize,
    /// How many block elements are around it.
    pub(crate) depth: usize,
    /// What it says of itself.
    pub(crate) cues: Cues,
    /// The blocks within, as their places in [`Page::blocks`].
    pub(crate) blocks: std::ops::Range<usize>,
    /// Equal for elements of the same tag and class.
    look: u64,
    /// How many children of its parent look like it.
    pub(crate) kin: usize,
}

/// The tags that the reading of text tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Paragraph,
    Item,
    Cell,
    Heading,
    Definition,
    Code,
    Other,
}

/// The blocks of a page and the elements around them, both in its order.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The text.
    pub(crate) blocks: Vec<Block>,
    /// The block elements; what is around another comes before it.
    pub(crate) parts: Vec<Part>,
}

impl Page {
    /// The page with these blocks alone, and all its elements.
    pub(crate) fn only(&self, wanted: impl Fn(&Block) -> bool) -> Self {
        let mut blocks = Vec::with_capacity(self.blocks.len());
        let mut places = Vec::with_capacity(self.blocks.len() + 1);
        for block in &self.blocks {
            places.push(blocks.len());
            if wanted(block) {
                blocks.push(block.clone());
            }
        }
        places.push(blocks.len());
        let mut parts = self.parts.clone();
        for part in &mut parts {
            part.blocks = places[part.blocks.start]..places[part.blocks.end];
        }
        Self { blocks, parts }
    }
}

/// How much a text says, in thirds of a word.
pub(crate) fn weight(text: &str) -> usize {
    let mut weight = 0;
    let mut within = false;
    for c in text.chars() {
        let word = if c.is_ascii() {
            c.is_ascii_alphanumeric()
        } else {
            c.is_alphanumeric()
        };
        if word && han(c) {
            weight += HAN;
        }
        let spaced = word && !han(c);
        weight += if spaced && !within { WORD } else { 0 };
        within = spaced;
    }
    weight
}

/// Whether a character is a Han character or kana, which stand without spaces.
pub(crate) fn han(c: char) -> bool {
    matches!(
        c,
        '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{323af}'
    )
}

/// The page as blocks, without what nobody reads.
pub(crate) fn page(html: &Html) -> Page {
    let mut row = Row::default();
    let mut skipped: Option<NodeId> = None;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) if skipped.is_none() => match node.value() {
                Node::Text(text) => row.text(&text.text),
                Node::Element(element) if frame::unread(element.name()) => {
                    skipped = Some(node.id());
                }
                Node::Element(element) => row.open(node.id(), element),
                _ => {}
            },
            Edge::Close(node) => match node.value() {
                _ if skipped == Some(node.id()) => skipped = None,
                Node::Element(element) if skipped.is_none() => row.close(element),
                _ => {}
            },
            Edge::Open(_) => {}
        }
    }
    row.flush();
    kin(&mut row.page.parts);
    row.page
}

/// Counts for each element how many of its siblings look like it.
fn kin(parts: &mut [Part]) {
    let mut looks: BTreeMap<(usize, u64), usize> = BTreeMap::new();
    for part in &*parts {
        *looks.entry((part.parent, part.look)).or_default() += 1;
    }
    for part in parts {
        part.kin = looks.get(&(part.parent, part.look)).copied().unwrap_or(1);
    }
}

/// The page so far, and what stands open.
#[derive(Default)]
struct Row {
    page: Page,
    text: String,
    linked: usize,
    /// The open block elements: their places and levels.
    open: Vec<(usize, Option<u8>)>,
    links: usize,
}

impl Row {
    fn open(&mut self, id: NodeId, element: &Element) {
        match element.name() {
            "a" => self.links += 1,
            "br" => self.text.push('\n'),
            name if inline(name) => {}
            name => {
                self.flush();
                let blocks = self.page.blocks.len();
                let around = self.open.last().copied();
                let level = level(name).or(around.and_then(|(_, level)| level));
                self.open.push((self.page.parts.len(), level));
                self.page.parts.push(Part {
                    id,
                    tag: tag(name),
                    parent: around.map_or(0, |(parent, _)| parent),
                    depth: self.open.len(),
                    cues: frame::cues(element),
                    blocks: blocks..blocks,
                    look: look(element),
                    kin: 1,
                });
            }
        }
    }

    fn close(&mut self, element: &Element) {
        match element.name() {
            "a" => self.links -= 1,
            name if inline(name) || name == "br" => {}
            _ => {
                self.flush();
                let end = self.page.blocks.len();
                if let Some((part, _)) = self.open.pop() {
                    self.page.parts[part].blocks.end = end;
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.links > 0 {
            self.linked += weight(text);
        }
        // A line end of the source is a space; only `<br>` ends a line.
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.text.push(' ');
            }
            self.text.push_str(line);
        }
    }

    /// Ends the block that is being gathered.
    fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let text = lines(&self.text);
        self.text.clear();
        let linked = std::mem::take(&mut self.linked);
        let Some(&(part, heading)) = self.open.last().filter(|_| !text.is_empty()) else {
            return;
        };
        self.page.blocks.push(Block {
            weight: weight(&text),
            text,
            linked,
            heading,
            part,
        });
    }
}

/// Tag and class as one number.
fn look(element: &Element) -> u64 {
    let mut hasher = DefaultHasher::new();
    element.name().hash(&mut hasher);
    element.attr("class").hash(&mut hasher);
    hasher.finish()
}

/// The text with spaces folded and empty lines left out.
fn lines(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    for line in text.split('\n') {
        let before = lines.len();
        for word in line.split_whitespace() {
            if !lines.is_empty() {
                lines.push(if lines.len() == before { '\n' } else { ' ' });
            }
            lines.push_str(word);
        }
    }
    lines
}

/// The text with every run of spaces and line ends as one space, and none at its ends.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

fn tag(name: &str) -> Tag {
    match name {
        "p" => Tag::Paragraph,
        "li" => Tag::Item,
        "td" | "th" => Tag::Cell,
        "dt" | "dd" => Tag::Definition,
        "pre" => Tag::Code,
        _ if level(name).is_some() => Tag::Heading,
        _ => Tag::Other,
    }
}

fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Elements that do not end a block.
#[rustfmt::skip]
fn inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr" | "acronym" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "data" | "del"
            | "dfn" | "em" | "font" | "i" | "img" | "ins" | "kbd" | "mark" | "q" | "rp" | "rt"
            | "ruby" | "s" | "samp" | "small" | "span" | "strike" | "strong" | "sub" | "sup"
            | "time" | "tt" | "u" | "var" | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate;

    #[test]
    fn a_page_is_cut_where_blocks_begin_and_end() {
        let html = "<div>线扫描<b>相机</b><p>One <a href=x>linked words</a></p>after<ul><li>a<li>b</ul>\
            <h2>LS8<br>camera</h2></div>";
        let page = page(&gate::parse(html).0);
        let texts: Vec<&str> = page.blocks.iter().map(|block| &*block.text).collect();
        assert_eq!(
            texts,
            [
                "线扫描相机",
                "One linked words",
                "after",
                "a",
                "b",
                "LS8\ncamera"
            ]
        );
        assert_eq!((page.blocks[1].weight, page.blocks[1].linked), (9, 6));
        assert!(page.blocks[1].linky());
        assert_eq!(
            (page.blocks[4].heading, page.blocks[5].heading),
            (None, Some(2))
        );
        let item = &page.parts[page.blocks[4].part];
        assert_eq!(
            (item.tag, item.kin, item.blocks.clone()),
            (Tag::Item, 2, 4..5)
        );
        let items = page.only(|block| block.text.len() == 1);
        assert_eq!(items.parts[page.blocks[4].part].blocks, 1..2);
    }

    #[test]
    fn a_text_weighs_its_words_in_both_scripts() {
        for (text, expected) in [
            ("", 0),
            (" · — ", 0),
            ("8,192 pixels", 9),
            ("线扫描相机", 10),
            ("LS8 线扫描", 9),
            ("カメラ", 6),
        ] {
            assert_eq!(weight(text), expected, "{text}");
        }
    }
}
