//! Comments, and what is taken for one.

use html5ever::tokenizer::{Token, TokenSink};
use memchr::{memchr, memmem};

use super::Cutter;

impl Cutter {
    /// A comment, from behind its `<!--`.
    pub(super) fn comment(&mut self, sink: &impl TokenSink, start: usize) {
        let rest = &self.page[start..];
        let (length, after) = if rest.starts_with('>') {
            (0, 1)
        } else if rest.starts_with("->") {
            (0, 2)
        } else {
            ended(rest)
        };
        self.commented(sink, start, start + length, start + after);
    }

    /// What is no markup that is known, and runs to the next `>`.
    pub(super) fn bogus(&mut self, sink: &impl TokenSink, start: usize) {
        let found = memchr(b'>', &self.page.as_bytes()[start..]);
        let end = found.map_or(self.page.len(), |length| start + length);
        let after = (end + 1).min(self.page.len());
        self.commented(sink, start, end, after);
    }

    fn commented(&mut self, sink: &impl TokenSink, start: usize, end: usize, after: usize) {
        let text = self.known(start, end);
        self.at = after;
        self.emit(sink, Token::CommentToken(text));
    }
}

/// How long the text of a comment is, and it with its end: `-->`, `--!>`, or that of the page, by
/// which a half-written end is lost.
fn ended(rest: &str) -> (usize, usize) {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(length) = memmem::find(&bytes[at..], b"--") {
        at += length;
        let hyphens = bytes[at..].iter().take_while(|&&byte| byte == b'-');
        at += hyphens.count();
        // Of more than two hyphens the last two count.
        match bytes[at..] {
            [b'>', ..] => return (at - 2, at + 1),
            [b'!', b'>', ..] => return (at - 2, at + 2),
            _ => {}
        }
    }
    let half = ["--!", "--", "-"]
        .iter()
        .find(|half| rest.ends_with(**half));
    (rest.len() - half.map_or(0, |half| half.len()), rest.len())
}
