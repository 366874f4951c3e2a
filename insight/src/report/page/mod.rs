//! The report as one self-contained HTML page, in English or Chinese.
//!
//! The same facts are said in both languages; names, titles and terms of the other language stand
//! as they are, marked with their language. A section without facts says so in a sentence.

mod cards;
mod evidence;
mod found;
mod market;
mod money;
mod search;
mod steps;
mod summary;
mod table;
mod voice;

use masthead_text::Language;
use rust_decimal::Decimal;
use serde::Serialize;

use self::{table::Table, voice::Voice};
use super::Report;
use crate::view::{
    self, ViewError,
    chart::{self, Bar, Words},
};

/// What the template shows.
#[derive(Debug, Serialize)]
struct Page {
    title: String,
    month: String,
    heading: String,
    summary: Vec<String>,
    cards: Vec<cards::Card>,
    sections: Vec<Section>,
}

/// A section: a heading and what stands below it.
#[derive(Debug, Serialize)]
struct Section {
    id: &'static str,
    heading: &'static str,
    parts: Vec<Part>,
}

/// A part of a section; all text is safe HTML.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Part {
    /// A heading below the section's.
    Heading(&'static str),
    /// A paragraph.
    Text(String),
    /// A paragraph in small print: how something is counted.
    Note(String),
    /// A chart as SVG, with its title.
    Chart(String, String),
    /// A table.
    Table(Table),
    /// Things to do, in order.
    Steps(Vec<steps::Line>),
}

/// The report in `language`.
///
/// # Errors
///
/// When the template cannot be rendered.
pub fn html(report: &Report, language: Language) -> Result<String, ViewError> {
    let voice = Voice {
        language,
        currency: report.currency,
    };
    let company = report
        .company
        .get(&language)
        .or_else(|| report.company.values().next());
    let company = company.map_or("", String::as_str);
    let month = voice.month(report.month);
    let heading = voice.pick("Monthly content report", "内容月报");
    let page = Page {
        title: format!("{heading}{}{month}", voice.pick(", ", "：")),
        month: match language {
            Language::English => format!("{company}, {month}"),
            Language::Chinese => format!("{company}，{month}"),
        },
        heading: heading.to_owned(),
        summary: summary::lines(report, voice),
        cards: cards::all(report, voice),
        sections: vec![
            steps::section(report, voice),
            money::leads(report, voice),
            money::ads(report, voice),
            search::section(report, voice),
            market::published(report, voice),
            market::keywords(report, voice),
            market::competitors(report, voice),
            found::tenders(report, voice),
            found::reposts(report, voice),
            found::problems(report, voice),
        ],
    };
    view::render("report.html", language, &[], &page)
}

/// A chart of this month beside last month; nothing where there is nothing to show.
fn chart(
    report: &Report,
    voice: Voice,
    id: &str,
    title: &str,
    bars: &[Bar],
    number: impl Fn(Decimal) -> String,
) -> Option<Part> {
    let words = Words {
        language: voice.language,
        title,
        now: &voice.month(report.month),
        before: &voice.month(report.previous),
    };
    chart::bars(id, words, bars, number).map(|svg| Part::Chart(title.to_owned(), svg))
}
