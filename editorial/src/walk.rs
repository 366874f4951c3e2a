//! The Markdown files of a folder, in a fixed order.

use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use masthead_text::{Finding, Place};

use crate::rules;

/// How deep folders may lie in each other.
const DEEPEST: usize = 16;

/// A Markdown file.
#[derive(Debug)]
pub(crate) struct Found {
    /// Path relative to the folder, with `/`.
    pub path: String,
    /// Where it lies on the disk.
    pub file: PathBuf,
}

/// All Markdown files below `content/` of the workspace at `root`, sorted by path. As Zola does,
/// it passes over hidden names and follows links, but only to what the workspace holds.
pub(crate) fn markdown(root: &Path) -> (Vec<Found>, Vec<Finding>) {
    let content = root.join("content");
    let real = root.canonicalize().and_then(|root| {
        let content = content.canonicalize()?;
        Ok((root, content))
    });
    let (root, real) = match real {
        Ok(real) => real,
        Err(error) => return (Vec::new(), vec![unreadable("", &error)]),
    };
    if !real.starts_with(&root) {
        return (Vec::new(), vec![strange("", OUTSIDE)]);
    }
    let mut walk = Walk {
        root,
        entered: vec![real],
        found: Vec::new(),
        findings: Vec::new(),
    };
    walk.enter(&content, "", 0);
    walk.found.sort_by(|a, b| a.path.cmp(&b.path));
    (walk.found, walk.findings)
}

/// What is wrong with an entry that is not read, and what to do.
type Strange = (&'static str, &'static str);

const OUTSIDE: Strange = (
    "this link leads out of the workspace",
    "put the file or folder itself here, so that a copy of the workspace is whole",
);

const AGAIN: Strange = (
    "this link leads to a folder that is read already",
    "remove it; its pages would stand on the site twice, or without end",
);

const NO_FILE: Strange = (
    "this is neither a file nor a folder",
    "remove it; Zola would wait for it without end",
);

struct Walk {
    /// The workspace, without links in its path.
    root: PathBuf,
    /// `content/` and every folder that a link led to, without links in their paths.
    entered: Vec<PathBuf>,
    found: Vec<Found>,
    findings: Vec<Finding>,
}

impl Walk {
    /// Reads the folder at `above`, relative to `content/`, empty or with `/` at its end.
    fn enter(&mut self, folder: &Path, above: &str, depth: usize) {
        let entries = match list(folder, depth) {
            Ok(entries) => entries,
            Err(error) => return self.findings.push(unreadable(above, &error)),
        };
        for file in entries {
            let Some(name) = file.file_name().and_then(|name| name.to_str()) else {
                self.findings.push(nameless(above, &file));
                continue;
            };
            if !name.starts_with('.') {
                self.entry(&file, format!("{above}{name}"), depth);
            }
        }
    }

    fn entry(&mut self, file: &Path, path: String, depth: usize) {
        match self.kind(file) {
            Err(error) => self.findings.push(unreadable(&path, &error)),
            Ok(Err(wrong)) => self.findings.push(strange(&path, wrong)),
            Ok(Ok(kind)) if kind.is_dir() => self.enter(file, &format!("{path}/"), depth + 1),
            Ok(Ok(_)) if path.ends_with(".md") => self.found.push(Found {
                path,
                file: file.to_owned(),
            }),
            Ok(Ok(_)) => {}
        }
    }

    /// What stands at `file`, behind links; or why it is not to be read.
    fn kind(&mut self, file: &Path) -> io::Result<Result<FileType, Strange>> {
        let kind = fs::symlink_metadata(file)?.file_type();
        if !kind.is_symlink() {
            let whole = kind.is_file() || kind.is_dir();
            return Ok(whole.then_some(kind).ok_or(NO_FILE));
        }
        let real = file.canonicalize()?;
        if !real.starts_with(&self.root) {
            return Ok(Err(OUTSIDE));
        }
        let kind = fs::symlink_metadata(&real)?.file_type();
        if kind.is_dir() {
            let twice = |known: &PathBuf| real.starts_with(known) || known.starts_with(&real);
            if self.entered.iter().any(twice) {
                return Ok(Err(AGAIN));
            }
            self.entered.push(real);
        } else if !kind.is_file() {
            return Ok(Err(NO_FILE));
        }
        Ok(Ok(kind))
    }
}

/// The entries of a folder, sorted, so that it is always the same one of two links that counts.
fn list(folder: &Path, depth: usize) -> io::Result<Vec<PathBuf>> {
    if depth > DEEPEST {
        return Err(io::Error::other("folders lie too deep in each other"));
    }
    let mut entries = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}

/// The text of the regular file at `path`; anything else could keep the reader waiting.
pub(crate) fn text(path: &Path) -> io::Result<String> {
    if fs::metadata(path)?.is_file() {
        fs::read_to_string(path)
    } else {
        Err(io::Error::other("it is no regular file"))
    }
}

/// A whole file or folder at `path`, relative to `content/`.
fn whole(path: &str) -> Place {
    Place::whole(format!("content/{path}").trim_end_matches('/'))
}

/// The finding for what cannot be read at `path`, relative to `content/`.
pub(crate) fn unreadable(path: &str, error: &io::Error) -> Finding {
    rules::UNREADABLE
        .at(whole(path), format!("this cannot be read: {error}"))
        .help("check that it exists and that you may read it")
}

fn strange(path: &str, (message, help): Strange) -> Finding {
    rules::STRANGE_FILE.at(whole(path), message).help(help)
}

fn nameless(above: &str, file: &Path) -> Finding {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    rules::FILE_NAME
        .at(
            whole(&format!("{above}{name}")),
            "the file name is not valid Unicode, on which Zola breaks down",
        )
        .help("give it a name in Latin letters")
}

/// A path of the workspace as findings show it.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
