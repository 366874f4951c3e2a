//! What the binary brings along: the theme, the sample workspace, the sample web.

use std::{fs, io, path::Path};

use anyhow::Context;

include!(concat!(env!("OUT_DIR"), "/carried.rs"));

/// Writes carried files below `dir`, at the paths they have in the repository.
pub(crate) fn unpack(files: &[(&str, &[u8])], dir: &Path) -> anyhow::Result<()> {
    for (path, bytes) in files {
        let target = dir.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).with_context(|| format!("creating {}", parent.display()))?;
        }
        fs::write(&target, bytes).with_context(|| format!("writing {}", target.display()))?;
    }
    Ok(())
}

/// Makes `site/content` point to `content`, as the theme expects.
pub(crate) fn link_content(dir: &Path) -> anyhow::Result<()> {
    let link = dir.join("site/content");
    let made = if link.exists() {
        Ok(())
    } else {
        symlink("../content", &link)
    };
    made.with_context(|| format!("linking {} to content", link.display()))
}

#[cfg(unix)]
fn symlink(target: &str, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(not(unix))]
fn symlink(target: &str, link: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_dir(target, link)
}

/// A carried file as text.
pub(crate) fn text<'f>(files: &[(&str, &'f [u8])], path: &str) -> anyhow::Result<&'f str> {
    let found = files.iter().find(|(name, _)| *name == path);
    let (_, bytes) = found.with_context(|| format!("this binary does not carry {path}"))?;
    Ok(std::str::from_utf8(bytes)?)
}
