//! Rule `image-alt`: every image says in words what it shows.

use std::collections::BTreeSet;

use super::{Fault, Mark, shown};
use crate::{Site, SitePage};

/// # image-alt
///
/// **What it does.** Finds images without an `alt` attribute. An empty one is right for mere
/// decoration: `alt=""`.
///
/// **Why it is bad.** Readers who do not see the image, and search engines, learn nothing from
/// it; a screen reader reads out its file name.
///
/// **Example.** `<img src="/scratch.jpg">`
///
/// **Instead.** `![Scratch on hot-rolled strip, 40 mm long](/scratch.jpg)`
pub(super) fn check(site: &Site) -> Vec<Fault> {
    site.pages().iter().flat_map(nameless).collect()
}

fn nameless(page: &SitePage) -> Vec<Fault> {
    let mut seen = BTreeSet::new();
    let images = page.facts.images.iter().filter(|image| image.alt.is_none());
    images
        .filter(|image| seen.insert(&image.src))
        .map(|image| {
            Fault::new(
                page,
                format!(
                    "the image `{}` has no alternative text",
                    address(page, &image.src)
                ),
                "say in `alt` what it shows, or write `alt=\"\"` if it is decoration",
                Mark::Address(image.src.clone()),
            )
        })
        .collect()
}

/// The address as it is from every page, so that one image of a template is one fault.
fn address(page: &SitePage, src: &str) -> String {
    match page.facts.resolve(src) {
        Some(url) if url.origin() == page.url.origin() => shown(&url),
        _ => src.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::said;
    use super::*;

    #[test]
    fn an_image_has_words_or_says_that_it_needs_none() {
        let pages = [
            (
                "a/index.html",
                "<img src=/a.jpg alt='Scratch on strip'><img src=/line.svg alt=''>",
            ),
            (
                "b/index.html",
                "<img src=/b.jpg><img src=/b.jpg><img src=/c.jpg alt>",
            ),
            (
                "zh/a/index.html",
                "<img src=/划痕.jpg alt=带钢上的划痕><img src=/极片.jpg title=极片>",
            ),
        ];
        assert_eq!(
            said(check, &pages),
            [
                "b/index.html: the image `/b.jpg` has no alternative text",
                "zh/a/index.html: the image `/极片.jpg` has no alternative text",
            ]
        );
    }
}
