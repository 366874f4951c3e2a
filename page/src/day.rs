//! Days as people and machines write them: English, Chinese, German, French, Spanish, Italian.

mod order;
mod token;

use jiff::civil::Date;

pub(crate) use self::order::Order;
use self::token::{Token, tokens};
use crate::month::month;

/// Years in which a page can have been published; other numbers are not years.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// The first day that stands in a text: `2026-10-03` (also with `/` or `.`), `2026年10月3日`,
/// `二〇二六年十月三日`, `3 October 2026`, `Oct. 3, 2026`, `3. Oktober 2026`, `1er octobre 2026`,
/// `3 de octubre de 2026`, `03.10.2026`, `20261003` alone, and so also RFC 3339 and RFC 2822
/// times (the day in the time zone as written).
///
/// `10/03/2026` is not read: nobody can know whether that is October or March. `10/13/2026` is.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    day_in(text, None)
}

/// The first day in a text, where `10/03/2026` is read in this order, if in any.
pub(crate) fn day_in(text: &str, order: Option<Order>) -> Option<Date> {
    let tokens = tokens(text);
    if let [Token::Number { value, digits: 8 }] = tokens[..] {
        return date(value / 10_000, value / 100 % 100, value % 100);
    }
    (0..tokens.len()).find_map(|at| starting(&tokens[at..], order))
}

/// The day that the first tokens write, if they write one.
fn starting(tokens: &[Token<'_>], order: Option<Order>) -> Option<Date> {
    use Token::{Mark, Number, Word};
    match tokens {
        [
            Number {
                value: first,
                digits,
            },
            Mark(one),
            Number {
                value: second,
                digits: 1..=2,
            },
            Mark(two),
            Number {
                value: third,
                digits: last,
            },
            rest @ ..,
        ] if *digits <= 4 && *last <= 4 => {
            let after = matches!(rest, [Mark(three), Number { .. }, ..] if three == two);
            numbers(
                [(*first, *digits), (*second, 2), (*third, *last)],
                (*one, *two),
                order,
            )
            .filter(|_| !after)
        }
        [
            Number {
                value: year,
                digits: 4,
            },
            Mark(one @ ('/' | '-')),
            Word(name),
            Mark(two),
            Number {
                value: day,
                digits: 1..=2,
            },
            ..,
        ] if one == two => date(*year, month(name)?, *day),
        [
            Number {
                value: day,
                digits: 1..=2,
            },
            rest @ ..,
        ] => {
            let [Word(name), rest @ ..] = skip(rest, BEFORE_MONTH) else {
                return None;
            };
            date(year(skip(rest, BEFORE_YEAR))?, month(name)?, *day)
        }
        [Word(name), rest @ ..] => {
            let month = month(name)?;
            let [
                Number {
                    value: day,
                    digits: 1..=2,
                },
                rest @ ..,
            ] = skip(rest, &["the"])
            else {
                return None;
            };
            date(year(skip(rest, AFTER_DAY))?, month, *day)
        }
        _ => None,
    }
}

/// Small words between the parts of a day.
const BEFORE_MONTH: &[&str] = &["st", "nd", "rd", "th", "of", "de", "er", "º"];
const BEFORE_YEAR: &[&str] = &["de", "del", "of"];
const AFTER_DAY: &[&str] = &["st", "nd", "rd", "th"];

/// The day of three numbers, each with its count of digits, and the marks between them.
fn numbers(
    [(first, wide), (second, _), (third, last)]: [(u32, usize); 3],
    (one, two): (char, char),
    order: Option<Order>,
) -> Option<Date> {
    let same = one == two;
    match (wide, last, one) {
        (4, 1..=2, '-' | '/' | '.') if same => date(first, second, third),
        (4, 1..=2, '年') if two == '月' => date(first, second, third),
        (1..=2, 4, '.' | '|') if same => date(third, second, first),
        (2, 2, '.') if same => date(2000 + third, second, first),
        (1..=2, 4, '/' | '-') if same => match (first, second, order) {
            (13.., _, _) => date(third, second, first),
            (_, 13.., _) => date(third, first, second),
            (_, _, Some(Order::DayFirst)) => date(third, second, first),
            (_, _, Some(Order::MonthFirst)) => date(third, first, second),
            (_, _, None) => date(third, second, first).filter(|_| first == second),
        },
        _ => None,
    }
}

/// The tokens after commas, full stops, and the words of `words`.
fn skip<'a, 'b>(tokens: &'a [Token<'b>], words: &[&str]) -> &'a [Token<'b>] {
    let skipped = |token: &Token<'_>| match token {
        Token::Mark(',' | '.' | '-' | '，' | 'º') => true,
        Token::Word(word) => words.iter().any(|skip| skip.eq_ignore_ascii_case(word)),
        _ => false,
    };
    // At most an ordinal, a word and a comma stand between the parts of a day.
    let count = tokens
        .iter()
        .take(3)
        .take_while(|token| skipped(token))
        .count();
    &tokens[count..]
}

