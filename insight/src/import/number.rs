//! Numbers, rates and amounts of money as exports write them.

use masthead_store::{Currency, Money};
use masthead_text::fold;
use rust_decimal::Decimal;

/// How a file marks the fraction of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// `1,234.5`
    Point,
    /// `1.234,5`, in files whose cells are separated by semicolons.
    Comma,
}

/// Counts and amounts from here on are a mistake, not a figure of a company; sums of smaller ones
/// cannot overflow.
const LIMIT: u64 = 1_000_000_000_000;
/// The limit, for a message.
pub(super) const BELOW: &str = "a number below 1,000,000,000,000";

/// Currencies as people write them, folded, beside the codes of ISO 4217. `¥` is the yuan here:
/// who means yen writes JPY.
pub(crate) const SIGNS: [(&str, &str); 24] = [
    ("¥", "CNY"),
    ("￥", "CNY"),
    ("元", "CNY"),
    ("人民币", "CNY"),
    ("cny", "CNY"),
    ("rmb", "CNY"),
    ("€", "EUR"),
    ("欧元", "EUR"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("$", "USD"),
    ("us$", "USD"),
    ("usd", "USD"),
    ("美元", "USD"),
    ("hk$", "HKD"),
    ("hkd", "HKD"),
    ("港元", "HKD"),
    ("港币", "HKD"),
    ("£", "GBP"),
    ("gbp", "GBP"),
    ("英镑", "GBP"),
    ("jpy", "JPY"),
    ("日元", "JPY"),
];

/// A decimal number: digits, groups of three with the other mark or a space between them, one
/// fraction, a sign in front. Nothing else is a number, so that a slip is seen.
pub(crate) fn decimal(text: &str, mark: Mark) -> Option<Decimal> {
    let number = Decimal::from_str_exact(&plain(text, mark)?).ok()?;
    let number = number.normalize();
    (number.abs() < Decimal::from(LIMIT)).then_some(number)
}

/// Whether `text` is a number that is only too large, with or without a currency around it.
pub(super) fn huge(text: &str, mark: Mark) -> bool {
    let text = fold(text);
    let digits = text.trim_matches(|c: char| !c.is_ascii_digit());
    let plain = plain(digits, mark).unwrap_or_default();
    let whole = plain.split('.').next().unwrap_or_default();
    whole.trim_start_matches('0').len() >= LIMIT.to_string().len()
}

/// A number as digits with one point among them and a minus before them.
fn plain(text: &str, mark: Mark) -> Option<String> {
    let folded = fold(text);
    let (point, group) = match mark {
        Mark::Point => ('.', ','),
        Mark::Comma => (',', '.'),
    };
    let digits = folded.strip_prefix(['-', '−', '+']).unwrap_or(&folded);
    let (whole, fraction) = digits.split_once(point).unwrap_or((digits, "0"));
    if !is_digits(fraction) {
        return None;
    }
    let sign = if digits.len() < folded.len() && !folded.starts_with('+') {
        "-"
    } else {
        ""
    };
    Some(format!("{sign}{}.{fraction}", ungroup(whole, group)?))
}

/// `1,234` or `1 234` as `1234`.
fn ungroup(whole: &str, group: char) -> Option<String> {
    let mut parts = whole.split([group, ' ', '\u{a0}', '\u{202f}', '\u{2009}']);
    let mut digits = parts.next()?.to_owned();
    let first = digits.len();
    for part in parts {
        if part.len() != 3 || !(1..=3).contains(&first) {
            return None;
        }
        digits.push_str(part);
    }
    is_digits(&digits).then_some(digits)
}

/// Whether `text` is ASCII digits, at least one.
fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A whole number of 0 or more.
pub(super) fn count(text: &str, mark: Mark) -> Option<u64> {
    let number = decimal(text, mark)?;
    number.is_integer().then(|| u64::try_from(number).ok())?
}

/// A number of 0 or more.
pub(super) fn amount(text: &str, mark: Mark) -> Option<Decimal> {
    decimal(text, mark).filter(|number| !number.is_sign_negative() || number.is_zero())
}

/// A rate as exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rate {
    /// 0.035 for `3.5%`.
    value: Decimal,
    /// The worth of its last digit: 0.001 for `3.5%`.
    step: Decimal,
}

impl Rate {
    /// Reads `3.5%`, also without the sign where `percent` says that the column has it.
    pub(super) fn read(text: &str, mark: Mark, percent: bool) -> Option<Self> {
        let folded = fold(text);
        let number = folded.strip_suffix('%').map(str::trim);
        let digits = number.unwrap_or(&folded);
        let point = if mark == Mark::Point { '.' } else { ',' };
        let places = digits.split_once(point).map_or(0, |(_, part)| part.len());
        let shift = if percent || number.is_some() { 2 } else { 0 };
        let unit = Decimal::new(1, shift);
        let step = Decimal::try_new(1, u32::try_from(places).ok()?).ok()?;
        Some(Self {
            value: amount(digits, mark)?.checked_mul(unit)?,
            step: step.checked_mul(unit)?,
        })
    }

    /// Whether `clicks` of `impressions` cannot be what was rounded or cut to this rate.
    pub(super) fn contradicts(self, clicks: u64, impressions: u64) -> bool {
        let exact = Decimal::from(clicks).checked_div(Decimal::from(impressions));
        let exact = exact.unwrap_or_default();
        (exact - self.value).abs() >= self.step
    }
}

/// A currency: its code, sign or name.
pub(super) fn currency(text: &str) -> Option<Currency> {
    let folded = fold(text);
    let known = SIGNS.iter().find(|(sign, _)| *sign == folded);
    let code = known.map_or(folded.to_uppercase(), |(_, code)| (*code).to_owned());
    code.parse().ok()
}

