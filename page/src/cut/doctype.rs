//! The document type, by which browsers tell old pages from new.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Doctype, Token, TokenSink};

use super::tag::space;
use super::{Cutter, UNKNOWN};

impl Cutter {
    /// The document type, from behind its `<!doctype`. What it does not end with is passed over.
    pub(super) fn doctype(&mut self, sink: &impl TokenSink, start: usize) {
        let mut doctype = Doctype::default();
        let read = self.typed(&mut doctype, start);
        doctype.force_quirks = read.is_err();
        let (Ok(at) | Err(at)) = read;
        let end = self.find(at, |byte| byte == b'>');
        self.at = (end + 1).min(self.page.len());
        self.emit(sink, Token::DoctypeToken(doctype));
    }

    /// Reads a document type from `start` on; says how far it can be read, as an error where it is
    /// so wrong that the page is read as an old one.
    fn typed(&self, doctype: &mut Doctype, start: usize) -> Result<usize, usize> {
        let start = self.beyond(start);
        let end = self.find(start, |byte| space(byte) || byte == b'>');
        if start == end {
            return Err(start);
        }
        let name = self.page[start..end].to_ascii_lowercase();
        doctype.name = Some(name.replace('\0', UNKNOWN).into());
        let mut at = self.beyond(end);
        let word = self.page.as_bytes().get(at..at + 6).unwrap_or_default();
        let public = word.eq_ignore_ascii_case(b"public");
        match self.page.as_bytes().get(at) {
            Some(b'>') => return Ok(at),
            Some(_) if public || word.eq_ignore_ascii_case(b"system") => at += 6,
            _ => return Err(at),
        }
        if public {
            at = self.identifier(&mut doctype.public_id, at)?;
            at = self.beyond(at);
            if self.page.as_bytes().get(at) == Some(&b'>') {
                return Ok(at);
            }
        }
        at = self.identifier(&mut doctype.system_id, at)?;
        at = self.beyond(at);
        match at < self.page.len() {
            true => Ok(at),
            false => Err(at),
        }
    }

    /// Reads an identifier in quotes, and says where what follows it begins.
    fn identifier(&self, id: &mut Option<StrTendril>, start: usize) -> Result<usize, usize> {
        let start = self.beyond(start);
        let Some(&quote @ (b'"' | b'\'')) = self.page.as_bytes().get(start) else {
            return Err(start);
        };
        let end = self.find(start + 1, |byte| byte == quote || byte == b'>');
        *id = Some(self.known(start + 1, end));
        match self.page.as_bytes().get(end) {
            Some(&byte) if byte == quote => Ok(end + 1),
            _ => Err(end),
        }
    }

    /// The first place from `start` on that holds no space.
    fn beyond(&self, start: usize) -> usize {
        self.find(start, |byte| !space(byte))
    }
}
