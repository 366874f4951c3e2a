//! What each tag does to the text in it: ends a block, ends a line, hides it, or nothing.

use html5ever::local_name;
use scraper::node::Element;

use crate::attribute;

/// What an element does to the row of blocks.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// Nobody reads its text.
    Unread,
    /// Link text, which does not end a block.
    Link,
    /// Ends a line.
    Break,
    /// Does not end a block.
    Inline,
    /// A block of this level, 1 to 6.
    Heading(u8),
    /// A block of its own.
    Block(Tag),
}

/// What an element does by its tag. An `<a>` without an address only names a place.
#[rustfmt::skip]
pub(crate) fn shape(element: &Element) -> Shape {
    match element.name.local {
        local_name!("audio") | local_name!("canvas") | local_name!("datalist")
        | local_name!("head") | local_name!("iframe") | local_name!("noscript")
        | local_name!("object") | local_name!("script") | local_name!("select")
        | local_name!("style") | local_name!("svg") | local_name!("template")
        | local_name!("textarea") | local_name!("video") => Shape::Unread,
        local_name!("a") if attribute::has(element, &local_name!("href")) => Shape::Link,
        local_name!("br") => Shape::Break,
        local_name!("a") | local_name!("abbr") | local_name!("acronym") | local_name!("b") | local_name!("bdi")
        | local_name!("bdo") | local_name!("big") | local_name!("cite") | local_name!("code")
        | local_name!("data") | local_name!("del") | local_name!("dfn") | local_name!("em")
        | local_name!("font") | local_name!("i") | local_name!("img") | local_name!("ins")
        | local_name!("kbd") | local_name!("mark") | local_name!("q") | local_name!("rp")
        | local_name!("rt") | local_name!("ruby") | local_name!("s") | local_name!("samp")
        | local_name!("small") | local_name!("span") | local_name!("strike")
        | local_name!("strong") | local_name!("sub") | local_name!("sup") | local_name!("time")
        | local_name!("tt") | local_name!("u") | local_name!("var") | local_name!("wbr") => {
            Shape::Inline
        }
        local_name!("h1") => Shape::Heading(1),
        local_name!("h2") => Shape::Heading(2),
        local_name!("h3") => Shape::Heading(3),
        local_name!("h4") => Shape::Heading(4),
        local_name!("h5") => Shape::Heading(5),
        local_name!("h6") => Shape::Heading(6),
        local_name!("p") => Shape::Block(Tag::Paragraph),
        local_name!("li") => Shape::Block(Tag::Item),
        local_name!("td") | local_name!("th") => Shape::Block(Tag::Cell),
        local_name!("dt") | local_name!("dd") => Shape::Block(Tag::Definition),
        local_name!("pre") => Shape::Block(Tag::Code),
        _ => Shape::Block(Tag::Other),
    }
}

/// The tags that the reading of text tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Paragraph,
    Item,
    Cell,
    Heading,
    Definition,
    Code,
    Other,
}
