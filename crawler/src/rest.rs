//! The pages of a host that need no visit yet, and which of them are asked for all the same because
//! their source says that they changed.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use masthead_store::{Task, counted};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::Url;

use crate::seen::{fingerprint, print};

/// When each page that rests was read: by fingerprint of source and address, the second (Unix).
/// One of which that is not known rests whatever is said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resting(HashMap<u128, i64>);

impl FromIterator<(String, Url, Option<i64>)> for Resting {
    fn from_iter<I: IntoIterator<Item = (String, Url, Option<i64>)>>(pages: I) -> Self {
        let pages = pages.into_iter();
        Self(
            pages
                .map(|(source, url, read)| (fingerprint(&source, &url), read.unwrap_or(i64::MAX)))
                .collect(),
        )
    }
}

/// In a file: pairs of a fingerprint and a second, sorted.
impl Serialize for Resting {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sorted: BTreeMap<u128, i64> = self.0.iter().map(|(key, at)| (*key, *at)).collect();
        serializer.collect_seq(sorted.iter().map(|(key, at)| (format!("{key:032x}"), at)))
    }
}

impl<'de> Deserialize<'de> for Resting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pairs = Vec::<(String, i64)>::deserialize(deserializer)?;
        let pairs = pairs.iter().map(|(text, at)| Ok((print(text)?, *at)));
        let pairs: Result<_, std::num::ParseIntError> = pairs.collect();
        pairs.map(Self).map_err(serde::de::Error::custom)
    }
}

/// What rests at a host, and which claims are followed there.
#[derive(Debug, Default)]
pub(crate) struct Asleep {
    pub(crate) resting: Resting,
    /// How many claims may still be followed of each source that is not believed.
    pub(crate) doubted: BTreeMap<String, u32>,
    pub(crate) now: Timestamp,
}

impl Asleep {
    /// The second at which the page of a task was read, if it rests.
    fn read(&self, task: &Task) -> Option<i64> {
        let key = fingerprint(&task.source, &task.url);
        self.resting.0.get(&key).copied()
    }

    /// Whether the page of a task rests.
    pub(crate) fn holds(&self, task: &Task) -> bool {
        self.read(task).is_some()
    }

    /// Whether a page that rests is asked for: its source says that it changed since it was read,
    /// and is believed. Such a page rests no more.
    pub(crate) fn wake(&mut self, task: &Task) -> bool {
        let changed = task.changed.and_then(|changed| counted(changed, self.now));
        let newer = changed.zip(self.read(task));
        if newer.is_none_or(|(changed, read)| changed.as_second() <= read) {
            return false;
        }
        if let Some(left) = self.doubted.get_mut(&task.source) {
            if *left == 0 {
                return false;
            }
            *left -= 1;
        }
        self.resting.0.remove(&fingerprint(&task.source, &task.url));
        true
    }

    /// Brings what was read longest ago to the front, where only a few claims are followed: so it
    /// is not the same few each time.
    pub(crate) fn sort(&self, tasks: &mut [Task]) {
        let doubted = |task: &Task| self.doubted.contains_key(&task.source);
        tasks.sort_by_key(|task| doubted(task).then(|| self.read(task)).flatten());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(path: &str, changed: &str) -> Task {
        Task {
            source: "衡像科技".to_owned(),
            url: Url::parse("http://www.hengxiang.example/")
                .unwrap()
                .join(path)
                .unwrap(),
            depth: 1,
            day: None,
            changed: changed.parse().ok(),
            from: None,
            trail: Vec::new(),
        }
    }

    fn rest(pages: &[(&str, Option<i64>)], doubted: Option<u32>) -> Asleep {
        let page = |(path, read): &(&str, Option<i64>)| {
            let task = task(path, "");
            (task.source, task.url, *read)
        };
        let source = task("", "").source;
        Asleep {
            resting: pages.iter().map(page).collect(),
            doubted: doubted
                .into_iter()
                .map(|left| (source.clone(), left))
                .collect(),
            now: "2026-10-20T12:00:00Z".parse().unwrap(),
        }
    }

    fn second(text: &str) -> Option<i64> {
        Some(text.parse::<Timestamp>().unwrap().as_second())
    }

    #[test]
    fn a_page_wakes_when_it_changed_after_it_was_read() {
        let read = second("2026-10-19T12:00:00Z");
        for (changed, read, wakes) in [
            ("2026-10-19T12:00:01Z", read, true),
            ("2026-10-19T12:00:00Z", read, false),
            ("2026-10-20T23:59:59Z", read, true),
            ("2026-10-21T23:59:59Z", read, false),
            (
                "2026-10-20T23:59:59Z",
                second("2026-10-20T00:30:00Z"),
                false,
            ),
            ("", read, false),
            ("2026-10-19T12:00:01Z", None, false),
        ] {
            let mut rest = rest(&[("产品", read)], None);
            let task = task("产品", changed);
            assert!(rest.holds(&task));
            assert_eq!(rest.wake(&task), wakes, "{changed}");
            assert_eq!(rest.holds(&task), !wakes);
        }
        assert!(!rest(&[], None).wake(&task("b", "2026-10-19T12:00:01Z")));
    }

    #[test]
    fn of_a_source_that_is_not_believed_those_wake_that_were_read_longest_ago() {
        let pages = [
            ("a", Some(30)),
            ("b", Some(10)),
            ("c", Some(20)),
            ("d", Some(40)),
        ];
        let mut rest = rest(&pages, Some(2));
        let mut tasks: Vec<Task> = ["a", "b", "new", "c", "d"]
            .map(|path| task(path, "2026-10-19T12:00:00Z"))
            .into();
        rest.sort(&mut tasks);
        let woken = tasks.iter().filter(|task| rest.wake(task));
        let woken: Vec<&str> = woken.map(|task| task.url.path()).collect();
        assert_eq!(woken, ["/b", "/c"]);
        assert_eq!(tasks[0].url.path(), "/new");
    }

    #[test]
    fn it_comes_back_as_it_was_out_of_a_file() {
        let rest = rest(&[("产品", Some(7)), ("b", None)], None).resting;
        let line = serde_json::to_string(&rest).unwrap();
        assert_eq!(serde_json::from_str::<Resting>(&line).unwrap(), rest);
        assert!(serde_json::from_str::<Resting>("[[\"no print\", 1]]").is_err());
    }
}
