//! Reads plain text as a page: what is its title, what its text.

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
/// letter goes on with the one before.
#[must_use]
pub fn unfold(text: &str) -> String {
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
