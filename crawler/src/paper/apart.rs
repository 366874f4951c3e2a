//! Reading a PDF in a process of its own: what the file does to its reader ends there.
//!
//! A small file can ask its reader for memory and time without end, in more ways than can be seen
//! beforehand: packed twice, one font under a thousand names, drawings that draw each other. So a
//! process that the system holds within bounds reads it.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
};

use jiff::civil::Date;
use masthead_page::PageFacts;
use url::Url;

/// The word by which the program is asked to read a PDF.
pub const READ_PDF: &str = "read-pdf";

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// From now on `program` reads PDFs, a process for each. It is called as `PROGRAM read-pdf --url URL
/// --now DAY`, gets the file as standard input, and must write its facts ([`crate::paper_facts`]) as
/// JSON; bounds are its own affair. The first program that is named stays.
pub fn read_papers_by(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

/// The program that reads PDFs, if one was named.
pub(crate) fn program() -> Option<&'static Path> {
    PROGRAM.get().map(PathBuf::as_path)
}

/// What the program says of a PDF: nothing if it came to a bad end; an error if it did not begin.
pub(super) fn ask(
    program: &Path,
    body: &[u8],
    url: &Url,
    today: Date,
) -> std::io::Result<Option<PageFacts>> {
    let mut child = Command::new(program)
        .args([READ_PDF, "--url", url.as_str(), "--now", &today.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        // A reader that has ended does not listen any more; its status says so.
        let _ = input.write_all(body);
    }
    let output = child.wait_with_output()?;
    let facts = serde_json::from_slice(&output.stdout).ok();
    Ok(facts.filter(|_| output.status.success()))
}
