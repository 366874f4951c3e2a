//! What a message may hold when it quotes the web: nothing that moves a cursor or turns text
//! around, and not too much.

use masthead_store::{Outcome, Record};

/// Of a longer message the beginning and the end stay, in characters: what was wrong stands in the
/// one, what to do in the other.
const HEAD: usize = 300;
const TAIL: usize = 200;

/// Makes the message of a record safe to store and to show.
pub(crate) fn tame(record: &mut Record) {
    let text = match record {
        Record::Problem(problem) => &mut problem.message,
        Record::End(_, Outcome::Skipped(_, reason) | Outcome::Failed(reason)) => reason,
        _ => return,
    };
    let tamed = short(&clean(text));
    *text = tamed;
}

/// The text without control characters and marks that change the direction of what follows.
fn clean(text: &str) -> String {
    let wild =
        |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|c| if wild(c) { '\u{fffd}' } else { c })
        .collect()
}

/// The text without its middle, if it is long.
fn short(text: &str) -> String {
    let length = text.chars().count();
    if length <= HEAD + TAIL {
        return text.to_owned();
    }
    let head: String = text.chars().take(HEAD).collect();
    let tail: String = text.chars().skip(length - TAIL).collect();
    format!("{head} … {tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_the_cursor_or_turns_text_is_replaced() {
        for (text, cleaned) in [
            ("plain, 中文，“é”", "plain, 中文，“é”"),
            ("a\u{1b}[2Jb\u{7}", "a\u{fffd}[2Jb\u{fffd}"),
            ("岚\u{9b}31m\r\n", "岚\u{fffd}31m\u{fffd}\u{fffd}"),
            (
                "\u{202e}gpj\u{2066}x\u{2028}",
                "\u{fffd}gpj\u{fffd}x\u{fffd}",
            ),
        ] {
            assert_eq!(clean(text), cleaned);
        }
    }

    #[test]
    fn of_a_long_text_both_ends_stay() {
        let text = "相".repeat(HEAD + TAIL);
        assert_eq!(short(&text), text);
        let long = format!("It is “{}”. Leave it out.", "长".repeat(100_000));
        let short = short(&long);
        assert!(short.starts_with("It is “长") && short.ends_with("长”. Leave it out."));
        assert_eq!(short.chars().count(), HEAD + TAIL + 3);
    }
}
