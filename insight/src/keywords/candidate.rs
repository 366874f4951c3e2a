//! Which phrases are terms: enough pages or a competitor's aim, narrow enough, and whole.

use std::collections::BTreeSet;

use masthead_text::{Key, Language, Lexicon};

use super::{
    Rule,
    rule::Count,
    tally::{Mention, Mentions, Tally},
};

/// A fragment is dropped if a longer term stands on this share of its pages and in this share of
/// its mentions, in percent.
const NEARLY_ALL: u32 = 80;

/// The phrases of the tally that are terms.
pub(super) fn candidates<'t, 'a>(
    tally: &'t Tally<'a>,
    rule: &Rule,
    lexicon: &Lexicon,
) -> Vec<(&'t (Language, Key), &'t Mentions<'a>)> {
    let chosen: Vec<_> = tally
        .iter()
        .filter(|(key, mentions)| narrow(&key.1, mentions, lexicon) && told(mentions, rule))
        .collect();
    let fragments: BTreeSet<(Language, Key)> = chosen
        .iter()
        .flat_map(|(key, whole)| {
            let parts = key.1.parts().into_iter().map(|part| (key.0, part));
            parts.filter(|part| tally.get(part).is_some_and(|part| covers(whole, part)))
        })
        .collect();
    chosen
        .into_iter()
        .filter(|(key, mentions)| !fragments.contains(*key) || lexicon.knows(mentions.form()))
        .collect()
}

/// One English word, or one or two Chinese characters, are too broad.
fn narrow(key: &Key, mentions: &Mentions<'_>, lexicon: &Lexicon) -> bool {
    let form = mentions.form();
    let han = form.chars().filter(|c| !c.is_ascii()).count();
    han > 2 || (han == 0 && key.words().nth(1).is_some()) || lexicon.knows(form)
}

/// Whether enough pages of enough sources say it in one of the months and one of them leads with
/// it, or a competitor aims at it.
fn told(mentions: &Mentions<'_>, rule: &Rule) -> bool {
    let speaks = |mention: &Mention<'_>| mention.voice.speaks();
    let leads = mentions
        .all
        .iter()
        .any(|mention| speaks(mention) && mention.leads());
    let judged = rule.judges(count(mentions.now())) || rule.judges(count(mentions.before()));
    (leads && judged) || mentions.rivals().any(aims)
}

/// A competitor's page aims at a term that is in its title and twice in its text: what stands in
/// a title only is a turn of phrase.
fn aims(mention: &Mention<'_>) -> bool {
    mention.title > 0 && mention.text > 1
}

/// The pages and sources of mentions.
pub(super) fn count<'m>(mentions: impl Iterator<Item = &'m Mention<'m>>) -> Count {
    let mut sources = BTreeSet::new();
    let mut pages = 0;
    for mention in mentions {
        pages += 1;
        sources.insert(mention.voice.page.source.name.as_str());
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
