//! The ranking of terms: what comes first in both languages, and that no text makes it panic.

use proptest::prelude::*;

use super::*;
use crate::{Language::*, class::Class, plain};

const CAMERAS: &str = "Choosing a line scan camera\nA line scan camera takes one line at a time. We \
    explain which resolution a line scan camera needs for the belt speed and the exposure time, \
    and when an area camera is enough.";

const ELECTRODES: &str = "极片检测系统的选型\n极片检测系统由线扫描相机、光源和图像采集卡组成。本文说明怎样\
    根据涂布速度选择线扫描相机，以及极片检测系统需要多长的曝光时间。";

fn found(text: &str, language: Language, top: usize) -> Vec<Ranked> {
    rank(&plain(text), language, &Lexicon::default(), top, true)
}

#[test]
fn what_a_text_is_about_comes_first() {
    for (text, language, first, others) in [
        (
            CAMERAS,
            English,
            "line scan camera",
            ["exposure time", "area camera"],
        ),
        (
            ELECTRODES,
            Chinese,
            "极片检测系统",
            ["线扫描相机", "曝光时间"],
        ),
    ] {
        let terms = found(text, language, 8);
        let names: Vec<&str> = terms.iter().map(|term| term.term.as_str()).collect();
        assert_eq!(names[0], first, "{names:?}");
        assert!(
            others.iter().all(|other| names.contains(other)),
            "{names:?}"
        );
        assert_eq!(terms[0].count, 3);
        assert_eq!(terms[0].places, [Where::Title, Where::Text]);
    }
}

#[test]
fn forms_of_one_meaning_are_one_term() {
    for (text, language, term, count) in [
        (
            "工业相机选型很难。选型工业相机更难。工业相机选型不难。",
            Chinese,
            "工业相机选型",
            3,
        ),
        ("工業相機。工业相机。工业相机。", Chinese, "工业相机", 3),
        (
            "Line scan cameras; a line-scan camera; line scan cameras.",
            English,
            "line scan cameras",
            3,
        ),
    ] {
        let terms = found(text, language, 100);
        let one: Vec<_> = terms.iter().filter(|found| found.term == term).collect();
        assert_eq!(one.len(), 1, "{terms:?}");
        assert_eq!(one[0].count, count, "{term}");
    }
}

#[test]
fn the_users_words_names_and_synonyms_are_heeded() {
    let strings = |words: &[&str]| {
        words
            .iter()
            .map(|&word| word.to_owned())
            .collect::<Vec<_>>()
    };
    for (text, language, term, listed, named) in [
        (CAMERAS, English, "belt speed", "belt speeds", "line scan"),
        (ELECTRODES, Chinese, "涂布速度", "涂布速度", "极片检测"),
    ] {
        let names = |lexicon: &Lexicon| -> Vec<String> {
            let terms = rank(&plain(text), language, lexicon, 100, false);
            terms.into_iter().map(|found| found.term).collect()
        };
        let score = |lexicon: &Lexicon| {
            let terms = rank(&plain(text), language, lexicon, 100, false);
            terms
                .iter()
                .find(|found| found.term == term)
                .map(|found| found.score)
        };
        let own = Lexicon::new(&strings(&[listed]));
        assert!(score(&own) > score(&Lexicon::default()), "{term}");
        let without = names(&Lexicon::default().names(&strings(&[named])));
        assert!(
            !without.iter().any(|name| name.contains(named)),
            "{without:?}"
        );
    }
    for (text, language, term, group) in [
        (
            "Camera prices. The camera cost. Camera prices.",
            English,
            "camera prices",
            ["price", "cost"],
        ),
        (
            "相机价格。相机报价。相机价格。",
            Chinese,
            "相机价格",
            ["报价", "价格"],
        ),
    ] {
        let lexicon = Lexicon::default().synonyms(&[strings(&group)]);
        let terms = rank(&plain(text), language, &lexicon, 100, false);
        let count = terms
            .iter()
            .find(|found| found.term == term)
            .map(|found| found.count);
        assert_eq!(count, Some(3), "{terms:?}");
    }
}

#[test]
fn what_stands_only_in_a_longer_term_is_none() {
    for (text, language, whole, part) in [
        (CAMERAS, English, "line scan camera", "line scan"),
        (
            "线扫描相机\n线扫描相机一次只拍一行。带钢由线扫描相机检测。",
            Chinese,
            "线扫描相机",
            "线扫描",
        ),
    ] {
        let terms = found(text, language, 100);
        assert!(terms.iter().any(|found| found.term == whole), "{whole}");
        assert!(!terms.iter().any(|found| found.term == part), "{part}");
    }
}

#[test]
fn a_heading_raises_a_term_as_a_title_does() {
    for (language, term, text) in [
        (
            English,
            "belt speed",
            "the belt speed and the exposure time",
        ),
        (Chinese, "曝光时间", "传送带速度和曝光时间"),
    ] {
        let score = |place| {
            let passages = [
                Passage { place, text: term },
                Passage {
                    place: Where::Text,
                    text,
                },
            ];
            let terms = rank(&passages, language, &Lexicon::default(), 100, false);
            terms
                .iter()
                .find(|found| found.term == term)
                .map(|found| found.score)
        };
        assert!(score(Where::Heading) > score(Where::Text), "{term}");
        assert!(score(Where::Title) > score(Where::Text), "{term}");
    }
}

