//! What somebody meant by a value that its key does not take, as far as the value tells.

use std::net::{IpAddr, SocketAddr};

use toml::de::DeValue;
use url::Url;

use super::Shape;
use super::shape::{fits, grouped, is_address, number};

/// What `value` was meant to be, written as TOML, where it lacks or has quotes or brackets, or
/// lies beside the bounds.
pub(super) fn meant(shape: &Shape, value: &DeValue<'_>) -> Option<String> {
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
        (Shape::Address | Shape::Host | Shape::Socket | Shape::Currency, DeValue::String(text)) => {
            mended(shape, text.trim()).map(|text| format!("\"{text}\""))
        }
        (_, DeValue::String(text)) => bare(shape, text.trim()),
        _ => within(shape, number(value)?),
    }
}

/// What was not to stand in quotes: a number, also in percent, a day or a flag.
fn bare(shape: &Shape, text: &str) -> Option<String> {
    if let (Shape::Number { .. }, Some(percent)) = (shape, text.strip_suffix(['%', '％'])) {
        return within(shape, hundredth(percent.trim().parse().ok()?));
    }
    let value = DeValue::parse(text).ok()?;
    match fits(shape, value.get_ref()) {
        true => Some(text.to_owned()),
        false => within(shape, number(value.get_ref())?),
    }
}

/// Rounded, since a hundredth of 2.9 is 0.028999999999999998.
fn hundredth(number: f64) -> f64 {
    (number * 1e4).round() / 1e6
}

/// A text as the shape wants it.
fn mended(shape: &Shape, text: &str) -> Option<String> {
    let fit = match shape {
        Shape::Host => host(text)?,
        Shape::Socket => socket(text)?,
        Shape::Currency => text.to_ascii_uppercase(),
        _ => Some(format!("https://{text}")).filter(|address| {
            text.contains('.') && !text.contains([' ', ':']) && is_address(address)
        })?,
    };
    fits(shape, &DeValue::String(fit.as_str().into())).then_some(fit)
}

/// The host that `text`, a host name or an address, names, as addresses have it.
pub(super) fn host(text: &str) -> Option<String> {
    let address = match text.contains("://") {
        true => Url::parse(text),
        false => Url::parse(&format!("http://{text}")),
    };
    address.ok()?.host_str().map(str::to_owned)
}

fn socket(text: &str) -> Option<String> {
    let local = text.replacen("localhost", "127.0.0.1", 1);
    match local.parse::<IpAddr>() {
        Ok(address) => Some(SocketAddr::new(address, 80).to_string()),
        Err(_) => Some(local),
    }
}

/// The number within the bounds of the shape that is meant by one that is not: without its
/// sign, a percentage as a share, or the nearest bound.
fn within(shape: &Shape, number: f64) -> Option<String> {
    let size = number.abs();
    match shape {
        Shape::Count { from, to } => {
            let near = size.round().clamp(f64::from(*from), f64::from(*to));
            Some(grouped(&near))
        }
        Shape::Number { from, to } => {
            let percent = (*to <= 1.0).then(|| hundredth(size));
            let bounds = *from..=*to;
            let near = [Some(size), percent, (size > *to).then_some(*to)];
            let near = near
                .into_iter()
                .flatten()
                .find(|near| bounds.contains(near))?;
            Some(grouped(&near))
        }
        _ => None,
    }
}
