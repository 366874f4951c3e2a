//! The headline of a page: its title as readers see it, without the name of the site.
//!
//! `<title>` and `og:title` carry the site's name; `<h1>` may hold the site's name alone or a
//! slogan. So all of them, and what is left of them when parts are cut off, are candidates, and
//! the one for which most speaks is the headline.

mod candidate;
mod cut;
mod site;
mod slug;
mod weigh;

use masthead_text::alphanumeric;
use url::Url;

pub use self::cut::{parts, without};

use self::candidate::candidates;
use self::site::Sites;
use self::weigh::Scale;
use crate::block::Block;
use crate::head::Head;
use crate::linked::Linked;

/// What a page says about its own name.
pub(crate) struct Names<'a> {
    pub(crate) head: &'a Head,
    pub(crate) linked: &'a Linked,
    /// Texts of the `<h1>`.
    pub(crate) headings: &'a [String],
    /// Texts of the `<h2>`.
    pub(crate) seconds: &'a [String],
    /// The lines of the page.
    pub(crate) blocks: &'a [Block],
    pub(crate) url: Option<&'a Url>,
    /// Whether the page is an article or a thread.
    pub(crate) story: bool,
}

/// The headline, if the page has any title at all.
pub(crate) fn headline(names: &Names<'_>) -> Option<String> {
    let sites = Sites::of(names);
    let scale = Scale::of(names, &sites);
    let mut best: Option<(i32, String)> = None;
    for candidate in candidates(names, &sites) {
        let weight = scale.weigh(&candidate);
        if best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, candidate.text));
        }
    }
    best.map(|(_, text)| text)
}

/// Letters and digits in lower case: what is left of a name when it is compared.
pub(crate) fn key(text: &str) -> String {
    letters(text).collect()
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|&c| alphanumeric(c))
        .flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_title_of_any_marks_is_cut_within_itself(title in r"[a岚LS8网|｜»«—_:/ –\-·•>~]{0,40}") {
            if let Some(headline) = of(&format!("<title>{}</title>", title.replace('>', "&gt;"))) {
                let folded = crate::fold::fold(&title);
                prop_assert!(folded.contains(&headline), "{} of {}", headline, folded);
            }
        }
    }

    fn of(html: &str) -> Option<String> {
        crate::read(html.as_bytes(), None, None).headline
    }

    #[test]
    fn the_name_of_the_site_is_cut_off() {
        for (html, expected) in [
            (
                "<title>Strip inspection at 600 m/min | Norrvik</title>",
                "Strip inspection at 600 m/min",
            ),
            (
                "<title>带钢表面检测方案_岚目视觉</title>",
                "带钢表面检测方案",
            ),
            (
                "<title>带钢表面检测方案-岚目视觉科技有限公司</title>",
                "带钢表面检测方案",
            ),
            (
                "<meta property=og:site_name content='Arvenna Vision Systems and Services of the North Ltd'>\
                 <title>LS8 camera - Arvenna Vision Systems and Services of the North Ltd</title>",
                "LS8 camera",
            ),
            (
                "<link rel=canonical href=https://www.norrvik.example/a>\
                 <title>Foil - now online - Norrvik</title>",
                "Foil - now online",
            ),
            ("<title>Home | Norrvik</title>", "Home | Norrvik"),
            (
                "<title>岚目视觉--带钢表面检测</title><td>带钢表面检测</td>",
                "带钢表面检测",
            ),
            (
                "<title>Strip inspection - Products - North Rolling Forum</title><h1>North Rolling</h1><td>Strip inspection</td>",
                "Strip inspection",
            ),
            (
                "<title>带钢检测问答 - 产品 - 北方轧钢论坛</title><h1>北方轧钢</h1><td>带钢检测问答</td>",
                "带钢检测问答",
            ),
            (
                "<title>Line-scan cameras for web inspection</title>",
                "Line-scan cameras for web inspection",
            ),
        ] {
            assert_eq!(of(html).as_deref(), Some(expected), "{html}");
        }
    }

    #[test]
    fn heading_and_title_are_weighed() {
        let article = "<meta property=og:type content=article>";
        for (html, expected) in [
            (
                "<title>LS8 line-scan camera | Arvenna</title><h1>Arvenna</h1><h1>LS8 line-scan camera</h1>",
                "LS8 line-scan camera",
            ),
            (
                "<link rel=canonical href=https://www.arvenna.example/strip-inspection.html>\
                 <title>Strip inspection | Arvenna</title><h1>See more. Scrap less.</h1>",
                "Strip inspection",
            ),
            (
                "<title>线扫描相机 - 岚目视觉科技有限公司</title><h1>看见每一毫米</h1>",
                "线扫描相机",
            ),
            (
                "<link rel=canonical href=https://www.norrvik.example/scrap-halved-at-norrvik>\
                 <title>Scrap halved at Norrvik</title><h1>How Norrvik halved its scrap</h1>",
                "Scrap halved at Norrvik",
            ),
            (
                "<h1>How Norrvik halved its scrap</h1>",
                "How Norrvik halved its scrap",
            ),
            (
                "<title>带钢检测走向在线 带钢网</title><h1>带钢网</h1>",
                "带钢检测走向在线 带钢网",
            ),
            (
                "<title>Less scrap &amp;amp; more strip</title><h1>LESS SCRAP &amp; MORE STRIP</h1>",
                "Less scrap & more strip",
            ),
        ] {
            assert_eq!(of(html).as_deref(), Some(expected), "{html}");
        }
        let story =
            format!("{article}<title>Less scrap</title><h1>How Norrvik halved its scrap</h1>");
        assert_eq!(of(&story).as_deref(), Some("How Norrvik halved its scrap"));
        assert_eq!(of("<p>none"), None);
    }
}
