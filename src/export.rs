//! `masthead export`: every stored table as CSV, or the stored pages as a web archive.

use std::{
    fs,
    io::{BufWriter, Write},
    path::Path,
};

use anyhow::Context;
use masthead_crawler::{Capture, Warc};
use masthead_insight::cells;
use masthead_store::{SHEETS, Sheet, Stored};

use crate::{
    Exit,
    args::{self, Args},
    clock,
    printer::Printer,
    results,
    workspace::{Workspace, shown},
};

pub(crate) fn run(args: &Args, asked: &args::Export, printer: &Printer) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    if let Some(path) = &asked.warc {
        return archive(args, &workspace, path, printer);
    }
    let dir = asked.dir.clone().unwrap_or_else(|| workspace.out("export"));
    for path in write(&workspace, &dir)? {
        printer.line(&shown(&path))?;
    }
    Ok(Exit::Clean)
}

/// Writes what is stored as a web archive: beside, then renamed, so that a failure leaves an older
/// one as it was.
fn archive(
    args: &Args,
    workspace: &Workspace,
    path: &Path,
    printer: &Printer,
) -> anyhow::Result<Exit> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = Path::new(&beside);
    let store = workspace.store()?;
    let writing = || format!("writing {}", beside.display());
    let file = fs::File::create(beside).with_context(writing)?;
    let software = concat!("masthead/", env!("CARGO_PKG_VERSION"));
    let mut warc = Warc::begin(BufWriter::new(file), software, clock::now(args))?;
    let mut answers = 0_u64;
    let lost = store.archive(|stored| -> anyhow::Result<()> {
        answers += 1;
        warc.put(&capture(stored)).with_context(writing)
    })?;
    let file = warc.finish().with_context(writing)?;
    file.get_ref().sync_all().with_context(writing)?;
    fs::rename(beside, path).with_context(|| format!("renaming to {}", path.display()))?;
    printer.line(&shown(path))?;
    printer.say(&format!("answers in the archive: {answers}"));
    if lost == 0 {
        return Ok(Exit::Clean);
    }
    printer.warn(&format!(
        "answers left out, because their stored bodies are missing or damaged: {lost}; the next \
         crawl fetches those pages again"
    ));
    Ok(Exit::Findings)
}

fn capture(stored: &Stored) -> Capture<'_> {
    Capture {
        url: &stored.url,
        at: stored.at,
        status: stored.status,
        headers: &stored.headers,
        body: &stored.body,
    }
}

/// Writes the tables of the workspace's store below `dir`.
pub(crate) fn write(
    workspace: &Workspace,
    dir: &std::path::Path,
) -> anyhow::Result<Vec<std::path::PathBuf>> {
    let store = workspace.store()?;
    let sheet = |sheet: &Sheet| {
        let path = dir.join(format!("{}.csv", sheet.name));
        results::stream(&path, |out| {
            let mut text = String::from(cells::MARK);
            cells::line(&mut text, sheet.columns.iter().copied());
            store.sheet(sheet, |row| -> anyhow::Result<()> {
                cells::line(&mut text, row.iter().map(String::as_str));
                out.write_all(text.as_bytes())?;
                text.clear();
                Ok(())
            })?;
            // What no row has taken along: the head of a table without any.
            Ok(out.write_all(text.as_bytes())?)
        })
    };
    SHEETS.iter().map(sheet).collect()
}
