//! Sorts keywords into ad groups: one per page, each keyword in one group only.

use std::collections::BTreeSet;

use masthead_editorial::{Content, Facts, Page};
use masthead_text::{Key, Language, Lexicon};

use super::{
    Group, Keyword, MatchType, NeedsPage, Refused, Settings, ad, bid, check,
    kinship::{self, Kinship},
    phrase::Form,
    reason::Reason,
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
struct Draft<'a> {
    page: &'a Page,
    wishes: Vec<Wish>,
    /// Its target and secondary keywords, as stems.
    words: BTreeSet<String>,
    /// What a visitor reads: title, description, headings and text.
    read: Vec<Form>,
}

impl<'a> Draft<'a> {
    fn new(page: &'a Page, language: Language) -> Self {
        let lexicon = Lexicon::new(&[]);
        let stated = page.keywords.iter().chain([&page.keyword]);
        let keys = stated.map(|word| Key::of(word, language, &lexicon));
        let lines = [&page.title, &page.description, &page.text];
        Self {
            page,
            wishes: Vec::new(),
            words: keys
                .flat_map(|key| key.words().map(str::to_owned).collect::<Vec<_>>())
                .collect(),
            read: lines
                .into_iter()
                .chain(&page.headings)
                .map(|text| Form::of(text, language))
                .collect(),
        }
    }
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
    let mut drafts: Vec<Draft<'_>> = content
        .published()
        .filter(|page| page.language == language)
        .map(|page| Draft::new(page, language))
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
    sorter.own(&mut drafts, settings, &mut sorted.refused);
    sorter.market(&mut drafts, keywords, &mut sorted.needs_page);
    sorted.groups = drafts
        .into_iter()
        .filter(|draft| !draft.wishes.is_empty())
        .map(|draft| group(campaign, company, draft, settings))
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
    fn own(&mut self, drafts: &mut [Draft<'_>], settings: &Settings, refused: &mut Vec<Refused>) {
        for draft in &mut *drafts {
            let why = say(
                self.language,
                "target keyword of this page",
                "本页的目标关键词",
            );
            self.place(draft, &draft.page.keyword, why, Kinship::Akin, refused);
        }
        for draft in &mut *drafts {
            for word in &draft.page.keywords {
                self.secondary(draft, word, refused);
            }
        }
        for draft in &mut *drafts {
            let target = &draft.page.keyword;
            for word in settings.synonyms.get(target).into_iter().flatten() {
                let why = match self.language {
                    Language::English => format!("another word for “{target}” in the settings"),
                    Language::Chinese => format!("设置中“{target}”的同义词"),
                };
                self.place(draft, word, why, Kinship::Akin, refused);
            }
        }
    }

    /// Places a secondary keyword as near as it is, or says that it is too general.
    fn secondary(&mut self, draft: &mut Draft<'_>, word: &str, refused: &mut Vec<Refused>) {
        let key = self.key(word);
        let kinship = kinship::of(&key, &self.goods(draft.page), self.used.contains(&key));
        match kinship.why(self.language) {
            None if check::refusal(word).is_none() => {
                let reason = Reason::General(draft.page.keyword.clone());
                refused.push(Refused::new(&draft.page.path, word, self.language, reason));
            }
            why => {
                let why = why.unwrap_or_default().to_owned();
                self.place(draft, word, why, kinship, refused);
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

    /// Gives `word` to the draft, unless a platform refuses it or a group has it already.
    fn place(
        &mut self,
        draft: &mut Draft<'_>,
        word: &str,
        why: String,
        kinship: Kinship,
        refused: &mut Vec<Refused>,
    ) {
        let mut refuse = |reason: Reason| {
            let path = &draft.page.path;
            refused.push(Refused::new(path, word, self.language, reason));
        };
        if let Some(reason) = check::refusal(word) {
            refuse(reason);
        } else if !self.placed.insert(self.key(word)) {
            refuse(Reason::Twice);
        } else {
            draft.wishes.push(Wish {
                keyword: word.trim().to_owned(),
                why,
                kinship,
            });
        }
    }

    /// Places terms of the market with the page that answers them, or asks for a page.
    fn market(
        &mut self,
        drafts: &mut [Draft<'_>],
        keywords: &Keywords,
        needs: &mut Vec<NeedsPage>,
    ) {
        let terms = keywords
            .terms
            .iter()
            .filter(|term| term.language == self.language);
        for term in terms.filter(|term| wanted(term)) {
            if check::refusal(&term.term).is_some() || self.placed.contains(&self.key(&term.term)) {
                continue;
            }
            match self.best(drafts, &term.term) {
                Some(at) => {
                    self.placed.insert(self.key(&term.term));
                    drafts[at].wishes.push(Wish {
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
    fn best(&self, drafts: &[Draft<'_>], term: &str) -> Option<usize> {
        let key = self.key(term);
        let form = Form::of(term, self.language);
        let all = key.words().count();
        drafts
            .iter()
            .map(|draft| key.words().filter(|word| draft.words.contains(*word)))
            .map(Iterator::count)
            .enumerate()
            .filter(|&(_, count)| count * 2 >= all && count > 0)
            .filter(|&(at, _)| drafts[at].read.iter().any(|text| text.contains(&form)))
            .max_by_key(|&(at, count)| (count, std::cmp::Reverse(at)))
            .map(|(at, _)| at)
    }
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
        (Language::English, Some(before)) => {
            format!("on {} this month, {before} last month", pages(now))
        }
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
fn group(campaign: &str, company: &str, draft: Draft<'_>, settings: &Settings) -> Group {
    let page = draft.page;
    let mut types = settings.match_types.clone();
    types.sort_unstable();
    types.dedup();
    let first = draft.wishes.first();
    let name = first.map_or(&page.keyword, |wish| &wish.keyword).clone();
    let mut keywords = Vec::new();
    for wish in draft.wishes {
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
        name,
        language: page.language,
        landing_page: page.url.clone(),
        page: page.path.clone(),
        keywords,
        negatives: Vec::new(),
        ads: vec![ad::compose(page, company)],
    }
}
