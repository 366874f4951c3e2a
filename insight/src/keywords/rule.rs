//! When a term is new, rising, fading or steady, and when nothing can be said of it.

use serde::Serialize;

use super::Settings;

/// How terms were judged; stands in every result, so that its numbers explain themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Pages that must contain a term in one of the months.
    pub least_pages: u32,
    /// Sources that these pages must come from.
    pub least_sources: u32,
    /// Least ratio of the shares of pages, in percent: 150 is one and a half times.
    pub least_ratio_percent: u32,
    /// Least difference in pages.
    pub least_difference: u32,
}

/// Where a term is going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Trend {
    /// Clearly more pages than before.
    Rising,
    /// Enough pages now, none before.
    New,
    /// Clearly fewer pages than before.
    Fading,
    /// None of these.
    Steady,
    /// Too few pages or sources to compare.
    Unjudged,
}

/// The pages of one month, over sources that speak in both months.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// Pages that contain the term.
    pub(super) pages: u32,
    /// Their sources.
    pub(super) sources: u32,
    /// All pages, with the term or without.
    pub(super) total: u32,
}

impl Rule {
    /// The rule with the least counts of the settings.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        Self {
            least_pages: settings.least_pages,
            least_sources: settings.least_sources,
            least_ratio_percent: 150,
            least_difference: 2,
        }
    }

    /// Whether a count is large enough to be judged.
    pub(super) const fn judges(&self, count: Count) -> bool {
        count.pages >= self.least_pages && count.sources >= self.least_sources
    }

    /// The trend of a term.
    pub(super) fn trend(&self, before: Count, now: Count) -> Trend {
        let compared = before.total > 0 && now.total > 0;
        if !compared || !(self.judges(before) || self.judges(now)) {
            Trend::Unjudged
        } else if before.pages == 0 {
            Trend::New
        } else if self.judges(now) && self.grows(before, now) {
            Trend::Rising
        } else if self.judges(before) && self.grows(now, before) {
            Trend::Fading
        } else {
            Trend::Steady
        }
    }

    /// Whether `more` is clearly above `less`; shares are compared without dividing.
    fn grows(&self, less: Count, more: Count) -> bool {
        let times = |a: u32, b: u32| u64::from(a) * u64::from(b);
        let share_more = times(more.pages, less.total) * 100;
        let share_less = times(less.pages, more.total) * u64::from(self.least_ratio_percent);
        more.pages >= less.pages + self.least_difference && share_more >= share_less
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(pages: u32, sources: u32, total: u32) -> Count {
        Count {
            pages,
            sources,
            total,
        }
    }

    #[test]
    fn a_trend_needs_pages_sources_ratio_and_difference() {
        let rule = Rule::new(&Settings::default());
        for (before, now, trend) in [
            (count(0, 0, 15), count(3, 2, 15), Trend::New),
            (count(1, 1, 15), count(4, 2, 15), Trend::Rising),
            (count(4, 2, 15), count(1, 1, 15), Trend::Fading),
            (count(3, 2, 15), count(0, 0, 15), Trend::Fading),
            (count(12, 2, 15), count(13, 2, 15), Trend::Steady),
            // One source is one voice.
            (count(0, 0, 15), count(4, 1, 15), Trend::Unjudged),
            // Too few pages.
            (count(0, 0, 15), count(2, 2, 15), Trend::Unjudged),
            // Two more pages, but not one and a half times the share.
            (count(6, 2, 15), count(8, 2, 15), Trend::Steady),
            // Twice the pages of twice the text is no rise.
            (count(4, 2, 15), count(8, 2, 30), Trend::Steady),
            // A month without pages has nothing to compare with.
            (count(0, 0, 0), count(4, 2, 15), Trend::Unjudged),
            (count(4, 2, 15), count(0, 0, 0), Trend::Unjudged),
        ] {
            assert_eq!(rule.trend(before, now), trend, "{before:?} {now:?}");
        }
    }
}
