//! How fast a host may be asked: one type owns all that is known of it.
//!
//! The delay between two requests is the longest of what the settings say, what robots.txt asks
//! for, what the server's answers take on the average, and what trouble has made of it. A host that
//! says “not now” is left alone as long as it asks, and longer each time that it says so again. One
//! that fails crawl after crawl is left alone for longer each time. What must outlive the process
//! can be saved.

mod retry;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Response, Settings, clock::later};

/// After the first trouble the delay is at least this.
const CAREFUL: Duration = Duration::from_secs(1);

/// Trouble does not make the delay longer than this.
const SLOWEST: Duration = Duration::from_secs(60);

/// Slow answers do not make the delay longer than this.
const IDLE: Duration = Duration::from_secs(30);

/// Trouble is forgotten after this.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);

/// The first wait when a host says “not now” without saying for how long.
const UNSAID: Duration = Duration::from_secs(10);

/// The longest wait that a host is granted: whoever asks for more is asked again after a week.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The first rest of a host that was given up in two crawls one after the other.
const REST: Duration = Duration::from_secs(10 * 60);

/// The longest such rest: a crawl every night finds the host again.
const NIGHT: Duration = Duration::from_secs(12 * 60 * 60);

/// The pace of one host.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// What the settings and robots.txt say; told anew by each crawl.
    #[serde(skip)]
    least: Duration,
    #[serde(skip)]
    asked: Duration,
    #[serde(skip)]
    budget: Option<u32>,
    /// What trouble has made of the delay.
    careful: Duration,
    /// What answers take on the average, the last ones counting most.
    average: Option<Duration>,
    /// When the last request ended.
    last: Option<Timestamp>,
    /// When the last trouble was.
    trouble: Option<Timestamp>,
    /// No request before this instant, whatever the delay.
    hold: Option<Timestamp>,
    /// Requests that met trouble, one after the other.
    troubles: u32,
    /// Crawls in which it was given up, one after the other.
    lost: u32,
    /// Whether that is counted for this crawl.
    given_up: bool,
    /// Requests of this crawl.
    requests: u32,
}

impl Pace {
    /// The pace of a host as it was saved, for a crawl at `now`; `resumed` if it goes on with the
    /// one that saved it. Whatever cannot be read is as if nothing were known.
    #[must_use]
    pub fn open(saved: Option<&str>, settings: &Settings, now: Timestamp, resumed: bool) -> Self {
        let saved = saved.and_then(|saved| serde_json::from_str(saved).ok());
        let mut pace: Self = saved.unwrap_or_default();
        pace.least = settings.least_delay();
        pace.budget = settings.max_requests;
        if !resumed {
            pace.requests = 0;
            pace.given_up = false;
        }
        // A clock that was put back must not hold us longer than was asked for.
        let sane = |at: &Timestamp| *at <= later(now, LONGEST);
        pace.hold = pace.hold.filter(sane);
        pace.last = pace.last.filter(|last| *last <= now);
        let old = |at: Timestamp| now.duration_since(at) > FORGOTTEN;
        if pace.trouble.is_some_and(old) {
            pace.careful = Duration::ZERO;
        }
        pace
    }

    /// What must outlive the process.
    #[must_use]
    pub fn save(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// When the next request may go: the delay counts from the end of the last.
    #[must_use]
    pub fn ready(&self) -> Timestamp {
        let rested = self.last.map(|last| later(last, self.delay()));
        rested.max(self.hold).unwrap_or(Timestamp::MIN)
    }

    /// The time from the end of one request to the next.
    #[must_use]
    pub fn delay(&self) -> Duration {
        let told = self.least.max(self.asked);
        // Whoever sets no delay at all, for hosts of his own, wants no throttle.
        let idle = self.average.filter(|_| !told.is_zero());
        told.max(self.careful)
            .max(idle.unwrap_or_default().min(IDLE))
    }

    /// What robots.txt asks for; a shorter delay than ours changes nothing.
    pub fn asked(&mut self, delay: Option<Duration>) {
        self.asked = delay.unwrap_or_default();
    }

    /// Whether all requests of this crawl are used up; how many they are.
    #[must_use]
    pub fn spent(&self) -> Option<u32> {
        self.budget.filter(|budget| self.requests >= *budget)
    }

    /// A request that began at `began` ended at `now`. With `trouble` the delay doubles; without,
    /// it follows the time that answers take, but never becomes shorter than trouble made it.
    pub fn done(&mut self, began: Timestamp, now: Timestamp, trouble: bool) {
        let took = Duration::try_from(now.duration_since(began)).unwrap_or_default();
        let average = self.average.map_or(took, |average| (average + took) / 2);
        self.requests = self.requests.saturating_add(1);
        self.last = Some(now);
        if trouble {
            self.careful = (self.delay() * 2).clamp(CAREFUL, SLOWEST.max(self.delay()));
            self.average = self.average.max(Some(average));
            self.troubles = self.troubles.saturating_add(1);
            self.trouble = Some(now);
        } else {
            self.average = Some(average);
            (self.troubles, self.lost) = (0, 0);
        }
    }

    /// No request before `until`.
    pub fn hold(&mut self, until: Timestamp) {
        self.hold = self.hold.max(Some(until));
    }

    /// The host said “not now” at `now`: until when it is left alone. As long as it asks, a week at
    /// most; at least ten seconds if it does not say for how long, or says so again, and twice as
    /// long each further time.
    pub(crate) fn not_now(&mut self, response: &Response, now: Timestamp) -> Timestamp {
        let date = response.date.as_deref();
        let stated = response.retry_after.as_deref();
        let stated = stated.and_then(|text| retry::wait(text, date, now));
        let again = self.troubles.saturating_sub(u32::from(stated.is_some()));
        let least = doubled(UNSAID, again);
        let wait = stated.unwrap_or_default().max(least).min(LONGEST);
        let until = whole(later(now, wait));
        self.hold(until);
        until
    }

    /// The host was given up at `now`, for it failed. From the second crawl in a row on it rests:
    /// for how many crawls that makes, and until when.
    pub(crate) fn give_up(&mut self, now: Timestamp) -> Option<Timestamp> {
        if !std::mem::replace(&mut self.given_up, true) {
            self.lost = self.lost.saturating_add(1);
        }
        let rests = self.lost > 1;
        rests.then(|| {
            let until = whole(later(now, doubled(REST, self.lost - 1).min(NIGHT)));
            self.hold(until);
            until
        })
    }

    /// In how many crawls one after the other the host was given up, if it rests for that.
    pub(crate) fn lost(&self) -> Option<u32> {
        Some(self.lost).filter(|lost| *lost > 1)
    }
}

/// `first` at the first time, twice as long each further one; nothing at none.
fn doubled(first: Duration, times: u32) -> Duration {
    match times.checked_sub(1) {
        Some(doublings) => first.saturating_mul(1 << doublings.min(20)),
        None => Duration::ZERO,
    }
}

/// The next whole second, as instants are told and stored.
fn whole(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second() + i64::from(at.subsec_nanosecond() > 0)).unwrap_or(at)
}

#[cfg(test)]
mod tests;
