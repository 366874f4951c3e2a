//! What we published in a month.

use jiff::civil::Date;
use masthead_editorial::{Content, Kind};
use masthead_store::Month;
use masthead_text::Language;
use serde::Serialize;
use url::Url;

/// A page of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Published {
    /// Its title.
    pub title: String,
    /// Its type.
    pub kind: Kind,
    /// Its language.
    pub language: Language,
    /// The day of publication.
    pub day: Date,
    /// Its address.
    pub url: Url,
}

/// The pages dated in `month`, drafts left out, by day, then address.
pub(super) fn of(content: &Content, month: Month) -> Vec<Published> {
    let mut published: Vec<Published> = content
        .published()
        .filter_map(|page| {
            Some(Published {
                title: page.title.clone(),
                kind: page.kind,
                language: page.language,
                day: page.date.filter(|&day| month.holds(day))?,
                url: page.url.clone(),
            })
        })
        .collect();
    published.sort_by(|a, b| (a.day, &a.url).cmp(&(b.day, &b.url)));
    published
}
