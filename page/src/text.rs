//! The main text of a page: what it is about, without the frame around it.
//!
//! The page is cut into blocks. Frame is left out by what it says of itself (elements, roles,
//! names) and by its links. What holds the rest is the main part: the `main` or `article`
//! landmark, else the deepest element around nearly all good text. In it every block counts, so
//! that service and product pages spread over many sections come whole.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node, node::Element};

use crate::block::{Block, WORD, landmark};
use crate::frame::Suspect;

/// A name that sounds like frame is a lie if what it names holds this share of all text, in
/// percent.
const TOO_MUCH: usize = 40;

/// A landmark is the main part if it holds this share of the good text, in percent.
const LANDMARK: usize = 50;

/// Without a landmark, the main part is the deepest element with this share, in percent.
const NEARLY_ALL: usize = 80;

/// Words from which a block speaks for itself, even if it is a link.
const SENTENCE: usize = 15 * WORD;

/// The main text and where it stands.
#[derive(Debug, Default)]
pub(crate) struct Main {
    /// The text, one block a line.
    pub(crate) text: String,
    /// The block elements whose text it is.
    holders: HashSet<NodeId>,
}

impl Main {
    /// Whether a node stands in the main text.
    pub(crate) fn holds(&self, node: NodeRef<'_, Node>) -> bool {
        node.ancestors()
            .any(|node| self.holders.contains(&node.id()))
    }
}

/// The main text among the `blocks` of a page.
pub(crate) fn main(html: &Html, blocks: &[Block]) -> Main {
    let blocks = innocent(blocks);
    let root = root(html, &blocks);
    let within: Vec<&Block> = blocks
        .into_iter()
        .filter(|block| under(html, block, root))
        .collect();
    let kept = kept(&within);
    let mut main = Main::default();
    for (block, _) in within.iter().zip(kept).filter(|(_, kept)| *kept) {
        if !main.text.is_empty() {
            main.text.push('\n');
        }
        main.text.push_str(&block.text);
        main.holders.insert(block.holder);
    }
    main
}

/// The blocks without those in elements that are rightly suspected to be frame.
fn innocent(blocks: &[Block]) -> Vec<&Block> {
    let total: usize = blocks.iter().map(|block| block.weight).sum();
    let much = |weight: usize| weight * 100 > total * TOO_MUCH;
    let mut elements: HashMap<NodeId, usize> = HashMap::new();
    for block in blocks {
        for suspect in &block.suspects {
            *elements.entry(suspect.id).or_default() += block.weight;
        }
    }
    let guilty = |suspect: &&Suspect| !elements.get(&suspect.id).is_some_and(|&sum| much(sum));
    // One comment is frame; when comments are most of the page, it is a forum.
    let mut words: BTreeMap<usize, usize> = BTreeMap::new();
    for block in blocks {
        let of_block: BTreeSet<usize> = block
            .suspects
            .iter()
            .filter(guilty)
            .map(|suspect| suspect.word)
            .collect();
        for word in of_block {
            *words.entry(word).or_default() += block.weight;
        }
    }
    blocks
        .iter()
        .filter(|block| {
            !block
                .suspects
                .iter()
                .filter(guilty)
                .any(|suspect| !words.get(&suspect.word).is_some_and(|&sum| much(sum)))
        })
        .collect()
}

/// The element that holds the main text; none if the page has none, then all of it counts.
fn root(html: &Html, blocks: &[&Block]) -> Option<NodeId> {
    let mut shares: HashMap<NodeId, usize> = HashMap::new();
    let mut total = 0;
    for block in blocks.iter().filter(|block| good(block)) {
        total += block.weight;
        for id in around(html, block) {
            *shares.entry(id).or_default() += block.weight;
        }
    }
    let share = |id: NodeId| shares.get(&id).copied().unwrap_or_default() * 100;
    let named = html
        .tree
        .nodes()
        .filter(|node| share(node.id()) >= total * LANDMARK)
        .rfind(|node| node.value().as_element().is_some_and(main_part));
    if total == 0 {
        return None;
    }
    if let Some(named) = named {
        return Some(named.id());
    }
    let mut deepest = html.tree.root();
    while let Some(child) = deepest
        .children()
        .find(|child| share(child.id()) >= total * NEARLY_ALL)
    {
        deepest = child;
    }
    Some(deepest.id())
}

