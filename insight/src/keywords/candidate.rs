//! Which phrases are terms: enough pages or a competitor's aim, narrow enough, and whole.

use std::collections::{BTreeMap, BTreeSet};

use masthead_text::{Key, Language, Lexicon};

use super::{
    Rule,
    rule::Count,
    tally::{Mention, Mentions, Tally},
};

/// A fragment is dropped if a longer term stands on this share of its pages and in this share of
/// its mentions, in percent.
const NEARLY_ALL: u32 = 80;

/// The phrases of the tally that are terms; `targets` are the target keywords of our pages.
pub(super) fn candidates<'t, 'a>(
    tally: &'t Tally<'a>,
    rule: &Rule,
    lexicon: &Lexicon,
    targets: &BTreeSet<(Language, Key)>,
) -> Vec<(&'t (Language, Key), &'t Mentions<'a>)> {
    let chosen: BTreeMap<&(Language, Key), &Mentions<'a>> = tally
        .iter()
        .filter(|(key, mentions)| narrow(&key.1, mentions, lexicon))
        .filter(|(key, mentions)| {
            judged(mentions, rule) || aimed_at(mentions, targets.contains(key))
        })
        .collect();
    let mut dropped = BTreeSet::new();
    for (&key, &whole) in &chosen {
        for part in key.1.parts().into_iter().map(|part| (key.0, part)) {
            let Some((&part, &fragment)) = chosen.get_key_value(&part) else {
                continue;
            };
            if covers(whole, fragment) && !lexicon.knows(fragment.form()) {
                dropped.insert(part);
            } else if !judged(whole, rule)
                && !targets.contains(key)
                && rivals(whole).is_subset(&rivals(fragment))
            {
                dropped.insert(key);
            }
        }
    }
    chosen
        .into_iter()
        .filter(|(key, _)| !dropped.contains(key))
        .collect()
}

/// One English word, or one or two Chinese characters, are too broad.
fn narrow(key: &Key, mentions: &Mentions<'_>, lexicon: &Lexicon) -> bool {
    let form = mentions.form();
    let han = form.chars().filter(|c| !c.is_ascii()).count();
    han > 2 || (han == 0 && key.words().nth(1).is_some()) || lexicon.knows(form)
}

/// Whether enough pages of enough sources say it in one of the months, and one of them leads with
/// it.
fn judged(mentions: &Mentions<'_>, rule: &Rule) -> bool {
    let leads = |mention: &Mention<'_>| mention.voice.speaks() && mention.leads();
    let enough = rule.judges(count(mentions.now())) || rule.judges(count(mentions.before()));
    enough && mentions.all.iter().any(leads)
}

/// The competitors that target it.
pub(super) fn rivals<'a>(mentions: &Mentions<'a>) -> BTreeSet<&'a str> {
    let leading = mentions.rivals().filter(|mention| mention.leads());
    leading
        .map(|mention| mention.voice.source.name.as_str())
        .collect()
}

/// Whether a competitor aims at it: it is in the title of one of its pages, which goes on about
/// it, since what stands in a title and heading only is a turn of phrase. To aim at one of our
/// target keywords, the title or a heading is enough. An old piece of news is no aim.
fn aimed_at(mentions: &Mentions<'_>, ours: bool) -> bool {
    mentions
        .rivals()
        .filter(|mention| mention.voice.now)
        .any(|mention| {
            let goes_on = mention.text > 0 && mention.heading + mention.text > 1;
            (ours && mention.leads()) || (mention.title > 0 && goes_on)
        })
}

/// The pages and sources of mentions.
pub(super) fn count<'m>(mentions: impl Iterator<Item = &'m Mention<'m>>) -> Count {
    let mut sources = BTreeSet::new();
    let mut pages = 0;
    for mention in mentions {
        pages += 1;
        sources.insert(mention.voice.source.name.as_str());
    }
    let sources = u32::try_from(sources.len()).unwrap_or(u32::MAX);
    Count {
        pages,
        sources,
        total: 0,
    }
}

/// Whether `part` hardly ever stands outside `whole`.
fn covers(whole: &Mentions<'_>, part: &Mentions<'_>) -> bool {
    let times = |mentions: &Mentions<'_>| mentions.all.iter().map(Mention::times).sum::<u32>();
    let pages = |mentions: &Mentions<'_>| u32::try_from(mentions.all.len()).unwrap_or(u32::MAX);
    let nearly =
        |whole: u32, part: u32| u64::from(whole) * 100 >= u64::from(part) * u64::from(NEARLY_ALL);
    nearly(pages(whole), pages(part)) && nearly(times(whole), times(part))
}
