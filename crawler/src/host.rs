//! One host, from a plan and a state to records: robots, pace, fetch, read, record.
//!
//! [`crawl_host`] knows neither the database nor other hosts, so that it can as well be the task of
//! a larger engine.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};

use masthead_store::{Outcome, Problem, ProblemKind, Record, Step, Task, Waiting};
use url::Url;

use crate::{
    Clock, Closed, Fetch, FetchError, Plan, Request, Response, Robots, Sink, State, Verdict, Watch,
    admit::{Candidate, refusal},
    ask::Refusal,
    clock::latest,
    filter,
    frontier::{Frontier, Offer},
    host,
    quote::tame,
    reading::{Asked, Reading, sentence},
    rest::Asleep,
    stop::Stop,
    thought::Thought,
    trap::crowded,
};

/// After so many tasks in a row that fail for a reason of the host, it is given up.
const MISSES: u32 = 3;

/// So many answers of one host may be thought about while it is asked for the next, where no delay
/// gives the time for that.
pub(crate) const THOUGHTS: usize = 8;

/// While answers of more bytes than this are thought about, none is asked for.
const HEAVY: usize = 4 * 1024 * 1024;

/// So many addresses that were refused are noted for each source and turn; a trap has no end.
const REFUSALS: u32 = 10_000;

/// Crawls one host until nothing is left to ask for, or it is given up.
///
/// No request leaves before the host's robots.txt is known and its delay has passed. Without a
/// delay, the next address is asked for while some answers are still read; but answers are recorded
/// in the order in which they were asked for, and no address is asked for before all that are less
/// deep are recorded. So what a crawl finds does not depend on how long anything takes.
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
    let watched = |waiting: &Waiting| plan.watch.sources.contains_key(&waiting.task.source);
    let wanted = plan.tasks.iter().any(watched);
    let mut turn = Turn::new(plan.host, plan.watch, state, fetch, clock, sink);
    let asleep = Asleep {
        resting: plan.resting,
        doubted: plan.doubted,
        now: turn.watch.now,
    };
    turn.frontier = Frontier::new(plan.tasks, plan.seen, plan.used).resting(asleep);
    // A host that no source wants any more is not even asked for its robots.txt.
    let entered = if wanted { turn.enter().await? } else { Ok(()) };
    let stop = match entered {
        Ok(()) => turn.work().await?,
        Err(stop) => Some(stop),
    };
    if let Some(stop) = stop {
        turn.give_up(&stop).await?;
    }
    let last = turn.state.save();
    turn.put(vec![last]).await?;
    Ok(turn.state)
}

