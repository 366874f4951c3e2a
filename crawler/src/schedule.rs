//! Many hosts at once, and one keeper of all records.

use std::sync::Arc;

use masthead_store::Record;
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinSet,
};

use crate::{
    Clock, Closed, CrawlError, Fetch, Plan, Settings, Sink, State, crawl_host, host::THOUGHTS,
};

/// So many groups of records may be on their way to the keeper, and as many be kept at once.
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

/// Whoever says what is to be done at which host, and keeps what comes of it: the store, or the
/// two ends of a pipe.
pub(crate) trait Keeper {
    /// The next host that has something to do and is not at it.
    fn next(&mut self) -> Result<Option<(Plan, State)>, CrawlError>;

    /// Keeps some groups, in their order; each as a whole or not at all.
    fn keep(&mut self, groups: Vec<Group>) -> Result<(), CrawlError>;

    /// A host's turn is over, and all its records are kept.
    fn done(&mut self, host: &str);
}

/// The records of one step at one host.
#[derive(Debug)]
pub(crate) struct Group {
    /// The host whose turn it is.
    pub(crate) host: String,
    pub(crate) records: Vec<Record>,
    /// Whom to tell when it is kept.
    kept: Option<oneshot::Sender<()>>,
}

impl Group {
    /// A group that nobody waits for.
    pub(crate) const fn of(host: String, records: Vec<Record>) -> Self {
        Self {
            host,
            records,
            kept: None,
        }
    }
}

/// Crawls what the keeper gives out, until that is nothing.
pub(crate) async fn schedule<K: Keeper, F: Fetch, C: Clock>(
    keeper: &mut K,
    settings: &Settings,
    fetch: Arc<F>,
    clock: Arc<C>,
) -> Result<(), CrawlError> {
    let patient = !settings.least_delay().is_zero();
    let (line, mut groups) = mpsc::channel(LINE);
    let mut work = JoinSet::new();
    loop {
        while work.len() < settings.hosts_at_once
            && let Some((plan, state)) = keeper.next()?
        {
            let line = Line {
                host: plan.host.clone(),
                groups: line.clone(),
                patient,
            };
            work.spawn(turn(
                plan,
                state,
                Arc::clone(&fetch),
                Arc::clone(&clock),
                line,
            ));
        }
        if work.is_empty() {
            return Ok(());
        }
        tokio::select! {
            Some(group) = groups.recv() => keep(keeper, group, &mut groups)?,
            Some(done) = work.join_next() => {
                let (host, done) = done.map_err(|error| CrawlError::Broken(error.to_string()))?;
                // What a host handed over is kept before the host is seen to be done.
                while let Ok(group) = groups.try_recv() {
                    keep(keeper, group, &mut groups)?;
                }
                if done.is_ok() {
                    keeper.done(&host);
                }
            }
        }
    }
}

/// One host's turn, with its name.
async fn turn<F: Fetch, C: Clock>(
    plan: Plan,
    state: State,
    fetch: Arc<F>,
    clock: Arc<C>,
    line: Line,
) -> (String, Result<State, Closed>) {
    let done = crawl_host(plan, state, &*fetch, &*clock, &line).await;
    (line.host, done)
}

/// Keeps a group, and whatever else has come in meanwhile.
fn keep<K: Keeper>(
    keeper: &mut K,
    first: Group,
    groups: &mut mpsc::Receiver<Group>,
) -> Result<(), CrawlError> {
    let mut waiting = Vec::new();
    let mut batch = vec![first];
    while batch.len() < LINE
        && let Ok(group) = groups.try_recv()
    {
        batch.push(group);
    }
    for group in &mut batch {
        waiting.extend(group.kept.take());
    }
    keeper.keep(batch)?;
    for kept in waiting {
        // A host that no longer listens has ended; its records are kept all the same.
        let _ = kept.send(());
    }
    Ok(())
}

/// A host's way to the keeper.
struct Line {
    host: String,
    groups: mpsc::Sender<Group>,
    /// Whether the host waits until its records are kept.
    patient: bool,
}

impl Sink for Line {
    async fn put(&self, records: Vec<Record>) -> Result<(), Closed> {
        let (kept, wait) = oneshot::channel();
        let group = Group {
            host: self.host.clone(),
            records,
            kept: self.patient.then_some(kept),
        };
        self.groups.send(group).await.map_err(|_| Closed)?;
        if self.patient {
            wait.await.map_err(|_| Closed)?;
        }
        Ok(())
    }
}
