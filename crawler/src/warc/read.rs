//! The records of an archive one after the other, compressed or not, as far as it is whole.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use crate::document::GZIP;

/// A line of a record's head is no longer, and a head has no more lines.
const LINE: u64 = 64 * 1024;
const LINES: usize = 1_000;

/// The head of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Head {
    fields: Vec<(String, String)>,
}

impl Head {
    /// A field by its name in lower case.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The address that was captured; older archives write it in angle brackets.
    pub(crate) fn target(&self) -> Option<&str> {
        let target = self.field("warc-target-uri")?.trim();
        Some(target.trim_start_matches('<').trim_end_matches('>'))
    }

    /// Whether the record is of this type.
    pub(crate) fn is(&self, kind: &str) -> bool {
        self.field("warc-type")
            .is_some_and(|type_| type_.eq_ignore_ascii_case(kind))
    }

    fn length(&self) -> Option<u64> {
        self.field("content-length")?.trim().parse().ok()
    }
}

/// Walks through an archive. Of each record `wanted` is asked by its head; if it wants the block,
/// `take` gets it, unless it is longer than `limit` bytes. What the answer says is why the walk
/// ended before the archive did, as half a sentence.
pub(crate) fn walk(
    archive: impl Read,
    limit: u64,
    mut wanted: impl FnMut(&Head) -> bool,
    mut take: impl FnMut(Head, Vec<u8>),
) -> Option<String> {
    let mut archive = match opened(archive) {
        Ok(archive) => archive,
        Err(error) => return Some(format!("it cannot be read: {error}")),
    };
    for number in 1_u64.. {
        let broken = |why: &str| Some(format!("record {number} {why}"));
        let head = match head(&mut archive) {
            Ok(Some(head)) => head,
            Ok(None) => return None,
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return broken("does not begin as records do");
            }
            Err(_) => return broken("breaks off"),
        };
        let Some(length) = head.length() else {
            return broken("does not say how long it is");
        };
        let whole = if length <= limit && wanted(&head) {
            let mut block = Vec::new();
            let read = archive.by_ref().take(length).read_to_end(&mut block);
            let whole = read.is_ok() && block.len() as u64 == length;
            if whole {
                take(head, block);
            }
            whole
        } else {
            let skipped = io::copy(&mut archive.by_ref().take(length), &mut io::sink());
            skipped.is_ok_and(|skipped| skipped == length)
        };
        if !whole {
            return broken("breaks off");
        }
    }
    None
}

/// The archive unpacked, if it is packed: as one stream, whether by the record or as a whole.
fn opened<'a>(archive: impl Read + 'a) -> io::Result<Box<dyn BufRead + 'a>> {
    let mut archive = BufReader::new(archive);
    let packed = archive.fill_buf()?.starts_with(&GZIP);
    Ok(if packed {
        Box::new(BufReader::new(MultiGzDecoder::new(archive)))
    } else {
        Box::new(archive)
    })
}

/// The next head; nothing at the end.
fn head(archive: &mut impl BufRead) -> io::Result<Option<Head>> {
    let version = loop {
        match line(archive)? {
            None => return Ok(None),
            Some(line) if line.is_empty() => {}
            Some(line) => break line,
        }
    };
    if !version.starts_with("WARC/") {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut head = Head::default();
    for _ in 0..LINES {
        let Some(line) = line(archive)? else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        if line.is_empty() {
            return Ok(Some(head));
        }
        // A line that begins with a space goes on with the one before.
        match (line.starts_with([' ', '\t']), head.fields.last_mut()) {
            (true, Some((_, value))) => value.extend([" ", line.trim()]),
            _ => {
                let (name, value) = line.split_once(':').unwrap_or((&line, ""));
                let field = (name.trim().to_ascii_lowercase(), value.trim().to_owned());
                head.fields.push(field);
            }
        }
    }
    Err(io::ErrorKind::InvalidData.into())
}

/// The next line without its end; nothing at the end.
fn line(archive: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    archive.by_ref().take(LINE).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.len() as u64 == LINE && !line.ends_with(b"\n") {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let line = String::from_utf8_lossy(&line);
    Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
}