/// One host's turn.
pub(crate) struct Turn<'a, F, C, S> {
    pub(crate) host: String,
    pub(crate) watch: Arc<Watch>,
    pub(crate) frontier: Frontier,
    /// What is being thought about, in the order in which it was asked for.
    thoughts: VecDeque<Thought>,
    /// How many refusals were noted.
    refused: u32,
    /// The print of the home page, once that is read.
    home: Option<u64>,
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
            thoughts: VecDeque::new(),
            refused: 0,
            home: None,
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
        let mut stop = None;
        while stop.is_none() {
            if self.must_wait() {
                stop = self.settle().await?;
            } else if let Some(waiting) = self.frontier.next() {
                stop = self.visit(waiting).await?;
            } else {
                break;
            }
        }
        while !self.thoughts.is_empty() {
            let met = self.settle().await?;
            stop = stop.or(met);
        }
        Ok(stop)
    }

    /// Whether what is being thought about must be recorded before the next address is asked for.
    fn must_wait(&self) -> bool {
        let Some(oldest) = self.thoughts.front() else {
            return false;
        };
        let bytes: usize = self.thoughts.iter().map(|thought| thought.bytes).sum();
        !self.watch.settings.least_delay().is_zero()
            || self.thoughts.len() >= THOUGHTS
            || bytes >= HEAVY
            || self
                .frontier
                .depth()
                .is_none_or(|depth| depth > oldest.depth)
    }

    /// Records what was asked for longest ago, unless that shows that the host must be left.
    async fn settle(&mut self) -> Result<Option<Stop>, Closed> {
        let Some(thought) = self.thoughts.pop_front() else {
            return Ok(None);
        };
        let reading = thought.end().await;
        self.home = reading.home.or(self.home);
        if let Some((task, sign)) = reading.challenge {
            self.frontier.back(Waiting::fresh(task));
            return Ok(Some(Stop::challenged(&sign)));
        }
        self.record(reading).await?;
        Ok(None)
    }

    /// One task from its turn to its answer, which is thought about from then on.
    async fn visit(&mut self, waiting: Waiting) -> Result<Option<Stop>, Closed> {
        let asked = match self.admit(&waiting) {
            Ok(asked) => asked,
            Err(refused) => {
                self.thoughts
                    .push_back(Thought::known(&waiting.task, *refused));
                return Ok(None);
            }
        };
        let known = waiting.known.clone().unwrap_or_default();
        let request = Request {
            url: waiting.task.url.clone(),
            etag: known.etag,
            last_modified: known.last_modified,
            head: None,
        };
        let response = match self.ask(request).await? {
            Ok(response) => response,
            Err(Refusal::Held(until)) => {
                self.frontier.back(waiting);
                return Ok(Some(Stop::held(until)));
            }
            Err(Refusal::Spent(budget)) => {
                self.frontier.back(waiting);
                return Ok(Some(Stop::spent(budget)));
            }
            Err(Refusal::Challenge(sign)) => {
                self.frontier.back(waiting);
                return Ok(Some(Stop::challenged(&sign)));
            }
            Err(Refusal::Error(error)) => return Ok(self.miss(&asked, &error)),
        };
        self.misses = if response.status >= 500 {
            self.misses + 1
        } else {
            0
        };
        let status = response.status;
        match response.redirect(&waiting.task.url) {
            Some(target) => {
                let reading = asked.moved(&target, status, &self.host);
                self.thoughts
                    .push_back(Thought::known(&waiting.task, reading));
            }
            None => {
                self.share(&waiting.task, &response);
                self.thoughts.push_back(Thought::begin(asked, response));
            }
        }
        Ok((self.misses >= MISSES).then(|| Stop::failing(status)))
    }

    /// An answer serves every source that waits for the same address at the same depth. “Nothing
    /// changed” says nothing to a source that never read it.
    fn share(&mut self, task: &Task, response: &Response) {
        while let Some(twin) = self.frontier.twin(task, response.status == 304) {
            let thought = match self.admit(&twin) {
                Ok(asked) => Thought::begin(asked, response.clone()),
                Err(refused) => Thought::known(&twin.task, *refused),
            };
            self.thoughts.push_back(thought);
        }
    }

    /// What a task asks about, or why it may not be asked for.
    fn admit(&self, waiting: &Waiting) -> Result<Asked, Box<Reading>> {
        let task = &waiting.task;
        let refused = |step, reason| Box::new(Reading::skipped(task, step, reason));
        let Some(source) = self.watch.sources.get(&task.source) else {
            let reason = "this crawl does not visit its source".to_owned();
            return Err(refused(Step::Source, reason));
        };
        // The filters may be newer than what is known of the source.
        if let Some(reason) = filter::left_out(source, task) {
            return Err(refused(Step::Filter, reason));
        }
        let budget = self.watch.budget(source);
        if self.frontier.used(&task.source) > budget {
            return Err(refused(Step::Budget, beyond(budget)));
        }
        match self.robots.judge(&task.url) {
            Verdict::Allowed => Ok(Asked {
                task: task.clone(),
                source: source.clone(),
                known: waiting.known.is_some(),
                agent: self.watch.settings.agent.clone(),
                max_bytes: self.watch.settings.max_bytes,
                today: latest(self.watch.now),
                home: self.home,
            }),
            Verdict::Forbidden { rule, line } => {
                let reason = format!("line {line} of robots.txt forbids it (`{rule}`)");
                let message = format!(
                    "{} It is not asked for; to read it, ask the site's owner.",
                    sentence(&reason)
                );
                let mut refused = refused(Step::Robots, reason);
                let problem = problem(task, ProblemKind::Forbidden, message);
                refused.records.push(problem);
                Err(refused)
            }
        }
    }

    /// A task without an answer; the third in a row ends the host's turn.
    fn miss(&mut self, asked: &Asked, error: &FetchError) -> Option<Stop> {
        let kind = match error {
            FetchError::TooLarge(_) => ProblemKind::Unreadable,
            _ => ProblemKind::Unreachable,
        };
        let reading = asked.failed(kind, error.to_string(), error.advice());
        self.thoughts
            .push_back(Thought::known(&asked.task, reading));
        self.misses += u32::from(error.of_host());
        (self.misses >= MISSES || !error.passing() && error.of_host())
            .then(|| Stop::unreachable(error))
    }

    pub(crate) fn is_home(&self, url: &Url) -> bool {
        host(url).as_deref() == Some(self.host.as_str())
    }

    /// Stores what an answer means; the addresses it names are queued if they are new and admitted.
    async fn record(&mut self, mut reading: Reading) -> Result<(), Closed> {
        let mut group = Vec::new();
        self.frontier.sort(&mut reading.found);
        let mut sent = 0;
        for task in reading.found {
            group.extend(self.admit_named(task, &mut sent));
        }
        group.extend(reading.records);
        self.put(group).await
    }

    /// What is recorded of an address that was named: that it waits, or why it does not; nothing
    /// of one that is known. `sent` counts those of other hosts.
    fn admit_named(&mut self, task: Task, sent: &mut u32) -> Option<Record> {
        let source = self.watch.sources.get(&task.source)?;
        let budget = self.watch.budget(source);
        let candidate = Candidate {
            task: &task,
            source,
            watch: &self.watch,
        };
        if let Some((step, reason)) = refusal(&candidate) {
            let known = self.frontier.meet(&task);
            return if known {
                None
            } else {
                self.refuse(task, step, reason)
            };
        }
        if !self.is_home(&task.url) {
            *sent += 1;
            return Some(Record::Queue(task)).filter(|_| *sent <= budget);
        }
        match self.frontier.offer(&task, budget) {
            Offer::Taken => Some(Record::Queue(task)),
            Offer::Known => None,
            Offer::Crowded => self.refuse(task, Step::Trap, crowded()),
            Offer::Beyond => self.refuse(task, Step::Budget, beyond(budget)),
        }
    }

    /// Notes why an address is not asked for, as long as there are not too many of them.
    fn refuse(&mut self, task: Task, step: Step, reason: String) -> Option<Record> {
        self.refused += 1;
        let end = Record::End(task, Outcome::Skipped(step, reason));
        (self.refused <= REFUSALS).then_some(end)
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

/// Why an address has to wait for another crawl.
fn beyond(budget: u32) -> String {
    format!("the source's budget of {budget} addresses (`max_pages`) is used up")
}
