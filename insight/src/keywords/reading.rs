//! What one page says: its title without the site's name, its main headings, its text.

use std::collections::BTreeSet;

use masthead_editorial::Page;
use masthead_page::{PageFacts, Stretch, parts, stretches};
use masthead_store::PageAt;
use masthead_text::{Key, Language, Lexicon, Passage, Reading, TermCount, Where, fold, width};

/// Headings below this level are text.
const DEEPEST: u8 = 2;

/// Characters of a page's text that are read: an article has a tenth of it, and what goes on and
/// on has been written by a machine to fill a memory.
const LONGEST: usize = 100_000;

/// The heading of the whole page counts wherever it stands.
const FIRST: u8 = 1;

/// A page as the passages that its terms are found in: what its title says of it, its first
/// heading wherever it stands, and the lines of its text, of which those that are headings of the
/// first or second level count as headings. Names of its authors are left out, and so are lines in
/// another language than the page's own: an English paragraph has no Chinese terms.
#[must_use]
pub fn passages(facts: &PageFacts) -> Vec<Passage<'_>> {
    let text = beginning(&facts.text);
    let lines: BTreeSet<String> = text.lines().map(fold).collect();
    let main = facts
        .headings
        .iter()
        .filter(|heading| heading.level <= DEEPEST);
    let headings: BTreeSet<String> = main.map(|heading| fold(&heading.text)).collect();
    let passage = |place| move |text| Passage { place, text };
    let title = facts.title().map(|title| subject(title, facts));
    let apart = facts
        .headings
        .iter()
        .filter(|heading| heading.level == FIRST && !lines.contains(&fold(&heading.text)))
        .map(|heading| heading.text.as_str());
    let foreign = foreign(text, facts.language);
    let lines = text.lines().enumerate().flat_map(|(at, line)| {
        if foreign.contains(&at) {
            Vec::new()
        } else if headings.contains(&fold(line)) {
            vec![passage(Where::Heading)(line)]
        } else {
            let pieces = without(line, &facts.authors);
            pieces.into_iter().map(passage(Where::Text)).collect()
        }
    });
    title
        .map(passage(Where::Title))
        .into_iter()
        .chain(apart.map(passage(Where::Heading)))
        .chain(lines)
        .collect()
}

/// The lines of a text in another language than that of its page. One that cannot be told is not
/// among them.
fn foreign(text: &str, own: Option<Language>) -> BTreeSet<usize> {
    let Some(own) = own else {
        return BTreeSet::new();
    };
    let other = |stretch: &Stretch| stretch.tag.is_some_and(|tag| tag != own.tag());
    let stretches = stretches(text).into_iter().filter(other);
    stretches.flat_map(|stretch| stretch.lines).collect()
}

/// The part of a page's text that is read: its first 100,000 characters, or fewer, so that the
/// word or the Chinese clause that goes on there is left out.
#[must_use]
pub fn beginning(text: &str) -> &str {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else {
        return text;
    };
    let parts = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-');
    // The first character beyond may be what parts: then the last word is whole.
    let beyond = text.ceil_char_boundary(end + 1);
    &text[..text[..beyond].rfind(parts).unwrap_or(end)]
}

/// The part of a title that speaks of the page, not of its site: what a first heading says too,
/// the whole title before its parts, else the longest part. A heading that only names the site is
/// much shorter than what the title says besides.
fn subject<'f>(title: &'f str, facts: &'f PageFacts) -> &'f str {
    let parts = parts(title);
    let longest = parts.iter().copied().rev().max_by_key(|part| width(part));
    let longest = longest.unwrap_or(title);
    let first = facts
        .headings
        .iter()
        .filter(|heading| heading.level == FIRST);
    let headings: Vec<String> = first.map(|heading| fold(&heading.text)).collect();
    let said = |part: &&str| headings.iter().any(|heading| heading.contains(&fold(part)));
    let repeated = std::iter::once(title).chain(parts).filter(said);
    repeated
        .filter(|part| width(part) * 2 >= width(longest))
        .max_by_key(|part| width(part))
        .unwrap_or(longest)
}

