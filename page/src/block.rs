//! A page as a row of text blocks: paragraphs, headings, items, cells.

use ego_tree::{NodeId, iter::Edge};
use scraper::{Html, Node, node::Element};

use crate::frame::{self, Suspect};

/// Weight of a word of a script with spaces; a Han character weighs [`HAN`], for a Chinese word
/// has about one and a half.
pub(crate) const WORD: usize = 3;
const HAN: usize = 2;

/// Suspects that a block remembers; more of them around each other are a trap, not a page.
const SUSPECTS: usize = 8;

/// Text that stands together.
#[derive(Debug)]
pub(crate) struct Block {
    /// The text, spaces folded, one line for each `<br>`.
    pub(crate) text: String,
    /// Its [`weight`].
    pub(crate) weight: usize,
    /// The weight of the part that is link text.
    pub(crate) linked: usize,
    /// Its level, if it is a heading.
    pub(crate) heading: Option<u8>,
    /// The block element that holds it.
    pub(crate) holder: NodeId,
    /// The elements around it whose names sound like frame, outermost first.
    pub(crate) suspects: Vec<Suspect>,
}

impl Block {
    /// Whether most of it is link text.
    pub(crate) fn linky(&self) -> bool {
        self.linked * 2 > self.weight
    }
}

/// How much a text says, in thirds of a word.
pub(crate) fn weight(text: &str) -> usize {
    let signs = text.chars().filter(|&c| han(c)).count();
    let words = text
        .split(|c: char| !c.is_alphanumeric() || han(c))
        .filter(|word| !word.is_empty())
        .count();
    signs * HAN + words * WORD
}

/// Whether a character is a Han character or kana, which stand without spaces.
fn han(c: char) -> bool {
    matches!(
        c,
        '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{323af}'
    )
}

/// The blocks of a page in its order, without what is certainly frame.
pub(crate) fn blocks(html: &Html) -> Vec<Block> {
    let mut row = Row::default();
    let mut skipped: Option<NodeId> = None;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) if skipped.is_none() => match node.value() {
                Node::Text(text) => row.text(&text.text),
                Node::Element(element) if frame::certain(element, row.landmarks > 0) => {
                    row.flush();
                    skipped = Some(node.id());
                }
                Node::Element(element) => row.open(node.id(), element),
                _ => {}
            },
            Edge::Close(node) => match node.value() {
                _ if skipped == Some(node.id()) => skipped = None,
                Node::Element(element) if skipped.is_none() => row.close(node.id(), element),
                _ => {}
            },
            Edge::Open(_) => {}
        }
    }
    row.flush();
    row.blocks
}

/// The blocks so far, and what stands open.
#[derive(Default)]
struct Row {
    blocks: Vec<Block>,
    text: String,
    linked: usize,
    holders: Vec<(NodeId, Option<u8>)>,
    suspects: Vec<Suspect>,
    links: usize,
    landmarks: usize,
}

impl Row {
    fn open(&mut self, id: NodeId, element: &Element) {
        let room = self.suspects.len() < SUSPECTS;
        if let Some(suspect) = frame::suspect(id, element).filter(|_| room) {
            self.flush();
            self.suspects.push(suspect);
        }
        match element.name() {
            "a" => self.links += 1,
            "br" => self.text.push('\n'),
            name if inline(name) => {}
            name => {
                self.flush();
                self.holders.push((id, level(name)));
                self.landmarks += usize::from(landmark(name));
            }
        }
    }

    fn close(&mut self, id: NodeId, element: &Element) {
        if self.suspects.last().is_some_and(|open| open.id == id) {
            self.flush();
            self.suspects.pop();
        }
        match element.name() {
            "a" => self.links -= 1,
            name if inline(name) || name == "br" => {}
            name => {
                self.flush();
                self.holders.pop();
                self.landmarks -= usize::from(landmark(name));
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.links > 0 {
            self.linked += weight(text);
        }
        // A line end of the source is a space; only `<br>` ends a line.
        self.text
            .extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
    }

    /// Ends the block that is being gathered.
    fn flush(&mut self) {
        let text = lines(&std::mem::take(&mut self.text));
        let linked = std::mem::take(&mut self.linked);
        let Some(&(holder, _)) = self.holders.last().filter(|_| !text.is_empty()) else {
            return;
        };
        self.blocks.push(Block {
            weight: weight(&text),
            text,
            linked,
            heading: self.holders.iter().rev().find_map(|(_, level)| *level),
            holder,
            suspects: self.suspects.clone(),
        });
    }
}

/// The text with spaces folded and empty lines left out.
fn lines(text: &str) -> String {
    let mut lines = String::new();
    for line in text.split('\n').map(fold).filter(|line| !line.is_empty()) {
        if !lines.is_empty() {
            lines.push('\n');
        }
        lines.push_str(&line);
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

fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

pub(crate) fn landmark(name: &str) -> bool {
    matches!(name, "main" | "article")
}

/// Elements that do not end a block.
fn inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate;

    fn of(html: &str) -> Vec<Block> {
        blocks(&gate::parse(html).0)
    }

    #[test]
    fn a_page_is_cut_where_blocks_begin_and_end() {
        let page = "<div>线扫描<b>相机</b><p>One <a href=x>linked words</a></p>after<ul><li>a<li>b</ul>\
            <h2>LS8<br>camera</h2></div>";
        let found = of(page);
        let texts: Vec<&str> = found.iter().map(|block| &*block.text).collect();
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
        assert_eq!(
            (found[1].weight, found[1].linked, found[1].linky()),
            (9, 6, true)
        );
        assert_eq!((found[4].heading, found[5].heading), (None, Some(2)));
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

    #[test]
    fn suspects_within_suspects_are_not_counted_without_end() {
        let page = format!("{}{}", "<div class=nav>".repeat(400), "<p>x".repeat(100));
        assert!(
            of(&page)
                .iter()
                .all(|block| block.suspects.len() == SUSPECTS)
        );
    }
}
