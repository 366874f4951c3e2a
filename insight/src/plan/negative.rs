//! Which searches must not show an ad, or not this group's: negatives and their order.
//!
//! One search shall show one group. So the groups of a campaign are ranked: a group with a
//! keyword that contains another group's keyword comes first, since it is the narrower one. Each
//! group then excludes the keywords of the groups before it that one search can hold together with
//! its own (see [`super::meet`]), as phrases, or as exact searches where the other group bids on
//! nothing looser. The first group that answers a search is excluded
//! by nobody, so no search is lost; the later ones are.

use std::collections::{BTreeMap, BTreeSet};

use masthead_text::{Language, fold};

use super::{
    Group, MatchType, Negative, Refused, Settings, check,
    meet::{At, Forms},
    phrase::Form,
    reason::Reason,
    unwanted::UNWANTED,
};
use crate::keywords::Keywords;

/// The file that states the negatives and brands of the settings.
const SETTINGS: &str = "masthead.toml";

/// The negatives of a whole campaign: unwanted wishes, then those of the settings, then brands of
/// competitors. A word that would block a keyword of the campaign's own groups is left out; `refused`
/// tells it, unless it is a built-in one.
pub(super) fn of_campaign(
    language: Language,
    groups: &[Group],
    keywords: &Keywords,
    settings: &Settings,
    refused: &mut Vec<Refused>,
) -> Vec<Negative> {
    let mut list = List::new(language, groups);
    for row in UNWANTED.iter().filter(|row| row.language == language) {
        for word in row.words {
            // What is no unwanted wish in this trade needs no word.
            let _ = list.add(word, row.why);
        }
    }
    let reason = match language {
        Language::English => "excluded in your settings",
        Language::Chinese => "设置中要求排除",
    };
    let stated = settings.negatives.get(&language).into_iter().flatten();
    let stated = stated.map(|word| (word.clone(), reason.to_owned()));
    let brands = brands(keywords, settings).into_iter().map(|brand| {
        let why = rival(&brand, language);
        (brand, why)
    });
    for (word, why) in stated.chain(brands) {
        if let Err(reason) = list.add(&word, &why) {
            refused.push(Refused::new(SETTINGS, &word, language, reason));
        }
    }
    list.negatives
}

/// The negatives of a campaign so far.
struct List<'a> {
    language: Language,
    /// The keywords that none may block.
    own: Vec<(&'a str, Form)>,
    known: BTreeSet<String>,
    negatives: Vec<Negative>,
}

impl<'a> List<'a> {
    fn new(language: Language, groups: &'a [Group]) -> Self {
        let keywords = groups.iter().flat_map(|group| &group.keywords);
        let own = keywords.map(|keyword| {
            let text = keyword.keyword.as_str();
            (text, Form::of(text, language))
        });
        Self {
            language,
            own: own.collect(),
            known: BTreeSet::new(),
            negatives: Vec::new(),
        }
    }

    /// Adds a word, unless it stands there.
    ///
    /// # Errors
    /// If a platform would refuse it, or it would block a keyword.
    fn add(&mut self, word: &str, why: &str) -> Result<(), Reason> {
        if let Some(reason) = check::refusal(word) {
            return Err(reason);
        }
        let form = Form::of(word, self.language);
        if let Some((own, _)) = self.own.iter().find(|(_, own)| own.contains(&form)) {
            return Err(Reason::Blocks((*own).to_owned()));
        }
        if self.known.insert(fold(word)) {
            self.negatives.push(Negative {
                keyword: word.trim().to_owned(),
                match_type: MatchType::Phrase,
                why: why.to_owned(),
            });
        }
        Ok(())
    }
}

fn rival(brand: &str, language: Language) -> String {
    match language {
        Language::English => format!("searches for a competitor by its name, “{brand}”"),
        Language::Chinese => format!("指名找竞争对手“{brand}”"),
    }
}

