//! Keywords of a text by the crate jieba-rs, the way most programs in Rust find Chinese ones.

use jieba_rs::{Jieba, KeywordExtract, TextRank, TfIdf};
use serde::Serialize;

/// What a library found in a text, best first.
#[derive(Debug, Serialize)]
pub(crate) struct Found {
    pub(crate) terms: Vec<Term>,
}

/// A keyword and how much a library thinks of it.
#[derive(Debug, Serialize)]
pub(crate) struct Term {
    term: String,
    score: f64,
}

/// Finds the best keywords of a text, at most so many.
type Ranker = Box<dyn Fn(&str, usize) -> Vec<Term>>;

/// A library under the name that it is called by on the command line.
pub(crate) fn ranker(library: &str) -> Option<Ranker> {
    match library {
        "jieba-rs-tfidf" => Some(ranked(TfIdf::default())),
        "jieba-rs-textrank" => Some(ranked(TextRank::default())),
        _ => None,
    }
}

/// All parts of speech, the default of both.
fn ranked(method: impl KeywordExtract + 'static) -> Ranker {
    let jieba = Jieba::new();
    Box::new(move |text, top| {
        let found = method.extract_keywords(&jieba, text, top, Vec::new());
        let term = |found: jieba_rs::Keyword| Term {
            term: found.keyword,
            score: found.weight,
        };
        found.into_iter().map(term).collect()
    })
}
