//! What is no TOML, said in words that help to mend it.

use std::borrow::Cow;
use std::ops::Range;

use masthead_text::Finding;
use toml::de::{DeTable, Error};

use super::Checked;
use crate::rules;

/// What the parser's words mean to somebody who writes pages, by a part of its message.
const ADVICE: &[(&str, &str)] = &[
    (
        "extra `=`",
        "write one equals sign between the key and its value",
    ),
    ("duplicate key", "keep one of the two and remove the other"),
    (
        "must be quoted",
        "write text in straight quotes: name = \"…\"",
    ),
    (
        "invalid basic string",
        "close the text with a straight quote on the same line",
    ),
    (
        "invalid literal string",
        "close the text with a straight quote on the same line",
    ),
    (
        "invalid date",
        "write a day as year-month-day without quotes: 2026-10-03",
    ),
    (
        "unclosed table",
        "close the table's name with a bracket: [extra]",
    ),
    (
        "unclosed array",
        "close the list with a bracket: [\"one\", \"two\"]",
    ),
    (
        "missing comma",
        "put a comma between the values: [\"one\", \"two\"]",
    ),
    (
        "key with no value",
        "write a key, an equals sign and a value: name = \"…\"",
    ),
    (
        "invalid unquoted key",
        "write the key in Latin letters, or in straight quotes",
    ),
    (
        "escape",
        "write a backslash twice, or put the text in single straight quotes",
    ),
    ("leading zero", "write the number without zeros in front"),
];

/// Signs that a Chinese keyboard or a word processor puts in place of the straight ones.
const CURLY: [char; 8] = ['“', '”', '‘', '’', '＝', '，', '＂', '［'];

/// The complaint at which the parser gives up instead of going on with the next line.
const STOPPED: &str = "key with no value";

/// How often the parser is helped over such a line before the rest is left unchecked.
const PATIENCE: usize = 20;

/// Complaints about something that may go on over several lines.
const SPREADING: [&str; 3] = ["unclosed", "multi-line", "array"];

/// Every complaint about `text`, and the text with the lines blanked at which the parser would
/// otherwise give up, so that what follows them can be checked. No byte changes its place.
pub(super) fn mend(text: &str) -> (Cow<'_, str>, Vec<Error>) {
    let mut text = Cow::Borrowed(text);
    let mut stops = Vec::new();
    loop {
        let (_, mut errors) = DeTable::parse_recoverable(&text);
        let stop = errors
            .iter()
            .position(|error| error.message().contains(STOPPED));
        let line = stop
            .and_then(|at| errors[at].span())
            .map(|span| line(&text, span.start))
            .filter(|line| !text[line.clone()].trim().is_empty());
        match (stop, line) {
            (Some(at), Some(line)) if stops.len() < PATIENCE => {
                stops.push(errors.swap_remove(at));
                let blank = " ".repeat(line.len());
                text.to_mut().replace_range(line, &blank);
            }
            _ => {
                errors.append(&mut stops);
                return (text, errors);
            }
        }
    }
}

/// The parts of `text` that the complaints make untrustworthy.
pub(super) fn broken(text: &str, errors: &[Error]) -> Vec<Range<usize>> {
    let part = |error: &Error| {
        let line = line(text, error.span().map_or(0, |span| span.start));
        let header = text[line.clone()].trim_start().starts_with('[');
        let spreads = header || SPREADING.iter().any(|word| error.message().contains(word));
        if spreads {
            line.start..text.len()
        } else {
            line
        }
    };
    errors.iter().map(part).collect()
}

/// The line that holds byte `at`, without its end.
fn line(text: &str, at: usize) -> Range<usize> {
    let at = (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

/// The parser's complaints about `text` as findings, the first of each line: those that follow
/// it there come of the same slip.
pub(super) fn findings(document: &Checked<'_>, text: &str, errors: &[Error]) -> Vec<Finding> {
    let start = |error: &Error| error.span().map_or(0, |span| span.start);
    let mut errors: Vec<&Error> = errors.iter().collect();
    errors.sort_by_key(|error| start(error));
    errors.dedup_by_key(|error| line(text, start(error)).start);
    errors
        .into_iter()
        .map(|error| finding(document, error))
        .collect()
}

/// The parser's complaint as a finding.
fn finding(document: &Checked<'_>, error: &Error) -> Finding {
    let range = error
        .span()
        .map_or(document.head.clone(), |span| document.shift(&span));
    let place = document.mark(range);
    let curly = place
        .excerpt
        .as_deref()
        .and_then(|line| line.chars().find(|c| CURLY.contains(c)));
    let message = format!("this is not valid TOML: {}", error.message());
    let found = rules::SYNTAX.at(place, message);
    match (curly, advice(error.message())) {
        (Some(sign), _) => found.help(format!(
            "write straight quotes around text, and no {sign} outside it"
        )),
        (None, Some(advice)) => found.help(advice),
        (None, None) => found,
    }
}

fn advice(message: &str) -> Option<&'static str> {
    ADVICE
        .iter()
        .find(|(part, _)| message.contains(part))
        .map(|(_, advice)| *advice)
}
