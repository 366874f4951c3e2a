//! Where the comments of readers stand, by the heading above them: old pages do not say it
//! otherwise.

use std::ops::Range;

use crate::block::{Block, Page};
use crate::weight::WORD;

/// Words that a heading of comments has at most; two Han characters are four thirds.
const SHORT: usize = 12 * WORD;

/// Elements around a heading among which the one that holds the comments is looked for.
const STEPS: usize = 4;

/// Blocks that an element with comments has behind their heading, at least.
const FEW: usize = 3;

/// Headings of comments, without digits and marks, in small letters.
const HEADINGS: &[&str] = &[
    "comment",
    "comments",
    "discussion",
    "join the conversation",
    "join the discussion",
    "kommentare",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "reader comments",
    "reader interactions",
    "replies",
    "responses",
    "我要评论",
    "最新评论",
    "发表评论",
    "用户评论",
    "相关评论",
    "网友评论",
    "网友留言",
    "评论",
    "评论列表",
    "读者评论",
    "跟帖",
];

/// Beginnings and ends of headings of comments that name what is commented on.
const STARTS: &[&str] = &[
    "comments on ",
    "responses to ",
    "thoughts on ",
    "replies to ",
];
const ENDS: &[&str] = &["件评论", "条评论", "篇评论"];

/// The runs of blocks that are comments, in order and apart.
pub(crate) fn remarks(page: &Page) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, block) in page.blocks.iter().enumerate() {
        let covered = runs.last().map_or(0, |run| run.end);
        if at >= covered && heads(block) {
            runs.push(at..end(page, at));
        }
    }
    runs
}

/// Whether a block is the heading of comments.
fn heads(block: &Block) -> bool {
    if block.weight > SHORT || block.linky() {
        return false;
    }
    let letters = block
        .text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    let name = letters.collect::<Vec<_>>().join(" ").to_lowercase();
    HEADINGS.contains(&&*name)
        || STARTS.iter().any(|start| name.starts_with(start))
        || ENDS.iter().any(|end| name.ends_with(end))
}

/// Where the comments under a heading end: with the element that holds more than the heading, or
/// at the next heading as high. What is no heading by its tag heads only what it begins.
fn end(page: &Page, at: usize) -> usize {
    let level = page.blocks[at].heading;
    let mut part = page.blocks[at].part;
    for _ in 0..STEPS {
        let above = page.parts[part].parent;
        let begins = level.is_some() || page.parts[above].blocks.start == at;
        if !begins || page.parts[part].blocks.end > at + FEW {
            break;
        }
        part = above;
    }
    let end = page.parts[part].blocks.end.max(at + 1);
    let Some(level) = level else {
        return end;
    };
    let mut after = page.blocks[at + 1..end].iter();
    let next = after.position(|block| block.heading.is_some_and(|other| other <= level));
    next.map_or(end, |next| at + 1 + next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{block, gate};

    fn commented(html: &str) -> Vec<String> {
        let page = block::page(&gate::parse(html, gate::NODES).0);
        let blocks = remarks(&page).into_iter().flatten();
        blocks.map(|at| page.blocks[at].text.clone()).collect()
    }

    #[test]
    fn what_stands_under_a_heading_of_comments_is_comments() {
        for heading in [
            "109 Comments",
            "Leave a reply",
            "Thoughts on “LS8”",
            "《线扫描》已有1件评论",
            "网友评论：",
        ] {
            let html = format!(
                "<div><p>Text.<h3>{heading}</h3><h4>One says</h4><p>是。<h3>Next</h3><p>Text.</div>"
            );
            assert_eq!(commented(&html), [heading, "One says", "是。"]);
        }
    }

    #[test]
    fn comments_end_with_the_element_that_holds_them() {
        let html = "<p>正文。<div><div>评论 3</div><p>好。<p>不错。<p>谢谢。</div><p>再见。";
        assert_eq!(commented(html), ["评论 3", "好。", "不错。", "谢谢。"]);
    }

    #[test]
    fn a_link_to_comments_or_a_count_of_them_heads_nothing() {
        let html =
            "<ul><li>随笔 13<li>评论 260<li>收藏 2</ul><a href=#c>Comments</a><p>Text.<p>Text.";
        assert_eq!(commented(html), ["评论 260"]);
        assert_eq!(
            commented(
                "<h2>Comments on steel strip inspection that we heard at the fair in Hanover, one by one</h2><p>x"
            ),
            [""; 0]
        );
    }
}
