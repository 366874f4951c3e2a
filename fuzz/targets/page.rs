//! Bytes of a page to facts: nothing panics, and no fact says more than the page can.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use masthead_page::{Origin, decode, read_from};
use url::Url;

fuzz_target!(|bytes: &[u8]| {
    let url = Url::parse("https://news.example/2026/a.html").ok();
    let today = date(2026, 10, 9);
    let origin = Origin {
        url: url.as_ref(),
        today: Some(today),
        ..Origin::default()
    };
    let facts = read_from(bytes, &origin);
    let (source, charset) = decode(bytes, None);
    let lines = source.replace("\r\n", "\n").matches(['\n', '\r']).count() as u64 + 1;
    assert_eq!(facts.charset, charset);
    assert!(
        facts
            .published
            .into_iter()
            .chain(facts.updated)
            .all(|day| day <= today)
    );
    assert!(
        facts
            .links
            .iter()
            .all(|link| (1..=lines).contains(&link.line))
    );
    assert!(!facts.text.contains("\n\n"));
});
