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

impl Glimpse {
    /// Reads an answer, in time linear in its length.
    pub(super) fn of(response: &Response) -> Self {
        let (text, _) = masthead_page::decode(&response.body, response.charset());
        let lower = text.to_lowercase();
        let mut page = Self::default();
        let mut rest = lower.as_str();
        while let Some((before, after)) = rest.split_once('<') {
            page.read(before);
            rest = page.tag(after);
        }
        page.read(rest);
        page.length = page.text.chars().filter(|c| !c.is_whitespace()).count();
        page
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
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if self.first.is_empty() {
            text.clone_into(&mut self.first);
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        self.text.push_str(&words.join(" "));
        self.text.push(' ');
    }

    /// Takes a tag, with its content if people do not read that; gives what is behind.
    fn tag<'t>(&mut self, tag: &'t str) -> &'t str {
        if let Some(comment) = tag.strip_prefix("!--") {
            return comment.split_once("-->").map_or("", |(_, rest)| rest);
        }
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default();
        let hidden = HIDDEN.contains(&name);
        if !hidden && name != "title" {
            return tag.split_once('>').map_or("", |(_, rest)| rest);
        }
        let end = tag.find(&format!("</{name}")).unwrap_or(tag.len());
        let (content, rest) = tag.split_at(end);
        match content.split_once('>') {
            // Also its address tells.
            _ if hidden => self.scripts.push_str(content),
            Some((_, title)) if self.title.is_empty() => title.trim().clone_into(&mut self.title),
            _ => {}
        }
        rest.split_once('>').map_or("", |(_, rest)| rest)
    }
}
