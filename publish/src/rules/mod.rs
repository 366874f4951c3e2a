//! The rules of the audit: one file each, its manual above its function, one table for all.
//!
//! A rule sees facts ([`Site`]), never files; where a fault comes from is another step's work.

mod anchor;
mod canonical;
mod description;
mod duplicate;
mod heading;
mod hreflang;
mod image;
mod link;
mod structured;
mod title;

use masthead_text::Severity;
use rayon::prelude::*;

use url::Url;

use crate::site::decode;
use crate::{Site, SitePage};

/// A rule: its name in findings, how much a fault matters, and the function that looks for it.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Lower case with hyphens.
    pub name: &'static str,
    /// An error keeps the site from being published; a warning does not.
    pub severity: Severity,
    /// All faults in a site, in the order of its pages.
    pub check: fn(&Site) -> Vec<Fault>,
}

/// All rules, by name.
pub const RULES: &[Rule] = &[
    error("broken-link", link::check),
    error("canonical", canonical::check),
    warning("description-missing", description::check),
    warning("h1", heading::check),
    error("hreflang-return", hreflang::check),
    error("image-alt", image::check),
    error("json-ld", structured::check),
    error("missing-anchor", anchor::check),
    warning("title-duplicate", duplicate::check),
    error("title-missing", title::check),
];

const fn error(name: &'static str, check: fn(&Site) -> Vec<Fault>) -> Rule {
    Rule {
        name,
        severity: Severity::Error,
        check,
    }
}

const fn warning(name: &'static str, check: fn(&Site) -> Vec<Fault>) -> Rule {
    Rule {
        name,
        severity: Severity::Warning,
        check,
    }
}

/// One fault on one built page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The page's path in the built folder.
    pub page: String,
    /// What is wrong, as a sentence without a full stop; the same on every page that has it
    /// from one template.
    pub message: String,
    /// What to do, as a sentence without a full stop.
    pub help: String,
    /// How the source may hold it, most telling first.
    pub mark: Mark,
}

/// All faults of a site by all rules, in the order of the rules and pages.
#[must_use]
pub fn faults(site: &Site) -> Vec<(&'static Rule, Fault)> {
    RULES
        .par_iter()
        .flat_map_iter(|rule| {
            (rule.check)(site)
                .into_iter()
                .map(move |fault| (rule, fault))
        })
        .collect()
}

/// What to look for in the source of a page or template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// An address, as written on the built page.
    Address(String),
    /// Text that a writer may have written so.
    Text(String),
    /// What the front matter says under a key, or what a template writes as an element or
    /// attribute; the key is empty where only a template can say it.
    Field {
        /// The key in the front matter: `title`.
        key: &'static str,
        /// How the template begins it: `<title`.
        template: &'static str,
    },
}

impl Fault {
    fn new(
        page: &SitePage,
        message: impl Into<String>,
        help: impl Into<String>,
        mark: Mark,
    ) -> Self {
        Self {
            page: page.path.clone(),
            message: message.into(),
            help: help.into(),
            mark,
        }
    }
}

/// A fault of an address, as the page wrote it.
fn misled(
    page: &SitePage,
    message: impl Into<String>,
    help: impl Into<String>,
    href: &str,
) -> Fault {
    Fault::new(page, message, help, Mark::Address(href.to_owned()))
}

/// An address within the site as every page can say it, whatever it wrote: `/products/#ls8`.
fn shown(url: &Url) -> String {
    let fragment = url.fragment().map(|name| format!("#{name}"));
    decode(&format!("{}{}", url.path(), fragment.unwrap_or_default()))
}

/// A mark that only a template can hold.
const fn template(template: &'static str) -> Mark {
    Mark::Field { key: "", template }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A site of pages given as path and HTML, and of an image.
    pub(crate) fn site(pages: &[(&str, &str)]) -> Site {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in pages.iter().chain(&[("logo.svg", "")]) {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let base = Url::parse("https://www.arvenna.example").unwrap();
        Site::read(folder.path(), &base).unwrap()
    }

    /// What a rule says of these pages: `path: message`.
    pub(crate) fn said(check: fn(&Site) -> Vec<Fault>, pages: &[(&str, &str)]) -> Vec<String> {
        let faults = check(&site(pages));
        faults
            .iter()
            .map(|fault| format!("{}: {}", fault.page, fault.message))
            .collect()
    }

    #[test]
    fn rules_are_sorted_and_their_names_plain() {
        assert!(RULES.is_sorted_by(|a, b| a.name < b.name));
        for rule in RULES {
            assert!(
                rule.name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            );
        }
    }
}
