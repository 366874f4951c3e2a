//! Counts the terms of two months and judges them.

use std::collections::{BTreeMap, BTreeSet};

use masthead_editorial::Content;
use masthead_store::{Month, PageAt, Shelf, StoreError};
use masthead_text::{Key, Language, Lexicon, TermCount};
use rayon::prelude::*;

use super::{
    Cover, Keywords, Pages, Rule, Settings, SourceCount, Term, Trend,
    candidate::candidates,
    judge::Judge,
    reading,
    tally::{Tally, enter},
    voices::{Tell, Voice, hear},
};

/// So many of the best terms of a page are looked for on all pages.
pub const BEST: usize = 20;

/// So many pages may be missing in a row when they are gone through again.
const AHEAD: usize = 32;

/// The keywords of `month`: `pages_before` stood at the end of the month before, `pages_now` at
/// the end of `month`; `lexicon` is that of [`words::lexicon`](crate::words::lexicon). The same
/// input gives the same result on any number of threads. Every page is read twice, once for what it
/// is about and once for what others are, so that memory holds the counts of terms only.
///
/// # Errors
/// If the pages cannot be read.
pub fn gather(
    pages_before: &dyn Shelf<PageAt>,
    pages_now: &dyn Shelf<PageAt>,
    content: &Content,
    month: Month,
    settings: &Settings,
    lexicon: &Lexicon,
) -> Result<Keywords, StoreError> {
    let rule = Rule::new(settings);
    let market = Market {
        before: pages_before,
        now: pages_now,
        month,
    };
    let targets = targets(content, lexicon);
    let (voices, wanted) = wanted(&market, &targets, lexicon)?;
    let (tally, own) = listen(&market, &voices, &wanted, content, lexicon)?;
    let judge = Judge::new(rule, &voices, &own);
    let terms = candidates(&tally, &rule, lexicon, &targets)
        .into_iter()
        .map(|(key, mentions)| judge.term(key, mentions))
        .collect();
    let terms = shown(terms, settings.top);
    let lacking = |term: &&Term| {
        let wanted = !term.targeted_by.is_empty() && term.trend != Trend::Fading;
        wanted && term.own != Cover::Covered
    };
    Ok(Keywords {
        month,
        previous: month.previous(),
        rule,
        pages: pages(&voices),
        sources: sources(&voices),
        gap: terms.iter().filter(lacking).cloned().collect(),
        terms,
    })
}

/// The pages of two months.
struct Market<'a> {
    before: &'a dyn Shelf<PageAt>,
    now: &'a dyn Shelf<PageAt>,
    month: Month,
}

impl Market<'_> {
    /// Tells those that are asked for anything, a few at a time.
    fn hear(&self, tell: &mut Tell<'_>) -> Result<(), StoreError> {
        hear(self.before, self.now, self.month, tell)
    }
}

/// The target keywords of our pages.
fn targets(content: &Content, lexicon: &Lexicon) -> BTreeSet<(Language, Key)> {
    content
        .published()
        .map(|page| {
            (
                page.language,
                Key::of(&page.keyword, page.language, lexicon),
            )
        })
        .collect()
}

/// What is looked for on the pages of a language.
type Wanted = BTreeMap<Language, BTreeSet<Key>>;

/// The pages that are asked for anything; and what any of them is about, what the settings name, and
/// what our pages aim at.
fn wanted(
    market: &Market<'_>,
    targets: &BTreeSet<(Language, Key)>,
    lexicon: &Lexicon,
) -> Result<(Vec<Voice>, Wanted), StoreError> {
    let mut wanted = Wanted::new();
    for language in Language::ALL {
        let words = lexicon.words().map(|word| Key::of(word, language, lexicon));
        wanted.entry(language).or_default().extend(words);
    }
    for (language, key) in targets {
        wanted.entry(*language).or_default().insert(key.clone());
    }
    let mut voices = Vec::new();
    market.hear(&mut |few| {
        let best = |(voice, page): &(Voice, &PageAt)| {
            let read = || reading::read(page, voice.language, lexicon).best(BEST, false);
            if voice.own { Vec::new() } else { read() }
        };
        let best: Vec<_> = few.par_iter().map(best).collect();
        for ((voice, _), terms) in few.into_iter().zip(best) {
            let keys = terms.into_iter().map(|term| term.key);
            wanted.entry(voice.language).or_default().extend(keys);
            voices.push(voice);
        }
    })?;
    Ok((voices, wanted))
}

/// How our own pages answer what they answer; what is absent is missing.
pub(super) type Own = BTreeMap<(Language, Key), Cover>;

