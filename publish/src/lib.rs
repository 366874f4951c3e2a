//! Running Zola, auditing what it built, exchanging the result.
//!
//! [`find`] finds Zola; [`build`] runs it beside the published folder, reads what it built as a
//! [`Site`], judges it by the [`rules`], leads every fault back to the line of Markdown or
//! template that it came from, and exchanges the folders if nothing is broken.

mod audit;
mod build;
mod exchange;
mod failure;
mod origin;
pub mod rules;
mod site;
mod zola;

pub use build::{BuildError, Built, build};
pub use exchange::{ExchangeError, exchange, recover};
pub use site::{Site, SiteError, SitePage, Target};
pub use zola::{NoZola, Places, Zola, find};
