//! Which pages speak in which month, and which only show what their source targets.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;
use masthead_store::{Month, PageAt, Role, Shelf, SourceRow, StoreError};
use masthead_text::Language;
use url::Url;

use super::reading::shown;

/// What is told of a page, and what it is asked for.
#[derive(Debug, Clone)]
pub(super) struct Voice {
    pub(super) source: Arc<SourceRow>,
    pub(super) url: Url,
    /// Its title as readers see it.
    pub(super) title: String,
    /// Its day of publication.
    pub(super) day: Option<Date>,
    pub(super) language: Language,
    /// It counts in the month before.
    pub(super) before: bool,
    /// It counts in this month.
    pub(super) now: bool,
    /// It stands now, and a competitor wrote it.
    pub(super) rival: bool,
    /// It stands now, and we wrote it.
    pub(super) own: bool,
}

impl Voice {
    /// Whether it counts in one of the months.
    pub(super) const fn speaks(&self) -> bool {
        self.before || self.now
    }
}

/// Whoever takes a few voices at a time, each with its page.
pub(super) type Tell<'t> = dyn FnMut(Vec<(Voice, &PageAt)>) + 't;

/// Goes through the pages of both months, and tells a few at a time those that are asked for
/// anything. An address that two sources lead to is heard once, at the first of them.
pub(super) fn hear(
    before: &dyn Shelf<PageAt>,
    now: &dyn Shelf<PageAt>,
    month: Month,
    tell: &mut Tell<'_>,
) -> Result<(), StoreError> {
    let mut ears = Ears {
        month,
        source: None,
        known: BTreeMap::new(),
        heard: BTreeSet::new(),
    };
    before.each(&mut |pages| {
        let voices = pages
            .iter()
            .filter_map(|page| Some((ears.before(page)?, page)));
        tell(voices.collect());
    })?;
    now.each(&mut |pages| {
        let voices = pages
            .iter()
            .filter_map(|page| Some((ears.now(page)?, page)));
        tell(voices.collect());
    })
}

/// What was heard so far.
struct Ears {
    month: Month,
    /// The source of the last page, which is mostly that of the next.
    source: Option<Arc<SourceRow>>,
    /// The addresses that stood at the end of the month before, and whether they were heard.
    known: BTreeMap<Url, bool>,
    /// The addresses of now that were heard.
    heard: BTreeSet<Url>,
}

impl Ears {
    fn before(&mut self, page: &PageAt) -> Option<Voice> {
        let heard = self.known.entry(page.url.clone()).or_default();
        let language = language(page)?;
        let speaks = counts(page) && speaks_in(page, self.month.previous()) && !*heard;
        *heard |= speaks;
        speaks.then(|| Voice {
            before: true,
            ..self.voice(page, language)
        })
    }

    fn now(&mut self, page: &PageAt) -> Option<Voice> {
        let language = language(page)?;
        let late = page
            .published()
            .is_some_and(|day| self.month.previous().holds(day));
        let voice = Voice {
            // Published last month, but found too late for last month's crawl.
            before: counts(page) && late && !self.known.contains_key(&page.url),
            now: counts(page) && speaks_in(page, self.month),
            rival: page.source.role == Role::Competitor,
            own: page.source.role == Role::Own,
            ..self.voice(page, language)
        };
        let asked = voice.speaks() || voice.rival || voice.own;
        (asked && self.heard.insert(page.url.clone())).then_some(voice)
    }

    /// What is told of a page, which is asked for nothing yet.
    fn voice(&mut self, page: &PageAt, language: Language) -> Voice {
        let last = self.source.take().filter(|last| **last == page.source);
        let source = last.unwrap_or_else(|| Arc::new(page.source.clone()));
        self.source = Some(Arc::clone(&source));
        Voice {
            source,
            url: page.url.clone(),
            title: shown(page),
            day: page.published(),
            language,
            before: false,
            now: false,
            rival: false,
            own: false,
        }
    }
}

/// The language of a page: its text's, else its source's.
fn language(page: &PageAt) -> Option<Language> {
    page.facts.language.or(page.source.language)
}

/// Our own pages and tender boards are no voice of the market.
fn counts(page: &PageAt) -> bool {
    matches!(page.source.role, Role::Industry | Role::Competitor)
}

/// A page with a day speaks in the month of that day, a page without one whenever it stands.
fn speaks_in(page: &PageAt, month: Month) -> bool {
    page.published().is_none_or(|day| month.holds(day))
}
