//! `masthead backup` and `masthead restore`: all that is stored as one file, and back.

use std::{fs, path::Path};

use anyhow::Context;

use crate::{
    Exit,
    args::{self, Args},
    doctor::size,
    printer::Printer,
    workspace::{Workspace, shown},
};

pub(crate) fn write(args: &Args, asked: &args::Backup, printer: &Printer) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    let parent = asked.file.parent().filter(|dir| *dir != Path::new(""));
    if let Some(dir) = parent {
        fs::create_dir_all(dir).with_context(|| format!("creating {}", dir.display()))?;
    }
    let backup = workspace.store()?.backup(&asked.file)?;
    printer.line(&shown(&asked.file))?;
    printer.say(&format!(
        "bodies of pages: {}; {}",
        backup.bodies,
        size(backup.bytes)
    ));
    if backup.lost == 0 {
        return Ok(Exit::Clean);
    }
    printer.warn(&format!(
        "damaged bodies that are not in it: {}; `masthead doctor` says whose, and \
         `masthead doctor --repair` has them fetched again",
        backup.lost
    ));
    Ok(Exit::Findings)
}

pub(crate) fn restore(
    args: &Args,
    asked: &args::Restore,
    printer: &Printer,
) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    let state = &workspace.state;
    fs::create_dir_all(state).with_context(|| format!("creating {}", state.display()))?;
    let bodies = masthead_store::restore(&asked.file, state)?;
    printer.say(&format!(
        "restored to {}; bodies of pages: {bodies}",
        shown(state)
    ));
    Ok(Exit::Clean)
}
