//! The main text of a page: what it is about, without the frame around it.
//!
//! The page is cut into blocks, the signs of each are gathered, `forest.rs` weighs them, and
//! `choice.rs` takes those that together are likeliest. Comments belong to the text of a forum
//! only. A page of script that leaves its text in `<noscript>` is read from there.

use std::collections::HashSet;

use ego_tree::NodeId;
use scraper::Html;
use url::Url;

use crate::block::{Block, Page};
use crate::choice::choice;
use crate::cue::{Cue, Cues};
use crate::sign::{Row, Sign};
use crate::sums::Sums;
use crate::weight::WORD;
use crate::{PageKind, forest, hidden, kind, signs};

/// Words from which a text that is said again (for small screens, in a second tab) is left out.
const AGAIN: usize = 8 * WORD;

/// Words of good text from which a page has a text of its own beside its comments.
const STORY: usize = 30 * WORD;

/// The main text and where it stands.
#[derive(Debug, Default)]
pub(crate) struct Main {
    /// The text, one block a line.
    pub(crate) text: String,
    /// The block elements whose text it is, sorted.
    holders: Vec<NodeId>,
    /// What kind of page it is.
    pub(crate) kind: PageKind,
}

impl Main {
    /// Whether an element holds main text itself.
    pub(crate) fn held(&self, id: NodeId) -> bool {
        self.holders.binary_search(&id).is_ok()
    }
}

/// The main text of `html`, whose blocks are `page`, and its kind.
pub(crate) fn main(html: &Html, page: &Page, url: Option<&Url>) -> Main {
    match hidden::unscripted(html, page) {
        // What it holds stands in another document.
        Some(hidden) => Main {
            holders: Vec::new(),
            ..chosen(html, &hidden, url)
        },
        None => chosen(html, page, url),
    }
}

/// The blocks that are main text.
fn chosen(html: &Html, page: &Page, url: Option<&Url>) -> Main {
    let bare = bare(page);
    let page = &bare;
    let sums = Sums::of(page);
    let rows = signs::signs(&sums);
    let mut points: Vec<Option<i32>> = rows.iter().map(|row| Some(forest::points(row))).collect();
    let mut kept = choice(&page.blocks, &points);
    let traits = kind::traits(html, url.map(Url::as_str), &sums, &rows, &kept);
    let kind = kind::kind(&traits, url);
    if kind != PageKind::Forum && silence(&sums, &mut points) {
        kept = choice(&page.blocks, &points);
    }
    if !kept.contains(&true) {
        // A page of a few words, such as an error, is all its own.
        let own = |block: &Block| !sums.framed(block);
        kept = page.blocks.iter().map(own).collect();
    }
    for (kept, row) in kept.iter_mut().zip(&rows) {
        *kept |= cell(row);
    }
    headless(page, &mut kept);
    Main {
        kind,
        ..written(page, &kept)
    }
}

/// Blocks within which good text must stand before the cells of a table that belongs to it.
const NEAR: i16 = 8;

/// Whether a block is a cell of a table in the main part: a figure without its neighbours says
/// too little for the forest.
fn cell(row: &Row) -> bool {
    let at = |sign: Sign| row[sign as usize];
    at(Sign::Cell) > 0
        && at(Sign::InMain) == 1
        && at(Sign::Linked) < 50
        && at(Sign::GoodBefore) < NEAR
}

/// Words of a heading that may be left out at the end.
const SHORT: usize = 12 * WORD;

/// Leaves out a heading at the end of the main text: what it heads is none of it. A heading that
/// is a link stands for itself, as on a list of news.
fn headless(page: &Page, kept: &mut [bool]) {
    let Some(last) = kept.iter().rposition(|kept| *kept) else {
        return;
    };
    let block = &page.blocks[last];
    let heads = block.heading.is_some_and(|level| level > 1);
    kept[last] = !heads || block.linky() || block.weight > SHORT;
}

/// Takes their points from the comments of a page that has a text of its own; whether it has.
fn silence(sums: &Sums<'_>, points: &mut [Option<i32>]) -> bool {
    let blocks = &sums.page.blocks;
    let comment = |block: &Block| sums.around[block.part].has(Cue::Comment);
    let good = blocks.iter().zip(&sums.good).filter(|(_, good)| **good);
    let own = good.filter(|(block, _)| !comment(block));
    if own.map(|(block, _)| block.weight).sum::<usize>() < STORY {
        return false;
    }
    for (block, points) in blocks.iter().zip(points) {
        *points = points.filter(|_| !comment(block));
    }
    true
}

/// The text of the blocks that are kept, and who holds them.
fn written(page: &Page, kept: &[bool]) -> Main {
    let mut main = Main::default();
    let mut said = HashSet::new();
    for (block, _) in page.blocks.iter().zip(kept).filter(|(_, kept)| **kept) {
        if block.weight >= AGAIN && !said.insert(block.saying) {
            continue;
        }
        if !main.text.is_empty() {
            main.text.push('\n');
        }
        main.text.push_str(&block.text);
        main.holders.push(page.parts[block.part].id);
    }
    main.holders.sort_unstable();
    main
}

/// Cues of what is never main text.
const NEVER: Cues = Cues::of(&[
    Cue::Nav,
    Cue::Footer,
    Cue::Dialog,
    Cue::Share,
    Cue::Crumbs,
    Cue::Pager,
    Cue::Foot,
    Cue::Notice,
]);

/// The page without what is surely frame, so that no change there can move the rest.
fn bare(page: &Page) -> Page {
    let around = Sums::of(page).around;
    page.only(|block| !around[block.part].meets(NEVER))
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
            format!("<section><h2>Step {n}</h2><p>Short.</p><p>第{n}步。{ENGLISH}</p></section>")
        };
        let html = format!(
            "<div class=header-wrap><a href=/>Home</a> <a href=/a>About us</a></div>\
             <div class=page>{}{}{}</div><div class=related-posts><h2>Related</h2><a href=/a><h3>Web inspection</h3></a>\
             <a href=/b><h3>Strip and film</h3></a></div>",
            section(1),
            section(2),
            section(3)
        );
        let expected: Vec<String> = (1..=3)
            .map(|n| format!("Step {n}\nShort.\n第{n}步。{ENGLISH}"))
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
        let comment = |n: u32| format!("<div class=comment><p>第{n}楼：{CHINESE}</p></div>");
        let comments: String = (1..=6).map(comment).collect();
        let steps: Vec<String> = (1..=6).map(|n| format!("第{n}步。{ENGLISH}")).collect();
        let story = format!(
            "<title>How to inspect a web</title><h1>How to inspect a web</h1><p>{}</p>",
            steps.join("</p><p>")
        );
        assert_eq!(
            text(&format!("{story}{}", comment(1))),
            format!("How to inspect a web\n{}", steps.join("\n"))
        );
        assert!(text(&comments).matches(CHINESE).count() > 4);
    }

    #[test]
    fn what_is_said_again_is_left_out() {
        let html =
            format!("<div class=wide><p>{CHINESE}</div><div class=narrow><p>{CHINESE}</div>");
        assert_eq!(text(&html), CHINESE);
    }

    #[test]
    fn a_page_of_script_is_read_from_its_noscript() {
        let posts = format!("<div><p>{ENGLISH}</p><p>{CHINESE}</p></div>").repeat(9);
        let html = format!("<div id=app>Loading</div><noscript>{posts}</noscript>");
        assert_eq!(text(&html), format!("{ENGLISH}\n{CHINESE}"));
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
