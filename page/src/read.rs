//! One page: its bytes to its facts.

use url::Url;

use crate::{PageFacts, decode};

/// The facts of a page from its bytes, its address, and the character set of its HTTP header.
///
/// Never fails: what could not be read is absent, and said in [`PageFacts::problems`].
#[must_use]
pub fn read(bytes: &[u8], url: Option<&Url>, charset: Option<&str>) -> PageFacts {
    let (text, charset) = decode(bytes, charset);
    PageFacts {
        url: url.cloned(),
        charset: charset.to_owned(),
        text,
        ..PageFacts::default()
    }
}
