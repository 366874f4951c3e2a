//! Rule `canonical`: every page names its one true address.

use super::{Fault, template};
use crate::{Site, SitePage, Target};
use url::Url;

/// # canonical
///
/// **What it does.** Finds pages without `<link rel="canonical">`, with several, with one that
/// is not a whole address, or with one that leads to nothing or to a page that only sends
/// readers on.
///
/// **Why it is bad.** One text is reached at several addresses (with and without a campaign's
/// parameters). Without a canonical, search engines choose one; with a wrong one, they drop
/// the page.
///
/// **Example.** `<link rel="canonical" href="/case-studies/steel/">`
///
/// **Instead.** `<link rel="canonical"
/// href="https://www.arvenna.example/case-studies/steel/">`, written by the template from the
/// page's own address.
///
/// Pages that search engines are not to show (`noindex`, redirects, 404) need none.
pub(super) fn check(site: &Site) -> Vec<Fault> {
    let pages = site.pages().iter().filter(|page| page.indexed());
    pages
        .filter_map(|page| {
            let message = wrong(site, page)?;
            let help =
                "let the template write the page's own address, with `https://` and the host";
            Some(Fault::new(
                page,
                message,
                help,
                template("rel=\"canonical\""),
            ))
        })
        .collect()
}

fn wrong(site: &Site, page: &SitePage) -> Option<String> {
    let href = match &page.facts.canonicals[..] {
        [] => return Some("the page has no canonical address".to_owned()),
        [href] => href,
        several => {
            return Some(format!(
                "the page has {} canonical addresses",
                several.len()
            ));
        }
    };
    let Ok(url) = Url::parse(href) else {
        return Some(format!("the canonical `{href}` is not a whole address"));
    };
    match site.target(&url) {
        Target::Outside => None,
        Target::Nothing | Target::File => Some(format!("the canonical `{href}` leads to no page")),
        Target::Page(target) if target.redirects() => {
            Some(format!("the canonical `{href}` only sends readers on"))
        }
        Target::Page(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::said;
    use super::*;

    #[test]
    fn a_page_names_its_one_address() {
        let pages = [
            ("404.html", ""),
            (
                "a/index.html",
                "<link rel=canonical href=https://www.arvenna.example/a/>",
            ),
            ("b/index.html", "<p>text"),
            ("c/index.html", "<link rel=canonical href=/c/>"),
            (
                "d/index.html",
                "<link rel=canonical href=https://www.arvenna.example/none/>",
            ),
            (
                "e/index.html",
                "<link rel=canonical href=https://partner.example/text/>",
            ),
            (
                "old/index.html",
                "<meta http-equiv=refresh content='0; url=/a/'>",
            ),
            (
                "zh/a/index.html",
                "<link rel=canonical href=https://www.arvenna.example/zh/a/>\
                 <link rel=canonical href=https://www.arvenna.example/a/>",
            ),
            (
                "zh/案例/index.html",
                "<link rel=canonical href=https://www.arvenna.example/zh/案例/>",
            ),
            (
                "zh/旧/index.html",
                "<link rel=canonical href=https://www.arvenna.example/old/>",
            ),
        ];
        assert_eq!(
            said(check, &pages),
            [
                "b/index.html: the page has no canonical address",
                "c/index.html: the canonical `/c/` is not a whole address",
                "d/index.html: the canonical `https://www.arvenna.example/none/` leads to no page",
                "zh/a/index.html: the page has 2 canonical addresses",
                "zh/旧/index.html: the canonical `https://www.arvenna.example/old/` only sends readers on",
            ]
        );
    }
}
