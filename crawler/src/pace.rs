//! How fast a host may be asked: the delay between requests, and what it says about waiting.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp, civil::DateTime, fmt::rfc2822};

use crate::clock::later;

/// After the first trouble the delay is at least this.
const CAREFUL: Duration = Duration::from_secs(1);

/// The delay does not grow beyond this.
const SLOWEST: Duration = Duration::from_secs(60);

/// The wait when a host says "not now" without saying for how long.
const UNSAID: Duration = Duration::from_secs(10);

/// The longest wait that a host is granted: whoever asks for more is asked again after a week.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The delay of one host: it grows with every trouble and never shrinks within a crawl.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    delay: Duration,
    /// When the last request ended.
    last: Option<Timestamp>,
    /// No request before this instant, whatever the delay.
    hold: Timestamp,
}

impl Pace {
    /// A pace with a least `delay` for a host of which nothing was asked yet, free at `ready`.
    #[must_use]
    pub fn new(delay: Duration, ready: Timestamp) -> Self {
        Self {
            delay,
            last: None,
            hold: ready,
        }
    }

    /// When the next request may go: the delay counts from the end of the last.
    #[must_use]
    pub fn ready(&self) -> Timestamp {
        let rested = self.last.map(|last| later(last, self.delay));
        rested.map_or(self.hold, |rested| rested.max(self.hold))
    }

    /// The host asks for a delay; a shorter one than ours changes nothing.
    pub fn asked(&mut self, delay: Option<Duration>) {
        self.delay = self.delay.max(delay.unwrap_or_default());
    }

    /// A request ended at `now`; `trouble` doubles the delay from here on.
    pub fn done(&mut self, now: Timestamp, trouble: bool) {
        if trouble {
            self.delay = (self.delay * 2).clamp(CAREFUL, SLOWEST.max(self.delay));
        }
        self.last = Some(now);
    }

    /// No request before `until`.
    pub fn hold(&mut self, until: Timestamp) {
        self.hold = self.hold.max(until);
    }
}

/// Until when a host wants to be left alone: `Retry-After` in seconds, or as a date (measured
/// against the host's own `Date`, whose clock may differ from ours); whole seconds, and a week at
/// most.
#[must_use]
pub(crate) fn retry_at(retry_after: Option<&str>, date: Option<&str>, now: Timestamp) -> Timestamp {
    let wait = retry_after
        .and_then(|text| wait(text.trim(), date, now))
        .unwrap_or(UNSAID)
        .min(LONGEST);
    let at = later(now, wait);
    Timestamp::from_second(at.as_second() + i64::from(at.subsec_nanosecond() > 0)).unwrap_or(at)
}

fn wait(text: &str, date: Option<&str>, now: Timestamp) -> Option<Duration> {
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

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    #[test]
    fn the_delay_grows_with_trouble_and_never_shrinks() {
        let mut pace = Pace::new(Duration::from_secs(1), at(0));
        let mut ready = Vec::new();
        for trouble in [false, true, false, true] {
            pace.done(at(100), trouble);
            ready.push(pace.ready().duration_since(at(100)).as_secs());
        }
        assert_eq!(ready, [1, 2, 2, 4]);
        (0..20).for_each(|_| pace.done(at(200), true));
        assert_eq!(pace.ready(), at(260));
    }

    #[test]
    fn a_host_may_ask_for_more_but_not_for_less() {
        let mut pace = Pace::new(Duration::from_secs(2), at(0));
        pace.asked(Some(Duration::from_secs(1)));
        pace.done(at(10), false);
        assert_eq!(pace.ready(), at(12));
        pace.asked(Some(Duration::from_secs(30)));
        assert_eq!(pace.ready(), at(40), "also after the last request");
        pace.done(at(20), false);
        assert_eq!(pace.ready(), at(50));
        pace.hold(at(40));
        assert_eq!(pace.ready(), at(50));
    }

    #[test]
    fn waiting_is_asked_for_in_seconds_or_as_a_date() {
        let now = "2026-10-31T18:00:00Z".parse().unwrap();
        for (text, date, seconds) in [
            (Some("120"), None, 120),
            (Some("Sat, 31 Oct 2026 18:01:30 GMT"), None, 90),
            // Their clock is an hour ahead of ours: the difference counts.
            (
                Some("Sat, 31 Oct 2026 19:00:20 GMT"),
                Some("Sat, 31 Oct 2026 19:00:00 GMT"),
                20,
            ),
            (Some("Sat, 31 Oct 2020 18:00:00 GMT"), None, 0),
            (Some("Mon, 31 Oct 2026 18:00:40 GMT"), None, 40),
            (Some("later"), None, 10),
            (Some("-5"), None, 10),
            (None, None, 10),
        ] {
            let wait = retry_at(text, date, now).duration_since(now);
            assert_eq!(wait.as_secs(), seconds, "{text:?}");
        }
    }

    #[test]
    fn a_week_is_the_longest_wait() {
        let now = "2026-10-31T18:00:00Z".parse().unwrap();
        for text in [
            "604801",
            "253402207200",
            "18446744073709551615",
            "9999999999999999999999",
            "Sun, 08 Nov 2026 18:00:01 GMT",
            "Fri, 30 Dec 9999 22:00:00 GMT",
            "Fri, 31 Dec 9999 23:59:59 GMT",
        ] {
            let until = retry_at(Some(text), None, now);
            assert_eq!(until.to_string(), "2026-11-07T18:00:00Z", "{text}");
        }
        let date = Some("Mon, 01 Jan 0001 00:00:00 GMT");
        let until = retry_at(Some("Sat, 31 Oct 2026 18:00:01 GMT"), date, now);
        assert!(until <= retry_at(Some("604800"), None, now));
    }
}
