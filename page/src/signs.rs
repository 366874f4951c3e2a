//! What can be seen of each block of a page: the signs by which its text is told from frame.

mod beside;
mod holder;
mod own;

use std::collections::HashMap;

use crate::cue::Cue;
use crate::sign::{Row, Sign, fill};
use crate::sums::{Sums, percent, small};
use crate::weight::WORD;

/// The signs of every block.
pub(crate) fn signs(sums: &Sums<'_>) -> Vec<Row> {
    let blocks = &sums.page.blocks;
    let mut rows = vec![common(sums); blocks.len()];
    let holders = holder::holders(sums);
    for (row, block) in rows.iter_mut().zip(blocks) {
        own::own(row, block, &sums.page.parts[block.part]);
        holder::around(row, sums, block.part, holders[block.part]);
    }
    placed(&mut rows, sums);
    again(&mut rows, sums);
    beside::good(&mut rows, &sums.good);
    beside::beside(&mut rows, blocks);
    rows
}

/// What is the same for all blocks of the page; the shares of `<main>` and `<article>` become
/// the block's own in `holder.rs`.
fn common(sums: &Sums<'_>) -> Row {
    let mut row = [0; _];
    let all = sums.all();
    let signs = [
        (Sign::InMain, sums.share(Cue::Main)),
        (Sign::InArticle, sums.share(Cue::Article)),
        (Sign::PageWords, small(all.weight / WORD)),
        (Sign::PageLinked, percent(all.linked, all.weight)),
        (Sign::PageGood, percent(all.good, all.weight)),
        (Sign::PageBlocks, small(all.blocks)),
        (Sign::Comments, sums.share(Cue::Comment)),
        (Sign::Reviews, sums.share(Cue::Review)),
        (Sign::Posts, sums.share(Cue::Post)),
        (Sign::Cards, sums.share(Cue::Card)),
        (Sign::Hidden, sums.share(Cue::Hidden)),
    ];
    fill(&mut row, signs);
    row
}

/// Where on the page each block stands.
fn placed(rows: &mut [Row], sums: &Sums<'_>) {
    let blocks = &sums.page.blocks;
    let title = blocks.iter().position(|block| block.heading == Some(1));
    for (at, row) in rows.iter_mut().enumerate() {
        let since = title.map(|title| at.checked_sub(title));
        let since = since.map_or(-2, |since| since.map_or(-1, |by| small(by.min(50))));
        let before = percent(sums.before(at).weight, sums.all().weight);
        let signs = [
            (Sign::Place, percent(at, blocks.len())),
            (Sign::Before, before),
            (Sign::SinceTitle, since),
        ];
        fill(row, signs);
    }
}

/// How many blocks of the page say the same, and how many of them before.
fn again(rows: &mut [Row], sums: &Sums<'_>) {
    let mut texts: HashMap<usize, (i16, i16)> = HashMap::new();
    for block in &sums.page.blocks {
        let equal = &mut texts.entry(block.saying).or_default().0;
        *equal = equal.saturating_add(1);
    }
    for (row, block) in rows.iter_mut().zip(&sums.page.blocks) {
        if let Some((equal, again)) = texts.get_mut(&block.saying) {
            fill(row, [(Sign::Again, *again), (Sign::Equal, *equal)]);
            *again = again.saturating_add(1);
        }
    }
}
