//! Terms come from the text: each stands in it, and no more often than it says.

use std::sync::LazyLock;

use masthead_text::{Language, Lexicon, detect, fold, plain, rank, unfold};
use proptest::prelude::*;

use crate::speech;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

/// The letters of a folded text; what stands between words is the reader's to set.
fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    #[test]
    fn a_term_stands_in_its_text((language, text) in speech::text(), top in 0..20_usize) {
        let lines = unfold(&text);
        let found = rank(&plain(&lines), language, &LEXICON, top, false);
        let whole = letters(&text);
        prop_assert!(found.len() <= top);
        prop_assert!(found.is_sorted_by(|before, after| before.score >= after.score));
        for term in found {
            prop_assert!(whole.contains(&letters(&term.term)), "{} is not in {text}", term.term);
            prop_assert!(term.count > 0 && (0.0..=1.0).contains(&term.score));
        }
    }

    #[test]
    fn a_term_is_counted_as_often_as_it_can_stand((language, text) in speech::text()) {
        let lines = unfold(&text);
        let whole = letters(&text).chars().count();
        for term in rank(&plain(&lines), language, &LEXICON, usize::MAX, false) {
            let one = letters(&term.term).chars().count();
            prop_assert!(one > 0 && term.count > 0, "{} in {text}", term.term);
            prop_assert!(term.count as usize <= whole, "{} in {text}", term.term);
        }
    }

    #[test]
    fn any_text_gives_terms_of_its_own(text in "([a-z]{1,7}|[一-龥]{1,5}|[ ,.，。\n0-9Ａ-ｚ]){0,60}") {
        let lines = unfold(&text);
        let whole = letters(&text);
        for language in [Language::English, Language::Chinese] {
            for term in rank(&plain(&lines), language, &LEXICON, 10, false) {
                prop_assert!(whole.contains(&letters(&term.term)), "{} is not in {text}", term.term);
            }
        }
    }

    #[test]
    fn what_speaks_one_language_is_in_it((language, text) in speech::text()) {
        prop_assert_eq!(detect(&text), Some(language));
    }
}
