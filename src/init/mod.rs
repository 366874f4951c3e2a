//! `masthead init`: a workspace of one's own, from what the binary carries.

mod sections;
mod theme;

use std::{fs, path::Path};

use anyhow::{Context, bail};
use masthead_editorial as editorial;

use crate::{Exit, args, carried, printer::Printer, results, settings};

/// The settings of a new workspace: every key, commented.
const SETTINGS: &str = include_str!("masthead.toml");

/// What git leaves alone in a workspace.
const IGNORED: &str = "/.masthead\n/out\n/public\n/site/public\n";

/// Settings of the theme that name the sample company; written anew for each workspace.
const CONFIG: &str = "site/config.toml";

pub(crate) fn run(init: &args::Init, printer: &Printer) -> anyhow::Result<Exit> {
    let dir = &init.dir;
    refuse_unless_empty(dir)?;
    if init
        .name
        .as_ref()
        .is_some_and(|name| name.trim().is_empty())
    {
        bail!("the name is empty; give the company's name as readers know it");
    }
    let name = match &init.name {
        Some(name) => name.clone(),
        None => folder_name(dir)?,
    };
    let theme: Vec<_> = carried::SITE
        .iter()
        .copied()
        .filter(|(path, _)| *path != CONFIG)
        .collect();
    carried::unpack(&theme, dir)?;
    carried::unpack(theme::NEUTRAL, dir)?;
    let sample = carried::text(carried::SITE, CONFIG)?;
    let config = editorial::new_site_config(sample, &name, init.language)?;
    let mut files = sections::files(init.language);
    files.push((CONFIG.to_owned(), config));
    files.push((settings::FILE.to_owned(), SETTINGS.to_owned()));
    files.push((".gitignore".to_owned(), IGNORED.to_owned()));
    for (path, text) in files {
        results::write(&dir.join(path), text.as_bytes())?;
    }
    carried::link_content(dir)?;
    printer.say(&format!(
        "{name} starts in {dir}\n  \
         write a page:     masthead -C {dir} new case-study \"What Northwind measured\"\n  \
         see what is open: masthead -C {dir} check\n  \
         build the site:   masthead -C {dir} build",
        dir = dir.display()
    ));
    Ok(Exit::Clean)
}

/// Nothing of the user's is ever overwritten.
fn refuse_unless_empty(dir: &Path) -> anyhow::Result<()> {
    if !dir.exists() {
        return Ok(());
    }
    let mut entries = fs::read_dir(dir).with_context(|| format!("reading {}", dir.display()))?;
    if entries.any(|entry| entry.is_ok_and(|entry| entry.file_name() != ".git")) {
        bail!("{} is not empty; name a new folder", dir.display());
    }
    Ok(())
}

fn folder_name(dir: &Path) -> anyhow::Result<String> {
    let name = std::path::absolute(dir)?
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    name.with_context(|| format!("{} has no name; give one with --name", dir.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use masthead_editorial::schema::{Key, Shape};

    /// The settings with every commented key switched on.
    fn switched_on() -> String {
        SETTINGS
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(key) if key.contains(" = ") || key.starts_with('[') => key,
                _ => line,
            })
            .fold(String::new(), |text, line| text + line + "\n")
    }

    #[test]
    fn the_settings_name_every_key_and_are_right_when_switched_on() {
        fn walk(keys: &[Key], text: &str) {
            for key in keys {
                assert!(text.contains(key.name), "no {}", key.name);
                if let Shape::Table(keys) | Shape::Tables(keys) = key.shape {
                    walk(keys, text);
                }
            }
        }
        walk(settings::KEYS, SETTINGS);
        assert_eq!(settings::read(SETTINGS).1, []);
        assert_eq!(settings::read(&switched_on()).1, []);
    }
}
