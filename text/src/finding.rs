//! One thing that is wrong at one place: the type that every check of Masthead speaks in.

use std::ops::Range;

use serde::Serialize;

/// How much a finding matters. Only errors and warnings make a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Readers or search engines get something broken.
    Error,
    /// Something works, but against its purpose.
    Warning,
    /// Worth knowing; never fails a run.
    Note,
}

/// Where a finding is: a file or an address, and as much of the position as is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Path relative to the workspace with `/`, or an address.
    pub path: String,
    /// Line, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Column in characters, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// Length of the marked text in characters, at least 1, within the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<usize>,
    /// The source line that holds the place, without its line end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
}

impl Place {
    /// A whole file or address.
    #[must_use]
    pub fn whole(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            ..Self::default()
        }
    }

    /// The bytes `range` of `source`, the text of the file at `path`.
    ///
    /// A range outside the text, or one that cuts a character, is moved inwards; a range over
    /// several lines is marked to the end of its first line.
    #[must_use]
    pub fn at(path: impl Into<String>, source: &str, range: Range<usize>) -> Self {
        let start = floor(source, range.start);
        let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = source[start..]
            .find('\n')
            .map_or(source.len(), |at| start + at);
        let excerpt = source[line_start..line_end].trim_end_matches('\r');
        let end = floor(source, range.end).clamp(start, line_end);
        Self {
            path: path.into(),
            line: Some(source[..start].matches('\n').count() + 1),
            column: Some(source[line_start..start].chars().count() + 1),
            length: Some(source[start..end].chars().count().max(1)),
            excerpt: Some(excerpt.to_owned()),
        }
    }
}

/// The nearest character boundary at or before `at`.
fn floor(source: &str, at: usize) -> usize {
    let at = at.min(source.len());
    (0..=at)
        .rev()
        .find(|&i| source.is_char_boundary(i))
        .unwrap_or(0)
}

/// What is wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule's name, as `masthead rule NAME` will know it: lower case with hyphens.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// Where it is.
    #[serde(flatten)]
    pub place: Place,
    /// What to do, as a sentence without a full stop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Finding {
    /// A finding of `rule` at `place`.
    #[must_use]
    pub fn new(
        rule: &'static str,
        severity: Severity,
        message: impl Into<String>,
        place: Place,
    ) -> Self {
        Self {
            rule,
            severity,
            message: message.into(),
            place,
            help: None,
        }
    }

    /// The same finding with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Findings in the order in which they are shown: by place, then rule, then message.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (&a.place, a.rule, &a.message).cmp(&(&b.place, b.rule, &b.message)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_characters_in_both_languages() {
        let source = "title = \"x\"\n标题 = “岚目”\r\nend";
        let at = source.find("岚目").unwrap();
        let place = Place::at("content/a.md", source, at..at + "岚目".len());
        assert_eq!(place.line, Some(2));
        assert_eq!(place.column, Some(7));
        assert_eq!(place.length, Some(2));
        assert_eq!(place.excerpt.as_deref(), Some("标题 = “岚目”"));
    }

    #[test]
    fn a_range_outside_the_text_or_inside_a_character_is_moved_inwards() {
        assert_eq!(Place::at("a", "ab", 9..12).column, Some(3));
        assert_eq!(Place::at("a", "岚", 1..2).column, Some(1));
        assert_eq!(Place::at("a", "", 0..0).line, Some(1));
    }
}
