//! A whole crawl: many hosts at once, one writer, resumable at any moment.

use std::sync::Arc;

use jiff::Timestamp;
use masthead_store::{Outcome, ProblemKind, Record, Run, SourceTally, Store, StoreError};
use tokio::runtime::{Builder, Runtime};
use url::Url;

use crate::{
    Clock, Fault, Fetch, Plan, RunClock, Settings, Source, State, Watch,
    book::{Book, seed},
    check, local,
    net::Net,
    schedule::{Group, Keeper, schedule},
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
    /// Something was wrong.
    Problem {
        /// Which sort of trouble.
        kind: ProblemKind,
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
    /// A line that is no plan, or no group of records.
    #[error("line {line}: {why}; it must be as `masthead crawl --plan` or `--host-task` wrote it")]
    Line {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// Records of a crawl that is over, or of another store.
    #[error(
        "line {line}: these are records of the crawl of {theirs}, and the one that is open is \
         {ours}; plan again with `masthead crawl --plan`"
    )]
    Stranger {
        /// The line, counted from 1.
        line: usize,
        /// The crawl that they belong to.
        theirs: Timestamp,
        /// The crawl that is open.
        ours: Timestamp,
    },
    /// There is no crawl that records could belong to.
    #[error("no crawl is open; begin one with `masthead crawl --plan`")]
    NoneOpen,
    /// What is read or written elsewhere.
    #[error("{0}; check the pipe or the file")]
    Pipe(#[from] std::io::Error),
}

fn list(faults: &[Fault]) -> String {
    let texts: Vec<String> = faults.iter().map(ToString::to_string).collect();
    texts.join(" · ")
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
    usable(sources, settings)?;
    let net = Net::new(settings).map_err(CrawlError::Setup)?;
    runtime()?.block_on(async {
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

/// Refuses settings that cannot be used.
pub(crate) fn usable(sources: &[Source], settings: &Settings) -> Result<(), CrawlError> {
    let faults = check(sources, settings);
    if faults.is_empty() {
        Ok(())
    } else {
        Err(CrawlError::Settings(faults))
    }
}

/// The threads for waiting.
pub(crate) fn runtime() -> Result<Runtime, CrawlError> {
    Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| CrawlError::Setup(error.to_string()))
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
    let mut crawl = Crawl::open(store, sources, settings, clock.now(), progress)?;
    schedule(&mut crawl, settings, fetch, clock).await?;
    crawl.finish()
}

/// A crawl with its store.
pub(crate) struct Crawl<'a> {
    store: &'a mut Store,
    run: Run,
    book: Book,
    progress: &'a mut dyn FnMut(Event),
}

impl<'a> Crawl<'a> {
    /// Begins a crawl, or goes on with the one that did not end.
    pub(crate) fn open(
        store: &'a mut Store,
        sources: &[Source],
        settings: &Settings,
        now: Timestamp,
        progress: &'a mut dyn FnMut(Event),
    ) -> Result<Self, StoreError> {
        let rows: Vec<_> = sources.iter().map(Source::row).collect();
        let run = Run {
            longest: settings.longest_pause(),
            ..store.begin(now, &rows)?
        };
        let watch = Arc::new(Watch::new(sources, settings, now));
        seed(store, &run, &watch)?;
        local::read(store, &run, &watch, &mut |record| {
            event(record).into_iter().for_each(&mut *progress);
        })?;
        let book = Book::open(store, &run, watch)?;
        if run.resumed {
            let left = store.waiting(&run)?.iter().map(|(_, count)| count).sum();
            progress(Event::Resumed {
                began: run.now,
                left,
            });
        }
        Ok(Self {
            store,
            run,
            book,
            progress,
        })
    }

    /// The time at which it was begun.
    pub(crate) const fn began(&self) -> Timestamp {
        self.run.now
    }

    /// Ends the crawl, of which nothing is left to do.
    pub(crate) fn finish(self) -> Result<Summary, CrawlError> {
        self.store.finish(&self.run)?;
        Ok(Summary {
            now: self.run.now,
            resumed: self.run.resumed,
            sources: self.store.tally(&self.run)?,
        })
    }
}

impl Keeper for Crawl<'_> {
    fn next(&mut self) -> Result<Option<(Plan, State)>, CrawlError> {
        let next = self.book.next(self.store, &self.run)?;
        if let Some((plan, _)) = &next {
            (self.progress)(Event::HostStarted {
                host: plan.host.clone(),
                waiting: self.book.hosts(),
            });
        }
        Ok(next)
    }

    /// All groups in one transaction.
    fn keep(&mut self, groups: Vec<Group>) -> Result<(), CrawlError> {
        let mut records = Vec::new();
        for group in groups {
            self.book.note(&group.host, &group.records);
            records.extend(group.records);
        }
        self.store.commit(&self.run, &records)?;
        let events = records.into_iter().filter_map(event);
        events.for_each(&mut *self.progress);
        Ok(())
    }

    fn done(&mut self, host: &str) {
        self.book.close(host);
        (self.progress)(Event::HostDone {
            host: host.to_owned(),
        });
    }
}

/// What a record tells the onlooker.
fn event(record: Record) -> Option<Event> {
    let (task, outcome) = match record {
        Record::Visit(visit) if visit.body.is_none() => (visit.task, Outcome::Unchanged),
        Record::Visit(visit) => (visit.task, Outcome::Fetched),
        Record::End(task, outcome) => (task, outcome),
        Record::Problem(problem) => return Some(Event::Problem { kind: problem.kind }),
        Record::Queue(_) | Record::Host(_) => return None,
    };
    Some(Event::Page {
        source: task.source,
        url: task.url,
        outcome,
    })
}
