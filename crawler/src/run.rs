//! A whole crawl: many hosts at once, one writer, resumable at any moment.

use jiff::Timestamp;
use masthead_store::{Outcome, SourceTally, Store, StoreError};
use url::Url;

use crate::{Fault, Settings, Source};

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

/// Crawls all sources into the store, and goes on with an unfinished crawl if there is one.
///
/// `now` is the time of the crawl, and of its robots.txt and waiting times.
///
/// # Errors
/// If the settings cannot be used or the store fails. A source that fails is no error: it is a
/// problem in the store, and every other source goes on.
pub fn crawl(
    _store: &mut Store,
    sources: &[Source],
    settings: &Settings,
    _now: Timestamp,
    _progress: &mut dyn FnMut(Event),
) -> Result<Summary, CrawlError> {
    let faults = crate::check(sources, settings);
    if !faults.is_empty() {
        return Err(CrawlError::Settings(faults));
    }
    Err(CrawlError::Setup("not in place yet".to_owned()))
}
