//! Counts the terms of two months and judges them.

use std::collections::{BTreeMap, BTreeSet};

use masthead_editorial::Content;
use masthead_store::{Month, PageAt};
use masthead_text::{Key, Language, Lexicon, TermCount};
use rayon::prelude::*;

use super::{
    Cover, Keywords, Pages, Rule, Settings, SourceCount, Term, Trend,
    candidate::candidates,
    judge::Judge,
    names,
    reading::{self, Refrains},
    tally::{Tally, enter},
    voices::{Voice, voices},
};

/// Pages that are read at once, so that memory holds the words of few.
const BATCH: usize = 256;

/// The keywords of `month`: `pages_before` stood at the end of the month before, `pages_now` at
/// the end of `month`. The same input gives the same result on any number of threads.
#[must_use]
pub fn gather(
    pages_before: &[PageAt],
    pages_now: &[PageAt],
    content: &Content,
    month: Month,
    settings: &Settings,
) -> Keywords {
    let rule = Rule::new(settings);
    let lexicon = names::lexicon(&[pages_before, pages_now], content, settings);
    let voices = voices(pages_before, pages_now, month);
    let refrains = Refrains::of(pages_before.iter().chain(pages_now));
    let (tally, own) = listen(&voices, &refrains, content, &lexicon);
    let judge = Judge::new(rule, &voices, &own);
    let terms = candidates(&tally, &rule, &lexicon, &targets(content, &lexicon))
        .into_iter()
        .map(|(key, mentions)| judge.term(key, mentions))
        .collect();
    let terms = shown(terms, settings.top);
    let lacking = |term: &&Term| {
        let wanted = !term.targeted_by.is_empty() && term.trend != Trend::Fading;
        wanted && term.own != Cover::Covered
    };
    Keywords {
        month,
        previous: month.previous(),
        rule,
        pages: pages(&voices),
        sources: sources(&voices),
        gap: terms.iter().filter(lacking).cloned().collect(),
        terms,
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

/// How our own pages answer what they answer; what is absent is missing.
pub(super) type Own = BTreeMap<(Language, Key), Cover>;

/// Reads all pages: what the market says, and what we say. Our pages are those that were
/// crawled, and those that we wrote.
fn listen<'a>(
    voices: &'a [Voice<'a>],
    refrains: &Refrains<'_>,
    content: &Content,
    lexicon: &Lexicon,
) -> (Tally<'a>, Own) {
    let (mut tally, mut own) = (Tally::new(), Own::new());
    for batch in voices.chunks(BATCH) {
        let read = |voice: &'a Voice<'a>| (voice, reading::read(voice, refrains, lexicon));
        let readings: Vec<_> = batch.par_iter().map(read).collect();
        for (voice, terms) in readings {
            if voice.own {
                answer(&mut own, voice.language, terms);
            } else {
                enter(&mut tally, voice, terms);
            }
        }
    }
    let pages: Vec<_> = content.published().collect();
    let read = |page: &&masthead_editorial::Page| (page.language, reading::own(page, lexicon));
    for (language, terms) in pages.par_iter().map(read).collect::<Vec<_>>() {
        answer(&mut own, language, terms);
    }
    (tally, own)
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
fn pages(voices: &[Voice<'_>]) -> BTreeMap<Language, Pages> {
    let mut pages = BTreeMap::<Language, Pages>::new();
    for voice in voices.iter().filter(|voice| voice.speaks()) {
        let count = pages.entry(voice.language).or_default();
        count.before += u32::from(voice.before);
        count.now += u32::from(voice.now);
    }
    pages
}

/// How many pages of each source speak.
fn sources(voices: &[Voice<'_>]) -> Vec<SourceCount> {
    let mut sources = BTreeMap::<&str, SourceCount>::new();
    for voice in voices.iter().filter(|voice| voice.speaks()) {
        let source = &voice.page.source;
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
