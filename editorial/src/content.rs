//! Everything below `content/`, read in parallel, with every problem found on the way.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use masthead_text::{Finding, Language, sort_findings};
use rayon::prelude::*;
use url::Url;

use crate::file::{self, File};
use crate::page::Parts;
use crate::walk::{self, Found};
use crate::{Kind, Page, SiteConfig, checks, config};

/// The content of a workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// The site that shows it.
    pub site: SiteConfig,
    /// All readable pages of the four kinds, drafts too, sorted by path.
    pub pages: Vec<Page>,
    /// All readable section indexes, sorted by path.
    pub sections: Vec<Section>,
    /// Every Markdown file, readable or not: its path relative to `content/`, sorted.
    pub files: Vec<String>,
}

/// A list page: what an `_index.md` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Path from the top of the workspace: `content/case-studies/_index.md`.
    pub path: String,
    /// The language, by its file name.
    pub language: Language,
    /// The address at which Zola publishes it.
    pub url: Url,
    /// The title; the home page may go without.
    pub title: Option<String>,
}

impl Section {
    /// Puts a section together from its file.
    pub(crate) fn read(file: &Parts<'_>, site: &SiteConfig) -> Self {
        Self {
            path: file.path.to_owned(),
            language: file.name.language,
            url: file.name.url(site, None, None),
            title: file.front.text(&["title"]).map(str::to_owned),
        }
    }
}

impl Content {
    /// The published pages: all but drafts.
    pub fn published(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(|page| !page.draft)
    }

    /// The published pages of one kind and language.
    pub fn of(&self, kind: Kind, language: Language) -> impl Iterator<Item = &Page> {
        self.published()
            .filter(move |page| page.kind == kind && page.language == language)
    }
}

/// Reads the site's settings and all Markdown of the workspace at `root`, whose Zola site is in
/// the folder `site` below it, and checks everything as of `today`.
///
/// Every problem of every file is in the findings, sorted by place. The content is `None` only
/// when the site's settings cannot be read, since no address is known then; all pages are
/// checked even so. A page with errors in its front matter is not in the content.
#[must_use]
pub fn read(root: &Path, site: &Path, today: Date) -> (Option<Content>, Vec<Finding>) {
    let settings = site.join("config.toml");
    let (known, mut findings) = config::read(&root.join(&settings), &walk::shown(&settings));
    let Some(site) = known.clone().or_else(config::stand_in) else {
        return (None, findings);
    };
    let (found, problems) = walk::markdown(root);
    findings.extend(problems);
    let read: Vec<Result<File, Box<Finding>>> = found
        .par_iter()
        .map(|found| one(found, &site, today))
        .collect();
    let mut files = Vec::new();
    for result in read {
        match result {
            Ok(file) => files.push(file),
            Err(problem) => findings.push(*problem),
        }
    }
    findings.extend(together(&files, &site));
    findings.extend(
        files
            .iter_mut()
            .flat_map(|file| std::mem::take(&mut file.findings)),
    );
    sort_findings(&mut findings);
    (known.map(|site| gather(site, files)), findings)
}

fn one(found: &Found, site: &SiteConfig, today: Date) -> Result<File, Box<Finding>> {
    let bytes = std::fs::read(&found.file)
        .map_err(|error| Box::new(walk::unreadable(&found.path, &error)))?;
    Ok(file::read(&found.path, &bytes, site, today))
}

/// What only shows when all files are known.
fn together(files: &[File], site: &SiteConfig) -> Vec<Finding> {
    let known: BTreeMap<&str, &File> = files
        .iter()
        .map(|file| (file.path.as_str(), file))
        .collect();
    let mut findings = checks::twins(files);
    findings.extend(checks::sections(&known, site));
    let each = files.par_iter().flat_map_iter(|file| {
        let mut own = checks::links(file, &known, site);
        own.extend(checks::pairs(file, &known, site));
        own.extend(checks::differ(file, &known, site));
        if file.draft { file::soften(own) } else { own }
    });
    findings.extend(each.collect::<Vec<_>>());
    findings
}

fn gather(site: SiteConfig, files: Vec<File>) -> Content {
    let mut content = Content {
        site,
        pages: Vec::new(),
        sections: Vec::new(),
        files: Vec::new(),
    };
    for file in files {
        content.files.push(file.path);
        content.pages.extend(file.page);
        content.sections.extend(file.section);
    }
    content
}
