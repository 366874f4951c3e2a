//! A digest in words: sections of items, each with a title, an address and lines of plain text.
//!
//! Every view writes the same document. All of it is plain text: what a view makes of it is
//! escaped there.

mod award;
mod market;
mod tender;

use masthead_text::Language;
use serde::Serialize;

use super::Digest;
use crate::view::{self, mark};

/// A digest in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Doc {
    /// `Market digest`.
    pub(super) title: String,
    /// The company and the days.
    pub(super) span: String,
    /// What there is, in a sentence.
    pub(super) summary: String,
    pub(super) sections: Vec<Section>,
}

/// A section with its heading; a sentence where it has no items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) heading: String,
    pub(super) none: &'static str,
    pub(super) groups: Vec<Group>,
}

/// Items that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Group {
    pub(super) heading: Option<String>,
    pub(super) items: Vec<Item>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Item {
    pub(super) title: String,
    pub(super) url: String,
    /// Words that say what it is: `new`, `new product`.
    pub(super) tags: Vec<&'static str>,
    /// Lines below the title.
    pub(super) notes: Vec<String>,
    /// Further addresses, each with its name.
    pub(super) links: Vec<(String, String)>,
}

/// The digest in `language`.
pub(super) fn doc(digest: &Digest, language: Language) -> Doc {
    let company = digest
        .company
        .get(&language)
        .or_else(|| digest.company.values().next());
    let day = |day| view::day(day, language);
    let words = match digest.since == digest.until {
        true => ("{company}, {until}", "{company}，{until}"),
        false => (
            "{company}, {since} to {until}",
            "{company}，{since}至{until}",
        ),
    };
    let span = tell(
        language,
        words,
        &[
            ("company", company.map_or("", String::as_str)),
            ("since", &day(digest.since)),
            ("until", &day(digest.until)),
        ],
    );
    Doc {
        title: pick(language, "Market digest", "市场动态").to_owned(),
        span,
        summary: summary(digest, language),
        sections: vec![
            tender::tenders(digest, language),
            award::awards(digest, language),
            market::moves(digest, language),
            market::reposts(digest, language),
            market::sources(digest, language),
            market::problems(digest, language),
        ],
    }
}

/// What there is, counted.
fn summary(digest: &Digest, language: Language) -> String {
    let ours = digest.tenders.iter().filter(|call| call.ours).count();
    let pages: usize = digest.sources.iter().map(|news| news.new.len()).sum();
    let parts = [
        (
            ours,
            "open tender for us",
            "open tenders for us",
            "个适合我们的招标",
        ),
        (
            digest.moves.len(),
            "move of competitors",
            "moves of competitors",
            "项竞争对手动作",
        ),
        (
            digest.reposts.len(),
            "copy of our texts",
            "copies of our texts",
            "篇转载",
        ),
        (
            pages,
            "new page at sources",
            "new pages at sources",
            "个来源新页面",
        ),
    ];
    let said: Vec<String> = parts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, more, chinese)| match language {
            Language::English => format!("{count} {}", if *count == 1 { one } else { more }),
            Language::Chinese => format!("{count} {chinese}"),
        })
        .collect();
    match (said.is_empty(), language) {
        (true, _) => pick(language, "Nothing new was seen.", "没有看到新的内容。").to_owned(),
        (false, Language::English) => format!("{}.", said.join(", ")),
        (false, Language::Chinese) => format!("{}。", said.join("，")),
    }
}

/// The one of both that is in the language.
pub(super) const fn pick(
    language: Language,
    english: &'static str,
    chinese: &'static str,
) -> &'static str {
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// A sentence whose `{gaps}` are filled; in Chinese with a space where a Han character and a Latin
/// letter or a number meet. A day follows without: 在2026年10月8日前.
pub(super) fn tell(
    language: Language,
    (english, chinese): (&'static str, &'static str),
    gaps: &[(&str, &str)],
) -> String {
    let mut text = String::new();
    let mut rest = pick(language, english, chinese);
    while let Some((before, after)) = rest.split_once('{') {
        join(&mut text, before, language);
        let (gap, after) = after.split_once('}').unwrap_or((after, ""));
        let filled = gaps.iter().find(|(name, _)| *name == gap);
        join(&mut text, filled.map_or("", |(_, text)| text), language);
        rest = after;
    }
    join(&mut text, rest, language);
    text
}

fn join(text: &mut String, more: &str, language: Language) {
    let meet = text.chars().next_back().zip(more.chars().next());
    let narrow = |letter: char| letter.is_ascii_alphanumeric();
    let digits = |letter: char| letter.is_ascii_digit();
    let day = more.starts_with(digits) && more.trim_start_matches(digits).starts_with('年');
    let apart = |a, b| mark::han(a) && narrow(b) || narrow(a) && mark::han(b);
    if language == Language::Chinese && !day && meet.is_some_and(|(a, b)| apart(a, b)) {
        text.push(' ');
    }
    text.push_str(more);
}

/// Words as a list in a sentence.
pub(super) fn list<'t>(language: Language, words: impl IntoIterator<Item = &'t String>) -> String {
    let words: Vec<&str> = words.into_iter().map(String::as_str).collect();
    words.join(pick(language, ", ", "、"))
}
