//! What competitors did: new products and case studies, prices, rewritten titles and texts.

use jiff::civil::Date;
use masthead_page::{PageFacts, PageKind};
use masthead_store::{Changes, PageAt, Role};
use masthead_text::{Language, fold, width};
use serde::Serialize;
use url::Url;

use super::Scope;
use crate::{
    change::{Difference, Edit, lists},
    keywords::shown,
    tender::day,
};

/// What a competitor did with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A new page about something it sells.
    Product,
    /// A new story of a customer.
    CaseStudy,
    /// Another new page.
    Page,
    /// A page has another title for search engines, and perhaps another text.
    Title,
    /// A page has another text under the same title.
    Text,
    /// A page is gone.
    Removed,
}

/// A move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Move {
    /// The competitor: the name of the source.
    pub competitor: String,
    /// What it did.
    pub what: What,
    /// The page.
    pub url: Url,
    /// Its title now, or its last one.
    pub title: String,
    /// The language of its text, if it is one of ours.
    pub language: Option<Language>,
    /// The day it says, else the day on which it was first seen so.
    pub day: Date,
    /// The title for search engines, then and now, where it is another.
    pub retitled: Option<Edit>,
    /// How much of both versions of the text stands in one only, in percent.
    pub changed: Option<u64>,
    /// What is other in the text.
    pub quotes: Vec<Edit>,
    /// Sentences that are new and speak of prices, trials or discounts.
    pub prices: Vec<String>,
}

/// What a page's address or title says where it is a story of a customer, folded.
#[rustfmt::skip]
const STORIES: &[&str] = &[
    "案例", "客户故事", "成功故事", "应用实例", "case study", "case-study", "case-studies", "/cases/", "/case/", "/anli/",
    "customer story", "customer stories", "success story", "success-stor", "customers/",
];
/// What the address of a product has in it.
const PRODUCTS: &[&str] = &["/product/", "/products/", "/shop/", "/chanpin/"];
/// What lines about prices say, folded.
#[rustfmt::skip]
const PRICES: &[&str] = &[
    "价格", "报价", "降价", "涨价", "优惠", "折扣", "免费", "试用", "特价", "促销", "起价", "补贴", "price", "pricing",
    "discount", "free of charge", "free trial", "for free", "rebate", "per month", "special offer",
];
/// Columns of a sentence about prices at least.
const LEAST: usize = 16;
/// Sentences about prices shown of a page at most, and their characters.
const SHOWN: usize = 3;
const LONGEST: usize = 120;

/// What a competitor did with a page that changed.
pub(super) fn of(change: &Changes, scope: &Scope<'_>) -> Option<Move> {
    if change.source.role != Role::Competitor || scope.found.contains(&change.url) {
        return None;
    }
    match change.standing() {
        Some(page) => rewritten(change.before.as_ref()?, &page),
        // A source without any page does not answer: nothing of it was removed.
        None => scope
            .standing
            .contains(&change.source.name)
            .then(|| removed(change))?,
    }
}

/// Moves by competitor, weight, day and address; each page once.
pub(super) fn ordered(mut moves: Vec<Move>) -> Vec<Move> {
    moves.sort_by(|a, b| {
        (&a.competitor, a.what, b.day, &a.url).cmp(&(&b.competitor, b.what, a.day, &b.url))
    });
    moves.dedup_by(|a, b| a.competitor == b.competitor && a.url == b.url);
    moves
}

/// A new page of a competitor.
pub(super) fn new(page: &PageAt) -> Option<Move> {
    if page.source.role != Role::Competitor {
        return None;
    }
    let facts = &page.facts;
    let said = fold(&format!("{} {}", page.url.path(), shown(page)));
    let names = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let what = if names(STORIES) {
        What::CaseStudy
    } else if names(PRODUCTS) || facts.kind == PageKind::Product {
        What::Product
    } else {
        What::Page
    };
    Some(Move {
        competitor: page.source.name.clone(),
        what,
        url: page.url.clone(),
        title: shown(page),
        language: facts.language,
        day: day(page),
        retitled: None,
        changed: None,
        quotes: Vec::new(),
        prices: prices(facts, None),
    })
}

/// What a page that stood before says now that it did not.
fn rewritten(before: &PageFacts, page: &PageAt) -> Option<Move> {
    let language = page.facts.language.or(page.source.language);
    let found = Difference::between(before, &page.facts, language.unwrap_or(Language::English));
    let text = found.text.filter(|_| !lists(&page.facts));
    let what = match (&found.title, &text) {
        (Some(_), _) => What::Title,
        (None, Some(_)) => What::Text,
        (None, None) => return None,
    };
    Some(Move {
        competitor: page.source.name.clone(),
        what,
        url: page.url.clone(),
        title: shown(page),
        language: page.facts.language,
        day: page.changed.to_zoned(jiff::tz::TimeZone::UTC).date(),
        retitled: found.title,
        changed: text.as_ref().map(|text| text.changed),
        quotes: text.map(|text| text.quotes).unwrap_or_default(),
        prices: prices(&page.facts, Some(before)),
    })
}

/// A page that stood on the first day and is gone.
fn removed(change: &Changes) -> Option<Move> {
    let facts = change.before.as_ref()?;
    let title = facts.headline.as_deref().or(facts.title());
    Some(Move {
        competitor: change.source.name.clone(),
        what: What::Removed,
        url: change.url.clone(),
        title: title.map_or_else(|| change.url.to_string(), str::to_owned),
        language: facts.language,
        day: change.changed.to_zoned(jiff::tz::TimeZone::UTC).date(),
        retitled: None,
        changed: None,
        quotes: Vec::new(),
        prices: Vec::new(),
    })
}

/// The sentences about prices that an earlier version did not have. A few words alone are a
/// heading or a button.
fn prices(now: &PageFacts, before: Option<&PageFacts>) -> Vec<String> {
    let old: Vec<String> = before
        .iter()
        .flat_map(|facts| sentences(&facts.text))
        .map(fold)
        .collect();
    let speaks = |line: &&str| {
        let folded = fold(line);
        let said = PRICES.iter().any(|word| folded.contains(word));
        said && width(line) >= LEAST && !old.contains(&folded)
    };
    sentences(&now.text)
        .filter(speaks)
        .take(SHOWN)
        .map(|line| brief(line, LONGEST))
        .collect()
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let lines = text
        .lines()
        .flat_map(|line| line.split_inclusive(['。', '！', '？']));
    lines.flat_map(|line| line.split(". ")).map(str::trim)
}

/// The beginning of a line.
pub(super) fn brief(line: &str, most: usize) -> String {
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}
