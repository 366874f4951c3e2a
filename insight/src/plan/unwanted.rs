//! Searches that never lead to an order, and what the people behind them want instead.

use masthead_text::Language::{self, Chinese, English};

/// One sort of search that no ad should answer.
pub(super) struct Unwanted {
    pub(super) language: Language,
    /// What these people want, shown as the reason.
    pub(super) wish: &'static str,
    /// Words that say so.
    pub(super) words: &'static [&'static str],
}

/// By language and wish. A word is left out where it would block a keyword of its campaign.
pub(super) const UNWANTED: &[Unwanted] = &[
    Unwanted {
        language: English,
        wish: "looks for work, not for a supplier",
        words: &[
            "jobs",
            "job",
            "career",
            "careers",
            "salary",
            "vacancy",
            "internship",
            "resume",
        ],
    },
    Unwanted {
        language: English,
        wish: "wants something for nothing",
        words: &["free", "cheap", "cracked", "torrent", "coupon"],
    },
    Unwanted {
        language: English,
        wish: "wants to study",
        words: &[
            "course",
            "courses",
            "training",
            "tutorial",
            "thesis",
            "homework",
            "certification",
        ],
    },
    Unwanted {
        language: English,
        wish: "buys used or hires",
        words: &["used", "second hand", "refurbished", "rental", "ebay"],
    },
    Unwanted {
        language: English,
        wish: "builds or repairs it at home",
        words: &[
            "diy",
            "homemade",
            "raspberry pi",
            "arduino",
            "repair manual",
        ],
    },
    Unwanted {
        language: English,
        wish: "wants pictures, files or a definition",
        words: &[
            "download",
            "wallpaper",
            "clipart",
            "pictures",
            "wikipedia",
            "meaning",
        ],
    },
    Unwanted {
        language: English,
        wish: "means cameras for private use",
        words: &[
            "webcam",
            "security camera",
            "dash cam",
            "photography",
            "smartphone",
        ],
    },
    Unwanted {
        language: Chinese,
        wish: "想找工作，不是找供应商",
        words: &[
            "招聘", "求职", "薪资", "工资", "实习", "兼职", "简历", "面试",
        ],
    },
    Unwanted {
        language: Chinese,
        wish: "只要免费的东西",
        words: &["免费", "破解", "便宜", "白送", "优惠券"],
    },
    Unwanted {
        language: Chinese,
        wish: "想学习或写论文",
        words: &["培训", "教程", "课程", "论文", "毕业设计", "考试", "考证"],
    },
    Unwanted {
        language: Chinese,
        wish: "买旧货或租用",
        words: &["二手", "翻新", "租赁", "出租", "闲置"],
    },
    Unwanted {
        language: Chinese,
        wish: "自己动手做或修",
        words: &["自制", "改装", "维修", "拆解"],
    },
    Unwanted {
        language: Chinese,
        wish: "要图片、文件或名词解释",
        words: &["图片", "下载", "壁纸", "视频素材", "百科", "是什么意思"],
    },
    Unwanted {
        language: Chinese,
        wish: "找的是生活用相机",
        words: &["单反", "监控摄像头", "行车记录仪", "拍照", "手机"],
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_word_stands_once_and_every_language_has_as_many_wishes() {
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
}
