//! What an element says of itself: by its tag, its role, its class and its id.
//!
//! Each such cue is one bit of [`Cues`]. A cue decides nothing alone, for names lie
//! (`class="has-sidebar"` around the whole page); what each is worth stands in `card.rs`.

use scraper::node::Element;

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

/// Elements whose text nobody reads.
pub(crate) fn unread(name: &str) -> bool {
    matches!(
        name,
        "audio"
            | "canvas"
            | "datalist"
            | "head"
            | "iframe"
            | "noscript"
            | "object"
            | "script"
            | "select"
            | "style"
            | "svg"
            | "template"
            | "textarea"
            | "video"
    )
}

/// Tags that are cues.
const TAGS: &[(&str, Cue)] = &[
    ("article", Cue::Article),
    ("aside", Cue::Aside),
    ("blockquote", Cue::Quote),
    ("button", Cue::Button),
    ("details", Cue::Details),
    ("dialog", Cue::Dialog),
    ("dl", Cue::List),
    ("fieldset", Cue::Form),
    ("figure", Cue::Figure),
    ("footer", Cue::Footer),
    ("form", Cue::Form),
    ("header", Cue::Header),
    ("label", Cue::Label),
    ("main", Cue::Main),
    ("menu", Cue::Nav),
    ("nav", Cue::Nav),
    ("ol", Cue::List),
    ("pre", Cue::Code),
    ("section", Cue::Section),
    ("table", Cue::Table),
    ("ul", Cue::List),
];

/// Roles that are cues (WAI-ARIA).
const ROLES: &[(&str, Cue)] = &[
    ("alert", Cue::Dialog),
    ("alertdialog", Cue::Dialog),
    ("article", Cue::Article),
    ("banner", Cue::Header),
    ("button", Cue::Button),
    ("complementary", Cue::Aside),
    ("contentinfo", Cue::Footer),
    ("dialog", Cue::Dialog),
    ("main", Cue::Main),
    ("menu", Cue::Nav),
    ("menubar", Cue::Nav),
    ("navigation", Cue::Nav),
    ("search", Cue::Search),
    ("toolbar", Cue::Nav),
    ("tooltip", Cue::Dialog),
];

/// Words of class names and ids that are cues, sorted.
const WORDS: &[(&str, Cue)] = &[
    ("accordion", Cue::Accordion),
    ("ad", Cue::Advert),
    ("addtocart", Cue::Product),
    ("ads", Cue::Advert),
    ("advert", Cue::Advert),
    ("advertisement", Cue::Advert),
    ("answer", Cue::Post),
    ("article", Cue::Content),
    ("author", Cue::Author),
    ("banner", Cue::Hero),
    ("bio", Cue::Author),
    ("blog", Cue::Post),
    ("body", Cue::Content),
    ("breadcrumb", Cue::Crumbs),
    ("breadcrumbs", Cue::Crumbs),
    ("byline", Cue::Author),
    ("card", Cue::Card),
    ("cards", Cue::Card),
    ("cart", Cue::Product),
    ("categories", Cue::Tag),
    ("category", Cue::Tag),
    ("collapse", Cue::Accordion),
    ("comment", Cue::Comment),
    ("comments", Cue::Comment),
    ("consent", Cue::Notice),
    ("content", Cue::Content),
    ("cookie", Cue::Notice),
    ("cookies", Cue::Notice),
    ("copyright", Cue::Foot),
    ("crumb", Cue::Crumbs),
    ("crumbs", Cue::Crumbs),
    ("cta", Cue::Newsletter),
    ("date", Cue::Meta),
    ("desc", Cue::Description),
    ("description", Cue::Description),
    ("details", Cue::Description),
    ("dialog", Cue::Notice),
    ("disqus", Cue::Comment),
    ("drawer", Cue::Menu),
    ("dropdown", Cue::Menu),
    ("editor", Cue::Content),
    ("entry", Cue::Post),
    ("excerpt", Cue::Description),
    ("faq", Cue::Accordion),
    ("features", Cue::Description),
    ("filter", Cue::Filter),
    ("filters", Cue::Filter),
    ("foot", Cue::Foot),
    ("footer", Cue::Foot),
    ("form", Cue::Form),
    ("gdpr", Cue::Notice),
    ("grid", Cue::Card),
    ("head", Cue::Head),
    ("header", Cue::Head),
    ("hero", Cue::Hero),
    ("hidden", Cue::Hidden),
    ("info", Cue::Meta),
    ("item", Cue::Card),
    ("language", Cue::Menu),
    ("latest", Cue::Related),
    ("login", Cue::Search),
    ("main", Cue::Content),
    ("megamenu", Cue::Menu),
    ("menu", Cue::Menu),
    ("message", Cue::Post),
    ("meta", Cue::Meta),
    ("modal", Cue::Notice),
    ("more", Cue::Related),
    ("nav", Cue::Menu),
    ("navbar", Cue::Menu),
    ("navigation", Cue::Menu),
    ("newsletter", Cue::Newsletter),
    ("overlay", Cue::Notice),
    ("pager", Cue::Pager),
    ("pagination", Cue::Pager),
    ("popular", Cue::Related),
    ("popup", Cue::Notice),
    ("post", Cue::Post),
    ("posts", Cue::Post),
    ("price", Cue::Product),
    ("product", Cue::Product),
    ("products", Cue::Product),
    ("promo", Cue::Advert),
    ("rank", Cue::Related),
    ("rating", Cue::Review),
    ("recent", Cue::Related),
    ("recommend", Cue::Related),
    ("recommendations", Cue::Related),
    ("recommended", Cue::Related),
    ("related", Cue::Related),
    ("replies", Cue::Comment),
    ("reply", Cue::Comment),
    ("respond", Cue::Comment),
    ("review", Cue::Review),
    ("reviews", Cue::Review),
    ("search", Cue::Search),
    ("share", Cue::Share),
    ("sharing", Cue::Share),
    ("sidebar", Cue::Sidebar),
    ("signature", Cue::Author),
    ("signup", Cue::Newsletter),
    ("similar", Cue::Related),
    ("skip", Cue::Menu),
    ("social", Cue::Share),
    ("specs", Cue::Description),
    ("sponsor", Cue::Advert),
    ("sponsored", Cue::Advert),
    ("story", Cue::Content),
    ("subscribe", Cue::Newsletter),
    ("summary", Cue::Description),
    ("tab", Cue::Accordion),
    ("tabs", Cue::Accordion),
    ("tag", Cue::Tag),
    ("tagcloud", Cue::Tag),
    ("tags", Cue::Tag),
    ("testimonial", Cue::Review),
    ("testimonials", Cue::Review),
    ("text", Cue::Content),
    ("thread", Cue::Post),
    ("time", Cue::Meta),
    ("toc", Cue::Menu),
    ("toolbar", Cue::Menu),
    ("tooltip", Cue::Notice),
    ("topbar", Cue::Head),
    ("topic", Cue::Post),
    ("user", Cue::Author),
    ("widget", Cue::Widget),
];

