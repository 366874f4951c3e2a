//! The sample web: sites in memory, served on one loopback port by the `Host` header.
//!
//! A host's pages lie in `tests/web/MONTH/HOST/`, a later month over the earlier ones, so that
//! a month's folder shows just what changed. `tests/web/HOST.toml` says what files cannot:
//! another character set, pages that are gone, answers other than 200.

mod serve;

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Context;
use masthead_store::Month;
use serde::Deserialize;

pub use serve::Server;

/// Sites by host name.
#[derive(Debug, Clone, Default)]
pub struct Web {
    hosts: BTreeMap<String, Site>,
}

/// One host.
#[derive(Debug, Clone, Default)]
struct Site {
    files: BTreeMap<String, Vec<u8>>,
    about: About,
}

/// What `HOST.toml` says.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct About {
    /// The character set that HTML and XML are served in; the files are UTF-8.
    charset: String,
    /// Whether the `Content-Type` header names it.
    charset_header: bool,
    /// Paths that answer 404 from a month on.
    gone: BTreeMap<String, Vec<String>>,
    /// Paths with another status.
    status: BTreeMap<String, u16>,
}

impl Default for About {
    fn default() -> Self {
        Self {
            charset: "utf-8".to_owned(),
            charset_header: true,
            gone: BTreeMap::new(),
            status: BTreeMap::new(),
        }
    }
}

/// What a host answers for a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

impl Web {
    /// The sample web as it stood at the end of `month`.
    ///
    /// # Errors
    /// When a `HOST.toml` cannot be read.
    pub fn sample(month: Month) -> anyhow::Result<Self> {
        Self::of(crate::carried::WEB, month)
    }

    fn of(carried: &[(&str, &[u8])], month: Month) -> anyhow::Result<Self> {
        let mut web = Self::default();
        for (path, bytes) in carried {
            let Some((top, rest)) = path.trim_start_matches("tests/web/").split_once('/') else {
                continue;
            };
            let Some((host, file)) = rest.split_once('/') else {
                continue;
            };
            // The list is sorted, so a later month comes later and replaces the earlier file.
            if top.parse::<Month>().is_ok_and(|of| of <= month) {
                web.put(host, file, bytes);
            }
        }
        for (path, bytes) in carried {
            let Some(host) = path.trim_start_matches("tests/web/").strip_suffix(".toml") else {
                continue;
            };
            if let Some(site) = web.hosts.get_mut(host) {
                let text = std::str::from_utf8(bytes)?;
                site.about = toml::from_str(text).with_context(|| format!("reading {path}"))?;
                site.forget(month);
            }
        }
        Ok(web)
    }

    /// Adds the files of a folder on disk as one host: a built site.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn with_folder(mut self, host: &str, dir: &Path) -> anyhow::Result<Self> {
        for entry in fs::read_dir(dir).with_context(|| format!("reading {}", dir.display()))? {
            let path = entry?.path();
            self.add(host, dir, &path)?;
        }
        Ok(self)
    }

    fn add(&mut self, host: &str, top: &Path, path: &Path) -> anyhow::Result<()> {
        if path.is_dir() {
            for entry in fs::read_dir(path)? {
                self.add(host, top, &entry?.path())?;
            }
        } else {
            let name = path.strip_prefix(top)?.to_string_lossy().replace('\\', "/");
            self.put(host, &name, &fs::read(path)?);
        }
        Ok(())
    }

    /// Puts one file on a host.
    pub fn put(&mut self, host: &str, file: &str, bytes: &[u8]) {
        let site = self.hosts.entry(host.to_owned()).or_default();
        site.files.insert(format!("/{file}"), bytes.to_owned());
    }

    /// The host names, sorted.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        self.hosts.keys().map(String::as_str)
    }

    /// What `host` answers for `path`; the query is no part of it.
    pub(crate) fn answer(&self, host: &str, path: &str) -> Answer {
        self.hosts
            .get(host)
            .map_or_else(|| missing("no such host"), |site| site.answer(path))
    }
}

impl Site {
    /// Drops what is gone by `month`.
    fn forget(&mut self, month: Month) {
        for (since, paths) in &self.about.gone {
            if since.parse::<Month>().is_ok_and(|since| since <= month) {
                paths.iter().for_each(|path| {
                    self.files.remove(&file(path));
                });
            }
        }
    }

    fn answer(&self, path: &str) -> Answer {
        let file = file(path);
        let Some(bytes) = self.files.get(&file) else {
            return missing("no such page");
        };
        let kind = kind(&file);
        let is_text = matches!(kind, "text/html" | "application/xml");
        let body = if is_text {
            self.encode(bytes)
        } else {
            bytes.clone()
        };
        let content_type = if is_text && self.about.charset_header {
            format!("{kind}; charset={}", self.about.charset)
        } else {
            kind.to_owned()
        };
        Answer {
            status: self.about.status.get(path).copied().unwrap_or(200),
            content_type,
            body,
        }
    }

    /// The bytes in the site's own character set.
    fn encode(&self, bytes: &[u8]) -> Vec<u8> {
        match encoding_rs::Encoding::for_label(self.about.charset.as_bytes()) {
            Some(encoding) => encoding
                .encode(&String::from_utf8_lossy(bytes))
                .0
                .into_owned(),
            None => bytes.to_owned(),
        }
    }
}

/// The file behind a path: a folder's is its `index.html`.
fn file(path: &str) -> String {
    if path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

fn kind(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("html") => "text/html",
        Some("xml") => "application/xml",
        Some("txt") => "text/plain",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

fn missing(why: &str) -> Answer {
    Answer {
        status: 404,
        content_type: "text/plain".to_owned(),
        body: why.as_bytes().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARRIED: &[(&str, &[u8])] = &[
        ("tests/web/2026-09/a.example/index.html", "旧".as_bytes()),
        ("tests/web/2026-09/a.example/old.html", b"old"),
        ("tests/web/2026-10/a.example/index.html", "新".as_bytes()),
        (
            "tests/web/a.example.toml",
            b"charset = \"gbk\"\ngone = { \"2026-10\" = [\"/old.html\"] }",
        ),
    ];

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn a_later_month_lies_over_the_earlier_one() {
        let (september, october) = (month("2026-09"), month("2026-10"));
        let web = |month| Web::of(CARRIED, month).unwrap();
        assert_eq!(web(september).answer("a.example", "/").body, [0xbe, 0xc9]);
        assert_eq!(web(october).answer("a.example", "/").body, [0xd0, 0xc2]);
        assert_eq!(web(september).answer("a.example", "/old.html").status, 200);
        assert_eq!(web(october).answer("a.example", "/old.html").status, 404);
        assert_eq!(web(october).answer("b.example", "/").status, 404);
    }

    #[test]
    fn the_header_names_the_character_set() {
        let answer = Web::of(CARRIED, month("2026-09"))
            .unwrap()
            .answer("a.example", "/");
        assert_eq!(answer.content_type, "text/html; charset=gbk");
    }
}
