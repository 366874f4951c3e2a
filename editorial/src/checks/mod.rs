//! What a page may be wrong about although its front matter is sound.

mod differ;
mod facts;
mod links;
mod pairs;
mod text;
mod twins;

pub(crate) use differ::{differ, shared};
pub(crate) use facts::facts;
pub(crate) use links::links;
pub(crate) use pairs::{pairs, sections};
pub(crate) use text::text;
pub(crate) use twins::twins;
