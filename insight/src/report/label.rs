//! Reads what a notice states beside a label: buyer, budget, deadline.

use std::cmp::Reverse;

use masthead_store::Currency;
use masthead_text::fold;
use rust_decimal::Decimal;

use crate::import::number::{Mark, SIGNS, decimal};

/// Labels of the buyer, in the order in which they are believed.
#[rustfmt::skip]
pub(super) const BUYER: &[&str] = &[
    "采购人名称", "采购单位名称", "采购人信息", "采购人", "采购单位", "招标人", "招标单位",
    "建设单位", "业主单位", "需求单位", "采购方", "招标方",
    "contracting authority", "contracting entity", "buyer", "purchaser",
];
/// Labels of the money to be spent.
#[rustfmt::skip]
pub(super) const BUDGET: &[&str] = &[
    "预算金额", "预算总金额", "采购预算金额", "采购预算", "项目预算金额", "项目预算", "最高限价",
    "最高投标限价", "招标控制价", "合同估算价", "预算",
    "estimated total value", "estimated contract value", "estimated value", "total budget",
    "budget",
];
/// Labels of the last day for a bid.
#[rustfmt::skip]
pub(super) const DEADLINE: &[&str] = &[
    "投标截止时间", "投标截止日期", "投标截止", "递交截止时间", "递交截止日期", "截标时间",
    "投标文件递交截止时间", "投标文件提交截止时间", "提交投标文件截止时间",
    "提交投标文件截止时间、开标时间和地点", "响应文件提交截止时间", "响应文件递交截止时间",
    "提交响应文件截止时间", "响应截止时间", "报价截止时间", "报名截止时间", "截止时间", "截止日期",
    "截止", "开标时间",
    "deadline for receipt of tenders", "time limit for receipt of tenders",
    "deadline for submission", "submission deadline", "bid deadline", "tender deadline",
    "bids due", "closing date", "closing time", "deadline",
];

/// The units of amounts as people write them, folded; of two that fit, the longer is meant.
#[rustfmt::skip]
const UNITS: &[(&str, u64)] = &[
    ("亿", 100_000_000), ("千万", 10_000_000), ("百万", 1_000_000), ("十万", 100_000),
    ("万", 10_000), ("千", 1000),
    ("billion", 1_000_000_000), ("bn", 1_000_000_000),
    ("million", 1_000_000), ("mn", 1_000_000), ("m", 1_000_000),
    ("thousand", 1000), ("k", 1000),
];

/// What stands after the first of `labels` that begins a line: on the same line after a colon or
/// gap, or on the next. A unit in brackets between label and value stands behind the value then.
pub(super) fn after(text: &str, labels: &[&str]) -> Option<String> {
    labels.iter().find_map(|label| {
        let mut lines = text.lines().map(unnumbered);
        while let Some(line) = lines.next() {
            let Some((note, rest)) = strip(line, label) else {
                continue;
            };
            let value = match rest.is_empty() {
                true => lines.next().unwrap_or_default(),
                false => rest,
            };
            if !value.is_empty() {
                let unit = note.and_then(|note| note.rsplit([':', '：', ' ']).next());
                let unit = unit.filter(|unit| is_unit(unit) && !value.contains(unit));
                return Some(unit.map_or(value.to_owned(), |unit| format!("{value} {unit}")));
            }
        }
        None
    })
}

/// Who buys; a heading above a list of name, address and telephone counts as its label.
pub(super) fn buyer(text: &str) -> Option<String> {
    let found = after(text, BUYER)?;
    let name = found.strip_prefix("名").map(str::trim_start);
    let name = name.and_then(|rest| rest.strip_prefix("称"));
    let name = name.and_then(|rest| rest.trim_start().strip_prefix([':', '：']));
    Some(name.map_or(found.as_str(), str::trim).to_owned())
}

/// A line without its number: `1.`, `（二）`, `三、`, `4.2 `, or a dot of a list.
fn unnumbered(line: &str) -> &str {
    let line = line.trim();
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十（(".contains(c);
    let mark = |c: char| ".．、)）•·*- \t\u{3000}".contains(c);
    let rest = line.trim_start_matches(|c| number(c) || mark(c));
    let head = &line[..line.len() - rest.len()];
    if head.is_empty() || head.ends_with(mark) {
        rest
    } else {
        line
    }
}

/// What follows `label` at the start of `line`, past colon and gap, and the note in brackets
/// between them; `None` where the line goes on as a sentence.
fn strip<'a>(line: &'a str, label: &str) -> Option<(Option<&'a str>, &'a str)> {
    let start = line.get(..label.len())?;
    if !start.eq_ignore_ascii_case(label) {
        return None;
    }
    let rest = &line[label.len()..];
    let (note, rest) = match rest.trim_start().strip_prefix(['(', '（']) {
        Some(inner) => inner
            .split_once([')', '）'])
            .map(|(note, rest)| (Some(note.trim()), rest))?,
        None => (None, rest),
    };
    let value = rest.trim_start_matches([':', '：', '|', ' ', '\t', '\u{3000}']);
    let parted = rest.is_empty() || value.len() < rest.len();
    (parted || note.is_some()).then_some((note, value))
}

