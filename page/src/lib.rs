//! What a page says: bytes of HTML to [`PageFacts`].
//!
//! [`read`] is the whole of it for one page; [`list`] reads a page that only lists others.
//! [`decode`] and [`day`] are the two steps that feeds need too. Nothing here fails on foreign
//! bytes: what cannot be read is absent from the facts and named in their `problems`.

mod block;
mod body;
mod charset;
mod dates;
mod day;
mod facts;
mod frame;
mod gate;
mod head;
mod linked;
mod list;
mod read;
mod text;

pub use charset::decode;
pub use day::day;
pub use facts::{Alternate, Heading, Image, Link, PageFacts, Structured};
pub use list::{BadSelector, ListItem, list, selector};
pub use read::read;
