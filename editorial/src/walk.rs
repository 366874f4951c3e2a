//! The Markdown files of a folder, in a fixed order.

use std::io;
use std::path::{Path, PathBuf};

use masthead_text::{Finding, Place};

use crate::rules;

/// How deep folders may lie in each other; deeper ones are taken for links that run in circles.
const DEEPEST: usize = 16;

/// A Markdown file.
#[derive(Debug)]
pub(crate) struct Found {
    /// Path relative to the folder, with `/`.
    pub path: String,
    /// Where it lies on the disk.
    pub file: PathBuf,
}

/// All Markdown files below `folder`, which findings call `content`, sorted by path. As Zola
/// does, it follows links and passes over hidden names.
pub(crate) fn markdown(folder: &Path) -> (Vec<Found>, Vec<Finding>) {
    let (mut found, mut findings) = (Vec::new(), Vec::new());
    enter(folder, "", 0, &mut found, &mut findings);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    (found, findings)
}

fn enter(
    folder: &Path,
    above: &str,
    depth: usize,
    found: &mut Vec<Found>,
    findings: &mut Vec<Finding>,
) {
    let entries = match list(folder, depth) {
        Ok(entries) => entries,
        Err(error) => return findings.push(unreadable(above.trim_end_matches('/'), &error)),
    };
    for file in entries {
        let Some(name) = file.file_name().and_then(|name| name.to_str()) else {
            findings.push(nameless(above, &file));
            continue;
        };
        let path = format!("{above}{name}");
        if name.starts_with('.') {
            continue;
        } else if file.is_dir() {
            enter(&file, &format!("{path}/"), depth + 1, found, findings);
        } else if name.ends_with(".md") {
            found.push(Found { path, file });
        }
    }
}

fn list(folder: &Path, depth: usize) -> io::Result<Vec<PathBuf>> {
    if depth > DEEPEST {
        return Err(io::Error::other("folders lie too deep in each other"));
    }
    std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect()
}

/// The finding for what cannot be read at `path`, relative to `content/`.
pub(crate) fn unreadable(path: &str, error: &io::Error) -> Finding {
    let place = Place::whole(format!("content/{path}").trim_end_matches('/'));
    rules::UNREADABLE
        .at(place, format!("this cannot be read: {error}"))
        .help("check that it exists and that you may read it")
}

fn nameless(above: &str, file: &Path) -> Finding {
    let place = Place::whole(format!(
        "content/{above}{}",
        file.file_name().unwrap_or_default().to_string_lossy()
    ));
    rules::FILE_NAME
        .at(
            place,
            "the file name is not valid Unicode, on which Zola breaks down",
        )
        .help("give it a name in Latin letters")
}

/// A path of the workspace as findings show it.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
