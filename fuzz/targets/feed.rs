//! Bytes of a feed to the pages it names: nothing panics, each page once, in normal form.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use masthead_crawler::{normal, probe};
use url::Url;

fuzz_target!(|bytes: &[u8]| {
    let url = Url::parse("https://news.example/feed.xml").unwrap();
    for charset in [None, Some("gbk")] {
        let items = probe::feed(bytes, &url, charset);
        let urls: BTreeSet<&Url> = items.iter().map(|item| &item.url).collect();
        assert_eq!(urls.len(), items.len());
        assert!(urls.iter().all(|url| normal(url).as_ref() == Some(*url)));
    }
});
