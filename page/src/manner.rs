//! The manner of a page: how its address, its title and its sentences are made.

use crate::title::{key, parts};
use crate::weight::{WORD, weight};

mod table;

use table::{ADDRESS, TITLE, TITLE_HAN, Table};

/// What can be told of the manner of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Manner {
    /// The page says its address, or it is known.
    Address,
    /// The last part of the address holds a number of three digits or more.
    Digits,
    /// It ends as files do: `.html`, `.aspx`.
    File,
    /// It ends in a slash.
    Folder,
    /// The address has a query.
    Query,
    /// The last part begins with a number, or with `top-` and a number.
    Numbered,
    /// It begins as headlines do: `how-`, `best-`.
    Asks,
    /// Words of the title's first part that are usual for each kind.
    Story,
    Offer,
    Index,
    Shop,
    Manual,
    Thread,
    /// The title begins with a number, or asks.
    Number,
    Question,
    /// Words of the title's first part and of the first heading.
    Title,
    Heading,
    /// First headings, and whether the first one stands in the title.
    Headings,
    Within,
    /// In a thousand words of the main text: `you`, `we`, `I`, words of the past, articles.
    You,
    We,
    Me,
    Past,
    The,
    /// Percent of its words that are numbers, and of its blocks that end as sentences do.
    Numbers,
    Closed,
}

/// How many there are.
pub(crate) const MANNERS: usize = Manner::Closed as usize + 1;

/// The manner of one page.
pub(crate) type Manners = [i16; MANNERS];

/// Letters that no word of [`speech`] exceeds.
const SPOKEN: usize = 5;

/// The words that a rate is taken of at least: a page of ten words has no manner of speech.
const FEW: usize = 50;

/// The manner of a page with this address, title and first headings, whose main text is `texts` and
/// weighs so much.
pub(crate) fn manner(
    address: Option<&str>,
    title: &str,
    headings: &[&str],
    (texts, weight): (&[&str], usize),
) -> Manners {
    let mut manners = [0; MANNERS];
    if let Some(address) = address {
        addressed(&mut manners, address);
    }
    titled(&mut manners, title, headings);
    spoken(&mut manners, texts, weight);
    manners
}

fn set(manners: &mut Manners, manner: Manner, value: usize) {
    manners[manner as usize] = i16::try_from(value).unwrap_or(i16::MAX).min(9999);
}

/// The shape of an address: what kinds of page it tells apart is in its form, whatever its words.
fn addressed(manners: &mut Manners, address: &str) {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let whole = rest.split('#').next().unwrap_or_default();
    let (path, query) = whole.split_once('?').unwrap_or((whole, ""));
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let last = path.trim_end_matches('/').rsplit('/').next();
    let last = last.unwrap_or_default().to_ascii_lowercase();
    let file = [".html", ".htm", ".php", ".asp", ".aspx", ".jsp"];
    let digits = |c: char| c.is_ascii_digit();
    let mut numbers = last.split(|c: char| !digits(c));
    let plain = last.strip_prefix("top-").unwrap_or(&last);
    let numbered = plain.trim_start_matches(digits);
    let first = last.split_once('-').map_or("", |(first, _)| first);
    for (manner, holds) in [
        (Manner::Address, true),
        (Manner::Digits, numbers.any(|number| number.len() > 2)),
        (Manner::File, file.iter().any(|end| last.ends_with(end))),
        (Manner::Folder, path.is_empty() || path.ends_with('/')),
        (Manner::Query, !query.is_empty()),
        (
            Manner::Numbered,
            numbered.len() < plain.len() && numbered.starts_with('-'),
        ),
        (Manner::Asks, ADDRESS.contains(&first)),
    ] {
        set(manners, manner, usize::from(holds));
    }
}

/// The words of a title, and how it goes with the headings.
fn titled(manners: &mut Manners, title: &str, headings: &[&str]) {
    let first = parts(title.trim()).first().copied().unwrap_or_default();
    let first = first.trim();
    words(first, |word| {
        if let Some(manner) = find(TITLE, word) {
            manners[manner as usize] = 1;
        }
    });
    for (_, manner) in TITLE_HAN.iter().filter(|(word, _)| title.contains(word)) {
        manners[*manner as usize] = 1;
    }
    let heading = headings.first().copied().unwrap_or_default();
    let within = !heading.is_empty() && key(title).contains(&key(heading));
    for (manner, value) in [
        (
            Manner::Number,
            usize::from(first.starts_with(|c: char| c.is_ascii_digit())),
        ),
        (
            Manner::Question,
            usize::from(first.ends_with(['?', '？', '吗', '呢'])),
        ),
        (Manner::Title, weight(first) / WORD),
        (Manner::Heading, weight(heading) / WORD),
        (Manner::Headings, headings.len()),
        (Manner::Within, usize::from(within)),
    ] {
        set(manners, manner, value);
    }
}

