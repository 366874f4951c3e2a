//! One page that a writer has written, with everything other parts ask of it.

use jiff::civil::Date;
use masthead_text::{Finding, Language};
use serde::{Deserialize, Deserializer};
use url::Url;

use crate::markdown::Body;
use crate::name::Name;
use crate::proof::day;
use crate::schema::Checked;
use crate::{CaseStudy, Interview, Kind, Product, Reader, SiteConfig, Stage, Whitepaper};

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
    /// What search engines show below the title; empty where the page has none.
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

/// The keys that every kind has.
#[derive(Deserialize)]
struct Top {
    title: String,
    #[serde(default)]
    description: String,
    #[serde(deserialize_with = "day")]
    date: Date,
    #[serde(default, deserialize_with = "maybe")]
    updated: Option<Date>,
    #[serde(default)]
    authors: Vec<String>,
    #[serde(default)]
    draft: bool,
    extra: Common,
}

/// The keys that the `extra` table of every kind has.
#[derive(Deserialize)]
struct Common {
    keyword: String,
    #[serde(default)]
    keywords: Vec<String>,
    roles: Vec<Reader>,
    stages: Vec<Stage>,
}

/// The `extra` table as one kind has it.
#[derive(Deserialize)]
struct Extra<T> {
    extra: T,
}

fn maybe<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    day(from).map(Some)
}

impl Facts {
    fn read(kind: Kind, document: &Checked<'_>, findings: &mut Vec<Finding>) -> Option<Self> {
        Some(match kind {
            Kind::CaseStudy => Self::CaseStudy(document.read::<Extra<_>>(findings)?.extra),
            Kind::Whitepaper => Self::Whitepaper(document.read::<Extra<_>>(findings)?.extra),
            Kind::Interview => Self::Interview(document.read::<Extra<_>>(findings)?.extra),
            Kind::Product => Self::Product(document.read::<Extra<_>>(findings)?.extra),
        })
    }
}

/// A Markdown file, taken apart.
pub(crate) struct Parts<'a> {
    /// Path from the top of the workspace.
    pub path: &'a str,
    /// The whole file.
    pub source: &'a str,
    /// What the path says.
    pub name: &'a Name,
    /// The front matter.
    pub front: &'a Checked<'a>,
    /// Everything after the front matter.
    pub body: &'a str,
    /// What stands in it.
    pub parts: &'a Body,
}

impl Page {
    /// Puts a page of `kind` together; `None` where its front matter does not allow it, with
    /// the reason in `findings`.
    pub(crate) fn read(
        file: &Parts<'_>,
        kind: Kind,
        site: &SiteConfig,
        findings: &mut Vec<Finding>,
    ) -> Option<Self> {
        let top: Top = file.front.read(findings)?;
        let facts = Facts::read(kind, file.front, findings)?;
        Some(Self {
            path: file.path.to_owned(),
            kind,
            language: file.name.language,
            pair: file.name.pair(),
            url: file
                .name
                .url(site, file.front.text(&["slug"]), file.front.text(&["path"])),
            title: top.title,
            description: top.description,
            date: Some(top.date),
            updated: top.updated,
            authors: top.authors,
            draft: top.draft,
            keyword: top.extra.keyword,
            keywords: top.extra.keywords,
            roles: top.extra.roles,
            stages: top.extra.stages,
            facts,
            body: file.body.to_owned(),
            text: file.parts.text.trim_end().to_owned(),
            headings: file
                .parts
                .headings
                .iter()
                .map(|heading| heading.text.clone())
                .collect(),
            source: file.source.to_owned(),
        })
    }
}
