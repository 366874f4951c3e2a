//! Pages without their other language, and folders without an index.

use std::collections::{BTreeMap, BTreeSet};

use masthead_text::{Finding, Place};

use crate::SiteConfig;
use crate::file::File;
use crate::name::called;
use crate::rules;

/// Reports `file` if another language of the site lacks it.
pub(crate) fn pairs(file: &File, files: &BTreeMap<&str, &File>, site: &SiteConfig) -> Vec<Finding> {
    let others = site
        .languages
        .iter()
        .filter(|language| **language != file.name.language);
    others
        .filter_map(|language| {
            let path = file.name.path(*language, site);
            if files.contains_key(path.as_str()) || file.name.fault.is_some() {
                return None;
            }
            let message = format!(
                "the page has no {} side: content/{path} is not there",
                called(*language)
            );
            let help = match file.name.kind().filter(|_| !file.name.section) {
                Some(kind) => format!(
                    "start it with `masthead new {kind} TITLE --lang {language} --slug {}`",
                    file.name.base
                ),
                None => format!("write content/{path}"),
            };
            let place = Place::whole(file.shown());
            Some(rules::MISSING_PAIR.at(place, message).help(help))
        })
        .collect()
}

/// Reports folders that hold published pages in a language without an index in it.
pub(crate) fn sections(files: &BTreeMap<&str, &File>, site: &SiteConfig) -> Vec<Finding> {
    let pages = files
        .values()
        .filter(|file| !file.name.section && !file.draft);
    let needed: BTreeSet<_> = pages
        .filter(|file| !file.name.folder.is_empty())
        .map(|file| (file.name.folder.as_str(), file.name.language))
        .collect();
    needed
        .into_iter()
        .filter_map(|(folder, language)| {
            let tag = if language == site.default_language {
                ""
            } else {
                language.tag()
            };
            let dot = if tag.is_empty() { "" } else { "." };
            let index = format!("{folder}/_index{dot}{tag}.md");
            if files.contains_key(index.as_str()) {
                return None;
            }
            let message = format!(
                "the {} pages of this folder are listed nowhere: content/{index} is not there",
                called(language)
            );
            let found =
                rules::MISSING_SECTION.at(Place::whole(format!("content/{folder}")), message);
            Some(found.help(format!(
                "write content/{index} with a title between two lines +++"
            )))
        })
        .collect()
}
