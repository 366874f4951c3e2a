//! Faults of built pages as findings, at the places where people can mend them.

use std::collections::BTreeMap;

use masthead_text::{Finding, Place, sort_findings};

use crate::origin::Origin;
use crate::rules::{Fault, Rule};
use crate::{Site, SitePage};

/// From this share of the pages on, in percent, and from [`FEW`] pages on, a fault is one of
/// the template.
const NEARLY_ALL: usize = 90;
const FEW: usize = 3;

/// How many pages a finding names.
const NAMED: usize = 3;

/// The faults of a site as findings, sorted by place.
///
/// A fault that stands in a page's Markdown is a finding there. The others are one finding for
/// all pages that have it, at the template that writes it, else at the built page below
/// `folder`.
pub(crate) fn findings(
    site: &Site,
    faults: Vec<(&'static Rule, Fault)>,
    origin: &Origin,
    folder: &str,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut shared: BTreeMap<(&str, String), Group<'_>> = BTreeMap::new();
    for (rule, fault) in faults {
        let Some(page) = site.page(&fault.page) else {
            continue;
        };
        match origin.content(page, &fault.mark) {
            Some(place) => findings.push(finding(rule, &fault, fault.message.clone(), place)),
            None => {
                let key = (rule.name, fault.message.clone());
                let group = shared.entry(key).or_insert_with(|| (rule, Vec::new()));
                group.1.push((page, fault));
            }
        }
    }
    let pages = site.pages().iter().filter(|page| !page.redirects()).count();
    let shared = shared.into_values();
    findings.extend(shared.filter_map(|group| together(&group, origin, folder, pages)));
    sort_findings(&mut findings);
    findings
}

/// One fault on many pages.
type Group<'a> = (&'static Rule, Vec<(&'a SitePage, Fault)>);

fn together(
    (rule, faults): &Group<'_>,
    origin: &Origin,
    folder: &str,
    pages: usize,
) -> Option<Finding> {
    let (page, fault) = faults.first()?;
    let place = origin.template(page, &fault.mark);
    let message = match (&faults[..], &place) {
        ([_], None) => fault.message.clone(),
        (faults, _) => format!("{}, {}", fault.message, spread(faults, pages)),
    };
    let place = place.unwrap_or_else(|| Place::whole(format!("{folder}/{}", page.path)));
    Some(finding(rule, fault, message, place))
}

fn finding(rule: &Rule, fault: &Fault, message: String, place: Place) -> Finding {
    Finding::new(rule.name, rule.severity, message, place).help(fault.help.clone())
}

/// On which pages a fault is: `on 12 of 12 pages: a fault of the template`.
fn spread(faults: &[(&SitePage, Fault)], pages: usize) -> String {
    let count = faults.len();
    if count >= FEW && count * 100 >= pages * NEARLY_ALL {
        return format!("on {count} of {pages} pages: a fault of the template");
    }
    let named: Vec<&str> = faults
        .iter()
        .take(NAMED)
        .map(|(page, _)| page.path.as_str())
        .collect();
    let named = named.join(", ");
    match count {
        1 => format!("on {named}"),
        _ if count > NAMED => format!("on {count} pages: {named} and {} more", count - NAMED),
        _ => format!("on {count} pages: {named}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;
    use crate::rules::tests::site;

    fn said(pages: &[(&str, &str)], rule: &str) -> Vec<String> {
        let site = site(pages);
        let found = findings(&site, rules::faults(&site), &Origin::default(), "public");
        found
            .iter()
            .filter(|finding| finding.rule == rule)
            .map(|finding| format!("{}: {}", finding.place.path, finding.message))
            .collect()
    }

    #[test]
    fn one_fault_of_a_template_is_one_finding() {
        let footer = "<footer><a href=/legal/>Legal</a></footer>";
        let deeper = "<footer><a href=../../legal/>法律声明</a></footer>";
        let pages = [
            ("a/index.html", footer),
            ("b/index.html", footer),
            (
                "old/index.html",
                "<meta http-equiv=refresh content='0; url=/a/'>",
            ),
            ("zh/a/index.html", deeper),
        ];
        assert_eq!(
            said(&pages, "broken-link"),
            [
                "public/a/index.html: `/legal/` leads to nothing, on 3 of 3 pages: a fault of the \
              template"
            ]
        );
    }

    #[test]
    fn a_fault_on_some_pages_names_them() {
        let (good, bad) = ("<h1>Steel</h1>", "<h1>带钢</h1><img src=/x.png>");
        let pages = [
            ("a/index.html", bad),
            ("b/index.html", good),
            ("c/index.html", good),
            ("d/index.html", bad),
        ];
        assert_eq!(
            said(&pages, "image-alt"),
            [
                "public/a/index.html: the image `/x.png` has no alternative text, on 2 pages: \
              a/index.html, d/index.html"
            ]
        );
        assert_eq!(
            said(&pages[..2], "image-alt"),
            ["public/a/index.html: the image `/x.png` has no alternative text"]
        );
    }
}
