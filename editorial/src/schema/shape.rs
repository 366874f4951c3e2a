//! Whether a value has the shape its key asks for, and how to say what is wrong.

use toml::de::DeValue;
use url::Url;

use super::Shape;

/// The shape in words, after “must be”.
pub(super) fn words(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".into(),
        Shape::Address => "an address that begins with http:// or https://".into(),
        Shape::Integer => "a whole number, 0 or more".into(),
        Shape::Decimal => "a number".into(),
        Shape::Amount => "a number, 0 or more".into(),
        Shape::Flag => "true or false".into(),
        Shape::Day => "a day".into(),
        Shape::Word(known) => format!("one of: {}", known.join(", ")),
        Shape::List(of) => format!("a list, each value {}", words(of)),
        Shape::Table(_) | Shape::Map(_) => "a table".into(),
        Shape::Tables(_) => "one or more tables".into(),
        Shape::Free => "anything".into(),
    }
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
        Shape::Table(_) | Shape::Map(_) => format!("[{name}]"),
        Shape::Tables(_) => format!("[[{name}]]"),
        _ => {
            let last = name.rsplit('.').next().unwrap_or(name);
            format!("{last} = {}", sample(shape, found))
        }
    }
}

/// A value of the shape: `found`, where it only lacks or has quotes or brackets, or made up.
pub(super) fn sample(shape: &Shape, found: Option<&DeValue<'_>>) -> String {
    let meant = found.and_then(|value| convert(shape, value));
    meant.unwrap_or_else(|| made_up(shape))
}

/// What was found where the shape was wanted: the value itself where its kind is right.
pub(super) fn found(shape: &Shape, value: &DeValue<'_>) -> String {
    match (shape, value) {
        (Shape::Address, DeValue::String(text)) => format!("“{text}”"),
        (Shape::Integer | Shape::Amount, DeValue::Integer(number)) => number.to_string(),
        (Shape::Integer | Shape::Amount, DeValue::Float(number)) => number.to_string(),
        _ => kind(value).to_owned(),
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
        (Shape::Text, DeValue::String(_)) | (Shape::Flag, DeValue::Boolean(_)) => true,
        (Shape::Address, DeValue::String(text)) => is_address(text),
        (Shape::Word(known), DeValue::String(text)) => known.contains(&text.as_ref()),
        (Shape::Integer, DeValue::Integer(_)) | (Shape::Amount, _) => {
            number(value).is_some_and(|number| number >= 0.0)
        }
        (Shape::Decimal, _) => number(value).is_some(),
        (Shape::Day, DeValue::Datetime(when)) => when.date.is_some() && when.time.is_none(),
        _ => false,
    }
}

/// The value as a finite number.
pub(super) fn number(value: &DeValue<'_>) -> Option<f64> {
    let text = match value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        _ => return None,
    };
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

fn is_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

fn made_up(shape: &Shape) -> String {
    match shape {
        Shape::Text => "\"…\"".into(),
        Shape::Address => "\"https://www.company.example\"".into(),
        Shape::Integer | Shape::Amount | Shape::Decimal => "14".into(),
        Shape::Flag => "true".into(),
        Shape::Day => "2026-10-03".into(),
        Shape::Word(known) => format!("\"{}\"", known.first().unwrap_or(&"")),
        Shape::List(of) => format!("[{}]", made_up(of)),
        Shape::Table(_) | Shape::Tables(_) | Shape::Map(_) | Shape::Free => "…".into(),
    }
}

/// What was meant, where a value of the wrong shape only lacks or has quotes or brackets.
fn convert(shape: &Shape, value: &DeValue<'_>) -> Option<String> {
    match (shape, value) {
        (Shape::Text, DeValue::Integer(number)) => Some(format!("\"{number}\"")),
        (Shape::Text, DeValue::Float(number)) => Some(format!("\"{number}\"")),
        (Shape::Text, DeValue::Datetime(when)) => Some(format!("\"{when}\"")),
        (Shape::List(of), value) if fits(of, value) => match value {
            DeValue::String(text) => Some(format!("[{text:?}]")),
            DeValue::Integer(number) => Some(format!("[{number}]")),
            _ => None,
        },
        (Shape::Day, DeValue::Datetime(when)) => when.date.map(|day| day.to_string()),
        (_, DeValue::String(text)) => {
            let bare = toml::de::DeValue::parse(text.trim()).ok()?;
            fits(shape, bare.get_ref()).then(|| text.trim().to_owned())
        }
        _ => None,
    }
}
