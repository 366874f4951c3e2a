//! Text that a page shows only to readers without scripts.

use html5ever::local_name;
use scraper::{Html, Node};

use crate::block::{self, Page};
use crate::gate;
use crate::weight::WORD;

/// Bytes of `<noscript>` from which it may hold a page; less is a picture or a notice.
const LARGE: usize = 2048;

/// The page within the largest `<noscript>` of a page, if it says more than the page around it.
///
/// Forums and shops that draw themselves by script leave their text there for search engines.
pub(crate) fn unscripted(html: &Html, shown: &Page) -> Option<Page> {
    let text = |node: ego_tree::NodeRef<'_, Node>| -> String {
        let texts = node.children().filter_map(|child| child.value().as_text());
        texts.map(|text| &*text.text).collect()
    };
    let largest = html
        .tree
        .nodes()
        .filter(|node| {
            node.value()
                .as_element()
                .is_some_and(|it| it.name.local == local_name!("noscript"))
        })
        .map(text)
        .filter(|text| text.len() > LARGE)
        .max_by_key(String::len)?;
    let hidden = block::page(&gate::parse(&largest, gate::WITHIN).0);
    (said(&hidden) > said(shown)).then_some(hidden)
}

/// The weight of what is not link text, in blocks of ten words and more.
fn said(page: &Page) -> usize {
    let long = page.blocks.iter().filter(|block| block.weight >= 10 * WORD);
    long.map(|block| block.weight - block.linked.min(block.weight))
        .sum()
}
