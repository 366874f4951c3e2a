//! One host, from a plan and a state to records: robots, pace, fetch, read, record.
//!
//! [`crawl_host`] knows neither the database nor other hosts, so that it can as well be the task of
//! a larger engine.

use std::{
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use jiff::Timestamp;
use masthead_store::{Outcome, Problem, ProblemKind, Record, Task};
use tokio::sync::oneshot;
use url::Url;

use crate::{
    Clock, Closed, Fetch, FetchError, Plan, Request, Response, Robots, Sink, Source, SourceKind,
    State, Verdict, Watch,
    ask::Refusal,
    clock::latest,
    frontier::Frontier,
    normal::host,
    quote::tame,
    reading::{Asked, Reading, sentence},
};

/// After so many tasks in a row that fail for a reason of the host, it is given up.
const MISSES: u32 = 3;

/// Why a host is not asked any further in this run: a reason without capital and full stop, and
/// advice as a sentence.
pub(crate) struct Stop {
    reason: String,
    advice: &'static str,
    /// Whether the host failed, rather than refused.
    failed: bool,
}

impl Stop {
    /// The host wants to be left alone.
    pub(crate) fn held(until: Timestamp) -> Self {
        Self {
            reason: format!(
                "the server asks to be left alone; nothing is asked of it before {until}"
            ),
            advice: "Crawl again after that; whatever a server asks, 7 days are the longest wait.",
            failed: false,
        }
    }

    /// The host has failed too often.
    pub(crate) fn resting(crawls: u32, until: Timestamp) -> Self {
        Self {
            reason: format!(
                "the host failed in {crawls} crawls one after the other; nothing is asked of it \
                 before {until}"
            ),
            advice: "Open the address in a browser; if the site has moved, change it in \
                     masthead.toml, else leave the source out.",
            failed: false,
        }
    }

    /// There were enough requests.
    pub(crate) fn spent(budget: u32) -> Self {
        Self {
            reason: format!(
                "the budget of {budget} requests to one host (`max_requests`) is used up"
            ),
            advice: "The next crawl goes on; if more are wanted in one, raise `max_requests` of the \
                     crawl settings.",
            failed: false,
        }
    }

    /// There is no way to the host.
    pub(crate) fn unreachable(error: &FetchError) -> Self {
        Self {
            reason: error.to_string(),
            advice: error.advice(),
            failed: true,
        }
    }

    /// There is no robots.txt to be had, without which nothing else may be asked for.
    pub(crate) fn lawless(self, url: &Url) -> Self {
        let reason = format!("the robots.txt at {url} cannot be read: {}", self.reason);
        Self { reason, ..self }
    }

    /// robots.txt leads where nothing may be asked for.
    pub(crate) fn astray(target: &Url) -> Self {
        Self {
            reason: format!("it has moved to {target}, which may not be asked for"),
            advice: "Without its rules nothing is asked of the host; tell the site's owner.",
            failed: false,
        }
    }

    /// The reason and the advice as sentences.
    pub(crate) fn told(&self) -> String {
        format!("{} {}", sentence(&self.reason), self.advice)
    }

    /// The host answers, but only with errors of its own.
    pub(crate) fn failing(status: u16) -> Self {
        Self {
            reason: format!("the server answers {status}"),
            advice: "While a server fails, nothing more is asked of it; crawl again later.",
            failed: true,
        }
    }
}

/// Crawls one host until nothing is left to ask for, or it is given up.
///
/// No request leaves before the host's robots.txt is known and its delay has passed. Every group
/// of records is stored before the next request is made, so that a crawl that is cut off repeats
/// at most one request of each host.
///
/// # Errors
/// If nobody takes the records any more.
pub async fn crawl_host<F: Fetch, C: Clock, S: Sink>(
    plan: Plan,
    state: State,
    fetch: &F,
    clock: &C,
    sink: &S,
) -> Result<State, Closed> {
    let watched = |task: &Task| plan.watch.sources.contains_key(&task.source);
    let wanted = plan.tasks.iter().any(watched);
    let mut turn = Turn::new(plan.host, plan.watch, state, fetch, clock, sink);
    turn.frontier = Frontier::new(plan.tasks, plan.seen);
    // A host that no source wants any more is not even asked for its robots.txt.
    let entered = if wanted { turn.enter().await? } else { Ok(()) };
    let stop = match entered {
        Ok(()) => turn.work().await?,
        Err(stop) => Some(stop),
    };
    if let Some(stop) = stop {
        turn.give_up(&stop).await?;
    }
    Ok(turn.state)
}

/// One host's turn.
pub(crate) struct Turn<'a, F, C, S> {
    pub(crate) host: String,
    pub(crate) watch: Arc<Watch>,
    pub(crate) frontier: Frontier,
    pub(crate) state: State,
    pub(crate) robots: Robots,
    misses: u32,
    pub(crate) fetch: &'a F,
    pub(crate) clock: &'a C,
    sink: &'a S,
}