fn year(tokens: &[Token<'_>]) -> Option<u32> {
    match tokens {
        [Token::Number { value, digits: 4 }, ..] => Some(*value),
        _ => None,
    }
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = i16::try_from(year)
        .ok()
        .filter(|year| YEARS.contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for text in [
            "2026-10-03",
            "2026-10-03T23:59:00-08:00",
            "2026/10/3 08:00",
            "2026.10.03",
            "20261003",
            "2026年10月3日",
            "发布时间：2026 年 10 月 03 日　来源：智造日报",
            "２０２６年１０月３日",
            "3 October 2026",
            "Sat, 03 Oct 2026 08:00:00 +0800",
            "Posted on 3rd of October, 2026 by He Wen",
            "October 3, 2026",
            "Oct. 3rd 2026",
            "3-Oct-2026",
            "In 2019 we began; updated OCT 3, 2026",
            "二〇二六年十月三日",
            "Samstag, 3. Oktober 2026",
            "3. Okt. 2026",
            "03.10.2026, 15:34 Uhr",
            "le 3 octobre 2026",
            "03 | 10 | 2026",
            "/news/2026/oct/03/line-scan",
            "3 de octubre de 2026",
            "Notizia del 3 Ottobre 2026",
        ] {
            assert_eq!(day(text), Date::new(2026, 10, 3).ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "10/03/2026",
            "October 2026",
            "2026年10月",
            "2026-13-03",
            "2026-02-30",
            "LS8-8192-10-12",
            "9001-10-03",
            "2026-10/03",
            "10.0.3.2026",
            "三十年前",
            "12026-10-03",
            "3 Octopus 2026",
            "order 20261003 of many",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn months_and_days_in_doubt_need_an_order() {
        use Order::{DayFirst, MonthFirst};
        let (third, tenth) = (Date::new(2026, 3, 10).ok(), Date::new(2026, 10, 3).ok());
        for (text, order, expected) in [
            ("10/03/2026", None, None),
            ("10/03/2026", Some(MonthFirst), tenth),
            ("10/03/2026", Some(DayFirst), third),
            ("10/31/2026", Some(DayFirst), Date::new(2026, 10, 31).ok()),
            ("31/10/2026", None, Date::new(2026, 10, 31).ok()),
            ("10/10/2026", None, Date::new(2026, 10, 10).ok()),
        ] {
            assert_eq!(day_in(text, order), expected, "{text} {order:?}");
        }
        assert_eq!(Order::shown("from 4/7/2026 to 4/17/2026"), Some(MonthFirst));
        assert_eq!(Order::shown("17/4/2026"), Some(DayFirst));
        assert_eq!(Order::shown("1/2/3, 4/7/2026 岚/目/2026"), None);
        assert_eq!(Order::of_tag("en_US"), Some(MonthFirst));
        assert_eq!(Order::of_tag("de-AT"), Some(DayFirst));
        assert_eq!((Order::of_tag("en"), Order::of_tag("zh-CN")), (None, None));
    }

    proptest! {
        #[test]
        fn every_day_survives_every_form(year in 1990_i16..=2100, month in 1_i8..=12, on in 1_i8..=28) {
            let name = MONTHS[usize::try_from(month).unwrap() - 1];
            let expected = Date::new(year, month, on).ok();
            for text in [
                format!("{year}年{month}月{on}日"),
                format!("{year}-{month:02}-{on:02}T00:00:00Z"),
                format!("{on} {name} {year}"),
                format!("{}. {on}, {year}", &name[..3]),
            ] {
                prop_assert_eq!(day(&text), expected, "{}", text);
            }
        }

        #[test]
        fn any_text_is_read_without_panic(text in r"([0-9０-９年月日十一/.,-]|oct|\PC){0,40}") {
            let _ = (day_in(&text, Some(Order::DayFirst)), Order::shown(&text));
        }
    }
}
