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

#[cfg(test)]
mod tests {
    use tera::Context;

    use super::*;

    fn rendered(template: &str, language: Language) -> Result<String> {
        let mut tera = Tera::default();
        register(&mut tera, language);
        tera.add_raw_template("page.html", template)?;
        let mut context = Context::new();
        context.insert("t", &BTreeMap::from([("own_weak", "in text only")]));
        context.insert("good", "https://www.arvenna.example/");
        context.insert("bad", "javascript:alert(1)");
        context.insert("title", "LS8 <b>相机</b>");
        tera.render("page.html", &context)
    }

    #[test]
    fn values_are_shown_as_readers_of_the_language_write_them() {
        let (english, chinese) = (Language::English, Language::Chinese);
        for (template, language, shown) in [
            ("{{ 1234567 | number }}", english, "1,234,567"),
            ("{{ '1234.5' | number(places=2) }}", chinese, "1,234.50"),
            ("{{ 0.123 | percent }}", english, "12.3%"),
            ("{{ '2026-10-03' | day }}", english, "3 October 2026"),
            ("{{ '2026-10-03' | day }}", chinese, "2026年10月3日"),
            ("{{ '2026-10' | month }}", chinese, "2026年10月"),
            ("{{ '{n} page|{n} pages' | fill(n=1) }}", english, "1 page"),
            (
                "{{ '{n} page|{n} pages' | fill(n=1200) }}",
                english,
                "1,200 pages",
            ),
            (
                "{{ 1 | share(of=1000) }} {{ 0 | share(of=5) }} {{ 9 | share(of=5) }}",
                english,
                "1 0 100",
            ),
            (
                "{{ 'weak' | named(t=t, start='own_') }}",
                english,
                "in text only",
            ),
            (
                "{% if bad is web %}link{% else %}text{% endif %}",
                english,
                "text",
            ),
            ("{% if good is web %}link{% endif %}", english, "link"),
            (
                "{{ title | mark | safe }}",
                english,
                "LS8 &lt;b&gt;<span lang=\"zh\">相机</span>&lt;/b&gt;",
            ),
        ] {
            assert_eq!(rendered(template, language).unwrap(), shown, "{template}");
        }
    }

    #[test]
    fn what_cannot_be_shown_is_an_error_and_no_empty_place() {
        for template in [
            "{{ 'many' | number }}",
            "{{ '2026-13-01' | day }}",
            "{{ 'x' | named(t=t, start='own_') }}",
            "{{ missing }}",
        ] {
            assert!(rendered(template, Language::English).is_err(), "{template}");
        }
    }
}
