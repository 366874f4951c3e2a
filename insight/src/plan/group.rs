//! Sorts keywords into ad groups: one per page, each keyword in one group only.

use std::collections::BTreeSet;

use masthead_editorial::{Content, Facts, Page};
use masthead_text::{Key, Language, Lexicon};

use super::{
    Cause, Group, Keyword, MatchType, NeedsPage, Refused, Settings, ad, bid, check,
    kinship::{self, Kinship},
    phrase,
};
use crate::keywords::{Cover, Keywords, Term, Trend};

/// What sorting gives for one language.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    /// A group per page, by path; negatives still to come.
    pub(super) groups: Vec<Group>,
    /// Terms that no page answers.
    pub(super) needs_page: Vec<NeedsPage>,
    /// Keywords left out.
    pub(super) refused: Vec<Refused>,
}

/// A keyword before it has match types and bids.
struct Wish {
    keyword: String,
    why: String,
    /// How near it is to the target; what is not akin is bought less, see [`kinship`].
    kinship: Kinship,
}

/// A page on its way to becoming a group.
struct Desk<'a> {
    page: &'a Page,
    wishes: Vec<Wish>,
}

/// Sorts all keywords of one language into the groups of its published pages.
///
/// All target keywords are placed first, then secondary ones, then synonyms, then terms of the
/// market; the first place a keyword (in any word order) finds is its place.
pub(super) fn sort(
    campaign: &str,
    company: &str,
    language: Language,
    keywords: &Keywords,
    content: &Content,
    settings: &Settings,
) -> Sorted {
    let mut sorted = Sorted::default();
    let mut desks: Vec<Desk<'_>> = content
        .published()
        .filter(|page| page.language == language)
        .map(|page| Desk {
            page,
            wishes: Vec::new(),
        })
        .collect();
    let mut sorter = Sorter {
        language,
        lexicon: Lexicon::new(&[]),
        placed: BTreeSet::new(),
        used: BTreeSet::new(),
    };
    let terms = keywords.terms.iter();
    sorter.used = terms
        .filter(|term| term.language == language)
        .map(|term| sorter.key(&term.term))
        .collect();
    sorter.own(&mut desks, settings, &mut sorted.refused);
    sorter.market(&mut desks, keywords, &mut sorted.needs_page);
    sorted.groups = desks
        .into_iter()
        .filter(|desk| !desk.wishes.is_empty())
        .map(|desk| group(campaign, company, desk, settings))
        .collect();
    sorted
}

/// The state of sorting.
struct Sorter {
    language: Language,
    lexicon: Lexicon,
    /// What has its place already.
    placed: BTreeSet<Key>,
    /// The terms that the market uses this month.
    used: BTreeSet<Key>,
}

impl Sorter {
    fn key(&self, term: &str) -> Key {
        Key::of(term, self.language, &self.lexicon)
    }

