//! Addresses in normal form: nothing panics, and the normal form of a normal form is itself, at the
//! same host.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masthead_crawler::{host, normal};
use url::Url;

fuzz_target!(|text: &str| {
    let base = Url::parse("http://www.hengxiang.example/a/b?c=d").expect("an address");
    let Ok(url) = base.join(text) else { return };
    let Some(once) = normal(&url) else { return };
    assert_eq!(normal(&once).as_ref(), Some(&once));
    assert_eq!(host(&once), host(&url));
    assert!(once.fragment().is_none() && once.username().is_empty());
    assert_eq!(Url::parse(once.as_str()).as_ref(), Ok(&once));
});
