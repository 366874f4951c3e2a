//! Rule `description-missing`: every page says in a sentence what it offers.

use super::{Fault, Mark};
use crate::Site;

/// # description-missing
///
/// **What it does.** Finds pages without `<meta name="description">`, or with an empty one.
///
/// **Why it is bad.** Search engines show the description below the title; it is what makes a
/// reader choose this page among ten. Without it they show whatever text comes first.
///
/// **Example.** `<meta name="description" content="">`
///
/// **Instead.** `<meta name="description" content="How Norrvik Strip cut claims for surface
/// defects by two thirds.">`: write `description` in the front matter.
///
/// Pages that search engines are not to show (`noindex`, redirects, 404) need none.
pub(super) fn check(site: &Site) -> Vec<Fault> {
    site.pages()
        .iter()
        .filter(|page| page.indexed() && page.facts.description().is_none())
        .map(|page| {
            Fault::new(
                page,
                "the page has no description",
                "write `description` in the front matter: one sentence on what the reader gets",
                Mark::Field {
                    key: "description",
                    template: "name=\"description\"",
                },
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::said;
    use super::*;

    #[test]
    fn a_page_has_a_description() {
        let pages = [
            ("404.html", ""),
            (
                "a/index.html",
                "<meta name=description content='How a mill cut claims'>",
            ),
            ("b/index.html", "<meta name=description content=' '>"),
            ("c/index.html", "<meta name=robots content=noindex>"),
            (
                "zh/a/index.html",
                "<meta name=Description content=带钢厂怎样减少投诉>",
            ),
            (
                "zh/b/index.html",
                "<meta property=og:description content=带钢>",
            ),
        ];
        assert_eq!(
            said(check, &pages),
            [
                "b/index.html: the page has no description",
                "zh/b/index.html: the page has no description",
            ]
        );
    }
}
