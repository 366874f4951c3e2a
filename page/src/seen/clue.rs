//! What speaks for a day on a page being that of the page: clues, their weights, their words.
//!
//! The weights were set by hand on one half of the pages with known days, by a hash of their
//! names, and checked on the other: of 120 mostly German pages 53 of 56 and 60 of 64 are right.

use std::collections::BTreeSet;

/// What speaks for a day being that of the page, and against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Clue {
    /// `itemprop` or `property` says that it is the day of publication.
    Declared,
    /// A `<time>` element.
    Time,
    /// Its element, or that around it, is called date, time, posted, meta or the like.
    Class,
    /// The line says that something was published.
    Label,
    /// The line says that something was updated.
    Updated,
    /// No other day stands in a short line of the page's own.
    Only,
    /// A time of the day stands behind it.
    Clock,
    /// Hardly more than the day stands in the line.
    Alone,
    /// The line is short.
    Short,
    /// The line is a paragraph.
    Long,
    /// It stands right behind the headline.
    Near,
    /// It stands a little later.
    Close,
    /// It stands right before the headline.
    Before,
    /// It stands in `<article>` or `<main>`.
    Main,
    /// It stands in a comment, aside, list of other pages or footer.
    Frame,
    /// The line tells of a deadline, an event, an expiry, a right.
    Other,
    /// Many such elements hold different days: a list or a thread.
    Listed,
    /// It is that of another page in such a list.
    Entry,
    /// It is (in) a link to another page.
    Linked,
}

/// What each sign weighs.
pub(super) const WEIGHTS: &[(Clue, i32)] = &[
    (Clue::Declared, 70),
    (Clue::Time, 30),
    (Clue::Class, 20),
    (Clue::Label, 30),
    (Clue::Updated, -25),
    (Clue::Only, 25),
    (Clue::Clock, 10),
    (Clue::Alone, 15),
    (Clue::Short, 10),
    (Clue::Long, -25),
    (Clue::Near, 30),
    (Clue::Close, 15),
    (Clue::Before, 20),
    (Clue::Main, 5),
    (Clue::Frame, -35),
    (Clue::Other, -60),
    (Clue::Listed, -35),
    (Clue::Entry, -100),
    (Clue::Linked, -5),
];

/// Words of lines whose day is another one: a deadline, an event, an expiry, a right.
pub(super) const OTHER: &[&str] = &[
    "截止",
    "开标",
    "有效期",
    "举办",
    "到期",
    "版权",
    "备案",
    "注册",
    "生日",
    "举行",
    "deadline",
    "closes",
    "closing",
    "due",
    "until",
    "expires",
    "expiry",
    "valid",
    "starts",
    "event",
    "joined",
    "copyright",
    "©",
    "registered",
    "member",
    "seit",
    "since",
    "termin",
    "gültig",
    "beginn",
    "born",
    "ends",
    "retrieved",
    "accessed",
    "valable",
    "hasta",
    "fino",
];

/// Words of lines whose day is that of a change.
pub(super) const UPDATED: &[&str] = &[
    "更新",
    "修改",
    "修订",
    "编辑于",
    "updated",
    "update",
    "modified",
    "revised",
    "edited",
    "reviewed",
    "aktualisiert",
    "geändert",
    "stand",
    "mis",
    "actualizado",
    "aggiornato",
];

/// Words of lines whose day is the one that is looked for.
pub(super) const LABELS: &[&str] = &[
    "发布",
    "发表",
    "刊登",
    "公布",
    "日期",
    "时间",
    "发帖",
    "published",
    "posted",
    "date",
    "veröffentlicht",
    "datum",
    "erschienen",
    "publié",
    "publicado",
    "pubblicato",
    "written",
    "asked",
    "created",
    "notizia",
    "verfasst",
    "geschrieben",
];

/// Parts of class names of elements that hold the day of a page.
pub(super) const CLASSES: &[&str] = &[
    "date", "time", "publi", "posted", "datum", "meta", "byline", "fecha", "info", "stamp",
];

/// Parts of class names around what is another page's day.
pub(super) const FRAMES: &[&str] = &[
    "comment",
    "related",
    "sidebar",
    "widget",
    "recommend",
    "event",
    "calendar",
    "latest",
    "recent",
    "copyright",
    "signature",
];

/// What all clues together weigh.
pub(super) fn weight(clues: &BTreeSet<Clue>) -> i32 {
    WEIGHTS
        .iter()
        .filter(|(clue, _)| clues.contains(clue))
        .map(|(_, weight)| weight)
        .sum()
}

/// Whether a time of the day stands in a line: `08:15`.
pub(super) fn clock(line: &str) -> bool {
    let digit = |at: usize| line.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    line.match_indices(':')
        .any(|(at, _)| at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 2))
}

pub(super) fn has(class: &str, parts: &[&str]) -> bool {
    let class = class.to_ascii_lowercase();
    parts.iter().any(|part| class.contains(part))
}

/// Whether one of the words stands in a lower-case line: whole, unless it is written in Han.
pub(super) fn says(line: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        line.match_indices(word).any(|(at, _)| {
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && c < '\u{2e80}');
            !word.starts_with(|c: char| c.is_alphabetic() && c < '\u{2e80}')
                || (!letter(line[..at].chars().next_back())
                    && !letter(line[at + word.len()..].chars().next()))
        })
    })
}
