//! XML as it is served: why a text is none, and what can be mended in one that almost is.

use std::{borrow::Cow, fmt};

use quick_xml::{
    Reader,
    events::{BytesRef, BytesStart, Event},
};

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

/// The bytes as text, in the character set that the HTTP header or they themselves name; a header
/// that they contradict is not believed.
pub(crate) fn decoded(bytes: &[u8], charset: Option<&str>) -> String {
    const LOST: char = char::REPLACEMENT_CHARACTER;
    let (told, _) = masthead_page::decode(bytes, charset);
    if charset.is_some() && told.contains(LOST) {
        let (guessed, _) = masthead_page::decode(bytes, None);
        let lost = |text: &str| text.matches(LOST).count();
        if lost(&guessed) < lost(&told) {
            return guessed;
        }
    }
    told
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

/// The text without any XML declaration, wherever one stands: in the middle of a text it is a
/// mistake, over which the feed reader would fall.
pub(crate) fn without_declarations(text: &str) -> Cow<'_, str> {
    const START: &str = "<?xml";
    let mut parts = text.split(START);
    let first = parts.next().unwrap_or_default();
    if first.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let mut out = first.to_owned();
    for part in parts {
        let declares = part.starts_with(|c: char| c == '?' || c.is_whitespace());
        match part.split_once("?>").filter(|_| declares) {
            Some((_, rest)) => out.push_str(rest),
            None => out.extend([START, part]),
        }
    }
    Cow::Owned(out)
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

/// What a walk through XML comes by.
pub(crate) enum Piece<'a> {
    /// An element begins; its attributes can be asked for.
    Tag(&'a BytesStart<'a>),
    /// An element ends; the text since the last tag.
    Text(&'a str),
}

/// How a walk ended.
pub(crate) struct Walked {
    /// The root's name.
    pub(crate) root: Option<String>,
    /// The line on which the text broke off or stopped being XML, if it did.
    pub(crate) torn: Option<usize>,
}

/// Elements nest no deeper in any feed or sitemap.
const DEEPEST: usize = 64;

/// Walks through XML as far as it goes, and tells every tag and text with the names from the root
/// downwards (without prefixes).
pub(crate) fn walk(text: &str, mut take: impl FnMut(&[String], Piece<'_>)) -> Walked {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let (mut path, mut root, mut content) = (Vec::new(), None, String::new());
    let whole = loop {
        match reader.read_event() {
            Ok(Event::Eof) => break path.is_empty(),
            Ok(Event::Start(element)) => {
                path.push(element.local_name().into_inner().to_owned());
                root.get_or_insert_with(|| path.concat());
                take(&path, Piece::Tag(&element));
                content.clear();
                if path.len() > DEEPEST {
                    break false;
                }
            }
            Ok(Event::Empty(element)) => {
                path.push(element.local_name().into_inner().to_owned());
                root.get_or_insert_with(|| path.concat());
                take(&path, Piece::Tag(&element));
                path.pop();
            }
            Ok(Event::End(_)) => {
                take(&path, Piece::Text(content.trim()));
                path.pop();
                content.clear();
            }
            Ok(Event::Text(part)) => content.push_str(&part),
            Ok(Event::CData(part)) => content.push_str(&part),
            Ok(Event::GeneralRef(part)) => content.push_str(&resolved(&part)),
            Ok(_) => {}
            Err(_) => break false,
        }
    };
    let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
    let line = || text[..floor(text, at)].matches('\n').count() + 1;
    Walked {
        root,
        torn: (!whole).then(line),
    }
}

/// An attribute's value, by its name without a prefix.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    attributes.with_checks(false);
    attributes
        .flatten()
        .find(|found| found.key.local_name().into_inner() == name)
        .map(|found| plain(&found.value))
}

/// A text with its references resolved; those that are none stay as they are.
pub(crate) fn plain(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part
            .split_once(';')
            .and_then(|(name, rest)| Some((meant(name)?, rest)))
        {
            Some((meant, rest)) => {
                out.push(meant);
                out.push_str(rest);
            }
            None => {
                out.push('&');
                out.push_str(part);
            }
        }
    }
    out
}

/// The character that a reference stands for.
fn meant(name: &str) -> Option<char> {
    let number = |digits: &str, base| char::from_u32(u32::from_str_radix(digits, base).ok()?);
    match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(digits) => number(digits, 16),
            None => number(digits, 10),
        },
        None => quick_xml::escape::resolve_predefined_entity(name)?
            .chars()
            .next(),
    }
}

fn resolved(reference: &BytesRef<'_>) -> String {
    meant(reference).map_or_else(String::new, String::from)
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
    fn declarations_are_taken_out_wherever_they_stand_and_nothing_else() {
        for (text, without) in [
            ("<a>岚</a>", "<a>岚</a>"),
            ("<a><?xml version='1.0'?>岚<?xml?></a>", "<a>岚</a>"),
            (
                "<?xml-stylesheet href='a'?><a/>",
                "<?xml-stylesheet href='a'?><a/>",
            ),
            ("<a><?xml version", "<a><?xml version"),
        ] {
            assert_eq!(without_declarations(text), without);
        }
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
