//! The kind of a page, by its structure and by what it tells machines.

use scraper::Html;
use url::Url;

use crate::block::{Block, Page};
use crate::card;
use crate::cue::{CUES, Cue};
use crate::facts::PageKind;
use crate::manner::{MANNERS, Manner, manner};
use crate::mark::{MARKS, Mark};
use crate::shape::Tag;
use crate::sign::{Row, Sign};
use crate::sums::{Sums, percent, small};
use crate::told::{self, HINTS, Hint, Told};
use crate::weight::WORD;

/// What can be seen of a page as a whole; beyond these, hints, for each cue the percent of the
/// words that have it, the manner of the page and its marks.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Trait {
    /// Words, percent of links, percent of good text, blocks.
    Words,
    Linked,
    Good,
    Blocks,
    /// Of the main text: words, percent of the page's, blocks, words for each block, percent of
    /// links.
    Main,
    MainShare,
    MainBlocks,
    MainLong,
    MainLinked,
    /// Blocks of the main text that are so.
    Titles,
    Headings,
    Subheadings,
    Paragraphs,
    Items,
    Cells,
    Codes,
    Prices,
    Questions,
    /// All blocks with a price.
    AllPrices,
    /// The words in the largest group of alike siblings, in percent of the page, and its size.
    KinShare,
    Kin,
    /// Words in `<pre>`.
    CodeShare,
    /// The longest block.
    Longest,
    /// All headings but the first level: how many, that link, that ask, that begin with a number.
    Heads,
    HeadLinks,
    HeadQuestions,
    HeadNumbers,
}

const TRAITS: usize = Trait::HeadNumbers as usize + 1;

/// The traits of one page.
pub(crate) type Traits = [i16; TRAITS + 3 * HINTS + CUES + MANNERS + MARKS];

/// The place of a trait in [`Traits`].
pub(crate) const fn own(it: Trait) -> u16 {
    it as u16
}

/// The place of a hint of the page itself.
pub(crate) const fn page(hint: Hint) -> u16 {
    TRAITS as u16 + hint as u16
}

/// The place of a hint of the page's links.
pub(crate) const fn link(hint: Hint) -> u16 {
    (TRAITS + HINTS) as u16 + hint as u16
}

/// The place of a hint of the title and the classes.
pub(crate) const fn name(hint: Hint) -> u16 {
    (TRAITS + 2 * HINTS) as u16 + hint as u16
}

/// The place of the percent of the words with a cue.
pub(crate) const fn share(cue: Cue) -> u16 {
    (TRAITS + 3 * HINTS) as u16 + cue as u16
}

/// The place of something in the manner of the page.
pub(crate) const fn way(manner: Manner) -> u16 {
    (TRAITS + 3 * HINTS + CUES) as u16 + manner as u16
}

/// The place of a mark.
pub(crate) const fn mark(mark: Mark) -> u16 {
    (TRAITS + 3 * HINTS + CUES + MANNERS) as u16 + mark as u16
}

/// Words from which the structure of a page tells its kind.
const FEW: i16 = 30;

/// The kind of a page by its traits, and by its address `url` if that is known: the root of a
/// host is its home. A page of few words that tells nothing of itself is no kind.
pub(crate) fn kind(traits: &Traits, url: Option<&Url>) -> PageKind {
    let told = &traits[TRAITS..TRAITS + Hint::WordYear as usize];
    let untold = told.iter().all(|&hint| hint == 0);
    match url {
        _ if untold && traits[own(Trait::Words) as usize] < FEW => PageKind::Other,
        Some(url) if url.path() == "/" && url.query().is_none() => PageKind::Home,
        _ => card::kind(traits),
    }
}

