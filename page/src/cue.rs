//! The cues that elements give of themselves, and sets of them.

/// A set of cues, one bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cues(pub(crate) u64);

/// One cue: what tags, roles and names can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    Main,
    Article,
    Section,
    Nav,
    Aside,
    Header,
    Footer,
    Form,
    Button,
    Table,
    List,
    Figure,
    Details,
    Dialog,
    Hidden,
    Label,
    Code,
    Quote,
    // From here on by name only.
    Content,
    Post,
    Comment,
    Review,
    Meta,
    Share,
    Related,
    Advert,
    Crumbs,
    Pager,
    Sidebar,
    Menu,
    Foot,
    Head,
    Search,
    Notice,
    Card,
    Product,
    Filter,
    Hero,
    Accordion,
    Tag,
    Author,
    Newsletter,
    Widget,
    Description,
}

/// How many cues there are.
pub(crate) const CUES: usize = Cue::Description as usize + 1;

impl Cues {
    /// Whether a cue is among them.
    pub(crate) fn has(self, cue: Cue) -> bool {
        self.0 & cue.bit() != 0
    }

    /// These cues.
    pub(crate) const fn of(cues: &[Cue]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < cues.len() {
            bits |= cues[at].bit();
            at += 1;
        }
        Self(bits)
    }

    /// Whether the sets share a cue.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The cues in both sets.
    pub(crate) fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The cues in either set.
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Cue {
    const fn bit(self) -> u64 {
        1 << self as u64
    }
}
