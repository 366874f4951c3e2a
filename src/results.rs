//! How results are written: beside the last good one, then renamed over it.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use anyhow::Context;
use serde::Serialize;

/// Writes a file so that a reader sees the old one or the new one, never half of it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<PathBuf> {
    stream(path, |out| Ok(out.write_all(bytes)?))
}

/// The same for what is too much to be held at once: `fill` writes it.
pub(crate) fn stream(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<()>,
) -> anyhow::Result<PathBuf> {
    let beside = path.with_added_extension("new");
    let writing = || format!("writing {}", beside.display());
    let parent = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).with_context(|| format!("creating {}", parent.display()))?;
    let mut out = BufWriter::new(File::create(&beside).with_context(writing)?);
    fill(&mut out).with_context(writing)?;
    out.flush().with_context(writing)?;
    fs::rename(&beside, path).with_context(|| format!("replacing {}", path.display()))?;
    Ok(path.to_owned())
}

/// Writes a value as JSON for people and programs: indented, with a last line end.
pub(crate) fn write_json(path: &Path, value: &impl Serialize) -> anyhow::Result<PathBuf> {
    let mut text = serde_json::to_string_pretty(value).context("writing JSON")?;
    text.push('\n');
    write(path, text.as_bytes())
}
