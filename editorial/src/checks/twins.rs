//! Pages of one language that say the same about themselves.

use std::collections::BTreeMap;

use masthead_text::{Finding, fold};

use crate::file::{Claim, File};
use crate::rules::{self, Rule};
use crate::schema::is_open;

/// Reports published pages whose title or target keyword an earlier page has already.
pub(crate) fn twins(files: &[File]) -> Vec<Finding> {
    let mut findings = shared(files, &rules::SHARED_KEYWORD, "target keyword", |file| {
        file.keyword.as_ref()
    });
    findings.extend(shared(files, &rules::SHARED_TITLE, "title", |file| {
        file.title.as_ref()
    }));
    findings
}

fn shared(
    files: &[File],
    rule: &Rule,
    what: &str,
    claim: impl Fn(&File) -> Option<&Claim>,
) -> Vec<Finding> {
    let mut first = BTreeMap::new();
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| !file.draft) {
        let Some(claim) = claim(file).filter(|claim| !is_open(&claim.text)) else {
            continue;
        };
        let key = (file.name.language, fold(claim.text.trim()));
        match first.get(&key) {
            None => {
                first.insert(key, &file.path);
            }
            Some(earlier) => {
                let message = format!(
                    "the {what} “{}” is also that of content/{earlier}",
                    claim.text
                );
                let found = rule.at(claim.place.clone(), message);
                findings.push(found.help("give one of the two another, or join the pages"));
            }
        }
    }
    findings
}
