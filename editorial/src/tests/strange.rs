//! What is no plain file or folder below `content/`, and links that lead astray.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use super::workspace::{PAGES, Workspace};
use crate::read;

type Told = (&'static str, String, String);

/// Rule, path and message of each finding of the workspace at `root`.
fn told(root: &Path) -> Vec<Told> {
    let (_, findings) = read(root, Path::new("site"), super::TODAY);
    findings
        .into_iter()
        .map(|found| (found.rule, found.place.path, found.message))
        .collect()
}

fn strange(path: &str, message: &str) -> Told {
    let path = Path::new("content").join(path);
    let path = path.to_string_lossy().trim_end_matches('/').to_owned();
    ("strange-file", path, message.to_owned())
}

/// Makes a named pipe, which nobody ever writes to.
fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

const NEITHER: &str = "this is neither a file nor a folder";
const OUTSIDE: &str = "this link leads out of the workspace";
const AGAIN: &str = "this link leads to a folder that is read already";

#[test]
fn pipes_and_devices_are_told_and_never_read() {
    let folder = Workspace::new().write();
    let content = folder.path().join("content");
    pipe(&content.join("case-studies/带钢.md"));
    pipe(&content.join("picture.png"));
    pipe(&content.join(".hidden"));
    symlink("/dev/zero", content.join("endless.md")).unwrap();
    symlink("picture.png", content.join("linked.md")).unwrap();
    assert_eq!(
        told(folder.path()),
        [
            strange("case-studies/带钢.md", NEITHER),
            strange("endless.md", OUTSIDE),
            strange("linked.md", NEITHER),
            strange("picture.png", NEITHER),
        ]
    );
}

#[test]
fn links_are_followed_inside_the_workspace_only() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.md"), "x").unwrap();
    let folder = Workspace::new().without(PAGES[1]).write();
    let content = folder.path().join("content");
    let page = Workspace::new().text(PAGES[1]);
    std::fs::write(folder.path().join("strip.md"), page).unwrap();
    symlink("../../strip.md", content.join(PAGES[1])).unwrap();
    assert_eq!(told(folder.path()), []);
    symlink(outside.path(), content.join("elsewhere")).unwrap();
    symlink(outside.path().join("secret.md"), content.join("另一页.md")).unwrap();
    symlink("/", content.join("root")).unwrap();
    symlink("nowhere.md", content.join("broken.md")).unwrap();
    let told = told(folder.path());
    assert_eq!(
        (told[0].0, told[0].1.as_str()),
        ("unreadable", "content/broken.md")
    );
    assert_eq!(
        told[1..],
        ["elsewhere", "root", "另一页.md"].map(|path| strange(path, OUTSIDE))
    );
}

#[test]
fn folders_that_run_in_circles_end() {
    let folder = Workspace::new().write();
    let content = folder.path().join("content");
    let shared = folder.path().join("shared");
    std::fs::create_dir(&shared).unwrap();
    symlink("..", content.join("case-studies/up")).unwrap();
    symlink("..", content.join("workspace")).unwrap();
    symlink("../shared", content.join("a")).unwrap();
    symlink("../shared", content.join("b")).unwrap();
    symlink(".", shared.join("again")).unwrap();
    symlink("loop", content.join("loop")).unwrap();
    let mut told = told(folder.path());
    let circle = told.iter().position(|(_, path, _)| path == "content/loop");
    assert_eq!(told.remove(circle.unwrap()).0, "unreadable");
    let paths = ["a/again", "b", "case-studies/up", "workspace"];
    assert_eq!(told, paths.map(|path| strange(path, AGAIN)));
}

#[test]
fn content_and_settings_must_be_what_they_seem() {
    let outside = Workspace::new().write();
    let folder = Workspace::new().write();
    let content = folder.path().join("content");
    std::fs::remove_dir_all(&content).unwrap();
    symlink(outside.path().join("content"), &content).unwrap();
    let settings = folder.path().join("site/config.toml");
    std::fs::remove_file(&settings).unwrap();
    pipe(&settings);
    let pipe = (
        "unreadable",
        "site/config.toml".to_owned(),
        "the settings of the site cannot be read: it is no regular file".to_owned(),
    );
    assert_eq!(told(folder.path()), [strange("", OUTSIDE), pipe]);
}
