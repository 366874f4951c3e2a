//! Names of authors in lines that readers see: `By Lin Lan`, `作者：何雯`, `（记者 何雯 周牧）`.

use super::chinese::{LABELS, beneath, has_label, labelled};
use crate::block::Block;
use crate::name::{LONG, people};
use crate::title::key;

/// Blocks at the start of the text, and at its end, in which a written byline is looked for.
const NEAR: usize = 12;

/// Blocks of which short Chinese lines are looked at.
const MANY: usize = 1_000;

/// Letters of a line that may be the headline.
const HEADLINE: usize = 4;

/// The names in the first such line near the start or end of a page with these titles.
pub(super) fn written(blocks: &[Block], titles: &[String]) -> Vec<String> {
    let heading = blocks.iter().position(|block| block.heading == Some(1));
    let near = blocks.iter().skip(heading.unwrap_or_default()).take(NEAR);
    let near = near.chain(blocks.iter().rev().take(NEAR));
    let lines: Vec<&str> = near.flat_map(|block| block.text.lines()).collect();
    let short = blocks.iter().take(MANY);
    let short = short.flat_map(|block| block.text.lines());
    let short = short.filter(|line| line.chars().count() <= LONG);
    let all = || lines.iter().copied().chain(short.clone());
    let marked: Vec<&str> = all().filter(|line| has_label(line)).collect();
    let said = |labels: &[&str]| {
        let mut found = labels
            .iter()
            .filter_map(|label| marked.iter().find_map(|line| labelled(line, label)));
        found.find(|names| !names.is_empty())
    };
    let (writers, editors) = LABELS;
    western(&lines)
        .or_else(|| said(writers))
        .or_else(|| signed(blocks, titles))
        .or_else(|| said(editors))
        .unwrap_or_default()
}

/// The names that stand alone beneath a headline: in an `<h1>`, or in what the title begins with.
fn signed(blocks: &[Block], titles: &[String]) -> Option<Vec<String>> {
    let title = titles.first().map(|title| key(title)).unwrap_or_default();
    let begins = |line: &str| {
        let line = (line.len() <= 2 * title.len()).then(|| key(line));
        line.is_some_and(|line| line.chars().count() > HEADLINE && title.starts_with(&line))
    };
    // A heading of a section is no name, be it as short as one.
    let lines = blocks.iter().take(MANY);
    let lines = lines.filter(|block| block.heading.is_none_or(|level| level == 1));
    let lines: Vec<(&str, bool)> = lines
        .flat_map(|block| {
            block
                .text
                .lines()
                .map(|line| (line, block.heading == Some(1)))
        })
        .collect();
    let mut headlines = (0..lines.len()).filter(|&at| lines[at].1 || begins(lines[at].0));
    headlines.find_map(|at| beneath(lines.iter().skip(at + 1).map(|(line, _)| *line)))
}

/// The names behind `By` in a short line.
fn western(lines: &[&str]) -> Option<Vec<String>> {
    let short = lines.iter().filter(|line| line.chars().count() <= 2 * LONG);
    let mut names = short.filter_map(|line| {
        let rest = line
            .strip_prefix("By ")
            .or_else(|| line.strip_prefix("Written by "))?;
        let name = rest.split(['|', '•', '·', '—', '–']).next().unwrap_or(rest);
        Some(people(name)).filter(|names| names.iter().all(|name| capital(name)))
    });
    names.find(|names| !names.is_empty())
}

fn capital(name: &str) -> bool {
    name.split_whitespace().count() <= 4 && name.starts_with(char::is_uppercase)
}
