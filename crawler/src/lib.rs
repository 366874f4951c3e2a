//! The watched web: plan, robots, pace, fetch, feeds, sitemaps, change.

mod run;
mod source;

pub use run::{CrawlError, Event, Summary, crawl};
pub use source::{Fault, Settings, Source, SourceKind, check};