impl<'a, F: Fetch, C: Clock, S: Sink> Turn<'a, F, C, S> {
    /// A turn with nothing to ask for yet.
    pub(crate) fn new(
        host: String,
        watch: Arc<Watch>,
        state: State,
        fetch: &'a F,
        clock: &'a C,
        sink: &'a S,
    ) -> Self {
        Self {
            host,
            watch,
            frontier: Frontier::default(),
            state,
            robots: Robots::default(),
            misses: 0,
            fetch,
            clock,
            sink,
        }
    }

    /// Asks for one address after another; the reason, if the host must be left before the end.
    async fn work(&mut self) -> Result<Option<Stop>, Closed> {
        while let Some(task) = self.frontier.next() {
            if let Some(stop) = self.visit(task).await? {
                return Ok(Some(stop));
            }
        }
        Ok(None)
    }

    /// One task from its turn to its records.
    async fn visit(&mut self, task: Task) -> Result<Option<Stop>, Closed> {
        let Some(asked) = self.admit(&task).await? else {
            return Ok(None);
        };
        let memory = asked.memory.as_ref();
        let request = Request {
            url: task.url.clone(),
            etag: memory.and_then(|memory| memory.etag.clone()),
            last_modified: memory.and_then(|memory| memory.last_modified.clone()),
            head: None,
        };
        let response = match self.ask(request).await? {
            Ok(response) => response,
            Err(Refusal::Held(until)) => {
                self.frontier.back(task);
                return Ok(Some(Stop::held(until)));
            }
            Err(Refusal::Spent(budget)) => {
                self.frontier.back(task);
                return Ok(Some(Stop::spent(budget)));
            }
            Err(Refusal::Error(error)) => return self.miss(&asked, &error).await,
        };
        self.misses = if response.status >= 500 {
            self.misses + 1
        } else {
            0
        };
        let status = response.status;
        if let Some(target) = response.redirect(&task.url) {
            self.redirect(&asked, &target, status).await?;
        } else {
            let reading = think(asked, response).await;
            self.record(reading).await?;
        }
        Ok((self.misses >= MISSES).then(|| Stop::failing(status)))
    }

    /// Whether a task may be asked for; if not, its end is recorded.
    async fn admit(&mut self, task: &Task) -> Result<Option<Asked>, Closed> {
        let Some(source) = self.watch.sources.get(&task.source) else {
            return self
                .skip(task, "this crawl does not visit its source".to_owned())
                .await;
        };
        let budget = self.budget(source);
        if self.frontier.used(&task.source) > budget {
            let reason =
                format!("the source's budget of {budget} addresses (`max_pages`) is used up");
            return self.skip(task, reason).await;
        }
        let asked = Asked {
            task: task.clone(),
            source: source.clone(),
            memory: self
                .watch
                .memory
                .get(&(task.source.clone(), task.url.clone()))
                .cloned(),
            agent: self.watch.settings.agent.clone(),
            max_bytes: self.watch.settings.max_bytes,
            today: latest(self.watch.now),
        };
        match self.robots.judge(&task.url) {
            Verdict::Allowed => Ok(Some(asked)),
            Verdict::Forbidden { rule, line } => {
                let reason = format!("line {line} of robots.txt forbids it (`{rule}`)");
                let message = format!(
                    "{} It is not asked for; to read it, ask the site's owner.",
                    sentence(&reason)
                );
                let problem = problem(task, ProblemKind::Forbidden, message);
                let end = Record::End(task.clone(), Outcome::Skipped(reason));
                self.put(vec![end, problem]).await?;
                Ok(None)
            }
        }
    }

