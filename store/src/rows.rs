//! The watched web as plain rows: sources, tasks, visits, hosts, problems, pages.

use std::time::Duration;

use jiff::{Timestamp, civil::Date};
use masthead_page::PageFacts;
use masthead_text::Language;
use serde::{Deserialize, Serialize};
use url::Url;

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
    /// The page or feed that named it, if any.
    pub from: Option<Url>,
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
    /// Not asked for: robots.txt, scope or budget forbids it; the reason as a sentence.
    Skipped(String),
    /// Tried and failed; the reason as a sentence.
    Failed(String),
}

/// A page that was fetched or confirmed.
#[derive(Debug, Clone, PartialEq)]
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
    /// The body as served, decompressed; `None` when it was not sent again (304).
    pub body: Option<Vec<u8>>,
    /// The facts read from the body; `None` as above, and for feeds, sitemaps and lists.
    pub facts: Option<PageFacts>,
}

/// What is remembered of a host between requests and runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostState {
    /// Scheme, name and port: `http://www.example.com:80`.
    pub host: String,
    /// robots.txt as served (empty if there is none), and when it was read.
    pub robots: Option<(String, Timestamp)>,
    /// No request before this instant (`Retry-After`, back-off).
    pub not_before: Option<Timestamp>,
    /// The delay between requests that the host asked for, if any.
    pub crawl_delay: Option<Duration>,
}

/// What was wrong with a source or page during a run; shown in reports.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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
}

/// One step of a crawl, in the order in which it must become durable. A group of records that
/// is committed together is seen together or not at all.
#[derive(Debug, Clone, PartialEq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its number.
    pub id: i64,
    /// Its time in whole seconds: everything it sees is dated with it.
    pub now: Timestamp,
    /// Whether it goes on with one that did not end.
    pub resumed: bool,
}

/// What is remembered of an address between runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its source's name.
    pub source: String,
    /// The address that was asked for.
    pub url: Url,
    /// Steps from the source's start.
    pub depth: u32,
    /// `ETag`, for the next conditional request.
    pub etag: Option<String>,
    /// `Last-Modified`, as served.
    pub last_modified: Option<String>,
    /// Where a crawler may go on to from it, each once, in the order of the page.
    pub links: Vec<Url>,
    /// When it was first seen.
    pub first_seen: Timestamp,
    /// Whether it was gone when last asked for.
    pub gone: bool,
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