/// What is wrong with an amount of money.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoMoney {
    /// It is no number of 0 or more.
    Number,
    /// Neither the cell nor the file says the currency.
    Currency,
    /// The cell and the file say different currencies.
    Contradiction,
}

/// An amount in the currency that the cell says, or else in the one that the file says.
pub(super) fn money(text: &str, mark: Mark, stated: Option<Currency>) -> Result<Money, NoMoney> {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '−' | '+' | '.' | ',');
    let text = fold(text);
    let start = text.find(number).ok_or(NoMoney::Number)?;
    let end = text
        .rfind(|c: char| c.is_ascii_digit())
        .ok_or(NoMoney::Number)?
        + 1;
    let digits = text.get(start..end).ok_or(NoMoney::Number)?;
    let sign = [&text[..start], &text[end..]].concat();
    let own = match sign.trim() {
        "" => None,
        sign => Some(currency(sign).ok_or(NoMoney::Number)?),
    };
    if own.is_some() && stated.is_some() && own != stated {
        return Err(NoMoney::Contradiction);
    }
    Ok(Money {
        amount: amount(digits, mark).ok_or(NoMoney::Number)?,
        currency: own.or(stated).ok_or(NoMoney::Currency)?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_as_their_file_marks_them() {
        for (text, mark, expected) in [
            ("1234", Mark::Point, Some("1234")),
            ("1,234", Mark::Point, Some("1234")),
            ("1 234 567", Mark::Point, Some("1234567")),
            ("1\u{202f}234,5", Mark::Comma, Some("1234.5")),
            ("1.234,50", Mark::Comma, Some("1234.5")),
            ("１２３．５", Mark::Point, Some("123.5")),
            ("-3.5", Mark::Point, Some("-3.5")),
            ("+3", Mark::Point, Some("3")),
            ("1,23", Mark::Point, None),
            ("1234,567", Mark::Point, None),
            ("1.2.3", Mark::Point, None),
            ("--", Mark::Point, None),
            ("1e3", Mark::Point, None),
            ("1.", Mark::Point, None),
            (",234", Mark::Point, None),
            ("", Mark::Point, None),
            ("1000000000000", Mark::Point, None),
        ] {
            let expected = expected.map(|number| number.parse::<Decimal>().unwrap());
            assert_eq!(decimal(text, mark), expected, "{text}");
        }
    }

    #[test]
    fn a_number_without_measure_is_told_from_what_is_no_number() {
        for (text, expected) in [
            ("999,999,999,999.99", false),
            ("1000000000000", true),
            ("¥1,000,000,000,000.00", true),
            ("00000000000000012", false),
            ("99999999999999999999999999999999999999", true),
            ("1,0000,000,000,000", false),
            ("twelve", false),
            ("", false),
        ] {
            assert_eq!(huge(text, Mark::Point), expected, "{text}");
        }
    }

    #[test]
    fn counts_are_whole_and_never_negative() {
        assert_eq!(count("12.00", Mark::Point), Some(12));
        assert_eq!(count("12.5", Mark::Point), None);
        assert_eq!(count("-1", Mark::Point), None);
    }

    #[test]
    fn a_rate_contradicts_only_beyond_its_rounding() {
        for (text, clicks, impressions, contradicts) in [
            ("3.15%", 41, 1302, false),
            ("3.1%", 41, 1302, false),
            ("3.2%", 41, 1302, false),
            ("4%", 41, 1302, false),
            ("5%", 41, 1302, true),
            ("0.0315", 41, 1302, false),
            ("0%", 0, 0, false),
        ] {
            let rate = Rate::read(text, Mark::Point, false).unwrap();
            assert_eq!(rate.contradicts(clicks, impressions), contradicts, "{text}");
        }
    }

    #[test]
    fn money_has_the_currency_of_its_cell_or_of_its_file() {
        let yuan = "CNY".parse().ok();
        let euro = "EUR".parse().ok();
        for (text, stated, expected) in [
            ("1,234.50", yuan, Ok(("1234.5", "CNY"))),
            ("¥1,234.50", None, Ok(("1234.5", "CNY"))),
            ("￥12", yuan, Ok(("12", "CNY"))),
            ("1234元", None, Ok(("1234", "CNY"))),
            ("EUR 80", None, Ok(("80", "EUR"))),
            ("80 €", euro, Ok(("80", "EUR"))),
            ("80", None, Err(NoMoney::Currency)),
            ("¥80", euro, Err(NoMoney::Contradiction)),
            ("-80", yuan, Err(NoMoney::Number)),
            ("80万", yuan, Err(NoMoney::Number)),
            ("--", yuan, Err(NoMoney::Number)),
        ] {
            let expected = expected.map(|(amount, currency)| Money {
                amount: amount.parse().unwrap(),
                currency: currency.parse().unwrap(),
            });
            assert_eq!(money(text, Mark::Point, stated), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_panic(text in "\\PC*|[-+−0-9., ¥%\u{a0}]*") {
            for mark in [Mark::Point, Mark::Comma] {
                let _ = (count(&text, mark), huge(&text, mark));
                let _ = Rate::read(&text, mark, true).map(|rate| rate.contradicts(1, 3));
                let _ = money(&text, mark, None);
            }
        }

        #[test]
        fn a_written_number_is_read_back(whole in 0_u64..LIMIT, part in 0_u8..100) {
            let written = format!("{whole}.{part:02}");
            let expected: Decimal = written.parse().unwrap();
            prop_assert_eq!(decimal(&written, Mark::Point), Some(expected));
            let comma = written.replace('.', ",");
            prop_assert_eq!(decimal(&comma, Mark::Comma), Some(expected));
        }
    }
}
