//! End-to-end tests: the real command, real Zola, a real browser, the sample web on loopback.
//!
//! Each file is one promise to users; `harness` runs the command and looks at what it left.

// A test binary is nobody's library: `pub` is for the neighbouring file.
#![allow(unreachable_pub, missing_docs)]
// Tests fail by panicking, also in the functions that they share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

mod archive;
mod bad;
mod browser;
mod care;
mod charset;
mod claims;
mod demo;
mod digest;
mod extract;
mod harness;
mod help;
mod hostile;
mod kill;
mod own;
mod pages;
mod planted;
mod polite;
mod readme;
mod robots;
mod same;
mod schedule;
mod source;
mod sums;
mod terms;
mod watch;
