//! Bytes to text: valid UTF-8 stays what it is, and reading text again changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masthead_page::decode;

fuzz_target!(|input: (Option<&str>, &[u8])| {
    let (header, bytes) = input;
    let (text, _) = decode(bytes, header);
    assert_eq!(
        decode(text.as_bytes(), Some("utf-8")).0,
        text.trim_start_matches('\u{feff}')
    );
    if let Ok(valid) = std::str::from_utf8(bytes) {
        let bare = valid.strip_prefix('\u{feff}').unwrap_or(valid);
        assert_eq!(decode(bytes, Some("utf-8")).0, bare);
    }
});
