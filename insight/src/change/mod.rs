//! What differs between two versions of a page: title, description, headings, canonical, text.
//!
//! Case, width, spaces and punctuation do not count, nor does the order of blocks. A block is a
//! line of the main text: a paragraph, a heading, an item, a cell.

mod quote;

use std::collections::{BTreeMap, BTreeSet};

use masthead_page::PageFacts;
use masthead_text::{Language, Shingles, fold};
use serde::Serialize;

use quote::quotes;

/// A thing that is other now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// What it was; empty if it was absent.
    pub before: String,
    /// What it is; empty if it is absent.
    pub now: String,
}

/// What differs between two versions; all empty where nothing that counts does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The title that search engines are given.
    pub title: Option<Edit>,
    /// The description that they are given.
    pub description: Option<Edit>,
    /// The first heading of the first level.
    pub h1: Option<Edit>,
    /// The address that the page asks to be known by.
    pub canonical: Option<Edit>,
    /// Headings that came and went, without the first.
    pub headings: Blocks,
    /// The main text.
    pub text: Option<Rewrite>,
}

/// Blocks that came and went.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Blocks {
    /// Those that are new, in the order of the page.
    pub added: Vec<String>,
    /// Those that are gone, in the order of the page.
    pub removed: Vec<String>,
}

/// How a text was rewritten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rewrite {
    /// How many blocks are new or edited.
    pub added: usize,
    /// How many blocks are gone or edited.
    pub removed: usize,
    /// How much of both versions stands in one of them only, in percent, rounded up.
    pub changed: u64,
    /// How much of the earlier version still stands, in percent, rounded down.
    pub kept: u64,
    /// The first changes, cut to what is other. `before` or `now` is empty where a block came or
    /// went.
    pub quotes: Vec<Edit>,
}

