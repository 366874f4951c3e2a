//! How results are written: beside the last good one, then renamed over it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use serde::Serialize;

/// Writes a file so that a reader sees the old one or the new one, never half of it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<PathBuf> {
    let beside = path.with_added_extension("new");
    let parent = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).with_context(|| format!("creating {}", parent.display()))?;
    fs::write(&beside, bytes).with_context(|| format!("writing {}", beside.display()))?;
    fs::rename(&beside, path).with_context(|| format!("replacing {}", path.display()))?;
    Ok(path.to_owned())
}

/// Writes a value as JSON for people and programs: indented, with a last line end.
pub(crate) fn write_json(path: &Path, value: &impl Serialize) -> anyhow::Result<PathBuf> {
    let mut text = serde_json::to_string_pretty(value).context("writing JSON")?;
    text.push('\n');
    write(path, text.as_bytes())
}
