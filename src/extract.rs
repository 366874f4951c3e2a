//! `masthead extract`: what Masthead sees of a page, as JSON Lines.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use anyhow::Context;
use masthead_page::PageFacts;
use rayon::prelude::*;
use serde::Serialize;

use crate::{Exit, args, printer::Printer};

/// Files read at a time, so that memory stays flat whatever is asked for.
const AT_ONCE: usize = 256;

/// One line of output.
#[derive(Serialize)]
struct Line<'p> {
    path: &'p str,
    title: Option<&'p str>,
    description: Option<&'p str>,
    #[serde(flatten)]
    facts: &'p PageFacts,
}

pub(crate) fn run(asked: &args::Extract, printer: &Printer) -> anyhow::Result<Exit> {
    let mut exit = Exit::Clean;
    for files in asked.files.chunks(AT_ONCE) {
        let read: Vec<_> = files.par_iter().map(|file| one(file, asked)).collect();
        for (file, line) in files.iter().zip(read) {
            match line {
                Ok(line) => printer.data(&line)?,
                Err(error) => {
                    printer.warn(&format!("{}: {error:#}", file.display()));
                    exit = Exit::Findings;
                }
            }
        }
    }
    Ok(exit)
}

/// The facts of one file as a line of JSON.
fn one(file: &Path, asked: &args::Extract) -> anyhow::Result<String> {
    let bytes = bytes(file)?;
    let facts = masthead_page::read(&bytes, asked.url.as_ref(), None);
    let path = file.display().to_string();
    let line = Line {
        path: &path,
        title: facts.title(),
        description: facts.description(),
        facts: &facts,
    };
    Ok(serde_json::to_string(&line)? + "\n")
}

/// The bytes of a file; `-` is standard input.
pub(crate) fn bytes(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).context("reading standard input")?;
        return Ok(bytes);
    }
    fs::read(file).context("cannot be read; check the path")
}
