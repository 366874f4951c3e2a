//! Rule `title-duplicate`: no two pages of a language are called the same.

use std::collections::BTreeMap;

use super::{Fault, Mark};
use crate::{Site, SitePage};

/// # title-duplicate
///
/// **What it does.** Finds pages of one language with the same title. The first by address
/// keeps it; every other one is named.
///
/// **Why it is bad.** In search results nobody can tell the two apart, and a search engine
/// shows only one of them, perhaps the wrong one.
///
/// **Example.** Two case studies titled “Case study”.
///
/// **Instead.** “Steel surface inspection at Norrvik Strip” and “Battery electrode inspection
/// at Chengyuan Cell”.
///
/// The same page in another language may bear the same title (a product's name), and so may a
/// page whose canonical names another page.
pub(super) fn check(site: &Site) -> Vec<Fault> {
    let mut first: BTreeMap<(String, &str), &SitePage> = BTreeMap::new();
    let mut faults = Vec::new();
    for page in site
        .pages()
        .iter()
        .filter(|page| page.indexed() && own(page))
    {
        let Some(title) = page.facts.title() else {
            continue;
        };
        let Some(other) = first.get(&(language(page), title)) else {
            first.insert((language(page), title), page);
            continue;
        };
        faults.push(Fault::new(
            page,
            format!("the title “{title}” is also that of {}", other.path),
            "give each page a title that says what only this page offers",
            Mark::Field {
                key: "title",
                template: "<title",
            },
        ));
    }
    faults
}

/// The page's language as it says itself, else as its text shows.
fn language(page: &SitePage) -> String {
    let tag = page.facts.lang.as_deref().map(str::to_lowercase);
    tag.or_else(|| Some(page.facts.language?.tag().to_owned()))
        .unwrap_or_default()
}

/// Whether the page stands for itself.
fn own(page: &SitePage) -> bool {
    let canonicals = &page.facts.canonicals;
    canonicals.is_empty()
        || canonicals
            .iter()
            .any(|href| page.facts.resolve(href).as_ref() == Some(&page.url))
}

#[cfg(test)]
mod tests {
    use super::super::tests::said;
    use super::*;

    #[test]
    fn titles_of_a_language_differ() {
        let pages = [
            ("a/index.html", "<html lang=en><title>LS8</title>"),
            ("b/index.html", "<html lang=en><title>Case study</title>"),
            ("c/index.html", "<html lang=EN><title>Case\nstudy</title>"),
            (
                "d/index.html",
                "<html lang=en><title>LS8</title><link rel=canonical href=/a/>",
            ),
            ("zh/a/index.html", "<html lang=zh-CN><title>LS8</title>"),
            (
                "zh/b/index.html",
                "<html lang=zh-CN><title>客户案例</title>",
            ),
            (
                "zh/c/index.html",
                "<html lang=zh-CN><title>客户案例</title>",
            ),
        ];
        assert_eq!(
            said(check, &pages),
            [
                "c/index.html: the title “Case study” is also that of b/index.html",
                "zh/c/index.html: the title “客户案例” is also that of zh/b/index.html",
            ]
        );
    }
}
