//! Where a campaign runs, and whether its buyers can be met there.
//!
//! Buyers in mainland China can hardly reach Google; they search on Baidu, for which there is no
//! export yet.

use masthead_text::{Finding, Language, Place, Severity, fold};

use super::Campaign;

/// Names of mainland China as a place of ads, folded.
const MAINLAND: &[&str] = &[
    "china",
    "mainland china",
    "cn",
    "中国",
    "中国大陆",
    "中国内地",
];

/// Whether ads on Google are meant for buyers in mainland China: they are told to run there, or
/// are in Chinese and told to run everywhere.
fn mainland(language: Language, locations: &[String]) -> bool {
    let named = locations
        .iter()
        .any(|place| MAINLAND.contains(&&*fold(place)));
    named || (language == Language::Chinese && locations.is_empty())
}

/// What a campaign with these locations should know, in its language.
pub(super) fn note(language: Language, locations: &[String]) -> Option<String> {
    let text = match language {
        Language::English => {
            "Buyers in mainland China can hardly reach Google. Ads for them belong on Baidu, for \
             which there is no export yet."
        }
        Language::Chinese => {
            "中国大陆的买家基本用不了谷歌，面向他们的广告应投在百度；百度推广的导出文件目前还没有做。"
        }
    };
    mainland(language, locations).then(|| text.to_owned())
}

/// The same as a finding.
pub(super) fn finding(campaign: &Campaign) -> Option<Finding> {
    let message = format!(
        "the campaign “{}” is for Google, which buyers in mainland China can hardly reach",
        campaign.name
    );
    let help = "ads for them belong on Baidu, for which there is no export yet; name the other \
                places where these ads shall run in [plan.locations]";
    mainland(campaign.language, &campaign.locations).then(|| {
        Finding::new(
            "plan",
            Severity::Note,
            message,
            Place::whole("masthead.toml"),
        )
        .help(help)
    })
}

#[cfg(test)]
mod tests {
    use masthead_text::Language::{Chinese, English};

    use super::*;

    #[test]
    fn a_campaign_for_mainland_china_says_that_google_is_hardly_reached_there() {
        for (language, places, warned) in [
            (Chinese, &["China"][..], Some("百度")),
            (Chinese, &[], Some("百度")),
            (Chinese, &["Singapore", "中国大陆"], Some("百度")),
            (English, &["Germany", "China"], Some("Baidu")),
            (Chinese, &["Singapore", "Hong Kong"], None),
            (English, &["Germany"], None),
            (English, &[], None),
        ] {
            let places: Vec<String> = places.iter().map(|&place| place.to_owned()).collect();
            let note = note(language, &places);
            assert_eq!(note.is_some(), warned.is_some(), "{places:?}");
            assert!(note.is_none_or(|text| text.contains(warned.unwrap_or_default())));
        }
    }
}
