//! Sums over the blocks of a page, so that what any element holds costs one subtraction.

use crate::block::{Block, Page};
use crate::cue::{Cue, Cues};
use crate::remark::remarks;
use crate::weight::WORD;

/// What a run of blocks holds, in [`weight`](crate::weight::weight).
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sum {
    pub(crate) weight: usize,
    pub(crate) linked: usize,
    /// The weight of its good blocks.
    pub(crate) good: usize,
    pub(crate) blocks: usize,
}

/// A page, summed.
#[derive(Debug)]
pub(crate) struct Sums<'p> {
    pub(crate) page: &'p Page,
    /// The blocks that people surely read: long, few links, not in what is frame by its tag.
    pub(crate) good: Vec<bool>,
    /// What each element and those around it say of themselves.
    pub(crate) around: Vec<Cues>,
    /// What stands before each block, and at last the whole page.
    before: Vec<Sum>,
}

/// Share of the page's words beside links from which a name is a lie (`has-sidebar`), in percent.
const TOO_MUCH: usize = 60;

/// Cues that are believed whatever they are around.
const BELIEVED: Cues = Cues::of(&[Cue::Main, Cue::Article]);

/// Cues of what is no text to read on.
const FRAME: Cues = Cues::of(&[
    Cue::Nav,
    Cue::Footer,
    Cue::Aside,
    Cue::Hidden,
    Cue::Dialog,
    Cue::Notice,
]);

impl<'p> Sums<'p> {
    /// Sums up a page.
    pub(crate) fn of(page: &'p Page) -> Self {
        let good = vec![false; page.blocks.len()];
        let sum = before(&page.blocks, &good);
        let mut sums = Self {
            page,
            good,
            before: sum,
            around: Vec::new(),
        };
        sums.around = sums.cues();
        let good = |block: &Block| {
            block.heading.is_none()
                && block.linked * 3 <= block.weight
                && block.weight >= 10 * WORD
                && !sums.framed(block)
        };
        sums.good = page.blocks.iter().map(good).collect();
        sums.before = before(&page.blocks, &sums.good);
        sums
    }

    /// The cues around each element, without the lies.
    fn cues(&self) -> Vec<Cues> {
        let mut around: Vec<Cues> = Vec::with_capacity(self.page.parts.len());
        let said = |sum: Sum| sum.weight - sum.linked.min(sum.weight);
        let limit = said(self.all()) * TOO_MUCH / 100;
        for (at, part) in self.page.parts.iter().enumerate() {
            let lies = said(self.within(at)) > limit;
            let own = if lies {
                part.cues.only(BELIEVED)
            } else {
                part.cues
            };
            let above = around.get(part.parent).copied().unwrap_or_default();
            around.push(above.and(own));
        }
        let runs = remarks(self.page);
        for (part, cues) in self.page.parts.iter().zip(&mut around) {
            let before = runs.partition_point(|run| run.start <= part.blocks.start);
            let run = before.checked_sub(1).map(|at| &runs[at]);
            if !part.blocks.is_empty() && run.is_some_and(|run| part.blocks.end <= run.end) {
                *cues = cues.and(Cues::of(&[Cue::Comment]));
            }
        }
        around
    }

    /// Whether a block stands in what is frame by its tag.
    pub(crate) fn framed(&self, block: &Block) -> bool {
        self.around[block.part].meets(FRAME)
    }

    /// The whole page.
    pub(crate) fn all(&self) -> Sum {
        self.before.last().copied().unwrap_or_default()
    }

    /// What stands before a block.
    pub(crate) fn before(&self, block: usize) -> Sum {
        self.before[block]
    }

    /// What an element holds.
    pub(crate) fn within(&self, part: usize) -> Sum {
        let blocks = &self.page.parts[part].blocks;
        let (start, end) = (
            self.before[blocks.start],
            self.before[blocks.end.max(blocks.start)],
        );
        Sum {
            weight: end.weight - start.weight,
            linked: end.linked - start.linked,
            good: end.good - start.good,
            blocks: end.blocks - start.blocks,
        }
    }

    /// Percent of the page's words with a cue around them.
    pub(crate) fn share(&self, cue: Cue) -> i16 {
        let cued = self
            .page
            .blocks
            .iter()
            .filter(|block| self.around[block.part].has(cue));
        percent(cued.map(|block| block.weight).sum(), self.all().weight)
    }
}

fn before(blocks: &[Block], good: &[bool]) -> Vec<Sum> {
    let mut sum = Sum::default();
    let mut before = Vec::with_capacity(blocks.len() + 1);
    before.push(sum);
    for (block, &good) in blocks.iter().zip(good) {
        sum.weight += block.weight;
        sum.linked += block.linked;
        sum.good += usize::from(good) * block.weight;
        sum.blocks += 1;
        before.push(sum);
    }
    before
}

/// A share in percent, 0 of nothing.
pub(crate) fn percent(part: usize, whole: usize) -> i16 {
    small((part * 100).checked_div(whole).unwrap_or_default().min(100))
}

/// A count as a sign: more than 9999 tells no more.
pub(crate) fn small(count: usize) -> i16 {
    i16::try_from(count).unwrap_or(i16::MAX).min(9999)
}
