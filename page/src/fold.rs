//! Text as a reader sees it: any run of spaces and line ends of the source is one space.

/// Text that is gathered by the piece.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    text: String,
    gap: Gap,
}

/// What stands between the last word and the next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
}

impl Folded {
    /// Adds a piece of the source; words go on from piece to piece.
    pub(crate) fn push(&mut self, piece: &str) {
        let mut start = 0;
        for (at, space) in piece.match_indices(char::is_whitespace) {
            self.word(&piece[start..at]);
            self.space();
            start = at + space.len();
        }
        self.word(&piece[start..]);
    }

    /// Ends the line; an empty one is none.
    pub(crate) fn line(&mut self) {
        self.gap = Gap::Line;
    }

    /// The text so far, without spaces and line ends around it; what comes is another text.
    pub(crate) fn take(&mut self) -> String {
        self.gap = Gap::None;
        // A copy has the length of the text, and the next text need not grow from nothing.
        let text = self.text.clone();
        self.text.clear();
        text
    }

    fn space(&mut self) {
        if self.gap == Gap::None {
            self.gap = Gap::Space;
        }
    }

    fn word(&mut self, word: &str) {
        match self.gap {
            _ if word.is_empty() => return,
            _ if self.text.is_empty() => {}
            Gap::None => {}
            Gap::Space => self.text.push(' '),
            Gap::Line => self.text.push('\n'),
        }
        self.gap = Gap::None;
        self.text.push_str(word);
    }
}

/// The text with every run of spaces and line ends as one space, and none at its ends.
pub(crate) fn fold(text: &str) -> String {
    all([text])
}

/// The pieces as one text, folded.
pub(crate) fn all<'t>(pieces: impl IntoIterator<Item = &'t str>) -> String {
    let mut folded = Folded::default();
    pieces.into_iter().for_each(|piece| folded.push(piece));
    folded.take()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pieces_are_joined_where_no_space_stands_between() {
        for (pieces, expected) in [
            (&["  line", "-scan\n", "\t camera "][..], "line-scan camera"),
            (&["线扫描", "相机\u{3000}", "\u{a0}LS8"], "线扫描相机 LS8"),
            (&[" ", "\n", ""], ""),
        ] {
            assert_eq!(all(pieces.iter().copied()), expected, "{pieces:?}");
        }
    }

    #[test]
    fn lines_end_where_they_are_said_to() {
        let mut folded = Folded::default();
        for piece in ["\n ", "LS8 ", "<br>", "<br>", " 相机", "<br>", "\n"] {
            match piece {
                "<br>" => folded.line(),
                _ => folded.push(piece),
            }
        }
        assert_eq!(folded.take(), "LS8\n相机");
        folded.push("a");
        assert_eq!(folded.take(), "a");
    }

    proptest! {
        #[test]
        fn folding_is_joining_the_words(pieces in prop::collection::vec("[a岚 \\n\u{3000}]{0,4}", 0..8)) {
            let whole = pieces.concat();
            let words: Vec<&str> = whole.split_whitespace().collect();
            prop_assert_eq!(all(pieces.iter().map(String::as_str)), words.join(" "));
        }
    }
}
