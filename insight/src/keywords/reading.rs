//! What one page says: its title without the site's name, its main headings, its text.

use std::collections::{BTreeMap, BTreeSet};

use masthead_editorial::Page;
use masthead_page::PageFacts;
use masthead_store::PageAt;
use masthead_text::{Key, Lexicon, Passage, TermCount, Where, fold, terms};

use super::voices::Voice;

/// What sites put between a title and their name.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " · ", " :: ", "_", "｜", " |"];

/// Headings below this level are text.
const DEEPEST: u8 = 2;

/// Characters of a page's text that are read: an article has a tenth of it, and what goes on and
/// on has been written by a machine to fill a memory.
const LONGEST: usize = 100_000;

/// The heading of the whole page counts wherever it stands.
const FIRST: u8 = 1;

/// The parts of titles that every page of a source repeats, by source.
#[derive(Debug, Default)]
pub(super) struct Refrains<'a>(BTreeMap<&'a str, BTreeSet<String>>);

impl<'a> Refrains<'a> {
    /// A refrain stands at the end or the beginning of at least two titles, and of at least half
    /// of its source's.
    pub(super) fn of(pages: impl Iterator<Item = &'a PageAt>) -> Self {
        let mut sources = BTreeMap::<&str, (usize, BTreeMap<String, usize>)>::new();
        for page in pages {
            let (titles, parts) = sources.entry(&page.source.name).or_default();
            *titles += 1;
            let title = page.facts.title().unwrap_or_default();
            for part in split(title).into_iter().map(fold).collect::<BTreeSet<_>>() {
                *parts.entry(part).or_default() += 1;
            }
        }
        let repeated = |(titles, parts): (usize, BTreeMap<String, usize>)| {
            let often = move |&(_, count): &(String, usize)| count > 1 && count * 2 >= titles;
            parts
                .into_iter()
                .filter(often)
                .map(|(part, _)| part)
                .collect()
        };
        Self(
            sources
                .into_iter()
                .map(|(name, counts)| (name, repeated(counts)))
                .collect(),
        )
    }

    /// The parts of a page's title that are no refrain; all of them if nothing else is left.
    pub(super) fn title<'p>(&self, page: &'p PageAt) -> Vec<&'p str> {
        let title = page.facts.title().unwrap_or_default();
        let refrains = self.0.get(page.source.name.as_str());
        let repeats = |part: &&str| refrains.is_some_and(|refrains| refrains.contains(&fold(part)));
        let own: Vec<&str> = split(title)
            .into_iter()
            .filter(|part| !repeats(part))
            .collect();
        if own.is_empty() { vec![title] } else { own }
    }
}

/// A title as it stands, without the name of its source at the end: the name is told beside it.
pub(crate) fn headline<'t>(title: &'t str, source: &str) -> &'t str {
    let before = |separator: &&str| {
        let rest = title.strip_suffix(source)?.strip_suffix(*separator)?.trim();
        (!rest.is_empty()).then_some(rest)
    };
    SEPARATORS.iter().find_map(before).unwrap_or(title)
}

/// The parts of a title.
fn split(title: &str) -> Vec<&str> {
    SEPARATORS.iter().fold(vec![title], |parts, separator| {
        parts
            .into_iter()
            .flat_map(|part| part.split(separator))
            .collect()
    })
}

/// The terms of a page. Its main headings are headings only, though they are in its text too.
pub(super) fn read(
    voice: &Voice<'_>,
    refrains: &Refrains<'_>,
    lexicon: &Lexicon,
) -> Vec<TermCount> {
    let facts = &voice.page.facts;
    let title = refrains.title(voice.page).join("\n");
    let (headings, text) = parts(facts);
    let mut passages = vec![Passage {
        place: Where::Title,
        text: &title,
    }];
    passages.extend(headings.into_iter().map(|text| Passage {
        place: Where::Heading,
        text,
    }));
    passages.extend(text.into_iter().map(|text| Passage {
        place: Where::Text,
        text,
    }));
    terms(&passages, voice.language, lexicon)
}

/// The main headings of a page and the other lines of its text. A first heading counts wherever
/// it stands, a second one only in the main text: others are of the frame.
fn parts(facts: &PageFacts) -> (Vec<&str>, Vec<&str>) {
    let end = facts
        .text
        .char_indices()
        .nth(LONGEST)
        .map_or(facts.text.len(), |(at, _)| at);
    let text = &facts.text[..end];
    let lines: BTreeSet<String> = text.lines().map(fold).collect();
    let headings: Vec<&str> = facts
        .headings
        .iter()
        .filter(|heading| {
            let main = || lines.contains(&fold(&heading.text));
            heading.level == FIRST || (heading.level <= DEEPEST && main())
        })
        .map(|heading| heading.text.as_str())
        .collect();
    let folded: BTreeSet<String> = headings.iter().map(|text| fold(text)).collect();
    let text = text
        .lines()
        .filter(|line| !folded.contains(&fold(line)))
        .collect();
    (headings, text)
}

/// The terms of a page that we wrote. Its target keyword weighs as its title. A further keyword
/// does if the page's words hold it; where it is only declared, it weighs as text.
pub(super) fn own(page: &Page, lexicon: &Lexicon) -> Vec<TermCount> {
    let passage = |place| move |text| Passage { place, text };
    let mut passages: Vec<Passage<'_>> = [page.title.as_str(), page.keyword.as_str()]
        .map(passage(Where::Title))
        .into();
    passages.extend(
        page.headings
            .iter()
            .map(|text| text.as_str())
            .map(passage(Where::Heading)),
    );
    passages.push(passage(Where::Text)(&page.text));
    let said: BTreeSet<Key> = terms(&passages, page.language, lexicon)
        .into_iter()
        .map(|term| term.key)
        .collect();
    passages.extend(page.keywords.iter().map(|keyword| {
        let held = said.contains(&Key::of(keyword, page.language, lexicon));
        passage(if held { Where::Title } else { Where::Text })(keyword)
    }));
    terms(&passages, page.language, lexicon)
}
