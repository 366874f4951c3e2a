//! A whole crawl: many hosts at once, one writer, resumable at any moment.

use std::sync::Arc;

use jiff::Timestamp;
use masthead_store::{Outcome, Record, Run, SourceTally, Store, StoreError};
use tokio::{
    runtime::Builder,
    sync::{mpsc, oneshot},
    task::JoinSet,
};
use url::Url;

use crate::{
    Clock, Closed, Fault, Fetch, RunClock, Settings, Sink, Source,
    book::{Book, remember, seeds},
    check, crawl_host,
    net::Net,
};

/// What a crawl tells while it goes on. A page is told once it is stored for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// An unfinished crawl of this time goes on.
    Resumed {
        /// The time of the crawl, given when it began.
        began: Timestamp,
        /// How many addresses are left to ask for.
        left: usize,
    },
    /// A host's turn begins.
    HostStarted {
        /// Scheme, name and port.
        host: String,
    },
    /// An address was dealt with, and that is stored.
    Page {
        /// The source's name.
        source: String,
        /// The address.
        url: Url,
        /// How it ended.
        outcome: Outcome,
    },
    /// A host's turn ended.
    HostDone {
        /// Scheme, name and port.
        host: String,
    },
}

/// What a crawl did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The time of the crawl: the one given when it began, also if it was resumed.
    pub now: Timestamp,
    /// Whether it went on with one that had not ended.
    pub resumed: bool,
    /// What it did for each source, as the store counts it.
    pub sources: Vec<SourceTally>,
}

/// Why a crawl could not run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CrawlError {
    /// Settings that cannot be used.
    #[error("{} of the settings cannot be used: {}", .0.len(), list(.0))]
    Settings(Vec<Fault>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The machinery for connections could not be set up.
    #[error("cannot set up connections: {0}")]
    Setup(String),
    /// A host's work broke off: a fault of Masthead itself.
    #[error(
        "the crawl of a host broke off ({0}), which is a fault of Masthead; \
         what was read until then is stored, run the same command again to go on"
    )]
    Broken(String),
}

fn list(faults: &[Fault]) -> String {
    let texts: Vec<String> = faults.iter().map(ToString::to_string).collect();
    texts.join(" · ")
}

/// How many groups of records may wait for the writer.
const LINE: usize = 64;

/// Crawls all sources into the store, and goes on with an unfinished crawl if there is one.
///
/// `now` is the time of the crawl. It is also where the crawl's clock starts, by which the age of a
/// robots.txt and the waits that hosts ask for are measured.
///
/// # Errors
/// If the settings cannot be used or the store fails. A source that fails is no error: it is a
/// problem in the store, and every other source goes on.
pub fn crawl(
    store: &mut Store,
    sources: &[Source],
    settings: &Settings,
    now: Timestamp,
    progress: &mut dyn FnMut(Event),
) -> Result<Summary, CrawlError> {
    let faults = check(sources, settings);
    if !faults.is_empty() {
        return Err(CrawlError::Settings(faults));
    }
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| CrawlError::Setup(error.to_string()))?;
    let net = Net::new(settings).map_err(CrawlError::Setup)?;
    runtime.block_on(async {
        let clock = RunClock::starting(now);
        drive(
            store,
            sources,
            settings,
            Arc::new(net),
            Arc::new(clock),
            progress,
        )
        .await
    })
}

/// The crawl over any web and by any clock.
pub(crate) async fn drive<F: Fetch, C: Clock>(
    store: &mut Store,
    sources: &[Source],
    settings: &Settings,
    fetch: Arc<F>,
    clock: Arc<C>,
    progress: &mut dyn FnMut(Event),
) -> Result<Summary, CrawlError> {
    let now = clock.now();
    let rows: Vec<_> = sources.iter().map(Source::row).collect();
    let run = store.begin(now, &rows)?;
    let known = store.known()?;
    let watch = Arc::new(remember(store, &known, sources, settings, now)?);
    // Again after a resumption: what the run knows already is not queued twice.
    store.commit(&run, &seeds(&known, &watch, &run))?;
    drop(known);
    let mut book = Book::open(store, &run, watch)?;
    if run.resumed {
        progress(Event::Resumed {
            began: run.now,
            left: book.left(),
        });
    }
    let (line, mut groups) = mpsc::channel(LINE);
    let mut work = JoinSet::new();
    loop {
        while work.len() < settings.hosts_at_once
            && let Some((plan, state)) = book.next()
        {
            let host = plan.host.clone();
            progress(Event::HostStarted { host: host.clone() });
            let sink = Line {
                host,
                groups: line.clone(),
            };
            let (fetch, clock) = (Arc::clone(&fetch), Arc::clone(&clock));
            work.spawn(async move { crawl_host(plan, state, &*fetch, &*clock, &sink).await });
        }
        if work.is_empty() {
            break;
        }
        tokio::select! {
            Some(group) = groups.recv() => {
                write(store, &run, &mut book, group, &mut groups, progress)?;
            }
            Some(done) = work.join_next() => {
                let done = done.map_err(|error| CrawlError::Broken(error.to_string()))?;
                if let Ok(state) = done {
                    progress(Event::HostDone { host: state.host.host.clone() });
                    book.close(state);
                }
            }
        }
    }
    store.finish(&run)?;
    Ok(Summary {
        now: run.now,
        resumed: run.resumed,
        sources: store.tally(&run)?,
    })
}

/// Stores a group, and whatever else has come in meanwhile, in one transaction; only then do the
/// hosts go on.
fn write(
    store: &mut Store,
    run: &Run,
    book: &mut Book,
    first: Group,
    groups: &mut mpsc::Receiver<Group>,
    progress: &mut dyn FnMut(Event),
) -> Result<(), CrawlError> {
    let mut records = Vec::new();
    let mut waiting = Vec::new();
    let mut next = Some(first);
    while let Some(group) = next {
        book.note(&group.host, &group.records);
        records.extend(group.records);
        waiting.push(group.stored);
        next = groups.try_recv().ok();
    }
    store.commit(run, &records)?;
    for stored in waiting {
        // A host that no longer listens has ended; its records are stored all the same.
        let _ = stored.send(());
    }
    records.into_iter().filter_map(event).for_each(progress);
    Ok(())
}

/// What a record tells the onlooker.
fn event(record: Record) -> Option<Event> {
    let (task, outcome) = match record {
        Record::Visit(visit) if visit.body.is_none() => (visit.task, Outcome::Unchanged),
        Record::Visit(visit) => (visit.task, Outcome::Fetched),
        Record::End(task, outcome) => (task, outcome),
        Record::Queue(_) | Record::Host(_) | Record::Problem(_) => return None,
    };
    Some(Event::Page {
        source: task.source,
        url: task.url,
        outcome,
    })
}

/// A group of records on its way to the writer.
struct Group {
    host: String,
    records: Vec<Record>,
    stored: oneshot::Sender<()>,
}

/// A host's way to the writer.
struct Line {
    host: String,
    groups: mpsc::Sender<Group>,
}

impl Sink for Line {
    async fn put(&self, records: Vec<Record>) -> Result<(), Closed> {
        let (stored, wait) = oneshot::channel();
        let group = Group {
            host: self.host.clone(),
            records,
            stored,
        };
        self.groups.send(group).await.map_err(|_| Closed)?;
        wait.await.map_err(|_| Closed)
    }
}
