//! Open tenders that ask for what we make.
//!
//! A notice is for us if it names one of our products, one of our target keywords, or two of our
//! secondary keywords; one secondary keyword alone ("quality management") says too little. It is
//! open if its deadline is on the last day of the month or later. A notice without a deadline
//! counts only where the notice is news of the month.

use std::collections::BTreeSet;

use jiff::civil::Date;
use masthead_editorial::{Content, Facts};
use masthead_store::{Currency, PageAt, Role};
use masthead_text::Language;
use rust_decimal::Decimal;
use serde::Serialize;
use url::Url;

use super::{Inputs, day, fresh, label};
use crate::{keywords::shown, plan::contains};

/// A tender.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tender {
    /// The notice.
    pub url: Url,
    /// Its title.
    pub title: String,
    /// The language of the notice, if it is one of ours.
    pub language: Option<Language>,
    /// The board it stands on.
    pub source: String,
    /// The day of the notice.
    pub day: Date,
    /// Who buys.
    pub buyer: Option<String>,
    /// What it may cost.
    pub budget: Option<Budget>,
    /// The last day for a bid.
    pub deadline: Option<Date>,
    /// Our products and keywords that it names, products first.
    pub matches: Vec<String>,
}

/// A budget, as written and as a number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Budget {
    /// As the notice writes it: `186 万元`.
    pub written: String,
    /// In whole units of the currency, if it could be read.
    pub amount: Option<Decimal>,
    /// Its currency; the report's where none is named.
    pub currency: Currency,
}

/// The open tenders for us, by deadline, then address.
pub(super) fn of(inputs: &Inputs<'_>) -> Vec<Tender> {
    let words = Words::of(inputs.content);
    let mut tenders: Vec<Tender> = inputs
        .pages
        .now
        .iter()
        .filter(|page| page.source.role == Role::Tender)
        .filter_map(|page| Some((tender(page, &words, inputs.currency)?, fresh(page, inputs))))
        .filter(|(tender, fresh)| match tender.deadline {
            Some(deadline) => deadline >= inputs.month.last(),
            None => *fresh,
        })
        .map(|(tender, _)| tender)
        .collect();
    let key = |tender: &Tender| (tender.deadline.unwrap_or(Date::MAX), tender.url.clone());
    tenders.sort_by_key(key);
    tenders.dedup_by(|a, b| a.url == b.url);
    tenders
}

fn tender(page: &PageAt, words: &Words, home: Currency) -> Option<Tender> {
    let text = format!("{}\n{}", shown(page), page.facts.text);
    let matches = words.matches(&text)?;
    let deadline = label::after(&text, label::DEADLINE);
    Some(Tender {
        url: page.url.clone(),
        title: page
            .facts
            .headings
            .first()
            .map_or_else(|| shown(page), |h1| h1.text.clone()),
        language: page.facts.language.or(page.source.language),
        source: page.source.name.clone(),
        day: day(page),
        buyer: label::buyer(&text),
        budget: label::after(&text, label::BUDGET).map(|written| budget(&written, home)),
        deadline: deadline.and_then(|day| masthead_page::day(&day)),
        matches,
    })
}

fn budget(written: &str, home: Currency) -> Budget {
    let read = label::money(written, home);
    Budget {
        written: written.to_owned(),
        amount: read.map(|(amount, _)| amount),
        currency: read.map_or(home, |(_, currency)| currency),
    }
}

/// The words by which a notice can be ours, in both languages: a Chinese notice may name a
/// camera in English.
struct Words {
    products: BTreeSet<(Language, String)>,
    targets: BTreeSet<(Language, String)>,
    secondary: BTreeSet<(Language, String)>,
}

impl Words {
    fn of(content: &Content) -> Self {
        let pages = || content.published();
        let secondary = pages().flat_map(|page| {
            page.keywords
                .iter()
                .map(|word| (page.language, word.clone()))
        });
        Self {
            products: pages()
                .filter_map(|page| match &page.facts {
                    Facts::Product(product) => Some((Language::English, product.name.clone())),
                    _ => None,
                })
                .collect(),
            targets: pages()
                .map(|page| (page.language, page.keyword.clone()))
                .collect(),
            secondary: secondary.collect(),
        }
    }

    /// What `text` names; nothing where that is too little.
    fn matches(&self, text: &str) -> Option<Vec<String>> {
        let named = |words: &BTreeSet<(Language, String)>| -> Vec<String> {
            words
                .iter()
                .filter(|(language, word)| contains(text, word, *language))
                .map(|(_, word)| word.clone())
                .collect()
        };
        let mut matches = named(&self.products);
        matches.extend(named(&self.targets));
        let strong = !matches.is_empty();
        matches.extend(named(&self.secondary));
        let mut known = BTreeSet::new();
        matches.retain(|word| known.insert(word.clone()));
        (strong || matches.len() >= 2).then_some(matches)
    }
}
