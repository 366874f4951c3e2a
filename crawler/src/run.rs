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
    Clock, Closed, Fault, Fetch, RunClock, Settings, Sink, Source, Watch,
    book::{Book, seed},
    check, crawl_host,
    host::THOUGHTS,
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
        left: u64,
    },
    /// A host's turn begins.
    HostStarted {
        /// Scheme, name and port.
        host: String,
        /// How many hosts wait for theirs.
        waiting: usize,
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

/// So many groups of records may be on their way to the store, and as many be written at once.
const LINE: usize = 32;

/// How many addresses a crawl that is killed asks for once more, at most: what each host has asked
/// for and not yet handed over, and what is on its way to the store. With a delay, a host waits
/// until its records are stored before it asks for the next address.
#[must_use]
pub fn in_flight(settings: &Settings) -> usize {
    let hosts = settings.hosts_at_once;
    if settings.least_delay().is_zero() {
        hosts * (THOUGHTS + 1) + 2 * LINE
    } else {
        hosts
    }
}

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
    let run = Run {
        longest: settings.longest_pause(),
        ..store.begin(now, &rows)?
    };
    let named = |source: &Source| (source.name.clone(), source.clone());
    let watch = Arc::new(Watch {
        now,
        settings: settings.clone(),
        sources: sources.iter().map(named).collect(),
    });
    seed(store, &run, &watch)?;
    let mut book = Book::open(store, &run, watch)?;
    if run.resumed {
        let left = store.waiting(&run)?.iter().map(|(_, count)| count).sum();
        progress(Event::Resumed {
            began: run.now,
            left,
        });
    }
    let (line, mut groups) = mpsc::channel(LINE);
    let mut work = JoinSet::new();
    loop {
        while work.len() < settings.hosts_at_once
            && let Some((plan, state)) = book.next(store, &run)?
        {
            let host = plan.host.clone();
            progress(Event::HostStarted {
                host: host.clone(),
                waiting: book.hosts(),
            });
            let sink = Line {
                host,
                groups: line.clone(),
                patient: !settings.least_delay().is_zero(),
            };
            let (fetch, clock) = (Arc::clone(&fetch), Arc::clone(&clock));
            work.spawn(async move { crawl_host(plan, state, &*fetch, &*clock, &sink).await });
        }
        if work.is_empty() {
            break;
        }
        tokio::select! {
            // What a host handed over is stored before the host is seen to be done.
            biased;
            Some(group) = groups.recv() => {
                write(store, &run, &mut book, group, &mut groups, progress)?;
            }
            Some(done) = work.join_next() => {
                let done = done.map_err(|error| CrawlError::Broken(error.to_string()))?;
                while let Ok(group) = groups.try_recv() {
                    write(store, &run, &mut book, group, &mut groups, progress)?;
                }
                if let Ok(state) = done {
                    progress(Event::HostDone { host: state.host.host.clone() });
                    book.close(&state.host.host);
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

/// Stores a group, and whatever else has come in meanwhile, in one transaction.
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
    let mut count = 0;
    while let Some(group) = next {
        book.note(&group.host, &group.records);
        records.extend(group.records);
        waiting.extend(group.stored);
        count += 1;
        next = if count < LINE {
            groups.try_recv().ok()
        } else {
            None
        };
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
    /// Whom to tell when it is stored.
    stored: Option<oneshot::Sender<()>>,
}

/// A host's way to the writer.
struct Line {
    host: String,
    groups: mpsc::Sender<Group>,
    /// Whether the host waits until its records are stored.
    patient: bool,
}

impl Sink for Line {
    async fn put(&self, records: Vec<Record>) -> Result<(), Closed> {
        let (stored, wait) = oneshot::channel();
        let group = Group {
            host: self.host.clone(),
            records,
            stored: self.patient.then_some(stored),
        };
        self.groups.send(group).await.map_err(|_| Closed)?;
        if self.patient {
            wait.await.map_err(|_| Closed)?;
        }
        Ok(())
    }
}
