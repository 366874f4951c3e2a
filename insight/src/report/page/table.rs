//! Tables whose totals are the sums of their rows, by construction.

use rust_decimal::Decimal;
use serde::Serialize;

use super::voice::Voice;

/// A column: its name and what stands in it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Column {
    name: String,
    short: bool,
    number: bool,
    sum: bool,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Text and links.
    Text,
    /// A day or a word, kept on one line.
    Short,
    /// Numbers that do not add up: rates, positions.
    Rate,
    /// Numbers that add up.
    Sum,
}

/// One cell: its HTML, and its value where the column adds up.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Cell {
    html: String,
    value: Option<Decimal>,
}

/// A table, rendered as cards on a phone.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    total: Option<Vec<Cell>>,
}

/// Text as a cell.
pub(super) fn text(html: impl Into<String>) -> Cell {
    Cell {
        html: html.into(),
        value: None,
    }
}

/// A number that adds up, shown as a count or an amount; a dash where it is not known.
pub(super) fn sum(voice: Voice, value: Option<Decimal>) -> Cell {
    Cell {
        html: value.map_or_else(dash, |value| voice.amount(value)),
        value,
    }
}

/// A rate, already written; a dash where there is none.
pub(super) fn rate(written: Option<String>) -> Cell {
    text(written.unwrap_or_else(dash))
}

fn dash() -> String {
    "–".to_owned()
}

impl Table {
    /// An empty table. The first column names the rows.
    pub(super) fn new(columns: &[(&str, Shape)]) -> Self {
        let column = |&(name, shape): &(&str, Shape)| Column {
            name: name.to_owned(),
            short: shape == Shape::Short,
            number: matches!(shape, Shape::Rate | Shape::Sum),
            sum: shape == Shape::Sum,
        };
        Self {
            columns: columns.iter().map(column).collect(),
            rows: Vec::new(),
            total: None,
        }
    }

    /// Adds a row with a cell for every column.
    pub(super) fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// Adds the row of totals: sums of the columns that add up, and `rates` for the others, by
    /// column. A column in which no row knows a number has no sum either.
    pub(super) fn total(&mut self, voice: Voice, rates: &[(usize, Option<String>)]) {
        let cell = |(at, column): (usize, &Column)| match rates.iter().find(|(to, _)| *to == at) {
            _ if at == 0 => text(voice.pick("Total", "合计")),
            _ if column.sum => sum(voice, self.sum_of(at)),
            Some((_, written)) => rate(written.clone()),
            None => Cell::default(),
        };
        let total: Vec<Cell> = self.columns.iter().enumerate().map(cell).collect();
        for (column, cell) in self.columns.iter_mut().zip(&total) {
            column.sum &= cell.value.is_some();
        }
        self.total = Some(total);
    }

    fn sum_of(&self, at: usize) -> Option<Decimal> {
        let values = || self.rows.iter().filter_map(|row| row.get(at)?.value);
        values().next().map(|_| values().sum())
    }
}
