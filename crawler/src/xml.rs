//! XML as it is served: why a text is none, and what can be mended in one that almost is.

use std::fmt;

use quick_xml::{Reader, events::Event};

/// Why a feed or sitemap cannot be read, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    /// The line where reading stopped, counted from 1.
    pub(crate) line: usize,
    /// What is there, as half a sentence: “this is a web page”.
    pub(crate) what: String,
    /// What to do, as a sentence.
    pub(crate) help: &'static str,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}: {}. {}", self.line, self.what, self.help)
    }
}

const PAGE_HELP: &str = "Look in its source for a link with rel=\"alternate\", \
    and put that address into masthead.toml.";
const XML_HELP: &str = "Tell the site's owner, or choose another source; \
    the pages known from earlier visits are still read.";

/// Says why `text` is not what it should be; `wanted` names that: “feed”, “sitemap”.
pub(crate) fn broken(text: &str, wanted: &str) -> Broken {
    let head: String = text.trim_start().chars().take(1000).collect();
    let head = head.to_ascii_lowercase();
    let (line, what, help) = if head.is_empty() {
        (1, format!("the {wanted} is empty"), XML_HELP)
    } else if head.starts_with("<!doctype html") || head.contains("<html") {
        (1, format!("this is a web page, not a {wanted}"), PAGE_HELP)
    } else if !head.starts_with(['<', '{']) {
        (1, format!("this is plain text, not a {wanted}"), XML_HELP)
    } else {
        match stop(text) {
            Err((at, error)) => (
                text[..at].matches('\n').count() + 1,
                format!("the XML breaks off ({error})"),
                XML_HELP,
            ),
            Ok(root) => (1, format!("<{root}> is no {wanted}"), XML_HELP),
        }
    };
    Broken { line, what, help }
}

/// The root element's name, or where and why the XML stops being one.
fn stop(text: &str) -> Result<String, (usize, String)> {
    let mut reader = Reader::from_str(text);
    let mut root = None;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return Ok(root.unwrap_or_default()),
            Ok(Event::Start(element) | Event::Empty(element)) => {
                root.get_or_insert_with(|| element.name().0.to_owned());
            }
            Ok(_) => {}
            Err(error) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(text.len());
                return Err((floor(text, at), error.to_string()));
            }
        }
    }
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The text without its XML declaration: it is decoded already, and what the declaration says of
/// the character set holds no more.
pub(crate) fn undeclared(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    match text.strip_prefix("<?xml") {
        Some(rest) => rest
            .split_once("?>")
            .map_or(text, |(_, rest)| rest.trim_start()),
        None => text,
    }
}

/// A second try for XML that is not well-formed: nothing before the first and after the last
/// bracket, no control characters, no bare `&` (outside CDATA), and a version for `<rss>`.
pub(crate) fn mend(text: &str) -> String {
    let start = text.find('<').unwrap_or(0);
    let end = text.rfind('>').map_or(text.len(), |at| at + 1);
    let text = text.get(start..end).unwrap_or(text);
    let clean: String = text
        .chars()
        .filter(|&c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let mut parts = clean.split("<![CDATA[");
    let mut out = ampersands(parts.next().unwrap_or_default());
    for part in parts {
        let (data, rest) = part.split_once("]]>").unwrap_or((part, ""));
        out.push_str("<![CDATA[");
        out.push_str(data);
        out.push_str("]]>");
        out.push_str(&ampersands(rest));
    }
    match rss_without_version(&out) {
        Some(at) => format!("{} version=\"2.0\"{}", &out[..at], &out[at..]),
        None => out,
    }
}

/// Where to write a version into an `<rss>` tag that has none.
fn rss_without_version(text: &str) -> Option<usize> {
    let at = text.find("<rss")? + "<rss".len();
    let tag = text[at..].split('>').next()?;
    (!tag.contains("version")).then_some(at)
}

/// The text with every `&` that begins no reference written as `&amp;`.
fn ampersands(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(if reference(part) { "&" } else { "&amp;" });
        out.push_str(part);
    }
    out
}

fn reference(text: &str) -> bool {
    let name = text.split_once(';').map_or("", |(name, _)| name);
    let name = name.strip_prefix('#').unwrap_or(name);
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// The text of elements of which `wanted` says yes, given the names from the root downwards
/// (without prefixes), until `text` ends or stops being XML; and the root's name.
pub(crate) fn texts<T>(
    text: &str,
    wanted: impl Fn(&[String]) -> Option<T>,
    mut take: impl FnMut(T, String),
) -> Option<String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut path, mut root, mut content) = (Vec::new(), None, String::new());
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(element) => {
                let name = element.local_name().into_inner().to_owned();
                root.get_or_insert_with(|| name.clone());
                path.push(name);
                content.clear();
                if path.len() > 64 {
                    break;
                }
            }
            Event::Empty(element) => {
                root.get_or_insert_with(|| element.local_name().into_inner().to_owned());
            }
            Event::End(_) => {
                if let Some(kind) = wanted(&path) {
                    take(kind, content.trim().to_owned());
                }
                path.pop();
                content.clear();
            }
            Event::Text(part) => content.push_str(&part),
            Event::CData(part) => content.push_str(&part),
            Event::GeneralRef(part) => content.push_str(&resolved(&part)),
            _ => {}
        }
    }
    root
}

fn resolved(reference: &quick_xml::events::BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => character.to_string(),
        _ => quick_xml::escape::resolve_predefined_entity(reference)
            .unwrap_or_default()
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (text, line, what) in [
            ("", 1, "the feed is empty"),
            (
                "<!DOCTYPE html><title>节目</title>",
                1,
                "this is a web page, not a feed",
            ),
            ("no podcast today", 1, "this is plain text, not a feed"),
            ("<opml version='2.0'/>", 1, "<opml> is no feed"),
        ] {
            let broken = broken(text, "feed");
            assert_eq!((broken.line, broken.what.as_str()), (line, what), "{text}");
        }
        let torn = broken(
            "<rss>\n<channel>\n<title>岚目</titel>\n</channel></rss>",
            "feed",
        );
        assert_eq!(torn.line, 3, "{torn}");
    }

    #[test]
    fn the_usual_faults_are_mended_and_nothing_else() {
        for (text, mended) in [
            (
                "junk<rss><a>R&D</a></rss>tail",
                "<rss version=\"2.0\"><a>R&amp;D</a></rss>",
            ),
            (
                "<rss version='0.92'>&amp;&#38;</rss>",
                "<rss version='0.92'>&amp;&#38;</rss>",
            ),
            ("<a>\u{8}x</a>", "<a>x</a>"),
            (
                "<a><![CDATA[x?a=1&b=2]]>&</a>",
                "<a><![CDATA[x?a=1&b=2]]>&amp;</a>",
            ),
        ] {
            assert_eq!(mend(text), mended);
        }
    }
}
