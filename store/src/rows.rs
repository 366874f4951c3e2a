//! The watched web as plain rows: sources, tasks, visits, hosts, problems, pages.

use std::{collections::BTreeMap, time::Duration};

use jiff::{Timestamp, civil::Date};
use masthead_page::PageFacts;
use masthead_text::{Language, Sketch};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::Body;

/// What a source is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Trade press, associations, standards: what the industry talks about.
    Industry,
    /// Who sells to the same buyers.
    Competitor,
    /// Notices of tenders.
    Tender,
    /// Our own site.
    Own,
}

/// A source as it was when a page was seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SourceRow {
    /// The name people gave it, unique in the settings.
    pub name: String,
    /// Where it starts: feed, sitemap, list page or site.
    pub url: Url,
    /// What it is to us.
    pub role: Role,
    /// Its language, if it has one.
    pub language: Option<Language>,
}

/// One address to fetch, for one source. The key within a run is (source, address).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Task {
    /// The source's name.
    pub source: String,
    /// The address, in normal form.
    pub url: Url,
    /// Steps from the source's start: 0 for the start itself.
    pub depth: u32,
    /// What the source says of the page before it is read (a feed's or list's day).
    pub day: Option<Date>,
    /// When the page changed last, by what its feed or sitemap says; of a day its end (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Timestamp>,
    /// The page or feed that named it, if any.
    pub from: Option<Url>,
    /// The addresses that redirected to it one after the other, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trail: Vec<Url>,
}

/// A task that waits, with what is remembered of its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The task.
    #[serde(flatten)]
    pub task: Task,
    /// What the last answer said of itself, if its page still stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Validators>,
}

impl Waiting {
    /// A task for an address that was never read.
    #[must_use]
    pub const fn fresh(task: Task) -> Self {
        Self { task, known: None }
    }
}

/// What makes the next request of an address conditional (RFC 9110, 8.8).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// `ETag`, as served.
    pub etag: Option<String>,
    /// `Last-Modified`, as served.
    pub last_modified: Option<String>,
}

/// The steps by which an address is admitted, in their order; each can refuse it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Its source is watched.
    Source,
    /// It lies within what the source covers: its host, its kinds of file.
    Scope,
    /// The filters of the settings let it through.
    Filter,
    /// It is not too many links away from the start.
    Depth,
    /// It does not look like one of endlessly many.
    Trap,
    /// The source has pages left for this run.
    Budget,
    /// robots.txt, or the page that names it, allows it.
    Robots,
    /// It leads to no other address.
    Redirect,
    /// What it answers is something that Masthead reads.
    Type,
}

/// How one task ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Fetched; its bytes differ from the last visit, or it is new.
    Fetched,
    /// The server said, or the bytes show, that nothing changed.
    Unchanged,
    /// Gone: 404 or 410.
    Gone,
    /// Not asked for, or not kept: the step that refused it, and why, without a capital letter
    /// and full stop.
    Skipped(Step, String),
    /// Tried and failed; the reason as a sentence.
    Failed(String),
}

/// A page that was fetched or confirmed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// The task that it answers.
    pub task: Task,
    /// The address that answered, after redirects.
    pub url: Url,
    /// HTTP status.
    pub status: u16,
    /// `ETag`, for the next conditional request.
    pub etag: Option<String>,
    /// `Last-Modified`, as served.
    pub last_modified: Option<String>,
    /// The headers of the answer as received, in their order.
    pub headers: Vec<(String, String)>,
    /// The body as served, decompressed; `None` when it was not sent again (304).
    pub body: Option<Body>,
    /// The facts read from the body; `None` as above, and for feeds, sitemaps and lists.
    pub facts: Option<PageFacts>,
    /// The sketch of the main text, if there is enough of it.
    pub sketch: Option<Sketch>,
}

/// What is remembered of a host between requests and runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostState {
    /// Scheme, name and port: `http://www.example.com:80`.
    pub host: String,
    /// robots.txt as served (empty if there is none), and when it was read.
    pub robots: Option<(String, Timestamp)>,
    /// No request before this instant (`Retry-After`, back-off).
    pub not_before: Option<Timestamp>,
    /// The delay between requests that the host asked for, if any.
    pub crawl_delay: Option<Duration>,
    /// How the crawler paced it, in the crawler's own words (JSON).
    pub pace: Option<String>,
}

