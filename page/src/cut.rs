//! Cuts a page into the tokens of the HTML standard: text, tags, comments.
//!
//! The parser's own tokenizer is made for pages that come in by the piece, looks at each character
//! by itself, and took a third of the time of reading English pages. A page that is there whole can be searched
//! for the next mark. The tokens are the same (see the tests), but for the parser's reports of
//! errors, which nobody asks for. States named below are those of the standard, section 13.2.5.

mod comment;
mod doctype;
mod raw;
mod reference;
mod tag;

use std::borrow::Cow;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult};
use memchr::{memchr, memchr_iter, memchr3};

#[cfg(test)]
pub(crate) use self::tag::ATTRIBUTES;
use self::tag::Names;

/// The mark that some of a page's bytes cannot be shown.
const UNKNOWN: &str = "\u{fffd}";

/// What the text at a place of the page is.
#[derive(Debug, Clone, Copy)]
enum Content {
    /// Text with tags, the data state.
    Marked,
    /// Text up to an end tag: a script, a style, a title.
    Raw(RawKind),
    /// Text to the end of the page.
    Plain,
}

/// A page that is being cut.
pub(crate) struct Cutter {
    /// The page, its line ends as one character each. Tokens share its bytes.
    page: StrTendril,
    /// Bytes of it that are cut.
    at: usize,
    content: Content,
    /// The name of the last start tag, which ends [`Content::Raw`].
    last: LocalName,
    names: Names,
    /// Where line ends are counted up to, and the line that begins there.
    line: (usize, u64),
    /// A tag had more attributes than are read; nothing after it is cut.
    overfull: bool,
}

impl Cutter {
    /// At the start of a page.
    pub(crate) fn new(page: &str) -> Self {
        let page = page.strip_prefix('\u{feff}').unwrap_or(page);
        Self {
            page: StrTendril::from_slice(&normal(page)),
            at: 0,
            content: Content::Marked,
            last: LocalName::default(),
            names: Names::default(),
            line: (0, 1),
            overfull: false,
        }
    }

    /// Hands on tokens, until so many bytes more are cut or the page ends.
    pub(crate) fn run(&mut self, sink: &impl TokenSink, bytes: usize) {
        let until = self.at.saturating_add(bytes);
        while self.at < until && !self.ended() {
            match self.content {
                Content::Marked => self.marked(sink),
                Content::Raw(kind) => self.raw(sink, kind),
                Content::Plain => {
                    let text = self.known(self.at, self.page.len());
                    self.text(sink, text, self.page.len());
                }
            }
        }
    }

    /// Ends the page, wherever it is.
    pub(crate) fn end(self, sink: &impl TokenSink) {
        let _ = sink.process_token(Token::EOFToken, self.line.1);
        sink.end();
    }

    /// Whether nothing is left to cut.
    pub(crate) fn ended(&self) -> bool {
        self.overfull || self.at >= self.page.len()
    }

    /// Bytes that are cut.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    /// Whether a tag had too many attributes, which ended the page.
    pub(crate) const fn overfull(&self) -> bool {
        self.overfull
    }

    /// A run of text, or what begins with a mark.
    fn marked(&mut self, sink: &impl TokenSink) {
        let rest = &self.page.as_bytes()[self.at..];
        match memchr3(b'<', b'&', 0, rest) {
            Some(0) => match rest[0] {
                b'<' => self.markup(sink),
                b'&' => self.referred(sink),
                _ => {
                    self.at += 1;
                    self.emit(sink, Token::NullCharacterToken);
                }
            },
            found => {
                let end = found.map_or(self.page.len(), |length| self.at + length);
                let text = self.shared(self.at, end);
                self.text(sink, text, end);
            }
        }
    }

