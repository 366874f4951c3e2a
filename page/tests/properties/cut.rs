//! A page cut off at any byte, or with any byte changed, is still read.

use encoding_rs::GBK;
use masthead_page::{Origin, decode, read_from};
use proptest::prelude::*;

/// Sample pages of both languages.
const PAGES: [&str; 3] = [
    include_str!("../../samples/news.html"),
    include_str!("../../samples/product.html"),
    include_str!("../../samples/zh/product-1.html"),
];

fn reads(bytes: &[u8]) {
    let today = jiff::civil::date(2026, 10, 9);
    let facts = read_from(
        bytes,
        &Origin {
            today: Some(today),
            ..Origin::default()
        },
    );
    assert!(facts.published.is_none_or(|day| day <= today));
    assert_eq!(facts.charset, decode(bytes, None).1);
}

#[test]
fn cut_in_any_character_set_it_is_read() {
    for page in PAGES {
        let gbk = GBK.encode(page).0;
        let utf16: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [page.as_bytes(), &gbk, &utf16] {
            for end in (0..bytes.len()).step_by(37).chain(0..64.min(bytes.len())) {
                reads(&bytes[..end]);
            }
        }
    }
}

proptest! {
    #[test]
    fn with_any_bytes_changed_it_is_read(
        page in prop::sample::select(&PAGES[..]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..40),
        end in any::<prop::sample::Index>(),
    ) {
        let mut bytes = page.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(end.index(bytes.len()) + 1);
        reads(&bytes);
    }
}
