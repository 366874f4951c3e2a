//! Amounts of money as notices write them: in 万元 or millions, as ranges, with a currency or none.

use std::cmp::Reverse;

use masthead_store::Currency;
use masthead_text::fold;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::import::number::{Mark, SIGNS, decimal};

/// Money that a notice states, as written and as numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Budget {
    /// As the notice writes it: `186 万元`.
    pub written: String,
    /// In whole units of the currency, if it could be read; of a range the upper end.
    pub amount: Option<Decimal>,
    /// The lower end of a range, in whole units of the currency.
    pub least: Option<Decimal>,
    /// Its currency; the one at home where none is named.
    pub currency: Currency,
}

/// The units of amounts as people write them, folded; of two that fit, the longer is meant.
#[rustfmt::skip]
const UNITS: &[(&str, u64)] = &[
    ("亿", 100_000_000), ("千万", 10_000_000), ("百万", 1_000_000), ("十万", 100_000),
    ("万", 10_000), ("千", 1000),
    ("billion", 1_000_000_000), ("bn", 1_000_000_000),
    ("million", 1_000_000), ("mio", 1_000_000), ("mn", 1_000_000), ("m", 1_000_000),
    ("thousand", 1000), ("k", 1000),
];

/// What is counted where a number is no amount: `第1包`, `12台`, `2026年`, `19%`.
const COUNTED: &[char] = &[
    '包', '标', '年', '月', '日', '期', '个', '台', '套', '项', '次', '号', '批', '%', '％', '天',
];

/// What stands between the ends of a range, folded.
const BETWEEN: &[&str] = &["-", "–", "—", "~", "至", "到", "to ", "and "];

/// A budget as written.
pub(super) fn budget(written: &str, home: Currency) -> Budget {
    let read = range(written, home);
    Budget {
        written: written.to_owned(),
        amount: read.map(|read| read.amount),
        least: read.and_then(|read| read.least),
        currency: read.map_or(home, |read| read.currency),
    }
}

/// What an amount was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) amount: Decimal,
    pub(super) least: Option<Decimal>,
    pub(super) currency: Currency,
}

/// A number as it stands in a text, with what stands around it.
struct Figure<'t> {
    before: &'t str,
    number: Decimal,
    unit: Option<u64>,
    /// The number without a unit behind it may be grouped in another way.
    after: &'t str,
}

/// The first amount of a text, in whole units of its currency: `186 万元`, `￥1,860,000.00`,
/// `EUR 250,000`, `80-120 万元`. Nothing where no number stands, or where it can be read in two
/// ways (`250.000 EUR`), or the currency is unknown; `home` where none is named.
pub(super) fn range(text: &str, home: Currency) -> Option<Read> {
    let text = fold(text);
    let low = figure(&text, 0)?;
    let rest = low.after.trim_start();
    let rest = named_at_start(rest).map_or(rest, |sign| rest[sign.len()..].trim_start());
    let high = BETWEEN
        .iter()
        .find_map(|between| rest.strip_prefix(between))
        .and_then(|rest| {
            let near = rest.len() - rest.trim_start_matches(|c: char| !c.is_ascii_digit()).len();
            (near <= 6).then(|| figure(rest, 0)).flatten()
        });
    let Some(high) = high else {
        let currency = currency(low.before.trim_end(), low.after.trim_start(), home)?;
        return Some(Read {
            amount: whole(&low, low.unit)?,
            least: None,
            currency,
        });
    };
    let before = format!("{}{}", low.before, high.before);
    Some(Read {
        amount: whole(&high, high.unit)?,
        least: Some(whole(&low, low.unit.or(high.unit))?),
        currency: currency(before.trim_end(), high.after.trim_start(), home)?,
    })
}

/// A number in whole units of its currency.
fn whole(figure: &Figure<'_>, unit: Option<u64>) -> Option<Decimal> {
    let amount = figure.number.checked_mul(unit.unwrap_or(1).into())?;
    Some(amount.normalize())
}

/// The first number at or after `from` that counts money.
fn figure(text: &str, from: usize) -> Option<Figure<'_>> {
    let start = from
        + text
            .get(from..)?
            .find(|letter: char| letter.is_ascii_digit())?;
    let (before, rest) = text.split_at(start);
    let spaced = |c: char| matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | ' ');
    let mut end = 0;
    for (at, letter) in rest.char_indices() {
        let digit = letter.is_ascii_digit() || matches!(letter, '.' | ',');
        let group = spaced(letter) && grouped(&rest[at + letter.len_utf8()..]) && at <= end;
        if !(digit || group) {
            break;
        }
        end = at + letter.len_utf8();
    }
    let (digits, rest) = rest.split_at(end);
    let counted = rest.trim_start().starts_with(COUNTED) || before.ends_with('第');
    if counted {
        return figure(text, start + end);
    }
    let (unit, after) = unit(rest.trim_start().trim_start_matches('('));
    let digits = digits.trim_end_matches(['.', ',']);
    Some(Figure {
        before,
        number: number(digits, unit.is_some())?,
        unit,
        after,
    })
}

/// Whether exactly three digits begin `rest`: the next group of `250 000`.
fn grouped(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
}

/// Whether a note says in what an amount is counted: `万元`, `EUR`, `人民币`.
pub(super) fn is_unit(note: &str) -> bool {
    let note = fold(note);
    let units = UNITS.iter().map(|(unit, _)| *unit);
    let signs = SIGNS.iter().map(|(sign, _)| *sign);
    let whole = units.filter(|unit| note.starts_with(unit)).map(str::len);
    let rest = &note[whole.max().unwrap_or(0)..];
    rest.is_empty() && !note.is_empty() || signs.into_iter().any(|sign| sign == rest)
}

