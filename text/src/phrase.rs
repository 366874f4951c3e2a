//! Finds the phrases of a page that could be terms, and counts where they stand.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    Key, Language, Lexicon,
    key::stem,
    segment::{Joint, Token, clauses},
    stop::Worth,
};

/// The most words that a phrase has, function words not counted.
const LONGEST: usize = 4;

/// Where on a page a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Where {
    /// The title of the page.
    Title,
    /// A heading.
    Heading,
    /// The running text.
    Text,
}

/// A piece of a page and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage<'a> {
    /// Where it stands.
    pub place: Where,
    /// What it says.
    pub text: &'a str,
}

/// How often a phrase stands on a page, by place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TermCount {
    /// What the phrase means, form and order aside.
    pub key: Key,
    /// Its commonest form on the page.
    pub term: String,
    /// Times in the title.
    pub title: u32,
    /// Times in headings.
    pub heading: u32,
    /// Times in the text.
    pub text: u32,
}

impl TermCount {
    /// Times on the whole page.
    #[must_use]
    pub const fn total(&self) -> u32 {
        self.title
            .saturating_add(self.heading)
            .saturating_add(self.text)
    }
}

/// Every phrase of one to four neighbouring words that begins and ends with a word of its own
/// meaning, sorted by key. No phrase crosses punctuation, a number, a function word (but “of”
/// and 的), a word too general for any term, or a name of the lexicon; none repeats a word. In
/// Chinese a phrase holds a Chinese character, and one character alone is none; in English it
/// holds none.
///
/// Fragments of longer phrases are among them: which of two is the term, only many pages tell.
#[must_use]
pub fn terms(passages: &[Passage<'_>], language: Language, lexicon: &Lexicon) -> Vec<TermCount> {
    let mut found = BTreeMap::<Key, Found>::new();
    for passage in passages {
        for clause in clauses(passage.text, lexicon)
            .iter()
            .map(|clause| &clause.words)
        {
            let case = Case::of(clause);
            for run in runs(clause, lexicon) {
                for phrase in phrases(run, language) {
                    let Some(key) = key(phrase, language, lexicon) else {
                        continue;
                    };
                    let opens = phrase.len() == 1 && std::ptr::eq(&clause[0], &phrase[0]);
                    let form = form(phrase, if opens { Case::Title } else { case });
                    found.entry(key).or_default().add(passage.place, form);
                }
            }
        }
    }
    found
        .into_iter()
        .map(|(key, found)| found.count(key))
        .collect()
}

/// What is known of one key while a page is read.
#[derive(Default)]
struct Found {
    places: [u32; 3],
    forms: BTreeMap<String, u32>,
}

impl Found {
    fn add(&mut self, place: Where, form: String) {
        self.places[place as usize] += 1;
        *self.forms.entry(form).or_default() += 1;
    }

    /// The commonest form, of equals the first in order, stands for all.
    fn count(self, key: Key) -> TermCount {
        let [title, heading, text] = self.places;
        let commonest = self.forms.into_iter().rev().max_by_key(|&(_, count)| count);
        let term = commonest.map(|(form, _)| form).unwrap_or_default();
        TermCount {
            key,
            term,
            title,
            heading,
            text,
        }
    }
}

/// The stretches of a clause that phrases may lie in.
fn runs<'a>(clause: &'a [Token], lexicon: &Lexicon) -> Vec<&'a [Token]> {
    let (mut runs, mut start, mut at) = (Vec::new(), 0, 0);
    while at < clause.len() {
        let name = lexicon.name_at(&clause[at..]);
        let joins = matches!(clause[at].worth, Worth::Content | Worth::Link);
        if name > 0 || !joins {
            runs.push(&clause[start..at]);
            at += name.max(1);
            start = at;
        } else {
            at += 1;
        }
    }
    runs.push(&clause[start..]);
    runs
}

