//! Bytes of a sitemap to what it names: nothing panics, no more than the protocol allows.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masthead_crawler::{normal, probe};
use url::Url;

fuzz_target!(|bytes: &[u8]| {
    let url = Url::parse("https://news.example/sitemap.xml").unwrap();
    let items = probe::sitemap(bytes, &url, None);
    assert!(items.len() <= 100_000);
    assert!(items.iter().all(|item| normal(&item.url).as_ref() == Some(&item.url)));
});
