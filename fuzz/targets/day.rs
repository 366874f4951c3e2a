//! Days in texts: what is found is a year that pages are of, wherever the text comes from.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(day) = masthead_page::day(text) {
        assert!((1990..=2100).contains(&day.year()));
        assert_eq!(masthead_page::day(&day.to_string()), Some(day));
    }
    let page = format!("<html lang=de><time datetime='{text}'>{text}</time><p>{text}</p>");
    let _ = masthead_page::read(page.as_bytes(), None, Some("utf-8"));
});