    /// What begins with `<`.
    fn markup(&mut self, sink: &impl TokenSink) {
        let start = self.at;
        match self.page.as_bytes()[start + 1..] {
            [b'a'..=b'z' | b'A'..=b'Z', ..] => self.tag(sink, start + 1),
            [b'/', b'a'..=b'z' | b'A'..=b'Z', ..] => self.tag(sink, start + 2),
            [b'/', b'>', ..] => self.at = start + 3,
            [b'/', _, ..] => self.bogus(sink, start + 2),
            [b'!', ..] => self.declared(sink),
            [b'?', ..] => self.bogus(sink, start + 1),
            _ => {
                let text = self.shared(start, start + 1);
                self.text(sink, text, start + 1);
            }
        }
    }

    /// What begins with `<!`.
    fn declared(&mut self, sink: &impl TokenSink) {
        let start = self.at + 2;
        let rest = &self.page.as_bytes()[start..];
        let doctype = rest
            .get(..7)
            .is_some_and(|word| word.eq_ignore_ascii_case(b"doctype"));
        if rest.starts_with(b"--") {
            self.comment(sink, start + 2);
        } else if doctype {
            self.doctype(sink, start + 7);
        } else if rest.starts_with(b"[CDATA[")
            && sink.adjusted_current_node_present_but_not_in_html_namespace()
        {
            self.data(sink, start + 7);
        } else {
            self.bogus(sink, start);
        }
    }

    /// A section of character data, from behind its start.
    fn data(&mut self, sink: &impl TokenSink, start: usize) {
        let found = self.page[start..].find("]]>").map(|length| start + length);
        let end = found.unwrap_or(self.page.len());
        self.at = start;
        while self.at < end {
            let null = memchr(0, &self.page.as_bytes()[self.at..end]);
            match null {
                Some(0) => {
                    self.at += 1;
                    self.emit(sink, Token::NullCharacterToken);
                }
                length => {
                    let until = length.map_or(end, |length| self.at + length);
                    let text = self.shared(self.at, until);
                    self.text(sink, text, until);
                }
            }
        }
        self.at = found.map_or(end, |end| end + 3);
    }

    /// A character reference in text, or the `&` alone.
    fn referred(&mut self, sink: &impl TokenSink) {
        let found = reference::reference(&self.page[self.at..], false);
        let (text, length) = found.map_or_else(
            || (StrTendril::from_char('&'), 1),
            |(text, length)| (StrTendril::from_slice(&text), length),
        );
        self.text(sink, text, self.at + length);
    }

    /// Hands on text that ends at `end`.
    fn text(&mut self, sink: &impl TokenSink, text: StrTendril, end: usize) {
        self.at = end;
        if !text.is_empty() {
            self.emit(sink, Token::CharacterTokens(text));
        }
    }

    fn emit(&mut self, sink: &impl TokenSink, token: Token) {
        match sink.process_token(token, self.line.1) {
            TokenSinkResult::Plaintext => self.content = Content::Plain,
            TokenSinkResult::RawData(kind) => self.content = Content::Raw(kind),
            _ => {}
        }
    }

    /// Counts lines up to where the page is cut.
    fn count(&mut self) {
        let (from, line) = self.line;
        let ends = memchr_iter(b'\n', &self.page.as_bytes()[from..self.at]).count();
        self.line = (self.at, line + ends as u64);
    }

    /// The bytes of the page from `start` to `end`.
    fn shared(&self, start: usize, end: usize) -> StrTendril {
        // A page of more than 4 GB is cut before it gets here.
        self.page.subtendril(start as u32, (end - start) as u32)
    }

    /// The same, nulls as characters that are unknown.
    fn known(&self, start: usize, end: usize) -> StrTendril {
        let text = &self.page[start..end];
        match memchr(0, text.as_bytes()) {
            Some(_) => text.replace('\0', UNKNOWN).into(),
            None => self.shared(start, end),
        }
    }
}

/// The page with each line end as one character.
fn normal(page: &str) -> Cow<'_, str> {
    if memchr(b'\r', page.as_bytes()).is_none() {
        return page.into();
    }
    page.replace("\r\n", "\n").replace('\r', "\n").into()
}

#[cfg(test)]
mod tests;
