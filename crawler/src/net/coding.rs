//! The packed forms of a body, unpacked as they come and never beyond a limit.

use std::{
    io::{self, Write},
    ops::ControlFlow,
};

use brotli_decompressor::DecompressorWriter;
use flate2::write::GzDecoder;
use zstd::stream::{
    raw::{DParameter, Decoder as Raw},
    write::Decoder,
};

/// What is asked for.
pub(super) const ACCEPTED: &str = "gzip, br, zstd";

/// Other ways of packing, which nobody may use unasked. What is no way of packing at all, such as
/// `utf-8` or `none`, says nothing.
const STRANGE: [&str; 5] = ["deflate", "compress", "x-compress", "dcb", "dcz"];

/// The most that an unpacker for zstd may look back, as a power of two: 8 MiB (RFC 9659).
const WINDOW: u32 = 23;

/// The bytes of a body, as far as there is room for them.
#[derive(Default)]
pub(super) struct Room {
    bytes: Vec<u8>,
    limit: usize,
    full: bool,
}

impl Write for Room {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        let room = self.limit - self.bytes.len();
        if part.len() > room {
            self.bytes.extend_from_slice(&part[..room]);
            self.full = true;
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An unpacker for one body.
pub(super) enum Unpack {
    Plain(Room),
    Gzip(Box<GzDecoder<Room>>),
    Brotli(Box<DecompressorWriter<Room>>),
    Zstd(Box<Decoder<'static, Room>>),
}

impl Unpack {
    /// For a body packed as the header `Content-Encoding` says, of at most `limit` bytes when
    /// unpacked.
    ///
    /// # Errors
    /// If it is packed in a way that was not asked for; as a reason.
    pub(super) fn new(coding: Option<&str>, limit: usize) -> Result<Self, String> {
        let room = Room {
            limit,
            ..Room::default()
        };
        let known = |name: &&str| {
            STRANGE.contains(name) || matches!(*name, "gzip" | "x-gzip" | "br" | "zstd")
        };
        let lower = coding.unwrap_or_default().to_ascii_lowercase();
        let names: Vec<&str> = lower.split(',').map(str::trim).filter(known).collect();
        match names[..] {
            [] => Ok(Self::Plain(room)),
            ["gzip" | "x-gzip"] => Ok(Self::Gzip(Box::new(GzDecoder::new(room)))),
            ["br"] => Ok(Self::Brotli(Box::new(DecompressorWriter::new(room, 4096)))),
            ["zstd"] => zstd(room).map_err(|error| error.to_string()),
            _ => Err(format!(
                "the body is packed as `{lower}`, which was not asked for"
            )),
        }
    }

    /// Takes the next part; breaks once there is more than the limit.
    ///
    /// # Errors
    /// If the part cannot be unpacked.
    pub(super) fn feed(&mut self, mut part: &[u8]) -> io::Result<ControlFlow<()>> {
        while !part.is_empty() {
            match self.writer().write(part) {
                // What follows the end of the packed bytes is of no account.
                Ok(0) => break,
                Ok(taken) => part = &part[taken..],
                Err(_) if self.room().full => return Ok(ControlFlow::Break(())),
                Err(error) => return Err(error),
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// What was unpacked, if the packed bytes were whole; `None` if there is more than the limit.
    ///
    /// # Errors
    /// If the packed bytes break off.
    pub(super) fn whole(mut self) -> io::Result<Option<Vec<u8>>> {
        let ended = match &mut self {
            Self::Plain(_) => Ok(()),
            Self::Gzip(gzip) => gzip.try_finish(),
            Self::Brotli(brotli) => brotli.close(),
            Self::Zstd(zstd) => zstd.do_finish(),
        };
        match ended {
            _ if self.room().full => Ok(None),
            Err(error) => Err(error),
            Ok(()) => Ok(Some(self.head())),
        }
    }

    /// What was unpacked until now.
    pub(super) fn head(mut self) -> Vec<u8> {
        let room = match &mut self {
            Self::Plain(room) => room,
            Self::Gzip(gzip) => gzip.get_mut(),
            Self::Brotli(brotli) => brotli.get_mut(),
            Self::Zstd(zstd) => zstd.get_mut(),
        };
        std::mem::take(&mut room.bytes)
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Plain(room) => room,
            Self::Gzip(gzip) => gzip,
            Self::Brotli(brotli) => brotli,
            Self::Zstd(zstd) => zstd,
        }
    }

    fn room(&self) -> &Room {
        match self {
            Self::Plain(room) => room,
            Self::Gzip(gzip) => gzip.get_ref(),
            Self::Brotli(brotli) => brotli.get_ref(),
            Self::Zstd(zstd) => zstd.get_ref(),
        }
    }
}

/// An unpacker for zstd that keeps no more than its window in memory, whatever the body asks for.
fn zstd(room: Room) -> io::Result<Unpack> {
    let mut raw = Raw::new()?;
    raw.set_parameter(DParameter::WindowLogMax(WINDOW))?;
    Ok(Unpack::Zstd(Box::new(Decoder::with_decoder(room, raw))))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};

    /// Bytes as a coding packs them.
    pub(in crate::net) fn pack(coding: &str, bytes: &[u8]) -> Vec<u8> {
        match coding {
            "gzip" => {
                let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
                gzip.write_all(bytes).unwrap();
                gzip.finish().unwrap()
            }
            "br" => {
                let mut packed = Vec::new();
                let params = brotli::enc::BrotliEncoderParams {
                    quality: 2,
                    ..Default::default()
                };
                brotli::BrotliCompress(&mut &*bytes, &mut packed, &params).unwrap();
                packed
            }
            "zstd" => zstd::encode_all(bytes, 3).unwrap(),
            _ => bytes.to_vec(),
        }
    }

    fn unpack(coding: Option<&str>, bytes: &[u8], limit: usize) -> Result<Vec<u8>, String> {
        let mut unpack = Unpack::new(coding, limit)?;
        for part in bytes.chunks(7) {
            let fed = unpack.feed(part).map_err(|error| error.to_string())?;
            if fed.is_break() {
                break;
            }
        }
        let whole = unpack.whole().map_err(|error| error.to_string())?;
        whole.ok_or_else(|| "too long".to_owned())
    }

    const CODINGS: [&str; 4] = ["gzip", "br", "zstd", "identity"];

    #[test]
    fn every_form_is_unpacked_up_to_its_last_byte() {
        let text = "线扫描相机 line scan camera ".repeat(100);
        for coding in CODINGS {
            let packed = pack(coding, text.as_bytes());
            let length = text.len();
            let bytes = unpack(Some(coding), &packed, length);
            assert_eq!(bytes.as_deref(), Ok(text.as_bytes()), "{coding}");
            let short = unpack(Some(coding), &packed, length - 1);
            assert_eq!(short, Err("too long".to_owned()), "{coding}");
        }
    }

    #[test]
    fn what_breaks_off_or_is_something_else_is_said() {
        let text = "线扫描相机 ".repeat(1000);
        for coding in ["gzip", "br", "zstd"] {
            let packed = pack(coding, text.as_bytes());
            let torn = &packed[..packed.len() - 3];
            assert!(unpack(Some(coding), torn, 100_000).is_err(), "{coding}");
            assert!(unpack(Some(coding), b"<html>", 100).is_err(), "{coding}");
        }
        for coding in ["deflate", "gzip, br", "gzip, gzip", "compress"] {
            let said = unpack(Some(coding), b"x", 100).unwrap_err();
            assert!(said.contains("not asked for"), "{said}");
        }
    }

    #[test]
    fn names_that_are_no_form_say_nothing_and_an_end_is_an_end() {
        for coding in [None, Some(""), Some("UTF-8"), Some("none, identity")] {
            let bytes = unpack(coding, b"ok", 2);
            assert_eq!(bytes.as_deref(), Ok(&b"ok"[..]), "{coding:?}");
        }
        let padded = [pack("gzip", b"ok"), vec![0; 600]].concat();
        assert_eq!(unpack(Some("GZIP"), &padded, 9).as_deref(), Ok(&b"ok"[..]));
    }

    /// 8 MiB of blanks take next to no room packed, and no more than the limit unpacked.
    #[test]
    fn a_bomb_fills_no_more_than_its_room() {
        for coding in ["gzip", "br", "zstd"] {
            let bomb = pack(coding, &vec![b' '; 8 << 20]);
            assert!(bomb.len() < 100_000, "{coding}");
            let mut unpack = Unpack::new(Some(coding), 10_000).unwrap();
            assert!(unpack.feed(&bomb).unwrap().is_break(), "{coding}");
            let head = unpack.head();
            assert_eq!(head.len(), 10_000);
            assert!(head.capacity() <= 20_000, "{}", head.capacity());
        }
    }

    /// A body may ask for a window of 128 MiB and more.
    #[test]
    fn a_window_that_is_too_large_is_refused() {
        let mut wide = zstd::Encoder::new(Vec::new(), 1).unwrap();
        wide.set_parameter(zstd::zstd_safe::CParameter::WindowLog(27))
            .unwrap();
        wide.write_all(&vec![b' '; 16 << 20]).unwrap();
        let packed = wide.finish().unwrap();
        assert!(unpack(Some("zstd"), &packed, 32 << 20).is_err());
    }
}