/// The unit at the start of `rest`, and what follows it.
fn unit(rest: &str) -> (Option<u64>, &str) {
    let fits = |name: &&(&str, u64)| {
        let after = rest.strip_prefix(name.0);
        // An English unit is a whole word.
        after.is_some_and(|after| !name.0.is_ascii() || !after.starts_with(char::is_alphanumeric))
    };
    match UNITS.iter().filter(fits).max_by_key(|(name, _)| name.len()) {
        Some((name, unit)) => (Some(*unit), &rest[name.len()..]),
        None => (None, rest),
    }
}

/// The number of `digits`. A single comma before three digits groups thousands, unless a unit
/// follows, which has a fraction before it as often; a single point does so in some countries.
fn number(digits: &str, unit: bool) -> Option<Decimal> {
    match (decimal(digits, Mark::Point), decimal(digits, Mark::Comma)) {
        (Some(point), Some(comma)) if point == comma => Some(point),
        (Some(point), Some(_)) => (unit == digits.contains('.')).then_some(point),
        (point, comma) => point.or(comma),
    }
}

/// The sign of a currency that `text` starts with.
fn named_at_start(text: &str) -> Option<&'static str> {
    let fitting = SIGNS.iter().filter(|(sign, _)| text.starts_with(sign));
    fitting.map(|(sign, _)| *sign).max_by_key(|sign| sign.len())
}

/// The currency named behind the number, else before it, else anywhere behind it; `home` where
/// none is named, nothing where a dollar is that of another country.
fn currency(prefix: &str, suffix: &str, home: Currency) -> Option<Currency> {
    let named = |fits: &dyn Fn(&str) -> bool| {
        let fitting = SIGNS.iter().filter(|(sign, _)| fits(sign));
        fitting
            .min_by_key(|(sign, _)| Reverse(sign.len()))
            .map(|(sign, code)| (*sign, *code))
    };
    let found = named(&|sign| suffix.starts_with(sign))
        .or_else(|| named(&|sign| prefix.ends_with(sign)))
        .or_else(|| named(&|sign| prefix.contains(sign)))
        .or_else(|| named(&|sign| suffix.contains(sign)));
    let Some((sign, code)) = found else {
        return Some(home);
    };
    let foreign = |text: &str| {
        let before = text.split('$').next().unwrap_or_default();
        text.contains('$') && before.ends_with(|c: char| c.is_ascii_alphabetic())
    };
    (sign != "$" || !(foreign(prefix) || foreign(suffix)))
        .then(|| code.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_amount_is_read_in_its_unit() {
        for (text, amount, currency) in [
            ("186 万元", "1860000", "CNY"),
            ("人民币 1.2 亿元", "120000000", "CNY"),
            ("￥1,860,000.00", "1860000", "CNY"),
            ("人民币壹佰捌拾陆万元整（￥1,860,000.00）", "1860000", "CNY"),
            ("EUR 250,000", "250000", "EUR"),
            ("250 000.00 EUR", "250000", "EUR"),
            ("US$ 1.5 million", "1500000", "USD"),
            ("95.5万美元", "955000", "USD"),
            ("1200", "1200", "SEK"),
            ("1860000 元", "1860000", "CNY"),
            ("EUR 1.5 Million", "1500000", "EUR"),
            ("EUR 1.5m", "1500000", "EUR"),
            ("1,5 Million EUR", "1500000", "EUR"),
            ("1.250.000,50 EUR", "1250000.5", "EUR"),
            ("186.125万元", "1861250", "CNY"),
            ("HK$ 300,000", "300000", "HKD"),
            ("30万港元", "300000", "HKD"),
            ("186 万元（约 24 万欧元）", "1860000", "CNY"),
            ("EUR 250,000 (195 万元)", "250000", "EUR"),
            ("1200（人民币）", "1200", "CNY"),
            ("第1包：186 万元", "1860000", "CNY"),
            ("12台，共 186 万元", "1860000", "CNY"),
        ] {
            let read = range(text, "SEK".parse().unwrap()).unwrap();
            assert_eq!(
                (read.amount.to_string().as_str(), read.currency.code()),
                (amount, currency),
                "{text}"
            );
            assert_eq!(read.least, None, "{text}");
        }
        for text in [
            "另行通知",
            "250.000 EUR",
            "EUR 1,250 million",
            "S$ 300,000",
            "1,23,4",
        ] {
            assert_eq!(range(text, "CNY".parse().unwrap()), None, "{text}");
        }
    }

    #[test]
    fn a_range_has_two_ends() {
        for (text, least, amount, currency) in [
            ("80-120万元", "800000", "1200000", "CNY"),
            ("80 万元至 120 万元", "800000", "1200000", "CNY"),
            ("EUR 200,000 – 250,000", "200000", "250000", "EUR"),
            (
                "between EUR 200,000 and EUR 250,000",
                "200000",
                "250000",
                "EUR",
            ),
            ("$1.5 to 2 million", "1500000", "2000000", "USD"),
        ] {
            let read = range(text, "SEK".parse().unwrap()).unwrap();
            let ends = (read.least.unwrap().to_string(), read.amount.to_string());
            assert_eq!(ends, (least.to_owned(), amount.to_owned()), "{text}");
            assert_eq!(read.currency.code(), currency, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC*|[0-9., 万亿至-]*") {
            let _ = range(&text, "CNY".parse().unwrap());
        }
    }
}
