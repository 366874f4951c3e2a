//! `masthead read-pdf`: one PDF from standard input to facts, in a process that the system holds
//! within bounds. The crawl starts one for each PDF.

use std::io::{self, Read};

use anyhow::Context;

use crate::{Exit, args, clock, printer::Printer};

/// Bytes of memory that reading may take, beside the program itself.
#[cfg(unix)]
const MEMORY: u64 = 160 << 20;

/// Seconds of processor time that it may take.
#[cfg(unix)]
const SECONDS: u64 = 10;

pub(crate) fn run(
    args: &args::Args,
    asked: &args::ReadPdf,
    printer: &Printer,
) -> anyhow::Result<Exit> {
    #[cfg(unix)]
    if !asked.bounded {
        bound().context("the system sets no bounds for the reader of PDFs")?;
        return Err(again()).context("the reader of PDFs cannot be started");
    }
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .context("the PDF cannot be read from standard input")?;
    let today = clock::day(clock::now(args));
    let facts = masthead_crawler::paper_facts(&bytes, &asked.url, today);
    printer.data(&serde_json::to_string(&facts)?)?;
    Ok(Exit::Clean)
}

/// Memory beyond the bound is refused, and time beyond it ends the process, without a picture of it
/// on the disk.
#[cfg(unix)]
fn bound() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (what, most) in [
        (Resource::Data, MEMORY),
        (Resource::Cpu, SECONDS),
        (Resource::Core, 0),
    ] {
        let most = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(what, most)?;
    }
    Ok(())
}

/// This program once more, in place of itself: bounds outlive that, and hold for memory only where
/// the allocator has not yet reserved any. Comes back only if it fails.
#[cfg(unix)]
fn again() -> io::Error {
    use std::{env, os::unix::process::CommandExt, process::Command};
    match env::current_exe() {
        Ok(program) => Command::new(program)
            .args(env::args_os().skip(1))
            .arg("--bounded")
            .exec(),
        Err(error) => error,
    }
}
