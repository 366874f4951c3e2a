//! A page as a row of text blocks (paragraphs, headings, items, cells) and the tree around them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use ego_tree::{NodeId, iter::Edge};
use html5ever::local_name;
use scraper::{Html, Node, node::Element};

use crate::attribute;
use crate::cue::Cues;
use crate::fold::Folded;
use crate::frame;
use crate::shape::{Shape, Tag, shape};
use crate::weight::weight;

/// Text that stands together.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// The text, spaces folded, one line for each `<br>`.
    pub(crate) text: String,
    /// Equal for blocks of the same text on one page.
    pub(crate) saying: usize,
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

/// The page as blocks, without what nobody reads.
pub(crate) fn page(html: &Html) -> Page {
    let mut row = Row::default();
    let mut skipped: Option<NodeId> = None;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) if skipped.is_none() => match node.value() {
                Node::Text(text) => row.text(text),
                Node::Element(element) => match shape(element) {
                    Shape::Unread => skipped = Some(node.id()),
                    shape => row.open(shape, node.id(), element),
                },
                _ => {}
            },
            Edge::Close(node) => match node.value() {
                _ if skipped == Some(node.id()) => skipped = None,
                Node::Element(element) if skipped.is_none() => {
                    row.close(shape(element));
                }
                _ => {}
            },
            Edge::Open(_) => {}
        }
    }
    row.flush();
    kin(&mut row.page.parts);
    sayings(&mut row.page.blocks);
    row.page
}

/// Numbers the texts of the blocks, each once.
fn sayings(blocks: &mut [Block]) {
    let mut texts: HashMap<&str, usize> = HashMap::new();
    for Block { text, saying, .. } in blocks {
        let next = texts.len();
        *saying = *texts.entry(text).or_insert(next);
    }
}

/// Counts for each element how many of its siblings look like it.
fn kin(parts: &mut [Part]) {
    let look = |(at, part): (usize, &Part)| (part.parent, part.look, at);
    let mut looks: Vec<_> = parts.iter().enumerate().map(look).collect();
    looks.sort_unstable();
    for alike in looks.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        for &(.., at) in alike {
            parts[at].kin = alike.len();
        }
    }
}

/// The page so far, and what stands open.
#[derive(Default)]
struct Row {
    page: Page,
    text: Folded,
    linked: usize,
    /// The open block elements: their places and levels.
    open: Vec<(usize, Option<u8>)>,
    links: usize,
}

impl Row {
    fn open(&mut self, shape: Shape, id: NodeId, element: &Element) {
        let (tag, level) = match shape {
            Shape::Link => {
                self.links += 1;
                return;
            }
            Shape::Break => return self.text.line(),
            Shape::Inline | Shape::Unread => return,
            Shape::Block(tag) => (tag, None),
            Shape::Heading(level) => (Tag::Heading, Some(level)),
        };
        self.flush();
        let blocks = self.page.blocks.len();
        let around = self.open.last().copied();
        let level = level.or(around.and_then(|(_, level)| level));
        self.open.push((self.page.parts.len(), level));
        self.page.parts.push(Part {
            id,
            tag,
            parent: around.map_or(0, |(parent, _)| parent),
            depth: self.open.len(),
            cues: frame::cues(element),
            blocks: blocks..blocks,
            look: look(element),
            kin: 1,
        });
    }

    fn close(&mut self, shape: Shape) {
        match shape {
            Shape::Link => self.links -= 1,
            Shape::Break | Shape::Inline | Shape::Unread => {}
            Shape::Block(_) | Shape::Heading(_) => {
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
        self.text.push(text);
    }

    /// Ends the block that is being gathered.
    fn flush(&mut self) {
        let text = self.text.take();
        let linked = std::mem::take(&mut self.linked);
        let Some(&(part, heading)) = self.open.last().filter(|_| !text.is_empty()) else {
            return;
        };
        self.page.blocks.push(Block {
            weight: weight(&text),
            text,
            saying: 0,
            linked,
            heading,
            part,
        });
    }
}

/// Tag and class as one number.
fn look(element: &Element) -> u64 {
    let mut hasher = DefaultHasher::new();
    element.name.local.hash(&mut hasher);
    attribute::value(element, &local_name!("class")).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate;

    #[test]
    fn a_page_is_cut_where_blocks_begin_and_end() {
        let html = "<div>线扫描<b>相机</b><p>One <a href=x>linked words</a></p>after<ul><li>a<li>b</ul>\
            <h2>LS8<br>camera</h2></div>";
        let page = page(&gate::parse(html, gate::NODES).0);
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
}
