//! The types of page that a business-to-business team publishes, one folder each.

use std::fmt;

use masthead_text::Language;
use serde::Serialize;

/// A type of page. Its folder below `content/` decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// What a named customer measured before and after.
    CaseStudy,
    /// A paper that teaches how to decide, by named authors.
    Whitepaper,
    /// Questions and answers with a named person.
    Interview,
    /// What one product does, with its technical data.
    Product,
}

impl Kind {
    /// All types, in the order in which they are listed anywhere.
    pub const ALL: [Self; 4] = [
        Self::CaseStudy,
        Self::Whitepaper,
        Self::Interview,
        Self::Product,
    ];

    /// The name on the command line and in data: `case-study`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CaseStudy => "case-study",
            Self::Whitepaper => "whitepaper",
            Self::Interview => "interview",
            Self::Product => "product",
        }
    }

    /// The folder below `content/`: `case-studies`.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::CaseStudy => "case-studies",
            Self::Whitepaper => "whitepapers",
            Self::Interview => "interviews",
            Self::Product => "products",
        }
    }

    /// The type called `name` on the command line; its folder's name is understood too.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name() == name || kind.folder() == name)
    }

    /// What readers call it, in the singular.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::CaseStudy, Language::English) => "case study",
            (Self::CaseStudy, Language::Chinese) => "客户案例",
            (Self::Whitepaper, Language::English) => "whitepaper",
            (Self::Whitepaper, Language::Chinese) => "白皮书",
            (Self::Interview, Language::English) => "interview",
            (Self::Interview, Language::Chinese) => "访谈",
            (Self::Product, Language::English) => "product page",
            (Self::Product, Language::Chinese) => "产品页",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
