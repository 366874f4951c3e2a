//! One page that a writer has written, with everything other parts ask of it.

use jiff::civil::Date;
use masthead_text::Language;
use url::Url;

use crate::{CaseStudy, Interview, Kind, Product, Reader, Stage, Whitepaper};

/// A page of one of the four kinds, in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Path from the top of the workspace, with `/`: `content/case-studies/steel.zh.md`.
    pub path: String,
    /// The type, by its folder.
    pub kind: Kind,
    /// The language, by its file name.
    pub language: Language,
    /// What both languages of a page share: `case-studies/steel`.
    pub pair: String,
    /// The address at which Zola publishes it.
    pub url: Url,
    /// The title.
    pub title: String,
    /// What search engines show below the title.
    pub description: String,
    /// The day of publication.
    pub date: Option<Date>,
    /// The day of the last change worth telling.
    pub updated: Option<Date>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Whether Zola leaves it out.
    pub draft: bool,
    /// The target keyword: what a reader would type to find this page.
    pub keyword: String,
    /// Further keywords the page may be found by.
    pub keywords: Vec<String>,
    /// For whom it is written; at least one.
    pub roles: Vec<Reader>,
    /// At which stages it helps; at least one.
    pub stages: Vec<Stage>,
    /// What a page of its kind must state.
    pub facts: Facts,
    /// Everything after the front matter, as written.
    pub body: String,
    /// The words of the body without markup, one block a line; headings are not in it.
    pub text: String,
    /// The headings of the body, in order.
    pub headings: Vec<String>,
    /// The whole file, for excerpts.
    pub source: String,
}

/// What a page must state, by its kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Facts {
    /// Of a case study.
    CaseStudy(CaseStudy),
    /// Of a whitepaper.
    Whitepaper(Whitepaper),
    /// Of an interview.
    Interview(Interview),
    /// Of a product page.
    Product(Product),
}
