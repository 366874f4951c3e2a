//! What a page may be called: each of its own words for itself, and where they stand.

use super::cut::{Piece, pieces};
use super::site::Sites;
use super::{Names, key};

/// Characters of a heading; longer ones are paragraphs in large letters.
const LONG: usize = 250;

/// Headings of the first and of the second level, and JSON-LD headlines, at most.
const FIRST: usize = 6;
const SECOND: usize = 8;
const SAID: usize = 3;

/// Characters as some pages write them twice over.
const TWICE: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&#039;", "'"),
    ("&#8211;", "–"),
    ("&#8217;", "’"),
    ("&nbsp;", " "),
];

/// A source of titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Heading,
    Second,
    Title,
    Graph,
    Card,
    Said,
}

/// A text that may be the title, with all the places where it stands.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) text: String,
    /// What it is compared by.
    pub(super) key: String,
    pub(super) sources: Vec<Source>,
    /// It is the first heading that is no name of the site.
    pub(super) leads: bool,
    /// It is the whole of `twitter:title`.
    pub(super) card: bool,
    /// It is the whole of the `<title>`.
    pub(super) whole: bool,
    /// It is the end of a `<title>`, and what is left of one without the site's names.
    pub(super) end: bool,
    pub(super) known: bool,
    /// It is the first of several parts of the `<title>`.
    pub(super) first: bool,
}

impl Candidate {
    pub(super) fn of(&self, source: Source) -> bool {
        self.sources.contains(&source)
    }
}

/// The candidates of a page, each once.
#[derive(Default)]
struct Row(Vec<Candidate>);

impl Row {
    /// The candidate of this text, which may be new; none if the text says nothing.
    fn add(&mut self, text: &str, source: Source) -> Option<&mut Candidate> {
        let key = key(text);
        if key.is_empty() || text.chars().count() > LONG {
            return None;
        }
        let known = self.0.iter().position(|candidate| candidate.key == key);
        let at = known.unwrap_or(self.0.len());
        if known.is_none() {
            self.0.push(Candidate {
                text: text.to_owned(),
                key,
                sources: Vec::new(),
                leads: false,
                card: false,
                whole: false,
                end: false,
                known: false,
                first: false,
            });
        }
        let candidate = &mut self.0[at];
        if !candidate.of(source) {
            candidate.sources.push(source);
        }
        if shouted(&candidate.text) && !shouted(text) {
            text.clone_into(&mut candidate.text);
        }
        Some(candidate)
    }

    /// A title of the head and its pieces.
    fn titled(&mut self, title: &str, source: Source, sites: &Sites) {
        for piece in pieces(title, sites) {
            let Piece {
                text,
                whole,
                end,
                first,
                known,
            } = piece;
            if let Some(candidate) = self.add(text, source) {
                candidate.card |= whole && source == Source::Card;
                if source == Source::Title {
                    candidate.whole |= whole;
                    candidate.end |= end;
                    candidate.known |= known;
                    candidate.first |= first;
                }
            }
        }
    }
}

/// All that the page may be called.
pub(super) fn candidates(names: &Names<'_>, sites: &Sites) -> Vec<Candidate> {
    let mut row = Row::default();
    for heading in names.headings.iter().take(FIRST) {
        row.add(heading, Source::Heading);
    }
    let own = |candidate: &&mut Candidate| {
        !sites.called(&candidate.text) && !sites.owned(&candidate.text)
    };
    if let Some(first) = row.0.iter_mut().find(own) {
        first.leads = true;
    }
    let head = names.head;
    for (titles, source) in [
        (head.titles.clone(), Source::Title),
        (head.all("og:title"), Source::Graph),
        (head.all("twitter:title"), Source::Card),
    ] {
        if let Some(title) = titles.iter().find(|title| !title.is_empty()) {
            row.titled(&once(title), source, sites);
        }
    }
    for said in names.linked.headlines.iter().take(SAID) {
        row.add(&once(said), Source::Said);
    }
    for (at, second) in names.seconds.iter().take(SECOND).enumerate() {
        let key = key(second);
        let known = row.0.iter().any(|candidate| candidate.key == key);
        if at == 0 || known {
            row.add(second, Source::Second);
        }
    }
    row.0
}

/// A text whose characters are written once.
fn once(text: &str) -> String {
    let mut text = text.to_owned();
    for (twice, written) in TWICE {
        if text.contains(twice) {
            text = text.replace(twice, written);
        }
    }
    text
}

/// Whether a text is all capitals.
fn shouted(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}
