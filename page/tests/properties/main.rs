//! What holds for every page, however it is written: each file is one promise of `masthead_page`.

// A test binary is nobody's library: `pub` is for the neighbouring file.
#![allow(unreachable_pub, missing_docs)]
// Tests fail by panicking, also in the functions that they share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bytes;
mod cut;
mod days;
mod links;
mod soup;
mod text;
