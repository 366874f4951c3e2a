//! `masthead doctor`: what is wrong with the store and with what Masthead needs, and its repair.

use std::{fs, path::Path};

use masthead_store::{Pruned, examine};
use masthead_text::{Finding, Place, Severity};

use crate::{
    Exit,
    args::{self, Args},
    build, clock,
    printer::Printer,
    render::{self, plural},
    settings,
    workspace::Workspace,
};

/// Bytes below which a disk has no room for a crawl.
const ROOM: u64 = 1 << 30;

pub(crate) fn run(args: &Args, asked: &args::Doctor, printer: &Printer) -> anyhow::Result<Exit> {
    let (workspace, mut findings) = Workspace::read(args)?;
    if asked.repair {
        let mended = workspace.store()?.mend()?;
        printer.say(&format!(
            "repaired: damaged bodies dropped: {}; pages that the next crawl fetches again: {}; \
             rows put right: {}",
            mended.bodies, mended.pages, mended.rows
        ));
    }
    if asked.prune {
        let keep = &workspace.settings.keep;
        let pruned = workspace.store()?.prune(keep, clock::now(args))?;
        printer.say(&dropped(&pruned));
    }
    findings.extend(store(&workspace));
    findings.extend(room(&workspace.state));
    findings.extend(zola(&workspace));
    if findings.is_empty() {
        printer.say("the store, the settings and the disk are in order, and Zola is there");
    }
    render::print(findings, asked.format, printer)
}

/// What was dropped, as a line.
pub(crate) fn dropped(pruned: &Pruned) -> String {
    format!(
        "dropped what is out of use: versions of pages: {}; bodies: {}; ends of addresses in old \
         crawls: {}; free again: {}",
        pruned.versions,
        pruned.bodies,
        pruned.tasks,
        size(pruned.freed)
    )
}

/// A number of bytes for people.
pub(crate) fn size(bytes: u64) -> String {
    const UNITS: [&str; 3] = ["kB", "MB", "GB"];
    let mut shown = (bytes as f64, None);
    for unit in UNITS {
        if shown.0 >= 999.5 {
            shown = (shown.0 / 1000.0, Some(unit));
        }
    }
    match shown {
        (_, None) => plural(usize::try_from(bytes).unwrap_or(usize::MAX), "byte"),
        (value, Some(unit)) => format!("{value:.1} {unit}"),
    }
}

/// What is wrong with the store, with paths from the workspace on.
fn store(workspace: &Workspace) -> Vec<Finding> {
    let state = workspace.state.strip_prefix(&workspace.root);
    let state = state.unwrap_or(&workspace.state).display().to_string();
    let mut found = examine(&workspace.state);
    for finding in &mut found {
        finding.place.path = format!("{state}/{}", finding.place.path);
    }
    found
}

/// A disk that is nearly full. Freeing and backing up need as much room as the store has.
fn room(state: &Path) -> Option<Finding> {
    let free = free(state)?;
    let stored = taken(state);
    let message = format!(
        "the disk has {} left, and the store takes {}",
        size(free),
        size(stored)
    );
    let full = free < ROOM.max(stored);
    let place = Place::whole(state.file_name()?.to_string_lossy());
    full.then(|| {
        Finding::new("disk", Severity::Warning, message, place)
            .help("make room; `masthead doctor --prune` frees what is out of use")
    })
}

/// Bytes that are free on the disk of a folder, or of the one it will stand in, if that can be told.
fn free(dir: &Path) -> Option<u64> {
    let dir = dir.ancestors().find(|dir| dir.exists())?;
    let disk = rustix::fs::statvfs(dir).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Bytes of the files of a store.
fn taken(state: &Path) -> u64 {
    let bodies = fs::read_dir(state.join("bodies"));
    let bodies = bodies
        .into_iter()
        .flatten()
        .flatten()
        .map(|file| file.path());
    let files = bodies.chain([state.join("store.db")]);
    files
        .filter_map(|path| Some(fs::metadata(path).ok()?.len()))
        .sum()
}

/// A Zola that is missing or untested.
fn zola(workspace: &Workspace) -> Option<Finding> {
    let place = Place::whole(settings::FILE);
    match build::zola(workspace) {
        Ok(zola) => {
            let warning = zola.warning?;
            Some(Finding::new("zola", Severity::Note, warning, place))
        }
        Err(error) => {
            let told = error.to_string();
            let mut lines = told.lines().map(str::trim);
            let message = lines.next().unwrap_or_default().to_owned();
            let help = lines.collect::<Vec<_>>().join("; ");
            Some(Finding::new("zola", Severity::Warning, message, place).help(help))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_told_in_units_that_people_read() {
        for (bytes, expected) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_000, "1.0 kB"),
            (3_440_000, "3.4 MB"),
            (256_000_000_000, "256.0 GB"),
        ] {
            assert_eq!(size(bytes), expected);
        }
    }

    #[test]
    fn room_is_looked_for_also_where_nothing_is_stored_yet() {
        let dir = std::env::temp_dir();
        assert!(free(&dir.join("none/.masthead")).is_some());
    }
}
