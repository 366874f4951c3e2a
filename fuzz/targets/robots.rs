//! A line with a path, and a robots.txt: nothing panics, the file itself is always free, a rule that
//! decides stands in the line that is named, and what forbids nothing forbids nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use masthead_crawler::{Robots, Verdict, robots_text};
use url::Url;

fuzz_target!(|input: &[u8]| {
    let end = input.iter().position(|&byte| byte == b'\n');
    let (path, bytes) = input.split_at(end.map_or(0, |end| end + 1));
    let path = String::from_utf8_lossy(path);
    let text = robots_text(bytes);
    let robots = Robots::parse(&text, "Masthead/0.1");
    let home = Url::parse("http://www.hengxiang.example/robots.txt").expect("an address");
    assert_eq!(robots.judge(&home), Verdict::Allowed);
    let Ok(url) = home.join(&path) else { return };
    let plain = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    match robots.judge(&url) {
        Verdict::Forbidden { line, .. } => {
            let line = plain.split('\n').nth(line - 1).expect("a line");
            assert!(line.to_ascii_lowercase().contains("disallow"));
        }
        Verdict::Allowed => {}
    }
    assert!(robots.delay().is_none_or(|delay| delay.as_secs() <= 30));
    if !plain.to_ascii_lowercase().contains("disallow") {
        assert_eq!(robots.judge(&url), Verdict::Allowed);
    }
});
