//! The only place that asks for the time.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::args::Args;

/// The instant to work at: `--now`, else the clock.
pub(crate) fn now(args: &Args) -> Timestamp {
    args.now.unwrap_or_else(Timestamp::now)
}

/// The day of an instant, in UTC as everything that is stored.
pub(crate) fn day(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

/// Reads `--now`: an instant, or a day (its last second, so that the whole day is past).
pub(crate) fn parse(text: &str) -> Result<Timestamp, String> {
    let instant = text.parse::<Timestamp>().ok();
    let end_of_day = || {
        let day: Date = text.parse().ok()?;
        day.at(23, 59, 59, 0)
            .to_zoned(TimeZone::UTC)
            .ok()
            .map(|zoned| zoned.timestamp())
    };
    instant
        .or_else(end_of_day)
        .ok_or_else(|| "write a day (2026-10-31) or an instant (2026-10-31T18:00:00Z)".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_means_its_end() {
        assert_eq!(
            parse("2026-10-31").unwrap().to_string(),
            "2026-10-31T23:59:59Z"
        );
        assert_eq!(
            parse("2026-10-31T18:00:00Z").unwrap().to_string(),
            "2026-10-31T18:00:00Z"
        );
        assert!(parse("yesterday").is_err());
        assert_eq!(day(parse("2026-10-31").unwrap()).to_string(), "2026-10-31");
    }
}
