//! What could not be watched in the month.

use masthead_store::{Problem, ProblemKind};
use serde::Serialize;
use url::Url;

/// A problem of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trouble {
    /// The source's name.
    pub source: String,
    /// The address.
    pub url: Url,
    /// Which sort of trouble.
    pub kind: ProblemKind,
    /// What happened, as the crawler said it last, in English.
    pub message: String,
}

/// Each problem once, by source, address and kind.
pub(super) fn of(problems: &[Problem]) -> Vec<Trouble> {
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by(|a, b| (&a.source, &a.url, a.kind).cmp(&(&b.source, &b.url, b.kind)));
    sorted
        .chunk_by(|a, b| (&a.source, &a.url, a.kind) == (&b.source, &b.url, b.kind))
        .filter_map(|same| {
            let last = same.last()?;
            Some(Trouble {
                source: last.source.clone(),
                url: last.url.clone(),
                kind: last.kind,
                message: last.message.clone(),
            })
        })
        .collect()
}
