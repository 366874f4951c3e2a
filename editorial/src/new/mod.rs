//! The text of a new page, whose facts are waiting to be filled in.
//!
//! A page starts from a template of its kind and language that asks the questions a good page
//! answers. It is a draft, so Zola leaves it out, and the check lists what is still open.

mod copy;
mod order;

pub use order::{Draft, DraftError, draft};

use masthead_text::Language;

use crate::Kind;

/// The template of a kind in a language. `@title@` and `@date@` stand for the order's own.
const fn template(kind: Kind, language: Language) -> &'static str {
    match (kind, language) {
        (Kind::CaseStudy, Language::English) => include_str!("../../templates/case-study.en.md"),
        (Kind::CaseStudy, Language::Chinese) => include_str!("../../templates/case-study.zh.md"),
        (Kind::Whitepaper, Language::English) => include_str!("../../templates/whitepaper.en.md"),
        (Kind::Whitepaper, Language::Chinese) => include_str!("../../templates/whitepaper.zh.md"),
        (Kind::Interview, Language::English) => include_str!("../../templates/interview.en.md"),
        (Kind::Interview, Language::Chinese) => include_str!("../../templates/interview.zh.md"),
        (Kind::Product, Language::English) => include_str!("../../templates/product.en.md"),
        (Kind::Product, Language::Chinese) => include_str!("../../templates/product.zh.md"),
    }
}

#[cfg(test)]
mod tests;