/// What is left of a line without names. A name of one word of letters may be a word as well.
fn without<'l>(line: &'l str, names: &[String]) -> Vec<&'l str> {
    let sure = |name: &&String| name.contains(' ') || (!name.is_ascii() && name.len() > 3);
    let pieces = names.iter().filter(sure).fold(vec![line], |pieces, name| {
        let split = pieces.into_iter().flat_map(|piece| piece.split(&**name));
        split.collect()
    });
    let says = |piece: &&str| !piece.trim().is_empty();
    pieces.into_iter().filter(says).collect()
}

/// The title of a page as people are shown it: what its readers see, else its `<title>` without
/// the name of its source, else its address.
pub(crate) fn shown(page: &PageAt) -> String {
    let seen = page.facts.headline.clone();
    seen.or_else(|| written(page))
        .unwrap_or_else(|| page.url.to_string())
}

/// The `<title>` of a page as it stands, without the name of its source at the end: the name is
/// told beside it.
pub(crate) fn written(page: &PageAt) -> Option<String> {
    let title = page.facts.title()?;
    Some(masthead_page::without(title, &page.source.name).to_owned())
}

/// A page as it was watched.
pub(super) fn read<'l>(page: &PageAt, language: Language, lexicon: &'l Lexicon) -> Reading<'l> {
    Reading::of(&passages(&page.facts), language, lexicon)
}

/// The counts of what is wanted in a page that we wrote. Its target keyword weighs as its title.
/// A further keyword does if the page's words hold it; where it is only declared, it weighs as
/// text.
pub(super) fn own(page: &Page, wanted: &BTreeSet<Key>, lexicon: &Lexicon) -> Vec<TermCount> {
    let passage = |place| move |text| Passage { place, text };
    let key = |word: &String| Key::of(word, page.language, lexicon);
    let mut passages: Vec<Passage<'_>> = [page.title.as_str(), page.keyword.as_str()]
        .map(passage(Where::Title))
        .into();
    let headings = page.headings.iter().map(String::as_str);
    passages.extend(headings.map(passage(Where::Heading)));
    passages.push(passage(Where::Text)(&page.text));
    let declared: BTreeSet<Key> = page.keywords.iter().map(key).collect();
    let said: BTreeSet<Key> = Reading::of(&passages, page.language, lexicon)
        .counts(&declared)
        .into_iter()
        .map(|term| term.key)
        .collect();
    passages.extend(page.keywords.iter().map(|keyword| {
        let held = said.contains(&key(keyword));
        passage(if held { Where::Title } else { Where::Text })(keyword)
    }));
    Reading::of(&passages, page.language, lexicon).counts(wanted)
}

#[cfg(test)]
mod tests {
    use masthead_text::rank;

    use super::*;

    fn page(html: &str) -> PageFacts {
        masthead_page::read(html.as_bytes(), None, Some("utf-8"))
    }

    #[test]
    fn a_long_text_is_read_up_to_the_end_of_a_word() {
        let long = |text: &str| text.repeat(LONGEST);
        for (text, cut, end) in [
            ("camera".to_owned(), false, "camera"),
            (long("x"), false, "x"),
            (long("相") + "。", true, "相"),
            (long("strip camera "), true, "strip camera"),
            (long("camera "), true, "camera"),
            (long("相机看清带钢，"), true, "，相机看清带钢"),
            (long("don’t stop. "), true, "don’t stop."),
        ] {
            let read = beginning(&text);
            assert_eq!(read.len() < text.len(), cut);
            assert!(read.chars().count() <= LONGEST);
            assert!(read.ends_with(end), "{end}");
        }
    }

