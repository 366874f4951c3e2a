//! Organic search: queries and pages, this month against last.

use std::collections::{BTreeMap, BTreeSet};

use masthead_editorial::Content;
use masthead_store::{SearchKind, SearchRow};
use rust_decimal::Decimal;
use serde::Serialize;
use url::Url;

use super::{Both, Inputs, rate};

/// Organic search of the month. Each list is whole; showing the top of it is up to the view.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Search {
    /// What people typed, by clicks; empty if nothing was imported.
    pub queries: Vec<SearchLine>,
    /// The pages they came to, by clicks.
    pub pages: Vec<SearchLine>,
    /// The sums: of the pages, or of the queries where pages were not imported for both months.
    /// Search engines leave rare queries out, so the sum over pages is the fuller one.
    pub total: Option<Sums>,
    /// The sums of last month, of the same kind of rows.
    pub total_before: Option<Sums>,
}

/// A query or page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchLine {
    /// The query, or the page's address.
    pub value: String,
    /// The title of the page, if it is one of our pages.
    pub title: Option<String>,
    /// Clicks.
    pub clicks: u64,
    /// Clicks of last month; absent if nothing was imported for it.
    pub clicks_before: Option<u64>,
    /// Impressions.
    pub impressions: u64,
    /// Impressions of last month.
    pub impressions_before: Option<u64>,
    /// Clicks per impression, to four places.
    pub ctr: Option<Decimal>,
    /// Average position, 1 is the top.
    pub position: Option<Decimal>,
    /// Average position of last month.
    pub position_before: Option<Decimal>,
}

/// The sums of one month.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Sums {
    /// Clicks.
    pub clicks: u64,
    /// Impressions.
    pub impressions: u64,
    /// Average position, weighted by impressions, to two places.
    pub position: Option<Decimal>,
}

/// Gathers the rows of both months.
pub(super) fn of(inputs: &Inputs<'_>) -> Search {
    let Both { now, before } = inputs.search;
    let mut pages = lines(now, before, SearchKind::Page);
    for line in &mut pages {
        line.title = title(&line.value, inputs.content);
    }
    let kind = summed(now, before);
    Search {
        queries: lines(now, before, SearchKind::Query),
        pages,
        total: sums(now, kind),
        total_before: sums(before, kind),
    }
}

/// The title of our page at an address; the company's name for a home page.
fn title(address: &str, content: &Content) -> Option<String> {
    let same = |url: &Url| url.as_str().trim_end_matches('/') == address.trim_end_matches('/');
    let page = content.published().find(|page| same(&page.url));
    let section = || content.sections.iter().find(|section| same(&section.url));
    page.map(|page| page.title.clone()).or_else(|| {
        let section = section()?;
        section
            .title
            .clone()
            .or_else(|| content.site.title.get(&section.language).cloned())
    })
}

/// The rows of one kind with those of last month beside them; what was there last month only
/// has a line too, so that both months add up.
fn lines(now: &[SearchRow], before: &[SearchRow], kind: SearchKind) -> Vec<SearchLine> {
    let by_value = |rows: &'_ [SearchRow]| -> BTreeMap<String, SearchRow> {
        let rows = rows.iter().filter(|row| row.kind == kind);
        rows.map(|row| (row.value.clone(), row.clone())).collect()
    };
    let (now, before) = (by_value(now), by_value(before));
    if now.is_empty() {
        return Vec::new();
    }
    let values: BTreeSet<&String> = now.keys().chain(before.keys()).collect();
    let mut lines: Vec<SearchLine> = values
        .into_iter()
        .map(|value| line(value, now.get(value), before.get(value), !before.is_empty()))
        .collect();
    lines.sort_by(|a, b| {
        (b.clicks, b.impressions, &a.value).cmp(&(a.clicks, a.impressions, &b.value))
    });
    lines
}

fn line(
    value: &str,
    now: Option<&SearchRow>,
    before: Option<&SearchRow>,
    known: bool,
) -> SearchLine {
    let (clicks, impressions) = now.map_or((0, 0), |row| (row.clicks, row.impressions));
    let past = |count: fn(&SearchRow) -> u64| known.then(|| before.map_or(0, count));
    SearchLine {
        value: value.to_owned(),
        title: None,
        clicks,
        clicks_before: past(|row| row.clicks),
        impressions,
        impressions_before: past(|row| row.impressions),
        ctr: rate(clicks.into(), impressions.into(), 4),
        position: now.and_then(|row| row.position),
        position_before: before.and_then(|row| row.position),
    }
}

/// The kind of rows that is summed in both months, so that pages are never compared with queries:
/// pages before queries, and what both months have before what one has.
fn summed(now: &[SearchRow], before: &[SearchRow]) -> SearchKind {
    let holds = |rows: &[SearchRow], kind| rows.iter().any(|row| row.kind == kind);
    let kinds = || [SearchKind::Page, SearchKind::Query].into_iter();
    kinds()
        .find(|&kind| holds(now, kind) && holds(before, kind))
        .or_else(|| kinds().find(|&kind| holds(now, kind)))
        .or_else(|| kinds().find(|&kind| holds(before, kind)))
        .unwrap_or(SearchKind::Page)
}

/// The sums of one month; nothing if no rows of the kind were imported.
fn sums(rows: &[SearchRow], kind: SearchKind) -> Option<Sums> {
    let rows = || rows.iter().filter(move |row| row.kind == kind);
    rows().next()?;
    let placed = || rows().filter_map(|row| Some((row.position?, Decimal::from(row.impressions))));
    let weight = placed().map(|(_, weight)| weight).sum();
    let weighted = placed().map(|(position, weight)| position * weight).sum();
    Some(Sums {
        clicks: rows().map(|row| row.clicks).sum(),
        impressions: rows().map(|row| row.impressions).sum(),
        position: rate(weighted, weight, 2),
    })
}
