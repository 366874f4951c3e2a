//! Responsive search ads out of the facts of a page: whole phrases only, none cut to fit.

use masthead_editorial::{Facts, Page};
use masthead_text::{Language, fold, width};

use super::{
    Ad, claims,
    copy::{self, Choice, Copy},
};
use crate::cells;

/// Columns of a headline; a Chinese character takes two. Limits of Google Ads.
pub(super) const HEADLINE: usize = 30;
/// Columns of a description.
pub(super) const DESCRIPTION: usize = 90;
/// Columns of either part of the shown path.
pub(super) const PATH: usize = 15;
/// How many headlines an ad may have, at least and at most.
pub(super) const HEADLINES: std::ops::RangeInclusive<usize> = 3..=15;
/// How many descriptions an ad may have, at least and at most.
pub(super) const DESCRIPTIONS: std::ops::RangeInclusive<usize> = 2..=4;
/// Google advises this many headlines; secondary keywords and headings fill up to it.
pub(super) const ADVISED: usize = 8;

/// The ad of a page, of `company`, as the page's language calls it.
pub(super) fn compose(page: &Page, company: &str) -> Ad {
    let copy = copy::of(page, company);
    let (path1, path2) = paths(page);
    Ad {
        headlines: headlines(page, &copy),
        descriptions: descriptions(page, &copy),
        path1,
        path2,
    }
}

/// The phrases that fit, in order of worth; fillers only where too few fit.
fn headlines(page: &Page, copy: &Copy) -> Vec<String> {
    let mut picked = Vec::new();
    for choice in &copy.headlines {
        take(&mut picked, choice, HEADLINE, *HEADLINES.end(), page);
    }
    for choice in &copy.fillers {
        take(&mut picked, choice, HEADLINE, ADVISED, page);
    }
    picked
}

/// The sentences that fit, in order of worth, with one place kept for the call to action.
fn descriptions(page: &Page, copy: &Copy) -> Vec<String> {
    let mut picked = Vec::new();
    let most = *DESCRIPTIONS.end();
    for choice in &copy.descriptions {
        take(&mut picked, choice, DESCRIPTION, most - 1, page);
    }
    take(&mut picked, &copy.action, DESCRIPTION, most, page);
    picked
}

/// Adds the first wording of `choice` that fits and may be said, if there is room and nothing is
/// said twice.
fn take(picked: &mut Vec<String>, choice: &Choice, columns: usize, most: usize, page: &Page) {
    let fits =
        |text: &&str| !text.is_empty() && width(text) <= columns && sayable(text, page.language);
    let Some(text) = choice.iter().map(|text| text.trim()).find(fits) else {
        return;
    };
    let said = picked.iter().any(|other| fold(other) == fold(text));
    if picked.len() < most && !said {
        picked.push(text.to_owned());
    }
}

/// Whether an ad may say it: no absolute claim in Chinese, no shouting, and nothing that a
/// spreadsheet would take for a formula.
pub(super) fn sayable(text: &str, language: Language) -> bool {
    let legal = language == Language::English || claims::absolute(text).is_none();
    legal && !text.contains(['!', '！', '\n', '\t']) && !cells::formula(text)
}

/// The shown path: as many whole words of the keyword as fit, then the kind of page.
fn paths(page: &Page) -> (String, String) {
    let mut first = String::new();
    for word in page.keyword.split_whitespace() {
        let longer = if first.is_empty() {
            word.to_owned()
        } else {
            format!("{first}-{word}")
        };
        if width(&longer) > PATH {
            break;
        }
        first = longer;
    }
    let kind = match (&page.facts, page.language) {
        (Facts::CaseStudy(_), Language::English) => "case-study",
        (Facts::CaseStudy(_), Language::Chinese) => "客户案例",
        (Facts::Whitepaper(_), Language::English) => "whitepaper",
        (Facts::Whitepaper(_), Language::Chinese) => "白皮书",
        (Facts::Interview(_), Language::English) => "interview",
        (Facts::Interview(_), Language::Chinese) => "访谈",
        (Facts::Product(_), Language::English) => "product",
        (Facts::Product(_), Language::Chinese) => "产品",
    };
    match first.is_empty() {
        true => (kind.to_owned(), String::new()),
        false => (first.replace('/', "-"), kind.to_owned()),
    }
}
