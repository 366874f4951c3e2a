//! Starts Masthead.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    masthead::run(&masthead::args::Args::parse()).into()
}
