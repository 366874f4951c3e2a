//! Web archives (WARC 1.1, ISO 28500:2017): read as a source, and written from what is stored.

mod http;
mod read;
mod write;

pub(crate) use http::answer;
pub(crate) use read::{Head, walk};
pub use write::{Capture, Warc};
