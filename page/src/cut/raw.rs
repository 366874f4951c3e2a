//! Text up to an end tag: scripts, styles, titles.

use html5ever::tokenizer::TokenSink;
use html5ever::tokenizer::states::RawKind;
use memchr::{memchr, memchr2};

use super::Cutter;
use super::tag::space;

/// How much of a script is hidden from browsers that know none: a script may hold its own end tag
/// in what looks like a comment that holds a script.
enum Hidden {
    /// Nothing.
    No,
    /// What stands behind `<!--`.
    Comment,
    /// What stands behind `<script>` within.
    Script,
}

impl Cutter {
    /// The text up to its end tag, or that tag.
    pub(super) fn raw(&mut self, sink: &impl TokenSink, kind: RawKind) {
        let end = match kind {
            RawKind::Rcdata | RawKind::Rawtext => self.closing(),
            RawKind::ScriptData | RawKind::ScriptDataEscaped(_) => self.script(),
        };
        if end == self.at {
            return self.tag(sink, end + 2);
        }
        let refers = matches!(kind, RawKind::Rcdata);
        // To its end at once: the end is not looked for again at each reference.
        while self.at < end {
            let rest = &self.page.as_bytes()[self.at..end];
            match memchr(b'&', rest).filter(|_| refers) {
                Some(0) => self.referred(sink),
                length => {
                    let end = length.map_or(end, |length| self.at + length);
                    let text = self.known(self.at, end);
                    self.text(sink, text, end);
                }
            }
        }
    }

    /// Where the end tag of the last start tag begins, or the page ends.
    fn closing(&self) -> usize {
        let mut at = self.at;
        while let Some(length) = memchr(b'<', &self.page.as_bytes()[at..]) {
            at += length;
            if self.closes(at) {
                return at;
            }
            at += 1;
        }
        self.page.len()
    }

    /// Where the end tag of a script begins, or the page ends.
    fn script(&self) -> usize {
        let bytes = self.page.as_bytes();
        let (mut at, mut hidden) = (self.at, Hidden::No);
        while let Some(length) = memchr2(b'<', b'-', &bytes[at..]) {
            at += length;
            match hidden {
                Hidden::No if self.closes(at) => return at,
                Hidden::No if bytes[at..].starts_with(b"<!--") => {
                    hidden = Hidden::Comment;
                    // Its hyphens may be those of its end.
                    at += 1;
                }
                Hidden::No => {}
                _ if bytes[at..].starts_with(b"-->") => hidden = Hidden::No,
                Hidden::Comment if self.closes(at) => return at,
                Hidden::Comment if self.names(at, b"<", b"script") => hidden = Hidden::Script,
                Hidden::Script if self.names(at, b"</", b"script") => hidden = Hidden::Comment,
                _ => {}
            }
            at += 1;
        }
        self.page.len()
    }

    /// Whether the end tag of the last start tag begins at `at`.
    fn closes(&self, at: usize) -> bool {
        self.names(at, b"</", self.last.as_bytes())
    }

    /// Whether a tag with this name begins at `at`.
    fn names(&self, at: usize, mark: &[u8], name: &[u8]) -> bool {
        let rest = self.page.as_bytes()[at..].strip_prefix(mark);
        let Some((found, after)) = rest.and_then(|rest| rest.split_at_checked(name.len())) else {
            return false;
        };
        let ends = |&byte: &u8| space(byte) || matches!(byte, b'/' | b'>');
        found.eq_ignore_ascii_case(name) && after.first().is_some_and(ends)
    }
}
