//! A built site as facts: its pages, its files, and what an address leads to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use masthead_page::PageFacts;
use rayon::prelude::*;
use url::Url;

/// A built site. Pages are sorted by path.
#[derive(Debug, Clone)]
pub struct Site {
    base: Url,
    pages: Vec<SitePage>,
    index: BTreeMap<String, usize>,
    files: BTreeSet<String>,
}

/// One built page.
#[derive(Debug, Clone)]
pub struct SitePage {
    /// Path in the built folder, with `/`: `case-studies/index.html`.
    pub path: String,
    /// The address at which it will stand.
    pub url: Url,
    /// What it says.
    pub facts: PageFacts,
}

impl SitePage {
    /// Whether it only sends readers on, as Zola's aliases do.
    #[must_use]
    pub fn redirects(&self) -> bool {
        self.facts.refresh.is_some()
    }

    /// Whether search engines are to show it: no redirect, no error page, no `noindex`.
    #[must_use]
    pub fn indexed(&self) -> bool {
        !self.redirects()
            && !self.path.ends_with("404.html")
            && !self
                .facts
                .robots
                .iter()
                .any(|word| word == "noindex" || word == "none")
    }
}

/// What an address leads to.
#[derive(Debug, Clone, Copy)]
pub enum Target<'a> {
    /// A page of the site.
    Page(&'a SitePage),
    /// Another file of the site.
    File,
    /// An address of the site at which nothing stands.
    Nothing,
    /// Another site, or no address for a browser to open.
    Outside,
}

/// A built folder that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {source}; build again", path.display())]
pub struct SiteError {
    path: PathBuf,
    source: io::Error,
}

impl Site {
    /// Reads the built folder `folder`, which will stand at `base`.
    ///
    /// # Errors
    /// If a folder or page cannot be read.
    pub fn read(folder: &Path, base: &Url) -> Result<Self, SiteError> {
        let mut files = Vec::new();
        walk(folder, "", &mut files)?;
        let base = with_slash(base);
        let pages = files
            .par_iter()
            .filter(|path| path.ends_with(".html"))
            .map(|path| page(folder, path, &base))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self::new(base, pages, files))
    }

    /// A site of these pages and files (paths as in [`SitePage::path`]).
    #[must_use]
    pub fn new(
        base: Url,
        mut pages: Vec<SitePage>,
        files: impl IntoIterator<Item = String>,
    ) -> Self {
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        let index = pages
            .iter()
            .enumerate()
            .map(|(at, page)| (page.path.clone(), at))
            .collect();
        Self {
            base: with_slash(&base),
            pages,
            index,
            files: files.into_iter().collect(),
        }
    }

    /// All pages, sorted by path.
    #[must_use]
    pub fn pages(&self) -> &[SitePage] {
        &self.pages
    }

    /// The page at a path in the built folder.
    #[must_use]
    pub fn page(&self, path: &str) -> Option<&SitePage> {
        self.pages.get(*self.index.get(path)?)
    }

    /// What an absolute address leads to. A folder leads to its `index.html`, with or without
    /// the last slash.
    #[must_use]
    pub fn target(&self, url: &Url) -> Target<'_> {
        let Some(path) = self.path(url) else {
            return Target::Outside;
        };
        let inside = format!("{}/index.html", path.trim_end_matches('/'));
        let inside = inside.trim_start_matches('/');
        let candidates = [path.as_str(), inside];
        if let Some(page) = candidates.iter().find_map(|path| self.page(path)) {
            return Target::Page(page);
        }
        if self.files.contains(&path) {
            Target::File
        } else {
            Target::Nothing
        }
    }

    /// The path of an address below the site's base.
    fn path(&self, url: &Url) -> Option<String> {
        let same = url.origin() == self.base.origin() && url.origin().is_tuple();
        let path = same.then(|| decode(url.path()))?;
        let base = decode(self.base.path());
        if path == base.trim_end_matches('/') {
            return Some(String::new());
        }
        path.strip_prefix(&base).map(str::to_owned)
    }
}

/// Percent-encoded bytes as characters.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).filter(|_| *first == b'%');
        let value = hex.and_then(|hex| std::str::from_utf8(hex).ok());
        match value.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn with_slash(base: &Url) -> Url {
    let mut base = base.clone();
    if !base.path().ends_with('/') {
        base.set_path(&format!("{}/", base.path()));
    }
    base
}

/// All files below `folder`, as paths with `/`.
fn walk(folder: &Path, prefix: &str, files: &mut Vec<String>) -> Result<(), SiteError> {
    let failed = |source| SiteError {
        path: folder.to_owned(),
        source,
    };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn page(folder: &Path, path: &str, base: &Url) -> Result<SitePage, SiteError> {
    let file = folder.join(path);
    let bytes = fs::read(&file).map_err(|source| SiteError { path: file, source })?;
    let mut url = base.clone();
    let place = path
        .strip_suffix("index.html")
        .filter(|rest| rest.is_empty() || rest.ends_with('/'));
    url.set_path(&format!("{}{}", base.path(), place.unwrap_or(path)));
    let facts = masthead_page::read(&bytes, Some(&url), None);
    Ok(SitePage {
        path: path.to_owned(),
        url,
        facts,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(base: &str) -> Site {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in [
            ("index.html", "<title>Home</title>"),
            ("zh/案例/index.html", "<title>案例</title>"),
            (
                "old/index.html",
                "<meta http-equiv=refresh content='0; url=/'>",
            ),
            ("404.html", "<title>404</title>"),
            ("notindex.html", ""),
            ("logo.svg", ""),
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Site::read(folder.path(), &Url::parse(base).unwrap()).unwrap()
    }

    #[test]
    fn an_address_leads_to_a_page_a_file_nothing_or_outside() {
        for base in [
            "https://www.arvenna.example",
            "https://www.arvenna.example/en/site/",
        ] {
            let site = site(base);
            for (href, expected) in [
                ("", "page index.html"),
                ("?q=1#top", "page index.html"),
                ("index.html", "page index.html"),
                ("zh/案例/", "page zh/案例/index.html"),
                ("zh/%E6%A1%88%E4%BE%8B", "page zh/案例/index.html"),
                ("notindex.html", "page notindex.html"),
                ("logo.svg", "file"),
                ("zh/", "nothing"),
                ("%ZZ", "nothing"),
                ("https://other.example/", "outside"),
                ("mailto:info@arvenna.example", "outside"),
            ] {
                let found = match site.target(&site.base.join(href).unwrap()) {
                    Target::Page(page) => format!("page {}", page.path),
                    Target::File => "file".to_owned(),
                    Target::Nothing => "nothing".to_owned(),
                    Target::Outside => "outside".to_owned(),
                };
                assert_eq!(found, expected, "{href} at {base}");
            }
        }
    }

    #[test]
    fn redirects_and_error_pages_are_not_for_search_engines() {
        let site = site("https://www.arvenna.example");
        let indexed: Vec<&str> = site
            .pages()
            .iter()
            .filter(|page| page.indexed())
            .map(|page| &*page.path)
            .collect();
        assert_eq!(
            indexed,
            ["index.html", "notindex.html", "zh/案例/index.html"]
        );
        assert_eq!(
            site.pages()[3].url.as_str(),
            "https://www.arvenna.example/old/"
        );
    }
}
