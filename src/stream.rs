//! Many files in, a line of JSON for each out: read in parallel, printed in the order given.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use anyhow::Context;
use rayon::prelude::*;
use serde::Serialize;

use crate::{Exit, printer::Printer};

/// Files read at a time, so that memory stays flat whatever is asked for, and little is read in
/// vain once nobody reads the lines.
const AT_ONCE: usize = 64;

/// What is said when results cannot be written.
const UNWRITTEN: &str =
    "standard output takes no more; make room where it goes, or send it elsewhere";

/// What is printed of one file.
pub(crate) struct Line {
    /// JSON and the end of the line, for stdout.
    json: String,
    /// What the reader should know beside it, for stderr.
    notes: Vec<&'static str>,
}

impl Line {
    /// A value as a line.
    pub(crate) fn of(value: &impl Serialize) -> anyhow::Result<Self> {
        Ok(Self {
            json: serde_json::to_string(value)? + "\n",
            notes: Vec::new(),
        })
    }

    /// The same line with something to know beside it.
    pub(crate) fn note(mut self, note: Option<&'static str>) -> Self {
        self.notes.extend(note);
        self
    }

    fn print(&self, file: &Path, printer: &Printer) -> anyhow::Result<ControlFlow<()>> {
        let heard = printer.feed(&self.json).context(UNWRITTEN)?;
        for note in self.notes.iter().filter(|_| heard.is_continue()) {
            printer.warn(&format!("{}: {note}", file.display()));
        }
        Ok(heard)
    }
}

/// Prints what `one` makes of each file, until the last one or until nobody reads on. A file that
/// cannot be read is told, and the others are read all the same.
pub(crate) fn run(
    files: &[PathBuf],
    printer: &Printer,
    one: impl Fn(&Path) -> anyhow::Result<Line> + Sync,
) -> anyhow::Result<Exit> {
    let mut exit = Exit::Clean;
    each(files, one, |file, read| match read {
        Ok(line) => line.print(file, printer),
        Err(error) => {
            let told = format!("{}: {error}", file.display());
            printer.error(&error.context(told));
            exit = Exit::Findings;
            Ok(ControlFlow::Continue(()))
        }
    })?;
    Ok(exit)
}

/// Hands what `one` makes of each file to `print` in the order given, until that breaks off.
fn each<T: Send>(
    files: &[PathBuf],
    one: impl Fn(&Path) -> T + Sync,
    mut print: impl FnMut(&Path, T) -> anyhow::Result<ControlFlow<()>>,
) -> anyhow::Result<()> {
    for files in files.chunks(AT_ONCE) {
        let read: Vec<T> = files.par_iter().map(|file| one(file)).collect();
        for (file, read) in files.iter().zip(read) {
            if print(file, read)?.is_break() {
                return Ok(());
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// How many of a thousand files are read, and which are printed, if the reader goes away
    /// after `lines`.
    fn streamed(lines: usize) -> (usize, Vec<PathBuf>) {
        let files: Vec<PathBuf> = (0..1000).map(|at| format!("{at}.html").into()).collect();
        let (read, mut printed) = (AtomicUsize::new(0), Vec::new());
        let one = |_: &Path| read.fetch_add(1, Ordering::Relaxed);
        each(&files, one, |file, _| {
            printed.push(file.to_owned());
            Ok(match printed.len() == lines {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            })
        })
        .unwrap();
        assert_eq!(printed, files[..printed.len()]);
        (read.into_inner(), printed)
    }

    #[test]
    fn no_more_is_read_once_nobody_reads_the_lines() {
        for (lines, read) in [
            (1, AT_ONCE),
            (AT_ONCE, AT_ONCE),
            (AT_ONCE + 1, 2 * AT_ONCE),
            (2000, 1000),
        ] {
            let (found, printed) = streamed(lines);
            assert_eq!((found, printed.len()), (read, lines.min(1000)));
        }
    }
}
