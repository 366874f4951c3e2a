//! Which of our products and words a notice names, and whether that is enough to be for us.
//!
//! A notice is for us if it names one of our products, one of our target keywords, a term of the
//! settings, or two of our secondary keywords; one secondary keyword alone ("quality management")
//! says too little. What the settings call a synonym of such a word counts as the word.

use std::collections::BTreeSet;

use masthead_editorial::{Content, Facts};
use masthead_text::{Language, fold};

use crate::{plan::contains, words::Words};

/// The words by which a notice can be ours, in both languages: a Chinese notice may name a
/// camera in English.
#[derive(Debug)]
pub struct Fit {
    products: BTreeSet<(Language, String)>,
    targets: BTreeSet<(Language, String)>,
    secondary: BTreeSet<(Language, String)>,
}

impl Fit {
    /// The words of our content and of the settings.
    #[must_use]
    pub fn of(content: &Content, words: &Words) -> Self {
        let pages = || content.published();
        let own = |word: &String| (script(word), word.clone());
        let secondary = pages().flat_map(|page| {
            page.keywords
                .iter()
                .map(|word| (page.language, word.clone()))
        });
        let mut products: BTreeSet<_> = words.products.iter().map(own).collect();
        products.extend(pages().filter_map(|page| match &page.facts {
            Facts::Product(product) => Some((Language::English, product.name.clone())),
            _ => None,
        }));
        let mut targets: BTreeSet<_> = words.terms.iter().map(own).collect();
        targets.extend(pages().map(|page| (page.language, page.keyword.clone())));
        let mut fit = Self {
            products,
            targets,
            secondary: secondary.collect(),
        };
        for group in &words.synonyms {
            let known = |list: &BTreeSet<(Language, String)>| {
                let words: BTreeSet<String> = list.iter().map(|(_, word)| fold(word)).collect();
                group.iter().any(|word| words.contains(&fold(word)))
            };
            if known(&fit.products) || known(&fit.targets) {
                fit.targets.extend(group.iter().map(own));
            }
        }
        fit
    }

    /// What a text names, products first; `None` where that is too little.
    #[must_use]
    pub fn matches(&self, text: &str) -> Option<Vec<String>> {
        let named = |words: &BTreeSet<(Language, String)>| -> Vec<String> {
            words
                .iter()
                .filter(|(language, word)| contains(text, word, *language))
                .map(|(_, word)| word.clone())
                .collect()
        };
        let mut matches = named(&self.products);
        matches.extend(named(&self.targets));
        let strong = !matches.is_empty();
        matches.extend(named(&self.secondary));
        let mut known = BTreeSet::new();
        matches.retain(|word| known.insert(fold(word)));
        (strong || matches.len() >= 2).then_some(matches)
    }
}

/// The language of a word of the settings, by its script.
fn script(word: &str) -> Language {
    let han = word.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    match han {
        true => Language::Chinese,
        false => Language::English,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_settings_and_their_synonyms_count() {
        let strings = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let words = Words {
            terms: strings(&["线扫描相机"]),
            products: strings(&["LS4"]),
            synonyms: vec![
                strings(&["线扫描相机", "线阵相机"]),
                strings(&["价格", "报价"]),
            ],
            guess: false,
        };
        let mut content = crate::plan::sample::content();
        content.pages.clear();
        let fit = Fit::of(&content, &words);
        for (text, matches) in [
            ("采购线阵相机四台", Some("线阵相机")),
            ("two LS4 cameras", Some("LS4")),
            ("最低报价", None),
            ("采购数码相机", None),
        ] {
            let found = fit.matches(text).map(|words| words.join(" "));
            assert_eq!(found.as_deref(), matches, "{text}");
        }
    }
}
