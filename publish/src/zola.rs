//! Finding Zola, the program that renders the site, and asking it for its version.

use std::ffi::OsStr;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Versions (major, minor) that are tested.
const TESTED: (u64, u64) = (0, 22);

/// The version after it: its template language differs, ours is in the part they share.
const ACCEPTED: (u64, u64) = (0, 23);

/// Where Zola may be, in the order in which it is looked for. The library reads no environment,
/// so its values are given.
#[derive(Debug, Clone, Copy, Default)]
pub struct Places<'a> {
    /// `zola` of the settings: a path. If given, nothing else is tried.
    pub setting: Option<&'a Path>,
    /// The value of `MASTHEAD_ZOLA`: a path. If given, nothing after it is tried.
    pub variable: Option<&'a OsStr>,
    /// The workspace, whose `.masthead/tools/zola` is tried.
    pub workspace: Option<&'a Path>,
    /// The value of `PATH`.
    pub path: Option<&'a OsStr>,
}

/// A Zola that works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zola {
    /// The program.
    pub program: PathBuf,
    /// Its version: `0.22.0`.
    pub version: String,
    /// What to know about this version, as a sentence, if it is not a tested one.
    pub warning: Option<String>,
}

/// No usable Zola. The message lists every place and what was found there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "no usable Zola was found\n{}install Zola 0.22 \
     (https://www.getzola.org/documentation/getting-started/installation/), or run `make setup` \
     in Masthead's repository and set MASTHEAD_ZOLA to its .masthead/tools/zola",
    list(looked)
)]
pub struct NoZola {
    /// Every place that was looked at, and what was found there.
    pub looked: Vec<(String, String)>,
}

fn list(looked: &[(String, String)]) -> String {
    looked
        .iter()
        .fold(String::new(), |mut lines, (place, found)| {
            // Writing to a string does not fail.
            let _ = writeln!(lines, "  {place}: {found}");
            lines
        })
}

/// The first usable Zola.
///
/// # Errors
/// If there is none: a named one that does not work is not passed over in silence.
pub fn find(places: Places<'_>) -> Result<Zola, NoZola> {
    let mut looked = Vec::new();
    for (place, program) in candidates(places) {
        match ask(&program) {
            Ok(zola) => return Ok(zola),
            Err(found) => looked.push((place, found)),
        }
    }
    Err(NoZola { looked })
}

/// Where to look: the name of each place, and the program.
fn candidates(places: Places<'_>) -> Vec<(String, PathBuf)> {
    let named =
        |place: &str, path: &Path| vec![(format!("{place} ({})", path.display()), path.to_owned())];
    if let Some(setting) = places.setting {
        return named("the setting `zola`", setting);
    }
    if let Some(variable) = places.variable.filter(|value| !value.is_empty()) {
        return named("the variable MASTHEAD_ZOLA", Path::new(variable));
    }
    let tools = places
        .workspace
        .map(|workspace| workspace.join(".masthead/tools/zola"));
    let path = places.path.into_iter().flat_map(std::env::split_paths);
    let path = path
        .map(|folder| folder.join(format!("zola{}", std::env::consts::EXE_SUFFIX)))
        .filter(|program| program.is_file());
    let mut candidates: Vec<(String, PathBuf)> = tools
        .into_iter()
        .chain(path)
        .map(|program| (program.display().to_string(), program))
        .collect();
    if candidates.len() <= usize::from(places.workspace.is_some()) {
        candidates.push(("the folders of PATH".to_owned(), PathBuf::new()));
    }
    candidates
}

