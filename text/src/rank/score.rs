//! Turns the features of a candidate into its score, and says what the score is made of.

use serde::Serialize;

use super::{
    feature::{Features, SEATS},
    weights::{CLASS, SCALE, START},
};
use crate::Language;

/// What a class of word in each seat of the table says of a term.
const SEAT_NAMES: [&str; SEATS] = ["stands after", "begins with", "ends with", "stands before"];

/// A part of a score. All of them add up to the logarithm of the odds that belong to the score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// What was looked at, in words: `stands in the title`, `ends with a noun`.
    pub feature: String,
    /// What was found: a share of the places where the term stands, 1 for yes, or a logarithm.
    pub value: f64,
    /// What it adds to the logarithm of the odds.
    pub adds: f64,
}

/// The logarithm of the odds that a person would give a candidate as a keyword.
pub(super) fn odds(features: &Features, language: Language) -> f64 {
    let start = pick(START, language);
    let classes = CLASS
        .iter()
        .zip(&features.classes)
        .map(|(&(_, en, zh), found)| {
            let weights = pick((en, zh), language);
            weights
                .iter()
                .zip(found)
                .map(|(weight, value)| weight * value)
                .sum::<f64>()
        });
    let scales = SCALE
        .iter()
        .zip(&features.scales)
        .map(|(&(_, en, zh), value)| pick((en, zh), language) * value);
    start + classes.sum::<f64>() + scales.sum::<f64>()
}

/// The chance that belongs to the logarithm of odds.
pub(super) fn chance(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// Every part of a score that is not nothing, what tells most first; the start is one of them.
pub(super) fn parts(features: &Features, language: Language) -> Vec<Part> {
    let start = Part {
        feature: "where every score starts".to_owned(),
        value: 1.0,
        adds: pick(START, language),
    };
    let seats = CLASS
        .iter()
        .zip(&features.classes)
        .flat_map(|(&(class, en, zh), found)| {
            let weights = pick((en, zh), language);
            let seats = SEAT_NAMES.iter().zip(weights).zip(*found);
            seats.map(move |((seat, weight), value)| part(format!("{seat} {class}"), weight, value))
        });
    let scales = SCALE
        .iter()
        .zip(&features.scales)
        .map(|(&(name, en, zh), &value)| part(name.to_owned(), pick((en, zh), language), value));
    let mut parts: Vec<Part> = std::iter::once(start)
        .chain(seats)
        .chain(scales)
        .filter(|part| part.value != 0.0)
        .collect();
    parts.sort_by(|a, b| b.adds.abs().total_cmp(&a.adds.abs()));
    parts
}

fn part(feature: String, weight: f64, value: f64) -> Part {
    Part {
        feature,
        value,
        adds: weight * value,
    }
}

/// The one of a pair that is for the language: English first, Chinese second.
fn pick<T>((english, chinese): (T, T), language: Language) -> T {
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}
