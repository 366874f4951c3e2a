//! What the work at one host is given, and where its records go.

use std::{collections::BTreeMap, future::Future, sync::Arc};

use jiff::Timestamp;
use masthead_store::{HostState, Record, Task};
use url::Url;

use crate::{Memory, Pace, Settings, Source};

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

/// How a run came to an address: by a redirect from one of the same depth, or by a link from one
/// less deep.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// The task's depth.
    pub depth: u32,
    /// The address that named it.
    pub from: Option<Url>,
}

impl Step {
    /// The step to a task.
    #[must_use]
    pub fn to(task: &Task) -> Self {
        Self {
            depth: task.depth,
            from: task.from.clone(),
        }
    }
}

/// What is to be done at one host.
#[derive(Debug)]
pub struct Plan {
    /// Scheme, name and port.
    pub host: String,
    /// What is to be asked for.
    pub tasks: Vec<Task>,
    /// Every (source, address) of this host that the run knows, done or not, and how it came there.
    pub seen: BTreeMap<(String, Url), Step>,
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
