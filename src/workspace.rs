//! Where things are: the folder with `masthead.toml`, and what lies in it.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use masthead_store::Store;
use masthead_text::{Finding, Place, Severity};

use crate::{
    args::Args,
    settings::{self, Settings},
};

/// A workspace whose settings could be read.
pub(crate) struct Workspace {
    /// The folder that holds `masthead.toml`.
    pub(crate) root: PathBuf,
    /// The folder of the store: `.masthead`, or the demo's own below it.
    pub(crate) state: PathBuf,
    /// What `masthead.toml` says.
    pub(crate) settings: Settings,
}

impl Workspace {
    /// Whether the current folder is in a workspace.
    pub(crate) fn is_around() -> bool {
        let here = env::current_dir();
        here.is_ok_and(|here| {
            here.ancestors()
                .any(|dir| dir.join(settings::FILE).exists())
        })
    }

    /// The workspace asked for with `-C`, else the one around the current folder.
    pub(crate) fn find(args: &Args) -> anyhow::Result<Self> {
        let (workspace, findings) = Self::read(args)?;
        match findings
            .iter()
            .find(|finding| finding.severity == Severity::Error)
        {
            None => Ok(workspace),
            Some(first) => bail!(
                "{}:{}: {}; `masthead check` lists every problem of the settings",
                first.place.path,
                first.place.line.unwrap_or(1),
                first.message,
            ),
        }
    }

    /// The same, with the problems of its settings instead of an error.
    pub(crate) fn read(args: &Args) -> anyhow::Result<(Self, Vec<Finding>)> {
        let start = match &args.workspace {
            Some(dir) => std::path::absolute(dir),
            None => env::current_dir(),
        };
        let start = start.context("finding the current folder")?;
        let root = start
            .ancestors()
            .find(|dir| dir.join(settings::FILE).exists())
            .with_context(|| no_workspace(&start))?
            .to_owned();
        Self::open(root)
    }

    /// The workspace at `root`.
    pub(crate) fn open(root: PathBuf) -> anyhow::Result<(Self, Vec<Finding>)> {
        let path = root.join(settings::FILE);
        if !path.is_file() {
            bail!(
                "{} is no file; put your settings into a file of that name",
                path.display()
            );
        }
        let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        let (mut settings, findings) = match std::str::from_utf8(&bytes) {
            Ok(text) => settings::read(text),
            Err(error) => (
                Settings::default(),
                vec![not_utf8(&bytes, error.valid_up_to())],
            ),
        };
        let ca = settings.crawl.ca.take();
        settings.crawl.ca = ca.map(|ca| root.join(ca));
        for path in settings
            .source
            .iter_mut()
            .filter_map(|source| source.path.as_mut())
        {
            *path = root.join(&*path);
        }
        let state = root.join(".masthead");
        Ok((
            Self {
                state,
                root,
                settings,
            },
            findings,
        ))
    }

    /// The store of this workspace.
    pub(crate) fn store(&self) -> anyhow::Result<Store> {
        Ok(Store::open(&self.state)?)
    }

    /// The path of a result: below `out/`.
    pub(crate) fn out(&self, name: &str) -> PathBuf {
        self.root.join("out").join(name)
    }
}

/// A path as it is shown: relative to the current folder where it lies below it.
pub(crate) fn shown(path: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    path.strip_prefix(&here)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// Another character set would come through with other names in it.
fn not_utf8(bytes: &[u8], at: usize) -> Finding {
    let text = String::from_utf8_lossy(bytes);
    let place = Place::at(settings::FILE, &text, at..at + '\u{fffd}'.len_utf8());
    Finding::new(
        "encoding",
        Severity::Error,
        "the file is not in UTF-8 from here on",
        place,
    )
    .help("save it in UTF-8")
}

fn no_workspace(start: &Path) -> String {
    format!(
        "no {} in {} or above it; start a workspace with `masthead init DIR`, \
         or try the sample with `masthead demo`",
        settings::FILE,
        start.display()
    )
}
