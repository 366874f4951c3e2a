//! What is no TOML, said in words that help to mend it.

use masthead_text::Finding;
use toml::de::Error;

use super::Document;
use crate::rules;

/// What the parser's words mean to somebody who writes pages, by a part of its message.
const ADVICE: &[(&str, &str)] = &[
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
        "write keys in Latin letters, as the manual of front matter lists them",
    ),
    (
        "escape",
        "write a backslash twice, or put the text in single straight quotes",
    ),
    ("leading zero", "write the number without zeros in front"),
];

/// Signs that a Chinese keyboard or a word processor puts in place of the straight ones.
const CURLY: [char; 8] = ['“', '”', '‘', '’', '＝', '，', '＂', '［'];

/// The parser's complaint as a finding.
pub(super) fn finding(document: &Document<'_>, error: &Error) -> Finding {
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
            "outside text, write straight quotes and plain signs instead of {sign}"
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
