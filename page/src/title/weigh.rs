//! What speaks for a candidate being the title of its page, and how much.
//!
//! The weights are a conditional logit (Gaussian prior, precision 1) over the candidates of 293
//! English pages of seven kinds, times ten and rounded: .82 of these titles, .79 in tenfold
//! cross-validation, pages of one site kept together. On .98 of the pages the title is among the
//! candidates, but trees, the kind of the page and more signs came no further, for the known
//! titles mix headings and uncut titles where these differ.
//! [`Sign::Behind`] was set by hand: nothing was fitted on Chinese.

use std::collections::BTreeSet;

use super::candidate::{Candidate, Source};
use super::cut::separators;
use super::site::Sites;
use super::slug::{slug, words};
use super::{Names, letters};

/// A sign, each with what it counts.
#[derive(Debug, Clone, Copy)]
enum Sign {
    /// How many of headings, `<title>`, `og:title` and JSON-LD have it, three at most.
    Agree,
    /// Percent of the words of the address's last part that stand in it.
    Address,
    /// It is the first heading that does not name the site.
    Leads,
    /// It is the `<title>` without names of the site.
    Known,
    /// It is the first of several parts of a `<title>` that does not begin with the site's name.
    First,
    /// It stands within the last of them, where the name of the site is.
    Inside,
    /// It is a second heading.
    Second,
    /// Separators left in it, three at most.
    Separators,
    /// One of them is a colon.
    Colon,
    /// It is the whole of `twitter:title`.
    Card,
    /// JSON-LD says it.
    Said,
    /// It begins with the name of the site.
    Named,
    /// It is a heading whose words all stand in the `<title>`.
    Within,
    /// It is the whole of a `<title>` without separators.
    Whole,
    /// It is one word.
    Word,
    /// Its words stand in a heading.
    Shorter,
    /// It names the site.
    Site,
    /// It is one of many first headings.
    Many,
    /// It stands on the page as a line of its own.
    Shown,
    /// It is a heading of an article or a thread.
    Story,
    /// It is a heading of a product, and not in its titles.
    Product,
    /// It stands in the titles alone, of neither story nor product.
    Plain,
    /// It is a heading that shares few words with the `<title>`.
    Apart,
    /// It is the first second heading, and neither in the titles nor a first one.
    Section,
    /// It is the longer half of a Chinese `<title>`, at its end, and stands on the page.
    Behind,
}

/// What each sign weighs for each that it counts; [`Sign::Address`] for a hundred.
const WEIGHTS: &[(Sign, i32)] = &[
    (Sign::Agree, 6),
    (Sign::Address, 19),
    (Sign::Leads, 10),
    (Sign::Known, 10),
    (Sign::First, 7),
    (Sign::Inside, -13),
    (Sign::Second, 6),
    (Sign::Separators, -6),
    (Sign::Colon, 16),
    (Sign::Card, 8),
    (Sign::Said, -13),
    (Sign::Named, 7),
    (Sign::Within, 12),
    (Sign::Whole, 17),
    (Sign::Word, -5),
    (Sign::Shorter, 6),
    (Sign::Site, -3),
    (Sign::Many, -5),
    (Sign::Shown, 9),
    (Sign::Story, 6),
    (Sign::Product, 5),
    (Sign::Plain, 5),
    (Sign::Apart, -6),
    (Sign::Section, -13),
    (Sign::Behind, 14),
];

/// What all candidates of a page are weighed against.
pub(super) struct Scale<'a> {
    names: &'a Names<'a>,
    sites: &'a Sites,
    title: Vec<String>,
    /// The words of its last part with a space around each, if it has several.
    last: String,
    /// Its first part is the name of the site.
    led: bool,
    /// Words of the last part of the address.
    address: BTreeSet<String>,
    headings: Vec<String>,
    product: bool,
}

impl<'a> Scale<'a> {
    pub(super) fn of(names: &'a Names<'a>, sites: &'a Sites) -> Self {
        let title = names.head.titles.iter().find(|title| !title.is_empty());
        let headings = names.headings.iter().map(|heading| words(heading));
        Self {
            names,
            sites,
            title: title.map(|title| words(title)).unwrap_or_default(),
            last: title.and_then(|title| last(title)).unwrap_or_default(),
            led: title.is_some_and(|title| led(title, sites)),
            address: slug(names),
            headings: headings
                .map(|words| words.join(" "))
                .filter(|words| !words.is_empty())
                .collect(),
            product: product(names),
        }
    }

