//! Tags: their names and attributes.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink};
use html5ever::{Attribute, LocalName, QualName, ns};
use memchr::{memchr, memchr2};

use super::{Content, Cutter, UNKNOWN, reference};

/// Attributes of one tag. Each is compared with all before it; no page that a person wrote comes
/// near.
pub(crate) const ATTRIBUTES: usize = 2_000;

/// What stands between the attributes of a tag.
pub(super) const fn space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b' ')
}

impl Cutter {
    /// The tag whose name begins at `start`. One that the page does not end is none.
    pub(super) fn tag(&mut self, sink: &impl TokenSink, start: usize) {
        let closes = self.page.as_bytes()[start - 1] == b'/';
        let end = self.find(start, |byte| space(byte) || matches!(byte, b'/' | b'>'));
        let name = self.name(start, end);
        let mut tag = Tag {
            kind: if closes {
                TagKind::EndTag
            } else {
                TagKind::StartTag
            },
            name,
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        let Some(after) = self.attributes(&mut tag, end) else {
            self.at = self.page.len();
            return;
        };
        self.at = after;
        self.count();
        self.content = Content::Marked;
        if !closes {
            self.last = tag.name.clone();
        }
        self.emit(sink, Token::TagToken(tag));
    }

    /// Reads the attributes of a tag from `at` on; says where the tag ends, if it does and has not
    /// too many.
    fn attributes(&mut self, tag: &mut Tag, mut at: usize) -> Option<usize> {
        loop {
            at = self.find(at, |byte| !space(byte));
            match self.page.as_bytes().get(at..)? {
                [] => return None,
                [b'>', ..] => return Some(at + 1),
                [b'/', b'>', ..] => {
                    tag.self_closing = true;
                    return Some(at + 2);
                }
                [b'/', ..] => at += 1,
                _ => at = self.attribute(tag, at)?,
            }
            if tag.attrs.len() > ATTRIBUTES {
                self.overfull = true;
                return None;
            }
        }
    }

    /// Reads the attribute that begins at `start`, and says where it ends.
    fn attribute(&mut self, tag: &mut Tag, start: usize) -> Option<usize> {
        // A name may begin with an equals sign.
        let ends = |byte| space(byte) || matches!(byte, b'/' | b'>' | b'=');
        let end = self.find(start + 1, ends);
        let name = self.name(start, end);
        let equals = self.find(end, |byte| !space(byte));
        let (value, after) = match self.page.as_bytes().get(equals) {
            Some(b'=') => self.value(self.find(equals + 1, |byte| !space(byte)))?,
            _ => (StrTendril::new(), end),
        };
        if tag.attrs.iter().any(|other| other.name.local == name) {
            tag.had_duplicate_attributes = true;
        } else {
            tag.attrs.push(Attribute {
                name: QualName::new(None, ns!(), name),
                value,
            });
        }
        Some(after)
    }

    /// The value that begins at `start`, and where what follows it begins.
    fn value(&self, start: usize) -> Option<(StrTendril, usize)> {
        let bytes = self.page.as_bytes();
        match *bytes.get(start)? {
            quote @ (b'"' | b'\'') => {
                let end = start + 1 + memchr(quote, &bytes[start + 1..])?;
                Some((self.meant(start + 1, end), end + 1))
            }
            b'>' => Some((StrTendril::new(), start)),
            _ => {
                let end = self.find(start, |byte| space(byte) || byte == b'>');
                Some((self.meant(start, end), end))
            }
        }
    }

    /// What a value means: its character references followed.
    fn meant(&self, start: usize, end: usize) -> StrTendril {
        let mut rest = &self.page[start..end];
        if memchr2(b'&', 0, rest.as_bytes()).is_none() {
            return self.shared(start, end);
        }
        let mut meant = StrTendril::new();
        while let Some(at) = memchr2(b'&', 0, rest.as_bytes()) {
            meant.push_slice(&rest[..at]);
            rest = &rest[at..];
            let (text, length) = if rest.starts_with('\0') {
                (UNKNOWN.into(), 1)
            } else {
                reference::reference(rest, true).unwrap_or(("&".into(), 1))
            };
            meant.push_slice(&text);
            rest = &rest[length..];
        }
        meant.push_slice(rest);
        meant
    }

    /// The first place from `start` on with such a byte, or the end of the page.
    pub(super) fn find(&self, start: usize, wanted: impl Fn(u8) -> bool) -> usize {
        let bytes = self.page.as_bytes().get(start..).unwrap_or_default();
        let found = bytes.iter().position(|&byte| wanted(byte));
        found.map_or(self.page.len(), |length| start + length)
    }

    /// The name from `start` to `end`, in lower case.
    fn name(&mut self, start: usize, end: usize) -> LocalName {
        let name = &self.page[start..end];
        let plain = |byte| !matches!(byte, 0 | b'A'..=b'Z');
        if name.bytes().all(plain) {
            return self.names.get(name);
        }
        let lower = name.to_ascii_lowercase().replace('\0', UNKNOWN);
        self.names.get(&lower)
    }
}

/// Names that were met: most tags and attributes have one of a few dozen, and to look a name up
/// among all that are known takes longer.
pub(super) struct Names(Vec<LocalName>);

/// Names that are remembered, each in the place of its hash.
const PLACES: usize = 256;

impl Default for Names {
    fn default() -> Self {
        Self(vec![LocalName::default(); PLACES])
    }
}

impl Names {
    fn get(&mut self, name: &str) -> LocalName {
        let hash = name.bytes().fold(name.len(), |hash, byte| {
            hash.wrapping_mul(31).wrapping_add(byte.into())
        });
        let place = &mut self.0[hash % PLACES];
        if **place != *name {
            *place = LocalName::from(name);
        }
        place.clone()
    }
}
