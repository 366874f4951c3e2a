//! Starts Masthead.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

/// Pages are trees of many small pieces, made and dropped at once: this allocator reads them faster
/// than that of the system.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    // Where the system does not tell where this program is, PDFs are read without a process apart.
    if let Ok(program) = std::env::current_exe() {
        masthead_crawler::read_papers_by(program);
    }
    masthead::run(&masthead::args::Args::parse()).into()
}
