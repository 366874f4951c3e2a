//! Rule `title-missing`: every page says what it is called.

use super::{Fault, Mark};
use crate::Site;

/// # title-missing
///
/// **What it does.** Finds pages without a `<title>`, or with an empty one.
///
/// **Why it is bad.** The title is the line that people see in search results, in tabs and in
/// bookmarks. Without it a search engine makes one up.
///
/// **Example.** `<title></title>`
///
/// **Instead.** `<title>Steel surface inspection at Norrvik Strip · Arvenna Vision</title>`:
/// write `title` in the front matter, and let the template show it.
///
/// Pages that only send readers on need none.
pub(super) fn check(site: &Site) -> Vec<Fault> {
    site.pages()
        .iter()
        .filter(|page| !page.redirects() && page.facts.title().is_none())
        .map(|page| {
            Fault::new(
                page,
                "the page has no title",
                "write `title` in the front matter and show it in `<title>`",
                Mark::Field {
                    key: "title",
                    template: "<title",
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
    fn a_page_has_a_title() {
        let pages = [
            ("a/index.html", "<title>Steel</title>"),
            ("b/index.html", "<title> </title>"),
            ("c/index.html", "<svg><title>Logo</title></svg>"),
            (
                "d/index.html",
                "<meta http-equiv=refresh content='0; url=/a/'>",
            ),
            ("zh/a/index.html", "<title>带钢</title>"),
            ("zh/b/index.html", "<p>带钢"),
        ];
        assert_eq!(
            said(check, &pages),
            [
                "b/index.html: the page has no title",
                "c/index.html: the page has no title",
                "zh/b/index.html: the page has no title",
            ]
        );
    }
}
