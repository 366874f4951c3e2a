//! The parser's tokens on their way to the tree: which links the page writes itself, and where.

use std::cell::{Cell, RefCell};

use ego_tree::NodeId;
use html5ever::local_name;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{Tracer, TreeBuilder, TreeBuilderOpts, TreeSink};
use scraper::Html;

use crate::sink::Sink;

/// Where the links of a page stand: lines of the decoded source, the first is 1.
#[derive(Debug, Default)]
pub(crate) struct Lines(Vec<(NodeId, u64)>);

impl Lines {
    /// The line on which the tag of this link ends. `None` for a link that the page does not
    /// write: the parser repeats one that is open where a block begins.
    pub(crate) fn of(&self, link: NodeId) -> Option<u64> {
        let at = self.0.binary_search_by_key(&link, |(id, _)| *id).ok()?;
        self.0.get(at).map(|(_, line)| *line)
    }
}

/// The builder of the tree, with the links that came as tags.
pub(crate) struct Tokens {
    builder: TreeBuilder<NodeId, Sink>,
    /// In the order in which elements are made, which is that of their numbers.
    lines: RefCell<Vec<(NodeId, u64)>>,
}

impl Tokens {
    /// For an empty document.
    pub(crate) fn new() -> Self {
        Self {
            builder: TreeBuilder::new(Sink::new(), TreeBuilderOpts::default()),
            lines: RefCell::default(),
        }
    }

    /// Nodes so far.
    pub(crate) fn nodes(&self) -> usize {
        self.builder.sink.nodes()
    }

    /// Attributes so far.
    pub(crate) fn attributes(&self) -> usize {
        self.builder.sink.attributes.get()
    }

    /// Whether an attribute that is told of a page has lost its end.
    pub(crate) fn shortened(&self) -> bool {
        self.builder.sink.shortened.get()
    }

    /// Open elements and open formatting.
    pub(crate) fn height(&self) -> usize {
        struct Count(Cell<usize>);
        impl Tracer for Count {
            type Handle = NodeId;
            fn trace_handle(&self, _: &NodeId) {
                self.0.set(self.0.get() + 1);
            }
        }
        let count = Count(Cell::new(0));
        self.builder.trace_handles(&count);
        count.0.get()
    }

    /// The document and the lines of its links.
    pub(crate) fn finish(self) -> (Html, Lines) {
        (self.builder.sink.finish(), Lines(self.lines.into_inner()))
    }
}

impl TokenSink for Tokens {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if !link(&token) {
            return self.builder.process_token(token, line);
        }
        self.builder.sink.link.set(None);
        let result = self.builder.process_token(token, line);
        // What the tag repeats of open formatting is made before its own element.
        let made = self.builder.sink.link.take();
        self.lines.borrow_mut().extend(made.map(|id| (id, line)));
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        let builder = &self.builder;
        builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether a token is the start tag of a link.
fn link(token: &Token) -> bool {
    let Token::TagToken(Tag { kind, name, .. }) = token else {
        return false;
    };
    *kind == TagKind::StartTag && matches!(*name, local_name!("a") | local_name!("area"))
}

#[cfg(test)]
mod tests {
    use crate::Link;

    fn links(page: &str) -> Vec<(String, String, u64)> {
        let links = crate::read(page.as_bytes(), None, None).links;
        let parts = |Link {
                         href, text, line, ..
                     }| (href, text, line);
        links.into_iter().map(parts).collect()
    }

    #[test]
    fn links_know_their_lines() {
        let page = "<p>\n<a href=1>one</a> <a href=2>two</a>\r\n<a\n href=\n3>drei</a>\n\n<map><area href=四></map>";
        let lines: Vec<_> = links(page)
            .into_iter()
            .map(|(href, _, line)| (href, line))
            .collect();
        assert_eq!(
            lines,
            [("1", 2), ("2", 2), ("3", 5), ("四", 7)].map(|(href, line)| (href.to_owned(), line))
        );
    }

    #[test]
    fn a_link_that_is_not_closed_is_listed_once() {
        for (page, expected) in [
            ("<div><a href=x>岚目</div>\n<p>two", &[("x", "岚目", 1)][..]),
            ("<p><a href=x>\n<h2>岚目</h2></a>two", &[("x", "岚目", 1)]),
            (
                "<p><a href=x>one\n<p>两<a href=y>二</a>",
                &[("x", "one", 1), ("y", "二", 2)],
            ),
            (
                "<b><a href=x>one<p></b>two</a>\n<a href=x>three</a>",
                &[("x", "one", 1), ("x", "three", 2)],
            ),
            (
                "<table><a href=x>one<tr><td>two<a href=y>二</table>",
                &[("x", "one", 1), ("y", "二", 1)],
            ),
        ] {
            let found = links(page);
            let found: Vec<_> = found
                .iter()
                .map(|(href, text, line)| (&**href, &**text, *line))
                .collect();
            assert_eq!(found, expected, "{page}");
        }
    }
}
