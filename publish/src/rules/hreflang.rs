//! Rule `hreflang-return`: pages that name each other as translations do so both ways.

use std::collections::BTreeMap;

use super::{Fault, template};
use crate::{Site, SitePage, Target};

/// # hreflang-return
///
/// **What it does.** Looks at every `<link rel="alternate" hreflang>` that leads to a page of
/// the site: that page must be there, must be no redirect, and must name this page in return. A
/// page that names others must name itself too, and each language only once.
///
/// **Why it is bad.** Search engines believe only what both pages say. One missing return, and
/// Chinese readers are shown the English page.
///
/// **Example.** `/a/` names `/zh/a/` as its Chinese page, but `/zh/a/` names nothing.
///
/// **Instead.** Keep both files of a pair (`a.md` and `a.zh.md`), and let the template write all
/// translations of a page, itself included.
///
/// `x-default` only has to be there.
pub(super) fn check(site: &Site) -> Vec<Fault> {
    site.pages()
        .iter()
        .filter(|page| page.indexed())
        .flat_map(|page| faults(site, page))
        .collect()
}

fn faults(site: &Site, page: &SitePage) -> Vec<Fault> {
    let alternates = &page.facts.alternates;
    let mut languages: BTreeMap<String, &str> = BTreeMap::new();
    let mut faults = Vec::new();
    let mut say = |message: String| {
        let help =
            "let the template write every translation of a page, itself included, on all of them";
        faults.push(Fault::new(page, message, help, template("hreflang=")));
    };
    for alternate in alternates {
        let (tag, href) = (alternate.hreflang.to_lowercase(), alternate.href.as_str());
        if languages
            .insert(tag.clone(), href)
            .is_some_and(|other| other != href)
        {
            say(format!("hreflang `{tag}` names two addresses"));
        }
        if let Some(wrong) = wrong(site, page, &tag, href) {
            say(format!("the page in `{tag}`, `{href}`, {wrong}"));
        }
    }
    let itself = alternates
        .iter()
        .any(|alternate| names(page, &alternate.href, page));
    if !alternates.is_empty() && !itself {
        say("the page names translations, but not itself".to_owned());
    }
    faults
}

/// What is wrong with the page that an alternate leads to, if it is one of the site.
fn wrong(site: &Site, page: &SitePage, tag: &str, href: &str) -> Option<&'static str> {
    let Some(url) = page.facts.resolve(href) else {
        return Some("has no readable address");
    };
    match site.target(&url) {
        Target::Outside => None,
        Target::Nothing | Target::File => Some("is not there"),
        Target::Page(other) if other.redirects() => Some("only sends readers on"),
        Target::Page(other) => {
            let returns = tag == "x-default"
                || other
                    .facts
                    .alternates
                    .iter()
                    .any(|back| names(other, &back.href, page));
            (!returns).then_some("does not name this page in return")
        }
    }
}

/// Whether an address on `page` is that of `other`.
fn names(page: &SitePage, href: &str, other: &SitePage) -> bool {
    page.facts.resolve(href).is_some_and(|url| url == other.url)
}

#[cfg(test)]
mod tests {
    use super::super::tests::said;
    use super::*;

    #[test]
    fn translations_name_each_other() {
        let both = "<link rel=alternate hreflang=en href=https://www.arvenna.example/a/>\
            <link rel=alternate hreflang=zh href=https://www.arvenna.example/zh/a/>\
            <link rel=alternate hreflang=x-default href=https://www.arvenna.example/a/>";
        let pages = [
            ("a/index.html", both),
            (
                "b/index.html",
                "<link rel=alternate hreflang=en href=/b/><link rel=alternate hreflang=zh href=/zh/b/>",
            ),
            (
                "c/index.html",
                "<link rel=alternate hreflang=zh href=/zh/c/>",
            ),
            (
                "d/index.html",
                "<link rel=alternate hreflang=en href=/d/><link rel=alternate hreflang=EN href=/a/>",
            ),
            (
                "e/index.html",
                "<link rel=alternate type=application/atom+xml href=/none.xml>",
            ),
            ("zh/a/index.html", both),
            ("zh/b/index.html", "<p>没有语言标记"),
        ];
        assert_eq!(
            said(check, &pages),
            [
                "b/index.html: the page in `zh`, `/zh/b/`, does not name this page in return",
                "c/index.html: the page in `zh`, `/zh/c/`, is not there",
                "c/index.html: the page names translations, but not itself",
                "d/index.html: hreflang `en` names two addresses",
                "d/index.html: the page in `en`, `/a/`, does not name this page in return",
            ]
        );
    }
}
