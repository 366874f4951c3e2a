//! Whether a value has the shape its key asks for, and how to say what is wrong.

use std::net::SocketAddr;

use toml::de::{DeInteger, DeValue};
use url::Url;

use super::{Shape, mean};

/// How many characters of a value a message shows.
const SHOWN: usize = 40;

/// The shape in words, after “must be”.
pub(super) fn words(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".into(),
        Shape::Address => "an address that begins with http:// or https://".into(),
        Shape::Host => "a host name".into(),
        Shape::Socket => "an IP address with a port".into(),
        Shape::Currency => "a currency code of three capital letters".into(),
        Shape::Count { from, to } => {
            format!("a whole number from {} to {}", grouped(from), grouped(to))
        }
        Shape::Number { from, to } => format!("a number from {} to {}", grouped(from), grouped(to)),
        Shape::Flag => "true or false".into(),
        Shape::Day => "a day".into(),
        Shape::Word(known) => format!("one of: {}", known.join(", ")),
        Shape::List(of) => format!("a list, each value {}", words(of)),
        Shape::Table(_) => "a table".into(),
        Shape::Map {
            name: Shape::Text,
            value,
        } => format!("a table; each value {}", words(value)),
        Shape::Map { name, value } => {
            format!(
                "a table; each name {}; each value {}",
                words(name),
                words(value)
            )
        }
        Shape::Tables(_) => "one or more tables".into(),
        Shape::Free => "anything".into(),
    }
}

/// What is wanted instead of `found`: only the kind of value where even that is wrong.
pub(super) fn wanted(shape: &Shape, found: &DeValue<'_>) -> String {
    let number = matches!(found, DeValue::Integer(_) | DeValue::Float(_));
    match shape {
        Shape::Count { .. } if !number => "a whole number".into(),
        Shape::Number { .. } if !number => "a number".into(),
        Shape::Map { .. } => "a table".into(),
        _ => words(shape),
    }
}

/// A number with the groups of its digits set apart, as TOML allows: `86_400`.
pub(super) fn grouped(number: &impl ToString) -> String {
    let text = number.to_string();
    let digits = text.trim_start_matches('-');
    if digits.len() < 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return text;
    }
    let mut out = text[..text.len() - digits.len()].to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

/// The first sentence of a key's documentation as part of a sentence.
pub(super) fn phrase(doc: &str) -> String {
    let doc = doc.split(". ").next().unwrap_or(doc).trim_end_matches('.');
    let mut letters = doc.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(doc.chars().skip(1)).collect()
        }
        _ => doc.to_owned(),
    }
}

/// A value of the shape as it is written, `found` in it where that works.
pub(super) fn example(name: &str, shape: &Shape, found: Option<&DeValue<'_>>) -> String {
    match shape {
        Shape::Table(_) | Shape::Map { .. } => format!("[{name}]"),
        Shape::Tables(_) => format!("[[{name}]]"),
        _ => {
            let last = name.rsplit('.').next().unwrap_or(name);
            format!("{last} = {}", sample(shape, found))
        }
    }
}

/// A value of the shape: what `found` was meant to be, or made up.
pub(super) fn sample(shape: &Shape, found: Option<&DeValue<'_>>) -> String {
    let meant = found.and_then(|value| mean::meant(shape, value));
    meant.unwrap_or_else(|| made_up(shape))
}

/// What was found where the shape was wanted: the value itself where its kind is right.
pub(super) fn found(shape: &Shape, value: &DeValue<'_>) -> String {
    match (shape, value) {
        (Shape::Address | Shape::Host | Shape::Socket | Shape::Currency, DeValue::String(text)) => {
            format!("“{}”", short(text))
        }
        (Shape::Count { .. } | Shape::Number { .. }, DeValue::Integer(number)) => {
            short(&number.to_string())
        }
        (Shape::Count { .. } | Shape::Number { .. }, DeValue::Float(number)) => {
            short(number.as_str())
        }
        _ => kind(value).to_owned(),
    }
}

/// The beginning of a text, or all of it if it is short.
pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(when) if when.time.is_some() => "a day with a time",
        DeValue::Datetime(_) => "a day",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Whether a value that is no list and no table has the shape.
pub(super) fn fits(shape: &Shape, value: &DeValue<'_>) -> bool {
    match (shape, value) {
        (Shape::Flag, DeValue::Boolean(_)) => true,
        (_, DeValue::String(text)) => says(shape, text),
        (Shape::Count { from, to }, DeValue::Integer(number)) => integer(number)
            .is_some_and(|number| (i64::from(*from)..=i64::from(*to)).contains(&number)),
        (Shape::Number { from, to }, _) => {
            number(value).is_some_and(|number| (*from..=*to).contains(&number))
        }
        (Shape::Day, DeValue::Datetime(when)) => when.date.is_some() && when.time.is_none(),
        _ => false,
    }
}

/// Whether a text has the shape.
fn says(shape: &Shape, text: &str) -> bool {
    match shape {
        Shape::Text => true,
        Shape::Address => is_address(text),
        Shape::Host => mean::host(text).is_some_and(|host| host == text),
        Shape::Socket => text.parse::<SocketAddr>().is_ok(),
        Shape::Currency => text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()),
        Shape::Word(known) => known.contains(&text),
        _ => false,
    }
}

/// The value as a finite number.
pub(super) fn number(value: &DeValue<'_>) -> Option<f64> {
    let parsed = match value {
        DeValue::Integer(number) => integer(number)?.to_string().parse(),
        DeValue::Float(number) => number.as_str().parse(),
        _ => return None,
    };
    parsed.ok().filter(|number: &f64| number.is_finite())
}

fn integer(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

pub(super) fn is_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

fn made_up(shape: &Shape) -> String {
    match shape {
        Shape::Text => "\"…\"".into(),
        Shape::Address => "\"https://www.company.example\"".into(),
        Shape::Host => "\"www.company.example\"".into(),
        Shape::Socket => "\"127.0.0.1:8080\"".into(),
        Shape::Currency => "\"CNY\"".into(),
        Shape::Count { from, to } => 14.clamp(*from, *to).to_string(),
        Shape::Number { to, .. } if *to <= 1.0 => "0.05".into(),
        Shape::Number { from, to } => 14_f64.clamp(*from, *to).to_string(),
        Shape::Flag => "true".into(),
        Shape::Day => "2026-10-03".into(),
        Shape::Word(known) => format!("\"{}\"", known.first().unwrap_or(&"")),
        Shape::List(of) => format!("[{}]", made_up(of)),
        Shape::Table(_) | Shape::Tables(_) | Shape::Map { .. } | Shape::Free => "…".into(),
    }
}
