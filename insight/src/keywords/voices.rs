//! Which pages speak in which month, and which only show what their source targets.

use std::collections::BTreeSet;

use masthead_store::{Month, PageAt, Role};
use masthead_text::Language;
use url::Url;

/// A page and what it is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice<'a> {
    pub(super) page: &'a PageAt,
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

impl Voice<'_> {
    /// Whether it counts in one of the months.
    pub(super) const fn speaks(&self) -> bool {
        self.before || self.now
    }
}

/// The pages of both months that are asked for anything, in the order given. An address that two
/// sources lead to is heard once, at the first of them.
pub(super) fn voices<'a>(before: &'a [PageAt], now: &'a [PageAt], month: Month) -> Vec<Voice<'a>> {
    let mut voices = Vec::new();
    let mut heard = BTreeSet::<&Url>::new();
    for page in before {
        if let Some(language) = language(page)
            && counts(page)
            && speaks_in(page, month.previous())
            && heard.insert(&page.url)
        {
            voices.push(Voice {
                page,
                language,
                before: true,
                now: false,
                rival: false,
                own: false,
            });
        }
    }
    let known: BTreeSet<&Url> = before.iter().map(|page| &page.url).collect();
    let mut heard = BTreeSet::new();
    for page in now {
        let Some(language) = language(page) else {
            continue;
        };
        let late = page
            .published()
            .is_some_and(|day| month.previous().holds(day));
        let voice = Voice {
            page,
            language,
            // Published last month, but found too late for last month's crawl.
            before: counts(page) && late && !known.contains(&page.url),
            now: counts(page) && speaks_in(page, month),
            rival: page.source.role == Role::Competitor,
            own: page.source.role == Role::Own,
        };
        if (voice.speaks() || voice.rival || voice.own) && heard.insert(&page.url) {
            voices.push(voice);
        }
    }
    voices
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