/// What was wrong with a source or page during a run; shown in reports.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// The source's name.
    pub source: String,
    /// The address.
    pub url: Url,
    /// Which sort of trouble.
    pub kind: ProblemKind,
    /// What happened and what to do, as sentences.
    pub message: String,
}

/// The sorts of trouble that a watched web gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// robots.txt forbids the address.
    Forbidden,
    /// The host cannot be reached, or answers with server errors.
    Unreachable,
    /// A feed or sitemap that cannot be read as one.
    BrokenFeed,
    /// An address that a source names answers 404 or 410.
    Missing,
    /// The page is too large, too deep or of another type than a page.
    Unreadable,
    /// The page is empty until a browser runs its scripts.
    Scripted,
}

/// One step of a crawl, in the order in which it must become durable. A group of records that
/// is committed together is seen together or not at all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Record {
    /// An address was found: it is queued unless the run knows it already.
    Queue(Task),
    /// A page was visited; this also ends its task as fetched or unchanged.
    Visit(Box<Visit>),
    /// A task ended without a page.
    End(Task, Outcome),
    /// A host's state changed.
    Host(HostState),
    /// Something was wrong.
    Problem(Problem),
}

/// A page as it stood at some instant.
#[derive(Debug, Clone, PartialEq)]
pub struct PageAt {
    /// Its source.
    pub source: SourceRow,
    /// Its address.
    pub url: Url,
    /// When the page was first seen at all.
    pub first_seen: Timestamp,
    /// When this version of its main text, title or description was first seen.
    pub changed: Timestamp,
    /// The day the source (feed or list) gave for it, if any.
    pub listed: Option<Date>,
    /// What it says.
    pub facts: PageFacts,
}

impl PageAt {
    /// The day of publication: what the page says, else what its feed or list said.
    #[must_use]
    pub fn published(&self) -> Option<Date> {
        self.facts.published.or(self.listed)
    }
}

/// A crawl that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Its number.
    pub id: i64,
    /// Its time in whole seconds: everything it sees is dated with it.
    pub now: Timestamp,
    /// Whether it goes on with one that did not end.
    pub resumed: bool,
    /// A page is asked for again after this time at the latest, however seldom it changes.
    pub longest: Duration,
}

impl Run {
    /// The time after which a page is asked for again, if nothing else is said: 30 days.
    pub const LONGEST: Duration = Duration::from_secs(30 * 24 * 60 * 60);
}

/// Which of the addresses that a source named in earlier runs a run asks for again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// The source's name.
    pub source: String,
    /// None that are further away from the start than this.
    pub deepest: Option<u32>,
    /// None that were first seen before this.
    pub since: Option<Timestamp>,
}

/// What a run has done at one host, and what is left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// What waits, by depth, address and source.
    pub waiting: Vec<Waiting>,
    /// The (source, address) pairs that are dealt with.
    pub settled: Vec<(String, Url)>,
    /// Those that need no visit yet, with the second (Unix) at which each was read, if known.
    pub resting: Vec<(String, Url, Option<i64>)>,
    /// How many claims may still be followed of each source that is not believed.
    pub doubted: BTreeMap<String, u32>,
    /// How many tasks each source has used up.
    pub used: BTreeMap<String, u32>,
}

/// What a run did for one source, in tasks. `fetched`, `unchanged`, `gone`, `skipped` and `failed`
/// do not overlap; `new` and `changed` are parts of `fetched`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SourceTally {
    /// The source's name.
    pub source: String,
    /// Fetched with bytes that are new: pages, feeds, sitemaps and lists.
    pub fetched: u64,
    /// Pages never seen before.
    pub new: u64,
    /// Pages with another main text, title or description.
    pub changed: u64,
    /// Pages with the main text, title and description of the last visit.
    pub same: u64,
    /// Fetched or asked for, with the bytes of the last visit: also feeds, sitemaps and lists.
    pub unchanged: u64,
    /// Gone.
    pub gone: u64,
    /// Not asked for.
    pub skipped: u64,
    /// Failed.
    pub failed: u64,
}