/// The candidates of one stretch.
fn phrases(run: &[Token], language: Language) -> impl Iterator<Item = &[Token]> {
    (0..run.len())
        .flat_map(move |start| {
            // Every second word may be a link.
            let ends = start + 1..=run.len().min(start + 2 * LONGEST - 1);
            ends.map(move |end| &run[start..end])
        })
        .filter(move |phrase| is_phrase(phrase, language))
}

/// Whether a stretch of words is a candidate; see [`terms`].
fn is_phrase(phrase: &[Token], language: Language) -> bool {
    let linked = |token: &Token| token.worth == Worth::Link;
    let (Some(first), Some(last)) = (phrase.first(), phrase.last()) else {
        return false;
    };
    let words = phrase.iter().filter(|token| !linked(token)).count();
    let han = phrase.iter().filter(|token| token.is_han()).count();
    !linked(first)
        && !linked(last)
        && words <= LONGEST
        && !phrase.windows(2).any(|pair| pair.iter().all(linked))
        && match language {
            Language::English => han == 0,
            Language::Chinese => han > 0 && (phrase.len() > 1 || first.raw.chars().count() > 1),
        }
}

/// The key of a candidate; none if the candidate repeats a word.
fn key(phrase: &[Token], language: Language, lexicon: &Lexicon) -> Option<Key> {
    let words = || phrase.iter().filter(|token| token.worth == Worth::Content);
    let stems = Key::join(words().map(|token| stem(&token.folded, language)));
    let repeats = stems.words().count() < words().count();
    (!repeats).then(|| Key::made(words(), language, lexicon))
}

/// How the letters of a clause are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// Capitals mean something.
    Sentence,
    /// Every longer word has one, so they say nothing.
    Title,
    /// There are no small letters.
    Capitals,
}

impl Case {
    pub(crate) fn of(clause: &[Token]) -> Self {
        let long: Vec<&str> = clause
            .iter()
            .filter(|token| !token.is_han() && token.raw.chars().count() > 3)
            .map(|token| token.raw.as_str())
            .collect();
        if long.len() > 1 && !long.iter().any(|word| word.contains(char::is_lowercase)) {
            Self::Capitals
        } else if !long.is_empty() && long.iter().all(|word| word.starts_with(char::is_uppercase)) {
            Self::Title
        } else {
            Self::Sentence
        }
    }
}

/// What stands between two words: as it is written, but Chinese is set without spaces.
fn joint(before: &Token, word: &Token) -> &'static str {
    match word.joint {
        Joint::Hyphen => "-",
        Joint::Space if !word.is_han() && !before.is_han() => " ",
        Joint::Space | Joint::None => "",
    }
}

/// A candidate as it is shown: capitals stay in abbreviations, and in names, whose every word
/// has one.
pub(crate) fn form(phrase: &[Token], case: Case) -> String {
    let named = case == Case::Sentence && phrase.iter().all(is_capital);
    let mut form = String::new();
    for (at, token) in phrase.iter().enumerate() {
        if at > 0 {
            form.push_str(joint(&phrase[at - 1], token));
        }
        let abbreviated = token.raw.chars().skip(1).any(char::is_uppercase);
        if named || (abbreviated && case != Case::Capitals) {
            form.push_str(&token.raw);
        } else {
            form.push_str(&token.raw.to_lowercase());
        }
    }
    form
}