/// The Zola at `program`, or what is there instead.
fn ask(program: &Path) -> Result<Zola, String> {
    if !program.is_file() {
        return Err("not there".to_owned());
    }
    let output = Command::new(program)
        .arg("--version")
        .output()
        .map_err(|error| format!("cannot be run: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let said = said.trim();
    if !output.status.success() {
        let error = String::from_utf8_lossy(&output.stderr);
        let error = error.lines().next().unwrap_or_default().trim();
        return Err(format!("does not run: {} {error}", output.status)
            .trim()
            .to_owned());
    }
    let version = said
        .strip_prefix("zola ")
        .ok_or_else(|| format!("is not Zola, it says `{said}`"))?;
    judge(program, version)
}

fn judge(program: &Path, version: &str) -> Result<Zola, String> {
    let mut parts = version.split('.').map(str::parse::<u64>);
    let (Some(Ok(major)), Some(Ok(minor))) = (parts.next(), parts.next()) else {
        return Err(format!("has a version that cannot be read: `{version}`"));
    };
    let warning = match (major, minor) {
        TESTED => None,
        ACCEPTED => Some(format!(
            "Zola {version} is accepted but not tested; if a template fails, use Zola 0.22."
        )),
        _ => {
            return Err(format!(
                "is Zola {version}, but 0.22 is needed (0.23 is accepted)"
            ));
        }
    };
    Ok(Zola {
        program: program.to_owned(),
        version: version.to_owned(),
        warning,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Puts one of the sample programs, which only say a version, at `path`. They are linked, not
    /// written: a file that any thread has just written may still be busy when it is run.
    fn program(path: &Path, sample: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("samples")
            .join(sample);
        std::os::unix::fs::symlink(sample, path).unwrap();
    }

    #[test]
    fn versions_are_accepted_warned_of_or_refused() {
        let at = Path::new("zola");
        assert_eq!(judge(at, "0.22.1").unwrap().warning, None);
        assert!(
            judge(at, "0.23.0")
                .unwrap()
                .warning
                .unwrap()
                .contains("0.23.0")
        );
        for (version, expected) in [
            (
                "0.21.0",
                "is Zola 0.21.0, but 0.22 is needed (0.23 is accepted)",
            ),
            (
                "1.0.0",
                "is Zola 1.0.0, but 0.22 is needed (0.23 is accepted)",
            ),
            ("next", "has a version that cannot be read: `next`"),
        ] {
            assert_eq!(judge(at, version).unwrap_err(), expected);
        }
    }

    #[test]
    fn places_are_tried_in_their_order() {
        let folder = tempfile::tempdir().unwrap();
        let (tools, path) = (
            folder.path().join(".masthead/tools/zola"),
            folder.path().join("bin/zola"),
        );
        program(&path, "zola-0.23.0");
        let bin = folder.path().join("bin");
        let places = Places {
            workspace: Some(folder.path()),
            path: Some(bin.as_os_str()),
            ..Places::default()
        };
        assert_eq!(find(places).unwrap().program, path);
        program(&tools, "zola-0.22.0");
        assert_eq!(find(places).unwrap().program, tools);
        let variable = Places {
            variable: Some(path.as_os_str()),
            ..places
        };
        assert_eq!(find(variable).unwrap().program, path);
        let setting = Places {
            setting: Some(&tools),
            ..variable
        };
        assert_eq!(find(setting).unwrap().program, tools);
    }

    #[test]
    fn without_zola_every_place_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let (old, other) = (folder.path().join("old"), folder.path().join("other"));
        program(&old.join("zola"), "zola-0.18.0");
        program(&other.join("zola"), "hello");
        let path = std::env::join_paths([&old, &other]).unwrap();
        let places = Places {
            workspace: Some(folder.path()),
            path: Some(&path),
            ..Places::default()
        };
        let message = find(places).unwrap_err().to_string();
        for expected in [
            ".masthead/tools/zola: not there",
            "old/zola: is Zola 0.18.0, but 0.22 is needed",
            "other/zola: is not Zola, it says `hello`",
            "`make setup`",
        ] {
            assert!(message.contains(expected), "{expected} in {message}");
        }
        let missing = Places {
            variable: Some(OsStr::new("/nowhere")),
            ..places
        };
        let message = find(missing).unwrap_err().to_string();
        assert!(
            message.contains("the variable MASTHEAD_ZOLA (/nowhere): not there"),
            "{message}"
        );
        let message = find(Places::default()).unwrap_err().to_string();
        assert!(
            message.contains("the folders of PATH: not there"),
            "{message}"
        );
    }
}
