//! Parsing HTML within bounds: a page that nests or multiplies without end is cut.

use scraper::Html;

use crate::cut::Cutter;
use crate::left::Left;
use crate::sink;
use crate::tokens::{Lines, Tokens};

/// Open elements at which browsers stop nesting too.
const DEPTH: usize = 512;

/// Bytes that are parsed between two looks at most. The depth can grow by a third of it unseen.
const PIECE: usize = 8192;

/// Open elements from which on pieces get smaller: each paragraph may repeat as many.
const HIGH: usize = 16;

/// Nodes of a page: elements, texts, comments. Each takes some 600 bytes until the page is read;
/// the largest pages that people look at have a tenth of them.
pub(crate) const NODES: usize = 250_000;

/// Nodes of what stands in `<noscript>`, which is read beside the page around it.
pub(crate) const WITHIN: usize = 50_000;

/// Bytes of a page that can be counted.
const LONGEST: usize = u32::MAX as usize;

/// The document of `text`, the lines of its links, and what was left out.
///
/// The parser searches its stack of open elements at nearly every tag, so that time grows with
/// length times depth; and it repeats unclosed formatting in every paragraph, so that nodes grow
/// with length times open formatting. So the text is fed by the piece, and feeding stops when
/// the stack is too high or there are more nodes than bytes. Both are exact: a page that is
/// merely sloppy (unclosed `<p>`, `<li>`, `<td>`) is never cut. It stops too at `most` nodes, so
/// that no page takes more memory than is there.
pub(crate) fn parse(text: &str, most: usize) -> (Html, Lines, Vec<Left>) {
    let tree = Tokens::new();
    let mut page = Cutter::new(&text[..text.floor_char_boundary(LONGEST)]);
    let mut left = Vec::new();
    let mut height = 0;
    while !page.ended() {
        page.run(&tree, PIECE / (1 + height / HIGH));
        height = tree.height();
        let why = over(&tree, height, page.at(), most);
        if let Some(why) = why.filter(|_| !page.ended()) {
            left.push(why);
            break;
        }
    }
    left.extend(page.overfull().then_some(Left::Attributes));
    page.end(&tree);
    left.extend(tree.shortened().then_some(Left::Values));
    let (html, lines) = tree.finish();
    (html, lines, left)
}

/// Why a tree of this height, made of so many bytes, must not grow any more, if so.
fn over(tree: &Tokens, height: usize, bytes: usize, most: usize) -> Option<Left> {
    let nodes = tree.nodes();
    if height > DEPTH || nodes > bytes + PIECE {
        Some(Left::Nested)
    } else if nodes > most || tree.attributes() > sink::ATTRIBUTES {
        Some(Left::Nodes)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cut::ATTRIBUTES;

    #[test]
    fn a_tag_with_attributes_without_end_is_cut_and_a_long_one_is_not() {
        let names = |count: usize| (0..count).map(|n| format!(" a{n}=1")).collect::<String>();
        let quoted = format!("<img alt=\"{}\" src=x>岚目", " x".repeat(ATTRIBUTES + 1));
        for (html, cut) in [
            (
                format!("<title>岚目</title><div{}>x", names(ATTRIBUTES * 4)),
                true,
            ),
            (
                format!("<title>岚目</title><div{}", names(ATTRIBUTES * 4)),
                true,
            ),
            (format!("<div{}>x</div>", names(500)), false),
            (quoted, false),
            ("a < b ".repeat(ATTRIBUTES * 2), false),
        ] {
            let expected = Vec::from_iter(cut.then_some(Left::Attributes));
            let left = parse(&html, NODES).2;
            assert_eq!(left, expected, "{}", &html[..40.min(html.len())]);
        }
    }

    #[test]
    fn what_grows_without_end_is_cut() {
        // Three equal unclosed elements are repeated at most; different ones all are.
        let growing: String = (0..20_000).map(|n| format!("<p><font size={n}>")).collect();
        for hostile in [
            "<ul><li>",
            "<div><table><td></div>",
            "<b><div></b>",
            "<svg><foreignObject><div></svg>",
            "<table><td><svg>",
            "<a><object>",
        ]
        .map(|hostile| hostile.repeat(20_000))
        .into_iter()
        .chain([growing])
        {
            let (html, _, left) = parse(&hostile, NODES);
            assert_eq!(left, [Left::Nested], "{:.40}", hostile);
            assert!(html.tree.values().len() < 400_000, "{:.40}", hostile);
        }
    }

    #[test]
    fn what_is_sloppy_is_read_to_the_end() {
        for sloppy in [
            "<p>岚目",
            "<tr><td>LS8<td>8K",
            "<li>one",
            "<div><p>x</div>",
            "<br>",
            "<!-- x -->",
            "<dt>a<dd>b",
            "<option>a",
        ] {
            let text = format!("<table>{}", sloppy.repeat(20_000));
            assert_eq!(parse(&text, NODES).2, [], "in a table: {sloppy}");
            assert_eq!(parse(&sloppy.repeat(20_000), NODES).2, [], "{sloppy}");
        }
    }

    #[test]
    fn a_page_of_more_nodes_than_are_kept_is_cut_and_its_beginning_read() {
        for (each, most) in [
            ("线<br>", 3_000),
            ("<p>x", 3_000),
            ("<td>8K", 3_000),
            ("<!---->", 3_000),
        ] {
            let text = format!("<title>岚目</title><table>{}", each.repeat(9_000));
            let (html, _, left) = parse(&text, most);
            assert_eq!(left, [Left::Nodes], "{each}");
            assert!(html.tree.values().len() < 3 * most, "{each}");
            assert!(
                html.root_element().text().any(|text| text == "岚目"),
                "{each}"
            );
        }
    }

    /// Each paragraph repeats the formatting that stands open, with all its attributes.
    #[test]
    fn attributes_that_are_repeated_without_end_are_cut() {
        let names: String = (0..1_500).map(|n| format!(" a{n}")).collect();
        let text = format!("<p>岚目<b{names}>x{}", "<p>x".repeat(20_000));
        let (html, _, left) = parse(&text, NODES);
        assert_eq!(left, [Left::Nodes]);
        let attributes = |node: &scraper::Node| node.as_element().map_or(0, |it| it.attrs.len());
        let kept: usize = html.tree.values().map(attributes).sum();
        assert!((1_500..=sink::ATTRIBUTES).contains(&kept), "{kept}");
    }

    #[test]
    fn long_attributes_lose_their_ends_unless_they_are_addresses() {
        let long = "岚 ".repeat(9_000);
        for (name, kept, left) in [
            ("alt", 16_000, &[Left::Values][..]),
            ("class", 16_000, &[]),
            ("src", long.len(), &[]),
        ] {
            let (html, _, found) = parse(&format!("<img {name}='{long}'>"), NODES);
            assert_eq!(found, left, "{name}");
            let image = html.tree.values().filter_map(|node| node.as_element());
            let lengths = image.flat_map(|it| &it.attrs).map(|(_, value)| value.len());
            assert_eq!(lengths.max(), Some(kept), "{name}");
        }
    }

    #[test]
    fn pieces_do_not_cut_characters() {
        let text = format!("<p>{}</p>", "线扫描".repeat(5_000));
        let (html, _, left) = parse(&text, NODES);
        assert_eq!(left, []);
        let read: String = html.root_element().text().collect();
        assert_eq!(read.chars().count(), 15_000);
    }
}
