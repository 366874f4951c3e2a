//! Which searches must not show an ad, or not this group's: negatives and their order.
//!
//! One search shall show one group. So the groups of a campaign are ranked: a group with a
//! keyword that contains another group's keyword comes first, since it is the narrower one. Each
//! group then excludes the keywords of the groups before it, as phrases, or as exact searches
//! where the other group bids on nothing looser. The first group that answers a search is excluded
//! by nobody, so no search is lost; the later ones are.

use masthead_text::{Language, fold};

use super::{Group, Keyword, MatchType, Negative, Settings, phrase, unwanted::UNWANTED};
use crate::keywords::Keywords;

/// The negatives of a whole campaign: unwanted wishes, then brands of competitors. A word that
/// would block a keyword of the campaign's own groups is left out.
pub(super) fn of_campaign(
    language: Language,
    groups: &[Group],
    keywords: &Keywords,
    settings: &Settings,
) -> Vec<Negative> {
    let mut negatives = Vec::new();
    for row in UNWANTED.iter().filter(|row| row.language == language) {
        let words = row.words.iter().copied();
        add(&mut negatives, words, row.why, language, groups);
    }
    let more = settings.negatives.get(&language).into_iter().flatten();
    let reason = match language {
        Language::English => "excluded in your settings",
        Language::Chinese => "设置中要求排除",
    };
    add(
        &mut negatives,
        more.map(String::as_str),
        reason,
        language,
        groups,
    );
    for brand in brands(keywords, settings) {
        add(
            &mut negatives,
            [brand.as_str()],
            &rival(&brand, language),
            language,
            groups,
        );
    }
    negatives
}

fn rival(brand: &str, language: Language) -> String {
    match language {
        Language::English => format!("searches for a competitor by its name, “{brand}”"),
        Language::Chinese => format!("指名找竞争对手“{brand}”"),
    }
}

/// The names of watched competitors and the brands of the settings, each once, sorted.
fn brands(keywords: &Keywords, settings: &Settings) -> Vec<String> {
    let rivals = keywords
        .sources
        .iter()
        .filter(|source| source.role == masthead_store::Role::Competitor)
        .map(|source| fold(&source.name));
    let mut brands: Vec<String> = rivals
        .chain(settings.brands.iter().map(|brand| fold(brand)))
        .collect();
    brands.sort();
    brands.dedup();
    brands.retain(|brand| !brand.is_empty());
    brands
}

fn add<'a>(
    negatives: &mut Vec<Negative>,
    words: impl IntoIterator<Item = &'a str>,
    why: &str,
    language: Language,
    groups: &[Group],
) {
    for word in words {
        let negative = Negative {
            keyword: word.to_owned(),
            match_type: MatchType::Phrase,
            why: why.to_owned(),
        };
        push(negatives, negative, language, groups);
    }
}

/// Adds a negative, unless it stands there or would block a keyword of `groups`.
fn push(negatives: &mut Vec<Negative>, negative: Negative, language: Language, groups: &[Group]) {
    let same = |other: &Negative| fold(&other.keyword) == fold(&negative.keyword);
    let known = negatives.iter().any(same);
    let own = groups
        .iter()
        .any(|group| blocks(&negative, group, language));
    if !known && !own {
        negatives.push(negative);
    }
}

/// Whether a negative would block a keyword of `group`.
pub(super) fn blocks(negative: &Negative, group: &Group, language: Language) -> bool {
    group
        .keywords
        .iter()
        .any(|own| excludes(negative, &own.keyword, language))
}

/// Whether a negative keeps an ad from a search.
pub(super) fn excludes(negative: &Negative, search: &str, language: Language) -> bool {
    match negative.match_type {
        MatchType::Exact => phrase::same(search, &negative.keyword, language),
        MatchType::Phrase | MatchType::Broad => {
            phrase::contains(search, &negative.keyword, language)
        }
    }
}

/// Gives every group of a campaign the keywords of the groups ranked before it as negatives.
pub(super) fn between(groups: &mut [Group], language: Language) {
    let order = ranked(groups, language);
    for (place, &at) in order.iter().enumerate() {
        let mut negatives = Vec::new();
        for &higher in &order[..place] {
            let other = &groups[higher];
            let why = match language {
                Language::English => format!("belongs to the ad group “{}”", other.name),
                Language::Chinese => format!("归广告组“{}”", other.name),
            };
            for keyword in loosest(other) {
                let negative = Negative {
                    keyword: keyword.keyword.clone(),
                    match_type: keyword.match_type.min(MatchType::Phrase),
                    why: why.clone(),
                };
                push(&mut negatives, negative, language, &groups[at..=at]);
            }
        }
        groups[at].negatives = negatives;
    }
}

/// The groups from the narrowest: none comes after a group whose keyword is within one of its
/// own. Where groups contain one another both ways, the earlier of the plan comes first.
fn ranked(groups: &[Group], language: Language) -> Vec<usize> {
    let mut rest: Vec<usize> = (0..groups.len()).collect();
    let mut order = Vec::new();
    while !rest.is_empty() {
        let free = |&at: &usize| {
            let narrower =
                |&other: &usize| other != at && within(&groups[at], &groups[other], language);
            !rest.iter().any(narrower)
        };
        let next = rest.iter().position(free).unwrap_or(0);
        order.push(rest.remove(next));
    }
    order
}

/// Each keyword of a group once, with its loosest match type.
fn loosest(group: &Group) -> impl Iterator<Item = &Keyword> {
    group.keywords.iter().filter(|keyword| {
        let mut others = group.keywords.iter();
        !others
            .any(|other| other.keyword == keyword.keyword && other.match_type > keyword.match_type)
    })
}

/// Whether a keyword of `wide` stands within a keyword of `narrow`.
fn within(wide: &Group, narrow: &Group, language: Language) -> bool {
    wide.keywords.iter().any(|keyword| {
        let mut own = narrow.keywords.iter();
        own.any(|own| phrase::contains(&own.keyword, &keyword.keyword, language))
    })
}
