//! Runs `masthead` in a folder of its own and looks at what it said and left.

pub mod chromium;
pub mod grid;
pub mod hook;
pub mod html;
pub mod raw;
pub mod sample;
pub mod smtp;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

/// A folder to work in; removed at the end.
pub struct Scene {
    dir: TempDir,
    variables: Vec<(String, String)>,
}

impl Scene {
    /// An empty folder.
    pub fn empty() -> Self {
        let variables = zola().map(|path| vec![("MASTHEAD_ZOLA".to_owned(), path)]);
        Self {
            dir: TempDir::new().unwrap(),
            variables: variables.unwrap_or_default(),
        }
    }

    /// A workspace as `masthead init` makes it.
    pub fn workspace() -> Self {
        let scene = Self::empty();
        scene.run(&["init", ".", "--name", "Acme Pumps"]).exits(0);
        scene
    }

    /// Sets an environment variable for all runs.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Writes a file, with its folders.
    pub fn file(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Replaces text in a file; the text must be there.
    pub fn edit(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from:?}:\n{text}");
        self.file(path, text.replacen(from, to, 1))
    }

    /// Adds text to the end of a file.
    pub fn append(&self, path: &str, more: &str) -> &Self {
        self.file(path, self.read(path) + more)
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        let path = self.path(path);
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        String::from_utf8(bytes).unwrap()
    }

    /// A path below the folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    /// `masthead` with these arguments, to be run in the folder.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
        command.args(args).current_dir(self.dir.path());
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs `masthead` with these arguments to its end.
    pub fn run(&self, args: &[&str]) -> Ran {
        let output = self.command(args).output().unwrap();
        Ran {
            command: args.join(" "),
            output,
        }
    }
}

impl Scene {
    /// Runs `masthead` with these arguments and `text` on standard input.
    pub fn pipe(&self, args: &[&str], text: &str) -> Ran {
        let input = self.path("stdin.txt");
        fs::write(&input, text).unwrap();
        let output = self
            .command(args)
            .stdin(fs::File::open(&input).unwrap())
            .output()
            .unwrap();
        Ran {
            command: args.join(" "),
            output,
        }
    }
}

/// Every table of the store of a scene, by name.
pub fn tables(scene: &Scene) -> Vec<(String, String)> {
    scene.run(&["export", "tables"]).exits(0);
    let names = files(&scene.path("tables"));
    names
        .into_iter()
        .map(|name| (name.clone(), scene.read(&format!("tables/{name}"))))
        .collect()
}

/// A run that has ended.
pub struct Ran {
    command: String,
    output: Output,
}

impl Ran {
    /// Its exit code must be this one.
    pub fn exits(&self, code: i32) -> &Self {
        assert_eq!(self.output.status.code(), Some(code), "{}", self.whole());
        self
    }

    /// Its exit code.
    pub fn code(&self) -> Option<i32> {
        self.output.status.code()
    }

    /// stdout or stderr must contain this; never may either show a panic.
    pub fn says(&self, text: &str) -> &Self {
        let whole = self.whole();
        assert!(whole.contains(text), "no {text:?} in:\n{whole}");
        assert!(!whole.contains("panicked"), "{whole}");
        self
    }

    /// stdout.
    pub fn stdout(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).unwrap()
    }

    /// stderr.
    pub fn stderr(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).unwrap()
    }

    /// stdout as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout()).unwrap_or_else(|e| panic!("{e}\n{}", self.whole()))
    }

    fn whole(&self) -> String {
        format!(
            "$ masthead {}\n{}{}[{}]",
            self.command,
            self.stdout(),
            self.stderr(),
            self.output.status
        )
    }
}

/// The repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Zola as `scripts/setup` installed it; otherwise Masthead looks on the PATH itself.
fn zola() -> Option<String> {
    let installed = repository().join(".masthead/tools/zola");
    if env::var_os("MASTHEAD_ZOLA").is_some() || !installed.exists() {
        return None;
    }
    installed.to_str().map(str::to_owned)
}

/// Every file below a folder, sorted, as paths relative to it with `/`.
pub fn files(dir: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap();
                found.push(name.replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}
