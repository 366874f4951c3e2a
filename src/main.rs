//! Starts Masthead.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

/// Pages are trees of many small pieces, made and dropped at once: this allocator reads them faster
/// than that of the system.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    masthead::run(&masthead::args::Args::parse()).into()
}