/// The traits of a page of which these blocks are `kept` as main text.
pub(crate) fn traits(
    html: &Html,
    address: Option<&str>,
    sums: &Sums<'_>,
    rows: &[Row],
    kept: &[bool],
) -> Traits {
    let mut traits = [0; _];
    let mut set = |name: Trait, value: i16| traits[name as usize] = value;
    let page = sums.page;
    let all = sums.all();
    set(Trait::Words, small(all.weight / WORD));
    set(Trait::Linked, percent(all.linked, all.weight));
    set(Trait::Good, percent(all.good, all.weight));
    set(Trait::Blocks, small(all.blocks));
    let main: Vec<usize> = (0..page.blocks.len()).filter(|&at| kept[at]).collect();
    let weight: usize = main.iter().map(|&at| page.blocks[at].weight).sum();
    let linked: usize = main.iter().map(|&at| page.blocks[at].linked).sum();
    set(Trait::Main, small(weight / WORD));
    set(Trait::MainShare, percent(weight, all.weight));
    set(Trait::MainBlocks, small(main.len()));
    set(Trait::MainLong, small(weight / WORD / main.len().max(1)));
    set(Trait::MainLinked, percent(linked, weight));
    let count = |is: &dyn Fn(usize) -> bool| small(main.iter().filter(|&&at| is(at)).count());
    let tag = |at: usize| page.parts[page.blocks[at].part].tag;
    set(
        Trait::Titles,
        count(&|at| page.blocks[at].heading == Some(1)),
    );
    set(
        Trait::Headings,
        count(&|at| page.blocks[at].heading == Some(2)),
    );
    set(
        Trait::Subheadings,
        count(&|at| page.blocks[at].heading > Some(2)),
    );
    set(Trait::Paragraphs, count(&|at| tag(at) == Tag::Paragraph));
    set(Trait::Items, count(&|at| tag(at) == Tag::Item));
    set(Trait::Cells, count(&|at| tag(at) == Tag::Cell));
    set(Trait::Codes, count(&|at| tag(at) == Tag::Code));
    let price = |row: &Row| row[Sign::Price as usize] > 0;
    set(Trait::Prices, count(&|at| price(&rows[at])));
    set(
        Trait::Questions,
        count(&|at| page.blocks[at].text.ends_with(['?', '？'])),
    );
    set(
        Trait::AllPrices,
        small(rows.iter().filter(|row| price(row)).count()),
    );
    let (share, kin) = kin(sums);
    set(Trait::KinShare, share);
    set(Trait::Kin, kin);
    let coded = page
        .blocks
        .iter()
        .filter(|block| page.parts[block.part].tag == Tag::Code);
    set(
        Trait::CodeShare,
        percent(coded.map(|block| block.weight).sum(), all.weight),
    );
    let longest = page.blocks.iter().map(|block| block.weight).max();
    set(Trait::Longest, small(longest.unwrap_or_default() / WORD));
    headed(&mut traits, &page.blocks);
    cued(&mut traits, sums);
    let told = told::told(html, address);
    let texts: Vec<&str> = main.iter().map(|&at| &*page.blocks[at].text).collect();
    stated(&mut traits, &told, page, (&texts, weight));
    traits
}

/// What the page tells of itself, by its words, its manner and its marks.
fn stated(traits: &mut Traits, told: &Told<'_>, page: &Page, main: (&[&str], usize)) {
    for (place, hint) in traits[TRAITS..]
        .iter_mut()
        .zip([told.page, told.links, told.names].into_iter().flatten())
    {
        *place = hint;
    }
    let titles = page.blocks.iter().filter(|block| block.heading == Some(1));
    let titles: Vec<&str> = titles.map(|block| &*block.text).collect();
    let title = told.title.unwrap_or_default();
    let manners = manner(told.address, title, &titles, main);
    let own = manners.into_iter().chain(told.marks);
    let places = &mut traits[TRAITS + 3 * HINTS + CUES..];
    for (place, value) in places.iter_mut().zip(own) {
        *place = value;
    }
}

