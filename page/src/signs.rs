//! What can be seen of each block of a page: the signs by which its text is told from frame.

use std::collections::HashMap;

use crate::block::{Block, Part, Tag, WORD, han};
use crate::frame::{CUES, Cue};
use crate::sums::{Sums, percent, small};

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

/// Elements around a block that are looked at for [`Sign::Kin`].
const KIN: usize = 4;

/// Percent of a page's words from which its `<main>` counts.
const LANDMARK: i16 = 20;

/// What is known of each element before its blocks are looked at.
#[derive(Debug, Clone, Copy, Default)]
struct Near {
    region: usize,
    kin: usize,
    hops: i16,
    steps: i16,
}

/// The signs of every block.
pub(crate) fn signs(sums: &Sums<'_>) -> Vec<Row> {
    let near = nears(sums);
    let common = common(sums);
    let (since, until) = distances(&sums.good);
    let title = sums
        .page
        .blocks
        .iter()
        .position(|block| block.heading == Some(1));
    let mut texts: HashMap<&str, (i16, i16)> = HashMap::new();
    for block in &sums.page.blocks {
        texts.entry(&block.text).or_default().0 += 1;
    }
    let rows = sums.page.blocks.iter().enumerate().map(|(at, block)| {
        let mut row = common;
        own(&mut row, block, &sums.page.parts[block.part]);
        let mut set = |sign: Sign, value: i16| row[sign as usize] = value;
        if let Some((equal, again)) = texts.get_mut(&*block.text) {
            set(Sign::Again, *again);
            set(Sign::Equal, *equal);
            *again += 1;
        }
        set(Sign::Place, percent(at, sums.page.blocks.len()));
        set(
            Sign::Before,
            percent(sums.before(at).weight, sums.all().weight),
        );
        set(
            Sign::SinceTitle,
            title.map_or(-2, |title| {
                at.checked_sub(title).map_or(-1, |by| small(by.min(50)))
            }),
        );
        set(Sign::GoodBefore, since[at]);
        set(Sign::GoodAfter, until[at]);
        neighbours(&mut row, sums, at);
        holders(&mut row, sums, block.part, near[block.part]);
        row
    });
    rows.collect()
}

/// What is the same for all blocks of the page.
fn common(sums: &Sums<'_>) -> Row {
    let mut row = [0; _];
    let all = sums.all();
    for (sign, value) in [
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
    ] {
        row[sign as usize] = value;
    }
    row
}

/// Goes down the elements once; what is around comes first.
fn nears(sums: &Sums<'_>) -> Vec<Near> {
    let all = sums.all();
    let parts = &sums.page.parts;
    let mut nears: Vec<Near> = Vec::with_capacity(parts.len());
    for (at, part) in parts.iter().enumerate() {
        let sum = sums.within(at);
        let up = nears.get(part.parent).copied().unwrap_or_default();
        let around = std::iter::successors(Some(at), |&at| Some(parts[at].parent));
        let step = |enough: bool, above: i16| if enough || at == 0 { 0 } else { above + 1 };
        nears.push(Near {
            region: if sum.weight * 10 >= all.weight {
                at
            } else {
                up.region
            },
            kin: around
                .take(KIN)
                .map(|at| parts[at].kin)
                .max()
                .unwrap_or_default(),
            hops: step(sum.good * 2 > all.good, up.hops),
            steps: step(sum.good * 5 > all.good, up.steps),
        });
    }
    nears
}

/// How far each block is from the last and the next good one.
fn distances(good: &[bool]) -> (Vec<i16>, Vec<i16>) {
    let mut far = 99;
    let mut step = |&good: &bool| {
        far = if good { 0 } else { (far + 1).min(99) };
        far
    };
    let since: Vec<i16> = good.iter().map(&mut step).collect();
    let mut far = 99;
    let step = |&good: &bool| {
        far = if good { 0 } else { (far + 1).min(99) };
        far
    };
    let mut until: Vec<i16> = good.iter().rev().map(step).collect();
    until.reverse();
    (since, until)
}

fn neighbours(row: &mut Row, sums: &Sums<'_>, at: usize) {
    let near = |by: isize| sums.page.blocks.get(at.checked_add_signed(by)?);
    let words = |by| near(by).map_or(-1, |block| small(block.weight / WORD));
    let linked = |by| near(by).map_or(-1, |block| percent(block.linked, block.weight));
    for (sign, value) in [
        (Sign::Previous, words(-1)),
        (Sign::PreviousLinked, linked(-1)),
        (Sign::Previous2, words(-2)),
        (Sign::Next, words(1)),
        (Sign::NextLinked, linked(1)),
        (Sign::Next2, words(2)),
    ] {
        row[sign as usize] = value;
    }
}