/// Whether a note says in what an amount is counted: `万元`, `EUR`, `人民币`.
fn is_unit(note: &str) -> bool {
    let note = fold(note);
    let units = UNITS.iter().map(|(unit, _)| *unit);
    let signs = SIGNS.iter().map(|(sign, _)| *sign);
    let whole = units.filter(|unit| note.starts_with(unit)).map(str::len);
    let rest = &note[whole.max().unwrap_or(0)..];
    rest.is_empty() && !note.is_empty() || signs.into_iter().any(|sign| sign == rest)
}

/// An amount as written, in whole units of its currency: `186 万元`, `￥1,860,000.00`,
/// `EUR 250,000`, `1.2 亿元`. Nothing where no number stands, or where it can be read in two ways
/// (`250.000 EUR`), or the currency is unknown; `home` where none is named.
pub(super) fn money(text: &str, home: Currency) -> Option<(Decimal, Currency)> {
    let text = fold(text);
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let (prefix, rest) = text.split_at(start);
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .unwrap_or(rest.len());
    let (digits, rest) = rest.split_at(end);
    let (unit, suffix) = unit(rest.trim_start());
    let number = number(digits.trim_end_matches(['.', ',']), unit.is_some())?;
    let currency = currency(prefix.trim_end(), suffix.trim_start(), home)?;
    let amount = number.checked_mul(unit.unwrap_or(1).into())?;
    Some((amount.normalize(), currency))
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
    fn a_value_stands_beside_or_below_its_label() {
        for (text, labels, value) in [
            (
                "项目编号：1\n采购人：沐原研究院\n采购人前台",
                BUYER,
                Some("沐原研究院"),
            ),
            ("预算金额： 186 万元", BUDGET, Some("186 万元")),
            (
                "截止时间：\n2026年11月25日 10时",
                DEADLINE,
                Some("2026年11月25日 10时"),
            ),
            ("截止时间 2026-11-25", DEADLINE, Some("2026-11-25")),
            ("Budget: EUR 250,000", BUDGET, Some("EUR 250,000")),
            ("1.采购人：沐原研究院", BUYER, Some("沐原研究院")),
            ("（二）采购单位：沐原研究院", BUYER, Some("沐原研究院")),
            ("采购人（盖章）：沐原研究院", BUYER, Some("沐原研究院")),
            ("4.预算金额：186 万元", BUDGET, Some("186 万元")),
            ("预算金额（元）：1860000", BUDGET, Some("1860000 元")),
            ("预算金额（万元）：186", BUDGET, Some("186 万元")),
            ("预算金额（万元）：186 万元", BUDGET, Some("186 万元")),
            ("预算金额(单位：万元)\n186", BUDGET, Some("186 万元")),
            ("2. Budget (EUR): 250,000", BUDGET, Some("250,000 EUR")),
            (
                "投标截止 | 2026年11月25日",
                DEADLINE,
                Some("2026年11月25日"),
            ),
            (
                "四、提交投标文件截止时间、开标时间和地点\n2026年11月25日 10点00分（北京时间）",
                DEADLINE,
                Some("2026年11月25日 10点00分（北京时间）"),
            ),
            (
                "截止时间（北京时间）：2026-11-25",
                DEADLINE,
                Some("2026-11-25"),
            ),
            (
                "3.1 Bid deadline: 25 November 2026",
                DEADLINE,
                Some("25 November 2026"),
            ),
            ("采购人有权拒绝", BUYER, None),
            ("2026年采购人大会", BUYER, None),
            ("预算金额：", BUDGET, None),
            ("", BUYER, None),
        ] {
            assert_eq!(after(text, labels).as_deref(), value, "{text}");
        }
    }

    #[test]
    fn a_buyer_may_stand_in_a_list_below() {
        for text in [
            "1.采购人信息\n名 称：沐原研究院\n地址：苏州",
            "采购人：沐原研究院",
            "Buyer: 沐原研究院",
        ] {
            assert_eq!(buyer(text).as_deref(), Some("沐原研究院"), "{text}");
        }
    }

    #[test]
    fn an_amount_is_read_in_its_unit() {
        for (text, amount, currency) in [
            ("186 万元", "1860000", "CNY"),
            ("人民币 1.2 亿元", "120000000", "CNY"),
            ("￥1,860,000.00", "1860000", "CNY"),
            ("EUR 250,000", "250000", "EUR"),
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
        ] {
            let (got, code) = money(text, "SEK".parse().unwrap()).unwrap();
            assert_eq!(
                (got.to_string().as_str(), code.code()),
                (amount, currency),
                "{text}"
            );
        }
        for text in [
            "另行通知",
            "250.000 EUR",
            "EUR 1,250 million",
            "S$ 300,000",
            "1,23,4",
        ] {
            assert_eq!(money(text, "CNY".parse().unwrap()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC*|[0-9.,万亿]*") {
            let _ = money(&text, "CNY".parse().unwrap());
            let _ = after(&text, BUYER);
        }
    }
}
