//! How far a crawl is, for whoever waits for it.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use masthead_crawler::Event;
use masthead_store::{Outcome, ProblemKind};

use crate::printer::Printer;

/// The line at a terminal is written anew after this time, at most.
const OFTEN: Duration = Duration::from_millis(200);

/// Where nobody watches, one line after this time says that the crawl goes on.
const SELDOM: Duration = Duration::from_secs(60);

/// What a crawl has done so far.
pub(crate) struct Progress<'a> {
    printer: &'a Printer,
    started: Instant,
    shown: Instant,
    logged: Instant,
    /// Addresses that were asked for.
    pages: u64,
    /// Hosts at work, and hosts that wait for their turn.
    working: usize,
    waiting: usize,
    troubles: BTreeMap<ProblemKind, u64>,
}

impl<'a> Progress<'a> {
    pub(crate) fn new(printer: &'a Printer) -> Self {
        let now = Instant::now();
        Self {
            printer,
            started: now,
            shown: now,
            logged: now,
            pages: 0,
            working: 0,
            waiting: 0,
            troubles: BTreeMap::new(),
        }
    }

    /// Takes an event in, and shows what has become of the crawl, if it is time.
    pub(crate) fn take(&mut self, event: &Event) {
        match event {
            Event::HostStarted { waiting, .. } => {
                self.working += 1;
                self.waiting = *waiting;
            }
            Event::HostDone { .. } => self.working = self.working.saturating_sub(1),
            Event::Problem { kind } => *self.troubles.entry(*kind).or_default() += 1,
            Event::Page { outcome, .. } => {
                self.pages += u64::from(!matches!(outcome, Outcome::Skipped(..)));
            }
            Event::Resumed { .. } => {}
        }
        self.show(Instant::now());
    }

    fn show(&mut self, now: Instant) {
        if self.printer.watched() && now.duration_since(self.shown) >= OFTEN {
            self.shown = now;
            self.printer.status(&self.line(now));
        } else if !self.printer.watched() && now.duration_since(self.logged) >= SELDOM {
            self.logged = now;
            self.printer.say(&self.line(now));
        }
    }

    /// The last word: how much was done in which time.
    pub(crate) fn end(&self) {
        let now = Instant::now();
        self.printer.status("");
        self.printer.say(&format!(
            "{} in {}",
            counted(self.pages, "address asked for", "addresses asked for"),
            time(now.duration_since(self.started)),
        ));
    }

    fn line(&self, now: Instant) -> String {
        let seconds = now.duration_since(self.started).as_secs_f64();
        let mut parts = vec![
            counted(self.pages, "address", "addresses"),
            format!("{:.1} a second", self.pages as f64 / seconds.max(0.001)),
            counted(self.working as u64, "host at work", "hosts at work"),
        ];
        if self.waiting > 0 {
            parts.push(counted(self.waiting as u64, "host waits", "hosts wait"));
        }
        for (kind, count) in &self.troubles {
            parts.push(format!("{count} {}", word(*kind)));
        }
        parts.join(", ")
    }
}

/// A sort of trouble in one word.
fn word(kind: ProblemKind) -> String {
    let word = serde_json::to_value(kind).ok();
    let word = word.as_ref().and_then(serde_json::Value::as_str);
    word.unwrap_or("other").to_owned()
}

fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A length of time as people say it.
fn time(length: Duration) -> String {
    let seconds = length.as_secs();
    match seconds {
        0..60 => format!("{:.1} s", length.as_secs_f64()),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crawl_tells_its_speed_its_hosts_and_its_troubles() {
        let printer = Printer::new(true);
        let mut progress = Progress::new(&printer);
        let page = |outcome| Event::Page {
            source: "衡像科技".to_owned(),
            url: "http://www.hengxiang.example/".parse().unwrap(),
            outcome,
        };
        let host = "http://www.hengxiang.example:80".to_owned();
        progress.take(&Event::HostStarted { host, waiting: 3 });
        progress.take(&page(Outcome::Fetched));
        progress.take(&page(Outcome::Gone));
        progress.take(&page(Outcome::Skipped(
            masthead_store::Step::Trap,
            "a calendar".to_owned(),
        )));
        progress.take(&Event::Problem {
            kind: ProblemKind::BrokenFeed,
        });
        let line = progress.line(progress.started + Duration::from_secs(4));
        assert_eq!(
            line,
            "2 addresses, 0.5 a second, 1 host at work, 3 hosts wait, 1 broken-feed"
        );
    }

    #[test]
    fn a_time_is_said_as_people_say_it() {
        for (seconds, said) in [
            (0.25, "0.2 s"),
            (59.9, "59.9 s"),
            (60.0, "1 min 0 s"),
            (3725.0, "1 h 2 min"),
        ] {
            assert_eq!(time(Duration::from_secs_f64(seconds)), said);
        }
    }
}