/// To whom and of what the main text speaks.
fn spoken(manners: &mut Manners, texts: &[&str], weight: usize) {
    let mut counts = [0_usize; MANNERS];
    let mut closed = 0;
    let mut numbers = 0;
    for text in texts {
        let mut rest = text.as_bytes();
        // In Chinese most bytes belong to no such word.
        while let Some(start) = rest.iter().position(u8::is_ascii_alphanumeric) {
            let (word, after) = run(&rest[start..]);
            rest = after;
            let figure = word.len() <= table::LONG && word.first().is_some_and(u8::is_ascii_digit);
            numbers += usize::from(figure && word.iter().all(u8::is_ascii_digit));
            if let Some(manner) = speech(word) {
                counts[manner as usize] += 1;
            }
        }
        if !text.is_ascii() {
            han(&mut counts, text);
        }
        closed += usize::from(text.trim_end().ends_with(['.', '!', '?', '。', '！', '？']));
    }
    let all = weight / WORD;
    for manner in [
        Manner::You,
        Manner::We,
        Manner::Me,
        Manner::Past,
        Manner::The,
    ] {
        set(
            manners,
            manner,
            1000 * counts[manner as usize] / all.max(FEW),
        );
    }
    set(manners, Manner::Numbers, 100 * numbers / all.max(FEW));
    set(manners, Manner::Closed, 100 * closed / texts.len().max(1));
}

/// The letters and digits at the start of a text, and what follows them.
fn run(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !byte.is_ascii_alphanumeric());
    text.split_at(end.unwrap_or(text.len()))
}

/// What a word shows of the manner of speech. Nearly all words are too long for it, or show nothing.
fn speech(word: &[u8]) -> Option<Manner> {
    let mut small = [0; SPOKEN];
    let small = small.get_mut(..word.len())?;
    small.copy_from_slice(word);
    small.make_ascii_lowercase();
    match &*small {
        b"you" | b"your" => Some(Manner::You),
        b"our" | b"us" | b"we" => Some(Manner::We),
        b"i" | b"m" | b"me" | b"my" => Some(Manner::Me),
        b"did" | b"had" | b"said" | b"was" | b"were" => Some(Manner::Past),
        b"of" | b"that" | b"the" | b"which" => Some(Manner::The),
        _ => None,
    }
}

/// Counts the Chinese characters that say what those English words say.
fn han(counts: &mut [usize; MANNERS], text: &str) {
    let mut before = ' ';
    for c in text.chars().filter(|c| !c.is_ascii()) {
        match c {
            '您' | '你' => counts[Manner::You as usize] += 1,
            '我' => counts[Manner::Me as usize] += 1,
            '们' | '司' if before == '我' => {
                counts[Manner::Me as usize] -= 1;
                counts[Manner::We as usize] += 1;
            }
            '曾' | '了' => counts[Manner::Past as usize] += 1,
            '的' | '该' => counts[Manner::The as usize] += 1,
            _ => {}
        }
        before = c;
    }
}

/// Calls `each` with every run of Latin letters and digits, in lower case if short.
fn words(text: &str, mut each: impl FnMut(&str)) {
    let mut small = String::with_capacity(table::LONG);
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        if !word.is_empty() && word.len() <= table::LONG {
            small.clear();
            small.push_str(word);
            small.make_ascii_lowercase();
            each(&small);
        }
    }
}

fn find(table: Table, word: &str) -> Option<Manner> {
    let at = table
        .binary_search_by(|(known, _)| (*known).cmp(word))
        .ok()?;
    Some(table[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_shows_its_form() {
        for (address, expected) in [
            ("https://a.example/10-best-cameras", &[Manner::Numbered][..]),
            (
                "https://a.example/top-10-cameras/",
                &[Manner::Folder, Manner::Numbered, Manner::Asks],
            ),
            (
                "https://a.example/how-to-choose.html?p=1",
                &[Manner::File, Manner::Query, Manner::Asks],
            ),
            ("https://a.example/p/ls8192", &[Manner::Digits]),
            ("https://a.example", &[Manner::Folder]),
        ] {
            let manners = manner(Some(address), "", &[], (&[], 0));
            let all = [
                Manner::Digits,
                Manner::File,
                Manner::Folder,
                Manner::Query,
                Manner::Numbered,
                Manner::Asks,
            ];
            let found: Vec<Manner> = all
                .into_iter()
                .filter(|manner| manners[*manner as usize] > 0)
                .collect();
            assert_eq!(found, expected, "{address}");
            assert_eq!(manners[Manner::Address as usize], 1);
        }
    }

    #[test]
    fn titles_and_sentences_show_their_manner_in_both_languages() {
        for (title, heading, text, expected) in [
            (
                "How to choose a camera? | Arvenna",
                "How to choose a camera?",
                "You ask us. We said that the 2 lenses fit.",
                [
                    (Manner::Story, 1),
                    (Manner::Question, 1),
                    (Manner::You, 20),
                    (Manner::We, 40),
                    (Manner::Past, 20),
                ],
            ),
            (
                "如何选相机？_岚目视觉",
                "如何选相机？",
                "您问我们，我说了，我们答。",
                [
                    (Manner::Story, 1),
                    (Manner::Question, 1),
                    (Manner::You, 20),
                    (Manner::We, 40),
                    (Manner::Past, 20),
                ],
            ),
        ] {
            let manners = manner(None, title, &[heading], (&[text], weight(text)));
            for (manner, value) in expected {
                assert_eq!(manners[manner as usize], value, "{manner:?} of {title}");
            }
            assert_eq!(manners[Manner::Within as usize], 1, "{title}");
            assert_eq!(manners[Manner::Closed as usize], 100, "{title}");
        }
    }
}
