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

/// Words that state a technical limit where a number and a unit follow: 最高 100 千赫.
const LIMITS: &[&str] = &[
    "最高", "最低", "最大", "最小", "最多", "最少", "最快", "最长", "最短",
];
/// What may stand between such a word and its number.
const LINKS: &[&str] = &[
    "可达", "可至", "达到", "可", "达", "至", "为", "约", "：", ":",
];
/// What makes a number a price or a rank, where the word before is a claim again.
const CLAIMED: &[&str] = &["元", "万元", "折", "名", "位", "家", "号", "个行业"];

/// The first absolute word in `text`, if any. Errs towards finding one: 最后 is found as well,
/// since an ad can always be said otherwise. A technical limit is none.
#[must_use]
pub fn absolute(text: &str) -> Option<&'static str> {
    let claims = |word: &&str| {
        let mut places = text.match_indices(word);
        places.any(|(at, _)| text.get(at..).is_some_and(|rest| !limit(rest)))
    };
    ABSOLUTE.iter().copied().find(claims)
}

/// Whether `text` starts with a limit, its number and its unit.
fn limit(text: &str) -> bool {
    let Some(rest) = LIMITS.iter().find_map(|word| text.strip_prefix(word)) else {
        return false;
    };
    let rest = rest.trim_start();
    let linked = LINKS.iter().find_map(|link| rest.strip_prefix(link));
    let number = linked.unwrap_or(rest).trim_start();
    let unit = number.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | ',' | '~' | '–' | '×' | ' ')
    });
    let named = unit.starts_with(|c: char| c.is_alphabetic() || matches!(c, '%' | '°' | '℃' | 'µ'));
    let priced = CLAIMED.iter().any(|word| unit.starts_with(word));
    number.starts_with(|c: char| c.is_ascii_digit()) && named && !priced
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
            ("8 位时最高 100 千赫", None),
            ("行频最高可达100 kHz", None),
            ("可检缺陷最小 0.05 毫米", None),
            ("最高 100 千赫，业内最高", Some("最")),
            ("最低 99 元", Some("最低")),
            ("最大的相机供应商", Some("最大")),
            ("最高 3", Some("最")),
        ] {
            assert_eq!(absolute(text), word, "{text}");
        }
    }
}
