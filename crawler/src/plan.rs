//! What the work at one host is given, and where its records go.

use std::{collections::BTreeMap, future::Future, sync::Arc};

use jiff::Timestamp;
use masthead_store::{HostState, Record, Waiting};
use serde::{Deserialize, Serialize};

use crate::{Pace, Resting, Settings, Source, seen::Seen};

/// What every host of a crawl shares.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Watch {
    /// The time of the crawl.
    pub now: Timestamp,
    /// The settings.
    pub settings: Settings,
    /// The sources by name.
    pub sources: BTreeMap<String, Source>,
}

impl Watch {
    /// What the settings say, at `now`.
    #[must_use]
    pub fn new(sources: &[Source], settings: &Settings, now: Timestamp) -> Self {
        let named = |source: &Source| (source.name.clone(), source.clone());
        Self {
            now,
            settings: settings.clone(),
            sources: sources.iter().map(named).collect(),
        }
    }

    /// How many addresses a source may ask for at one host in one run.
    #[must_use]
    pub fn budget(&self, source: &Source) -> u32 {
        source.max_pages.unwrap_or(self.settings.max_pages)
    }

    /// How many links away from its start a source is followed.
    #[must_use]
    pub fn deepest(&self, source: &Source) -> u32 {
        source.max_depth.unwrap_or(self.settings.max_depth)
    }
}

/// What is to be done at one host.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Plan {
    /// Scheme, name and port.
    pub host: String,
    /// What is to be asked for.
    pub tasks: Vec<Waiting>,
    /// The addresses of this host that the run has dealt with.
    pub seen: Seen,
    /// Those that need no visit yet.
    pub resting: Resting,
    /// How many claims of a change may still be followed of each source that is not believed.
    pub doubted: BTreeMap<String, u32>,
    /// How many tasks each source has used up at this host.
    pub used: BTreeMap<String, u32>,
    /// What all hosts share.
    pub watch: Arc<Watch>,
}

/// What is remembered of a host.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct State {
    /// What the store keeps of it.
    pub host: HostState,
    /// How fast it may be asked; stored as a part of the former.
    #[serde(skip)]
    pub pace: Pace,
}

impl State {
    /// The state of a host as it was stored; `resumed` if that was in this crawl.
    #[must_use]
    pub fn open(host: HostState, watch: &Watch, resumed: bool) -> Self {
        let pace = Pace::open(host.pace.as_deref(), &watch.settings, watch.now, resumed);
        Self { host, pace }
    }

    /// What the store is to keep.
    #[must_use]
    pub fn save(&mut self) -> Record {
        self.host.pace = Some(self.pace.save());
        Record::Host(self.host.clone())
    }
}

/// Whoever takes the records of a host. A group is stored as a whole or not at all, and groups are
/// stored in their order.
pub trait Sink: Send + Sync {
    /// Hands over a group; waits while too many are on their way to the store.
    fn put(&self, group: Vec<Record>) -> impl Future<Output = Result<(), Closed>> + Send;
}

/// Nobody takes records any more; the crawl is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the crawl is over")]
pub struct Closed;
