//! Notices of tenders: demand that says its name.
//!
//! [`Notice::of`] is a function of a page's facts: it says whether the page is a notice, and reads
//! buyer, agency, budget, region, deadline, number and contact from labels, cells and sentences of
//! both languages. [`chain`] ties changes and results to the notice that began a tender, and
//! [`Fit`] says which of our products a notice names. What a notice does not say is absent.

mod amount;
mod chain;
mod class;
mod contact;
mod field;
mod fit;
mod label;
mod party;
mod place;
mod spoken;
#[cfg(test)]
mod tests;
mod when;

use masthead_page::PageFacts;
use masthead_store::Currency;
use masthead_text::Language;
use serde::{Deserialize, Serialize};

pub use amount::Budget;
pub use chain::{Chain, chain};
pub use class::Step;
pub use contact::Contact;
pub use fit::Fit;
pub use place::Region;
pub use when::Deadline;

use field::{Field, Fields};
use spoken::spoken;

/// Characters of a page in which a notice is sought; none is longer.
const MOST: usize = 60_000;
/// Characters of a project number.
const NUMBER: std::ops::RangeInclusive<usize> = 3..=40;

/// The section `[notices]` of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Whether the contact that a notice publishes is kept.
    pub contact: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { contact: true }
    }
}

/// A notice of a tender.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Notice {
    /// Which step of the tender it tells.
    pub step: Step,
    /// Its title.
    pub title: String,
    /// The language of its text, if it is one of ours.
    pub language: Option<Language>,
    /// The number of the project, as written.
    pub number: Option<String>,
    /// Who buys.
    pub buyer: Option<String>,
    /// Who runs the tender for the buyer.
    pub agency: Option<String>,
    /// What the buyer means to spend.
    pub budget: Option<Budget>,
    /// What no bid may exceed.
    pub ceiling: Option<Budget>,
    /// Until when bids are taken.
    pub deadline: Option<Deadline>,
    /// Where it is.
    pub region: Option<Region>,
    /// Who has won.
    pub winner: Option<String>,
    /// For how much.
    pub award: Option<Budget>,
    /// Whom to ask, as published; absent where the settings drop it.
    pub contact: Option<Contact>,
}

/// What is read before it is known whether the page is a notice.
struct Reading<'t> {
    text: &'t str,
    fields: Fields,
    buyer: Option<String>,
    agency: Option<String>,
    deadline: Option<Deadline>,
}

impl<'t> Reading<'t> {
    fn of(text: &'t str, moved: bool) -> Self {
        let fields = Fields::of(text);
        let parties = party::parties(text, &fields);
        Self {
            deadline: when::deadline(text, &fields, moved),
            buyer: parties.buyer,
            agency: parties.agency,
            text,
            fields,
        }
    }
}

impl Notice {
    /// The notice that a page is; `None` where it is none. Amounts without a currency are in that
    /// of the page's language: yuan in Chinese, else `home`.
    #[must_use]
    pub fn of(facts: &PageFacts, home: Currency, settings: Settings) -> Option<Self> {
        Self::read(facts, home, settings, false)
    }

    /// The notice that a page is which a tender board lists: a page there need not prove by what
    /// it states that it is a notice. A list of notices is none.
    #[must_use]
    pub fn listed(facts: &PageFacts, home: Currency, settings: Settings) -> Option<Self> {
        Self::read(facts, home, settings, true)
    }

    fn read(facts: &PageFacts, home: Currency, settings: Settings, listed: bool) -> Option<Self> {
        let title = title(facts);
        let end = facts.text.char_indices().nth(MOST).map(|(at, _)| at);
        let text = &facts.text[..end.unwrap_or(facts.text.len())];
        let moved = class::titled(&title) == Some(Step::Change);
        let read = Reading::of(text, moved);
        let step = class::step(facts, &title, &read, listed)?;
        let chinese = facts.language == Some(Language::Chinese);
        let yuan = "CNY".parse().unwrap_or(home);
        let home = if chinese { yuan } else { home };
        let money = |field| {
            let stated = read.fields.all(field).map(|entry| entry.measured());
            let mut amounts = stated.filter(|said| said.contains(|c: char| c.is_ascii_digit()));
            amounts.next().map(|said| amount::budget(&said, home))
        };
        let said = |field| money(field).or_else(|| spoken(read.text, field, home));
        let contact = settings
            .contact
            .then(|| contact::contact(text, &read.fields));
        let region = place::region(text, &read.fields, read.buyer.as_deref(), &title);
        Some(Self {
            step,
            language: facts.language,
            number: number(&read.fields),
            budget: said(Field::Budget),
            ceiling: said(Field::Ceiling),
            deadline: read.deadline,
            region,
            winner: (step == Step::Result)
                .then(|| party::winner(&read.fields))
                .flatten(),
            award: (step == Step::Result)
                .then(|| money(Field::Award))
                .flatten(),
            contact: contact.flatten(),
            buyer: read.buyer,
            agency: read.agency,
            title,
        })
    }

    /// What the tender is worth: the budget, else the ceiling.
    #[must_use]
    pub fn worth(&self) -> Option<&Budget> {
        self.budget.as_ref().or(self.ceiling.as_ref())
    }
}

/// The title as readers see it: the headline, else the first heading, else the `<title>`.
fn title(facts: &PageFacts) -> String {
    let heading = || facts.headings.first().map(|heading| heading.text.as_str());
    let title = facts.headline.as_deref().or_else(heading).or(facts.title());
    title.unwrap_or_default().to_owned()
}

/// The project number: the first labelled value that looks like one.
fn number(fields: &Fields) -> Option<String> {
    fields.all(Field::Number).find_map(|entry| {
        let part = |c: char| c.is_alphanumeric() || "-_/.（）()[]〔〕【】#".contains(c);
        let value = entry.value.trim_start_matches(['#', ' ']);
        let end = value.find(|c| !part(c)).unwrap_or(value.len());
        let close = |open: char, close: char, at: usize| {
            value[..at].contains(close) && !value[..at].contains(open)
        };
        let end = match close('（', '）', end) {
            true => value.find('）').unwrap_or(end),
            false if close('(', ')', end) => value.find(')').unwrap_or(end),
            false => end,
        };
        let number = value[..end].trim_end_matches(['.', '-', '/', '。']);
        let digits = number.chars().any(|c| c.is_ascii_digit());
        (digits && NUMBER.contains(&number.chars().count())).then(|| number.to_owned())
    })
}
