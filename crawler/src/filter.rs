//! Which pages of a source are wanted: by their address, and by what they name.

use std::collections::BTreeSet;

use masthead_page::PageFacts;
use masthead_store::Task;
use masthead_text::{Key, Language, Lexicon, fold};
use url::Url;

use crate::{Source, SourceKind, normal::escapes};

/// Whether a pattern can match an address.
pub(crate) fn is_pattern(pattern: &str) -> bool {
    ["/", "*", "http://", "https://"]
        .iter()
        .any(|start| pattern.starts_with(start))
}

/// Whether a term can stand in a text.
pub(crate) fn is_term(term: &str) -> bool {
    term.chars().any(char::is_alphanumeric)
}

/// Why the page of a task is left out by its address, if it is: half a sentence that names the
/// pattern. What only names pages is never left out.
pub(crate) fn left_out(source: &Source, task: &Task) -> Option<String> {
    let url = &task.url;
    let names = match source.kind {
        SourceKind::List | SourceKind::Search => task.depth != 1,
        SourceKind::Sitemap | SourceKind::Site => {
            task.depth == 0 || [".xml", ".gz"].iter().any(|end| url.path().ends_with(end))
        }
        SourceKind::Feed | SourceKind::Urls => task.depth == 0,
        SourceKind::Folder => false,
    };
    if names {
        return None;
    }
    if let Some(pattern) = source.exclude.iter().find(|pattern| matches(pattern, url)) {
        return Some(format!(
            "its address is like `{pattern}`, which `exclude` leaves out"
        ));
    }
    let wanted = source.include.is_empty() || source.include.iter().any(|like| matches(like, url));
    (!wanted).then(|| {
        format!(
            "its address is like none of `include` ({})",
            source.include.join(", ")
        )
    })
}

/// Whether an address is like a pattern: `*` stands for anything, also nothing. A pattern that
/// begins with `/` is about the path and the query, any other about the whole address. Letters
/// that addresses encode may be written plainly.
fn matches(pattern: &str, url: &Url) -> bool {
    let address = url.as_str();
    let text = if pattern.starts_with('/') {
        &address[url[..url::Position::BeforePath].len()..]
    } else {
        address
    };
    glob(escapes(pattern).as_bytes(), escapes(text).as_bytes())
}