/// The signs of the elements around a block.
fn holders(row: &mut Row, sums: &Sums<'_>, part: usize, near: Near) {
    let parts = &sums.page.parts;
    let mut set = |sign: Sign, value: i16| row[sign as usize] = value;
    let mut up = part;
    for (linked, words, blocks) in [
        (Sign::Up1Linked, Sign::Up1Words, Sign::Up1Blocks),
        (Sign::Up2Linked, Sign::Up2Words, Sign::Up2Blocks),
        (Sign::Up3Linked, Sign::Up3Words, Sign::Up3Blocks),
    ] {
        up = parts[up].parent;
        let sum = sums.within(up);
        set(linked, percent(sum.linked, sum.weight));
        set(words, small(sum.weight / WORD / sum.blocks.max(1)));
        set(blocks, small(sum.blocks));
    }
    let region = sums.within(near.region);
    set(Sign::RegionLinked, percent(region.linked, region.weight));
    set(Sign::RegionShare, percent(region.weight, sums.all().weight));
    set(
        Sign::RegionWords,
        small(region.weight / WORD / region.blocks.max(1)),
    );
    set(Sign::RegionGood, percent(region.good, sums.all().good));
    set(Sign::Kin, small(near.kin));
    set(Sign::Hops, near.hops);
    set(Sign::Steps, near.steps);
    set(Sign::Depth, small(parts[part].depth));
    let cues = sums.around[part];
    for (sign, cue) in [(Sign::InMain, Cue::Main), (Sign::InArticle, Cue::Article)] {
        let share = &mut row[sign as usize];
        *share = if *share < LANDMARK {
            0
        } else {
            2 - i16::from(cues.has(cue))
        };
    }
    let parent = parts[part].parent;
    let three = [part, parent, parts[parent].parent].map(|at| parts[at].cues);
    let near = three[0].and(three[1]).and(three[2]).only(cues);
    for cue in 0..CUES {
        row[SIGNS + cue] = (cues.0 >> cue & 1) as i16;
        row[SIGNS + CUES + cue] = (near.0 >> cue & 1) as i16;
    }
}

/// The signs of the text of a block.
fn own(row: &mut Row, block: &Block, part: &Part) {
    let mut set = |sign: Sign, value: i16| row[sign as usize] = value;
    set(Sign::Words, small(block.weight / WORD));
    set(Sign::Linked, percent(block.linked, block.weight));
    let (mut stops, mut digits, mut chars, mut starts, mut capitals) = (0, 0, 0, 0, 0);
    let (mut money, mut copyright, mut last) = (false, false, ' ');
    for c in block.text.chars() {
        chars += 1;
        match c {
            '.' | ',' | '!' | '?' | ';' | '。' | '，' | '！' | '？' | '；' | '、' => {
                stops += 1
            }
            '0'..='9' => digits += 1,
            '$' | '€' | '£' | '¥' | '￥' | '₹' => money = true,
            '©' => copyright = true,
            _ if !last.is_alphanumeric() && c.is_alphabetic() && !han(c) => {
                starts += 1;
                capitals += usize::from(c.is_uppercase());
            }
            _ => {}
        }
        last = c;
    }
    set(Sign::Stops, small(stops));
    set(Sign::Ends, i16::from(".!?:。！？：”…\"".contains(last)));
    set(Sign::Digits, percent(digits, chars));
    set(
        Sign::Long,
        small(block.text.len() * WORD / block.weight.max(1)),
    );
    set(Sign::Capitals, percent(capitals, starts));
    set(Sign::Level, block.heading.map_or(0, i16::from));
    set(Sign::Copyright, i16::from(copyright));
    set(Sign::Price, i16::from(money && digits > 0));
    set(Sign::Lines, small(block.text.lines().count()));
    match part.tag {
        Tag::Paragraph => set(Sign::Paragraph, 1),
        Tag::Item => set(Sign::Item, 1),
        Tag::Cell => set(Sign::Cell, 1),
        Tag::Definition => set(Sign::Definition, 1),
        Tag::Code => set(Sign::Code, 1),
        Tag::Other => set(Sign::Other, 1),
        Tag::Heading => {}
    }
}
