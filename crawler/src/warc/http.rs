//! The answer of a server as an archive holds it: head, chunks and packing taken off.

use std::io::Read;

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::Head;
use crate::Response;

/// The most that an unpacker for zstd may look back, as a power of two: 8 MiB (RFC 9659).
const WINDOW: u32 = 23;

/// What a record answers: a server's answer with its head, or a resource without one. Nothing if it
/// is neither, or longer than `limit` bytes when unpacked.
pub(crate) fn answer(record: &Head, block: Vec<u8>, limit: u64) -> Option<Response> {
    let plain = record
        .field("content-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    if record.is("resource") {
        let kind = Some(plain).filter(|kind| !kind.is_empty());
        return Some(Response {
            status: 200,
            headers: kind
                .iter()
                .map(|kind| ("content-type".to_owned(), kind.clone()))
                .collect(),
            content_type: kind,
            body: block,
            ..Response::default()
        });
    }
    let (head, body) = parted(&block)?;
    let mut lines = head.split('\n').map(|line| line.trim_end_matches('\r'));
    let status = lines.next()?.strip_prefix("HTTP/")?.split(' ').nth(1)?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let header = |name: &str| {
        let found = headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.clone())
    };
    let chunked = header("transfer-encoding")
        .is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    // Many archives keep these headers though they hold the bytes without.
    let whole = chunked.then(|| joined(body)).flatten();
    let body = whole.as_deref().unwrap_or(body);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let body = match header("content-encoding") {
        Some(coding) => unpacked(body, &coding, limit)?,
        None => body.to_vec(),
    };
    Some(Response {
        status: status.parse().ok()?,
        content_type: header("content-type"),
        etag: header("etag"),
        last_modified: header("last-modified"),
        robots: header("x-robots-tag"),
        body,
        headers,
        ..Response::default()
    })
}

/// Head and body, at the first empty line.
fn parted(block: &[u8]) -> Option<(String, &[u8])> {
    let ends: [&[u8]; 2] = [b"\r\n\r\n", b"\n\n"];
    let end = |end: &[u8]| {
        let at = block.windows(end.len()).position(|window| window == end)?;
        Some((at, at + end.len()))
    };
    let (head, body) = ends.into_iter().filter_map(end).min()?;
    Some((
        String::from_utf8_lossy(&block[..head]).into_owned(),
        &block[body..],
    ))
}

/// The chunks of a body put together (RFC 9112, 7.1); nothing if it has none. A torn tail is left
/// out.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = body.iter().position(|&byte| byte == b'\n')?;
        let size = String::from_utf8_lossy(&body[..end]);
        let size = size.split(';').next().unwrap_or_default().trim().to_owned();
        let size = usize::from_str_radix(&size, 16).ok()?;
        body = &body[end + 1..];
        let chunk = &body[..size.min(body.len())];
        whole.extend_from_slice(chunk);
        if size == 0 || chunk.len() < size {
            return Some(whole);
        }
        body = &body[size..];
        body = body
            .strip_prefix(b"\r\n")
            .or_else(|| body.strip_prefix(b"\n"))
            .unwrap_or(body);
        if body.is_empty() {
            return Some(whole);
        }
    }
}

/// A body unpacked; what comes before a torn tail is better than nothing. Bytes that are not packed
/// as their header says were unpacked when they were archived. Nothing if there are more than the
/// limit.
fn unpacked(body: &[u8], coding: &str, limit: usize) -> Option<Vec<u8>> {
    for reader in readers(body, &coding.trim().to_ascii_lowercase()) {
        let mut whole = Vec::new();
        let read = reader.take(limit as u64 + 1).read_to_end(&mut whole);
        if read.is_ok() || !whole.is_empty() {
            return (whole.len() <= limit).then_some(whole);
        }
    }
    Some(body.to_vec())
}

/// What may unpack a body: of two ways of deflate, one is right by the letter and one is common
/// (RFC 9110, 8.4.1.2).
fn readers<'b>(body: &'b [u8], coding: &str) -> Vec<Box<dyn Read + 'b>> {
    match coding {
        "gzip" | "x-gzip" => vec![Box::new(MultiGzDecoder::new(body))],
        "deflate" => vec![
            Box::new(ZlibDecoder::new(body)),
            Box::new(DeflateDecoder::new(body)),
        ],
        "br" => vec![Box::new(Decompressor::new(body, 4096))],
        "zstd" => zstd(body).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn zstd<'b>(body: &'b [u8]) -> Option<Box<dyn Read + 'b>> {
    let mut decoder = zstd::stream::read::Decoder::with_buffer(body).ok()?;
    decoder.window_log_max(WINDOW).ok()?;
    Some(Box::new(decoder))
}
