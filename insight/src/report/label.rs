//! Reads what a notice states beside a label: buyer, budget, deadline.

use masthead_store::Currency;
use rust_decimal::Decimal;

/// Labels of the buyer, in the order in which they are believed.
pub(super) const BUYER: &[&str] = &[
    "采购人",
    "采购单位",
    "招标人",
    "招标单位",
    "建设单位",
    "采购方",
    "contracting authority",
    "buyer",
    "purchaser",
];
/// Labels of the money to be spent.
pub(super) const BUDGET: &[&str] = &[
    "预算金额",
    "采购预算",
    "项目预算",
    "最高限价",
    "预算",
    "estimated value",
    "budget",
];
/// Labels of the last day for a bid.
pub(super) const DEADLINE: &[&str] = &[
    "投标截止时间",
    "递交截止时间",
    "响应文件提交截止时间",
    "投标文件递交截止时间",
    "截止时间",
    "截止日期",
    "开标时间",
    "deadline for receipt of tenders",
    "submission deadline",
    "closing date",
    "deadline",
];

/// What stands after the first of `labels` that begins a line: on the same line after a colon or
/// gap, or on the next.
pub(super) fn after<'a>(text: &'a str, labels: &[&str]) -> Option<&'a str> {
    labels.iter().find_map(|label| {
        let mut lines = text.lines().map(str::trim);
        while let Some(line) = lines.next() {
            let Some(rest) = strip(line, label) else {
                continue;
            };
            let value = match rest.is_empty() {
                true => lines.next().unwrap_or_default(),
                false => rest,
            };
            if !value.is_empty() {
                return Some(value);
            }
        }
        None
    })
}

/// What follows `label` at the start of `line`, past colon and gap; `None` where the line goes
/// on as a sentence.
fn strip<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let start = line.get(..label.len())?;
    if !start.eq_ignore_ascii_case(label) {
        return None;
    }
    let rest = &line[label.len()..];
    let value = rest.trim_start_matches([':', '：', '|', ' ', '\t', '\u{3000}']);
    (rest.is_empty() || value.len() < rest.len()).then_some(value)
}

/// An amount as written, in whole units of its currency: `186 万元`, `￥1,860,000.00`,
/// `EUR 250,000`, `1.2 亿元`. Nothing where no number stands; `home` where no currency is named.
pub(super) fn money(text: &str, home: Currency) -> Option<(Decimal, Currency)> {
    const CURRENCIES: &[(&str, &str)] = &[
        ("CNY", "CNY"),
        ("RMB", "CNY"),
        ("人民币", "CNY"),
        ("EUR", "EUR"),
        ("€", "EUR"),
        ("欧元", "EUR"),
        ("USD", "USD"),
        ("US$", "USD"),
        ("美元", "USD"),
        ("GBP", "GBP"),
        ("£", "GBP"),
        ("JPY", "JPY"),
        ("日元", "JPY"),
        ("¥", "CNY"),
        ("￥", "CNY"),
        ("元", "CNY"),
        ("$", "USD"),
    ];
    const UNITS: &[(&str, i64)] = &[
        ("亿", 100_000_000),
        ("千万", 10_000_000),
        ("百万", 1_000_000),
        ("万", 10_000),
        ("million", 1_000_000),
        ("thousand", 1000),
    ];
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let number: String = text[start..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .collect();
    let rest = text[start + number.len()..].trim_start();
    let amount: Decimal = number.replace(',', "").trim_end_matches('.').parse().ok()?;
    let unit = UNITS
        .iter()
        .find(|(name, _)| rest.starts_with(name))
        .map_or(1, |(_, unit)| *unit);
    let named = CURRENCIES.iter().find(|(name, _)| text.contains(name));
    let currency = named
        .and_then(|(_, code)| code.parse().ok())
        .unwrap_or(home);
    Some((amount.checked_mul(unit.into())?.normalize(), currency))
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
            ("采购人有权拒绝", BUYER, None),
            ("预算金额：", BUDGET, None),
            ("", BUYER, None),
        ] {
            assert_eq!(after(text, labels), value, "{text}");
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
        ] {
            let (got, code) = money(text, "SEK".parse().unwrap()).unwrap();
            assert_eq!(
                (got.to_string().as_str(), code.code()),
                (amount, currency),
                "{text}"
            );
        }
        assert_eq!(money("另行通知", "CNY".parse().unwrap()), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC*|[0-9.,万亿]*") {
            let _ = money(&text, "CNY".parse().unwrap());
            let _ = after(&text, BUYER);
        }
    }
}
