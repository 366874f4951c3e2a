//! Days as people and machines write them, in English and Chinese.

use jiff::civil::Date;

/// Years in which a page can have been published; other numbers are not years.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

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

/// The first day that stands in a text: `2026-10-03` (also with `/` or `.`), `2026年10月3日`,
/// `3 October 2026`, `Oct. 3, 2026`, `20261003` alone, and so also RFC 3339 and RFC 2822 times
/// (the day in the time zone as written).
///
/// `10/03/2026` is not read: nobody can know whether that is October or March.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let tokens = tokens(text);
    if let [Token::Number { value, digits: 8 }] = tokens[..] {
        return date(value / 10_000, value / 100 % 100, value % 100);
    }
    (0..tokens.len()).find_map(|at| starting(&tokens[at..]))
}

/// A part of a text, as far as days are concerned. Spaces are no part.
#[derive(Debug)]
enum Token<'a> {
    Number { value: u32, digits: usize },
    Word(&'a str),
    Mark(char),
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same: fn(char) -> bool = match first {
            c if digit(c).is_some() => |c| digit(c).is_some(),
            c if c.is_ascii_alphabetic() => |c| c.is_ascii_alphabetic(),
            _ => {
                if !first.is_whitespace() {
                    tokens.push(Token::Mark(first));
                }
                rest = &rest[first.len_utf8()..];
                continue;
            }
        };
        let (token, after) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
        tokens.push(match digit(first) {
            Some(_) => number(token),
            None => Token::Word(token),
        });
        rest = after;
    }
    tokens
}

fn number(token: &str) -> Token<'_> {
    let value = token.chars().filter_map(digit).fold(0_u32, |value, digit| {
        value.saturating_mul(10).saturating_add(digit)
    });
    Token::Number {
        value,
        digits: token.chars().count(),
    }
}

/// An ASCII or full-width digit.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// The day that the first tokens write, if they write one.
fn starting(tokens: &[Token<'_>]) -> Option<Date> {
    use Token::{Mark, Number, Word};
    match tokens {
        [
            Number {
                value: year,
                digits: 4,
            },
            Mark(first),
            Number {
                value: month,
                digits: 1..=2,
            },
            Mark(second),
            Number {
                value: day,
                digits: 1..=2,
            },
            ..,
        ] if separate(*first, *second) => date(*year, *month, *day),
        [
            Number {
                value: day,
                digits: 1..=2,
            },
            rest @ ..,
        ] => {
            let [Word(name), rest @ ..] = skip(rest, &["st", "nd", "rd", "th", "of"]) else {
                return None;
            };
            date(year(rest)?, month(name)?, *day)
        }
        [Word(name), rest @ ..] => {
            let month = month(name)?;
            let [
                Number {
                    value: day,
                    digits: 1..=2,
                },
                rest @ ..,
            ] = skip(rest, &[])
            else {
                return None;
            };
            date(year(skip(rest, &["st", "nd", "rd", "th"]))?, month, *day)
        }
        _ => None,
    }
}

fn separate(first: char, second: char) -> bool {
    (first == second && matches!(first, '-' | '/' | '.')) || (first == '年' && second == '月')
}

/// The tokens after commas, full stops, and the words of `words`.
fn skip<'a, 'b>(tokens: &'a [Token<'b>], words: &[&str]) -> &'a [Token<'b>] {
    let skipped = |token: &Token<'_>| match token {
        Token::Mark(',' | '.' | '-' | '，') => true,
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
    match skip(tokens, &[]) {
        [Token::Number { value, digits: 4 }, ..] => Some(*value),
        _ => None,
    }
}

/// 1 to 12 for the name of a month or its first three letters or more.
fn month(name: &str) -> Option<u32> {
    let name = name.to_ascii_lowercase();
    let index = MONTHS
        .iter()
        .position(|month| name.len() >= 3 && month.starts_with(&name))?;
    u32::try_from(index + 1).ok()
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
            "12026-10-03",
            "3 Octopus 2026",
            "order 20261003 of many",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
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
        fn any_text_is_read_without_panic(text in r"([0-9０-９年月日/.,-]|oct|\PC){0,40}") {
            let _ = day(&text);
        }
    }
}