    /// What a candidate weighs, in hundredths of the weights.
    pub(super) fn weigh(&self, candidate: &Candidate) -> i32 {
        let words = words(&candidate.text);
        let weighed = WEIGHTS
            .iter()
            .map(|(sign, weight)| weight * self.count(*sign, candidate, &words));
        weighed.sum()
    }

    /// How much of a sign a candidate of these words has, in hundredths.
    fn count(&self, sign: Sign, candidate: &Candidate, words: &[String]) -> i32 {
        let of = |source| candidate.of(source);
        let heading = of(Source::Heading);
        let titled = of(Source::Title) || of(Source::Graph);
        let separators = || separators(&candidate.text);
        let holds = match sign {
            Sign::Agree => {
                let sources = [Source::Heading, Source::Title, Source::Graph, Source::Said];
                let count = sources.iter().filter(|source| of(**source)).count();
                return hundredths(count.min(3), 1);
            }
            Sign::Address => {
                let known = |word: &&String| words.contains(word);
                let known = self.address.iter().filter(known).count();
                return hundredths(known, self.address.len());
            }
            Sign::Separators => return hundredths(separators().len().min(3), 1),
            Sign::Leads => candidate.leads,
            Sign::Known => candidate.known,
            Sign::First => candidate.first && !self.led,
            Sign::Inside => !self.led && self.last.contains(&format!(" {} ", words.join(" "))),
            Sign::Second => of(Source::Second),
            Sign::Colon => separators()
                .iter()
                .any(|(left, _)| candidate.text[*left..].trim_start().starts_with(':')),
            Sign::Card => candidate.card,
            Sign::Said => of(Source::Said),
            Sign::Named => self.sites.begin(&candidate.key),
            Sign::Within => {
                heading && !of(Source::Title) && words.iter().all(|word| self.title.contains(word))
            }
            Sign::Whole => candidate.whole && separators().is_empty(),
            Sign::Word => words.len() < 2,
            Sign::Shorter => {
                let words = words.join(" ");
                !heading && self.headings.iter().any(|heading| heading.contains(&words))
            }
            Sign::Site => self.sites.owned(&candidate.text),
            Sign::Many => heading && self.headings.len() > 1,
            Sign::Shown => self.shows(&candidate.key),
            Sign::Story => heading && self.names.story,
            Sign::Product => heading && !titled && self.product,
            Sign::Plain => titled && !heading && !self.product && !self.names.story,
            Sign::Apart => heading && !of(Source::Title) && self.apart(words),
            Sign::Section => candidate.sources == [Source::Second],
            Sign::Behind => {
                let whole: usize = self.title.iter().map(String::len).sum();
                let han = candidate.key.starts_with(|c| c >= '\u{2e80}');
                han && candidate.end
                    && candidate.key.len() * 2 > whole
                    && self.shows(&candidate.key)
            }
        };
        i32::from(holds) * 100
    }

    /// Whether the words have less than a quarter in common with those of the `<title>`.
    fn apart(&self, words: &[String]) -> bool {
        let title: BTreeSet<&String> = self.title.iter().collect();
        let words: BTreeSet<&String> = words.iter().collect();
        title.intersection(&words).count() * 4 < title.union(&words).count()
    }

    /// Whether a line of the page says just this.
    fn shows(&self, key: &str) -> bool {
        let mut lines = self
            .names
            .blocks
            .iter()
            .flat_map(|block| block.text.lines());
        lines.any(|line| line.len() >= key.len() && letters(line).eq(key.chars()))
    }
}

/// The words of the last of several parts of a title, with a space around each.
fn last(title: &str) -> Option<String> {
    let (_, right) = *separators(title).last()?;
    Some(format!(" {} ", words(&title[right..]).join(" ")))
}

/// Whether the first of several parts of a title is the name of the site.
fn led(title: &str, sites: &Sites) -> bool {
    let first = separators(title).first().map(|(left, _)| &title[..*left]);
    first.is_some_and(|first| sites.owned(first))
}

/// A share of a whole in hundredths; of nothing, none.
fn hundredths(part: usize, whole: usize) -> i32 {
    let share = (part * 100).checked_div(whole).unwrap_or_default();
    i32::try_from(share).unwrap_or(i32::MAX)
}

/// Whether the page says that it is a product.
fn product(names: &Names<'_>) -> bool {
    let mut kinds = names.head.values("og:type");
    let mut metas = names.head.metas.iter();
    let mut blocks = names.linked.blocks.iter();
    kinds.any(|kind| kind.to_lowercase().contains("product"))
        || metas.any(|(name, _)| name.starts_with("product:"))
        || blocks.any(|block| block.source.contains("\"Product\""))
}
