//! What a page says: bytes of HTML to [`PageFacts`].

mod facts;

pub use facts::{Alternate, Heading, Image, Link, PageFacts, Structured};
