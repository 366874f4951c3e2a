//! An archive of what is stored, which other tools read: one packed member for each record.

use std::io::{self, Write};

use flate2::{Compression, write::GzEncoder};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use url::Url;

/// Headers that speak of the bytes on the wire, which are not those that are stored.
const WIRE: [&str; 8] = [
    "connection",
    "content-encoding",
    "content-length",
    "keep-alive",
    "proxy-connection",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// What the archive says of its own bytes.
const HONEST: &str = "Bodies are as they were stored: unpacked, and without the chunks of the \
    connection. The headers Content-Encoding and Transfer-Encoding are left out, and \
    Content-Length is that of the stored bytes. All other headers that were kept are as received.";

/// One answer of a server.
#[derive(Debug, Clone, Copy)]
pub struct Capture<'a> {
    /// The address that answered.
    pub url: &'a Url,
    /// When it was asked.
    pub at: Timestamp,
    /// HTTP status.
    pub status: u16,
    /// The headers that were kept.
    pub headers: &'a [(String, String)],
    /// The body, unpacked.
    pub body: &'a [u8],
}

/// An archive that is being written.
#[derive(Debug)]
pub struct Warc<W: Write> {
    out: W,
}

impl<W: Write> Warc<W> {
    /// Begins an archive with a record that says by what and from what it was made.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn begin(out: W, software: &str, now: Timestamp) -> io::Result<Self> {
        let mut warc = Self { out };
        let block = format!(
            "software: {software}\r\nformat: WARC File Format 1.1\r\ndescription: {HONEST}\r\n"
        );
        let fields = [("Content-Type", "application/warc-fields".to_owned())];
        warc.record("warcinfo", now, &fields, &[block.as_bytes()])?;
        Ok(warc)
    }

    /// Adds one answer.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn put(&mut self, capture: &Capture<'_>) -> io::Result<()> {
        let head = head(capture);
        let fields = [
            ("WARC-Target-URI", capture.url.to_string()),
            ("WARC-Payload-Digest", digest(&[capture.body])),
            (
                "Content-Type",
                "application/http;msgtype=response".to_owned(),
            ),
        ];
        self.record(
            "response",
            capture.at,
            &fields,
            &[head.as_bytes(), capture.body],
        )
    }

    /// Ends the archive.
    ///
    /// # Errors
    /// If the last bytes cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }

    fn record(
        &mut self,
        kind: &str,
        at: Timestamp,
        fields: &[(&str, String)],
        block: &[&[u8]],
    ) -> io::Result<()> {
        let length: usize = block.iter().map(|part| part.len()).sum();
        let mut head = format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: {at}\r\n");
        for (name, value) in fields {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!(
            "WARC-Block-Digest: {}\r\nContent-Length: {length}\r\n",
            digest(block)
        );
        let id = id(&head);
        head += &format!("WARC-Record-ID: <urn:uuid:{id}>\r\n\r\n");
        let mut member = GzEncoder::new(&mut self.out, Compression::default());
        member.write_all(head.as_bytes())?;
        for part in block {
            member.write_all(part)?;
        }
        member.write_all(b"\r\n\r\n")?;
        member.finish()?;
        Ok(())
    }
}

/// The head of an answer as it would be sent with the stored bytes.
fn head(capture: &Capture<'_>) -> String {
    let mut head = format!("HTTP/1.1 {} {}\r\n", capture.status, reason(capture.status));
    for (name, value) in capture.headers {
        let clean = |text: &str| text.replace(|c: char| c.is_control(), " ");
        if !WIRE.contains(&name.to_ascii_lowercase().as_str()) && !name.is_empty() {
            head += &format!("{}: {}\r\n", clean(name), clean(value));
        }
    }
    head + &format!("content-length: {}\r\n\r\n", capture.body.len())
}

/// The usual word for a status (RFC 9110, 15).
const fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        203 => "Non-Authoritative Information",
        _ => "Stored",
    }
}

fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| hash.update(part));
    format!("sha256:{}", hex(&hash.finalize()))
}

/// A number for a record, made of its head, so that the same export gives the same bytes: a UUID of
/// version 8 (RFC 9562, 5.8).
fn id(head: &str) -> String {
    let mut bytes = Sha256::digest(head.as_bytes()).to_vec();
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let text = hex(&bytes);
    let parts = [
        &text[..8],
        &text[8..12],
        &text[12..16],
        &text[16..20],
        &text[20..32],
    ];
    parts.join("-")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::warc::{answer, walk};
    use brotli::CompressorWriter;
    use flate2::write::{DeflateEncoder, ZlibEncoder};
    use proptest::prelude::*;

    const AT: &str = "2026-10-31T18:00:00Z";

    fn archive(pages: &[(&str, &[u8])]) -> Vec<u8> {
        let at: Timestamp = AT.parse().unwrap();
        let mut warc = Warc::begin(Vec::new(), "masthead/0", at).unwrap();
        let headers = [
            ("content-type", "text/html; charset=gbk"),
            ("content-encoding", "gzip"),
            ("transfer-encoding", "chunked"),
            ("x-note", "a\r\nset-cookie: forged"),
        ];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
        for (url, body) in pages {
            let url = Url::parse(url).unwrap();
            let capture = Capture {
                url: &url,
                at,
                status: 200,
                headers: &headers,
                body,
            };
            warc.put(&capture).unwrap();
        }
        warc.finish().unwrap()
    }

    type Found = Vec<(String, String, Vec<u8>)>;

    /// Addresses, content types and bodies, and where it ends.
    fn found(bytes: &[u8]) -> (Found, Option<String>) {
        let mut found = Vec::new();
        let wanted = |head: &crate::warc::Head| head.is("response") || head.is("resource");
        let end = walk(bytes, 1 << 20, wanted, |head, block| {
            let response = answer(&head, block, 1 << 20).unwrap();
            found.push((
                head.target().unwrap().to_owned(),
                response.content_type.unwrap_or_default(),
                response.body,
            ));
        });
        (found, end)
    }

    #[test]
    fn what_is_written_is_read_again_and_says_what_it_is() {
        let zh = "<title>线扫描相机</title>".as_bytes();
        let pages: [(&str, &[u8]); 2] = [
            ("http://a.example/产品", zh),
            ("http://a.example/empty", b""),
        ];
        let bytes = archive(&pages);
        assert_eq!(bytes, archive(&pages));
        let (read, end) = found(&bytes);
        let kind = "text/html; charset=gbk".to_owned();
        let url = "http://a.example/%E4%BA%A7%E5%93%81".to_owned();
        assert_eq!(read[0], (url, kind, zh.to_vec()));
        assert_eq!((read.len(), end), (2, None));
        let mut heads = Vec::new();
        walk(
            &bytes[..],
            1 << 20,
            |_| true,
            |_, block| {
                heads.push(String::from_utf8_lossy(&block).into_owned());
            },
        );
        assert!(
            heads[0].contains("description: Bodies are as they were stored"),
            "{}",
            heads[0]
        );
        assert!(
            !heads[1].contains("chunked") && !heads[1].contains("gzip"),
            "{}",
            heads[1]
        );
        assert!(!heads[1].contains("\nset-cookie"), "{}", heads[1]);
    }

    #[test]
    fn a_torn_tail_costs_only_what_is_torn() {
        let pages: Vec<(String, Vec<u8>)> = (0..5)
            .map(|nr| (format!("http://a.example/{nr}"), vec![b'a' + nr; 3000]))
            .collect();
        let pages: Vec<(&str, &[u8])> = pages
            .iter()
            .map(|(url, body)| (url.as_str(), &body[..]))
            .collect();
        let bytes = archive(&pages);
        let (all, _) = found(&bytes);
        for cut in 1..bytes.len() {
            let (read, end) = found(&bytes[..cut]);
            assert_eq!(read, all[..read.len()], "{cut}");
            assert!(end.is_none_or(|end| end.starts_with("record ")), "{cut}");
        }
        assert_eq!(found(&bytes[..bytes.len() - 40]).0.len(), 4);
        assert!(
            found(&bytes[..bytes.len() - 40])
                .1
                .unwrap()
                .ends_with("breaks off")
        );
    }

    /// As other tools write them: not packed, chunked, packed again, with a resource and a request.
    #[test]
    fn archives_of_other_tools_are_read() {
        let page = "<p>带钢表面检测</p>".as_bytes();
        let record = |fields: &str, block: &[u8]| {
            let mut record = format!(
                "WARC/1.0\r\n{fields}\r\nContent-Length: {}\r\n\r\n",
                block.len()
            )
            .into_bytes();
            record.extend(block);
            record.extend(b"\r\n\r\n");
            record
        };
        let http = |headers: &str, body: &[u8]| {
            [
                format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n").as_bytes(),
                body,
            ]
            .concat()
        };
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(page).unwrap();
        let gzip = gzip.finish().unwrap();
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
        zlib.write_all(page).unwrap();
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::best());
        raw.write_all(page).unwrap();
        let mut br = CompressorWriter::new(Vec::new(), 4096, 5, 22);
        br.write_all(page).unwrap();
        let chunks = [
            format!("{:x};x=1\r\n", gzip.len() - 4).as_bytes(),
            &gzip[..gzip.len() - 4],
            b"\r\n4\r\n",
            &gzip[gzip.len() - 4..],
            b"\r\n0\r\n\r\n",
        ]
        .concat();
        for block in [
            http("", page),
            http("Content-Encoding: gzip\r\n", &gzip),
            http(
                "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
                &chunks,
            ),
            http("Content-Encoding: deflate\r\n", &zlib.finish().unwrap()),
            http("Content-Encoding: deflate\r\n", &raw.finish().unwrap()),
            http("Content-Encoding: br\r\n", &br.into_inner()),
            http(
                "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
                page,
            ),
        ] {
            let fields = "WARC-Type: Response\r\nWARC-Target-URI: <http://a.example/>";
            let mut bytes = record(
                "WARC-Type: request\r\nWARC-Target-URI: http://a.example/",
                b"GET / HTTP/1.1\r\n\r\n",
            );
            bytes.extend(record(fields, &block));
            let (read, end) = found(&bytes);
            assert_eq!(
                read,
                [(
                    "http://a.example/".to_owned(),
                    "text/html".to_owned(),
                    page.to_vec()
                )]
            );
            assert_eq!(end, None);
        }
        let resource =
            "WARC-Type: resource\r\nWARC-Target-URI: http://a.example/r\r\nContent-Type: text/html";
        assert_eq!(found(&record(resource, page)).0[0].2, page);
    }

    #[test]
    fn what_is_no_archive_is_said() {
        for (bytes, why) in [
            (&b"<html>"[..], "record 1 does not begin as records do"),
            (
                b"WARC/1.1\r\nWARC-Type: response\r\n\r\n",
                "record 1 does not say how long it is",
            ),
            (
                b"WARC/1.1\r\nContent-Length: 9\r\n\r\nabc",
                "record 1 breaks off",
            ),
            (b"WARC/1.1\r\nContent-Length", "record 1 breaks off"),
        ] {
            assert_eq!(found(bytes).1.as_deref(), Some(why));
        }
        assert_eq!(found(b"").1, None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(head in "(WARC/1\\.1\r\n|Content-Length: [0-9]{1,4}\r\n|WARC-Type: response\r\n|\r\n|HTTP/1.1 200\r\n|transfer-encoding: chunked\r\n|[0-9a-f]{1,9}\r\n|岚){0,12}") {
            let wanted = |_: &crate::warc::Head| true;
            let _ = walk(head.as_bytes(), 1000, wanted, |head, block| {
                let _ = answer(&head, block, 1000);
            });
        }
    }
}
