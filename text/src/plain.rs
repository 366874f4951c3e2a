//! Reads plain text as a page: what is its title, what its text.

mod markdown;

use crate::{Passage, Where};

/// The longest title, in characters.
const TITLE: usize = 200;

/// What ends a sentence.
const STOPS: &[char] = &['.', '。', '！', '？', '!', '?', '…'];

/// The title and the text of a plain text whose lines are [`unfold`]ed. The title is the first
/// of several lines if it does not end as a sentence does, else what stands after the last end
/// of a sentence, as in texts that give their title last.
#[must_use]
pub fn plain(text: &str) -> Vec<Passage<'_>> {
    let text = text.trim();
    let title = first(text).or_else(|| last(text));
    let (title, rest) = title.unwrap_or(("", text));
    [(Where::Title, title), (Where::Text, rest)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(place, text)| Passage { place, text })
        .collect()
}

/// A text whose wrapped lines are joined: a line that is indented or that begins with a small
/// letter goes on with the one before. Of Markdown its links leave their text and its front matter
/// leaves the title, as the first line.
#[must_use]
pub fn unfold(text: &str) -> String {
    let text = markdown::said(text);
    let mut unfolded = String::with_capacity(text.len());
    for line in text.lines() {
        let goes_on = |c: char| c.is_whitespace() || c.is_lowercase();
        if !unfolded.is_empty() {
            unfolded.push(if line.starts_with(goes_on) { ' ' } else { '\n' });
        }
        unfolded.push_str(line.trim());
    }
    unfolded
}

fn first(text: &str) -> Option<(&str, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let title = line.trim();
    (is_title(title)).then_some((title, rest))
}

fn last(text: &str) -> Option<(&str, &str)> {
    let (at, stop) = text.char_indices().rfind(|(_, c)| STOPS.contains(c))?;
    let (rest, title) = text.split_at(at + stop.len_utf8());
    let title = title.trim();
    (is_title(title) && !title.contains('\n')).then_some((title, rest))
}

fn is_title(line: &str) -> bool {
    !line.is_empty() && !line.ends_with(STOPS) && line.chars().nth(TITLE).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_title_is_found_by_how_its_line_ends() {
        for (text, title, rest) in [
            ("Belt speed\nIt is high.", "Belt speed", "It is high."),
            ("It is high. It is long.", "", "It is high. It is long."),
            ("It is high. Belt speed", "Belt speed", "It is high."),
            ("速度很高。涂布速度的测量", "涂布速度的测量", "速度很高。"),
            ("涂布速度的测量\n速度很高。", "涂布速度的测量", "速度很高。"),
            ("涂布速度", "", "涂布速度"),
        ] {
            let passages = plain(text);
            let at = |place| {
                passages
                    .iter()
                    .find(|p| p.place == place)
                    .map_or("", |p| p.text)
            };
            assert_eq!((at(Where::Title), at(Where::Text)), (title, rest), "{text}");
        }
    }

    #[test]
    fn wrapped_lines_are_joined() {
        for (text, unfolded) in [
            (
                "Inspection of\n  steel strip\nThe strip",
                "Inspection of steel strip\nThe strip",
            ),
            ("The strip is\nfast.", "The strip is fast."),
            ("带钢检测\n带钢很快。", "带钢检测\n带钢很快。"),
            (
                "+++\ntitle = \"Belt speed\"\n+++\nThe [belt\nis](/a.html) fast.",
                "Belt speed\nThe belt is fast.",
            ),
            (
                "+++\ntitle = \"带钢速度\"\n+++\n[带钢](/a.html)很快。",
                "带钢速度\n带钢很快。",
            ),
            ("", ""),
        ] {
            assert_eq!(unfold(text), unfolded);
        }
    }

    proptest! {
        #[test]
        fn nothing_but_space_and_links_are_lost(text in "[^\\[\\]]{0,200}") {
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
            let unfolded = unfold(&text);
            let passages: usize = plain(&unfolded).iter().map(|p| letters(p.text)).sum();
            prop_assert_eq!(passages, letters(&text));
        }
    }
}
