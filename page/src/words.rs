//! What the words in class names and ids tell of an element.

use crate::cue::{Cue, Cues};

/// The cues in class names: `site-nav_main`, `siteNav` are split where letters end or a capital
/// begins.
pub(crate) fn named(names: &str) -> Cues {
    let mut cues = Cues::default();
    let (mut word, mut length, mut small) = (0, 0, false);
    for byte in names.bytes().chain([b' ']) {
        let letter = byte.is_ascii_alphabetic();
        if !letter || (small && byte.is_ascii_uppercase()) {
            if (2..=LONGEST).contains(&length) {
                cues = cues.and(known(word));
            }
            (word, length) = (0, 0);
        }
        if letter {
            word = word << 8 | u128::from(byte.to_ascii_lowercase());
            length += 1;
        }
        small = byte.is_ascii_lowercase();
    }
    cues
}

/// Letters of a word, at most: as many as a number of 128 bits holds.
const LONGEST: usize = 16;

/// The cue of a word, which is written as a number: its letters are the digits.
fn known(word: u128) -> Cues {
    let mut slot = slot(word);
    // A quarter of the slots is taken, so that an empty one ends the search soon.
    while PLACES[slot] > 0 {
        let at = usize::from(PLACES[slot]) - 1;
        if KEYS[at] == word {
            return Cues::of(&[WORDS[at].1]);
        }
        slot = (slot + 1) % SLOTS;
    }
    Cues::default()
}

const SLOTS: usize = 512;

/// Where the search for a word begins: the upper bits of a multiplication mix all of its letters.
const fn slot(word: u128) -> usize {
    let both = (word as u64) ^ ((word >> 64) as u64);
    (both.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 55) as usize
}

/// The words as numbers.
const KEYS: [u128; WORDS.len()] = {
    let mut keys = [0; WORDS.len()];
    let mut at = 0;
    while at < keys.len() {
        let letters = WORDS[at].0.as_bytes();
        let mut letter = 0;
        while letter < letters.len() {
            keys[at] = keys[at] << 8 | letters[letter] as u128;
            letter += 1;
        }
        at += 1;
    }
    keys
};

/// For each slot the place of its word in the table, counted from 1; 0 is empty.
const PLACES: [u8; SLOTS] = {
    let mut places = [0; SLOTS];
    let mut at = 0;
    while at < KEYS.len() {
        let mut slot = slot(KEYS[at]);
        while places[slot] > 0 {
            slot = (slot + 1) % SLOTS;
        }
        at += 1;
        places[slot] = at as u8;
    }
    places
};

/// The words, in lower case.
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
            ("xrecommendationsad AD", &[Cue::Advert]),
            ("岚目-content", &[Cue::Content]),
        ] {
            assert_eq!(named(name), Cues::of(cues), "{name}");
        }
    }

    #[test]
    fn every_word_is_found_and_none_twice() {
        assert!(WORDS.is_sorted_by(|(one, _), (other, _)| one < other));
        for (word, cue) in WORDS {
            assert!((2..=LONGEST).contains(&word.len()), "{word}");
            assert_eq!(named(word), Cues::of(&[*cue]), "{word}");
        }
    }
}
