//! What stands in the Markdown of a page, with the place of each thing.

use std::ops::Range;

use masthead_text::width;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// The parts of a page's text that checks and reports ask for.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Body {
    /// The words without markup, one block a line, without headings and code blocks.
    pub text: String,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// The links in order.
    pub links: Vec<Link>,
    /// Where images without alternative text stand.
    pub bare_images: Vec<Range<usize>>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// 1 to 6.
    pub level: HeadingLevel,
    /// The words without markup.
    pub text: String,
    /// Bytes of the body.
    pub range: Range<usize>,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// Where it leads, as written.
    pub target: String,
    /// Bytes of the body: of the target where it stands in the text, else of the whole link.
    pub range: Range<usize>,
}

/// The Markdown that Zola understands.
const DIALECT: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Reads `body`, the Markdown of a page without its front matter.
pub(crate) fn read(body: &str) -> Body {
    let mut reader = Reader {
        source: body,
        ..Reader::default()
    };
    for (event, range) in Parser::new_ext(body, DIALECT).into_offset_iter() {
        reader.take(event, range);
    }
    reader.body
}

#[derive(Default)]
struct Reader<'a> {
    source: &'a str,
    body: Body,
    heading: Option<Heading>,
    /// Images that are open: where each begins, and its alternative text so far.
    images: Vec<(Range<usize>, String)>,
    /// How many code blocks are open.
    code: usize,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(tag, range),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Code(text) => self.words(&text),
            Event::SoftBreak | Event::HardBreak => self.line(),
            _ => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.heading = Some(Heading {
                    level,
                    text: String::new(),
                    range,
                });
            }
            Tag::Image { .. } => self.images.push((range, String::new())),
            Tag::CodeBlock(_) => self.code += 1,
            Tag::Link { dest_url, .. } => {
                let range = within(self.source, range, &dest_url);
                self.body.links.push(Link {
                    target: dest_url.into_string(),
                    range,
                });
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.body.headings.extend(self.heading.take()),
            TagEnd::Image => {
                let bare = self.images.pop().filter(|(_, alt)| alt.trim().is_empty());
                self.body.bare_images.extend(bare.map(|(range, _)| range));
            }
            TagEnd::CodeBlock => self.code = self.code.saturating_sub(1),
            TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::FootnoteDefinition => {
                self.end_block();
            }
            _ => {}
        }
    }

    fn end_block(&mut self) {
        if !self.body.text.is_empty() && !self.body.text.ends_with('\n') {
            self.body.text.push('\n');
        }
    }

    /// A line's end is a space between words, but nothing between Chinese characters.
    fn line(&mut self) {
        let so_far = match (self.images.last(), &self.heading) {
            (Some((_, alt)), _) => alt,
            (None, Some(heading)) => &heading.text,
            (None, None) => &self.body.text,
        };
        if so_far
            .chars()
            .next_back()
            .is_some_and(|last| width(last.encode_utf8(&mut [0; 4])) < 2)
        {
            self.words(" ");
        }
    }

    fn words(&mut self, text: &str) {
        match (self.images.last_mut(), &mut self.heading) {
            (Some((_, alt)), _) => alt.push_str(text),
            (None, Some(heading)) => heading.text.push_str(text),
            (None, None) if self.code == 0 => self.body.text.push_str(text),
            (None, None) => {}
        }
    }
}

/// The last place of `part` in the bytes `range` of `source`, or all of them.
fn within(source: &str, range: Range<usize>, part: &str) -> Range<usize> {
    match source
        .get(range.clone())
        .and_then(|whole| whole.rfind(part))
    {
        Some(at) if !part.is_empty() => range.start + at..range.start + at + part.len(),
        _ => range,
    }
}
