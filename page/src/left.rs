//! What is left out of a page that has no end of something, so that none takes memory without end.

/// What was left out. Each is one of the facts' problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Left {
    /// What follows elements that nest or multiply without end.
    Nested,
    /// What follows a tag with attributes without end.
    Attributes,
    /// What follows more elements than any reader sees.
    Nodes,
    /// The ends of long descriptions and alternative texts.
    Values,
    /// Elements of the head.
    Head,
    /// The last of the links, images and other lists.
    Listed,
    /// What is said to machines at length.
    Structured,
}

impl Left {
    /// The sentence that tells of it.
    pub(crate) const fn sentence(self) -> &'static str {
        match self {
            Self::Nested => {
                "The page nests its elements too deep or without end; what follows is not read."
            }
            Self::Attributes => {
                "A tag of the page has more than 2,000 attributes; it and what follows is not read."
            }
            Self::Nodes => {
                "The page has more than 250,000 elements, texts and comments, or as many \
                 attributes; what follows is not read."
            }
            Self::Values => {
                "Descriptions or alternative texts of the page are longer than 16,000 bytes; their \
                 ends are not read."
            }
            Self::Head => {
                "The page has more than 5,000 titles, metas and links of its head; the rest of \
                 them is not read."
            }
            Self::Listed => {
                "The page has more links, headings, images and files than 16 MB can hold; the \
                 rest of them is not listed."
            }
            Self::Structured => {
                "The page says more to machines than 1 MB of JSON-LD or of items; the rest of it \
                 is not read."
            }
        }
    }
}

/// Room for so many bytes, which is given away by and by.
#[derive(Debug)]
pub(crate) struct Room {
    bytes: usize,
    full: bool,
}

impl Room {
    /// All of it free.
    pub(crate) const fn of(bytes: usize) -> Self {
        Self { bytes, full: false }
    }

    /// Whether so many bytes still fit, which are then taken. Once something did not fit, no more
    /// does: what is listed is a beginning without gaps.
    pub(crate) fn takes(&mut self, bytes: usize) -> bool {
        self.full |= bytes > self.bytes;
        if !self.full {
            self.bytes -= bytes;
        }
        !self.full
    }

    /// Whether something did not fit.
    pub(crate) const fn full(&self) -> bool {
        self.full
    }
}

/// The beginning of a text, of so many bytes at most, that ends with a whole character.
pub(crate) fn beginning(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_leaves_out_all_that_follows() {
        let mut room = Room::of(10);
        let taken: Vec<bool> = [4, 6, 0, 1, 0].map(|bytes| room.takes(bytes)).into();
        assert_eq!(taken, [true, true, true, false, false]);
        assert!(room.full());
    }

    #[test]
    fn a_beginning_ends_with_a_whole_character() {
        for (bytes, expected) in [(0, ""), (2, ""), (3, "线"), (8, "线扫"), (99, "线扫描")] {
            assert_eq!(beginning("线扫描", bytes), expected);
        }
    }
}
