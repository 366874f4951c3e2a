//! Rule `broken-link`: every address within the site leads to something.

use std::collections::BTreeSet;

use super::{Fault, misled, shown};
use crate::{Site, SitePage, Target};

/// # broken-link
///
/// **What it does.** Follows every link, image, style sheet, script, icon and feed of every
/// built page, also those in templates (menu, footer), as far as they stay within the site,
/// and finds those that lead to nothing. Links to other sites are not followed.
///
/// **Why it is bad.** The reader who clicks is gone, and a missing style sheet makes a page look
/// abandoned.
///
/// **Example.** `[the camera](/product/ls8/)` when the page stands at `/products/ls8/`.
///
/// **Instead.** `[the camera](@/products/ls8-line-scan-camera.md)`: Zola then writes the address
/// itself and refuses to build when the file is gone.
pub(super) fn check(site: &Site) -> Vec<Fault> {
    site.pages()
        .iter()
        .flat_map(|page| broken(site, page))
        .collect()
}

fn broken(site: &Site, page: &SitePage) -> Vec<Fault> {
    let facts = &page.facts;
    let mut seen = BTreeSet::new();
    let addresses = facts
        .links
        .iter()
        .map(|link| &link.href)
        .chain(
            facts
                .images
                .iter()
                .map(|image| &image.src)
                .filter(|src| !src.is_empty()),
        )
        .chain(&facts.assets)
        .chain(&facts.refresh);
    addresses
        .filter(|href| seen.insert(*href))
        .filter_map(|href| fault(site, page, href))
        .collect()
}

fn fault(site: &Site, page: &SitePage, href: &str) -> Option<Fault> {
    let (message, help) = match page.facts.resolve(href) {
        None => (
            format!("`{href}` is no address"),
            "write an address such as `/products/` or `https://www.example.com/`",
        ),
        Some(url) if matches!(site.target(&url), Target::Nothing) => (
            format!("`{}` leads to nothing", shown(&url)),
            "correct the address or remove it; to link to a page write `@/folder/page.md`",
        ),
        Some(_) => return None,
    };
    Some(misled(page, message, help, href))
}

#[cfg(test)]
mod tests {
    use super::super::tests::said;
    use super::*;

    #[test]
    fn addresses_within_the_site_lead_to_something() {
        let pages = [
            (
                "a/index.html",
                "<a href=/zh/案例/>1</a><a href=../zh/%E6%A1%88%E4%BE%8B>2</a><a href=#x>3</a>\
                 <a href=''>4</a><a href=https://www.arvenna.example/a/?q=1>5</a>\
                 <a href=https://other.example/none/>6</a><a href=mailto:a@b.example>7</a>\
                 <a href='tel:+46 1'>8</a><img src=/logo.svg><link rel=icon href=../logo.svg>",
            ),
            (
                "b/index.html",
                "<a href=/product/>1</a><a href=/product/>2</a><a href=http://[>3</a>",
            ),
            (
                "c/index.html",
                "<link rel=stylesheet href=style.css><img src=/logo.png srcset='/l.png 2x'>",
            ),
            (
                "d/index.html",
                "<meta http-equiv=refresh content='0; url=/gone/'>",
            ),
            (
                "zh/案例/index.html",
                "<nav><a href=https://www.arvenna.example/zh/产品/>产品</a></nav>",
            ),
        ];
        assert_eq!(
            said(check, &pages),
            [
                "b/index.html: `/product/` leads to nothing",
                "b/index.html: `http://[` is no address",
                "c/index.html: `/logo.png` leads to nothing",
                "c/index.html: `/c/style.css` leads to nothing",
                "c/index.html: `/l.png` leads to nothing",
                "d/index.html: `/gone/` leads to nothing",
                "zh/案例/index.html: `/zh/产品/` leads to nothing",
            ]
        );
    }
}
