//! One host, from a plan and a state to records: robots, pace, fetch, read, record.
//!
//! [`crawl_host`] knows neither the database nor other hosts, so that it can as well be the task of
//! a larger engine.

use std::{
    collections::{BTreeMap, BTreeSet},
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use jiff::{SignedDuration, Timestamp};
use masthead_store::{HostState, Outcome, Problem, ProblemKind, Record, Task};
use tokio::sync::oneshot;
use url::Url;

use crate::{
    Clock, Fetch, FetchError, Memory, Pace, Request, Response, Robots, Settings, Source,
    SourceKind, Verdict,
    frontier::Frontier,
    normal::{host, normal},
    pace::retry_at,
    reading::{Asked, Reading, sentence},
    robots,
};

/// A request that fails in a way that may pass is made so many times in all.
const TRIES: u32 = 2;

/// After so many tasks in a row that fail for a reason of the host, it is given up.
const MISSES: u32 = 3;

/// A host that wants to be left alone for longer than this is left alone for the whole run.
const PATIENCE: SignedDuration = SignedDuration::from_secs(60);

/// robots.txt is kept so long (RFC 9309, 2.4).
const ROBOTS_AGE: SignedDuration = SignedDuration::from_hours(24);

/// robots.txt may be moved so many times (RFC 9309, 2.3.1.2), a page the double.
const ROBOTS_HOPS: usize = 5;
const PAGE_HOPS: usize = 2 * ROBOTS_HOPS;

/// What every host of a crawl shares.
#[derive(Debug, Default)]
pub struct Watch {
    /// The time of the crawl.
    pub now: Timestamp,
    /// The settings.
    pub settings: Settings,
    /// The sources by name.
    pub sources: BTreeMap<String, Source>,
    /// What is remembered of addresses, by source and address.
    pub memory: BTreeMap<(String, Url), Memory>,
}

/// What is to be done at one host.
#[derive(Debug)]
pub struct Plan {
    /// Scheme, name and port.
    pub host: String,
    /// What is to be asked for.
    pub tasks: Vec<Task>,
    /// Every (source, address) of this host that the run knows, done or not.
    pub seen: BTreeSet<(String, Url)>,
    /// What all hosts share.
    pub watch: Arc<Watch>,
}

/// What is remembered of a host.
#[derive(Debug, Clone)]
pub struct State {
    /// Between runs.
    pub host: HostState,
    /// Between two turns of one run.
    pub pace: Pace,
}

/// Whoever takes the records of a host. A group is stored as a whole or not at all.
pub trait Sink: Send + Sync {
    /// Hands over a group and waits until it is stored.
    fn put(&self, group: Vec<Record>) -> impl Future<Output = Result<(), Closed>> + Send;
}

/// Nobody takes records any more; the crawl is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the crawl is over")]
pub struct Closed;

/// Why a host is not asked any further in this run: a reason without capital and full stop, and
/// advice as a sentence.
struct Stop {
    reason: String,
    advice: String,
}

/// Why there is no answer to a request.
enum Refusal {
    /// The host wants to be left alone.
    Held(Timestamp),
    /// There is none.
    Error(FetchError),
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
    let mut turn = Turn {
        frontier: Frontier::new(plan.tasks, plan.seen),
        host: plan.host,
        watch: plan.watch,
        state,
        robots: Robots::default(),
        trails: BTreeMap::new(),
        misses: 0,
        fetch,
        clock,
        sink,
    };
    let stop = match turn.enter().await? {
        Ok(()) => turn.work().await?,
        Err(stop) => Some(stop),
    };
    if let Some(stop) = stop {
        turn.give_up(&stop).await?;
    }
    Ok(turn.state)
}

/// One host's turn.
struct Turn<'a, F, C, S> {
    host: String,
    watch: Arc<Watch>,
    frontier: Frontier,
    state: State,
    robots: Robots,
    /// The redirects that led to a task, first address first.
    trails: BTreeMap<(String, Url), Vec<Url>>,
    misses: u32,
    fetch: &'a F,
    clock: &'a C,
    sink: &'a S,
}

