//! `masthead import`: reads exports into the store, each file on its own.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use masthead_insight::import;
use masthead_store::{Imported, Month, Store};
use masthead_text::{Finding, Place, Severity};

use crate::{
    Exit,
    args::{self, Args},
    printer::Printer,
    render::{self, plural},
    workspace::{Workspace, shown},
};

pub(crate) fn run(args: &Args, asked: &args::Import, printer: &Printer) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    let mut store = workspace.store()?;
    let findings = files(&mut store, &asked.files, asked.month, printer)?;
    render::print(findings, asked.format, printer)
}

/// Reads every file; one that cannot be read hinders no other.
pub(crate) fn files(
    store: &mut Store,
    files: &[PathBuf],
    month: Option<Month>,
    printer: &Printer,
) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for path in files {
        let name = shown(path);
        match fs::read(path) {
            Ok(bytes) => findings.extend(file(store, &name, &bytes, month, printer)?),
            Err(error) => findings.push(unreadable(path, &error)),
        }
    }
    Ok(findings)
}

fn file(
    store: &mut Store,
    name: &str,
    bytes: &[u8],
    month: Option<Month>,
    printer: &Printer,
) -> anyhow::Result<Vec<Finding>> {
    let parsed = match import::read(name, bytes, month) {
        Ok(parsed) => parsed,
        Err(error) => return Ok(error.findings),
    };
    for (file, rows) in &parsed.files {
        let outcome = match store.import(file, rows)? {
            Imported::New => "imported".to_owned(),
            Imported::Replaced { rows } => format!("imported, in place of {rows} older"),
            Imported::Same => "already imported, nothing to do".to_owned(),
        };
        let rows = plural(rows.len(), "row");
        printer.say(&format!(
            "{name}: {}, {}, {rows}: {outcome}",
            file.kind, file.month
        ));
    }
    Ok(parsed.notes)
}

fn unreadable(path: &Path, error: &io::Error) -> Finding {
    let place = Place::whole(path.display().to_string());
    let message = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "the file may not be read".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder; name the files in it".to_owned(),
        _ => format!("the file cannot be read: {error}"),
    };
    Finding::new("import", Severity::Error, message, place).help("check the path")
}