#[test]
fn a_heading_that_repeats_the_title_is_no_second_mention() {
    for (language, title, rest) in [
        (English, "Belt speed of lines", "Nothing else is said here."),
        (Chinese, "涂布速度的测量", "这里没有说别的。"),
    ] {
        let term = |heading| {
            let passages = [
                (Where::Title, title),
                (Where::Heading, heading),
                (Where::Text, rest),
            ]
            .map(|(place, text)| Passage { place, text });
            let term = Reading::of(&passages, language, &Lexicon::default()).best(1, true);
            let times = |part: &&Part| part.feature == "how often it is said" && part.value > 0.0;
            (term[0].clone(), term[0].parts.iter().any(|p| times(&p)))
        };
        let (echoed, twice) = term(title);
        assert_eq!((echoed.count, twice), (2, false), "{echoed:?}");
        assert_eq!(echoed.places, [Where::Title, Where::Heading]);
        let (said, twice) = term(&format!("{title} {title}"));
        assert_eq!((said.count, twice), (3, true), "{said:?}");
    }
}

#[test]
fn a_meaning_is_listed_once_in_whatever_words() {
    let groups = [
        vec![
            "machine vision".to_owned(),
            "industrial image processing".to_owned(),
        ],
        vec!["机器视觉".to_owned(), "工业图像处理".to_owned()],
    ];
    let lexicon = Lexicon::default().synonyms(&groups);
    for (language, text, count) in [
        (
            English,
            "Machine vision lighting. Lighting of industrial image processing. Machine vision \
             lighting.",
            3,
        ),
        (
            Chinese,
            "机器视觉光源。工业图像处理的光源。机器视觉光源。",
            3,
        ),
    ] {
        let terms = rank(&plain(text), language, &lexicon, 100, false);
        let keys: std::collections::BTreeSet<_> = terms.iter().map(|term| &term.key).collect();
        assert_eq!(keys.len(), terms.len());
        assert!(terms.iter().any(|term| term.count == count), "{terms:?}");
    }
}

#[test]
fn what_never_stands_outside_a_longer_phrase_is_a_fragment() {
    for (text, language, whole, fragment) in [
        (
            "线扫描相机\n线扫描相机能看清带钢。",
            Chinese,
            "线扫描相机",
            "线扫描",
        ),
        (
            "材料失效分析\n材料失效分析找出断裂的原因。",
            Chinese,
            "材料失效分析",
            "失效分析",
        ),
        (
            "Line scan cameras\nLine scan cameras see the strip.",
            English,
            "line scan cameras",
            "line scan",
        ),
    ] {
        let names = |text| -> Vec<String> {
            let terms = found(text, language, 100);
            terms.into_iter().map(|term| term.term).collect()
        };
        let within = names(text);
        assert_eq!(within[0], whole, "{within:?}");
        assert!(!within.iter().any(|name| name == fragment), "{within:?}");
        let apart = format!("{text} {fragment}.");
        assert!(names(&apart).iter().any(|name| name == fragment));
    }
}

#[test]
fn a_word_without_end_is_in_no_term() {
    for (before, after, language) in [
        ("line scan ", " camera", English),
        ("线扫描", "相机", Chinese),
    ] {
        for (length, stands) in [(64, true), (65, false), (100_000, false)] {
            let endless = "x".repeat(length);
            let terms = found(&format!("{before}{endless}{after}"), language, 100);
            let has = terms.iter().any(|term| term.term.contains(&endless));
            assert_eq!(has, stands, "{length} in {language}");
            let rest = terms.iter().any(|term| term.term == after.trim());
            assert!(rest || stands, "{length} in {language}");
        }
    }
}

#[test]
fn no_term_goes_across_a_finite_verb() {
    let text = "Hyperspectral imaging enters the plant. Hyperspectral imaging sees more.";
    for term in found(text, English, 100) {
        assert!(!term.term.contains("enters"), "{}", term.term);
    }
}

#[test]
fn the_table_of_weights_is_in_the_order_of_the_classes() {
    for (class, name) in [
        (Class::Line, "a line break"),
        (Class::Noun, "a noun"),
        (Class::General, "a general word"),
    ] {
        assert_eq!(weights::CLASS[class as usize].0, name);
    }
}

proptest! {
    #[test]
    fn the_parts_of_a_score_add_up_to_it(text in "([a-zA-Z相机检测的在]{1,6}[ ，.-]{0,2}){0,40}") {
        for language in Language::ALL {
            for term in found(&text, language, 5) {
                let odds: f64 = term.parts.iter().map(|part| part.adds).sum();
                prop_assert!((score::chance(odds) - term.score).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn candidates_grow_with_the_words_and_no_faster(text in any::<String>()) {
        for language in Language::ALL {
            let lexicon = Lexicon::default();
            let reading = Reading::of(&plain(&text), language, &lexicon);
            let spans: usize = reading.candidates.iter().map(|c| c.spans.len()).sum();
            prop_assert!(spans <= reading.cut.size * (candidate::LONGEST + 1));
        }
    }
}
