//! Packs the theme, the sample workspace and the sample web into the binary, so that
//! `masthead init` and `masthead demo` work from an installed binary alone.

use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Constant in the generated file, folder or file it carries.
const CARRIED: [(&str, &str); 4] = [
    ("SITE", "site"),
    ("CONTENT", "content"),
    ("SETTINGS", "masthead.toml"),
    ("WEB", "tests/web"),
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?).join("carried.rs");
    let mut generated = fs::File::create(out)?;
    for (name, start) in CARRIED {
        let mut files = Vec::new();
        collect(&root.join(start), &mut files)?;
        files.sort();
        writeln!(generated, "pub(crate) static {name}: &[(&str, &[u8])] = &[")?;
        for file in files {
            let shown = file.strip_prefix(&root).map_err(io::Error::other)?;
            let shown = shown.to_string_lossy().replace('\\', "/");
            writeln!(
                generated,
                "    ({shown:?}, include_bytes!({:?})),",
                file.display()
            )?;
        }
        writeln!(generated, "];")?;
    }
    Ok(())
}

/// Every file below `start`, leaving out links (`site/content`), results and dot files.
fn collect(start: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", start.display());
    if start.is_symlink() || !start.exists() {
        return Ok(());
    }
    if start.is_file() {
        files.push(start.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(start)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !name.starts_with('.') && name != "public" {
            collect(&path, files)?;
        }
    }
    Ok(())
}