/// Matches with `*`, going back to the last star only: what an earlier star took need never change.
fn glob(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut seen) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while seen < text.len() {
        if pattern.get(at) == Some(&b'*') {
            star = Some((at, seen));
            at += 1;
        } else if pattern.get(at) == Some(&text[seen]) {
            at += 1;
            seen += 1;
        } else if let Some((back, taken)) = star {
            star = Some((back, taken + 1));
            at = back + 1;
            seen = taken + 1;
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(|&byte| byte == b'*')
}

/// Why a page that was read is not kept, if it is not.
pub(crate) fn off_topic(source: &Source, facts: &PageFacts) -> Option<String> {
    if source.about.is_empty() {
        return None;
    }
    let headings = facts.headings.iter().map(|heading| heading.text.as_str());
    let parts: Vec<&str> = facts
        .title()
        .into_iter()
        .chain(facts.description())
        .chain(headings)
        .chain([facts.text.as_str()])
        .collect();
    let said = fold(&parts.join("\n"));
    (!source.about.iter().any(|term| names(&said, term))).then(|| {
        format!(
            "it names none of the terms of `about` ({})",
            source.about.join(", ")
        )
    })
}

/// Whether a folded text names a term: in Chinese the characters, whatever spaces are between
/// them; in other languages the words, in whatever form.
fn names(said: &str, term: &str) -> bool {
    let term = fold(term);
    if masthead_text::detect(&term) == Some(Language::Chinese) {
        let dense = |text: &str| text.split_whitespace().collect::<String>();
        return dense(said).contains(&dense(&term));
    }
    let wanted: Vec<&str> = words(&term).collect();
    let near = wanted
        .iter()
        .map(|word| head(word))
        .collect::<BTreeSet<_>>();
    let stems: Vec<Option<Key>> = wanted.iter().map(|word| Some(stem(word))).collect();
    // Only words that begin like one of the term's are worth the stemming.
    let said: Vec<Option<Key>> = words(said)
        .map(|word| near.contains(head(word)).then(|| stem(word)))
        .collect();
    said.windows(stems.len().max(1)).any(|run| run == stems)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// The letters that all forms of a word share, as far as stemming goes.
fn head(word: &str) -> &str {
    word.char_indices()
        .nth(2)
        .map_or(word, |(end, _)| &word[..end])
}

fn stem(word: &str) -> Key {
    Key::of(word, Language::English, &Lexicon::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SourceKind, source::tests::source};
    use proptest::prelude::*;

    fn filtered(include: &[&str], exclude: &[&str]) -> Source {
        let mut source = source(
            "衡像科技",
            SourceKind::Site,
            "http://www.hengxiang.example/",
        );
        source.include = include.iter().map(|&text| text.to_owned()).collect();
        source.exclude = exclude.iter().map(|&text| text.to_owned()).collect();
        source
    }

    fn task(source: &Source, path: &str, depth: u32) -> Task {
        Task {
            source: source.name.clone(),
            url: source.url.join(path).unwrap(),
            depth,
            day: None,
            changed: None,
            from: None,
            trail: Vec::new(),
        }
    }

    #[test]
    fn addresses_are_filtered_by_pattern_and_the_reason_names_it() {
        for (include, exclude, path, reason) in [
            (&[][..], &[][..], "/a", None),
            (&["/news/*"], &[], "/news/1.html", None),
            (&["/news/*"], &[], "/news/", None),
            (
                &["/news/*", "/产品/*"],
                &[],
                "/about",
                Some("its address is like none of `include` (/news/*, /产品/*)"),
            ),
            (&["/news/*", "/产品/*"], &[], "/产品/hx8.html", None),
            (
                &["/news/*"],
                &["*/news/old*"],
                "/news/older",
                Some("its address is like `*/news/old*`, which `exclude` leaves out"),
            ),
            (&[], &["*.pdf"], "/a.pdf?x=1", None),
            (
                &[],
                &["/*?sort=*"],
                "/list?sort=price",
                Some("its address is like `/*?sort=*`, which `exclude` leaves out"),
            ),
            (&["http://www.hengxiang.example/*"], &[], "/x", None),
            (
                &["https://*"],
                &[],
                "/x",
                Some("its address is like none of `include` (https://*)"),
            ),
        ] {
            let source = filtered(include, exclude);
            let task = task(&source, path, 1);
            assert_eq!(left_out(&source, &task).as_deref(), reason, "{path}");
        }
    }

    #[test]
    fn what_names_pages_is_never_left_out() {
        for (kind, path, depth, left) in [
            (SourceKind::Site, "/", 0, false),
            (SourceKind::Site, "/a", 1, true),
            (SourceKind::Sitemap, "/maps/2.xml.gz", 1, false),
            (SourceKind::Sitemap, "/a", 2, true),
            (SourceKind::List, "/list?p=2", 2, false),
            (SourceKind::List, "/a", 1, true),
            (SourceKind::Search, "/s?q=x", 0, false),
            (SourceKind::Feed, "/rss.xml", 0, false),
            (SourceKind::Feed, "/a.xml", 1, true),
            (SourceKind::Folder, "/", 0, true),
        ] {
            let mut source = filtered(&["/news/*"], &[]);
            source.kind = kind;
            let task = task(&source, path, depth);
            assert_eq!(left_out(&source, &task).is_some(), left, "{kind:?} {path}");
        }
    }

    #[test]
    fn a_page_names_a_term_in_whatever_form() {
        for (about, text, kept) in [
            ("线扫描相机", "新一代線掃描相機发布", true),
            ("线扫描相机", "新一代线扫描 相机", true),
            ("线扫描相机", "新一代面阵相机", false),
            ("LED光源", "选用ＬＥＤ 光源。", true),
            ("line scan camera", "Two Line-Scan Cameras for film", true),
            ("line scan camera", "A line was scanned. Cameras", false),
            ("strip", "The strips are wound up", true),
            ("strip", "A striped shirt", false),
            ("inspection", "inspecting the web", true),
        ] {
            let mut source = filtered(&[], &[]);
            source.about = vec!["极片".to_owned(), about.to_owned()];
            let facts = PageFacts {
                text: text.to_owned(),
                ..PageFacts::default()
            };
            assert_eq!(
                off_topic(&source, &facts).is_none(),
                kept,
                "{about} in {text}"
            );
        }
        let mut source = filtered(&[], &[]);
        source.about = vec!["极片".to_owned()];
        let facts = PageFacts::default();
        let reason = off_topic(&source, &facts).unwrap();
        assert_eq!(reason, "it names none of the terms of `about` (极片)");
    }

    proptest! {
        #[test]
        fn a_pattern_made_from_its_text_matches(parts in proptest::collection::vec("[a-c/]{0,3}", 1..5)) {
            let text = parts.join("ab");
            prop_assert!(glob(parts.join("*").as_bytes(), text.as_bytes()));
            let regular = glob(b"a*b", text.as_bytes());
            prop_assert_eq!(regular, text.len() > 1 && text.starts_with('a') && text.ends_with('b'));
        }
    }
}
