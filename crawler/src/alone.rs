//! Asking a host without a crawl: by the same rules, and nothing is stored.

use jiff::Timestamp;
use masthead_store::{HostState, Record};
use tokio::runtime::Runtime;
use url::Url;

use crate::{
    Closed, CrawlError, Net, RunClock, Settings, Sink, State, Watch, host, host::Turn, run::runtime,
};

/// Takes records and forgets them.
pub(crate) struct Nobody;

impl Sink for Nobody {
    async fn put(&self, _: Vec<Record>) -> Result<(), Closed> {
        Ok(())
    }
}

/// What asking needs.
pub(crate) struct Alone {
    pub(crate) runtime: Runtime,
    pub(crate) net: Net,
    pub(crate) clock: RunClock,
}

impl Alone {
    /// Connections as the settings want them, and a clock that starts at `now`.
    pub(crate) fn new(settings: &Settings, now: Timestamp) -> Result<Self, CrawlError> {
        Ok(Self {
            runtime: runtime()?,
            net: Net::new(settings).map_err(CrawlError::Setup)?,
            clock: RunClock::starting(now),
        })
    }
}

/// The robots.txt of the host of `url` as it is served to the crawler of these settings, or why a
/// crawl would ask for nothing there: the server fails or cannot be reached. Told in sentences, with
/// what to do.
///
/// # Errors
/// If connections cannot be set up.
pub fn ask_robots(
    url: &Url,
    settings: &Settings,
    now: Timestamp,
) -> Result<Result<String, String>, CrawlError> {
    let alone = Alone::new(settings, now)?;
    let watch = Watch::new(&[], settings, now);
    let state = State::open(HostState::default(), &watch, false);
    let host = host(url).unwrap_or_default();
    let (net, clock) = (&alone.net, &alone.clock);
    let mut turn = Turn::new(host, watch.into(), state, net, clock, &Nobody);
    let asked = alone.runtime.block_on(turn.fetch_robots());
    asked
        .map(|asked| asked.map_err(|stop| stop.told()))
        .map_err(|closed| CrawlError::Setup(closed.to_string()))
}