/// What the headings below the first level are like, in the whole page.
fn headed(traits: &mut Traits, blocks: &[Block]) {
    let heads = blocks.iter().filter(|block| block.heading > Some(1));
    for head in heads {
        let text = head.text.trim_start_matches(['#', '第']);
        for (name, holds) in [
            (Trait::Heads, true),
            (Trait::HeadLinks, head.linked > 0),
            (Trait::HeadQuestions, text.ends_with(['?', '？'])),
            (
                Trait::HeadNumbers,
                text.starts_with(|c: char| c.is_ascii_digit()),
            ),
        ] {
            let count = &mut traits[own(name) as usize];
            *count = count.saturating_add(i16::from(holds));
        }
    }
}

/// The percent of the words with each cue.
fn cued(traits: &mut Traits, sums: &Sums<'_>) {
    let mut weights = [0; CUES];
    for block in &sums.page.blocks {
        let cues = sums.around[block.part];
        for (cue, weight) in weights.iter_mut().enumerate() {
            *weight += usize::from(cues.0 >> cue & 1 == 1) * block.weight;
        }
    }
    let shares = &mut traits[TRAITS + 3 * HINTS..];
    for (share, weight) in shares.iter_mut().zip(weights) {
        *share = percent(weight, sums.all().weight);
    }
}

/// The siblings that look alike and hold the most words: their percent of the page's words and
/// their number. One element alone is no group.
fn kin(sums: &Sums<'_>) -> (i16, i16) {
    let parts = &sums.page.parts;
    let alike = (0..parts.len()).filter(|&at| parts[at].kin > 2);
    let largest = alike.max_by_key(|&at| parts[at].kin * sums.within(at).weight);
    largest.map_or((0, 0), |at| {
        let weight = parts[at].kin * sums.within(at).weight;
        (percent(weight, sums.all().weight), small(parts[at].kin))
    })
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{Trait, own};
    use crate::PageKind;

    fn kind(html: &str, url: Option<&str>) -> PageKind {
        let url = url.and_then(|url| Url::parse(url).ok());
        crate::read(html.as_bytes(), url.as_ref(), None).kind
    }

    #[test]
    fn headings_are_counted_by_what_they_are_like_in_both_languages() {
        let pages = [
            "<h1>Why?</h1><h2><a href=/a>Strip</a></h2><h2>Which lens fits?</h2><h3>1. Light</h3><p>2 lenses?",
            "<h1>为何？</h1><h2><a href=/a>带钢</a></h2><h2>选哪种镜头？</h2><h3>第1步 照明</h3><p>2个？",
        ];
        for page in pages {
            let (html, ..) = crate::gate::parse(page, crate::gate::NODES);
            let mut traits = [0; _];
            super::headed(&mut traits, &crate::block::page(&html).blocks);
            let counts = [
                (Trait::Heads, 3),
                (Trait::HeadLinks, 1),
                (Trait::HeadQuestions, 1),
                (Trait::HeadNumbers, 1),
            ];
            for (name, count) in counts {
                assert_eq!(traits[own(name) as usize], count, "{name:?} of {page}");
            }
        }
    }

    #[test]
    fn what_a_page_tells_of_itself_decides_with_its_structure() {
        let story = |n: u32| {
            format!(
                "<p>In week {n}, the operator sees each scratch two seconds after the lens.</p>"
            )
        };
        let story: String = (1..40).map(story).collect();
        let frame = "<li><a href=/a>Products</a>".repeat(30);
        let article = format!(
            "<meta property=og:type content=article>\
             <script type=application/ld+json>{{\"@type\": \"NewsArticle\"}}</script>\
             <nav><ul>{frame}</ul></nav><article><h1>Strip</h1>{story}</article><footer>{frame}"
        );
        let post = format!(
            "<div class=post itemscope itemtype=https://schema.org/DiscussionForumPosting>\
             <a href=/forum/u/lin>Lin</a>{story}</div>"
        );
        let forum = post.repeat(4);
        assert_eq!(
            kind(&forum, Some("https://forum.a.example/thread/7")),
            PageKind::Forum
        );
        assert_eq!(kind(&article, Some("https://a.example/")), PageKind::Home);
        assert_eq!(kind("", None), PageKind::Other);
    }
}
