//! The watched web: plan, robots, pace, fetch, feeds, sitemaps, change.
//!
//! In reading order: [`Settings`] and [`Source`] say what to watch; [`crawl`] runs the whole,
//! many hosts at once, into the store; [`crawl_host`] is the work at one host, from a [`Plan`] and a
//! [`State`] to records, and knows neither the database nor the network: those come as [`Sink`] and
//! [`Fetch`], time as [`Clock`].
//!
//! What is not here: the reading of pages (`masthead-page`), and whether a page has changed, which
//! the store decides when it takes a visit.

mod settings;
mod source;

mod filter;
mod fit;
mod template;

mod book;
mod pipe;
mod run;
mod schedule;

mod admit;
mod alone;
mod ask;
mod challenge;
mod frontier;
mod gate;
mod host;
mod naming;
mod plan;
mod quote;
mod reading;
mod redirect;
mod rest;
mod seen;
mod soft;
mod stop;
mod thought;
mod trap;

mod discover;
mod document;
mod feed;
mod hits;
mod local;
mod look;
mod paper;
mod rough;
mod scripted;
mod sitemap;
mod warc;
mod xml;

mod clock;
mod normal;
mod pace;
mod robots;
mod tag;

mod address;
mod fetch;
mod net;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod web;

pub mod probe;

pub use admit::would_admit;
pub use alone::ask_robots;
pub use clock::{Clock, RunClock};
pub use feed::Item;
pub use fetch::{Fetch, FetchError, Request, Response};
pub use host::crawl_host;
pub use look::{Look, Offered, look};
pub use masthead_store::host;
pub use net::{Net, Permit};
pub use normal::normal;
pub use pace::Pace;
pub use paper::{READ_PDF, paper_facts, read_papers_by};
pub use pipe::{host_task, merge, plans, rehearse};
pub use plan::{Closed, Plan, Sink, State, Watch};
pub use rest::Resting;
pub use robots::text as robots_text;
pub use robots::{Agent, Delay, Robots, Rule, Verdict};
pub use run::{CrawlError, Event, Summary, crawl};
pub use schedule::in_flight;
pub use seen::Seen;
pub use settings::Settings;
pub use source::{Fault, Source, SourceKind, check};
pub use warc::{Capture, Warc};