    /// Places what our own pages and the settings state.
    fn own(&mut self, desks: &mut [Desk<'_>], settings: &Settings, refused: &mut Vec<Refused>) {
        for desk in &mut *desks {
            let why = say(
                self.language,
                "target keyword of this page",
                "本页的目标关键词",
            );
            self.place(desk, &desk.page.keyword, why, Kinship::Akin, refused);
        }
        for desk in &mut *desks {
            for word in &desk.page.keywords {
                self.secondary(desk, word, refused);
            }
        }
        for desk in &mut *desks {
            let target = &desk.page.keyword;
            for word in settings.synonyms.get(target).into_iter().flatten() {
                let why = match self.language {
                    Language::English => format!("another word for “{target}” in the settings"),
                    Language::Chinese => format!("设置中“{target}”的同义词"),
                };
                self.place(desk, word, why, Kinship::Akin, refused);
            }
        }
    }

    /// Places a secondary keyword as near as it is, or says that it is too general.
    fn secondary(&mut self, desk: &mut Desk<'_>, word: &str, refused: &mut Vec<Refused>) {
        let key = self.key(word);
        let kinship = kinship::of(&key, &self.goods(desk.page), self.used.contains(&key));
        match kinship.why(self.language) {
            None if check::refusal(word).is_none() => {
                refused.push(kinship::refused(desk.page, word));
            }
            why => {
                let why = why.unwrap_or_default().to_owned();
                self.place(desk, word, why, kinship, refused);
            }
        }
    }

    /// What a page is for: its target keyword and, for a product, its name.
    fn goods(&self, page: &Page) -> Key {
        match &page.facts {
            Facts::Product(product) => self.key(&format!("{} {}", page.keyword, product.name)),
            _ => self.key(&page.keyword),
        }
    }

    /// Gives `word` to the desk, unless a platform refuses it or a group has it already.
    fn place(
        &mut self,
        desk: &mut Desk<'_>,
        word: &str,
        why: String,
        kinship: Kinship,
        refused: &mut Vec<Refused>,
    ) {
        let mut refuse = |cause: Cause, why: String, help: &str| {
            refused.push(Refused {
                cause,
                page: desk.page.path.clone(),
                keyword: word.to_owned(),
                why,
                help: help.to_owned(),
            });
        };
        if let Some((why, help)) = check::refusal(word) {
            refuse(Cause::Platform, why, help);
        } else if !self.placed.insert(self.key(word)) {
            refuse(
                Cause::Twice,
                format!("another page or keyword of this language has “{word}” already"),
                "give every page a keyword of its own",
            );
        } else {
            desk.wishes.push(Wish {
                keyword: word.trim().to_owned(),
                why,
                kinship,
            });
        }
    }

    /// Places terms of the market with the page that answers them, or asks for a page.
    fn market(&mut self, desks: &mut [Desk<'_>], keywords: &Keywords, needs: &mut Vec<NeedsPage>) {
        let terms = keywords
            .terms
            .iter()
            .filter(|term| term.language == self.language);
        for term in terms.filter(|term| wanted(term)) {
            if check::refusal(&term.term).is_some() || self.placed.contains(&self.key(&term.term)) {
                continue;
            }
            match self.best(desks, &term.term) {
                Some(at) => {
                    self.placed.insert(self.key(&term.term));
                    desks[at].wishes.push(Wish {
                        keyword: term.term.clone(),
                        why: evidence(term),
                        kinship: Kinship::Akin,
                    });
                }
                None if term.own != Cover::Covered => needs.push(NeedsPage {
                    term: term.term.clone(),
                    language: term.language,
                    why: evidence(term),
                }),
                None => {}
            }
        }
    }

    /// The page that names the term and shares most words with it, at least half of them.
    fn best(&self, desks: &[Desk<'_>], term: &str) -> Option<usize> {
        let key = self.key(term);
        let all = key.words().count();
        let shared = |page: &Page| {
            let own: Vec<Key> = page
                .keywords
                .iter()
                .chain([&page.keyword])
                .map(|word| self.key(word))
                .collect();
            let stands = |word: &&str| {
                own.iter()
                    .any(|own| own.words().any(|other| other == *word))
            };
            key.words().filter(stands).count()
        };
        desks
            .iter()
            .enumerate()
            .filter(|(_, desk)| names(desk.page, term, self.language))
            .map(|(at, desk)| (shared(desk.page), at))
            .filter(|(count, _)| count * 2 >= all && *count > 0)
            .max_by_key(|&(count, at)| (count, std::cmp::Reverse(at)))
            .map(|(_, at)| at)
    }
}

/// Whether a visitor who searched for `term` finds it on the page.
fn names(page: &Page, term: &str, language: Language) -> bool {
    let lines = [&page.title, &page.description, &page.text];
    lines
        .into_iter()
        .chain(&page.headings)
        .any(|text| phrase::contains(text, term, language))
}

/// Terms worth an ad: on the rise, or targeted by a competitor and not fading.
fn wanted(term: &Term) -> bool {
    match term.trend {
        Trend::New | Trend::Rising => true,
        Trend::Steady | Trend::Unjudged => !term.targeted_by.is_empty(),
        Trend::Fading => false,
    }
}

/// The numbers that speak for a term, in its language.
fn evidence(term: &Term) -> String {
    let (now, before) = term.counts();
    let rivals = term.targeted_by.join(match term.language {
        Language::English => ", ",
        Language::Chinese => "、",
    });
    let mut why = match (term.language, before) {
        (Language::English, None) => format!("on {} this month", pages(now)),
        (Language::Chinese, None) => format!("本月 {now} 页提到"),
        (Language::English, Some(0)) => format!("on {} this month, none last month", pages(now)),
        (Language::English, Some(before)) => format!("on {} this month, {before} last month", pages(now)),
        (Language::Chinese, Some(0)) => format!("本月 {now} 页提到，上月没有"),
        (Language::Chinese, Some(before)) => format!("本月 {now} 页提到，上月 {before} 页"),
    };
    if !rivals.is_empty() {
        why.push_str(&match term.language {
            Language::English => format!("; in titles or headings of {rivals}"),
            Language::Chinese => format!("；竞争对手{rivals}的标题里有这个词"),
        });
    }
    why
}

fn pages(count: u32) -> String {
    format!("{count} {}", if count == 1 { "page" } else { "pages" })
}

fn say(language: Language, english: &str, chinese: &str) -> String {
    match language {
        Language::English => english.to_owned(),
        Language::Chinese => chinese.to_owned(),
    }
}

/// The group of a page: each keyword with its match types and bids, and the page's ad.
fn group(campaign: &str, company: &str, desk: Desk<'_>, settings: &Settings) -> Group {
    let page = desk.page;
    let mut types = settings.match_types.clone();
    types.sort_unstable();
    types.dedup();
    let mut keywords = Vec::new();
    for wish in desk.wishes {
        let bids: Vec<(MatchType, MatchType)> = match wish.kinship {
            Kinship::Akin => types.iter().map(|&kind| (kind, kind)).collect(),
            Kinship::Near | Kinship::Far => vec![(MatchType::Exact, MatchType::Broad)],
        };
        keywords.extend(bids.into_iter().map(|(match_type, priced_as)| Keyword {
            keyword: wish.keyword.clone(),
            match_type,
            max_cpc: bid::max_cpc(settings, priced_as),
            why: wish.why.clone(),
        }));
    }
    Group {
        campaign: campaign.to_owned(),
        name: page.keyword.clone(),
        language: page.language,
        landing_page: page.url.clone(),
        page: page.path.clone(),
        keywords,
        negatives: Vec::new(),
        ads: vec![ad::compose(page, company)],
    }
}
