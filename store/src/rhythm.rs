//! When a page is asked for again: the more seldom it changes, the later.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// Between two visits of a page of which nothing is known yet.
const FIRST: Duration = Duration::from_secs(24 * 60 * 60);
/// The shortest time between two visits.
const SHORTEST: Duration = Duration::from_secs(12 * 60 * 60);

/// The pause after a visit: twice the last one if the page was as before, half of it if it had
/// changed; never beyond `longest`. So a page is visited about as often as it changes, within a factor
/// of two, without a model of how it does.
pub(crate) fn pause(before: Option<Duration>, changed: bool, longest: Duration) -> Duration {
    let next = match (before, changed) {
        (None, _) => FIRST,
        (Some(pause), true) => pause / 2,
        (Some(pause), false) => pause * 2,
    };
    next.clamp(SHORTEST.min(longest), longest)
}

/// The instant from which a page may be asked for again. A tenth earlier than its pause says, for a
/// nightly run does not begin at the same second each night.
pub(crate) fn due(now: Timestamp, pause: Duration) -> Timestamp {
    SignedDuration::try_from(pause - pause / 10)
        .ok()
        .and_then(|pause| now.checked_add(pause).ok())
        .unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_secs(24 * 60 * 60);

    #[test]
    fn a_page_that_stays_is_asked_for_more_seldom_and_one_that_changes_more_often() {
        let month = 30 * DAY;
        let mut last = None;
        let mut hours = Vec::new();
        for changed in [
            false, false, false, false, false, false, false, true, true, true, true, true, true,
            true,
        ] {
            let next = pause(last, changed, month);
            hours.push(next.as_secs() / 3600);
            last = Some(next);
        }
        let expected = [24, 48, 96, 192, 384, 720, 720, 360, 180, 90, 45, 22, 12, 12];
        assert_eq!(hours, expected);
        assert_eq!(pause(Some(DAY), false, Duration::ZERO), Duration::ZERO);
    }

    #[test]
    fn a_nightly_run_that_begins_a_little_earlier_still_finds_it_due() {
        let now: Timestamp = "2026-10-01T02:30:00Z".parse().unwrap();
        assert!(due(now, DAY) <= "2026-10-02T00:06:00Z".parse().unwrap());
        assert!(due(now, DAY) > "2026-10-01T23:00:00Z".parse().unwrap());
        assert_eq!(due(now, Duration::MAX), Timestamp::MAX);
    }
}
