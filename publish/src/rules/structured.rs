//! Rule `json-ld`: what a page says for machines is valid JSON.

use super::{Fault, template};
use crate::{Site, SitePage};

/// # json-ld
///
/// **What it does.** Reads every `<script type="application/ld+json">` and finds those that are
/// no JSON, or hold neither an object nor a list.
///
/// **Why it is bad.** Search engines drop the whole block in silence: no author, no day, no
/// product in the results.
///
/// **Example.** `{"headline": "The "best" camera"}`: a quotation mark from the title ends the
/// text too early.
///
/// **Instead.** Let the template encode every value: `{{ page.title | json_encode() | safe }}`.
pub(super) fn check(site: &Site) -> Vec<Fault> {
    site.pages().iter().flat_map(invalid).collect()
}

fn invalid(page: &SitePage) -> Vec<Fault> {
    let blocks = page.facts.structured.iter();
    blocks
        .filter_map(|block| match &block.error {
            Some(error) => Some(format!("a JSON-LD block is no JSON: {error}")),
            None if block.source.trim_start().starts_with(['{', '[']) => None,
            None => Some("a JSON-LD block holds neither an object nor a list".to_owned()),
        })
        .map(|message| {
            let help = "let the template encode every value with `json_encode`";
            Fault::new(page, message, help, template("application/ld+json"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::said;
    use super::*;

    #[test]
    fn structured_data_is_json() {
        let block = |text: &str| format!("<script type=application/ld+json>{text}</script>");
        let (good, list, quote, text) = (
            block("{\"@type\": \"Article\", \"headline\": \"带钢表面检测\"}"),
            block("[{\"@type\": \"Article\"}]"),
            block("{\"headline\": \"岚目的\"好\"相机\"}"),
            block("\"Article\""),
        );
        let pages = [
            ("a/index.html", good.as_str()),
            ("b/index.html", &list),
            ("c/index.html", &text),
            ("d/index.html", "<script>no json</script>"),
            ("zh/a/index.html", &quote),
        ];
        assert_eq!(
            said(check, &pages),
            [
                "c/index.html: a JSON-LD block holds neither an object nor a list",
                "zh/a/index.html: a JSON-LD block is no JSON: expected `,` or `}` at line 1 column 25",
            ]
        );
    }
}