    #[test]
    fn the_name_of_the_site_is_no_subject() {
        for (html, expected) in [
            (
                "<title>Line scan cameras | Halden Optics Laboratories</title><h1>Line scan cameras</h1>",
                "Line scan cameras",
            ),
            (
                "<title>Halden - Line scan cameras for steel</title>",
                "Line scan cameras for steel",
            ),
            (
                "<title>线扫描相机_岚目视觉检测技术</title><h1>线扫描相机</h1>",
                "线扫描相机",
            ),
            ("<title>线扫描相机的选型｜岚目</title>", "线扫描相机的选型"),
            (
                "<title>岚目视觉｜线扫描相机与检测设备</title><h1>岚目视觉</h1>",
                "线扫描相机与检测设备",
            ),
            (
                "<title>Strip - a review</title><h1>Strip - a review</h1>",
                "Strip - a review",
            ),
        ] {
            let facts = page(html);
            assert_eq!(subject(facts.title().unwrap(), &facts), expected);
        }
    }

    #[test]
    fn authors_are_no_words_of_a_page() {
        for (line, authors, pieces) in [
            (
                "By Ada Moor, plant editor",
                &["Ada Moor"][..],
                &["By ", ", plant editor"][..],
            ),
            ("作者：韩述", &["韩述"], &["作者："]),
            ("A camera", &["camera"], &["A camera"]),
        ] {
            let authors: Vec<String> = authors.iter().map(|&name| name.to_owned()).collect();
            assert_eq!(without(line, &authors), pieces);
        }
    }

    #[test]
    fn a_page_is_about_what_its_title_heading_and_text_say() {
        for (html, language, term) in [
            (
                "<html lang=en><title>Line scan cameras | Halden</title><body><h1>Line scan \
                 cameras</h1><p>A line scan camera takes one line at a time. Line scan cameras see \
                 steel strip while it runs, and the lighting decides what they see.</p></body>",
                Language::English,
                "line scan cameras",
            ),
            (
                "<html lang=zh><title>线扫描相机 - 岚目</title><body><h1>线扫描相机</h1>\
                 <p>线扫描相机一次只拍一行。带钢在运行时由线扫描相机检测，光源决定能看到什么。</p></body>",
                Language::Chinese,
                "线扫描相机",
            ),
        ] {
            let facts = page(html);
            let terms = rank(&passages(&facts), language, &Lexicon::default(), 3, false);
            assert_eq!(facts.language, Some(language));
            assert_eq!(terms[0].term, term);
            assert_eq!(terms[0].places, [Where::Title, Where::Heading, Where::Text]);
        }
    }

    fn texts(facts: &PageFacts) -> Vec<&str> {
        let passages = passages(facts).into_iter();
        passages.map(|passage| passage.text).collect()
    }

    #[test]
    fn lines_in_another_language_have_no_terms_of_the_page() {
        const ENGLISH: [&str; 3] = [
            "A line scan camera sees the whole strip while it runs through the mill.",
            "The lighting decides what the camera sees, and the lens decides how much.",
            "Ask for the drawing of the flange before you order a line scan camera.",
        ];
        const CHINESE: [&str; 3] = [
            "线扫描相机一次只拍一行，带钢在运行时由线扫描相机检测。",
            "光源决定相机能看到什么，镜头决定能看到多少。",
            "订购线扫描相机之前，请先索取法兰的图纸。",
        ];
        for (own, other, language) in [
            (ENGLISH, CHINESE[0], Language::English),
            (CHINESE, ENGLISH[0], Language::Chinese),
        ] {
            let [first, second, third] = own;
            let lines = [first, second, "LS8", other, "8192 × 5", third];
            let mut facts = PageFacts {
                language: Some(language),
                text: lines.join("\n"),
                ..PageFacts::default()
            };
            assert_eq!(texts(&facts), [first, second, "LS8", third]);
            facts.language = None;
            assert_eq!(texts(&facts), lines);
        }
    }
}
