//! What holds for every text: each file is one promise of `masthead_text`.

// A test binary is nobody's library: `pub` is for the neighbouring file.
#![allow(unreachable_pub, missing_docs)]
// Tests fail by panicking, also in the functions that they share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cut;
mod same;
mod source;
mod speech;
