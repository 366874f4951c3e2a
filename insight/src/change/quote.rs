//! Short quotes of what changed in a text, for people.

use super::{Blocks, Edit};

/// Quotes shown of a change at most.
pub(super) const QUOTES: usize = 4;
/// Characters of a quote at most.
const LONGEST: usize = 120;
/// Characters shown before and after what is other within a block.
const AROUND: usize = 24;
/// Two blocks of which this share is the same, in percent, are one block that was edited.
const EDITED: usize = 40;

/// The first changes: edited blocks as before and now, then what came, then what went.
pub(super) fn quotes(mut blocks: Blocks) -> Vec<Edit> {
    let mut quotes = Vec::new();
    blocks.added.truncate(64);
    blocks.removed.truncate(64);
    let mut came = Vec::new();
    for now in blocks.added {
        let near = |before: &&String| alike(before, &now) >= EDITED;
        let best = blocks
            .removed
            .iter()
            .filter(near)
            .max_by_key(|before| alike(before, &now));
        match best.cloned() {
            Some(before) => {
                blocks.removed.retain(|block| *block != before);
                quotes.push(narrow(&before, &now));
            }
            None => came.push(now),
        }
    }
    let whole = |text: &str| cut(text, 0, text.chars().count());
    quotes.extend(came.iter().map(|now| Edit {
        before: String::new(),
        now: whole(now),
    }));
    quotes.extend(blocks.removed.iter().map(|before| Edit {
        before: whole(before),
        now: String::new(),
    }));
    quotes.truncate(QUOTES);
    quotes
}

/// How many characters two texts begin and end with in common.
fn common(one: &[char], other: &[char]) -> (usize, usize) {
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let most = one.len().min(other.len()) - start;
    let ends = one.iter().rev().zip(other.iter().rev());
    let end = ends.take(most).take_while(|(a, b)| a == b).count();
    (start, end)
}

/// How much of the longer of two blocks the other begins and ends with, in percent.
fn alike(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (start, end) = common(&one, &other);
    (start + end) * 100 / one.len().max(other.len()).max(1)
}

/// Two versions of a block, cut to what is other in them.
fn narrow(before: &str, now: &str) -> Edit {
    let (one, other): (Vec<char>, Vec<char>) = (before.chars().collect(), now.chars().collect());
    let (start, end) = common(&one, &other);
    Edit {
        before: cut(before, start, one.len() - end),
        now: cut(now, start, other.len() - end),
    }
}

/// The part of a text from one character to another, with what stands around it, as whole words.
fn cut(text: &str, start: usize, end: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    let word = |at: usize| letters.get(at).is_some_and(|c| c.is_ascii_alphanumeric());
    let mut from = start.saturating_sub(AROUND);
    while from > 0 && word(from) && word(from - 1) {
        from -= 1;
    }
    let mut to = (end + AROUND).min(from + LONGEST).min(letters.len());
    while to < letters.len() && word(to) && word(to - 1) {
        to += 1;
    }
    let middle: String = letters[from..to].iter().collect();
    let (head, tail) = (
        if from > 0 { "…" } else { "" },
        if to < letters.len() { "…" } else { "" },
    );
    format!("{head}{}{tail}", middle.trim())
}
