//! The words of a list of leads: channels, tiers and statuses in both languages.

use masthead_store::{Channel, LeadStatus, Tier};
use masthead_text::fold;

use crate::letter::capital;

/// A meaning with its spellings, folded, `-` and `_` as spaces; the usual English and the usual
/// Chinese one first.
pub(super) type Words<T> = [(T, &'static [&'static str])];

/// Where leads come from. Names of platforms count as the way they are bought: 百度 alone is the
/// advertising of Baidu, since who sees its free results writes 百度自然.
#[rustfmt::skip]
pub(super) const CHANNELS: &Words<Channel> = &[
    (Channel::OrganicSearch, &[
        "organic search", "自然搜索", "organic", "seo", "自然流量", "有机搜索", "google organic",
        "baidu organic", "百度自然", "百度自然搜索", "百度 seo", "百度seo",
    ]),
    (Channel::PaidSearch, &[
        "paid search", "付费搜索", "sem", "ppc", "cpc", "search ads", "搜索广告", "搜索推广", "竞价",
        "竞价推广", "google ads", "adwords", "baidu", "baidu ads", "百度", "百度推广", "百度竞价",
        "百度营销", "百度 sem", "百度sem", "360推广", "搜狗推广", "谷歌推广", "谷歌广告",
    ]),
    (Channel::Referral, &[
        "referral", "外部链接", "referrals", "link", "引荐", "外链", "推荐链接", "友情链接",
    ]),
    (Channel::TradeShow, &[
        "trade show", "展会", "tradeshow", "trade fair", "exhibition", "event", "fair", "展览会", "活动",
        "会议",
    ]),
    (Channel::Email, &[
        "email", "邮件", "e mail", "newsletter", "电子邮件", "邮件营销", "邮箱",
    ]),
    (Channel::Direct, &["direct", "直接访问", "(direct)", "直接"]),
    (Channel::Social, &[
        "social media", "社交媒体", "social", "social network", "organic social", "paid social", "社媒",
        "社交", "新媒体", "wechat", "weixin", "微信", "微信公众号", "公众号", "企业微信", "微信群",
        "朋友圈", "视频号", "linkedin", "领英", "weibo", "微博", "知乎", "zhihu", "douyin", "抖音",
        "小红书", "bilibili", "b站", "facebook", "instagram", "twitter", "youtube", "tiktok",
    ]),
    (Channel::Other, &[
        "other", "其他", "others", "其它", "unknown", "未知", "不详", "n/a", "phone", "电话", "来电",
        "partner", "经销商", "代理商", "word of mouth", "老客户", "老客户介绍", "转介绍",
    ]),
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

/// The usual spellings as people write them, for a message: `New, Qualified … (新建、合格……)`.
pub(super) fn list<T>(words: &Words<T>) -> String {
    let usual = |nr: usize| {
        words
            .iter()
            .filter_map(move |(_, names)| names.get(nr))
            .map(|name| capital(name))
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
    fn every_spelling_is_folded_and_means_one_channel() {
        let mut seen = std::collections::BTreeSet::new();
        for word in spellings(CHANNELS) {
            assert_eq!(fold(word), word);
            assert!(seen.insert(word), "{word} twice");
        }
    }

    #[test]
    fn words_are_known_in_both_languages_and_as_we_export_them() {
        for (text, expected) in [
            ("Organic search", Some(Channel::OrganicSearch)),
            ("organic-search", Some(Channel::OrganicSearch)),
            ("付费搜索", Some(Channel::PaidSearch)),
            ("E-mail", Some(Channel::Email)),
            ("展会", Some(Channel::TradeShow)),
            ("WeChat", Some(Channel::Social)),
            ("微信公众号", Some(Channel::Social)),
            ("LinkedIn", Some(Channel::Social)),
            ("百度推广", Some(Channel::PaidSearch)),
            ("Baidu", Some(Channel::PaidSearch)),
            ("百度自然", Some(Channel::OrganicSearch)),
            ("unknown", Some(Channel::Other)),
            ("其他", Some(Channel::Other)),
            ("Carrier pigeon", None),
            ("", None),
        ] {
            assert_eq!(meaning(CHANNELS, text), expected, "{text}");
        }
        assert_eq!(list(TIERS), "S, A, B, C (S级、A级、B级、C级)");
        assert_eq!(meaning(TIERS, "Ｓ"), Some(Tier::S));
        assert_eq!(meaning(STATUSES, "流失"), Some(LeadStatus::Lost));
    }
}
