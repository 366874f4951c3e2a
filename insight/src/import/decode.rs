//! From the bytes of an export to its text, whatever program wrote it.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

/// Why bytes are no text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unread {
    /// What they are, as a sentence.
    pub(super) message: &'static str,
    /// What to do.
    pub(super) help: &'static str,
}

/// First bytes of files that people take for an export.
const OTHERS: [(&[u8], Unread); 3] = [
    (
        b"PK\x03\x04",
        Unread {
            message: "the file is a workbook or a zip archive, not CSV",
            help: "unpack it, or save the sheet as CSV, and import that file",
        },
    ),
    (
        b"\xD0\xCF\x11\xE0",
        Unread {
            message: "the file is an old workbook, not CSV",
            help: "open it in a spreadsheet and save the sheet as CSV",
        },
    ),
    (
        b"%PDF",
        Unread {
            message: "the file is a PDF, not CSV",
            help: "export the same report as CSV",
        },
    ),
];

/// What bytes are that fit no character set.
const NO_TEXT: Unread = Unread {
    message: "the file is no text in UTF-8, UTF-16 or GB 18030",
    help: "export it again as CSV in UTF-8",
};

/// The text of `bytes`: UTF-8, UTF-16 with or without a byte order mark, else GB 18030. Every
/// line ends with LF, so that lines are counted as an editor counts them.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Unread> {
    for (start, what) in OTHERS {
        if bytes.starts_with(start) {
            return Err(what);
        }
    }
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => (guess(bytes), bytes),
    };
    let (text, wrong) = encoding.decode_without_bom_handling(rest);
    if wrong || text.contains('\0') {
        return Err(NO_TEXT);
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The character set of bytes without a mark.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let zeros = |odd: usize| {
        let half = bytes.iter().skip(odd).step_by(2);
        half.filter(|byte| **byte == 0).count()
    };
    // In UTF-16 the separators, digits and line ends have a zero in the same half of their bytes.
    match (zeros(0), zeros(1)) {
        (0, low) if low > 0 => UTF_16LE,
        (high, 0) if high > 0 => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        _ => GB18030,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_character_set_gives_the_same_text() {
        let text = "查询,点击次数\n带钢表面检测,12\n";
        let wide: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for (name, bytes) in [
            ("UTF-8", text.as_bytes().to_vec()),
            (
                "UTF-8 with a mark",
                [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            ),
            ("UTF-16LE", little.clone()),
            ("UTF-16LE with a mark", [&b"\xFF\xFE"[..], &little].concat()),
            ("UTF-16BE", big.clone()),
            ("UTF-16BE with a mark", [&b"\xFE\xFF"[..], &big].concat()),
            ("GBK", GB18030.encode(text).0.into_owned()),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(text), "{name}");
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (bytes, part) in [
            (&b"PK\x03\x04\x14\0"[..], "workbook or a zip archive"),
            (b"%PDF-1.7", "PDF"),
            (b"\0\0\0\0", "no text"),
            (b"\xFF\xFF\xFF", "no text"),
        ] {
            let unread = decode(bytes).unwrap_err();
            assert!(unread.message.contains(part), "{}", unread.message);
        }
    }
}
