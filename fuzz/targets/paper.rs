//! Bytes of a PDF to facts: nothing is lost but this text, and no day is later than today.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use masthead_crawler::paper_facts;
use url::Url;

fuzz_target!(|bytes: &[u8]| {
    let url = Url::parse("https://news.example/a.pdf").unwrap();
    let today = date(2026, 10, 9);
    let facts = paper_facts(bytes, &url, today);
    assert!(facts.updated.is_none_or(|day| day <= today));
    assert!(!facts.text.is_empty() || !facts.problems.is_empty());
});
