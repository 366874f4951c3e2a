//! Ties what happened to a tender later (a change, a result, its end) to the notice that began it.

use std::collections::BTreeMap;

use super::{Notice, Step, class::subject};

/// What became of each of `notices`, in their order: the places of the later notices about the
/// same tender, and of each later notice the place of its original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Of a change, a result or an end: the place of the invitation that it is about.
    pub original: Option<usize>,
    /// Of an invitation: the places of the later notices, in the order given.
    pub later: Vec<usize>,
}

/// Ties notices by project number, else by title (without the words that say what sort of notice
/// it is) and buyer. Give them in the order of their days: of several originals with the same
/// number, the last one before the later notice is meant.
#[must_use]
pub fn chain(notices: &[&Notice]) -> Vec<Chain> {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut subjects: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut chains: Vec<Chain> = Vec::new();
    for (at, notice) in notices.iter().enumerate() {
        let number = notice.number.as_deref().map(plain);
        let subject = (
            subject(&notice.title),
            notice.buyer.as_deref().map(plain).unwrap_or_default(),
        );
        let mut original = None;
        if notice.step == Step::Invitation {
            if let Some(number) = number {
                numbers.insert(number, at);
            }
            if subject.0.chars().count() >= 4 {
                subjects.insert(subject, at);
            }
        } else {
            let by_number = number.and_then(|number| numbers.get(&number));
            original = by_number.or_else(|| subjects.get(&subject)).copied();
        }
        if let Some(chain) = original.and_then(|of| chains.get_mut(of)) {
            chain.later.push(at);
        }
        chains.push(Chain {
            original,
            later: Vec::new(),
        });
    }
    chains
}

/// A number or name as it is compared: letters and digits, lower case.
fn plain(text: &str) -> String {
    let folded = masthead_text::fold(text);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}
