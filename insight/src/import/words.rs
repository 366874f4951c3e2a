//! The words of a list of leads: channels, tiers and statuses in both languages.

use masthead_store::{Channel, LeadStatus, Tier};
use masthead_text::fold;

/// A meaning with its spellings, folded, `-` and `_` as spaces; the usual English and the usual
/// Chinese one first.
pub(super) type Words<T> = [(T, &'static [&'static str])];

/// Where leads come from.
pub(super) const CHANNELS: &Words<Channel> = &[
    (
        Channel::OrganicSearch,
        &[
            "organic search",
            "自然搜索",
            "organic",
            "seo",
            "自然流量",
            "有机搜索",
        ],
    ),
    (
        Channel::PaidSearch,
        &[
            "paid search",
            "付费搜索",
            "sem",
            "ppc",
            "cpc",
            "搜索广告",
            "搜索推广",
            "竞价",
        ],
    ),
    (
        Channel::Referral,
        &[
            "referral",
            "外部链接",
            "referrals",
            "link",
            "引荐",
            "外链",
            "推荐链接",
        ],
    ),
    (
        Channel::TradeShow,
        &[
            "trade show",
            "展会",
            "tradeshow",
            "event",
            "fair",
            "活动",
            "会议",
        ],
    ),
    (
        Channel::Email,
        &[
            "email",
            "邮件",
            "e mail",
            "newsletter",
            "电子邮件",
            "邮件营销",
        ],
    ),
    (
        Channel::Direct,
        &["direct", "直接访问", "(direct)", "unknown", "直接", "未知"],
    ),
];

/// How good leads are.
pub(super) const TIERS: &Words<Tier> = &[
    (Tier::S, &["s", "s级", "s 级"]),
    (Tier::A, &["a", "a级", "a 级"]),
    (Tier::B, &["b", "b级", "b 级"]),
    (Tier::C, &["c", "c级", "c 级"]),
];

/// How far leads came.
pub(super) const STATUSES: &Words<LeadStatus> = &[
    (
        LeadStatus::New,
        &["new", "新建", "open", "新线索", "未处理"],
    ),
    (
        LeadStatus::Qualified,
        &["qualified", "合格", "accepted", "sql", "有效", "已确认"],
    ),
    (
        LeadStatus::Won,
        &["won", "成交", "closed won", "已成交", "赢单"],
    ),
    (
        LeadStatus::Lost,
        &["lost", "流失", "closed lost", "已流失", "输单", "丢单"],
    ),
];

/// The meaning of a word.
pub(super) fn meaning<T: Copy>(words: &Words<T>, text: &str) -> Option<T> {
    let folded = fold(&text.replace(['-', '_'], " "));
    let known = words.iter().find(|(_, names)| names.contains(&&*folded));
    known.map(|(meaning, _)| *meaning)
}

/// The usual spellings, for a message: `organic search, paid search … (自然搜索、付费搜索……)`.
pub(super) fn list<T>(words: &Words<T>) -> String {
    let usual = |nr: usize| {
        words
            .iter()
            .filter_map(move |(_, names)| names.get(nr).copied())
    };
    let english: Vec<_> = usual(0).collect();
    let chinese: Vec<_> = usual(1).collect();
    format!("{} ({})", english.join(", "), chinese.join("、"))
}

/// All spellings.
pub(super) fn spellings<T>(words: &Words<T>) -> impl Iterator<Item = &'static str> {
    words.iter().flat_map(|(_, names)| names.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_both_languages_and_as_we_export_them() {
        for (text, expected) in [
            ("Organic search", Some(Channel::OrganicSearch)),
            ("organic-search", Some(Channel::OrganicSearch)),
            ("付费搜索", Some(Channel::PaidSearch)),
            ("E-mail", Some(Channel::Email)),
            ("展会", Some(Channel::TradeShow)),
            ("Carrier pigeon", None),
            ("", None),
        ] {
            assert_eq!(meaning(CHANNELS, text), expected, "{text}");
        }
        assert_eq!(meaning(TIERS, "Ｓ"), Some(Tier::S));
        assert_eq!(meaning(STATUSES, "流失"), Some(LeadStatus::Lost));
    }
}
