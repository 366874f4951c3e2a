//! Marks words of the other language inside a text, so that a page can be read aloud, broken and
//! checked language by language.

use masthead_text::Language;

/// `text` as HTML: escaped, with every run in the script of the other language wrapped in `tag`
/// (`span`, or `tspan` within SVG) with its `lang`. Signs and digits belong to either language.
#[must_use]
pub fn mark(text: &str, language: Language, tag: &str) -> String {
    let mut html = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let wide = cjk(first);
        let end = rest
            .find(|letter| cjk(letter) != wide)
            .unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        match (language, wide) {
            (Language::English, true) => wrap(&mut html, run, "zh", tag),
            (Language::Chinese, false) => wrap(&mut html, run, "en", tag),
            _ => html.push_str(&escape(run)),
        }
        rest = after;
    }
    html
}

/// Wraps the part of a run between its first and last letter or digit; none without letters.
fn wrap(html: &mut String, run: &str, lang: &str, tag: &str) {
    if !run.chars().any(char::is_alphabetic) {
        html.push_str(&escape(run));
        return;
    }
    let core = run.trim_matches(|letter: char| !letter.is_alphanumeric());
    let start = run.find(core).unwrap_or(0);
    let (before, after) = (&run[..start], &run[start + core.len()..]);
    html.push_str(&escape(before));
    html.push_str(&format!("<{tag} lang=\"{lang}\">{}</{tag}>", escape(core)));
    html.push_str(&escape(after));
}

/// Whether a character belongs to Chinese writing: Han, its punctuation, full-width forms.
fn cjk(letter: char) -> bool {
    ('\u{2e80}'..='\u{9fff}').contains(&letter)
        || ('\u{f900}'..='\u{faff}').contains(&letter)
        || ('\u{ff00}'..='\u{ffef}').contains(&letter)
        || ('\u{20000}'..='\u{3ffff}').contains(&letter)
}

/// Whether a letter is a Chinese character.
pub(crate) fn han(letter: char) -> bool {
    cjk(letter) && letter.is_alphabetic()
}

/// Text for HTML and XML.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use masthead_text::Language::{Chinese, English};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn runs_of_the_other_language_are_marked() {
        for (text, language, html) in [
            ("Plant Floor", English, "Plant Floor"),
            (
                "Plant Floor",
                Chinese,
                "<span lang=\"en\">Plant Floor</span>",
            ),
            (
                "ZH | 工业相机",
                Chinese,
                "<span lang=\"en\">ZH</span> | 工业相机",
            ),
            (
                "ZH | 工业相机",
                English,
                "ZH | <span lang=\"zh\">工业相机</span>",
            ),
            ("186 万元（3.5%）", Chinese, "186 万元（3.5%）"),
            (
                "《A & B》",
                Chinese,
                "《<span lang=\"en\">A &amp; B</span>》",
            ),
            ("<b>", English, "&lt;b&gt;"),
            ("", Chinese, ""),
        ] {
            assert_eq!(mark(text, language, "span"), html, "{text}");
        }
    }

    proptest! {
        #[test]
        fn marking_loses_nothing_and_lets_no_tag_through(text in "\\PC*") {
            for language in Language::ALL {
                let html = mark(&text, language, "i");
                let plain = html
                    .replace("<i lang=\"en\">", "")
                    .replace("<i lang=\"zh\">", "")
                    .replace("</i>", "");
                prop_assert_eq!(plain, escape(&text));
            }
        }
    }
}
