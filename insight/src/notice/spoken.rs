//! Amounts that a sentence states without a label: `the budget is EUR 250,000`.

use masthead_store::Currency;
use masthead_text::fold;

use super::{
    amount::{self, Budget},
    field::Field,
};

/// What sentences say before an amount, folded.
#[rustfmt::skip]
const BEFORE: &[(Field, &[&str])] = &[
    (Field::Budget, &[
        "预算金额为", "预算为", "总预算", "预算约", "项目预算", "预算金额", "预算",
        "estimated value of the contract is", "estimated contract value", "estimated value", "budget of", "budget is",
        "total budget", "budget",
    ]),
    (Field::Ceiling, &["最高限价", "控制价", "不超过", "maximum price", "not exceed", "ceiling of", "up to"]),
];

/// The amount that a sentence states without a label.
pub(super) fn spoken(text: &str, field: Field, home: Currency) -> Option<Budget> {
    let (_, words) = BEFORE.iter().find(|(of, _)| *of == field)?;
    let sentences = text
        .split(['\n', '。', '；'])
        .flat_map(|line| line.split(". "));
    sentences.into_iter().find_map(|sentence| {
        let folded = fold(sentence);
        let ends = words
            .iter()
            .filter_map(|word| Some(folded.find(word)? + word.len()));
        let rest = &folded[ends.min()?..];
        let near = rest.find(|c: char| c.is_ascii_digit())?;
        let money = |text: &str| {
            [
                "元", "万", "亿", "€", "$", "£", "¥", "eur", "usd", "gbp", "sek", "million",
            ]
            .iter()
            .any(|sign| text.contains(sign))
        };
        let end = rest.find(['，', ',']).filter(|&at| at > near);
        let said = rest[..end_of(rest, end)].trim_matches([' ', ':', '.', ',']);
        let close = rest[..near].chars().count() <= 30;
        (close && money(said) && amount::range(said, home).is_some())
            .then(|| amount::budget(said, home))
    })
}

/// Where the clause with an amount ends: at a comma that groups no digits.
fn end_of(rest: &str, comma: Option<usize>) -> usize {
    let Some(mut at) = comma else {
        return rest.len();
    };
    while rest[at..].starts_with(',') && rest[at + 1..].starts_with(|c: char| c.is_ascii_digit()) {
        match rest[at + 1..].find([',', '，']) {
            Some(next) => at += 1 + next,
            None => return rest.len(),
        }
    }
    at
}
