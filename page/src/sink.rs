//! The tree that the parser builds, without what templates hold and attributes without end.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use ego_tree::NodeId;
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, QualName, local_name};
use scraper::{Html, HtmlTreeSink};

use crate::left::beginning;

/// Attributes that later `<html>` and `<body>` tags may add to the first. The tree keeps them
/// sorted, so that time would grow with their square; no page that a person wrote comes near.
const ADDED: usize = 500;

/// Attributes of all elements together, those of repeated formatting included, from which on
/// elements are made without.
pub(crate) const ATTRIBUTES: usize = 250_000;

/// Bytes of an attribute that are kept, and what holds addresses, which must stay whole.
const VALUE: usize = 16_000;
const ADDRESSES: [LocalName; 6] = [
    local_name!("href"),
    local_name!("src"),
    local_name!("srcset"),
    local_name!("data"),
    local_name!("poster"),
    local_name!("action"),
];

/// `scraper`'s sink, which knows neither bounds nor templates.
#[derive(Debug)]
pub(crate) struct Sink {
    tree: HtmlTreeSink,
    /// The link that was made last.
    pub(crate) link: Cell<Option<NodeId>>,
    added: Cell<usize>,
    /// Attributes that elements have been made with.
    pub(crate) attributes: Cell<usize>,
    /// Whether the end of an attribute was cut off that is told of a page.
    pub(crate) shortened: Cell<bool>,
    /// Templates that a script may show, not the page.
    templates: RefCell<Vec<NodeId>>,
}

impl Sink {
    /// An empty document.
    pub(crate) fn new() -> Self {
        Self {
            tree: HtmlTreeSink::new(Html::new_document()),
            link: Cell::default(),
            added: Cell::default(),
            attributes: Cell::default(),
            shortened: Cell::default(),
            templates: RefCell::default(),
        }
    }

    /// Nodes so far.
    pub(crate) fn nodes(&self) -> usize {
        self.tree.0.borrow().tree.values().len()
    }

    /// Takes from an element the attributes that are too many, and the ends of long ones.
    fn bound(&self, attrs: &mut Vec<Attribute>) {
        let count = self.attributes.get() + attrs.len();
        if count > ATTRIBUTES {
            attrs.clear();
        }
        self.attributes.set(count);
        let long = |attr: &&mut Attribute| {
            attr.value.len() > VALUE && !ADDRESSES.contains(&attr.name.local)
        };
        for attr in attrs.iter_mut().filter(long) {
            attr.value = beginning(&attr.value, VALUE).into();
            // Of others, such as the data of scripts, nothing is told anyway.
            let told = matches!(attr.name.local, local_name!("content") | local_name!("alt"));
            self.shortened.set(self.shortened.get() || told);
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Html;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Html {
        let mut html = self.tree.finish();
        for template in self.templates.into_inner() {
            if let Some(mut contents) = html.tree.get_mut(template) {
                contents.detach();
            }
        }
        html
    }

    fn create_element(
        &self,
        name: QualName,
        mut attrs: Vec<Attribute>,
        flags: ElementFlags,
    ) -> NodeId {
        self.bound(&mut attrs);
        let link = matches!(name.local, local_name!("a") | local_name!("area"));
        // What belongs to a shadow root is shown.
        let rooted = |attr: &Attribute| attr.name.local == local_name!("shadowrootmode");
        let template = flags.template && !attrs.iter().any(rooted);
        let id = self.tree.create_element(name, attrs, flags);
        if link {
            self.link.set(Some(id));
        }
        if template {
            self.templates
                .borrow_mut()
                .push(self.get_template_contents(&id));
        }
        id
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.added.set(self.added.get() + attrs.len());
        if self.added.get() <= ADDED {
            self.tree.add_attrs_if_missing(target, attrs);
        }
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

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.tree.get_template_contents(target)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_a_template_holds_is_not_the_pages() {
        for (page, shown) in [
            (
                "<h1>岚目</h1><template><h1>模板</h1><a href=y>模板</a></template><a href=x>链接</a>",
                1,
            ),
            (
                "<template><p><template><h2>x</h2></template><a href=y>y</a>",
                0,
            ),
            (
                "<table><template><tr><td><h1>x</h1><a href=y>y</a></template></table>",
                0,
            ),
            (
                "<div><template shadowrootmode=open><h1>LS8</h1><a href=x>Data sheet</a></template></div>",
                1,
            ),
        ] {
            let facts = crate::read(page.as_bytes(), None, None);
            assert_eq!(
                (facts.headings.len(), facts.links.len()),
                (shown, shown),
                "{page}"
            );
        }
    }

    #[test]
    fn later_tags_add_attributes_within_bounds() {
        let page = "<body><html lang=zh><p>线扫描相机";
        assert_eq!(
            crate::read(page.as_bytes(), None, None).lang.as_deref(),
            Some("zh")
        );
        let many: String = (0..2_000).map(|n| format!("<body a{n}>")).collect();
        let html = crate::gate::parse(&many, crate::gate::NODES).0;
        let body = html.root_element().child_elements().last();
        assert_eq!(
            body.map(|body| body.value().attrs.len()),
            Some(1 + super::ADDED)
        );
    }
}
