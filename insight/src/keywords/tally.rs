//! Where every phrase of the watched pages stands.

use std::collections::BTreeMap;

use masthead_text::{Key, Language, TermCount};

use super::voices::Voice;

/// A phrase on a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention<'a> {
    pub(super) voice: &'a Voice,
    pub(super) title: u32,
    pub(super) heading: u32,
    pub(super) text: u32,
}

impl Mention<'_> {
    /// Whether the page says what it is about with it.
    pub(super) const fn leads(&self) -> bool {
        self.title > 0 || self.heading > 0
    }

    /// Times it is said.
    pub(super) const fn times(&self) -> u32 {
        self.title + self.heading + self.text
    }
}

/// All mentions of a phrase.
#[derive(Debug, Default)]
pub(super) struct Mentions<'a> {
    pub(super) all: Vec<Mention<'a>>,
    forms: BTreeMap<String, u32>,
}

impl<'a> Mentions<'a> {
    /// The commonest form; of equals the first in order.
    pub(super) fn form(&self) -> &str {
        let commonest = self.forms.iter().rev().max_by_key(|&(_, count)| count);
        commonest.map_or("", |(form, _)| form)
    }

    /// The mentions that count in the month before.
    pub(super) fn before(&self) -> impl Iterator<Item = &Mention<'a>> {
        self.all.iter().filter(|mention| mention.voice.before)
    }

    /// The mentions that count in this month.
    pub(super) fn now(&self) -> impl Iterator<Item = &Mention<'a>> {
        self.all.iter().filter(|mention| mention.voice.now)
    }

    /// The mentions of competitors.
    pub(super) fn rivals(&self) -> impl Iterator<Item = &Mention<'a>> {
        self.all.iter().filter(|mention| mention.voice.rival)
    }
}

/// All mentions of all phrases of a language, by key.
pub(super) type Tally<'a> = BTreeMap<(Language, Key), Mentions<'a>>;

/// Enters the terms of one page.
pub(super) fn enter<'a>(tally: &mut Tally<'a>, voice: &'a Voice, terms: Vec<TermCount>) {
    for term in terms {
        let mentions = tally.entry((voice.language, term.key)).or_default();
        let (title, heading, text) = (term.title, term.heading, term.text);
        mentions.all.push(Mention {
            voice,
            title,
            heading,
            text,
        });
        *mentions.forms.entry(term.term).or_default() += title + heading + text;
    }
}
