//! What stands in a short page, without building its tree: title, text, scripts.

use crate::Response;

/// A page at a glance, in lower case.
#[derive(Debug, Default)]
pub(super) struct Glimpse {
    /// The title, as people read it.
    pub(super) title: String,
    /// What people read, without blanks.
    pub(super) text: String,
    /// How many characters that is.
    pub(super) length: usize,
    /// What only the browser reads.
    pub(super) scripts: String,
    first: String,
}

/// Elements whose content is not read by people.
const HIDDEN: [&str; 3] = ["script", "style", "template"];

/// Where the end tag of an element begins, or its text ends without one.
fn end_of(text: &str, name: &str) -> usize {
    let ends = |(at, _): &(usize, &str)| {
        let rest = text.as_bytes().get(at + 2..at + 2 + name.len());
        rest.is_some_and(|rest| rest.eq_ignore_ascii_case(name.as_bytes()))
    };
    let end = text.match_indices("</").find(ends);
    end.map_or(text.len(), |(at, _)| at)
}

impl Glimpse {
    /// Reads an answer, in time linear in its length. Nothing if people read more there than
    /// `most` characters; that is seen as soon as they are passed.
    pub(super) fn of(response: &Response, most: usize) -> Option<Self> {
        let (text, _) = masthead_page::decode(&response.body, response.charset());
        let mut page = Self::default();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('<') {
            page.read(before);
            if page.length > most {
                return None;
            }
            rest = page.tag(after);
        }
        page.read(rest);
        (page.length <= most).then_some(page)
    }

    /// What is quoted of it: the title, or how its text begins.
    pub(super) fn said(&self) -> String {
        let said = [&self.title, &self.first]
            .into_iter()
            .map(|text| text.trim());
        let said = said.into_iter().find(|text| !text.is_empty());
        said.unwrap_or("a script that tests the browser")
            .chars()
            .take(80)
            .collect()
    }

    /// Takes text between tags.
    fn read(&mut self, text: &str) {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return;
        }
        for word in text.split_whitespace() {
            self.length += word.chars().count();
            self.text.push_str(word);
            self.text.push(' ');
        }
        if self.first.is_empty() {
            self.first = text;
        }
    }

    /// Takes a tag, with its content if people do not read that; gives what is behind.
    fn tag<'t>(&mut self, tag: &'t str) -> &'t str {
        if let Some(comment) = tag.strip_prefix("!--") {
            return comment.split_once("-->").map_or("", |(_, rest)| rest);
        }
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        let hidden = HIDDEN.contains(&&*name);
        if !hidden && name != "title" {
            return tag.split_once('>').map_or("", |(_, rest)| rest);
        }
        let end = end_of(tag, &name);
        let (content, rest) = tag.split_at(end);
        match content.split_once('>') {
            // Also its address tells.
            _ if hidden => self.scripts += &content.to_lowercase(),
            Some((_, title)) if self.title.is_empty() => self.title = title.trim().to_lowercase(),
            _ => {}
        }
        rest.split_once('>').map_or("", |(_, rest)| rest)
    }
}
