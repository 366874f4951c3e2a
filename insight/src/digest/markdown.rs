//! The digest as Markdown (CommonMark), in English or Chinese.

use std::fmt::Write;

use masthead_text::Language;

use super::{
    Digest,
    doc::{Doc, Item, doc},
};

/// The digest in `language`.
#[must_use]
pub fn markdown(digest: &Digest, language: Language) -> String {
    write(&doc(digest, language))
}

fn write(doc: &Doc) -> String {
    let mut text = format!(
        "# {}\n\n{}\n\n{}\n",
        plain(&doc.title),
        plain(&doc.span),
        plain(&doc.summary)
    );
    for section in &doc.sections {
        let _ = write!(text, "\n## {}\n", plain(&section.heading));
        if section.groups.is_empty() {
            let _ = write!(text, "\n{}\n", plain(section.none));
        }
        for group in &section.groups {
            if let Some(heading) = &group.heading {
                let _ = write!(text, "\n### {}\n", plain(heading));
            }
            text.push('\n');
            for entry in &group.items {
                item(&mut text, entry);
            }
        }
    }
    text
}

fn item(text: &mut String, item: &Item) {
    let tags = item.tags.iter().map(|tag| match tag.is_ascii() {
        true => format!(" ({})", plain(tag)),
        false => format!("（{}）", plain(tag)),
    });
    let _ = writeln!(
        text,
        "- **{}**{}",
        link(&item.title, &item.url),
        tags.collect::<String>()
    );
    for note in &item.notes {
        let _ = writeln!(text, "  - {}", plain(note));
    }
    for (name, url) in &item.links {
        let _ = writeln!(text, "  - {}", link(name, url));
    }
}

/// A link, if the address is one of the web; else its text. An address between angle brackets
/// ends at neither a space nor a bracket.
fn link(text: &str, url: &str) -> String {
    let web = url.starts_with("http://") || url.starts_with("https://");
    let breaks = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\');
    match web && !url.contains(breaks) {
        true => format!("[{}](<{url}>)", plain(text)),
        false => plain(text),
    }
}

/// Text of others as Markdown that shows it as it is: no sign of it begins markup, a line or an
/// HTML tag, and no address in it becomes a link by itself.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    for letter in words.join(" ").chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"),
            ':' if out.to_ascii_lowercase().ends_with("http") => out.push_str("&#58;"),
            ':' if out.to_ascii_lowercase().ends_with("https") => out.push_str("&#58;"),
            '.' if out.to_ascii_lowercase().ends_with("www") => out.push_str("&#46;"),
            letter if MARKS.contains(letter) || begins(&out, letter) => {
                out.push('\\');
                out.push(letter);
            }
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Signs that are markup wherever they stand.
const MARKS: &str = "\\`*_[]{}#|~^$";

/// Whether a sign would begin a list, a rule or a heading where only `before` stands on the line.
fn begins(before: &str, sign: char) -> bool {
    match sign {
        '-' | '+' | '=' | ':' => before.is_empty(),
        '.' | ')' => !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn titles_of_others_are_shown_and_do_nothing() {
        for (text, shown) in [
            (
                "LS8 <script>alert(1)</script>",
                "LS8 &lt;script&gt;alert(1)&lt;/script&gt;",
            ),
            (
                "[点我](http://e.example)",
                "\\[点我\\](http&#58;//e.example)",
            ),
            ("# 标题\n- 一", "\\# 标题 - 一"),
            ("- 一", "\\- 一"),
            ("1. 一", "1\\. 一"),
            ("![x](y) `a` *b* _c_", "!\\[x\\](y) \\`a\\` \\*b\\* \\_c\\_"),
            ("\u{202e}gnp.", "gnp."),
        ] {
            assert_eq!(plain(text), shown);
        }
        assert_eq!(link("a", "javascript:alert(1)"), "a");
        assert_eq!(
            link("a", "http://e.example/(x"),
            "[a](<http://e.example/(x>)"
        );
        assert_eq!(link("a", "http://e.example/> b"), "a");
    }

    proptest! {
        /// What CommonMark makes of it is one paragraph with the same words and nothing else.
        #[test]
        fn no_text_becomes_markup(text in "(\\PC|[\\[\\]()<>*_`#!\\\\&|~-]|http://e\\.example|\n)*") {
            let shown = plain(&text);
            let parser = pulldown_cmark::Parser::new_ext(&shown, pulldown_cmark::Options::all());
            for event in parser {
                use pulldown_cmark::{Event, Tag, TagEnd};
                let fine = matches!(
                    event,
                    Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) | Event::Text(_)
                );
                prop_assert!(fine, "{:?} in {}", event, shown);
            }
        }
    }
}
