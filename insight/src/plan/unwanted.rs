//! Searches that lead to an order in no trade, and what the people behind them want instead.
//!
//! Only wishes that every company selling to companies can do without: words that mean something
//! in a trade (`test coupon`, `lead-free`, 维修) are left to the settings.

use masthead_text::Language::{self, Chinese, English};

/// One sort of search that no ad should answer.
pub(super) struct Unwanted {
    pub(super) language: Language,
    /// What these people do, shown as the reason.
    pub(super) why: &'static str,
    /// Words that say so.
    pub(super) words: &'static [&'static str],
}

/// By language and wish. A word is left out where it would block a keyword of its campaign.
#[rustfmt::skip]
pub(super) const UNWANTED: &[Unwanted] = &[
    Unwanted {
        language: English,
        why: "searches for a job, not for a supplier",
        words: &[
            "jobs", "job", "career", "careers", "salary", "vacancy", "internship", "resume template",
        ],
    },
    Unwanted {
        language: English,
        why: "does not want to pay",
        words: &["free", "free download", "cheap", "torrent", "keygen", "coupon code"],
    },
    Unwanted {
        language: English,
        why: "studies the subject and buys nothing",
        words: &[
            "course", "courses", "tutorial", "thesis", "homework", "exam questions", "lecture notes",
        ],
    },
    Unwanted {
        language: English,
        why: "searches for used goods",
        words: &["used", "second hand", "secondhand", "refurbished", "ebay"],
    },
    Unwanted {
        language: English,
        why: "makes it at home",
        words: &["diy", "homemade", "do it yourself"],
    },
    Unwanted {
        language: English,
        why: "wants a definition or a picture",
        words: &["wiki", "wikipedia", "meaning of", "wallpaper", "clipart"],
    },
    Unwanted {
        language: Chinese,
        why: "找工作，不找供应商",
        words: &["招聘", "求职", "薪资", "工资", "实习", "兼职", "简历", "面试"],
    },
    Unwanted {
        language: Chinese,
        why: "不打算花钱",
        words: &["免费", "破解版", "便宜", "白送", "优惠券"],
    },
    Unwanted {
        language: Chinese,
        why: "学习或写论文，不采购",
        words: &["培训班", "教程", "课程", "论文", "毕业设计", "考试", "考证", "作业答案"],
    },
    Unwanted {
        language: Chinese,
        why: "找二手货",
        words: &["二手", "翻新", "闲置", "闲鱼"],
    },
    Unwanted {
        language: Chinese,
        why: "在家自己动手做",
        words: &["自制", "手工制作"],
    },
    Unwanted {
        language: Chinese,
        why: "查名词解释或找图片素材",
        words: &["百科", "是什么意思", "壁纸", "视频素材"],
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_word_stands_once_and_both_languages_have_as_many_wishes() {
        let words: Vec<&str> = UNWANTED
            .iter()
            .flat_map(|row| row.words.iter().copied())
            .collect();
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
        let of = |language| {
            UNWANTED
                .iter()
                .filter(|row| row.language == language)
                .count()
        };
        assert_eq!(of(English), of(Chinese));
    }

    #[test]
    fn words_that_mean_something_in_a_trade_are_left_to_the_settings() {
        let words: Vec<&str> = UNWANTED
            .iter()
            .flat_map(|row| row.words.iter().copied())
            .collect();
        for word in [
            "webcam",
            "smartphone",
            "coupon",
            "training",
            "手机",
            "单反",
            "维修",
            "拆解",
            "培训",
        ] {
            assert!(!words.contains(&word), "{word}");
        }
    }
}
