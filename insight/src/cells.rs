//! Writes CSV that a spreadsheet opens as text and numbers, never as formulas.

/// `text` as the content of one cell: what a spreadsheet would take for a formula is marked as
/// text with a leading apostrophe. A plain number such as `-3.5` stays a number.
#[must_use]
pub fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
        && !number(text)
    {
        return format!("'{text}");
    }
    text.to_owned()
}

/// `columns` and `rows` as CSV in UTF-8 with a byte order mark, lines ended by CR LF: the form
/// that spreadsheets of both languages open without asking. Every cell is made safe by [`cell`].
#[must_use]
pub fn write<C: AsRef<str>, R: AsRef<[V]>, V: AsRef<str>>(columns: &[C], rows: &[R]) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    line(&mut out, columns.iter().map(AsRef::as_ref));
    for row in rows {
        line(&mut out, row.as_ref().iter().map(AsRef::as_ref));
    }
    out.into_bytes()
}

/// Adds one line of CSV.
fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (nr, text) in cells.enumerate() {
        if nr > 0 {
            out.push(',');
        }
        quote(out, &cell(text));
    }
    out.push_str("\r\n");
}

/// Adds one cell, in quotes where RFC 4180 asks for them.
fn quote(out: &mut String, text: &str) {
    if text.contains(['"', ',', '\r', '\n']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
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
            ("表面检测", "表面检测"),
            ("", ""),
        ] {
            assert_eq!(cell(text), safe, "{text:?}");
        }
    }

    #[test]
    fn quotes_commas_and_line_ends_stay_inside_their_cell() {
        let bytes = write(&["词", "note"], &[["带钢,检测", "a \"b\"\nc"]]);
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(
            text,
            "\u{feff}词,note\r\n\"带钢,检测\",\"a \"\"b\"\"\nc\"\r\n"
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
                .map(|row| row.iter().map(|text| cell(text)).collect())
                .collect();
            prop_assert_eq!(back, safe);
        }
    }
}
