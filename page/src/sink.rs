//! The tree that the parser builds, with the line of the source where each link stands.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use ego_tree::NodeId;
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName, local_name};
use scraper::{Html, HtmlTreeSink};

/// Where the links of a page stand: lines of the decoded source, the first is 1.
#[derive(Debug, Default)]
pub(crate) struct Lines(Vec<(NodeId, u64)>);

impl Lines {
    /// The line on which the tag of this link ends.
    pub(crate) fn of(&self, link: NodeId) -> Option<u64> {
        let at = self.0.binary_search_by_key(&link, |(id, _)| *id).ok()?;
        self.0.get(at).map(|(_, line)| *line)
    }
}

/// `scraper`'s sink, which keeps no positions, with those of the links.
#[derive(Debug)]
pub(crate) struct Sink {
    tree: HtmlTreeSink,
    line: Cell<u64>,
    /// In the order in which elements are made, which is that of their numbers.
    lines: RefCell<Vec<(NodeId, u64)>>,
}

impl Sink {
    /// An empty document.
    pub(crate) fn new() -> Self {
        Self {
            tree: HtmlTreeSink::new(Html::new_document()),
            line: Cell::new(1),
            lines: RefCell::default(),
        }
    }

    /// Nodes so far.
    pub(crate) fn nodes(&self) -> usize {
        self.tree.0.borrow().tree.values().len()
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = (Html, Lines);
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self::Output {
        (self.tree.finish(), Lines(self.lines.into_inner()))
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(line);
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let link = matches!(name.local, local_name!("a") | local_name!("area"));
        let id = self.tree.create_element(name, attrs, flags);
        if link {
            self.lines.borrow_mut().push((id, self.line.get()));
        }
        id
    }

    // What follows is passed on as it is.

    fn parse_error(&self, message: Cow<'static, str>) {
        self.tree.parse_error(message);
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.tree.set_quirks_mode(mode);
    }

    fn get_document(&self) -> NodeId {
        self.tree.get_document()
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.tree.elem_name(target)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.tree.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.tree.create_pi(target, data)
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.tree.append_doctype_to_document(name, public, system);
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.tree.append(parent, child);
    }

    fn append_before_sibling(&self, sibling: &NodeId, node: NodeOrText<NodeId>) {
        self.tree.append_before_sibling(sibling, node);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        self.tree
            .append_based_on_parent_node(element, previous, child);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.tree.reparent_children(node, parent);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.tree.add_attrs_if_missing(target, attrs);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.tree.get_template_contents(target)
    }
}

#[cfg(test)]
mod tests {
    use crate::Link;

    #[test]
    fn links_know_their_lines() {
        let page = "<p>\n<a href=1>one</a> <a href=2>two</a>\r\n<a\n href=3>drei</a>\n\n<map><area href=四></map>";
        let links = crate::read(page.as_bytes(), None, None).links;
        let lines: Vec<(&str, u64)> = links
            .iter()
            .map(|Link { href, line, .. }| (&**href, *line))
            .collect();
        assert_eq!(lines, [("1", 2), ("2", 2), ("3", 4), ("四", 6)]);
    }
}
