//! The only place that prints: stdout is data, stderr talks.

use std::{
    env,
    io::{self, IsTerminal, Write},
    ops::ControlFlow,
};

/// Goes to the beginning of the line and clears it.
const CLEAR: &str = "\r\u{1b}[2K";

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

    /// Writes results to stdout as they are; text of others in them must have been [`tame`]d.
    /// Whoever reads may stop reading (`masthead check | head`): that is no fault, and the work
    /// goes on.
    pub(crate) fn data(&self, text: &str) -> io::Result<()> {
        self.feed(text).map(|_| ())
    }

    /// Writes one of many results to stdout, as [`data`](Self::data) does, and breaks off when
    /// nobody reads them any more.
    pub(crate) fn feed(&self, text: &str) -> io::Result<ControlFlow<()>> {
        pour(&mut io::stdout().lock(), text)
    }

    /// Writes a line of results to stdout.
    pub(crate) fn line(&self, line: &str) -> io::Result<()> {
        self.data(&format!("{}\n", tame(line)))
    }

    /// Says a line about the run.
    pub(crate) fn say(&self, line: &str) {
        if !self.quiet {
            talk(line);
        }
    }

    /// Shows how far long work is, in a line that the next one replaces; at a terminal only.
    pub(crate) fn status(&self, line: &str) {
        if self.watched() {
            // A reader who is gone is none who waits.
            let _ = write!(io::stderr().lock(), "{CLEAR}{}", tame(line));
        }
    }

    /// Whether somebody sits there to see a line change.
    pub(crate) fn watched(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// Where results go that are written by the piece.
    pub(crate) fn out(&self) -> io::StdoutLock<'static> {
        io::stdout().lock()
    }

    /// Warns of something that does not stop the run.
    pub(crate) fn warn(&self, line: &str) {
        talk(&format!("warning: {line}"));
    }

    /// Says why something could not be done, with all causes.
    pub(crate) fn error(&self, error: &anyhow::Error) {
        talk(&causes(error));
    }
}

/// Writes to a reader, who may be gone.
fn pour(out: &mut impl Write, text: &str) -> io::Result<ControlFlow<()>> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ControlFlow::Break(())),
        written => written.map(ControlFlow::Continue),
    }
}

/// An error and its causes, each on a line and none twice.
fn causes(error: &anyhow::Error) -> String {
    let mut told = format!("error: {error}");
    let mut said = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !said.contains(&cause) {
            told += &format!("\n  because: {cause}");
        }
        said = cause;
    }
    told
}

/// Writes to stderr. If nobody can hear us, the work goes on all the same.
fn talk(text: &str) {
    let lines: Vec<String> = text.lines().map(tame).collect();
    // The line of a status that may stand there is written over.
    let clear = if io::stderr().is_terminal() {
        CLEAR
    } else {
        ""
    };
    let _ = writeln!(io::stderr().lock(), "{clear}{}", lines.join("\n"));
}

/// One line of text that may come from the web or a stranger's file, safe to show in a terminal:
/// control characters could move the cursor, and marks of direction turn what follows around.
pub(crate) fn tame(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let wild = |c: char| c != '\t' && (c.is_control() || turns(c));
    text.chars()
        .map(|c| if wild(c) { '\u{fffd}' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_play_with_a_terminal_is_replaced() {
        let evil = "标题\u{1b}[2J\u{7}\u{9b}31m\u{202e}gnp.\tx";
        assert_eq!(
            tame(evil),
            "标题\u{fffd}[2J\u{fffd}\u{fffd}31m\u{fffd}gnp.\tx"
        );
    }

    /// A reader that fails as told.
    struct Reader(io::ErrorKind);

    impl Write for Reader {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_who_is_gone_is_no_fault_and_a_full_disk_is_one() {
        let gone = pour(&mut Reader(io::ErrorKind::BrokenPipe), "x\n");
        assert_eq!(gone.unwrap(), ControlFlow::Break(()));
        assert!(pour(&mut Reader(io::ErrorKind::StorageFull), "x\n").is_err());
        assert!(pour(&mut Vec::new(), "x\n").unwrap().is_continue());
    }

    #[test]
    fn an_error_tells_each_cause_once() {
        let error = anyhow::anyhow!("no such file").context("cannot be read; check the path");
        let told = format!("相机.html: {error}");
        assert_eq!(
            causes(&error.context(told)),
            "error: 相机.html: cannot be read; check the path\n  because: no such file"
        );
    }
}
