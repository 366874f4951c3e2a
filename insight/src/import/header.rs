//! Finds the header row of an export, and with it the separator and the kind of the file.

use std::collections::BTreeMap;

use masthead_text::{Finding, Place, fold};

use super::{
    error,
    layout::{Field, LAYOUTS, Layout},
    number::Mark,
    sheet::{Record, Sheet},
};
use crate::letter::capital;

/// What may separate cells.
const SEPARATORS: [u8; 3] = *b",;\t";
/// Rows in which a header is looked for: titles, filters and dates of a report come before it.
const DEPTH: usize = 50;

/// A column of a file.
#[derive(Debug)]
pub(super) struct Slot {
    /// Its number, from 0.
    pub(super) cell: usize,
    /// Its header as written.
    pub(super) name: String,
    /// The unit in the brackets of its header, folded: `元`, `%`.
    pub(super) unit: Option<String>,
}

/// The header row of a file.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) layout: &'static Layout,
    /// The number of its record, from 0.
    pub(super) at: usize,
    /// How the numbers of the file are written.
    pub(super) mark: Mark,
    /// Its known columns.
    pub(super) slots: BTreeMap<Field, Slot>,
    /// Columns that are not read, as written.
    pub(super) unread: Vec<String>,
    /// Columns that mean what an earlier one means, by number.
    pub(super) twice: Vec<usize>,
}

/// The sheet and header of a file, or what to say about a file that is no known export.
pub(super) fn find<'a>(path: &'a str, text: &'a str) -> Result<(Sheet<'a>, Header), Box<Finding>> {
    let mut best: Option<(Rank, Sheet<'a>, Header)> = None;
    for separator in SEPARATORS {
        let sheet = Sheet::read(path, text, separator);
        if let Some((rank, header)) = nearest(&sheet)
            && best.as_ref().is_none_or(|(before, ..)| rank > *before)
        {
            best = Some((rank, sheet, header));
        }
    }
    match best {
        None => Err(Box::new(
            error("the file is empty", Place::whole(path)).help("export it again"),
        )),
        Some((rank, sheet, header)) if rank.complete => Ok((sheet, header)),
        Some((_, sheet, header)) => Err(Box::new(unknown(&sheet, &header))),
    }
}

/// How well a row fits an export; the greater the better.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    complete: bool,
    known: usize,
    /// Of rows without any known column, the one with most cells is the likeliest header.
    cells: usize,
}

/// The row that fits an export best, the first of equals.
fn nearest(sheet: &Sheet<'_>) -> Option<(Rank, Header)> {
    let mut best: Option<(Rank, Header)> = None;
    for (at, record) in sheet.records.iter().enumerate().take(DEPTH) {
        for layout in &LAYOUTS {
            let header = fit(sheet, at, record, layout);
            let rank = Rank {
                complete: missing(&header).next().is_none(),
                known: header.slots.len(),
                cells: if header.slots.is_empty() {
                    record.cells.len()
                } else {
                    0
                },
            };
            if best.as_ref().is_none_or(|(before, _)| rank > *before) {
                best = Some((rank, header));
            }
        }
    }
    best
}

/// A row as the header of an export.
fn fit(sheet: &Sheet<'_>, at: usize, record: &Record, layout: &'static Layout) -> Header {
    let mut header = Header {
        layout,
        at,
        mark: if sheet.separator == b';' {
            Mark::Comma
        } else {
            Mark::Point
        },
        slots: BTreeMap::new(),
        unread: Vec::new(),
        twice: Vec::new(),
    };
    for (cell, name) in record.cells.iter().enumerate() {
        let (folded, unit) = split(name);
        let column = layout
            .columns
            .iter()
            .find(|column| column.names.contains(&&*folded));
        match column.map(|column| column.field) {
            Some(Field::Derived) => {}
            Some(field) if header.slots.contains_key(&field) => header.twice.push(cell),
            Some(field) => {
                let name = name.clone();
                header.slots.insert(field, Slot { cell, name, unit });
            }
            None if name.is_empty() => {}
            None => header.unread.push(name.clone()),
        }
    }
    header
}

/// A header in the form of the table of columns, and its unit: `Cost (EUR)` is `cost` and `eur`.
fn split(name: &str) -> (String, Option<String>) {
    let folded = fold(&name.replace('_', " "));
    let parts = folded
        .strip_suffix(')')
        .and_then(|rest| rest.split_once('('));
    match parts {
        Some((name, unit)) => (name.trim().to_owned(), Some(unit.trim().to_owned())),
        None => (folded, None),
    }
}

/// The columns that an export needs and a header lacks, in English and Chinese.
fn missing(header: &Header) -> impl Iterator<Item = String> {
    let columns = header.layout.columns.iter();
    let lacking =
        columns.filter(|column| column.needed && !header.slots.contains_key(&column.field));
    lacking.map(|column| match column.names {
        [english, chinese, ..] => format!("“{}” ({chinese})", capital(english)),
        names => names.join(", "),
    })
}

/// What to say about a quote that is never closed.
pub(super) fn unclosed(place: Place) -> Finding {
    let help = "close the cell with a second quote; a quote within a cell is written twice";
    error("a quote opens a cell here and is never closed", place).help(help)
}

/// What to say about a file whose nearest header lacks something.
fn unknown(sheet: &Sheet<'_>, header: &Header) -> Finding {
    if let Some((record, place)) = sheet.unclosed()
        && sheet
            .records
            .get(header.at)
            .is_none_or(|row| std::ptr::eq(row, record))
    {
        return unclosed(place);
    }
    let (place, names) = match sheet.records.get(header.at) {
        Some(record) => (sheet.place(record, None), record.cells.as_slice()),
        None => (sheet.whole(), &[][..]),
    };
    let found: Vec<_> = names.iter().map(|name| format!("“{name}”")).collect();
    let message = format!("no known export has the columns {}", found.join(", "));
    let help = if header.slots.is_empty() {
        let known: Vec<_> = LAYOUTS.iter().map(|layout| layout.name).collect();
        format!("what can be imported: {}", known.join(", "))
    } else {
        let lacking: Vec<_> = missing(header).collect();
        let name = header.layout.name;
        let count = match lacking.len() {
            1 => "one column is missing".to_owned(),
            many => format!("{many} columns are missing"),
        };
        let lacking = lacking.join(", ");
        format!("the nearest is {name}, but {count}: {lacking}")
    };
    error(message, place).help(help)
}