/// Reads all pages: what the market says, and what we say. Our pages are those that were
/// crawled, and those that we wrote.
fn listen<'a>(
    market: &Market<'_>,
    voices: &'a [Voice],
    wanted: &Wanted,
    content: &Content,
    lexicon: &Lexicon,
) -> Result<(Tally<'a>, Own), StoreError> {
    let (mut tally, mut own) = (Tally::new(), Own::new());
    let none = BTreeSet::new();
    let of = |language: Language| wanted.get(&language).unwrap_or(&none);
    // The second time they come in the same order, but for pages that a crawl changes meanwhile.
    let mut known = voices.iter();
    market.hear(&mut |few| {
        let counts = |(voice, page): &(Voice, &PageAt)| {
            reading::read(page, voice.language, lexicon).counts(of(voice.language))
        };
        let readings: Vec<_> = few.par_iter().map(counts).collect();
        for ((voice, _), terms) in few.iter().zip(readings) {
            let place = known
                .clone()
                .take(AHEAD)
                .position(|known| known.url == voice.url);
            let Some(voice) = place.and_then(|place| known.nth(place)) else {
                continue;
            };
            if voice.own {
                answer(&mut own, voice.language, terms);
            } else {
                enter(&mut tally, voice, terms);
            }
        }
    })?;
    for page in content.published() {
        let terms = reading::own(page, of(page.language), lexicon);
        answer(&mut own, page.language, terms);
        // A target keyword may hold words that no phrase does: camera for steel.
        let target = Key::of(&page.keyword, page.language, lexicon);
        own.insert((page.language, target), Cover::Covered);
    }
    Ok((tally, own))
}

/// Notes what one of our pages answers.
fn answer(own: &mut Own, language: Language, terms: Vec<TermCount>) {
    for term in terms {
        let leads = term.title + term.heading > 0;
        let cover = if leads { Cover::Covered } else { Cover::Weak };
        let best = own.entry((language, term.key)).or_insert(cover);
        *best = cover.min(*best);
    }
}

/// The terms that are shown, in the order in which they are: by language, trend and weight. Of
/// those that do not move, the `top` weightiest of each sort and language.
fn shown(mut terms: Vec<Term>, top: usize) -> Vec<Term> {
    terms.sort_by(|a, b| {
        (a.language, a.trend, b.weight(), &a.term).cmp(&(b.language, b.trend, a.weight(), &b.term))
    });
    let mut still = BTreeMap::<(Language, Trend), usize>::new();
    terms.retain(|term| {
        let seen = still.entry((term.language, term.trend)).or_default();
        *seen += 1;
        *seen <= top || !matches!(term.trend, Trend::Steady | Trend::Unjudged)
    });
    terms
}

impl Term {
    /// The pages to speak of, this month and the month before: those compared; where the term was
    /// not judged, all of this month, beside nothing.
    pub(crate) fn counts(&self) -> (u32, Option<u32>) {
        match self.trend {
            Trend::Unjudged => (self.count_now + self.apart_now, None),
            _ => (self.count_now, Some(self.count_before)),
        }
    }

    /// How much a term weighs among others of its trend: the pages of both months, and five for
    /// each competitor that targets it.
    fn weight(&self) -> usize {
        let compared = self.count_now + self.count_before;
        let pages = compared + self.apart_now + self.apart_before;
        let pages = usize::try_from(pages).unwrap_or(usize::MAX);
        pages.saturating_add(5 * self.targeted_by.len())
    }
}

/// How many pages of each language speak.
fn pages(voices: &[Voice]) -> BTreeMap<Language, Pages> {
    let mut pages = BTreeMap::<Language, Pages>::new();
    for voice in voices.iter().filter(|voice| voice.speaks()) {
        let count = pages.entry(voice.language).or_default();
        count.before += u32::from(voice.before);
        count.now += u32::from(voice.now);
    }
    pages
}

/// How many pages of each source speak.
fn sources(voices: &[Voice]) -> Vec<SourceCount> {
    let mut sources = BTreeMap::<&str, SourceCount>::new();
    for voice in voices.iter().filter(|voice| voice.speaks()) {
        let source = &voice.source;
        let count = sources.entry(&source.name).or_insert_with(|| SourceCount {
            name: source.name.clone(),
            role: source.role,
            language: source.language,
            pages_before: 0,
            pages_now: 0,
        });
        count.pages_before += u32::from(voice.before);
        count.pages_now += u32::from(voice.now);
    }
    sources.into_values().collect()
}
