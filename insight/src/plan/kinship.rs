//! How near a secondary keyword is to what its page is for, and how much of it is bought.
//!
//! Words are compared as stems. A keyword that shares more than half of its words with the target
//! keyword, or with the name of the product, is bought like the target. One that shares fewer may
//! be searched for another reason (“line rate” by who wants a loan): only the very words are
//! bought, at the bid of the loosest match. One of one or two words that shares none is left out,
//! unless the market uses it as a term this month; the settings can still name it as a synonym.

use masthead_text::{Key, Language};

/// How near a keyword is to what its page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kinship {
    /// Hardly another search than the target.
    Akin,
    /// Shares a word, or is specific enough or used enough to be tried with care.
    Near,
    /// Too general to be bought.
    Far,
}

/// The kinship of a keyword to the words of its page's goods; `used` says whether the market uses
/// it as a term.
pub(super) fn of(keyword: &Key, goods: &Key, used: bool) -> Kinship {
    let all = keyword.words().count();
    let shared = keyword
        .words()
        .filter(|word| goods.words().any(|own| own == *word))
        .count();
    if shared * 2 > all {
        Kinship::Akin
    } else if shared > 0 || used || all > 2 {
        Kinship::Near
    } else {
        Kinship::Far
    }
}

impl Kinship {
    /// Why a secondary keyword is bought as it is; nothing if it is not.
    pub(super) const fn why(self, language: Language) -> Option<&'static str> {
        match (self, language) {
            (Self::Akin, Language::English) => Some("secondary keyword of this page"),
            (Self::Akin, Language::Chinese) => Some("本页的次要关键词"),
            (Self::Near, Language::English) => Some(
                "secondary keyword of this page; has little in common with the target, so exact only, at the bid of a broad match",
            ),
            (Self::Near, Language::Chinese) => Some(
                "本页的次要关键词；与目标关键词共同的词很少或没有，只用精确匹配，按广泛匹配的价格出价",
            ),
            (Self::Far, _) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use masthead_text::{
        Language::{Chinese, English},
        Lexicon,
    };

    use super::*;

    #[test]
    fn a_keyword_is_bought_the_less_the_fewer_words_it_shares() {
        for (word, goods, language, used, kinship) in [
            (
                "line scan cameras",
                "8k line scan camera",
                English,
                false,
                Kinship::Akin,
            ),
            (
                "LS8",
                "8k line scan camera LS8",
                English,
                false,
                Kinship::Akin,
            ),
            (
                "line rate",
                "8k line scan camera",
                English,
                false,
                Kinship::Near,
            ),
            (
                "strip steel defects",
                "steel surface inspection",
                English,
                false,
                Kinship::Near,
            ),
            (
                "depth of field",
                "line scan camera selection",
                English,
                false,
                Kinship::Far,
            ),
            (
                "roll marks",
                "steel surface inspection",
                English,
                false,
                Kinship::Far,
            ),
            (
                "roll marks",
                "steel surface inspection",
                English,
                true,
                Kinship::Near,
            ),
            (
                "cold rolled sheet scratches",
                "steel surface inspection",
                English,
                false,
                Kinship::Near,
            ),
            (
                "带钢表面缺陷",
                "带钢表面检测",
                Chinese,
                false,
                Kinship::Akin,
            ),
            ("在线检测", "电池极片检测", Chinese, false, Kinship::Near),
            ("质量管理", "在线检测数据", Chinese, false, Kinship::Far),
            ("景深", "工业相机选型", Chinese, false, Kinship::Far),
            ("景深", "工业相机选型", Chinese, true, Kinship::Near),
        ] {
            let key = |text| Key::of(text, language, &Lexicon::new(&[]));
            assert_eq!(of(&key(word), &key(goods), used), kinship, "{word}");
        }
    }
}
