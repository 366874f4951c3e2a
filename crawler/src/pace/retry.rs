//! `Retry-After`: how long a host that says “not now” wants to be left alone.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp, civil::DateTime, fmt::rfc2822};

/// The wait that is asked for: in seconds, or as a date, which is measured against the host's own
/// `Date`, whose clock may differ from ours. Nothing if it cannot be understood.
pub(super) fn wait(text: &str, date: Option<&str>, now: Timestamp) -> Option<Duration> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number too large to hold asks for a long wait all the same.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = instant(text)?;
    let wait = until.duration_since(date.and_then(instant).unwrap_or(now));
    Duration::try_from(wait.max(SignedDuration::ZERO)).ok()
}

/// An HTTP date: `Sun, 06 Nov 1994 08:49:37 GMT`, also with the wrong day of the week. The last day
/// of the calendar, which some servers send for “never”, is later than any instant: the last one
/// stands for it.
fn instant(text: &str) -> Option<Timestamp> {
    let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let never = || {
        let (_, date) = text.split_once(", ")?;
        DateTime::strptime("%d %b %Y %H:%M:%S GMT", date).ok()
    };
    let instant = parser.parse_timestamp(text).ok();
    instant.or_else(|| never().map(|_| Timestamp::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_asked_for_in_seconds_or_as_a_date() {
        let now = "2026-10-31T18:00:00Z".parse().unwrap();
        for (text, date, seconds) in [
            ("120", None, Some(120)),
            (" 0 ", None, Some(0)),
            ("18446744073709551616", None, Some(u64::MAX)),
            ("Sat, 31 Oct 2026 18:01:30 GMT", None, Some(90)),
            // Their clock is an hour ahead of ours: the difference counts.
            (
                "Sat, 31 Oct 2026 19:00:20 GMT",
                Some("Sat, 31 Oct 2026 19:00:00 GMT"),
                Some(20),
            ),
            ("Sat, 31 Oct 2020 18:00:00 GMT", None, Some(0)),
            ("Mon, 31 Oct 2026 18:00:40 GMT", None, Some(40)),
            ("later", None, None),
            ("稍后", None, None),
            ("-5", None, None),
            ("", None, None),
        ] {
            let wait = wait(text, date, now);
            assert_eq!(wait.map(|wait| wait.as_secs()), seconds, "{text:?}");
        }
        for never in [
            "Fri, 30 Dec 9999 22:00:00 GMT",
            "Fri, 31 Dec 9999 23:59:59 GMT",
        ] {
            assert!(wait(never, None, now).is_some_and(|wait| wait.as_secs() > 1 << 37));
        }
    }
}
