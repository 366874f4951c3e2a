//! Writes CSV that a spreadsheet opens as text and numbers, never as formulas.

use std::borrow::Cow;

/// First characters that make a cell a formula in some spreadsheet.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The byte order mark with which a file begins.
pub const MARK: &str = "\u{feff}";

/// Whether some spreadsheet would take the cell for a formula, or a number.
pub(crate) fn formula(text: &str) -> bool {
    text.starts_with(FORMULA)
}

/// `text` as the content of one cell: what a spreadsheet would take for a formula is marked as
/// text with a leading apostrophe. A plain number such as `-3.5` stays a number.
#[must_use]
pub fn cell(text: &str) -> Cow<'_, str> {
    match formula(text) && !number(text) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

/// `columns` and `rows` as CSV in UTF-8 with a byte order mark, lines ended by CR LF: the form
/// that spreadsheets of both languages open without asking. Every cell is made safe by [`cell`].
#[must_use]
pub fn write<C: AsRef<str>, R: AsRef<[V]>, V: AsRef<str>>(columns: &[C], rows: &[R]) -> Vec<u8> {
    let mut out = String::from(MARK);
    line(&mut out, columns.iter().map(AsRef::as_ref));
    for row in rows {
        line(&mut out, row.as_ref().iter().map(AsRef::as_ref));
    }
    out.into_bytes()
}

/// Adds one line of CSV.
pub fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (nr, text) in cells.enumerate() {
        if nr > 0 {
            out.push(',');
        }
        out.push_str(&quote(&cell(text)));
    }
    out.push_str("\r\n");
}

/// A cell in quotes where it holds a quote or what parts cells or rows, in any usual file: RFC
/// 4180 asks for it at a comma, and spreadsheets of many countries part cells at a semicolon.
pub(crate) fn quote(text: &str) -> Cow<'_, str> {
    match text.contains(['"', ',', ';', '\t', '\r', '\n']) {
        true => Cow::Owned(format!("\"{}\"", text.replace('"', "\"\""))),
        false => Cow::Borrowed(text),
    }
}

/// Whether `text` is digits with at most one sign before and one point among them.
fn number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part]
        .iter()
        .all(|run| !run.is_empty() && run.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cell_never_starts_a_formula() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("+49 30 1234", "'+49 30 1234"),
            ("-", "'-"),
            ("-3.5", "-3.5"),
            ("+7", "+7"),
            ("-3.5.1", "'-3.5.1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("＝求和", "'＝求和"),
            ("\n=1", "'\n=1"),
            ("表面检测", "表面检测"),
            ("", ""),
        ] {
            assert_eq!(cell(text), safe, "{text:?}");
        }
    }

    #[test]
    fn quotes_commas_and_line_ends_stay_inside_their_cell() {
        let rows = [["带钢,检测", "a \"b\"\nc"], ["3;5", "词"]];
        let bytes = write(&["词", "note"], &rows);
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(
            text,
            "\u{feff}词,note\r\n\"带钢,检测\",\"a \"\"b\"\"\nc\"\r\n\"3;5\",词\r\n"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back_with_its_mark(
            rows in prop::collection::vec(prop::collection::vec("\\PC*|[=+@\"\r\n,-]*", 3), 0..5)
        ) {
            let bytes = write(&["a", "b", "c"], &rows);
            let mut reader = csv::Reader::from_reader(&bytes[3..]);
            let back: Vec<Vec<String>> = reader
                .records()
                .map(|row| row.unwrap().iter().map(str::to_owned).collect())
                .collect();
            let safe: Vec<Vec<String>> = rows
                .iter()
                .map(|row| row.iter().map(|text| cell(text).into_owned()).collect())
                .collect();
            prop_assert_eq!(back, safe);
        }
    }
}
