//! Two ways to write one thing are one thing: width, case, script, order, ends of lines.

use std::sync::LazyLock;

use masthead_text::{Key, Language, Lexicon, Shingles, detect, fold, plain, rank, unfold};
use proptest::prelude::*;

use crate::speech;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

/// The same text in full-width letters, digits and signs.
fn full(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
        ' ' => '\u{3000}',
        _ => c,
    };
    text.chars().map(wide).collect()
}

/// Traditional characters beside their simplified ones.
const SCRIPTS: [(&str, &str); 4] = [
    ("線掃描相機", "线扫描相机"),
    ("預測性維護軟件", "预测性维护软件"),
    ("帶鋼檢測設備", "带钢检测设备"),
    ("電池極片", "电池极片"),
];

/// Phrases of several words, in parts that may stand in any order.
const PARTS: [(Language, &[&str]); 4] = [
    (Language::Chinese, &["工业相机", "选型"]),
    (Language::Chinese, &["带钢", "检测", "设备"]),
    (
        Language::English,
        &["predictive ", "maintenance ", "software "],
    ),
    (Language::English, &["line ", "scan ", "camera "]),
];

proptest! {
    #[test]
    fn width_and_case_are_folded((_, text) in speech::text()) {
        prop_assert_eq!(fold(&full(&text)), fold(&text));
        prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
    }

    #[test]
    fn the_scripts_of_chinese_are_folded(
        (traditional, simplified) in prop::sample::select(SCRIPTS.to_vec()),
        around in "[a-z ，。]{0,8}",
    ) {
        let (one, other) = (format!("{around}{traditional}"), format!("{around}{simplified}"));
        prop_assert_eq!(fold(&one), fold(&other));
        let key = |term: &str| Key::of(term, Language::Chinese, &LEXICON);
        prop_assert_eq!(key(&one), key(&other));
        let shingles = |text: &str| Shingles::of(text, Language::Chinese);
        prop_assert_eq!(shingles(&one), shingles(&other));
    }

    #[test]
    fn the_order_of_words_does_not_change_a_key(
        (language, mixed) in prop::sample::select(PARTS.to_vec())
            .prop_flat_map(|(language, parts)| (Just(language), Just(parts.to_vec()).prop_shuffle())),
    ) {
        let (_, parts) = PARTS.into_iter().find(|(_, parts)| parts.contains(&mixed[0])).unwrap();
        let key = |parts: &[&str]| Key::of(&parts.concat(), language, &LEXICON);
        prop_assert_eq!(key(&mixed), key(parts));
    }

    #[test]
    fn the_ends_of_lines_do_not_change_terms((language, text) in speech::text()) {
        let found = |text: &str| rank(&plain(&unfold(text)), language, &LEXICON, 10, true);
        prop_assert_eq!(found(&text.replace('\n', "\r\n")), found(&text));
        prop_assert_eq!(detect(&text.replace('\n', "\r\n")), detect(&text));
    }
}