fn main_part(element: &Element) -> bool {
    landmark(element.name()) || element.attr("role") == Some("main")
}

/// Whether a block is surely text that people read.
fn good(block: &Block) -> bool {
    block.heading.is_none() && block.linked * 3 <= block.weight && block.weight >= 10 * WORD
}

/// The elements around a block, innermost first.
fn around<'a>(html: &'a Html, block: &Block) -> impl Iterator<Item = NodeId> + use<'a> {
    let holder = html.tree.get(block.holder);
    holder.into_iter().flat_map(|holder| {
        std::iter::once(holder.id()).chain(holder.ancestors().map(|node| node.id()))
    })
}

fn under(html: &Html, block: &Block, root: Option<NodeId>) -> bool {
    root.is_none_or(|root| around(html, block).any(|id| id == root))
}

/// Which blocks of the main part belong to the text: all but bare links, and headings with
/// nothing but bare links below them.
fn kept(blocks: &[&Block]) -> Vec<bool> {
    let mut kept = vec![false; blocks.len()];
    let mut below = false;
    for (at, block) in blocks.iter().enumerate().rev() {
        kept[at] = match block.heading {
            Some(level) => below || level == 1,
            None => {
                below = !block.linky() || block.weight >= SENTENCE;
                below
            }
        };
    }
    kept
}

#[cfg(test)]
mod tests {
    fn text(html: &str) -> String {
        crate::read(html.as_bytes(), None, None).text
    }

    const ENGLISH: &str = "The camera looks at the whole web while it moves, and the operator sees \
        each scratch within two seconds of its passing below the lens.";
    const CHINESE: &str =
        "相机在线检查整幅料卷，划痕经过镜头以后两秒之内，操作员就能在屏幕上看到位置与长度。";

    #[test]
    fn an_old_layout_of_tables_gives_its_article() {
        for story in [ENGLISH, CHINESE] {
            let html = format!(
                "<table><tr><td><a href=1>One</a><br><a href=2>Two</a></td><td><p>{story}<br><br>{story}</p>\
                 <p>{story}</td></tr></table><table><tr><td>Copyright</td></tr></table>"
            );
            assert_eq!(text(&html), format!("{story}\n{story}\n{story}"));
        }
    }

    #[test]
    fn a_service_page_of_many_sections_comes_whole() {
        let section = |n: u32| {
            format!("<section><h2>Step {n}</h2><p>第{n}步。{ENGLISH}</p><p>Short.</p></section>")
        };
        let html = format!(
            "<div class=header-wrap><a href=/>Home</a> <a href=/a>About us</a></div>\
             <div class=page>{}{}{}</div><div class=related-posts><h2>Related</h2><p>{ENGLISH}</p></div>",
            section(1),
            section(2),
            section(3)
        );
        let expected: Vec<String> = (1..=3)
            .map(|n| format!("Step {n}\n第{n}步。{ENGLISH}\nShort."))
            .collect();
        assert_eq!(text(&html), expected.join("\n"));
    }

    #[test]
    fn a_name_around_everything_does_not_make_it_frame() {
        let html = format!(
            "<body class=home><div id=has-sidebar><div class=sidebar><a href=1>广告</a></div>\
             <p>{CHINESE}</p><p>{ENGLISH}</p></div>"
        );
        assert_eq!(text(&html), format!("{CHINESE}\n{ENGLISH}"));
    }

    #[test]
    fn comments_are_frame_unless_they_are_the_page() {
        let comment = format!("<div class=comment><p>{CHINESE}</p></div>");
        let story = format!("<p>{ENGLISH}</p>");
        assert_eq!(
            text(&format!("{}{comment}", story.repeat(3))),
            [ENGLISH; 3].join("\n")
        );
        assert_eq!(text(&comment.repeat(3)), [CHINESE; 3].join("\n"));
    }

    #[test]
    fn bare_links_and_their_headings_are_left_out() {
        let html = format!(
            "<main><h1>检测</h1><p>{CHINESE}</p><h2>更多</h2><ul><li><a href=1>带钢</a><li><a href=2>极片</a></ul></main>"
        );
        assert_eq!(text(&html), format!("检测\n{CHINESE}"));
        assert_eq!(text("<p>Not <b>found</b></p>"), "Not found");
        assert_eq!(text(""), "");
    }
}
