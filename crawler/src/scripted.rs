//! Pages that are empty until a browser runs their scripts.

use masthead_page::PageFacts;

/// A page with as many letters of text as this says something without its scripts.
const LETTERS: usize = 200;

/// As many links lead on from a page that does without its scripts.
const LINKS: usize = 5;

/// The bytes of a page in which the signs are looked for.
const HEAD: usize = 256 * 1024;

/// What a `<noscript>` says where nothing works without scripts: a word for scripts, and one that
/// asks for them.
const SCRIPTS: [&str; 3] = ["javascript", "java script", "脚本"];
const WANTED: [&str; 10] = [
    "enable", "turn on", "activate", "require", "need", "启用", "开启", "打开", "允许", "支持",
];

/// Whether a page says nothing by itself: hardly any text and links, a script, and either an empty
/// element for the script to fill or a notice that it is needed.
pub(crate) fn is_empty(facts: &PageFacts, body: &[u8]) -> bool {
    let letters = facts
        .text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(LETTERS)
        .count();
    if letters >= LETTERS || facts.links.len() > LINKS {
        return false;
    }
    let (source, _) = masthead_page::decode(&body[..body.len().min(HEAD)], Some(&facts.charset));
    let source = source.to_lowercase();
    source.contains("<script") && (has_mount(&source) || asks(&source))
}

/// Whether an element with an `id` stands empty, as the one that a script fills.
fn has_mount(source: &str) -> bool {
    ["<div", "<main", "<section"].iter().any(|open| {
        source.match_indices(open).any(|(at, _)| {
            let Some((tag, rest)) = source[at..].split_once('>') else {
                return false;
            };
            tag.contains(" id=") && rest.trim_start().starts_with(&format!("</{}", &open[1..]))
        })
    })
}

/// Whether a `<noscript>` asks for scripts.
fn asks(source: &str) -> bool {
    source.split("<noscript").skip(1).any(|part| {
        let text = part.split("</noscript").next().unwrap_or_default();
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        has(&SCRIPTS) && has(&WANTED)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GBK;

    fn is_scripted(page: &[u8]) -> bool {
        is_empty(&masthead_page::read(page, None, None), page)
    }

    #[test]
    fn a_shell_for_scripts_is_told_from_a_page() {
        let script = "<script src=/app.js></script>";
        let long = "带钢以每秒三米的速度通过检测工位，相机必须看清每一行。".repeat(10);
        for (page, empty) in [
            (
                format!("<title>衡像科技</title><div id=app></div>{script}"),
                true,
            ),
            (
                format!("<title>x</title><body><DIV class=a ID='root'>\n </DIV>{script}"),
                true,
            ),
            (
                format!(
                    "<noscript>You need to enable JavaScript to run this app.</noscript>{script}"
                ),
                true,
            ),
            (
                format!("<noscript><strong>请启用 JavaScript 后再访问</strong></noscript>{script}"),
                true,
            ),
            // Pages that say something, or do without scripts.
            (format!("<p>{long}</p><div id=app></div>{script}"), false),
            ("<div id=app></div>".to_owned(), false),
            (format!("<h1>即将上线</h1><p>敬请期待。</p>{script}"), false),
            (
                format!("<p>JavaScript is needed to run it.</p>{script}"),
                false,
            ),
            (
                format!("<noscript><img src=/count.gif alt=''></noscript><p>短讯</p>{script}"),
                false,
            ),
            (
                format!(
                    "{}<div id=more></div>{script}",
                    "<li><a href=/a>线扫描</a>".repeat(9)
                ),
                false,
            ),
        ] {
            assert_eq!(is_scripted(page.as_bytes()), empty, "{page:.80}");
        }
        let page = "<meta charset=gbk><noscript>请开启脚本</noscript><script></script>";
        assert!(is_scripted(&GBK.encode(page).0));
    }
}
