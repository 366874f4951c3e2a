//! The numbers, words and marks of a text that may write a day.

/// Tokens of a text that are looked at; a day stands earlier or not at all.
const ENOUGH: usize = 4_000;

/// A part of a text, as far as days are concerned. Spaces are no part.
#[derive(Debug)]
pub(super) enum Token<'a> {
    Number { value: u32, digits: usize },
    Word(&'a str),
    Mark(char),
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next().filter(|_| tokens.len() < ENOUGH) {
        let same: fn(char) -> bool = match first {
            c if digit(c).is_some() => |c| digit(c).is_some(),
            c if numeral(c).is_some() => |c| numeral(c).is_some(),
            c if letter(c) => letter,
            _ => {
                if !first.is_whitespace() {
                    tokens.push(Token::Mark(first));
                }
                rest = &rest[first.len_utf8()..];
                continue;
            }
        };
        let (token, after) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
        tokens.push(match first {
            c if digit(c).is_some() => number(token),
            c if numeral(c).is_some() => chinese(token),
            _ => Token::Word(token),
        });
        rest = after;
    }
    tokens
}

/// A letter of the languages that are read.
fn letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{ff}')
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

/// A number in Chinese numerals: digits in a row, or tens.
fn chinese(token: &str) -> Token<'_> {
    let mut value = 0_u32;
    for numeral in token.chars().filter_map(numeral) {
        value = match (numeral, value) {
            (10, 0) => 10,
            (10, ones) => ones.saturating_mul(10),
            (ones, tens) if tens > 0 && tens % 10 == 0 && token.contains('十') => tens + ones,
            (ones, before) => before.saturating_mul(10).saturating_add(ones),
        };
    }
    let digits = if value > 99 { token.chars().count() } else { 2 };
    Token::Number { value, digits }
}

/// An ASCII or full-width digit.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// A Chinese numeral up to ten.
fn numeral(c: char) -> Option<u32> {
    let at = "〇一二三四五六七八九十"
        .chars()
        .position(|numeral| numeral == c);
    match (c, at) {
        ('零' | '○', _) => Some(0),
        (_, at) => u32::try_from(at?).ok(),
    }
}
