//! The signs that a block has from the elements around it.

use crate::cue::Cue;
use crate::sign::{Row, Sign, cued, fill};
use crate::sums::{Sums, percent, small};
use crate::weight::WORD;

/// Elements around a block that are looked at for [`Sign::Kin`].
const KIN: usize = 4;

/// Percent of a page's words from which its `<main>` counts.
const LANDMARK: i16 = 20;

/// What is known of an element before its blocks are looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Holder {
    /// The nearest element with a tenth of the page's words.
    region: usize,
    kin: usize,
    hops: i16,
    steps: i16,
}

/// Goes down the elements once; what is around comes first.
pub(super) fn holders(sums: &Sums<'_>) -> Vec<Holder> {
    let all = sums.all();
    let parts = &sums.page.parts;
    let mut holders: Vec<Holder> = Vec::with_capacity(parts.len());
    for (at, part) in parts.iter().enumerate() {
        let sum = sums.within(at);
        let up = holders.get(part.parent).copied().unwrap_or_default();
        let around = std::iter::successors(Some(at), |&at| Some(parts[at].parent));
        let kin = around.take(KIN).map(|at| parts[at].kin).max();
        let large = sum.weight * 10 >= all.weight;
        let step = |enough: bool, above: i16| if enough || at == 0 { 0 } else { above + 1 };
        holders.push(Holder {
            region: if large { at } else { up.region },
            kin: kin.unwrap_or_default(),
            hops: step(sum.good * 2 > all.good, up.hops),
            steps: step(sum.good * 5 > all.good, up.steps),
        });
    }
    holders
}

/// The signs of a block in the element `part`, of which `holder` is known.
pub(super) fn around(row: &mut Row, sums: &Sums<'_>, part: usize, holder: Holder) {
    above(row, sums, part);
    region(row, sums, holder.region);
    let signs = [
        (Sign::Kin, small(holder.kin)),
        (Sign::Hops, holder.hops),
        (Sign::Steps, holder.steps),
        (Sign::Depth, small(sums.page.parts[part].depth)),
    ];
    fill(row, signs);
    cues(row, sums, part);
}

/// The signs of the three elements around the block's own.
fn above(row: &mut Row, sums: &Sums<'_>, part: usize) {
    let mut up = part;
    for (linked, words, blocks) in [
        (Sign::Up1Linked, Sign::Up1Words, Sign::Up1Blocks),
        (Sign::Up2Linked, Sign::Up2Words, Sign::Up2Blocks),
        (Sign::Up3Linked, Sign::Up3Words, Sign::Up3Blocks),
    ] {
        up = sums.page.parts[up].parent;
        let sum = sums.within(up);
        let signs = [
            (linked, percent(sum.linked, sum.weight)),
            (words, small(sum.weight / WORD / sum.blocks.max(1))),
            (blocks, small(sum.blocks)),
        ];
        fill(row, signs);
    }
}

fn region(row: &mut Row, sums: &Sums<'_>, region: usize) {
    let (sum, all) = (sums.within(region), sums.all());
    let words = small(sum.weight / WORD / sum.blocks.max(1));
    let signs = [
        (Sign::RegionLinked, percent(sum.linked, sum.weight)),
        (Sign::RegionShare, percent(sum.weight, all.weight)),
        (Sign::RegionWords, words),
        (Sign::RegionGood, percent(sum.good, all.good)),
    ];
    fill(row, signs);
}

/// What the elements around say of themselves.
fn cues(row: &mut Row, sums: &Sums<'_>, part: usize) {
    let parts = &sums.page.parts;
    let all = sums.around[part];
    for (sign, cue) in [(Sign::InMain, Cue::Main), (Sign::InArticle, Cue::Article)] {
        let share = &mut row[sign as usize];
        *share = match *share < LANDMARK {
            true => 0,
            false => 2 - i16::from(all.has(cue)),
        };
    }
    let parent = parts[part].parent;
    let [own, first, second] = [part, parent, parts[parent].parent].map(|at| parts[at].cues);
    cued(row, all, own.and(first).and(second).only(all));
}
