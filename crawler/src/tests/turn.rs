//! The turn of one host over a web in memory, without a store: what it asked and what it told.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use jiff::Timestamp;
use masthead_store::{HostState, Outcome, ProblemKind, Record, Task, Waiting};

use crate::{
    Clock, Closed, Pace, Plan, Resting, Seen, Settings, Sink, Source, SourceKind, State, Watch,
    crawl_host,
    source::tests::source,
    template::starts,
    web::{Jumps, Web},
};

pub(super) const NOW: &str = "2026-10-31T18:00:00Z";

#[derive(Default)]
struct Kept(Mutex<Vec<Record>>);

impl Sink for Kept {
    async fn put(&self, group: Vec<Record>) -> Result<(), Closed> {
        assert!(!group.is_empty());
        self.0.lock().unwrap().extend(group);
        Ok(())
    }
}

/// What a host's turn gave.
pub(super) struct Told {
    pub(super) records: Vec<Record>,
    pub(super) asked: Vec<(Timestamp, String)>,
    pub(super) state: State,
}

impl Told {
    /// How each task ended, by path: `ok`, `same`, `gone`, or the reason.
    pub(super) fn ends(&self) -> Vec<(String, String)> {
        let mut ends = Vec::new();
        for record in &self.records {
            let (task, end) = match record {
                Record::Visit(visit) if visit.body.is_none() => (&visit.task, "same"),
                Record::Visit(visit) => (&visit.task, "ok"),
                Record::End(task, Outcome::Gone) => (task, "gone"),
                Record::End(task, Outcome::Skipped(_, why) | Outcome::Failed(why)) => {
                    (task, why.as_str())
                }
                _ => continue,
            };
            ends.push((task.url.path().to_owned(), end.to_owned()));
        }
        ends
    }

    pub(super) fn queued(&self) -> Vec<&Task> {
        let queued = self.records.iter().filter_map(|record| match record {
            Record::Queue(task) => Some(task),
            _ => None,
        });
        queued.collect()
    }

    pub(super) fn problems(&self) -> Vec<(ProblemKind, &str, &str)> {
        let problems = self.records.iter().filter_map(|record| match record {
            Record::Problem(problem) => Some(problem),
            _ => None,
        });
        problems
            .map(|problem| (problem.kind, problem.url.path(), problem.message.as_str()))
            .collect()
    }

    /// The paths asked for, in order.
    pub(super) fn paths(&self) -> Vec<&str> {
        let path = |url: &str| url.find("example").unwrap() + "example".len();
        self.asked
            .iter()
            .map(|(_, url)| &url[path(url)..])
            .collect()
    }

    /// Seconds between one request and the next.
    pub(super) fn gaps(&self) -> Vec<i64> {
        let gap = |pair: &[(Timestamp, String)]| pair[1].0.duration_since(pair[0].0).as_secs();
        self.asked.windows(2).map(gap).collect()
    }
}

pub(super) fn settings() -> Settings {
    Settings {
        delay: 2.0,
        max_pages: 20,
        max_depth: 3,
        ..Settings::default()
    }
}

pub(super) fn turn(source: &Source, settings: Settings, script: impl FnOnce(Web) -> Web) -> Told {
    turn_with(source, settings, |_| {}, script)
}

pub(super) fn turn_with(
    source: &Source,
    settings: Settings,
    before: impl FnOnce(&mut HostState),
    script: impl FnOnce(Web) -> Web,
) -> Told {
    turn_in(source, settings, |state| before(&mut state.host), script)
}

/// The same, with all that is remembered of the host.
pub(super) fn turn_in(
    source: &Source,
    settings: Settings,
    before: impl FnOnce(&mut State),
    script: impl FnOnce(Web) -> Web,
) -> Told {
    let clock = Jumps::starting(NOW);
    let web = script(Web::new(&clock));
    let host = crate::host(&source.url).unwrap();
    let mut state = State {
        host: HostState {
            host: host.clone(),
            ..HostState::default()
        },
        pace: Pace::open(None, &settings, clock.now(), false),
    };
    before(&mut state);
    let start = |url| Task {
        source: source.name.clone(),
        url,
        depth: 0,
        day: None,
        changed: None,
        from: None,
        trail: Vec::new(),
    };
    let tasks = starts(source)
        .into_iter()
        .map(start)
        .map(Waiting::fresh)
        .collect();
    let plan = Plan {
        resting: Resting::default(),
        doubted: BTreeMap::new(),
        host,
        tasks,
        seen: Seen::default(),
        used: BTreeMap::new(),
        watch: Arc::new(Watch {
            now: clock.now(),
            settings,
            sources: [(source.name.clone(), source.clone())].into(),
        }),
    };
    let kept = Kept::default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let state = runtime
        .block_on(crawl_host(plan, state, &web, &*clock, &kept))
        .unwrap();
    Told {
        records: kept.0.into_inner().unwrap(),
        asked: web.asked(),
        state,
    }
}

pub(super) fn site() -> Source {
    source("衡像科技", SourceKind::Site, "http://hx.example/")
}

pub(super) fn feed() -> Source {
    source("智造日报", SourceKind::Feed, "http://hx.example/rss.xml")
}

pub(super) fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let pair = |(path, end): &(&str, &str)| ((*path).to_owned(), (*end).to_owned());
    expected.iter().map(pair).collect()
}