    async fn skip(&mut self, task: &Task, reason: String) -> Result<Option<Asked>, Closed> {
        let end = Record::End(task.clone(), Outcome::Skipped(reason));
        self.put(vec![end]).await?;
        Ok(None)
    }

    fn budget(&self, source: &Source) -> u32 {
        source.max_pages.unwrap_or(self.watch.settings.max_pages)
    }

    /// A task without an answer; the third in a row ends the host's turn.
    async fn miss(&mut self, asked: &Asked, error: &FetchError) -> Result<Option<Stop>, Closed> {
        let kind = match error {
            FetchError::TooLarge(_) => ProblemKind::Unreadable,
            _ => ProblemKind::Unreachable,
        };
        let reading = asked.failed(kind, error.to_string(), error.advice());
        self.put(reading.records).await?;
        self.misses += u32::from(error.of_host());
        Ok(
            (self.misses >= MISSES || !error.passing() && error.of_host())
                .then(|| Stop::unreachable(error)),
        )
    }

    pub(crate) fn is_home(&self, url: &Url) -> bool {
        host(url).as_deref() == Some(self.host.as_str())
    }

    /// Stores what an answer means; of the addresses it names, those that are new and within depth
    /// and budget are queued.
    async fn record(&mut self, reading: Reading) -> Result<(), Closed> {
        let mut group = Vec::new();
        let mut sent = 0;
        for task in reading.found {
            let Some(source) = self.watch.sources.get(&task.source) else {
                continue;
            };
            let budget = self.budget(source);
            let deepest = source.max_depth.unwrap_or(self.watch.settings.max_depth);
            if source.kind == SourceKind::Site && task.depth > deepest {
                continue;
            }
            let queued = if self.is_home(&task.url) {
                self.frontier.offer(&task, budget)
            } else {
                sent += 1;
                sent <= budget
            };
            if queued {
                group.push(Record::Queue(task));
            }
        }
        group.extend(reading.records);
        self.put(group).await
    }

    /// Ends everything that waits, with one problem for each source.
    async fn give_up(&mut self, stop: &Stop) -> Result<(), Closed> {
        let mut told = BTreeSet::new();
        let mut group = Vec::new();
        let now = self.clock.now();
        if stop.failed
            && let Some(until) = self.state.pace.give_up(now)
        {
            self.state.host.not_before = Some(until);
            group.push(Record::Host(self.state.host.clone()));
        }
        for task in self.frontier.drain() {
            if told.insert(task.source.clone()) {
                group.push(problem(&task, ProblemKind::Unreachable, stop.told()));
            }
            group.push(Record::End(task, Outcome::Failed(stop.reason.clone())));
        }
        self.put(group).await
    }

    /// Stores a group. Whatever it quotes from the web is made safe to show here, once for all.
    pub(crate) async fn put(&self, mut group: Vec<Record>) -> Result<(), Closed> {
        if group.is_empty() {
            return Ok(());
        }
        group.iter_mut().for_each(tame);
        self.sink.put(group).await
    }
}

fn problem(task: &Task, kind: ProblemKind, message: String) -> Record {
    Record::Problem(Problem {
        source: task.source.clone(),
        url: task.url.clone(),
        kind,
        message,
    })
}

/// Reads an answer on the threads for thinking, while this one goes on with other hosts. Reading
/// cannot panic; should it do so all the same, then this page has failed and nothing else.
async fn think(asked: Asked, response: Response) -> Reading {
    let (done, result) = oneshot::channel();
    let copy = asked.clone();
    rayon::spawn(move || {
        let read = AssertUnwindSafe(|| copy.read(response));
        let _ = done.send(catch_unwind(read).ok());
    });
    result.await.ok().flatten().unwrap_or_else(|| {
        let reason = "reading it broke off".to_owned();
        let advice = "This is a fault of Masthead; please report it with the address.";
        asked.failed(ProblemKind::Unreadable, reason, advice)
    })
}
