//! The only place that prints: stdout is data, stderr talks.
#![allow(clippy::print_stderr)]

use std::{
    env,
    io::{self, IsTerminal, Write},
};

/// Decides silence and colour, once for a run.
#[derive(Debug, Clone, Copy)]
pub struct Printer {
    quiet: bool,
    /// Whether stdout takes colour.
    pub(crate) colour: bool,
}

impl Printer {
    /// A printer; `quiet` leaves only results and errors. Colour is on at a terminal, unless
    /// the environment sets `NO_COLOR`.
    #[must_use]
    pub fn new(quiet: bool) -> Self {
        let unwanted = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            quiet,
            colour: io::stdout().is_terminal() && !unwanted,
        }
    }

    /// Writes results to stdout.
    pub(crate) fn data(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Says a line about the run.
    pub(crate) fn say(&self, line: &str) {
        if !self.quiet {
            eprintln!("{line}");
        }
    }

    /// Warns of something that does not stop the run.
    pub(crate) fn warn(&self, line: &str) {
        eprintln!("warning: {line}");
    }

    /// Says why the run could not go on, with all causes.
    pub(crate) fn error(&self, error: &anyhow::Error) {
        eprintln!("error: {error}");
        let mut said = error.to_string();
        for cause in error.chain().skip(1).map(ToString::to_string) {
            if !said.contains(&cause) {
                eprintln!("  because: {cause}");
            }
            said = cause;
        }
    }
}
