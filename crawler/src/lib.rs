//! The watched web: plan, robots, pace, fetch, feeds, sitemaps, change.

mod address;
mod ask;
mod clock;
mod document;
mod feed;
mod fetch;
mod frontier;
mod gate;
mod host;
mod net;
mod normal;
mod pace;
mod plan;
mod reading;
mod redirect;
mod robots;
mod run;
mod sitemap;
mod source;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod web;
mod xml;

pub use clock::{Clock, RunClock};
pub use feed::Item;
pub use fetch::{Fetch, FetchError, Request, Response};
pub use host::{Closed, Plan, Sink, State, Watch, crawl_host};
pub use net::Net;
pub use normal::{host, normal};
pub use pace::Pace;
pub use reading::Memory;
pub use robots::{Robots, Verdict};
pub use run::{CrawlError, Event, Summary, crawl};
pub use source::{Fault, Settings, Source, SourceKind, check};
