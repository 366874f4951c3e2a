//! Awards in words.

use masthead_text::Language;

use super::{
    super::Digest,
    Item, Section, list, pick, tell,
    tender::{group, seen, worth},
};
use crate::tender::Award;

/// What others have won.
pub(in super::super) fn awards(digest: &Digest, language: Language) -> Section {
    let items = digest.awards.iter().map(|award| won(award, language));
    let items: Vec<Item> = items.collect();
    Section {
        id: "awards",
        heading: pick(language, "Awarded", "中标与成交").to_owned(),
        none: pick(
            language,
            "No result of a tender for us was seen.",
            "没有看到相关项目的结果公告。",
        ),
        groups: group(items),
    }
}

fn won(award: &Award, language: Language) -> Item {
    let amount = award.amount.as_ref().map(|amount| worth(amount, language));
    let facts = [
        (("Won by: {it}", "中标人：{it}"), award.winner.clone()),
        (("Amount: {it}", "金额：{it}"), amount),
        (("Buyer: {it}", "采购人：{it}"), award.buyer.clone()),
        (
            ("Mentions: {it}", "提到：{it}"),
            Some(list(language, &award.matches)),
        ),
    ];
    let notes = facts
        .into_iter()
        .filter_map(|(words, fact)| Some(tell(language, words, &[("it", &fact?)])));
    let original = award.original.as_ref().map(|url| {
        (
            pick(language, "The invitation", "招标公告").to_owned(),
            url.to_string(),
        )
    });
    Item {
        title: award.title.clone(),
        url: award.url.to_string(),
        tags: Vec::new(),
        notes: notes
            .chain([seen(&award.source, award.day, language)])
            .collect(),
        links: original.into_iter().collect(),
    }
}
