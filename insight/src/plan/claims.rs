//! Absolute words that Chinese advertising law forbids in ads.
//!
//! Article 9 of the Advertising Law (广告法) names 国家级, 最高级 and 最佳 "and the like"; the
//! rest are words that authorities and platforms have refused as the like.

/// Longest first within a family, so that the word named is the one that stands there.
const ABSOLUTE: &[&str] = &[
    "国家级",
    "世界级",
    "全球级",
    "最高级",
    "最佳",
    "最优",
    "最好",
    "最强",
    "最大",
    "最低",
    "最先进",
    "最",
    "第一",
    "唯一",
    "首家",
    "首个",
    "首选",
    "独家",
    "顶级",
    "顶尖",
    "极致",
    "极品",
    "王牌",
    "领袖",
    "遥遥领先",
    "绝对",
    "百分之百",
    "100%",
    "永久",
    "万能",
    "史无前例",
    "空前绝后",
    "零缺陷",
    "零误差",
    "包治",
    "无敌",
];

/// The first absolute word in `text`, if any. Errs towards finding one: 最后 is found as well,
/// since an ad can always be said otherwise.
#[must_use]
pub fn absolute(text: &str) -> Option<&'static str> {
    ABSOLUTE.iter().copied().find(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absolute_claim_is_named_and_a_plain_statement_passes() {
        for (text, word) in [
            ("最佳带钢表面检测方案", Some("最佳")),
            ("行业第一的线扫描相机", Some("第一")),
            ("国家级检测实验室", Some("国家级")),
            ("检出率100%", Some("100%")),
            ("表面缺陷索赔从每月 14 起降到 5 起", None),
            ("缺陷检出率的出处写在文中", None),
        ] {
            assert_eq!(absolute(text), word, "{text}");
        }
    }
}
