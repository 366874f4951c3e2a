//! Who buys, who runs the tender for the buyer, and who has won.

use super::field::{Entry, Field, Fields};

/// Characters of a name at most: more is a sentence.
const LONGEST: usize = 60;

/// Who buys and who acts for the buyer.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parties {
    pub(super) buyer: Option<String>,
    pub(super) agency: Option<String>,
}

/// The parties, by labels, else by the sentence that opens the notice.
pub(super) fn parties(text: &str, fields: &Fields) -> Parties {
    let said = running(text);
    Parties {
        buyer: labelled(fields, Field::Buyer).or(said.buyer),
        agency: labelled(fields, Field::Agency).or(said.agency),
    }
}

/// Who has won.
pub(super) fn winner(fields: &Fields) -> Option<String> {
    fields
        .all(Field::Winner)
        .find_map(|entry| name(&entry.value))
}

/// A party that stands beside its label, or as the name in a list below it.
fn labelled(fields: &Fields, field: Field) -> Option<String> {
    let beside = fields.all(field).find_map(|entry| name(&entry.value));
    let below = |entry: &&Entry| entry.about == Some(field);
    beside.or_else(|| {
        let mut names = fields.all(Field::Name).filter(below);
        names.find_map(|entry| name(&entry.value))
    })
}

/// A name without what follows it in brackets or after a comma; `None` for a sentence.
fn name(value: &str) -> Option<String> {
    let chinese = value
        .chars()
        .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let end = value.find(['，', '。', '；', ';', '\t', '|', '\u{3000}']);
    let value = value[..end.unwrap_or(value.len())].trim();
    let value = match value.find(['(', '（']) {
        Some(at) if at > 0 && value.ends_with([')', '）']) => value[..at].trim(),
        _ => value.trim_end_matches([')', '）']),
    };
    let value = match chinese {
        true => value.split("  ").next().unwrap_or(value).trim(),
        false => value.trim_end_matches('.'),
    };
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    let length = value.chars().count();
    (letters >= 2 && length <= LONGEST).then(|| value.to_owned())
}

/// The parties as a first sentence says them: 受甲委托，乙就…; `A invites tenders`.
fn running(text: &str) -> Parties {
    let mut sentences = text.lines().flat_map(|line| line.split(['。', '；']));
    let found = sentences.find_map(|sentence| chinese(sentence).or_else(|| english(sentence)));
    found.unwrap_or_default()
}

fn chinese(sentence: &str) -> Option<Parties> {
    if let Some((before, rest)) = sentence.split_once('受')
        && let Some((buyer, after)) = rest.split_once("委托")
    {
        let buyer = name(buyer.trim_end_matches('的'))?;
        let before = before.trim_end_matches(['，', ',']);
        let after = after.trim_start_matches(['，', ',', '、']);
        let until = |text: &str| {
            let end = ["就", "对", "拟", "现", "组织"]
                .iter()
                .filter_map(|word| text.find(word))
                .min();
            end.and_then(|end| name(&text[..end]))
        };
        return Some(Parties {
            buyer: Some(buyer),
            agency: name(before).or_else(|| until(after)),
        });
    }
    let asks = [
        "进行公开招标",
        "公开招标",
        "进行询价",
        "进行竞争性",
        "进行比选",
        "进行采购",
        "公开询价",
        "拟采购",
    ];
    let at = asks.iter().filter_map(|word| sentence.find(word)).min()?;
    let before = &sentence[..at];
    let end = ["现就", "现对", "拟就", "拟对", "拟", "就", "现将"]
        .iter()
        .filter_map(|word| before.find(word))
        .min();
    // 甲拟采购…: the buyer stands right before it.
    let end = end.or(sentence[at..].starts_with('拟').then_some(at))?;
    let subject = before[..end].trim_end_matches(['，', ',']);
    let buyer = name(subject.rsplit(['，', ',', '：']).next()?)?;
    Some(Parties {
        buyer: Some(buyer),
        agency: None,
    })
}

/// What a buyer does in an English notice.
#[rustfmt::skip]
const INVITES: &[&str] = &[
    " invites ", " is inviting ", " requests ", " is requesting ", " seeks ", " is seeking ", " wishes to ",
    " intends to ", " hereby invites ", " calls for ", " is issuing ",
];
/// What it does that with.
#[rustfmt::skip]
const BIDS: &[&str] = &[
    "tender", "bid", "proposal", "quotation", "quote", "expression", "supplier", "award", "procure", "purchase",
];

fn english(sentence: &str) -> Option<Parties> {
    let at = INVITES
        .iter()
        .filter_map(|verb| sentence.find(verb))
        .min()?;
    let (subject, rest) = sentence.split_at(at);
    let subject = subject.rsplit(". ").next().unwrap_or(subject).trim();
    let rest = rest.to_lowercase();
    if !BIDS.iter().any(|word| rest.contains(word)) {
        return None;
    }
    if let Some((agency, buyer)) = subject.split_once("on behalf of ") {
        return Some(Parties {
            buyer: short(buyer),
            agency: short(agency),
        });
    }
    Some(Parties {
        buyer: Some(short(subject)?),
        agency: None,
    })
}

/// An English name without its article.
fn short(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(',').trim();
    let text = text
        .strip_prefix("The ")
        .or_else(|| text.strip_prefix("the "))
        .unwrap_or(text);
    let pronoun = ["we", "it", "he", "she", "they", "this"].contains(&text.to_lowercase().as_str());
    name(text).filter(|name| !pronoun && name.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn buyer_and_agency_are_told_apart() {
        for (text, buyer, agency) in [
            ("采购人：沐原研究院", Some("沐原研究院"), None),
            (
                "1.采购人信息\n名 称：沐原研究院\n地址：苏州",
                Some("沐原研究院"),
                None,
            ),
            (
                "采购人：沐原研究院　采购代理机构：北埠招标代理有限公司",
                Some("沐原研究院"),
                Some("北埠招标代理有限公司"),
            ),
            (
                "北埠招标代理有限公司受沐原研究院委托，就极片检测平台进行公开招标。",
                Some("沐原研究院"),
                Some("北埠招标代理有限公司"),
            ),
            (
                "受沐原研究院的委托，北埠招标代理有限公司现对极片检测平台公开招标。",
                Some("沐原研究院"),
                Some("北埠招标代理有限公司"),
            ),
            (
                "沐原冷轧带钢有限公司现就线扫描相机进行询价。",
                Some("沐原冷轧带钢有限公司"),
                None,
            ),
            (
                "Buyer: Norrvik Harbour Authority (public body)",
                Some("Norrvik Harbour Authority"),
                None,
            ),
            (
                "The Norrvik Harbour Authority invites sealed tenders for cameras.",
                Some("Norrvik Harbour Authority"),
                None,
            ),
            (
                "Stenby Procurement, on behalf of Norrvik Harbour Authority, requests proposals for cameras.",
                Some("Norrvik Harbour Authority"),
                Some("Stenby Procurement"),
            ),
            ("We invite readers to a talk.", None, None),
        ] {
            let found = parties(text, &Fields::of(text));
            assert_eq!(found.buyer.as_deref(), buyer, "{text}");
            assert_eq!(found.agency.as_deref(), agency, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(\\PC|受|委托| invites |就|公开招标|（)*") {
            let _ = parties(&text, &Fields::of(&text));
        }
    }
}
