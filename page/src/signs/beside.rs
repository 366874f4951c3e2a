//! The signs that a block has from those before and after it.

use crate::block::Block;
use crate::sign::{Row, Sign, fill};
use crate::sums::{percent, small};
use crate::weight::WORD;

/// Blocks from which on it does not matter how far a good one is.
const FAR: i16 = 99;

/// The words and links of the next blocks.
pub(super) fn beside(rows: &mut [Row], blocks: &[Block]) {
    for (at, row) in rows.iter_mut().enumerate() {
        let near = |by: isize| blocks.get(at.checked_add_signed(by)?);
        let words = |by| near(by).map_or(-1, |block| small(block.weight / WORD));
        let linked = |by| near(by).map_or(-1, |block| percent(block.linked, block.weight));
        let signs = [
            (Sign::Previous, words(-1)),
            (Sign::PreviousLinked, linked(-1)),
            (Sign::Previous2, words(-2)),
            (Sign::Next, words(1)),
            (Sign::NextLinked, linked(1)),
            (Sign::Next2, words(2)),
        ];
        fill(row, signs);
    }
}

/// How far each block is from the last and the next good one.
pub(super) fn good(rows: &mut [Row], good: &[bool]) {
    far(Sign::GoodBefore, rows.iter_mut().zip(good));
    far(Sign::GoodAfter, rows.iter_mut().zip(good).rev());
}

/// Counts the steps from one good block to the next, the way that the rows come.
fn far<'r>(sign: Sign, rows: impl Iterator<Item = (&'r mut Row, &'r bool)>) {
    let mut far = FAR;
    for (row, &good) in rows {
        far = if good { 0 } else { (far + 1).min(FAR) };
        fill(row, [(sign, far)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_good_block_is_counted_from_both_sides() {
        let mut rows = vec![[0; _]; 5];
        good(&mut rows, &[false, true, false, false, true]);
        let ways = rows.iter().map(|row| {
            (
                row[Sign::GoodBefore as usize],
                row[Sign::GoodAfter as usize],
            )
        });
        let expected = [(99, 1), (0, 0), (1, 2), (2, 1), (0, 0)];
        assert!(ways.eq(expected));
    }
}
