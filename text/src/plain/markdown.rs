//! What Markdown says to a reader: its title and its text, without front matter and link targets.

use std::ops::Range;

/// The lines that front matter stands between: TOML and YAML.
const FENCES: [&str; 2] = ["+++", "---"];

/// A text without what only programs read. Of front matter the title is left, as the first line;
/// of a link or an image its text. Any other text stays as it is. The time is linear in its
/// length.
pub(super) fn said(text: &str) -> String {
    let (title, body) = front(text).unwrap_or(("", text));
    let mut said = String::with_capacity(text.len());
    if !title.is_empty() {
        said.push_str(title);
        said.push('\n');
    }
    let mut at = 0;
    for mark in marks(body) {
        said.push_str(&body[at..mark.start]);
        at = mark.end;
    }
    said.push_str(&body[at..]);
    said
}

/// The title in the front matter, which may be empty, and what stands below; nothing without
/// front matter.
fn front(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches('\u{feff}');
    let (first, rest) = text.split_once('\n')?;
    let fence = FENCES
        .into_iter()
        .find(|&fence| first.trim_end() == fence)?;
    let mut end = 0;
    let last = rest.split_inclusive('\n').find(|line| {
        end += line.len();
        line.trim_end() == fence
    })?;
    let inner = &rest[..end - last.len()];
    // A rule above a text is no fence: front matter begins with a key, a table or a remark.
    let opens = inner.lines().find(|line| !line.trim().is_empty())?;
    let sure = key(opens).is_some() || opens.starts_with(['[', '#']);
    let top = || inner.lines().take_while(|line| !line.starts_with('['));
    let title = || {
        top()
            .filter_map(key)
            .find_map(|(key, value)| (key == "title").then_some(value))
    };
    sure.then(|| (title().unwrap_or_default(), &rest[end..]))
}

/// The key and the value of a line of front matter, without quotes.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(['=', ':'])?;
    let key = key.trim_end();
    let named = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"');
    let is_key = !key.is_empty() && key.chars().all(named);
    is_key.then(|| (key, value.trim().trim_matches(['"', '\''])))
}

/// The marks of links and images, in order: `[`, `![` and `](target)`.
fn marks(text: &str) -> Vec<Range<usize>> {
    let (mut open, mut marks) = (Vec::new(), Vec::new());
    for (at, sign) in text.match_indices(['[', ']']) {
        if sign == "[" {
            open.push(at - usize::from(text[..at].ends_with('!')));
        } else if let (Some(start), Some(length)) = (open.pop(), target(&text[at + 1..])) {
            let bracket = start + text[start..].find('[').unwrap_or(0);
            marks.push(start..bracket + 1);
            marks.push(at..at + 1 + length);
        }
    }
    marks.sort_by_key(|mark| mark.start);
    marks
}

/// The length of the target of a link in its brackets, if the text begins with one. Brackets may
/// stand in it in pairs, as in addresses; square ones and line ends may not, so that no text is
/// looked at twice.
fn target(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            _ if depth == 0 => return None,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            b'[' | b']' | b'\n' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn front_matter_leaves_its_title() {
        for (text, left) in [
            (
                "+++\ntitle = \"Belt speed\"\ndate = 2026-10-08\n[extra]\ntitle = \"x\"\n+++\nIt is high.",
                "Belt speed\nIt is high.",
            ),
            (
                "\u{feff}+++\r\ntitle = \"涂布速度\"\r\n+++\r\n速度很高。",
                "涂布速度\n速度很高。",
            ),
            (
                "---\n\ntitle: 'Belt speed'\n---\nHigh.",
                "Belt speed\nHigh.",
            ),
            ("+++\n[extra]\ntitle = \"x\"\n+++\nHigh.", "High."),
            ("+++\n+++\n", "+++\n+++\n"),
            (
                "---\nA rule above.\n---\nHigh.",
                "---\nA rule above.\n---\nHigh.",
            ),
            ("+++\ntitle = \"x\"\nHigh.", "+++\ntitle = \"x\"\nHigh."),
            ("C+++\n速度", "C+++\n速度"),
        ] {
            assert_eq!(said(text), left, "{text}");
        }
    }

    #[test]
    fn links_leave_their_text() {
        for (text, left) in [
            ("[line scan](@/ls8.md) cameras", "line scan cameras"),
            ("[线扫描](@/ls8.zh.md \"相机\")相机", "线扫描相机"),
            ("![front of LS8](a.jpg), seen", "front of LS8, seen"),
            ("[![带钢](a.jpg)](/b.html)。", "带钢。"),
            ("[belt](/wiki/Belt_(steel)) speed", "belt speed"),
            ("the [belt] (steel), see [1]", "the [belt] (steel), see [1]"),
            ("f](x) and [a](b", "f](x) and [a](b"),
            ("[a](b\nc)", "[a](b\nc)"),
        ] {
            assert_eq!(said(text), left, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_grows_by_no_more_than_a_line_end(
            text in "([-+]{3}\n|title|[=:\"]|[\\[\\]()!]|\r?\n|相机|\\PC){0,60}",
        ) {
            prop_assert!(said(&text).len() <= text.len() + 1);
        }
    }
}
