//! Building the site: Zola beside the published folder, the audit, the exchange.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use masthead_editorial::Content;
use masthead_text::{Finding, Severity};

use crate::origin::Origin;
use crate::{ExchangeError, Site, SiteError, Zola, audit, exchange, failure, recover, rules};

/// The published folder, and the folder in which Zola builds; from the top of the workspace.
const PUBLIC: &str = "public";
const NEXT: &str = ".masthead/build/next";

/// What a build gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// Everything wrong that Zola or the audit found, sorted by place.
    pub findings: Vec<Finding>,
    /// Pages that were built; 0 if Zola failed.
    pub pages: usize,
    /// Whether `public/` now holds this build. It does unless a finding is an error: broken
    /// pages never replace the last good ones. Warnings are published.
    pub published: bool,
}

/// Why a build could not be tried or finished. `public/` is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// Another build of the same workspace is at work.
    #[error("another build of this workspace is running; wait for it, then build again")]
    Busy,
    /// Zola could not be started.
    #[error("cannot run {}: {source}; check that it can be executed", program.display())]
    Run {
        /// The program.
        program: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder for the build could not be made.
    #[error("cannot write {}: {source}; check that the folder can be written", path.display())]
    Write {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What Zola built could not be read.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The folders could not be exchanged.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
}

/// Builds the workspace at `root`, whose Zola site is the folder `site` below it, with `zola`,
/// audits the result, and puts it in the place of `public/` if nothing in it is broken.
///
/// The audited build that was not published stays in `.masthead/build/next`, where the findings
/// point.
///
/// # Errors
/// If Zola cannot be run, or files cannot be read or written.
pub fn build(
    root: &Path,
    site: &Path,
    zola: &Zola,
    content: &Content,
) -> Result<Built, BuildError> {
    let _lock = lock(root)?;
    let (next, public) = (root.join(NEXT), root.join(PUBLIC));
    recover(&public)?;
    let output = run(root, site, zola, &next)?;
    let mut findings = failure::findings(&String::from_utf8_lossy(&output.stderr), root, site);
    if !output.status.success() {
        if !findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
        {
            findings.push(failure::unexplained(output.status, site));
        }
        return Ok(Built {
            findings,
            pages: 0,
            published: false,
        });
    }
    let built = Site::read(&next, &content.site.base_url)?;
    let origin = Origin::read(root, site, content);
    let faults = rules::faults(&built);
    let published = !faults
        .iter()
        .any(|(rule, _)| rule.severity == Severity::Error);
    if published {
        exchange(&next, &public)?;
    }
    let folder = if published { PUBLIC } else { NEXT };
    findings.extend(audit::findings(&built, faults, &origin, folder));
    masthead_text::sort_findings(&mut findings);
    Ok(Built {
        findings,
        pages: built.pages().len(),
        published,
    })
}

/// Holds the workspace's build folder until it is dropped.
fn lock(root: &Path) -> Result<File, BuildError> {
    let path = root.join(".masthead/build/lock");
    let failed = |source| BuildError::Write {
        path: path.clone(),
        source,
    };
    path.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .map_err(failed)?;
    let file = File::create(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(BuildError::Busy),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

fn run(root: &Path, site: &Path, zola: &Zola, next: &Path) -> Result<Output, BuildError> {
    Command::new(&zola.program)
        .arg("--root")
        .arg(root.join(site))
        .args(["build", "--force", "--output-dir"])
        .arg(next)
        .stdin(Stdio::null())
        .output()
        .map_err(|source| BuildError::Run {
            program: zola.program.clone(),
            source,
        })
}
