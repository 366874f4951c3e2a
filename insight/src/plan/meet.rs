//! Which keywords of different groups one search of usual length can hold.
//!
//! Two keywords meet where one contains the other, or where one ends as the other begins, as in
//! “steel surface inspection camera”. Sharing a word is not enough: every product of a maker of
//! cameras would then meet every other. All is looked up in an index of whole keywords and of
//! beginnings, so that the work grows with the keywords and not with their pairs.

use std::collections::{BTreeMap, BTreeSet};

use masthead_text::Language;

use super::{Group, phrase::Form};

/// A keyword by the number of its group and its number there.
pub(super) type At = (usize, usize);

/// The keywords of a campaign's groups in the form in which searches are compared.
pub(super) struct Forms {
    language: Language,
    forms: Vec<Vec<Form>>,
}

impl Forms {
    /// The forms of all keywords of `groups`.
    pub(super) fn of(groups: &[Group], language: Language) -> Self {
        let form = |group: &Group| {
            let words = group.keywords.iter();
            words
                .map(|keyword| Form::of(&keyword.keyword, language))
                .collect()
        };
        let forms = groups.iter().map(form).collect();
        Self { language, forms }
    }

    /// The keywords of a group.
    pub(super) fn group(&self, at: usize) -> &[Form] {
        self.forms.get(at).map_or(&[], Vec::as_slice)
    }

    /// One keyword.
    pub(super) fn get(&self, (group, nr): At) -> Option<&Form> {
        self.group(group).get(nr)
    }

    fn all(&self) -> impl Iterator<Item = (At, &Form)> {
        let groups = self.forms.iter().enumerate();
        groups.flat_map(|(group, forms)| {
            let forms = forms.iter().enumerate();
            forms.map(move |(nr, form)| ((group, nr), form))
        })
    }

    /// Pairs of a keyword and one of another group within it, the wider one second.
    pub(super) fn within(&self) -> BTreeSet<(At, At)> {
        let mut whole: BTreeMap<&str, Vec<At>> = BTreeMap::new();
        for (at, form) in self.all() {
            if let Some(text) = form.whole() {
                whole.entry(text).or_default().push(at);
            }
        }
        let mut pairs = BTreeSet::new();
        for (at, form) in self.all() {
            for piece in form.pieces() {
                pair(&mut pairs, at, whole.get(piece));
            }
        }
        pairs
    }

    /// Pairs of a keyword and one of another group that begins as the first ends.
    pub(super) fn chained(&self) -> BTreeSet<(At, At)> {
        // One character of Chinese is rarely a word.
        let least = match self.language {
            Language::English => 1,
            Language::Chinese => 2,
        };
        let mut begins: BTreeMap<&str, Vec<At>> = BTreeMap::new();
        for (at, form) in self.all() {
            for start in form.borders(least).0 {
                begins.entry(start).or_default().push(at);
            }
        }
        let mut pairs = BTreeSet::new();
        for (at, form) in self.all() {
            for end in form.borders(least).1 {
                pair(&mut pairs, at, begins.get(end));
            }
        }
        pairs
    }
}

/// Adds `at` with each of `others` that is of another group.
fn pair(pairs: &mut BTreeSet<(At, At)>, at: At, others: Option<&Vec<At>>) {
    let others = others.into_iter().flatten();
    pairs.extend(
        others
            .filter(|other| other.0 != at.0)
            .map(|&other| (at, other)),
    );
}
