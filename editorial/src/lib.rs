//! Our own content as facts: types, front matter, language pairs, proof, and their checks.
//!
//! [`read`] takes a workspace and gives its [`Content`] with every problem of every file.
//! What a page must say follows from its [`Kind`]; what a key may hold is a table of
//! [`schema`] that is at once the check and the documentation.

mod checks;
mod config;
mod content;
mod file;
mod front;
mod keys;
mod kind;
mod latin;
mod markdown;
mod name;
mod new;
mod page;
mod placeholder;
mod proof;
mod reader;
mod rules;
pub mod schema;
mod start;
mod walk;

pub use config::SiteConfig;
pub use content::{Content, Section, read};
pub use kind::Kind;
pub use new::{Draft, DraftError, draft};
pub use page::{Facts, Page};
pub use proof::{
    CaseStudy, Customer, Interview, Outcome, Permission, Person, Product, Quote, Spec, Whitepaper,
};
pub use reader::{Reader, Stage};
pub use start::{SampleError, new_site_config};

#[cfg(test)]
mod tests;
