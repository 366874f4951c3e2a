//! Organic search: queries and pages, this month against last.

use std::collections::BTreeMap;

use masthead_store::{SearchKind, SearchRow};
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Both, Inputs, rate};

/// Organic search of the month. Each list is whole; showing the top of it is up to the view.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Search {
    /// What people typed, by clicks; empty if nothing was imported.
    pub queries: Vec<SearchLine>,
    /// The pages they came to, by clicks.
    pub pages: Vec<SearchLine>,
    /// The sums: of the pages, or of the queries where no pages were imported.
    /// Search engines leave rare queries out, so the sum over pages is the fuller one.
    pub total: Option<Sums>,
    /// The sums of last month.
    pub total_before: Option<Sums>,
}

/// A query or page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchLine {
    /// The query, or the page's address.
    pub value: String,
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
    Search {
        queries: lines(now, before, SearchKind::Query),
        pages: lines(now, before, SearchKind::Page),
        total: sums(now),
        total_before: sums(before),
    }
}

fn lines(now: &[SearchRow], before: &[SearchRow], kind: SearchKind) -> Vec<SearchLine> {
    let of_kind = |rows: &'_ [SearchRow]| rows.iter().any(|row| row.kind == kind);
    let known = of_kind(before);
    let past: BTreeMap<&str, &SearchRow> = before
        .iter()
        .filter(|row| row.kind == kind)
        .map(|row| (row.value.as_str(), row))
        .collect();
    let mut lines: Vec<SearchLine> = now
        .iter()
        .filter(|row| row.kind == kind)
        .map(|row| line(row, past.get(row.value.as_str()).copied(), known))
        .collect();
    lines.sort_by(|a, b| {
        (b.clicks, b.impressions, &a.value).cmp(&(a.clicks, a.impressions, &b.value))
    });
    lines
}

fn line(row: &SearchRow, past: Option<&SearchRow>, known: bool) -> SearchLine {
    let count = |count: fn(&SearchRow) -> u64| known.then(|| past.map_or(0, count));
    SearchLine {
        value: row.value.clone(),
        clicks: row.clicks,
        clicks_before: count(|row| row.clicks),
        impressions: row.impressions,
        impressions_before: count(|row| row.impressions),
        ctr: rate(row.clicks.into(), row.impressions.into(), 4),
        position: row.position,
        position_before: past.and_then(|row| row.position),
    }
}

/// The sums of one month; nothing if nothing was imported.
fn sums(rows: &[SearchRow]) -> Option<Sums> {
    let kind = rows.iter().map(|row| row.kind).max()?;
    let rows = || rows.iter().filter(move |row| row.kind == kind);
    let placed = || rows().filter_map(|row| Some((row.position?, Decimal::from(row.impressions))));
    let weight = placed().map(|(_, weight)| weight).sum();
    let weighted = placed().map(|(position, weight)| position * weight).sum();
    Some(Sums {
        clicks: rows().map(|row| row.clicks).sum(),
        impressions: rows().map(|row| row.impressions).sum(),
        position: rate(weighted, weight, 2),
    })
}
