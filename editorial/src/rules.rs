//! The names, weights and meanings of everything the check of content can find.

use masthead_text::{Finding, Place, Severity};

/// A rule of the content check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rule {
    /// The name in findings: lower case with hyphens.
    pub(crate) name: &'static str,
    /// How much it matters.
    pub(crate) severity: Severity,
}

impl Rule {
    /// A finding of this rule.
    pub(crate) fn at(&self, place: Place, message: impl Into<String>) -> Finding {
        Finding::new(self.name, self.severity, message, place)
    }
}

/// Writes each rule as a constant with what it finds and why that matters above it.
macro_rules! rules {
    ($($constant:ident $name:literal $severity:ident $doc:literal)*) => {
        $(#[doc = $doc]
        pub(crate) const $constant: Rule =
            Rule { name: $name, severity: Severity::$severity };)*

        /// The name and meaning of every rule.
        #[cfg(test)]
        const ALL: &[(&str, &str)] = &[$(($name, $doc)),*];
    };
}

rules! {
    UNREADABLE "unreadable" Error
        "A file or folder cannot be read, so nothing in it is checked or published."
    STRANGE_FILE "strange-file" Error
        "Below `content/` stands what is no file and no folder, or a link that leads out of the \
         workspace or to a folder that is read already."
    ENCODING "encoding" Error
        "A file is not UTF-8; Zola stops at it."
    FILE_NAME "file-name" Error
        "A file name that Zola misunderstands: a dot that is no language, the default \
         language spelled out, or letters that it rewrites in the address."
    MISSING_SECTION "missing-section" Warning
        "A folder has pages in a language but no index in it, so Zola lists them nowhere."
    MISSING_PAIR "missing-pair" Warning
        "A page exists in one language only; readers of the other are sent to the home page."
    FRONT_MATTER "front-matter" Error
        "The front matter does not open or close with a line of three plus signs."
    SYNTAX "syntax" Error
        "The text is not valid TOML."
    UNKNOWN_KEY "unknown-key" Error
        "A key that nobody reads, which Zola would pass over in silence."
    WRONG_SHAPE "wrong-shape" Error
        "A value of the wrong kind, such as text where a number belongs."
    MISSING_KEY "missing-key" Error
        "A fact that every page of its kind must state is not there."
    EMPTY_VALUE "empty-value" Error
        "A key is there, but its text or list is empty."
    UNFILLED "unfilled" Error
        "A question that `new` or `init` left open is still open. On a draft it is only a note; in \
         settings and sections a note until the site has its own address, then a warning."
    PAIR_DIFFERS "pair-differs" Warning
        "The two languages of a page state different numbers or days; one of them is wrong."
    LANGUAGE "language" Error
        "A language of the site that Masthead does not know; it knows en and zh."
    NO_DESCRIPTION "no-description" Warning
        "The page has no description, so search engines show whatever they pick."
    LONG_DESCRIPTION "long-description" Warning
        "The description is wider than 160 columns (80 Chinese characters) and will be cut."
    FUTURE_DATE "future-date" Warning
        "The day of publication is still to come, but Zola publishes the page at once."
    DATE_ORDER "date-order" Error
        "A day lies before the day it must follow, such as an end before its beginning."
    PERMISSION_EXPIRED "permission-expired" Error
        "The permission to publish has run out; the page may not stand any longer."
    PERMISSION_EXPIRING "permission-expiring" Warning
        "The permission to publish runs out within 60 days; renewing takes time."
    UNCHANGED_RESULT "unchanged-result" Warning
        "A result has the same number before and after, which proves nothing."
    ABSENT_KEYWORD "absent-keyword" Warning
        "The target keyword is missing where readers and search engines look for it."
    SHARED_KEYWORD "shared-keyword" Warning
        "Two pages of one language aim at the same keyword and compete with each other."
    SHARED_TITLE "shared-title" Warning
        "Two pages of one language have the same title, so nobody can tell them apart."
    BODY_H1 "body-h1" Error
        "A first-level heading in the text; the template already writes the title as one."
    TEMPLATE_CODE "template-code" Error
        "Two braces or a brace and a percent sign in the text; Zola would run what follows."
    UNRESOLVED_LINK "unresolved-link" Error
        "A link to a page of ours that does not exist, is a draft, or is written in a way \
         that Zola does not turn into an address."
    FOREIGN_LINK "foreign-link" Warning
        "A link leads to the other language although the page exists in this one."
    UNDESCRIBED_IMAGE "undescribed-image" Warning
        "An image without alternative text says nothing to those who cannot see it."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct_and_lower_case_with_hyphens() {
        for (at, (name, doc)) in ALL.iter().enumerate() {
            let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(name.chars().all(fits), "{name}");
            assert!(ALL[..at].iter().all(|earlier| earlier.0 != *name), "{name}");
            assert!(doc.ends_with('.'), "{name}");
        }
    }
}
