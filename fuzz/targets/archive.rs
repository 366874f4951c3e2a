//! Bytes of a web archive to bodies: nothing panics, none is longer than allowed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masthead_crawler::probe;

fuzz_target!(|bytes: &[u8]| {
    let limit = 100_000;
    assert!(probe::archive(bytes, limit).iter().all(|&length| length as u64 <= limit));
});
