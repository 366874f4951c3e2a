//! Sorts keywords into ad groups: one per page, each keyword in one group only.

use std::collections::BTreeSet;

use masthead_editorial::{Content, Page};
use masthead_text::{Key, Language, Lexicon};

use super::{Group, Keyword, MatchType, NeedsPage, Refused, Settings, ad, bid, check, phrase};
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
    /// Whether only searches for the very words may show the ad.
    exact: bool,
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
    };
    sorter.own(&mut desks, settings, &mut sorted.refused);
    sorter.market(&mut desks, keywords, &mut sorted.needs_page);
    sorted.groups = desks
        .into_iter()
        .filter(|desk| !desk.wishes.is_empty())
        .map(|desk| group(campaign, company, desk, settings))
        .collect();
    sorted
}

/// The state of sorting: what has its place already.
struct Sorter {
    language: Language,
    lexicon: Lexicon,
    placed: BTreeSet<Key>,
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
            self.place(desk, &desk.page.keyword, why, false, refused);
        }
        for desk in &mut *desks {
            for word in &desk.page.keywords {
                let exact = !self.related(word, &desk.page.keyword);
                let why = match exact {
                    true => say(
                        self.language,
                        "secondary keyword of this page; shares no word with the target, so exact only",
                        "本页的次要关键词，与目标关键词没有共同的词，只用精确匹配",
                    ),
                    false => say(
                        self.language,
                        "secondary keyword of this page",
                        "本页的次要关键词",
                    ),
                };
                self.place(desk, word, why, exact, refused);
            }
        }
        for desk in &mut *desks {
            let target = &desk.page.keyword;
            for word in settings.synonyms.get(target).into_iter().flatten() {
                let why = match self.language {
                    Language::English => format!("another word for “{target}” in the settings"),
                    Language::Chinese => format!("设置中“{target}”的同义词"),
                };
                self.place(desk, word, why, false, refused);
            }
        }
    }

    /// Gives `word` to the desk, unless a platform refuses it or a group has it already.
    fn place(
        &mut self,
        desk: &mut Desk<'_>,
        word: &str,
        why: String,
        exact: bool,
        refused: &mut Vec<Refused>,
    ) {
        let mut refuse = |why: String, help: &str| {
            refused.push(Refused {
                page: desk.page.path.clone(),
                keyword: word.to_owned(),
                why,
                help: help.to_owned(),
            });
        };
        if let Some((why, help)) = check::refusal(word) {
            refuse(why, help);
        } else if !self.placed.insert(self.key(word)) {
            refuse(
                format!("another page or keyword of this language has “{word}” already"),
                "give every page a keyword of its own",
            );
        } else {
            desk.wishes.push(Wish {
                keyword: word.trim().to_owned(),
                why,
                exact,
            });
        }
    }

    fn related(&self, a: &str, b: &str) -> bool {
        let (a, b) = (self.key(a), self.key(b));
        a.words().any(|word| b.words().any(|other| other == word))
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
                        exact: false,
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
        Trend::Steady => !term.targeted_by.is_empty(),
        Trend::Fading => false,
    }
}

/// The numbers that speak for a term, in its language.
fn evidence(term: &Term) -> String {
    let (now, before) = (term.count_now, term.count_before);
    let rivals = term.targeted_by.join(match term.language {
        Language::English => ", ",
        Language::Chinese => "、",
    });
    let mut why = match (term.language, term.trend) {
        (Language::English, Trend::New) => format!("new: on {now} pages, none last month"),
        (Language::English, Trend::Rising) => {
            format!("rising: on {now} pages, {before} last month")
        }
        (Language::English, _) => format!("on {now} pages, {before} last month"),
        (Language::Chinese, Trend::New) => format!("新词：本月 {now} 页，上月没有"),
        (Language::Chinese, Trend::Rising) => format!("上升：本月 {now} 页，上月 {before} 页"),
        (Language::Chinese, _) => format!("本月 {now} 页，上月 {before} 页"),
    };
    if !rivals.is_empty() {
        why.push_str(&match term.language {
            Language::English => format!("; targeted by {rivals}"),
            Language::Chinese => format!("；竞争对手{rivals}的标题中有此词"),
        });
    }
    why
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
        let exact = [MatchType::Exact];
        let types = if wish.exact { &exact[..] } else { &types };
        keywords.extend(types.iter().map(|&match_type| Keyword {
            keyword: wish.keyword.clone(),
            match_type,
            max_cpc: bid::max_cpc(settings, match_type),
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
