//! Parsing HTML within bounds: a page that nests or multiplies without end is cut.

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use scraper::Html;

use crate::tokens::{Lines, Tokens};

/// Open elements at which browsers stop nesting too.
const DEPTH: usize = 512;

/// Bytes that are parsed between two looks. The depth can grow by a third of it unseen.
const PIECE: usize = 8192;

/// Attributes of one tag. The parser compares each with all before it; no page that a person
/// wrote comes near.
const ATTRIBUTES: usize = 5_000;

/// The document of `text`, the lines of its links, and whether its end was cut off.
///
/// The parser searches its stack of open elements at nearly every tag, so that time grows with
/// length times depth; and it repeats unclosed formatting in every paragraph, so that nodes grow
/// with length times open formatting. So the text is fed by the piece, and feeding stops when
/// the stack is too high or there are more nodes than bytes. Both are exact: a page that is
/// merely sloppy (unclosed `<p>`, `<li>`, `<td>`) is never cut.
pub(crate) fn parse(text: &str) -> (Html, Lines, bool) {
    let parser = Tokenizer::new(Tokens::new(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut rest = &text[..overfull(text).unwrap_or(text.len())];
    let mut cut = rest.len() < text.len();
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(floor(rest, PIECE));
        queue.push_back(StrTendril::from_slice(piece));
        drain(&parser, &queue);
        rest = after;
        let nodes = text.len() - rest.len() + PIECE;
        if parser.sink.height() > DEPTH || parser.sink.nodes() > nodes {
            cut = true;
            break;
        }
    }
    drain(&parser, &queue);
    parser.end();
    let (html, lines) = parser.sink.finish();
    (html, lines, cut)
}

/// Reads what is in the queue; after a script, which no one runs here, the parser goes on.
fn drain(parser: &Tokenizer<Tokens>, queue: &BufferQueue) {
    while !matches!(parser.feed(queue), TokenizerResult::Done) {}
}

/// Where the first tag with more than [`ATTRIBUTES`] begins, if there is one.
fn overfull(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = text[at..].find('<') {
        let start = at + next;
        let (end, attributes) = tag(bytes, start + 1);
        if attributes > ATTRIBUTES {
            return Some(start);
        }
        at = end;
    }
    None
}

/// Where the tag that begins at `start` ends, and about how many attributes it has: the words
/// outside quotes. What begins with no letter is no tag.
fn tag(bytes: &[u8], start: usize) -> (usize, usize) {
    let (mut gap, mut words) = (false, 0);
    if !bytes.get(start).is_some_and(u8::is_ascii_alphabetic) {
        return (start, 0);
    }
    let mut at = start;
    while let Some(&byte) = bytes.get(at).filter(|_| words <= ATTRIBUTES) {
        match byte {
            b'>' => return (at, words),
            b'"' | b'\'' if bytes[at - 1] == b'=' => {
                let inside = bytes[at + 1..].iter().take_while(|&&inside| inside != byte);
                at += 1 + inside.count();
            }
            _ => {
                let space = byte.is_ascii_whitespace() || byte == b'/';
                words += usize::from(gap && !space);
                gap = space;
            }
        }
        at += 1;
    }
    (bytes.len(), words)
}

/// The greatest character boundary at or before `at`, but not 0.
fn floor(text: &str, at: usize) -> usize {
    (1..=at)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_with_attributes_without_end_is_cut_and_a_long_one_is_not() {
        let names = |count: usize| (0..count).map(|n| format!(" a{n}=1")).collect::<String>();
        let quoted = format!("<img alt=\"{}\" src=x>岚目", " x".repeat(ATTRIBUTES * 2));
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
            assert_eq!(parse(&html).2, cut, "{}", &html[..40.min(html.len())]);
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
            let (html, _, cut) = parse(&hostile);
            assert!(cut, "{:.40}", hostile);
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
            assert!(!parse(&text).2, "in a table: {sloppy}");
            assert!(!parse(&sloppy.repeat(20_000)).2, "{sloppy}");
        }
    }

    #[test]
    fn pieces_do_not_cut_characters() {
        let text = format!("<p>{}</p>", "线扫描".repeat(5_000));
        let (html, _, cut) = parse(&text);
        assert!(!cut);
        let read: String = html.root_element().text().collect();
        assert_eq!(read.chars().count(), 15_000);
    }
}
