//! An export as records of cells that remember where they stand in the file.

use csv::{ReaderBuilder, Trim};
use masthead_text::Place;

/// One row of a file.
#[derive(Debug)]
pub(super) struct Record {
    /// The byte at which it starts.
    start: usize,
    /// Its cells, without quotes and without spaces around them.
    pub(super) cells: Vec<String>,
}

/// A file split into records.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    path: &'a str,
    text: &'a str,
    /// What separates its cells.
    pub(super) separator: u8,
    /// Its records, empty lines left out.
    pub(super) records: Vec<Record>,
    /// The byte at which each line starts.
    lines: Vec<usize>,
    /// The byte of a quote that opens a cell and is never closed: all after it is one cell.
    open: Option<usize>,
}

impl<'a> Sheet<'a> {
    /// Splits the text of the file at `path`.
    pub(super) fn read(path: &'a str, text: &'a str, separator: u8) -> Self {
        let mut reader = ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .trim(Trim::All)
            .from_reader(text.as_bytes());
        let mut records = Vec::new();
        // Reading valid UTF-8 from memory with rows of any length has no error left.
        for record in reader.records().map_while(Result::ok) {
            let at = record.position().map_or(0, csv::Position::byte);
            let at = usize::try_from(at).unwrap_or(0).min(text.len());
            records.push(Record {
                start: at + blank(&text[at..]),
                cells: record.iter().map(str::to_owned).collect(),
            });
        }
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            path,
            text,
            separator,
            records,
            lines: std::iter::once(0).chain(after).collect(),
            open: open(text, separator),
        }
    }

    /// The last record and the place of its quote, if that is never closed.
    pub(super) fn unclosed(&self) -> Option<(&Record, Place)> {
        let at = self.open?;
        let record = self.records.last()?;
        let mut place = self.at(at);
        let start = self.text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
        place.column = Some(self.text.get(start..at)?.chars().count() + 1);
        place.length = Some(1);
        Some((record, place))
    }

    /// Where a record stands, and in it a cell.
    pub(super) fn place(&self, record: &Record, cell: Option<usize>) -> Place {
        let mut place = self.at(record.start);
        let line = place.excerpt.as_deref().unwrap_or_default();
        if let Some((at, length)) = cell.and_then(|nr| find(line, &record.cells, nr)) {
            place.column = Some(line[..at].chars().count() + 1);
            place.length = Some(length.max(1));
        }
        place
    }

    /// The line that holds a byte.
    fn at(&self, byte: usize) -> Place {
        let number = self.lines.partition_point(|start| *start <= byte);
        let start = self
            .lines
            .get(number.saturating_sub(1))
            .copied()
            .unwrap_or(0);
        let line = self.text[start..].lines().next().unwrap_or_default();
        Place {
            line: Some(number),
            excerpt: Some(line.to_owned()),
            ..Place::whole(self.path)
        }
    }

    /// The file as a whole.
    pub(super) fn whole(&self) -> Place {
        Place::whole(self.path)
    }
}

/// The byte of a quote that opens a cell and is never closed.
fn open(text: &str, separator: u8) -> Option<usize> {
    let (mut fresh, mut open) = (true, None);
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        if open.is_none() {
            open = (fresh && byte == b'"').then_some(at);
            fresh = byte == separator || byte == b'\n';
        } else if byte == b'"' {
            // A doubled quote is a quote within the cell.
            if bytes.next_if(|(_, next)| *next == b'"').is_none() {
                open = None;
            }
        }
    }
    open
}

/// The length of the empty lines at the start of `text`.
fn blank(text: &str) -> usize {
    text.len() - text.trim_start_matches('\n').len()
}

/// Where cell `nr` stands in its line, in bytes, and its length in characters; `None` if the line
/// writes it in another way (doubled quotes, a cell over several lines).
fn find(line: &str, cells: &[String], nr: usize) -> Option<(usize, usize)> {
    let mut at = 0;
    for cell in cells.get(..nr)? {
        at += line.get(at..)?.find(cell.as_str())? + cell.len();
        // Past the separator, so that an empty cell is not found before it.
        at += line.get(at..)?.find([',', ';', '\t'])? + 1;
    }
    let cell = cells.get(nr)?;
    at += line.get(at..)?.find(cell.as_str())?;
    Some((at, cell.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_that_is_never_closed_is_found_where_it_opens() {
        for (text, place) in [
            ("a,b\n1,\"2\n3,4\n", Some((2, 3))),
            ("a,b\n词,\"2\"\"\n3,4\n", Some((2, 3))),
            ("a,b\n1,\"2\n3\"\n", None),
            ("a,b\n1,2\" lens\n", None),
            ("a,b\n1,\"2\"\" lens\"\n", None),
        ] {
            let sheet = Sheet::read("a.csv", text, b',');
            let found = sheet.unclosed().map(|(_, place)| place);
            let found = found.map(|place| (place.line.unwrap(), place.column.unwrap()));
            assert_eq!(found, place, "{text}");
        }
    }

    #[test]
    fn records_and_cells_know_their_place() {
        let text = "title\n\n\n标题;\"b;\nb\";c\n\n1;;1\n";
        let sheet = Sheet::read("a.csv", text, b';');
        let places: Vec<_> = sheet
            .records
            .iter()
            .map(|record| {
                let place = sheet.place(record, Some(record.cells.len() - 1));
                (place.line, place.column, place.excerpt.unwrap_or_default())
            })
            .collect();
        assert_eq!(
            places,
            [
                (Some(1), Some(1), "title".to_owned()),
                (Some(4), None, "标题;\"b;".to_owned()),
                (Some(7), Some(4), "1;;1".to_owned()),
            ]
        );
    }
}
