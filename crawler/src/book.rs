//! What a run begins with, and which host's turn is next.

use std::{collections::BTreeSet, sync::Arc};

use jiff::{SignedDuration, Timestamp};
use masthead_store::{Again, HostState, Record, Run, Store, StoreError, Task};

use crate::{Plan, Source, SourceKind, State, Watch, clock::later, host, template::starts};

/// Pages of a feed that were first seen longer ago than this are not asked for again.
const FEED_MEMORY: SignedDuration = SignedDuration::from_hours(60 * 24);

/// Queues what a run begins with: every source's start, and what is known of it and due. After a
/// resumption what the run knows already is not queued twice.
pub(crate) fn seed(store: &mut Store, run: &Run, watch: &Watch) -> Result<(), StoreError> {
    let starts: Vec<Record> = watch.sources.values().flat_map(start).collect();
    store.commit(run, &starts)?;
    let again = |source: &Source| Again {
        source: source.name.clone(),
        deepest: (source.kind == SourceKind::Site).then(|| watch.deepest(source)),
        since: (source.kind == SourceKind::Feed)
            .then(|| run.now.checked_sub(FEED_MEMORY).unwrap_or(Timestamp::MIN)),
    };
    // What lies in a folder here is never asked of the web.
    let remote = |source: &&Source| source.kind != SourceKind::Folder;
    let again: Vec<Again> = watch.sources.values().filter(remote).map(again).collect();
    store.again(run, &again)
}

fn start(source: &Source) -> impl Iterator<Item = Record> {
    starts(source).into_iter().map(|url| {
        Record::Queue(Task {
            source: source.name.clone(),
            url,
            depth: 0,
            day: None,
            changed: None,
            from: None,
            trail: Vec::new(),
        })
    })
}

/// Which hosts have something to do. What that is, the store knows: it is read when a host's turn
/// comes, so that a crawl of many hosts needs no more memory than one of few.
pub(crate) struct Book {
    watch: Arc<Watch>,
    waiting: BTreeSet<String>,
    running: BTreeSet<String>,
    /// The hosts that had a turn in this process.
    begun: BTreeSet<String>,
}

impl Book {
    /// The state of the run as it is stored.
    pub(crate) fn open(store: &Store, run: &Run, watch: Arc<Watch>) -> Result<Self, StoreError> {
        let waiting = store.waiting(run)?.into_iter();
        Ok(Self {
            waiting: waiting.map(|(host, _)| host).collect(),
            running: BTreeSet::new(),
            begun: BTreeSet::new(),
            watch,
        })
    }

    /// How many hosts wait for a turn.
    pub(crate) fn hosts(&self) -> usize {
        self.waiting.difference(&self.running).count()
    }

    /// The next host that has something to do and is not at it.
    pub(crate) fn next(
        &mut self,
        store: &Store,
        run: &Run,
    ) -> Result<Option<(Plan, State)>, StoreError> {
        loop {
            let Some(host) = self.waiting.difference(&self.running).next().cloned() else {
                return Ok(None);
            };
            self.waiting.remove(&host);
            let standing = store.standing(run, &host)?;
            if standing.waiting.is_empty() {
                continue;
            }
            self.running.insert(host.clone());
            let state = self.state(store, run, &host)?;
            let seen = standing.settled.iter();
            let plan = Plan {
                host,
                tasks: standing.waiting,
                seen: seen.map(|(source, url)| (source.as_str(), url)).collect(),
                resting: standing.resting.into_iter().collect(),
                doubted: standing.doubted,
                used: standing.used,
                watch: Arc::clone(&self.watch),
            };
            return Ok(Some((plan, state)));
        }
    }

    /// What is remembered of a host. A crawl that was cut off a moment ago may have asked it a
    /// moment ago.
    fn state(&mut self, store: &Store, run: &Run, host: &str) -> Result<State, StoreError> {
        let known = store.host(host)?.unwrap_or_else(|| HostState {
            host: host.to_owned(),
            ..HostState::default()
        });
        let first = self.begun.insert(host.to_owned());
        let watch = &self.watch;
        let mut state = State::open(known, watch, run.resumed || !first);
        if run.resumed && first {
            state
                .pace
                .hold(later(watch.now, watch.settings.least_delay()));
        }
        Ok(state)
    }

    /// Notes what a host queued for others: their turn comes.
    pub(crate) fn note(&mut self, at: &str, records: &[Record]) {
        for record in records {
            if let Record::Queue(task) = record
                && let Some(host) = host(&task.url)
                && host != at
            {
                self.waiting.insert(host);
            }
        }
    }

    /// A host's turn is over.
    pub(crate) fn close(&mut self, host: &str) {
        self.running.remove(host);
    }
}
