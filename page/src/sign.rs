//! The signs of a block, one number each, and their places in its row.

use crate::cue::{CUES, Cue, Cues};

/// What can be seen of a block, as a small number; beyond these, each [`Cue`] is a sign, once
/// for all elements around it and once for the nearest three. `forest.rs` says what they mean
/// together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// Words; two Han characters are four thirds.
    Words,
    /// Percent of the words that are links.
    Linked,
    /// Signs that part or end a sentence.
    Stops,
    /// Whether it ends as a sentence does.
    Ends,
    /// Percent of the characters that are digits.
    Digits,
    /// Bytes for each word.
    Long,
    /// Percent of the words in scripts with cases that begin with a capital.
    Capitals,
    /// 1 to 6 for headings, else 0.
    Level,
    Paragraph,
    Item,
    Cell,
    Definition,
    Code,
    /// No tag that says what it is.
    Other,
    Copyright,
    /// A sign of a currency and digits.
    Price,
    Lines,
    /// Blocks before with the same text.
    Again,
    /// Blocks with the same text.
    Equal,
    /// Percent of the page's blocks that stand before.
    Place,
    /// Percent of the page's words that stand before.
    Before,
    /// Blocks since the first `<h1>`, at most 50; -1 before it, -2 without one.
    SinceTitle,
    /// Blocks since the last good one, 0 for a good one, at most 99.
    GoodBefore,
    /// Blocks to the next good one, 0 for a good one, at most 99.
    GoodAfter,
    /// Words of the block before, -1 for none, and percent of links.
    Previous,
    PreviousLinked,
    Previous2,
    Next,
    NextLinked,
    Next2,
    /// Of the element around its own: percent of links, words for each block, blocks.
    Up1Linked,
    Up1Words,
    Up1Blocks,
    /// The same, one further.
    Up2Linked,
    Up2Words,
    Up2Blocks,
    /// The same, two further.
    Up3Linked,
    Up3Words,
    Up3Blocks,
    /// Of the nearest element with a tenth of the page's words: percent of links.
    RegionLinked,
    /// Its percent of the page's words.
    RegionShare,
    /// Its words for each block.
    RegionWords,
    /// Its percent of the page's good text.
    RegionGood,
    /// The most alike siblings that its element or one of the next three around it has.
    Kin,
    /// Steps up to an element with half of the good text.
    Hops,
    /// Steps up to an element with a fifth of the good text.
    Steps,
    Depth,
    /// 0: the page has no `<main>` to speak of; 1: within it; 2: outside.
    InMain,
    /// The same for `<article>`.
    InArticle,
    /// Of the page: words, percent of links, percent of good text, blocks.
    PageWords,
    PageLinked,
    PageGood,
    PageBlocks,
    /// Percent of the page's words that stand in what is called comments, and so on.
    Comments,
    Reviews,
    Posts,
    Cards,
    Hidden,
}

const SIGNS: usize = Sign::Hidden as usize + 1;

/// The signs of one block: [`Sign`], then cues around, then cues near.
pub(crate) type Row = [i16; SIGNS + 2 * CUES];

/// The place of a sign in a [`Row`].
pub(crate) const fn sign(sign: Sign) -> u8 {
    sign as u8
}

/// The place of the cue of any element around a block.
pub(crate) const fn around(cue: Cue) -> u8 {
    (SIGNS + cue as usize) as u8
}

/// The place of the cue of the block's element or the two around it.
pub(crate) const fn near(cue: Cue) -> u8 {
    (SIGNS + CUES + cue as usize) as u8
}

/// Writes signs to their places.
pub(crate) fn fill(row: &mut Row, signs: impl IntoIterator<Item = (Sign, i16)>) {
    for (sign, value) in signs {
        row[sign as usize] = value;
    }
}

/// Writes the cues of all elements around a block and those of the nearest three.
pub(crate) fn cued(row: &mut Row, all: Cues, nearest: Cues) {
    for cue in 0..CUES {
        row[SIGNS + cue] = (all.0 >> cue & 1) as i16;
        row[SIGNS + CUES + cue] = (nearest.0 >> cue & 1) as i16;
    }
}
