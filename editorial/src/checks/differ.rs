//! Numbers and days that the two languages of a page must share, and do not.

use std::collections::BTreeMap;

use masthead_text::Finding;

use crate::SiteConfig;
use crate::file::{Claim, File};
use crate::rules;
use crate::schema::Checked;

/// How many results a page states, as a thing to compare.
const COUNT: &str = "the number of results";

/// What a page shares with its other language, each with what it is called in a message.
pub(crate) fn shared(front: &Checked<'_>) -> Vec<(String, Claim)> {
    let claim = |steps: &[&str], text: String| Claim {
        text,
        place: front.place(steps),
    };
    let mut shared = Vec::new();
    for steps in [
        &["date"][..],
        &["extra", "permission", "granted"],
        &["extra", "permission", "expires"],
    ] {
        let name = format!("“{}”", steps.join("."));
        let day = front.day(steps).map(|day| claim(steps, day.to_string()));
        shared.extend(day.map(|day| (name, day)));
    }
    let list = ["extra", "results"];
    let count = front.count(&list);
    if count > 0 {
        shared.push((COUNT.to_owned(), claim(&list, count.to_string())));
    }
    for at in 0..count {
        let index = at.to_string();
        for key in ["before", "after"] {
            let steps = ["extra", "results", index.as_str(), key];
            let name = format!("“{key}” of result {}", at + 1);
            let number = front.number(&steps).map(|n| claim(&steps, n.to_string()));
            shared.extend(number.map(|number| (name, number)));
        }
    }
    shared
}

/// Reports what `file` says otherwise than the same page in the default language. Where one
/// of the two is a draft, nothing contradictory is published yet.
pub(crate) fn differ(
    file: &File,
    files: &BTreeMap<&str, &File>,
    site: &SiteConfig,
) -> Vec<Finding> {
    let path = file.name.path(site.default_language, site);
    let twin = files.get(path.as_str()).filter(|_| path != file.path);
    let Some(twin) = twin.filter(|twin| !file.draft && !twin.draft) else {
        return Vec::new();
    };
    let theirs: BTreeMap<&str, &Claim> = twin
        .shared
        .iter()
        .map(|(name, claim)| (name.as_str(), claim))
        .collect();
    let differs = |(name, own): &&(String, Claim)| {
        theirs
            .get(name.as_str())
            .is_some_and(|other| other.text != own.text)
    };
    let differing = file.shared.iter().filter(differs);
    // Blocks of results that do not correspond cannot be compared one by one.
    let found: Vec<_> = match file
        .shared
        .iter()
        .filter(differs)
        .any(|(name, _)| name == COUNT)
    {
        true => differing
            .filter(|(name, _)| !name.contains("of result "))
            .collect(),
        false => differing.collect(),
    };
    found
        .into_iter()
        .filter_map(|(name, own)| {
            let other = theirs.get(name.as_str())?;
            let message = format!(
                "{name} is {} here, but {} at {}:{}",
                own.text,
                other.text,
                other.place.path,
                other.place.line.unwrap_or(1)
            );
            let help = "correct one of the two: readers of both languages must see the same fact";
            Some(
                rules::PAIR_DIFFERS
                    .at(own.place.clone(), message)
                    .help(help),
            )
        })
        .collect()
}
