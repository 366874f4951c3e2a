//! Words of a text: terms stand in the order of their scores, and measures are numbers.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use masthead_text::measure::{Snippet, common, flesch, gbk, pixels, seconds, shape};
use masthead_text::{Key, Language, Lexicon, Shingles, detect, fold, plain, rank, unfold};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

fuzz_target!(|text: &str| {
    assert_eq!(fold(&fold(text)), fold(text));
    let lines = unfold(text);
    let passages = plain(&lines);
    let _ = (
        detect(text),
        common(text),
        gbk(text),
        pixels(text, Snippet::Title),
    );
    assert!(flesch(text).is_none_or(f64::is_finite));
    for language in [Language::English, Language::Chinese] {
        let found = rank(&passages, language, &LEXICON, 10, true);
        assert!(found.len() <= 10 && found.is_sorted_by(|a, b| a.score >= b.score));
        assert!(
            found
                .iter()
                .all(|term| (0.0..=1.0).contains(&term.score) && term.count > 0)
        );
        let _ = Key::of(text, language, &LEXICON);
        assert_eq!(
            Shingles::of(text, language).percent_in(&Shingles::of(text, language)) % 100,
            0
        );
        assert!(
            seconds(text, language) >= 0.0 && shape(text, language).mean_sentence().is_finite()
        );
    }
});
