//! Links between pages, as Zola resolves them.

use std::collections::BTreeMap;

use masthead_text::{Finding, nearest};

use crate::SiteConfig;
use crate::file::{Claim, File};
use crate::name::called;
use crate::rules;

/// Checks the links of `file` against all `files` by path.
pub(crate) fn links(file: &File, files: &BTreeMap<&str, &File>, site: &SiteConfig) -> Vec<Finding> {
    file.links
        .iter()
        .filter_map(|link| check(file, link, files, site))
        .collect()
}

fn check(
    file: &File,
    link: &Claim,
    files: &BTreeMap<&str, &File>,
    site: &SiteConfig,
) -> Option<Finding> {
    let unresolved = |message: String, help: String| {
        Some(
            rules::UNRESOLVED_LINK
                .at(link.place.clone(), message)
                .help(help),
        )
    };
    let target = link.text.trim();
    let path = target.split(['#', '?']).next().unwrap_or(target);
    if target.is_empty() {
        return unresolved(
            "the link leads nowhere".into(),
            "write an address in the parentheses".into(),
        );
    }
    let Some(inner) = path.strip_prefix("@/") else {
        let own = is_file(path).then(|| resolve(&file.path, path))?;
        let help = match files.contains_key(own.as_str()) {
            true => format!("write @/{own}"),
            false => "write @/, then the path below content/".into(),
        };
        return unresolved(format!("Zola does not turn “{path}” into an address"), help);
    };
    match files.get(inner) {
        None => {
            let help = match nearest(inner, files.keys().copied()) {
                Some(meant) => format!("did you mean @/{meant}?"),
                None => "write the path below content/, with its ending".into(),
            };
            unresolved(format!("there is no page content/{inner}"), help)
        }
        Some(target) if target.draft && !file.draft => unresolved(
            format!("content/{inner} is a draft, so it has no address"),
            "publish it first, or take the link out".into(),
        ),
        Some(target) => foreign(file, link, target, files, site),
    }
}

/// A link to the other language where the page exists in this one.
fn foreign(
    file: &File,
    link: &Claim,
    target: &File,
    files: &BTreeMap<&str, &File>,
    site: &SiteConfig,
) -> Option<Finding> {
    let own = target.name.path(file.name.language, site);
    let better = target.name.language != file.name.language && files.contains_key(own.as_str());
    better.then(|| {
        let message = format!(
            "the link leads to the {} page, but there is one in this language",
            called(target.name.language)
        );
        rules::FOREIGN_LINK
            .at(link.place.clone(), message)
            .help(format!("write @/{own}"))
    })
}

/// Whether `path` is written as a path to a Markdown file and not as an address.
fn is_file(path: &str) -> bool {
    let ends = path
        .rsplit('/')
        .next()
        .is_some_and(|last| last.ends_with(".md"));
    ends && !path.contains(':') && !path.starts_with("//")
}

/// `path` as seen from the file `from`, both relative to `content/`.
fn resolve(from: &str, path: &str) -> String {
    let mut steps: Vec<&str> = match path.starts_with('/') {
        true => Vec::new(),
        false => from
            .split('/')
            .rev()
            .skip(1)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect(),
    };
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}