/// What an element says of itself.
pub(crate) fn cues(element: &Element) -> Cues {
    let mut cues = known(TAGS, element.name());
    for (key, value) in element.attrs() {
        cues = cues.and(match key {
            "class" | "id" => names(value),
            "role" => known(ROLES, value),
            "hidden" => Cues(Cue::Hidden.bit()),
            "aria-hidden" if value == "true" => Cues(Cue::Hidden.bit()),
            "style" if invisible(value) => Cues(Cue::Hidden.bit()),
            "itemprop" => names(value),
            _ => Cues(0),
        });
    }
    cues
}

fn known(table: &[(&str, Cue)], name: &str) -> Cues {
    let at = table.binary_search_by(|(word, _)| (*word).cmp(name));
    Cues(at.map_or(0, |at| table[at].1.bit()))
}

fn invisible(style: &str) -> bool {
    let after = |key: &str| {
        Some(
            style
                .split_once(key)?
                .1
                .trim_start()
                .strip_prefix(':')?
                .trim(),
        )
    };
    after("display").is_some_and(|value| value.starts_with("none"))
        || after("visibility").is_some_and(|value| value.starts_with("hidden"))
}

/// The cues in class names: `site-nav_main`, `siteNav` are split where letters end or a capital
/// begins.
fn names(names: &str) -> Cues {
    let mut cues = Cues(0);
    let mut word = [0_u8; 16];
    let mut length = 0;
    let mut small = false;
    for byte in names.bytes().chain([b' ']) {
        let ends = !byte.is_ascii_alphabetic() || (small && byte.is_ascii_uppercase());
        if ends {
            if let Some(word) = word.get(..length).filter(|word| word.len() > 1) {
                cues = cues.and(known(WORDS, str::from_utf8(word).unwrap_or_default()));
            }
            length = 0;
        }
        if byte.is_ascii_alphabetic() {
            if let Some(place) = word.get_mut(length) {
                *place = byte.to_ascii_lowercase();
            }
            length += 1;
        }
        small = byte.is_ascii_lowercase();
    }
    cues
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_into_words() {
        for (name, cues) in [
            (
                "site-nav_mainMenu 12col SEO",
                &[Cue::Menu, Cue::Content][..],
            ),
            ("relatedPosts", &[Cue::Related, Cue::Post]),
            ("navy-blue header2", &[Cue::Head]),
            ("a-very-long-name-whichgoesonandonwithoutend", &[]),
        ] {
            let expected = cues.iter().fold(0, |bits, cue| bits | cue.bit());
            assert_eq!(names(name).0, expected, "{name}");
        }
    }

    #[test]
    fn tables_are_sorted_for_the_search() {
        assert!(WORDS.is_sorted_by_key(|(word, _)| *word));
        assert!(TAGS.is_sorted_by_key(|(word, _)| *word));
        assert!(ROLES.is_sorted_by_key(|(word, _)| *word));
    }

    #[test]
    fn what_is_not_shown_says_so() {
        assert!(invisible("color:red; display : none"));
        assert!(!invisible("display:block"));
    }
}
