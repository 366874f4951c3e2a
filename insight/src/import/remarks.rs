//! What is worth saying once of a whole file: its columns, its words, its months.

use masthead_store::Month;
use masthead_text::nearest;

use super::{
    error,
    layout::Field,
    note,
    reader::{LISTED, Reader},
    rows::plural,
    sheet::Record,
    words,
};
use crate::letter::capital;

/// Columns that mean the same are an error; columns that are not read are worth a note.
pub(super) fn columns(reader: &mut Reader<'_>) {
    let Some(record) = reader.sheet.records.get(reader.header.at) else {
        return;
    };
    for cell in &reader.header.twice {
        let name = record.cells.get(*cell).map_or("", String::as_str);
        let message = format!("the column “{name}” means the same as an earlier one");
        let place = reader.sheet.place(record, Some(*cell));
        let help = "export without a comparison, or delete one of the two";
        reader.findings.push(error(message, place).help(help));
    }
    if !reader.header.unread.is_empty() {
        let names = reader.header.unread.join("”, “");
        let message = format!("not read, because no figure needs it: “{names}”");
        reader
            .findings
            .push(note(message, reader.sheet.place(record, None)));
    }
}

/// Names the channels that are counted as others, each once.
pub(super) fn channels(reader: &mut Reader<'_>) {
    let mut strange: Vec<_> = std::mem::take(&mut reader.strange).into_iter().collect();
    strange.sort_by_key(|(_, (place, _))| (place.line, place.column));
    let more = strange.split_off(LISTED.min(strange.len()));
    if let Some((_, (place, _))) = more.first() {
        let message = format!("and {} more channels that are not known", more.len());
        reader.findings.push(note(message, place.clone()));
    }
    for (word, (place, rows)) in strange {
        let counted = format!("{} as “Other”", plural(rows, "row counts", "rows count"));
        let message = match word.as_str() {
            "" => format!("no channel is given; {counted}"),
            _ => format!("the channel “{word}” is not known; {counted}"),
        };
        let list = words::list(words::CHANNELS);
        let help = match nearest(&word, words::spellings(words::CHANNELS)) {
            Some(guess) => format!(
                "known are {list} and the names of platforms; perhaps “{}” is meant",
                capital(guess)
            ),
            None => format!("known are {list} and the names of platforms"),
        };
        reader.findings.push(note(message, place).help(help));
    }
}

/// Says that stated rates are not those of the counts beside them.
pub(super) fn rates(reader: &mut Reader<'_>, doubtful: &[&Record]) {
    if let Some(record) = doubtful.first() {
        let slot = reader.header.slots.get(&Field::Rate);
        let place = reader.sheet.place(record, slot.map(|slot| slot.cell));
        let rows = match doubtful.len() {
            1 => "one row states".to_owned(),
            many => format!("{many} rows, this one first, state"),
        };
        let message = format!("{rows} a click-through rate that is not clicks by impressions");
        let help = "the rate is computed anew from the counts; check how the file was made";
        reader.findings.push(note(message, place).help(help));
    }
}

/// Says that ads have more clicks than impressions: it happens about midnight, and where columns
/// were mixed up.
pub(super) fn clicks(reader: &mut Reader<'_>) {
    if let Some((place, count)) = reader.clicked.take() {
        let rows = match count {
            1 => "one row has".to_owned(),
            many => format!("{many} rows, this one first, have"),
        };
        let message = format!("{rows} more clicks than impressions");
        let help = "a click after midnight can do that; many such rows mean mixed-up columns";
        reader.findings.push(note(message, place).help(help));
    }
}

/// Says that rows are of another month than the one that was asked for.
pub(super) fn months(reader: &mut Reader<'_>, others: &[&Record], month: Option<Month>) {
    if let (Some(record), Some(month)) = (others.first(), month) {
        let slot = reader.header.slots.get(&Field::Day);
        let place = reader.sheet.place(record, slot.map(|slot| slot.cell));
        let rows = match others.len() {
            1 => "one row is".to_owned(),
            many => format!("{many} rows, this one first, are"),
        };
        let message = format!("{rows} not of {month}, the month that was asked for");
        let help =
            "leave --month out to import every month of the file, or export that month alone";
        reader.findings.push(error(message, place).help(help));
    }
}
