//! Building the site: Zola beside the published folder, the audit, the exchange.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use masthead_editorial::Content;
use masthead_text::{Finding, Severity};

use crate::exchange::replaceable;
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
    /// The workspace is not there, or the folder for the build cannot be made in it.
    #[error("cannot use {}: {source}; check that it is there and can be written", path.display())]
    Folder {
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
    // Zola names files by their real path, wherever the caller stands.
    let root = &fs::canonicalize(root).map_err(failed(root))?;
    let _lock = lock(root)?;
    let (next, public) = (root.join(NEXT), root.join(PUBLIC));
    recover(&public)?;
    replaceable(&public)?;
    clear(&next)?;
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
    let folder = path.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(failed(folder))?;
    let file = File::create(&path).map_err(failed(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(BuildError::Busy),
        Err(TryLockError::Error(source)) => Err(failed(&path)(source)),
    }
}

/// Zola makes the folder it builds in anew, but stops at a file of that name.
fn clear(next: &Path) -> Result<(), BuildError> {
    match fs::symlink_metadata(next) {
        Ok(found) if !found.is_dir() => fs::remove_file(next).map_err(failed(next)),
        _ => Ok(()),
    }
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> BuildError {
    move |source| BuildError::Folder {
        path: path.to_owned(),
        source,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Places, find};
    use std::fmt::Write;
    use tempfile::TempDir;

    const BASE: &str = "<!doctype html><html lang=\"{{ lang }}\">\n<title>{{ here.title }}</title>\n\
        <meta name=\"description\" content=\"{{ here.description | default(value='') }}\">\n\
        <link rel=\"canonical\" href=\"{{ here.permalink | safe }}\">\n\
        <h1>{{ here.title }}</h1>{{ here.content | safe }}\n\
        <a href=\"{{ config.base_url }}/zh/\">中文</a>";

    /// The Zola of the set-up. Where there is none, tests that need it say so and pass, except
    /// in continuous integration.
    #[allow(clippy::print_stderr)]
    fn zola() -> Option<Zola> {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
        let variable = std::env::var_os("MASTHEAD_ZOLA");
        let path = std::env::var_os("PATH");
        let places = Places {
            setting: None,
            variable: variable.as_deref(),
            workspace,
            path: path.as_deref(),
        };
        match find(places) {
            Ok(zola) => Some(zola),
            Err(missing) if std::env::var("CI").as_deref() == Ok("true") => panic!("{missing}"),
            Err(missing) => {
                eprintln!("SKIPPED, NOT TESTED: {missing}");
                None
            }
        }
    }

    /// A workspace of a home page in two languages, which files may be changed in.
    struct Workspace {
        folder: TempDir,
        zola: Zola,
    }

    impl Workspace {
        fn new() -> Option<Self> {
            let zola = zola()?;
            let folder = tempfile::tempdir().unwrap();
            let workspace = Self { folder, zola }
                .file(
                    "site/config.toml",
                    "base_url = \"https://www.arvenna.example\"\n[languages.en]\n\
                     title = \"Arvenna Vision\"\n[languages.zh]\ntitle = \"岚目视觉\"\n",
                )
                .file(
                    "site/templates/index.html",
                    &BASE.replace("here", "section"),
                )
                .file("site/templates/404.html", "<title>404</title><h1>404</h1>")
                .index("_index.md", "Arvenna Vision", "")
                .index("_index.zh.md", "岚目视觉", "");
            let link = workspace.folder.path().join("site/content");
            std::os::unix::fs::symlink("../content", link).unwrap();
            Some(workspace)
        }

        fn file(self, path: &str, text: &str) -> Self {
            let path = self.folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
            self
        }

        fn index(self, name: &str, title: &str, body: &str) -> Self {
            let front = format!("+++\ntitle = \"{title}\"\ndescription = \"LS8\"\n+++\n{body}");
            self.file(&format!("content/{name}"), &front)
        }

        fn build(&self) -> Built {
            self.try_build().unwrap()
        }

        fn try_build(&self) -> Result<Built, BuildError> {
            let (root, site) = (self.folder.path(), Path::new("site"));
            let today = "2026-10-31".parse().unwrap();
            let (content, _) = masthead_editorial::read(root, site, today);
            build(root, site, &self.zola, &content.unwrap())
        }

        /// The published home page.
        fn home(&self) -> String {
            fs::read_to_string(self.folder.path().join("public/index.html")).unwrap()
        }
    }

    fn shown(findings: &[Finding]) -> String {
        findings.iter().fold(String::new(), |mut text, finding| {
            let (place, line) = (&finding.place.path, finding.place.line.unwrap_or_default());
            writeln!(text, "{} {place}:{line} {}", finding.rule, finding.message).unwrap();
            text
        })
    }

    #[test]
    fn a_whole_site_is_published_and_a_broken_one_is_not() {
        let Some(workspace) = Workspace::new() else {
            return;
        };
        let built = workspace.build();
        assert_eq!(
            (
                shown(&built.findings).as_str(),
                built.pages,
                built.published
            ),
            ("", 3, true)
        );
        assert!(workspace.home().contains("<h1>Arvenna Vision</h1>"));

        let workspace = workspace
            .index(
                "_index.md",
                "New title",
                "Hello\n\nSee [the camera](/products/ls9/).\n",
            )
            .index(
                "_index.zh.md",
                "岚目视觉",
                "参见[相机](/zh/products/ls9/)。\n",
            );
        let built = workspace.build();
        assert_eq!(
            shown(&built.findings),
            "broken-link content/_index.md:7 `/products/ls9/` leads to nothing\n\
             broken-link content/_index.zh.md:5 `/zh/products/ls9/` leads to nothing\n"
        );
        assert!(!built.published);
        assert!(
            workspace.home().contains("<h1>Arvenna Vision</h1>"),
            "the last good one stays"
        );

        let workspace =
            workspace
                .index("_index.md", "New title", "")
                .index("_index.zh.md", "岚目", "");
        assert!(workspace.build().published);
        assert!(workspace.home().contains("<h1>New title</h1>"));
    }

    #[test]
    fn files_in_the_place_of_folders_do_no_harm() {
        let Some(workspace) = Workspace::new() else {
            return;
        };
        let workspace = workspace
            .file("public", "笔记")
            .file(".masthead/build/next", "");
        for _ in 0..2 {
            let error = workspace.try_build().unwrap_err().to_string();
            assert!(error.contains("public"), "{error}");
        }
        let public = workspace.folder.path().join(PUBLIC);
        assert_eq!(fs::read_to_string(&public).unwrap(), "笔记");
        fs::remove_file(public).unwrap();
        assert!(workspace.build().published);
        assert!(workspace.home().contains("<h1>Arvenna Vision</h1>"));
    }

    #[test]
    fn a_warning_is_told_and_published() {
        let Some(workspace) = Workspace::new() else {
            return;
        };
        let built = workspace
            .index("_index.md", "Arvenna", "# One more\n")
            .build();
        assert_eq!(
            shown(&built.findings),
            "h1 content/_index.md:5 the page has 2 main headings (`<h1>`)\n"
        );
        assert!(built.published);
    }

    #[test]
    fn a_link_of_the_template_is_found_in_the_template() {
        let Some(workspace) = Workspace::new() else {
            return;
        };
        let footer = format!(
            "{}\n<a href=\"{{{{ config.base_url }}}}/legal/\">§</a>",
            BASE.replace("here", "section")
        );
        let built = workspace.file("site/templates/index.html", &footer).build();
        assert_eq!(
            shown(&built.findings),
            "broken-link site/templates/index.html:7 `/legal/` leads to nothing, on 2 pages: \
             index.html, zh/index.html\n"
        );
    }

    #[test]
    fn when_zola_fails_its_words_are_findings_and_nothing_is_lost() {
        let Some(workspace) = Workspace::new() else {
            return;
        };
        workspace.build();
        let workspace = workspace.file("site/templates/index.html", "<p>\n{{ section.nothing }}\n");
        let built = workspace.build();
        assert_eq!((built.pages, built.published), (0, false));
        let [finding] = &built.findings[..] else {
            panic!("{:?}", built.findings);
        };
        assert_eq!(finding.place.path, "site/templates/index.html");
        assert_eq!(finding.place.line, Some(2));
        assert!(
            finding
                .message
                .contains("Variable `section.nothing` not found")
        );
        assert!(workspace.home().contains("<h1>Arvenna Vision</h1>"));
    }

    #[test]
    fn two_builds_of_one_workspace_do_not_mix() {
        let folder = tempfile::tempdir().unwrap();
        let held = lock(folder.path()).unwrap();
        assert!(matches!(lock(folder.path()), Err(BuildError::Busy)));
        drop(held);
        assert!(lock(folder.path()).is_ok());
    }
}
