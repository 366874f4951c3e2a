//! What a run begins with, and which host's turn is next.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::{SignedDuration, Timestamp};
use masthead_store::{HostState, Known, Record, Run, Store, StoreError, Task};
use url::Url;

use crate::{
    Memory, Pace, Plan, Settings, Source, SourceKind, State, Step, Watch,
    clock::later,
    document,
    feed::Item,
    normal::{host, normal},
    sitemap,
};

/// Pages of a feed that were first seen longer ago than this are not asked for again.
const FEED_MEMORY: SignedDuration = SignedDuration::from_hours(60 * 24);

/// What is remembered from earlier runs. A feed, sitemap or list is read once more from its stored
/// bytes, so that “nothing changed” means the same as the same bytes again.
pub(crate) fn remember(
    store: &Store,
    known: &[Known],
    sources: &[Source],
    settings: &Settings,
    now: Timestamp,
) -> Result<Watch, StoreError> {
    let named = |source: &Source| (source.name.clone(), source.clone());
    let sources: BTreeMap<String, Source> = sources.iter().map(named).collect();
    let mut memory = BTreeMap::new();
    // What is gone is asked for without conditions, should it be named again: it may be back as it
    // was.
    for known in known.iter().filter(|known| !known.gone) {
        let Some(source) = sources.get(&known.source) else {
            continue;
        };
        let named = if source.kind == SourceKind::Site {
            let links = known.links.iter().filter_map(normal);
            links.map(|url| Item { url, day: None }).collect()
        } else {
            named_by(store, source, &known.url, known.depth, settings, now)?
        };
        let remembered = Memory {
            etag: known.etag.clone(),
            last_modified: known.last_modified.clone(),
            named,
        };
        memory.insert((known.source.clone(), known.url.clone()), remembered);
    }
    Ok(Watch {
        now,
        settings: settings.clone(),
        sources,
        memory,
    })
}

/// What a document named when it was last read. One whose bytes are damaged is as good as unread.
fn named_by(
    store: &Store,
    source: &Source,
    url: &Url,
    depth: u32,
    settings: &Settings,
    now: Timestamp,
) -> Result<Vec<Item>, StoreError> {
    if depth > 0 && source.kind != SourceKind::Sitemap {
        return Ok(Vec::new());
    }
    let body = match store.body(url, now) {
        Err(StoreError::Body { .. }) => None,
        body => body?,
    };
    Ok(body
        .filter(|body| depth == 0 || sitemap::looks_like_one(body))
        .and_then(|body| {
            let body = document::unpacked(&body, settings.max_bytes).ok()?;
            document::items(source, url, &body, None).ok()
        })
        .unwrap_or_default())
}

/// What a run begins with: every source's start, and the pages known of it, so that one that
/// vanished is seen to be gone.
pub(crate) fn seeds(known: &[Known], watch: &Watch, run: &Run) -> Vec<Record> {
    let mut records: Vec<Record> = watch.sources.values().filter_map(start).collect();
    // What the last reading of a source's feed or list said of its pages: the day, and by whom.
    let mut said = BTreeMap::new();
    for ((source, document), memory) in &watch.memory {
        for item in &memory.named {
            said.insert((source, &item.url), (item.day, document));
        }
    }
    for known in known {
        let Some(source) = watch.sources.get(&known.source) else {
            continue;
        };
        let deepest = source.max_depth.unwrap_or(watch.settings.max_depth);
        let old = source.kind == SourceKind::Feed
            && run.now.duration_since(known.first_seen) > FEED_MEMORY;
        let far = source.kind == SourceKind::Site && known.depth > deepest;
        if known.gone || known.depth == 0 || old || far {
            continue;
        }
        let said = said.get(&(&known.source, &known.url));
        records.push(Record::Queue(Task {
            day: said.and_then(|(day, _)| *day),
            from: said.map(|(_, document)| (*document).clone()),
            source: known.source.clone(),
            url: known.url.clone(),
            depth: known.depth,
        }));
    }
    records
}

