//! A text cut off at any character is still read, and its measures are numbers.

use std::sync::LazyLock;

use masthead_text::measure::{Snippet, common, flesch, gbk, pixels, seconds, shape};
use masthead_text::{Language, Lexicon, Shingles, fold, plain, rank, unfold, width};
use proptest::prelude::*;

use crate::speech;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

/// A text with signs that no sentence holds strewn in, and then cut off.
fn broken() -> impl Strategy<Value = String> {
    let strewn = prop::collection::vec((any::<prop::sample::Index>(), any::<char>()), 0..12);
    (speech::text(), strewn, any::<prop::sample::Index>()).prop_map(|((_, text), strewn, end)| {
        let mut characters: Vec<char> = text.chars().collect();
        for (at, c) in strewn {
            characters.insert(at.index(characters.len() + 1), c);
        }
        characters.truncate(end.index(characters.len() + 1));
        characters.into_iter().collect()
    })
}

proptest! {
    #[test]
    fn any_part_of_a_text_is_read(text in broken()) {
        let lines = unfold(&text);
        for language in [Language::English, Language::Chinese] {
            for term in rank(&plain(&lines), language, &LEXICON, 10, true) {
                prop_assert!(term.score.is_finite() && term.count > 0);
            }
            prop_assert!(seconds(&text, language) >= 0.0);
            prop_assert!(shape(&text, language).mean_sentence().is_finite());
            let shingles = Shingles::of(&text, language);
            prop_assert_eq!(shingles.percent_in(&shingles), 100);
        }
        prop_assert!(flesch(&text).is_none_or(f64::is_finite));
        prop_assert!(common(&text).is_none_or(|share| (0.0..=1.0).contains(&share)));
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    #[test]
    fn two_texts_measure_as_much_as_both(
        (_, one) in speech::text(),
        (_, other) in speech::text(),
    ) {
        let both = format!("{one}\n{other}");
        prop_assert_eq!(gbk(&both), gbk(&one) + gbk("\n") + gbk(&other));
        prop_assert_eq!(width(&both), width(&one) + width("\n") + width(&other));
        for snippet in [Snippet::Title, Snippet::Description] {
            let sum = pixels(&one, snippet) + pixels("\n", snippet) + pixels(&other, snippet);
            prop_assert!((pixels(&both, snippet) - sum).abs() < 1e-6);
        }
    }
}