impl<F: Fetch, C: Clock, S: Sink> Turn<'_, F, C, S> {
    /// Waits out what the host asked for, and learns its robots.txt.
    async fn enter(&mut self) -> Result<Result<(), Stop>, Closed> {
        if let Some(until) = self.state.host.not_before {
            if until.duration_since(self.clock.now()) > PATIENCE {
                return Ok(Err(held(until)));
            }
            self.state.pace.hold(until);
        }
        if let Err(stop) = self.learn().await? {
            return Ok(Err(stop));
        }
        self.state.pace.asked(self.state.host.crawl_delay);
        Ok(Ok(()))
    }

    /// Reads robots.txt, from memory if that is fresh.
    async fn learn(&mut self) -> Result<Result<(), Stop>, Closed> {
        let agent = self.watch.settings.agent.clone();
        if let Some((text, read)) = &self.state.host.robots {
            let age = self.clock.now().duration_since(*read);
            if (SignedDuration::ZERO..ROBOTS_AGE).contains(&age) {
                self.robots = Robots::parse(text, &agent);
                return Ok(Ok(()));
            }
        }
        let text = match self.fetch_robots().await? {
            Ok(text) => text,
            Err(stop) => return Ok(Err(stop)),
        };
        self.robots = Robots::parse(&text, &agent);
        self.state.host.robots = Some((text, self.watch.now));
        self.state.host.crawl_delay = self.robots.delay();
        self.state.host.not_before = None;
        self.put(vec![Record::Host(self.state.host.clone())])
            .await?;
        Ok(Ok(()))
    }

    /// The text of robots.txt: empty if there is none (4xx), no access at all if the server fails.
    async fn fetch_robots(&mut self) -> Result<Result<String, Stop>, Closed> {
        let Ok(mut url) = Url::parse(&format!("{}/robots.txt", self.host)) else {
            return Ok(Ok(String::new()));
        };
        for _ in 0..=ROBOTS_HOPS {
            let response = match self.ask(Request::plain(url.clone())).await? {
                Ok(response) => response,
                Err(Refusal::Held(until)) => return Ok(Err(held(until))),
                Err(Refusal::Error(error)) => return Ok(Err(unreachable(&error))),
            };
            match (response.status, response.redirect(&url)) {
                (200..=299, _) => {
                    let end = response.body.len().min(robots::LIMIT);
                    return Ok(Ok(
                        String::from_utf8_lossy(&response.body[..end]).into_owned()
                    ));
                }
                (500.., _) => return Ok(Err(closed(response.status))),
                // Another host's robots.txt may be asked for; anything else of it may not yet.
                (_, Some(target)) if self.is_home(&target) || target.path() == "/robots.txt" => {
                    url = target;
                }
                _ => break,
            }
        }
        Ok(Ok(String::new()))
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
        };
        let response = match self.ask(request).await? {
            Ok(response) => response,
            Err(Refusal::Held(until)) => {
                let stop = held(until);
                self.put(vec![Record::End(
                    task,
                    Outcome::Failed(stop.reason.clone()),
                )])
                .await?;
                return Ok(Some(stop));
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
        Ok((self.misses >= MISSES).then(|| closed(status)))
    }

    /// Whether a task may be asked for; if not, its end is recorded.
    async fn admit(&mut self, task: &Task) -> Result<Option<Asked>, Closed> {
        let Some(source) = self.watch.sources.get(&task.source) else {
            return self
                .skip(task, "masthead.toml no longer names its source".to_owned())
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
            max_bytes: self.watch.settings.max_bytes,
        };
        match self.robots.judge(&task.url) {
            Verdict::Allowed => Ok(Some(asked)),
            Verdict::Forbidden { rule, line } => {
                let reason = format!("robots.txt forbids it in line {line} (`{rule}`)");
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

    /// Waits for the host's turn and asks, once more if the trouble may pass.
    async fn ask(&mut self, request: Request) -> Result<Result<Response, Refusal>, Closed> {
        let mut tries = 1;
        loop {
            self.clock.sleep_until(self.state.pace.ready()).await;
            let answer = self.fetch.fetch(request.clone()).await;
            let now = self.clock.now();
            let trouble = match &answer {
                Ok(response) => response.status == 429 || response.status >= 500,
                Err(error) => error.of_host(),
            };
            self.state.pace.done(now, trouble);
            let last = tries >= TRIES;
            match answer {
                Ok(response) if matches!(response.status, 429 | 503) => {
                    let until = self.hold(&response, now).await?;
                    if last || until.duration_since(now) > PATIENCE {
                        return Ok(Err(Refusal::Held(until)));
                    }
                }
                Ok(response) if response.status < 500 || last => return Ok(Ok(response)),
                Err(error) if last || !error.passing() => return Ok(Err(Refusal::Error(error))),
                _ => {}
            }
            tries += 1;
        }
    }

    /// The host said “not now”: until when, which is remembered beyond this run.
    async fn hold(&mut self, response: &Response, now: Timestamp) -> Result<Timestamp, Closed> {
        let until = retry_at(
            response.retry_after.as_deref(),
            response.date.as_deref(),
            now,
        );
        self.state.pace.hold(until);
        self.state.host.not_before = Some(until);
        self.put(vec![Record::Host(self.state.host.clone())])
            .await?;
        Ok(until)
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
                .then(|| unreachable(error)),
        )
    }

    /// The task leads elsewhere. The new address is queued as a task of its own, so that robots,
    /// pace and everything else hold for it, at whatever host it is.
    async fn redirect(&mut self, asked: &Asked, target: &Url, status: u16) -> Result<(), Closed> {
        let task = &asked.task;
        let key = (task.source.clone(), task.url.clone());
        let mut trail = self.trails.remove(&key).unwrap_or_default();
        trail.push(task.url.clone());
        let advice = "Tell the site's owner, or leave the source out.";
        let Some(target) = normal(target) else {
            let reason = format!("it redirects to {target}, which is no address of the web");
            return self
                .put(
                    asked
                        .failed(ProblemKind::Unreachable, reason, advice)
                        .records,
                )
                .await;
        };
        if trail.contains(&target) || task.from.as_ref() == Some(&target) && !self.is_home(&target)
        {
            let reason = format!("its redirects go in a circle, back to {target}");
            return self
                .put(
                    asked
                        .failed(ProblemKind::Unreachable, reason, advice)
                        .records,
                )
                .await;
        }
        if trail.len() > PAGE_HOPS {
            let reason = format!("it redirects more than {PAGE_HOPS} times");
            return self
                .put(
                    asked
                        .failed(ProblemKind::Unreachable, reason, advice)
                        .records,
                )
                .await;
        }
        // Moved for good: the page no longer stands at its old address. Otherwise it may be back.
        let outcome = if asked.memory.is_some() && matches!(status, 301 | 308) {
            Outcome::Gone
        } else {
            Outcome::Skipped(format!("it redirects to {target}"))
        };
        let mut group = Vec::new();
        let next = Task {
            url: target.clone(),
            from: Some(task.url.clone()),
            ..task.clone()
        };
        let site = asked.source.kind == SourceKind::Site && task.depth > 0;
        if self.is_home(&target) {
            if self.frontier.offer(&next, u32::MAX) {
                self.trails.insert((next.source.clone(), target), trail);
                group.push(Record::Queue(next));
            }
        } else if !site {
            group.push(Record::Queue(next));
        }
        group.push(Record::End(task.clone(), outcome));
        self.put(group).await
    }

    fn is_home(&self, url: &Url) -> bool {
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
        for task in self.frontier.drain() {
            if told.insert(task.source.clone()) {
                let message = format!("{} {}", sentence(&stop.reason), stop.advice);
                group.push(problem(&task, ProblemKind::Unreachable, message));
            }
            group.push(Record::End(task, Outcome::Failed(stop.reason.clone())));
        }
        self.put(group).await
    }

    async fn put(&self, group: Vec<Record>) -> Result<(), Closed> {
        if group.is_empty() {
            return Ok(());
        }
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

fn held(until: Timestamp) -> Stop {
    Stop {
        reason: format!("the server asks to be left alone until {until}"),
        advice: "Crawl again after that.".to_owned(),
    }
}

fn unreachable(error: &FetchError) -> Stop {
    Stop {
        reason: error.to_string(),
        advice: error.advice().to_owned(),
    }
}

fn closed(status: u16) -> Stop {
    Stop {
        reason: format!("the server answers {status}"),
        advice: "While a server fails, nothing more is asked of it; crawl again later.".to_owned(),
    }
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