fn start(source: &Source) -> Option<Record> {
    Some(Record::Queue(Task {
        source: source.name.clone(),
        url: normal(&source.url)?,
        depth: 0,
        day: None,
        from: None,
    }))
}

/// Which host has what to do.
pub(crate) struct Book {
    watch: Arc<Watch>,
    /// What waits for a turn, by host.
    waiting: BTreeMap<String, Vec<Task>>,
    running: BTreeSet<String>,
    /// Every (source, address) of the run, by host.
    seen: BTreeMap<String, BTreeMap<(String, Url), Step>>,
    hosts: BTreeMap<String, HostState>,
    paces: BTreeMap<String, Pace>,
    /// The pace of a host's first turn.
    first: Pace,
}

impl Book {
    /// The state of the run as it is stored.
    pub(crate) fn open(store: &Store, run: &Run, watch: Arc<Watch>) -> Result<Self, StoreError> {
        let delay = watch.settings.least_delay();
        // A crawl that was cut off a moment ago may have asked a moment ago.
        let ready = if run.resumed {
            later(watch.now, delay)
        } else {
            watch.now
        };
        let mut first = Pace::open(None, &watch.settings, watch.now, false);
        first.hold(ready);
        let mut book = Self {
            waiting: BTreeMap::new(),
            running: BTreeSet::new(),
            seen: BTreeMap::new(),
            hosts: store.hosts()?,
            paces: BTreeMap::new(),
            first,
            watch,
        };
        for task in store.seen(run)? {
            if let Some(host) = host(&task.url) {
                let step = Step::to(&task);
                let seen = book.seen.entry(host).or_default();
                seen.insert((task.source, task.url), step);
            }
        }
        for task in store.pending(run)? {
            if let Some(host) = host(&task.url) {
                book.waiting.entry(host).or_default().push(task);
            }
        }
        Ok(book)
    }

    /// How many addresses wait.
    pub(crate) fn left(&self) -> usize {
        self.waiting.values().map(Vec::len).sum()
    }

    /// The next host that has something to do and is not at it.
    pub(crate) fn next(&mut self) -> Option<(Plan, State)> {
        let free = |host: &&String| !self.running.contains(*host);
        let host = self.waiting.keys().find(free)?.clone();
        let tasks = self.waiting.remove(&host)?;
        self.running.insert(host.clone());
        let state = State {
            host: self.hosts.get(&host).cloned().unwrap_or_else(|| HostState {
                host: host.clone(),
                ..HostState::default()
            }),
            pace: self.paces.get(&host).unwrap_or(&self.first).clone(),
        };
        let plan = Plan {
            seen: self.seen.get(&host).cloned().unwrap_or_default(),
            watch: Arc::clone(&self.watch),
            host,
            tasks,
        };
        Some((plan, state))
    }

    /// Notes what a host queued: for itself it does so alone, for others their turn comes.
    pub(crate) fn note(&mut self, at: &str, records: &[Record]) {
        for record in records {
            let Record::Queue(task) = record else {
                continue;
            };
            let Some(host) = host(&task.url) else {
                continue;
            };
            let key = (task.source.clone(), task.url.clone());
            let seen = self.seen.entry(host.clone()).or_default();
            let new = !seen.contains_key(&key);
            seen.entry(key).or_insert_with(|| Step::to(task));
            let waiting = self.waiting.entry(host.clone()).or_default();
            if host == at {
                waiting.retain(|other| (&other.source, &other.url) != (&task.source, &task.url));
            } else if new {
                waiting.push(task.clone());
            }
            if waiting.is_empty() {
                self.waiting.remove(&host);
            }
        }
    }

    /// A host's turn is over.
    pub(crate) fn close(&mut self, state: State) {
        let host = state.host.host.clone();
        self.running.remove(&host);
        self.paces.insert(host.clone(), state.pace);
        self.hosts.insert(host, state.host);
    }
}
