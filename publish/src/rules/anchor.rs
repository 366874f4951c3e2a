//! Rule `missing-anchor`: a link into a page leads to a place that is there.

use std::collections::BTreeSet;

use super::{Fault, misled, shown};
use crate::site::decode;
use crate::{Site, SitePage, Target};

/// # missing-anchor
///
/// **What it does.** Finds links whose part after `#` names no place on the page that they lead
/// to, on the same page or another one of the site.
///
/// **Why it is bad.** The reader lands at the top of the page, and has to search for what the
/// link promised.
///
/// **Example.** `[our results](#result)` when the heading is “Results” (`#results`).
///
/// **Instead.** Copy the address from the heading, or give the heading a name that stays:
/// `## Results {#results}`.
///
/// `#` and `#top` lead to the top of any page.
pub(super) fn check(site: &Site) -> Vec<Fault> {
    site.pages()
        .iter()
        .flat_map(|page| missing(site, page))
        .collect()
}

fn missing(site: &Site, page: &SitePage) -> Vec<Fault> {
    let mut seen = BTreeSet::new();
    let hrefs = page.facts.links.iter().map(|link| link.href.as_str());
    hrefs
        .filter(|href| seen.insert(*href))
        .filter_map(|href| fault(site, page, href))
        .collect()
}

fn fault(site: &Site, page: &SitePage, href: &str) -> Option<Fault> {
    let url = page.facts.resolve(href)?;
    let name = decode(url.fragment()?);
    let Target::Page(target) = site.target(&url) else {
        return None;
    };
    let anywhere = name.is_empty() || name.eq_ignore_ascii_case("top") || name.starts_with(":~:");
    // A redirect hands the name on to a page that only the browser knows.
    if anywhere || target.redirects() || target.facts.anchors.contains(&name) {
        return None;
    }
    let on = if target.path == page.path {
        "this page".to_owned()
    } else {
        target.path.clone()
    };
    let near = masthead_text::nearest(&name, target.facts.anchors.iter().map(String::as_str));
    let help = match near {
        Some(near) => format!("did you mean `#{near}`"),
        None => "link to the page itself, or give the heading that name: `## Heading {#name}`"
            .to_owned(),
    };
    let message = format!("`{}` leads to a place that is not on {on}", shown(&url));
    Some(misled(page, message, help, href))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{said, site};
    use super::*;

    #[test]
    fn a_link_into_a_page_leads_to_a_place_on_it() {
        let pages = [
            (
                "a/index.html",
                "<h2 id=results>R</h2><a href=#results>1</a><a href=#>2</a><a href=#top>3</a>\
                 <a href=/zh/b/#结果>4</a><a href=/zh/b/#%E7%BB%93%E6%9E%9C>5</a>\
                 <a href=/old/#x>6</a><a href=/none/#x>7</a><a href=https://other.example/#x>8</a>",
            ),
            (
                "b/index.html",
                "<a href=#resluts>1</a><a href=../a/#resuls>2</a>",
            ),
            (
                "old/index.html",
                "<meta http-equiv=refresh content='0; url=/a/'>",
            ),
            (
                "zh/b/index.html",
                "<h2 id=结果>结果</h2><a href=#成果>1</a>",
            ),
        ];
        assert_eq!(
            said(check, &pages),
            [
                "b/index.html: `/b/#resluts` leads to a place that is not on this page",
                "b/index.html: `/a/#resuls` leads to a place that is not on a/index.html",
                "zh/b/index.html: `/zh/b/#成果` leads to a place that is not on this page",
            ]
        );
        assert_eq!(check(&site(&pages))[1].help, "did you mean `#results`");
    }
}