/// Whether a word may stand in a name: one with a capital, or the “of” between two.
fn is_capital(token: &Token) -> bool {
    token.worth == Worth::Link || token.raw.starts_with(|c: char| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str, language: Language) -> Vec<String> {
        let passage = Passage {
            place: Where::Text,
            text,
        };
        terms(&[passage], language, &Lexicon::default())
            .into_iter()
            .map(|t| t.term)
            .collect()
    }

    #[test]
    fn phrases_come_out_whole_though_no_dictionary_has_them() {
        for (text, term, language) in [
            (
                "我们用高光谱成像检查极片。",
                "高光谱成像",
                Language::Chinese,
            ),
            ("出口欧盟要有电池护照了", "电池护照", Language::Chinese),
            ("工厂里的边缘计算", "边缘计算", Language::Chinese),
            ("工业相机怎么选", "工业相机", Language::Chinese),
            ("8K 线扫描相机到货", "8K线扫描相机", Language::Chinese),
            (
                "The digital product passport is near.",
                "digital product passport",
                Language::English,
            ),
            (
                "Why Hyperspectral Imaging Matters",
                "hyperspectral imaging",
                Language::English,
            ),
            (
                "the total cost of ownership",
                "cost of ownership",
                Language::English,
            ),
            ("it asks for AI models", "AI models", Language::English),
            (
                "rules of the European Union apply",
                "European Union",
                Language::English,
            ),
        ] {
            assert!(
                found(text, language).iter().any(|t| t == term),
                "{term}: {:?}",
                found(text, language)
            );
        }
    }

    #[test]
    fn what_is_no_phrase_does_not_come_out() {
        for (text, term, language) in [
            ("相机，光源", "相机光源", Language::Chinese),
            ("高 8192", "高", Language::Chinese),
            ("采用成像", "采用成像", Language::Chinese),
            ("三台 LED", "LED", Language::Chinese),
            ("camera. Light", "camera light", Language::English),
            ("use of cameras", "use of cameras", Language::English),
            ("in 2026 we", "2026", Language::English),
            ("camera 相机", "相机", Language::English),
        ] {
            assert!(!found(text, language).iter().any(|t| t == term), "{term}");
        }
    }

    #[test]
    fn places_are_counted_apart_and_the_commonest_form_stands_for_all() {
        for (title, heading, text, term, language) in [
            (
                "Line-Scan Cameras",
                "A line scan camera",
                "Line scan cameras see. Line scan cameras last.",
                "line scan cameras",
                Language::English,
            ),
            (
                "工业相机价格",
                "工业相机的价格",
                "工业相机价格与价格",
                "工业相机价格",
                Language::Chinese,
            ),
        ] {
            let passages = [
                (Where::Title, title),
                (Where::Heading, heading),
                (Where::Text, text),
            ]
            .map(|(place, text)| Passage { place, text });
            let lexicon = Lexicon::default();
            let key = Key::of(term, language, &lexicon);
            let count = terms(&passages, language, &lexicon)
                .into_iter()
                .find(|t| t.key == key);
            let count = count.unwrap();
            assert_eq!((count.title, count.heading, &*count.term), (1, 1, term));
        }
    }

    #[test]
    fn no_phrase_goes_across_a_name() {
        let names = ["Norrvik Strip".to_owned(), "岚目视觉".to_owned()];
        let lexicon = Lexicon::default().names(&names);
        for (text, term, language) in [
            (
                "Norrvik Strip quality data",
                "quality data",
                Language::English,
            ),
            ("岚目视觉工业相机", "工业相机", Language::Chinese),
        ] {
            let passage = Passage {
                place: Where::Title,
                text,
            };
            let terms = terms(&[passage], language, &lexicon);
            let longest = terms.iter().max_by_key(|t| t.term.len()).unwrap();
            assert_eq!(longest.term, term);
        }
    }

    proptest! {
        #[test]
        fn no_term_is_counted_more_often_than_there_are_words(text in any::<String>()) {
            let words = clauses(&text, &Lexicon::default()).iter().map(|c| c.words.len()).sum::<usize>();
            for language in Language::ALL {
                let passage = Passage { place: Where::Text, text: &text };
                for term in terms(&[passage], language, &Lexicon::default()) {
                    prop_assert!(term.total() as usize <= words);
                    prop_assert!(!term.term.is_empty());
                }
            }
        }

        #[test]
        fn a_shown_form_has_the_key_it_was_found_by(text in "[a-z]{2,8}( [a-z]{2,8}){0,5}") {
            let lexicon = Lexicon::default();
            let passage = Passage { place: Where::Text, text: &text };
            for term in terms(&[passage], Language::English, &lexicon) {
                prop_assert_eq!(Key::of(&term.term, Language::English, &lexicon), term.key);
            }
        }
    }
}
