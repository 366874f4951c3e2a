//! Turns the mentions of a term into its trend, its rivals, our answer and the evidence.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use masthead_text::{Key, Language};

use super::{
    Cover, Evidence, Places, Rule, Term, Trend,
    candidate::{count, rivals},
    gather::Own,
    rule::Count,
    tally::{Mention, Mentions},
    voices::Voice,
};

/// Pages shown as evidence for a term.
const EVIDENCE: usize = 5;

/// What is needed to judge any term.
pub(super) struct Judge<'a> {
    rule: Rule,
    own: &'a Own,
    /// The sources that speak in both months.
    compared: BTreeSet<&'a str>,
    /// Pages of these sources by language: before, now.
    totals: BTreeMap<Language, (u32, u32)>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(rule: Rule, voices: &'a [Voice], own: &'a Own) -> Self {
        let names = |speaks: fn(&Voice) -> bool| -> BTreeSet<&'a str> {
            let voices = voices.iter().filter(|voice| speaks(voice));
            voices.map(|voice| voice.source.name.as_str()).collect()
        };
        let (before, now) = (names(|voice| voice.before), names(|voice| voice.now));
        let compared: BTreeSet<&str> = before.intersection(&now).copied().collect();
        let mut totals = BTreeMap::<Language, (u32, u32)>::new();
        for voice in voices
            .iter()
            .filter(|voice| compared.contains(&*voice.source.name))
        {
            let (before, now) = totals.entry(voice.language).or_default();
            *before += u32::from(voice.before);
            *now += u32::from(voice.now);
        }
        Self {
            rule,
            own,
            compared,
            totals,
        }
    }

    /// The term of one key.
    pub(super) fn term(&self, key: &(Language, Key), mentions: &Mentions<'_>) -> Term {
        let (all_before, all_now) = self.totals.get(&key.0).copied().unwrap_or_default();
        let heard = |mention: &&Mention<'_>| {
            let source = &mention.voice.source;
            self.compared.contains(source.name.as_str())
        };
        let before = Count {
            total: all_before,
            ..count(mentions.before().filter(heard))
        };
        let now = Count {
            total: all_now,
            ..count(mentions.now().filter(heard))
        };
        let trend = self.rule.trend(before, now);
        Term {
            term: mentions.form().to_owned(),
            language: key.0,
            trend,
            count_now: now.pages,
            count_before: before.pages,
            apart_now: count(mentions.now()).pages - now.pages,
            apart_before: count(mentions.before()).pages - before.pages,
            sources_now: now.sources,
            sources_before: before.sources,
            places: places(mentions),
            targeted_by: rivals(mentions).into_iter().map(str::to_owned).collect(),
            own: self.own.get(key).copied().unwrap_or(Cover::Missing),
            evidence: evidence(mentions, trend).into_iter().map(show).collect(),
        }
    }
}

/// A page as evidence.
fn show(mention: &Mention<'_>) -> Evidence {
    let voice = mention.voice;
    Evidence {
        url: voice.url.clone(),
        title: voice.title.clone(),
        source: voice.source.name.clone(),
        day: voice.day,
    }
}

/// In which places this month's pages say a term.
fn places(mentions: &Mentions<'_>) -> Places {
    let mut places = Places::default();
    for mention in mentions.now() {
        places.title += u32::from(mention.title > 0);
        places.heading += u32::from(mention.heading > 0);
        places.text += u32::from(mention.text > 0);
    }
    places
}

/// The pages that show it best: those that lead with it, then those that say it most, then the
/// latest. Where a term fades, the pages of the month before; where it is only a competitor's
/// aim, the competitor's.
fn evidence<'m, 'a>(mentions: &'m Mentions<'a>, trend: Trend) -> Vec<&'m Mention<'a>> {
    let mut shown: Vec<&Mention<'_>> = match trend {
        Trend::Fading => mentions.before().collect(),
        _ => mentions.now().collect(),
    };
    if shown.is_empty() {
        shown = mentions.all.iter().collect();
    }
    shown.sort_by_key(|mention| {
        let voice = mention.voice;
        let times = Reverse(mention.times());
        (!mention.leads(), times, Reverse(voice.day), &voice.url)
    });
    shown.truncate(EVIDENCE);
    shown
}
