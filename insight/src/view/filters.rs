//! What templates can do with a value: numbers, days, languages and addresses.

use std::collections::{BTreeMap, HashMap};

use masthead_text::Language;
use rust_decimal::Decimal;
use tera::{Error, Result, Tera, Value};

use super::{label, mark::mark, number};

/// Adds the filters and tests of a page in `language`; see [`super::render`].
pub(super) fn register(tera: &mut Tera, language: Language) {
    tera.register_filter("number", number);
    tera.register_filter("percent", |value: &Value, _: &HashMap<String, Value>| {
        Ok(Value::String(number::percent(read(value)?)))
    });
    tera.register_filter("day", move |value: &Value, _: &HashMap<String, Value>| {
        let day = text(value)?.parse().map_err(Error::msg)?;
        Ok(Value::String(number::day(day, language)))
    });
    tera.register_filter("month", move |value: &Value, _: &HashMap<String, Value>| {
        let month = text(value)?.parse().map_err(Error::msg)?;
        Ok(Value::String(number::month(month, language)))
    });
    tera.register_filter("mark", move |value: &Value, _: &HashMap<String, Value>| {
        Ok(Value::String(mark(text(value)?, language, "span")))
    });
    tera.register_filter("fill", fill);
    tera.register_filter("named", named);
    tera.register_filter("share", share);
    tera.register_tester("web", |value: Option<&Value>, _: &[Value]| {
        let text = value.and_then(Value::as_str).unwrap_or_default();
        Ok(text.starts_with("http://") || text.starts_with("https://"))
    });
}

/// A number, with `places` digits after the point (none unless told).
fn number(value: &Value, args: &HashMap<String, Value>) -> Result<Value> {
    let places = args.get("places").and_then(Value::as_u64).unwrap_or(0);
    let places = u32::try_from(places).map_err(Error::msg)?;
    Ok(Value::String(number::decimal(read(value)?, places)))
}

/// A label with its gaps filled; `n` decides between one and several.
fn fill(value: &Value, args: &HashMap<String, Value>) -> Result<Value> {
    let shown = |value: &Value| match value {
        Value::String(text) => Ok(text.clone()),
        other => read(other).map(|number| number::decimal(number, number.scale())),
    };
    let values = args
        .iter()
        .map(|(name, value)| Ok((name.clone(), shown(value)?)))
        .collect::<Result<BTreeMap<_, _>>>()?;
    let number = args.get("n").and_then(Value::as_u64);
    Ok(Value::String(label::fill(text(value)?, number, &values)))
}

/// The label of `t` whose name is `start` and the value: `covered` is the label `own_covered`.
fn named(value: &Value, args: &HashMap<String, Value>) -> Result<Value> {
    let start = args
        .get("start")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let name = format!("{start}{}", text(value)?);
    let label = args.get("t").and_then(|labels| labels.get(&name));
    label
        .cloned()
        .ok_or_else(|| Error::msg(format!("there is no label {name}")))
}

/// The value in whole percent of `of`, at least 1 for anything above nothing, at most 100.
fn share(value: &Value, args: &HashMap<String, Value>) -> Result<Value> {
    let of = args
        .get("of")
        .ok_or_else(|| Error::msg("share needs `of`"))?;
    let (part, whole) = (read(value)?, read(of)?);
    if part <= Decimal::ZERO || whole <= Decimal::ZERO {
        return Ok(Value::String("0".to_owned()));
    }
    let percent = (part * Decimal::ONE_HUNDRED / whole).round();
    Ok(Value::String(
        percent
            .clamp(Decimal::ONE, Decimal::ONE_HUNDRED)
            .to_string(),
    ))
}

/// A number, or a decimal as a string.
fn read(value: &Value) -> Result<Decimal> {
    match value {
        Value::String(text) => text.parse().map_err(Error::msg),
        other => other.to_string().parse().map_err(Error::msg),
    }
}

fn text(value: &Value) -> Result<&str> {
    value
        .as_str()
        .ok_or_else(|| Error::msg(format!("{value} is no text")))
}
