//! Putting a built folder in the place of the published one, in one step.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

/// What could not be done with which folder.
#[derive(Debug, thiserror::Error)]
#[error("cannot {what} {}: {source}; {advice}", path.display())]
pub struct ExchangeError {
    what: &'static str,
    path: PathBuf,
    source: io::Error,
    advice: &'static str,
}

const ADVICE: &str = "check that the folder can be written, and that it is on the same disk as \
                      the workspace; the last good result is untouched";
const NO_FOLDER: &str = "move it away and build again, the built pages go into a folder of that \
                         name";
const LEFT: &str = "remove it yourself; what was to be published is published";

fn failed(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> ExchangeError {
    advised(what, path, ADVICE)
}

fn advised(
    what: &'static str,
    path: &Path,
    advice: &'static str,
) -> impl FnOnce(io::Error) -> ExchangeError {
    move |source| ExchangeError {
        what,
        path: path.to_owned(),
        source,
        advice,
    }
}

/// Makes sure that `current` is a folder, a link to one, or nothing yet.
///
/// # Errors
/// If anything else stands there, which then must not be exchanged.
pub(crate) fn replaceable(current: &Path) -> Result<(), ExchangeError> {
    let stands = fs::symlink_metadata(current).is_ok();
    if stands && !current.is_dir() {
        let source = io::Error::from(io::ErrorKind::NotADirectory);
        return Err(advised("publish into", current, NO_FOLDER)(source));
    }
    Ok(())
}

/// Puts the folder `next` in the place of `current`, and removes what stood there.
///
/// Where the system can exchange two names (Linux, macOS), a reader sees the old folder or the
/// new one at any instant, never none. Elsewhere it takes two renames; [`recover`] repairs what
/// a crash between them leaves.
///
/// # Errors
/// If `current` is no folder, or a folder cannot be renamed; then `current` is as before.
pub fn exchange(next: &Path, current: &Path) -> Result<(), ExchangeError> {
    replaceable(current)?;
    // A link stays a link: what it leads to is exchanged.
    let target = fs::canonicalize(current).unwrap_or_else(|_| current.to_owned());
    let current = target.as_path();
    if !current.exists() {
        return fs::rename(next, current).map_err(failed("rename to", current));
    }
    match renameat_with(CWD, next, CWD, current, RenameFlags::EXCHANGE) {
        Ok(()) => remove(next),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => twice(next, current),
        Err(error) => Err(failed("exchange", current)(error.into())),
    }
}

/// The two renames, for file systems that cannot exchange.
fn twice(next: &Path, current: &Path) -> Result<(), ExchangeError> {
    let old = aside(current);
    fs::rename(current, &old).map_err(failed("move aside", current))?;
    if let Err(error) = fs::rename(next, current) {
        fs::rename(&old, current).map_err(failed("move back", &old))?;
        return Err(failed("rename to", current)(error));
    }
    remove(&old)
}

/// Puts back the folder that a crash during [`exchange`] left aside.
///
/// # Errors
/// If it cannot be renamed or removed.
pub fn recover(current: &Path) -> Result<(), ExchangeError> {
    let target = fs::canonicalize(current).unwrap_or_else(|_| current.to_owned());
    let old = aside(&target);
    match (old.exists(), target.exists()) {
        (true, true) => remove(&old),
        (true, false) => fs::rename(&old, &target).map_err(failed("move back", &old)),
        (false, _) => Ok(()),
    }
}

/// The name beside `current` that holds it between two renames.
fn aside(current: &Path) -> PathBuf {
    let mut name = current.as_os_str().to_owned();
    name.push(".old");
    PathBuf::from(name)
}

fn remove(folder: &Path) -> Result<(), ExchangeError> {
    fs::remove_dir_all(folder).map_err(advised("remove", folder, LEFT))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};

    fn folder(path: &Path, text: &str) {
        fs::create_dir_all(path).unwrap();
        fs::write(path.join("index.html"), text).unwrap();
    }

    fn text(path: &Path) -> String {
        fs::read_to_string(path.join("index.html")).unwrap()
    }

    #[test]
    fn a_reader_sees_the_old_folder_or_the_new_one() {
        let work = tempfile::tempdir().unwrap();
        let (next, current) = (work.path().join("next"), work.path().join("public"));
        folder(&next, "0");
        exchange(&next, &current).unwrap();
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let reader = scope.spawn(|| {
                let mut opened = 0;
                while !done.load(Ordering::Relaxed) || opened == 0 {
                    let seen = fs::read_to_string(current.join("index.html"));
                    assert!(seen.is_ok_and(|text| text.parse::<u32>().is_ok()));
                    opened += 1;
                }
            });
            for round in 1..200 {
                folder(&next, &round.to_string());
                exchange(&next, &current).unwrap();
                assert_eq!(text(&current), round.to_string());
                assert!(!next.exists());
            }
            done.store(true, Ordering::Relaxed);
            reader.join().unwrap();
        });
    }

    #[test]
    fn failure_leaves_the_old_folder() {
        let work = tempfile::tempdir().unwrap();
        let (next, current) = (work.path().join("missing"), work.path().join("public"));
        folder(&current, "岚目");
        assert!(exchange(&next, &current).is_err());
        assert!(twice(&next, &current).is_err());
        assert_eq!(text(&current), "岚目");
        assert!(!aside(&current).exists());
    }

    #[test]
    fn what_is_no_folder_is_refused_and_left_as_it_was() {
        let work = tempfile::tempdir().unwrap();
        let (next, current) = (work.path().join("next"), work.path().join("public"));
        folder(&next, "new");
        fs::write(&current, "笔记").unwrap();
        let error = exchange(&next, &current).unwrap_err().to_string();
        assert!(error.contains("move it away and build again"), "{error}");
        assert_eq!(fs::read_to_string(&current).unwrap(), "笔记");
        assert_eq!(text(&next), "new");

        fs::remove_file(&current).unwrap();
        std::os::unix::fs::symlink(work.path().join("nowhere"), &current).unwrap();
        assert!(exchange(&next, &current).is_err());
        assert!(current.is_symlink());
        assert_eq!(text(&next), "new");
    }

    #[test]
    fn a_crash_between_two_renames_is_repaired() {
        let work = tempfile::tempdir().unwrap();
        let current = work.path().join("public");
        folder(&aside(&current), "old");
        recover(&current).unwrap();
        assert_eq!(text(&current), "old");
        folder(&aside(&current), "older");
        recover(&current).unwrap();
        assert_eq!(text(&current), "old");
        assert!(!aside(&current).exists());
        folder(&work.path().join("next"), "new");
        twice(&work.path().join("next"), &current).unwrap();
        assert_eq!(text(&current), "new");
    }

    #[test]
    fn a_link_stays_a_link() {
        let work = tempfile::tempdir().unwrap();
        let (real, link) = (work.path().join("www"), work.path().join("public"));
        folder(&real, "old");
        std::os::unix::fs::symlink(&real, &link).unwrap();
        folder(&work.path().join("next"), "new");
        exchange(&work.path().join("next"), &link).unwrap();
        assert_eq!(
            (text(&real), text(&link)),
            ("new".to_owned(), "new".to_owned())
        );
        assert!(link.is_symlink());
    }
}
