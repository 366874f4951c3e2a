//! Bytes to text before a library sees them, for libraries that read no bytes.

use encoding_rs::{Encoding, GB18030, UTF_8};

/// How far into the bytes a page may name its character set.
const PROLOG: usize = 1024;

/// The same page in UTF-8: by its byte order mark, else by its own word, else UTF-8 where the
/// bytes are that, else GB 18030, in which the Chinese pages of the data are otherwise written.
pub(crate) fn utf8(bytes: &[u8]) -> Vec<u8> {
    let valid = std::str::from_utf8(bytes).is_ok();
    let guess = if valid { UTF_8 } else { GB18030 };
    let encoding = said(bytes).unwrap_or(guess);
    encoding.decode(bytes).0.into_owned().into_bytes()
}

fn said(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PROLOG)]).to_ascii_lowercase();
    let (_, value) = head.split_once("charset")?;
    let value = value.trim_start_matches([' ', '=', '"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c))?;
    Encoding::for_label(&value.as_bytes()[..end])
}