impl Difference {
    /// Compares two versions of a page whose text is in `language`.
    #[must_use]
    pub fn between(before: &PageFacts, now: &PageFacts, language: Language) -> Self {
        let canonical = |facts: &PageFacts| {
            let written = facts.canonicals.first();
            let url = written.and_then(|written| facts.resolve(written));
            url.map_or_else(String::new, |url| url.to_string())
        };
        Self {
            title: edit(before.title(), now.title()),
            description: edit(before.description(), now.description()),
            h1: edit(h1(before), h1(now)),
            canonical: exact(canonical(before), canonical(now)),
            headings: Blocks::between(headings(before), headings(now)),
            text: Rewrite::between(&before.text, &now.text, language),
        }
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Blocks {
    fn between<'t>(
        before: impl Iterator<Item = &'t str>,
        now: impl Iterator<Item = &'t str>,
    ) -> Self {
        let (before, now): (Vec<&str>, Vec<&str>) = (before.collect(), now.collect());
        Self {
            added: lacking(&now, &before),
            removed: lacking(&before, &now),
        }
    }
}

impl Rewrite {
    /// How `before` became `now`; `None` where the words are the same.
    fn between(before: &str, now: &str, language: Language) -> Option<Self> {
        let (old, new) = (Shingles::of(before, language), Shingles::of(now, language));
        let blocks = Blocks::between(before.lines(), now.lines());
        if old == new || blocks == Blocks::default() {
            return None;
        }
        Some(Self {
            added: blocks.added.len(),
            removed: blocks.removed.len(),
            changed: unlike(&old, &new),
            kept: old.percent_in(&new),
            quotes: quotes(blocks),
        })
    }
}

/// Whether a page lists others: most of its headings below the first, or most of its text, are
/// links. Its text changes with every new page, which is told as a new page already.
pub(crate) fn lists(facts: &PageFacts) -> bool {
    let links: BTreeSet<&str> = facts
        .links
        .iter()
        .filter(|link| link.main)
        .map(|link| link.text.as_str())
        .collect();
    let below = || facts.headings.iter().filter(|heading| heading.level > 1);
    let linked = below()
        .filter(|heading| links.contains(heading.text.as_str()))
        .count();
    let length: usize = links.iter().map(|text| text.len()).sum();
    (linked > 1 && linked * 2 > below().count()) || length * 2 > facts.text.len()
}

/// How much of two texts stands in one of them only, in percent, rounded up.
fn unlike(one: &Shingles, other: &Shingles) -> u64 {
    let stands = |hash: &&u64| other.hashes().binary_search(hash).is_ok();
    let both = one.hashes().iter().filter(stands).count() as u64;
    let all = (one.hashes().len() + other.hashes().len()) as u64 - both;
    ((all - both) * 100).div_ceil(all.max(1))
}

/// The blocks of `some` that `others` lack, each as often as it is lacking.
fn lacking(some: &[&str], others: &[&str]) -> Vec<String> {
    let mut there: BTreeMap<String, usize> = BTreeMap::new();
    for block in others {
        *there.entry(plain(block)).or_default() += 1;
    }
    let known = |block: &&&str| {
        let plain = plain(block);
        let left = there.get_mut(&plain).filter(|left| **left > 0);
        let known = left.map(|left| *left -= 1).is_some();
        !known && !plain.is_empty()
    };
    some.iter()
        .filter(known)
        .map(|&block| block.to_owned())
        .collect()
}

/// A block as it is compared: letters and digits.
fn plain(block: &str) -> String {
    let folded = fold(block);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What was and is, unless it is the same but for case, width and punctuation.
fn edit(before: Option<&str>, now: Option<&str>) -> Option<Edit> {
    let (before, now) = (before.unwrap_or_default(), now.unwrap_or_default());
    (plain(before) != plain(now)).then(|| Edit {
        before: before.to_owned(),
        now: now.to_owned(),
    })
}

fn exact(before: String, now: String) -> Option<Edit> {
    (before != now).then_some(Edit { before, now })
}

fn h1(facts: &PageFacts) -> Option<&str> {
    let first = facts.headings.iter().find(|heading| heading.level == 1);
    first.map(|heading| heading.text.as_str())
}

/// The headings below the first.
fn headings(facts: &PageFacts) -> impl Iterator<Item = &str> {
    let below = facts.headings.iter().filter(|heading| heading.level > 1);
    below.map(|heading| heading.text.as_str())
}

#[cfg(test)]
mod tests {
    use masthead_page::Heading;
    use proptest::prelude::*;

    use super::*;

    fn page(title: &str, h1: &str, text: &str) -> PageFacts {
        let heading = |level, text: &str| Heading {
            level,
            text: text.to_owned(),
        };
        PageFacts {
            titles: vec![title.to_owned()],
            headings: vec![heading(1, h1), heading(2, "参数")],
            text: text.to_owned(),
            ..PageFacts::default()
        }
    }

    const ZH: &str = "样品试验每次收费三千元，需要提前两周预约。\n试验报告在五个工作日内给出。";
    const EN: &str =
        "The trial takes one day and costs EUR 400 for each sample.\nReports follow within a week.";

    #[test]
    fn each_part_of_a_page_is_compared() {
        let mut now = page("8K camera", "Camera CX4", EN);
        now.descriptions = vec!["八千像素".to_owned()];
        now.canonicals = vec!["https://c.example/cx4/".to_owned()];
        now.headings[1].text = "Specification".to_owned();
        let found = Difference::between(&page("Camera", "Camera", EN), &now, Language::English);
        let edit = |before: &str, now: &str| {
            let (before, now) = (before.to_owned(), now.to_owned());
            Some(Edit { before, now })
        };
        assert_eq!(found.title, edit("Camera", "8K camera"));
        assert_eq!(found.h1, edit("Camera", "Camera CX4"));
        assert_eq!(found.description, edit("", "八千像素"));
        assert_eq!(found.canonical, edit("", "https://c.example/cx4/"));
        assert_eq!(found.headings.added, ["Specification"]);
        assert_eq!(found.headings.removed, ["参数"]);
        assert_eq!(found.text, None);
    }

    #[test]
    fn a_rewritten_text_is_quoted_where_it_is_other() {
        for (before, now, language, was, is) in [
            (
                ZH,
                "样品试验首次三天免费，需要提前两周预约。\n试验报告在五个工作日内给出。",
                Language::Chinese,
                "样品试验每次收费三千元，需要提前两周预约。",
                "样品试验首次三天免费，需要提前两周预约。",
            ),
            (
                EN,
                "The trial takes three days and is free for each sample.\nReports follow within a week.",
                Language::English,
                "The trial takes one day and costs EUR 400 for each sample.",
                "The trial takes three days and is free for each sample.",
            ),
        ] {
            let found = Rewrite::between(before, now, language).unwrap();
            assert_eq!((found.added, found.removed), (1, 1));
            assert_eq!(found.quotes[0].before, was);
            assert_eq!(found.quotes[0].now, is);
            assert!((20..90).contains(&found.changed), "{}", found.changed);
        }
    }

    #[test]
    fn what_came_and_went_is_counted_and_quoted() {
        let more = format!("{ZH}\n首批客户可免费试用三天。");
        let found = Rewrite::between(ZH, &more, Language::Chinese).unwrap();
        assert_eq!((found.added, found.removed, found.kept), (1, 0, 100));
        assert_eq!(found.quotes[0].now, "首批客户可免费试用三天。");
        let back = Rewrite::between(&more, ZH, Language::Chinese).unwrap();
        assert_eq!((back.added, back.removed), (0, 1));
        assert_eq!(back.quotes[0].before, "首批客户可免费试用三天。");
    }

    #[test]
    fn commas_case_and_order_are_no_change() {
        let turned = ZH.lines().rev().collect::<Vec<_>>().join("\n");
        for (before, now) in [
            (ZH, ZH.replace('，', "； ")),
            (ZH, turned),
            (EN, EN.to_uppercase()),
        ] {
            let found = Difference::between(
                &page("a", "b", before),
                &page("A.", "B", &now),
                Language::Chinese,
            );
            assert!(found.is_empty(), "{found:?}");
        }
    }

    proptest! {
        #[test]
        fn any_two_texts_can_be_compared(a in "(\\PC|\n|相机)*", b in "(\\PC|\n|相机)*") {
            for language in Language::ALL {
                prop_assert_eq!(Rewrite::between(&a, &a, language), None);
                if let Some(found) = Rewrite::between(&a, &b, language) {
                    prop_assert!(found.changed <= 100 && found.kept <= 100);
                    prop_assert!(found.quotes.len() <= quote::QUOTES);
                }
            }
        }
    }
}
