//! What a page says: bytes of HTML to [`PageFacts`].
//!
//! [`read_from`] is the whole of it for one page, [`read`] its short form; [`list`] reads a page
//! that only lists others. [`decode`] and [`day`] are the two steps that feeds need too. Nothing
//! here fails on foreign bytes: what cannot be read is absent from the facts and named in their
//! `problems`.
//!
//! In reading order: `facts` is what comes out, `read` the way there. `charset`, `cut` and `gate`
//! make a tree of bytes; `index`, `head`, `linked` and `microdata` read what it tells machines; `block`
//! cuts it into the blocks that people see. `text` takes the main text from these: `sums`,
//! `signs`, `forest` and `choice` tell it from the frame, `kind`, `manner` and `card` say what kind
//! of page it is. `body`, `title`, `author`, `dates` and `tag` find the rest; `stretch` parts a text by
//! languages when asked.

mod attribute;
mod author;
mod block;
mod body;
mod card;
mod charset;
mod choice;
mod cue;
mod cut;
mod dates;
mod day;
mod facts;
mod fold;
mod forest;
mod frame;
mod gate;
mod head;
mod hidden;
mod index;
mod kind;
mod left;
mod linked;
mod list;
mod manner;
mod mark;
mod microdata;
mod month;
mod name;
mod read;
mod remark;
#[cfg(test)]
mod samples;
mod seen;
mod shape;
mod sign;
mod signs;
mod sink;
mod stretch;
mod sums;
mod tag;
mod text;
mod title;
mod tokens;
mod told;
mod weight;
mod words;

/// The version of this extractor. Raised by whoever changes what is read of a page: stored pages
/// are then read again, so that our own change is not taken for one of theirs.
pub const VERSION: u32 = 4;

pub use charset::{charset, decode};
pub use day::day;
pub use facts::{Alternate, Heading, Image, Link, PageFacts, PageKind, Structured, Syntax};
pub use list::{BadSelector, ListItem, list, selector};
pub use read::{Origin, read, read_from};
pub use stretch::{Stretch, stretches};
pub use tag::tag;
pub use title::{parts, without};
