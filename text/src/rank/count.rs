//! Counts where phrases stand, whether the text is about them or not.

use std::collections::{BTreeMap, BTreeSet};

use super::{Reading, candidate::Candidate, cut::Cut};
use crate::{
    Key, Where,
    form::{Case, form},
};

/// How often a phrase stands in a text, by place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermCount {
    /// What the phrase means, form and order aside.
    pub key: Key,
    /// Its commonest form in the text; of equals the first in order.
    pub term: String,
    /// Times in the title.
    pub title: u32,
    /// Times in headings.
    pub heading: u32,
    /// Times in the running text.
    pub text: u32,
}

impl Reading<'_> {
    /// The counts of the phrases of the text that mean one of `wanted`, sorted by key.
    #[must_use]
    pub fn counts(&self, wanted: &BTreeSet<Key>) -> Vec<TermCount> {
        let mut found = BTreeMap::<Key, Found>::new();
        for candidate in &self.candidates {
            let key = self.key(candidate);
            if wanted.contains(&key) {
                found.entry(key).or_default().add(&self.cut, candidate);
            }
        }
        let count = |(key, found): (Key, Found)| {
            let [title, heading, text] = found.times;
            let term = found.form();
            TermCount {
                key,
                term,
                title,
                heading,
                text,
            }
        };
        found.into_iter().map(count).collect()
    }
}

/// The places and the forms of one meaning.
#[derive(Default)]
pub(super) struct Found {
    /// Times in the title, in headings, in the running text.
    times: [u32; 3],
    /// How often each form stands where its capitals mean something, and elsewhere.
    forms: BTreeMap<String, [u32; 2]>,
}

impl Found {
    /// Adds every place of a candidate.
    pub(super) fn add(&mut self, cut: &Cut, candidate: &Candidate) {
        for &span in &candidate.spans {
            let placed = &cut.clauses[span.clause];
            // The first word of a sentence has its capital from there.
            let opens = span.start == 0 && span.end == 1;
            let case = if opens { Case::Title } else { placed.case };
            self.times[placed.place as usize] += 1;
            let form = form(cut.words(span), case);
            self.forms.entry(form).or_default()[usize::from(case != Case::Sentence)] += 1;
        }
    }

    /// The form that is commonest in sentences, then elsewhere; of equals the first in order.
    pub(super) fn form(&self) -> String {
        let commonest = self.forms.iter().rev().max_by_key(|&(_, times)| times);
        commonest.map_or_else(String::new, |(form, _)| form.clone())
    }

    /// Times in all places.
    pub(super) fn total(&self) -> u32 {
        self.times.iter().sum()
    }

    /// Where it stands, each place once.
    pub(super) fn places(&self) -> Vec<Where> {
        let places = [Where::Title, Where::Heading, Where::Text];
        let stands = places.into_iter().zip(self.times);
        stands
            .filter(|&(_, times)| times > 0)
            .map(|(place, _)| place)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Language, Lexicon, Passage, Where::*};

    fn counted(passages: &[(Where, &str)], term: &str, language: Language) -> Vec<TermCount> {
        let lexicon = Lexicon::default();
        let passages: Vec<_> = passages
            .iter()
            .map(|&(place, text)| Passage { place, text })
            .collect();
        let wanted = BTreeSet::from([Key::of(term, language, &lexicon)]);
        Reading::of(&passages, language, &lexicon).counts(&wanted)
    }

    #[test]
    fn phrases_are_counted_by_place_in_any_form_and_order() {
        for (title, heading, text, term, language, times) in [
            (
                "Line-Scan Cameras",
                "A line scan camera",
                "Line scan cameras see. Line scan cameras last.",
                "line scan cameras",
                Language::English,
                [1, 1, 2],
            ),
            (
                "工业相机价格",
                "价格：工业相机价格",
                "工业相机价格与工業相機的價格",
                "工业相机价格",
                Language::Chinese,
                [1, 1, 2],
            ),
            (
                "Total cost of ownership",
                "AI models",
                "the total cost of ownership",
                "cost of ownership",
                Language::English,
                [1, 0, 1],
            ),
        ] {
            let passages = [(Title, title), (Heading, heading), (Text, text)];
            let counts = counted(&passages, term, language);
            assert_eq!(counts.len(), 1, "{term}");
            let count = &counts[0];
            assert_eq!([count.title, count.heading, count.text], times, "{term}");
            assert_eq!(count.term, term);
        }
    }

    #[test]
    fn what_is_no_phrase_is_not_counted() {
        for (text, term, language) in [
            ("相机，光源", "相机光源", Language::Chinese),
            ("camera. Light", "camera light", Language::English),
            ("camera 相机", "相机", Language::English),
            ("camera for light", "camera light", Language::English),
        ] {
            assert_eq!(counted(&[(Text, text)], term, language), [], "{term}");
        }
    }

    #[test]
    fn no_phrase_goes_across_a_name() {
        let names = ["Norrvik Strip".to_owned(), "岚目视觉".to_owned()];
        let lexicon = Lexicon::default().names(&names);
        for (text, across, term, language) in [
            (
                "Norrvik Strip quality data",
                "strip quality",
                "quality data",
                Language::English,
            ),
            (
                "岚目视觉工业相机",
                "视觉工业相机",
                "工业相机",
                Language::Chinese,
            ),
        ] {
            let wanted = [across, term].map(|term| Key::of(term, language, &lexicon));
            let passage = Passage { place: Text, text };
            let reading = Reading::of(&[passage], language, &lexicon);
            let counts = reading.counts(&wanted.into_iter().collect());
            let found: Vec<_> = counts.iter().map(|count| count.term.as_str()).collect();
            assert_eq!(found, [term]);
        }
    }

    proptest! {
        #[test]
        fn the_best_terms_are_counted_as_often_as_they_say(
            text in "([a-zA-Z相机检测的在价格]{1,6}[ ，.-]{0,2}){0,40}",
        ) {
            let lexicon = Lexicon::default();
            for language in Language::ALL {
                let passage = Passage { place: Text, text: &text };
                let reading = Reading::of(&[passage], language, &lexicon);
                let best = reading.best(100, false);
                let wanted: BTreeSet<Key> = best.iter().map(|term| term.key.clone()).collect();
                let counts = reading.counts(&wanted);
                prop_assert_eq!(counts.len(), best.len());
                for term in best {
                    let count = counts.iter().find(|count| count.key == term.key);
                    prop_assert_eq!(count.map(|c| (c.text, &c.term)), Some((term.count, &term.term)));
                    prop_assert_eq!(Key::of(&term.term, language, &lexicon), term.key);
                }
            }
        }
    }
}
