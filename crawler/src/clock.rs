//! Time as the crawl sees it: told from outside, and waited for.

use std::{future::Future, time::Duration};

use jiff::{
    SignedDuration, Timestamp,
    civil::Date,
    tz::{Offset, TimeZone},
};
use tokio::time::Instant;

/// A clock that can be read and waited for. A test's clock does not wait.
pub trait Clock: Send + Sync + 'static {
    /// The time.
    fn now(&self) -> Timestamp;

    /// Waits until `at`; not at all if that is past.
    fn sleep_until(&self, at: Timestamp) -> impl Future<Output = ()> + Send;
}

/// The day that has begun somewhere on earth at an instant: a page from further east is dated a
/// day later than UTC.
pub(crate) fn latest(now: Timestamp) -> Date {
    let east = TimeZone::fixed(Offset::constant(14));
    now.to_zoned(east).date()
}

/// The clock of a real crawl: it starts at the time that the caller gave, and runs on from there.
#[derive(Debug, Clone)]
pub struct RunClock {
    now: Timestamp,
    started: Instant,
}

impl RunClock {
    /// A clock that shows `now` at this moment.
    #[must_use]
    pub fn starting(now: Timestamp) -> Self {
        Self {
            now,
            started: Instant::now(),
        }
    }
}

impl Clock for RunClock {
    fn now(&self) -> Timestamp {
        later(self.now, self.started.elapsed())
    }

    async fn sleep_until(&self, at: Timestamp) {
        let wait = at.duration_since(self.now());
        tokio::time::sleep(Duration::try_from(wait).unwrap_or_default()).await;
    }
}

/// `time` and `wait` after it; the last instant there is, if that is past the end of the calendar.
#[must_use]
pub(crate) fn later(time: Timestamp, wait: Duration) -> Timestamp {
    SignedDuration::try_from(wait)
        .ok()
        .and_then(|wait| time.checked_add(wait).ok())
        .unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_stops_at_the_end_of_the_calendar() {
        let time = Timestamp::UNIX_EPOCH;
        assert_eq!(later(time, Duration::from_secs(3)).as_second(), 3);
        assert_eq!(later(time, Duration::MAX), Timestamp::MAX);
    }
}
