//! Numbers, days and months as readers of a language write them.

use jiff::civil::Date;
use masthead_store::Month;
use masthead_text::Language;
use rust_decimal::{Decimal, RoundingStrategy};

/// The months of the year in English.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A whole number with commas between thousands, as both languages write it: `1,234`.
#[must_use]
pub fn count(number: i64) -> String {
    decimal(Decimal::from(number), 0)
}

/// A decimal number rounded half up to `places`, with commas between thousands: `1,234.50`.
#[must_use]
pub fn decimal(number: Decimal, places: u32) -> String {
    let rounded = number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let text = format!("{:.*}", places as usize, rounded.abs());
    let (whole, fraction) = text
        .split_once('.')
        .map_or((&*text, None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    if rounded.is_sign_negative() && !rounded.is_zero() {
        out.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A share in percent with one digit after the point: 0.123 is `12.3%`.
#[must_use]
pub fn percent(share: Decimal) -> String {
    decimal(share * Decimal::ONE_HUNDRED, 1) + "%"
}

/// A day: `3 October 2026`, `2026年10月3日`.
#[must_use]
pub fn day(day: Date, language: Language) -> String {
    match language {
        Language::English => format!("{} {} {}", day.day(), name(day), day.year()),
        Language::Chinese => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
    }
}

/// A month: `October 2026`, `2026年10月`.
#[must_use]
pub fn month(month: Month, language: Language) -> String {
    let first = month.first();
    match language {
        Language::English => format!("{} {}", name(first), first.year()),
        Language::Chinese => format!("{}年{}月", first.year(), first.month()),
    }
}

/// The English name of the month of a day.
fn name(day: Date) -> &'static str {
    let month = usize::try_from(day.month()).unwrap_or(1);
    MONTHS.get(month.wrapping_sub(1)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas_and_a_true_minus() {
        for (number, places, text) in [
            ("0", 0, "0"),
            ("999", 0, "999"),
            ("1234567", 0, "1,234,567"),
            ("-1234.5", 2, "−1,234.50"),
            ("0.005", 2, "0.01"),
            ("-0.001", 2, "0.00"),
        ] {
            assert_eq!(decimal(number.parse().unwrap(), places), text);
        }
        assert_eq!(percent("0.1234".parse().unwrap()), "12.3%");
        assert_eq!(count(-12_000), "−12,000");
    }

    #[test]
    fn days_and_months_are_written_as_their_readers_do() {
        let date = Date::constant(2026, 10, 3);
        assert_eq!(day(date, Language::English), "3 October 2026");
        assert_eq!(day(date, Language::Chinese), "2026年10月3日");
        assert_eq!(month(Month::of(date), Language::English), "October 2026");
        assert_eq!(month(Month::of(date), Language::Chinese), "2026年10月");
    }
}