/// The names of watched competitors and the brands of the settings, each once, sorted.
fn brands(keywords: &Keywords, settings: &Settings) -> Vec<String> {
    // A name may hold signs that no keyword can (`Lumen (Nord)`); a search is the same without.
    let plain = |name: &str| fold(&name.replace(check::REFUSED, " "));
    let rivals = keywords
        .sources
        .iter()
        .filter(|source| source.role == masthead_store::Role::Competitor)
        .map(|source| plain(&source.name));
    let mut brands: Vec<String> = rivals
        .chain(settings.brands.iter().map(|brand| plain(brand)))
        .collect();
    brands.sort();
    brands.dedup();
    brands.retain(|brand| !brand.is_empty());
    brands
}

/// Whether a negative of this form keeps an ad from a search.
pub(super) fn bars(match_type: MatchType, negative: &Form, search: &Form) -> bool {
    match match_type {
        MatchType::Exact => search == negative,
        MatchType::Phrase | MatchType::Broad => search.contains(negative),
    }
}

/// Gives every group of a campaign the keywords of the groups ranked before it that one search
/// can hold together with its own, as negatives.
pub(super) fn between(groups: &mut [Group], language: Language) {
    let forms = Forms::of(groups, language);
    let within = forms.within();
    let rank = ranked(groups.len(), &within);
    // What each group excludes, from the highest other group.
    let mut excluded: BTreeMap<usize, BTreeSet<(usize, At)>> = BTreeMap::new();
    for (one, other) in within.into_iter().chain(forms.chained()) {
        let (high, low) = match rank.get(&one.0) < rank.get(&other.0) {
            true => (one, other),
            false => (other, one),
        };
        let place = rank.get(&high.0).copied().unwrap_or_default();
        excluded.entry(low.0).or_default().insert((place, high));
    }
    for (low, high) in excluded {
        let high = high.into_iter().map(|(_, at)| at);
        let negatives = high.filter_map(|at| negative(groups, &forms, at, low, language));
        let negatives = once(negatives.collect());
        if let Some(group) = groups.get_mut(low) {
            group.negatives = negatives;
        }
    }
}

/// The keyword at `high` as a negative of the group `low`, unless it would block one of its own.
fn negative(
    groups: &[Group],
    forms: &Forms,
    high: At,
    low: usize,
    language: Language,
) -> Option<Negative> {
    let other = groups.get(high.0)?;
    let keyword = other.keywords.get(high.1)?;
    // A keyword is excluded as loosely as its group bids on it.
    let same = other
        .keywords
        .iter()
        .filter(|one| one.keyword == keyword.keyword);
    let loosest = same.map(|one| one.match_type).max()?.min(MatchType::Phrase);
    let form = forms.get(high)?;
    let own = forms.group(low).iter();
    let blocks = own.into_iter().any(|own| bars(loosest, form, own));
    (!blocks).then(|| Negative {
        keyword: keyword.keyword.clone(),
        match_type: loosest,
        why: match language {
            Language::English => format!("belongs to the ad group “{}”", other.name),
            Language::Chinese => format!("归广告组“{}”", other.name),
        },
    })
}

/// Each word once.
fn once(mut negatives: Vec<Negative>) -> Vec<Negative> {
    let mut known = BTreeSet::new();
    negatives.retain(|negative| known.insert(fold(&negative.keyword)));
    negatives
}

/// The place of each of `count` groups, from the narrowest: none comes after a group whose keyword
/// is within one of its own. Where groups contain one another both ways, the earlier of the plan
/// comes first.
fn ranked(count: usize, within: &BTreeSet<(At, At)>) -> BTreeMap<usize, usize> {
    let mut wider: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut before: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (narrow, wide) in within {
        wider.entry(narrow.0).or_default().insert(wide.0);
        before.entry(wide.0).or_default().insert(narrow.0);
    }
    let mut rest: BTreeSet<usize> = (0..count).collect();
    let mut free: BTreeSet<usize> = rest
        .iter()
        .copied()
        .filter(|at| !before.contains_key(at))
        .collect();
    let mut rank = BTreeMap::new();
    while let Some(next) = free.pop_first().or_else(|| rest.first().copied()) {
        rest.remove(&next);
        rank.insert(next, rank.len());
        for wide in wider.get(&next).into_iter().flatten() {
            let narrower = before.entry(*wide).or_default();
            narrower.remove(&next);
            if narrower.is_empty() && rest.contains(wide) {
                free.insert(*wide);
            }
        }
    }
    rank
}
