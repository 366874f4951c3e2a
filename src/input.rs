//! What is read from outside: the bytes of a file or of standard input, and the form they are in.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use anyhow::{Context, ensure};

/// Most bytes of one file, twice what the largest pages have: a device or a pipe may never end,
/// and a page takes many times its size while it is read.
const MOST: u64 = 128 << 20;

/// Bytes at the beginning of a file in which its form shows itself.
const LOOK: usize = 4096;

/// What the bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// HTML, or XML that reads like it.
    Page,
    /// Text without tags.
    Text,
    /// No text in any character set: a picture, a program, an archive.
    Binary,
}

impl Form {
    /// The form of a file, by its beginning.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let start = bytes.get(..LOOK).unwrap_or(bytes);
        let (text, _) = masthead_page::decode(start, None);
        match text {
            text if is_html(&text) => Self::Page,
            _ if is_binary(start) => Self::Binary,
            _ => Self::Text,
        }
    }

    /// What `extract` says of a file in this form, which it reads as a page all the same.
    pub(crate) fn problem(self) -> Option<&'static str> {
        match self {
            Self::Page => None,
            Self::Text => Some(
                "No tag of HTML stands at its beginning; lines of plain text are run together.",
            ),
            Self::Binary => Some("It is neither a page nor a text; nothing is read of it."),
        }
    }
}

/// Whether a text is a page: it begins with a tag, or a tag that only pages have stands near its
/// beginning. Texts about HTML name other tags in the middle of a line.
fn is_html(start: &str) -> bool {
    let start = start.trim_start().to_ascii_lowercase();
    let opens = |c: char| c.is_ascii_alphabetic() || c == '!' || c == '?';
    start
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(opens))
        || ["<!doctype html", "<html", "<head>", "<body"]
            .into_iter()
            .any(|tag| start.contains(tag))
}

/// Whether bytes are no text: one that no text has stands among them (“binary data byte” of the
/// WHATWG MIME Sniffing Standard). Text in UTF-16 has them, after a mark of byte order.
fn is_binary(start: &[u8]) -> bool {
    let marked = start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]);
    let strange = |byte: &u8| matches!(byte, 0..=0x08 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f);
    !marked && start.iter().any(strange)
}

/// The bytes of a file; `-` is standard input.
pub(crate) fn bytes(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file == Path::new("-") {
        return whole(io::stdin().lock()).context("standard input cannot be read");
    }
    ensure!(!file.is_dir(), "is a folder; give the files in it");
    let opened = File::open(file).context("cannot be read; check the path")?;
    whole(opened).context("cannot be read")
}

/// All that can be read, unless that is more than [`MOST`].
fn whole(source: impl Read) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(MOST + 1).read_to_end(&mut bytes)?;
    let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= MOST);
    ensure!(fits, "it is larger than {} MiB; split it", MOST >> 20);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_a_file_is_told_by_its_beginning() {
        let utf16 = |text: &str| -> Vec<u8> {
            let units = text.encode_utf16().flat_map(u16::to_le_bytes);
            [0xff, 0xfe].into_iter().chain(units).collect()
        };
        let late = format!("<!-- {} --><html lang=zh>", "许可 ".repeat(LOOK));
        for (bytes, form) in [
            (&b"<!DOCTYPE html><title>x</title>"[..], Form::Page),
            (b"\xef\xbb\xbf\n<HTML lang=en>", Form::Page),
            (b"<h1>Pumps</h1>\n<ul><li>LS8</ul>", Form::Page),
            (b"<?xml version='1.0'?><rss>", Form::Page),
            (b"Warning: line 3<html><p>x", Form::Page),
            (b"<p>The camera \0 sees</p>", Form::Page),
            ("<title>相机</title>".as_bytes(), Form::Page),
            (b"<title>\xcf\xe0\xbb\xfa</title>", Form::Page),
            (late.as_bytes(), Form::Page),
            (&utf16("<html><p>相机"), Form::Page),
            (&utf16("相机的价格"), Form::Text),
            (b"# Notes\n\na < b, said the headline", Form::Text),
            (b"# Templates\n\nA `<div>` holds a `<p>`.", Form::Text),
            ("相机的价格".as_bytes(), Form::Text),
            (b"\xcf\xe0\xbb\xfa", Form::Text),
            (b"<- see above", Form::Text),
            (b"", Form::Text),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Form::Binary),
            (
                b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nstream\n\x02\x1f",
                Form::Binary,
            ),
            (b"PK\x03\x04", Form::Binary),
        ] {
            assert_eq!(Form::of(bytes), form, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn what_does_not_end_is_not_read_without_end() {
        assert!(whole(io::repeat(b'x')).is_err());
        assert_eq!(whole(&b"x"[..]).unwrap(), b"x");
    }
}
