//! A calendar month, the unit of reports.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A month of a year, written `2026-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first: Date,
}

/// The years that a report can be of.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2199;

/// What is wrong with a month as written.
#[derive(Debug, thiserror::Error)]
#[error("“{0}” is no month; write it as 2026-10")]
pub struct NoMonth(String);

impl Month {
    /// The month that holds `day`.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self {
            first: day.first_of_month(),
        }
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Date {
        self.first.last_of_month()
    }

    /// The month before; the first month there is has itself.
    #[must_use]
    pub fn previous(self) -> Self {
        self.first.yesterday().map_or(self, Self::of)
    }

    /// The month after; the last month there is has itself.
    #[must_use]
    pub fn next(self) -> Self {
        self.last().tomorrow().map_or(self, Self::of)
    }

    /// Whether `day` lies in it.
    #[must_use]
    pub fn holds(self, day: Date) -> bool {
        Self::of(day) == self
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

impl FromStr for Month {
    type Err = NoMonth;

    fn from_str(text: &str) -> Result<Self, NoMonth> {
        let wrong = || NoMonth(text.to_owned());
        let (year, month) = text.split_once('-').ok_or_else(wrong)?;
        if year.len() != 4 || month.len() != 2 {
            return Err(wrong());
        }
        let year = year
            .parse()
            .ok()
            .filter(|year| YEARS.contains(year))
            .ok_or_else(wrong)?;
        let month = month.parse().map_err(|_| wrong())?;
        Ok(Self {
            first: Date::new(year, month, 1).map_err(|_| wrong())?,
        })
    }
}

impl TryFrom<String> for Month {
    type Error = NoMonth;

    fn try_from(text: String) -> Result<Self, NoMonth> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_knows_its_days_and_its_neighbours() {
        let month: Month = "2026-01".parse().unwrap();
        assert_eq!(month.previous().to_string(), "2025-12");
        assert_eq!(month.next().to_string(), "2026-02");
        assert_eq!(month.next().last().to_string(), "2026-02-28");
        assert!(month.holds(Date::constant(2026, 1, 31)));
        assert!(!month.holds(Date::constant(2026, 2, 1)));
    }

    #[test]
    fn what_is_no_month_is_refused_with_the_form_to_write() {
        for text in [
            "",
            "2026",
            "2026-13",
            "2026-1",
            "October",
            "２０２６-10",
            "0000-01",
            "9999-12",
        ] {
            let error = text.parse::<Month>().unwrap_err().to_string();
            assert!(error.contains("write it as 2026-10"), "{error}");
        }
    }
}
