//! Titles cut at their separators: `Headline | Section - Site`.

use super::key;
use super::site::Sites;

/// The parts of a title between its separators: `Headline`, `Section`, `Site`. A hyphen within a
/// word, or a slash between two, separates nothing. Never empty.
#[must_use]
pub fn parts(title: &str) -> Vec<&str> {
    let separators = separators(title);
    let starts = [0]
        .into_iter()
        .chain(separators.iter().map(|(_, right)| *right));
    let ends = separators.iter().map(|(left, _)| *left);
    let ends = ends.chain([title.len()]);
    starts
        .zip(ends)
        .map(|(start, end)| &title[start..end])
        .collect()
}

/// A title without a name at its end, if a separator stands between the two.
#[must_use]
pub fn without<'t>(title: &'t str, name: &str) -> &'t str {
    let mut separators = separators(title).into_iter();
    let before = separators.find(|(_, right)| &title[*right..] == name);
    before.map_or(title, |(left, _)| &title[..left])
}

/// Where the separators of a title begin and end, spaces around them included.
pub(super) fn separators(title: &str) -> Vec<(usize, usize)> {
    let mark = |c: char| "|｜»«—_-–－·•:/›>~".contains(c);
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(at) = title[rest..].find(mark).map(|at| rest + at) {
        let right = &title[at..];
        let after = right.trim_start_matches(|c: char| mark(c) || c.is_whitespace());
        let (left, run) = (title[..at].trim_end(), &right[..right.len() - after.len()]);
        let always = run.contains(['|', '｜', '»', '—', '_']) || run.contains("--");
        let behind = run.ends_with(char::is_whitespace);
        let spaced = behind && (left.len() < at || run.starts_with(':'));
        let wide = |c: Option<char>| c.is_some_and(|c| c >= '\u{2e80}');
        let between = !run.contains([':', '/', '>', '~', '·'])
            && wide(left.chars().next_back())
            && wide(after.chars().next());
        rest = at + run.len();
        if (always || spaced || between) && !left.is_empty() && !after.is_empty() {
            found.push((left.len(), rest));
        }
    }
    found
}

/// A piece of a title.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    /// Nothing was cut off.
    pub(super) whole: bool,
    /// It begins later than the title and ends with it.
    pub(super) end: bool,
    /// It is the first of several parts.
    pub(super) first: bool,
    /// Only names of the site were cut off its end.
    pub(super) known: bool,
}

/// Bytes of a piece that names nothing alone: `Home`, `首页`.
const SHORT: usize = 6;

/// The pieces at most between separators; titles with more are lists of words.
const MOST: usize = 6;

/// The title and what is left of it when parts at its end, at its start, or at both, are cut off.
pub(super) fn pieces<'t>(title: &'t str, sites: &Sites) -> Vec<Piece<'t>> {
    let separators = separators(title);
    let separators = &separators[..separators.len().min(MOST)];
    let starts = || {
        [0].into_iter()
            .chain(separators.iter().map(|(_, right)| *right))
    };
    let ends: Vec<usize> = separators
        .iter()
        .map(|(left, _)| *left)
        .chain([title.len()])
        .collect();
    let parts: Vec<&str> = starts()
        .zip(&ends)
        .map(|(start, end)| &title[start..*end])
        .collect();
    let foreign = parts
        .iter()
        .rposition(|part| !sites.called(part) && !sites.owned(part));
    let mut pieces = Vec::new();
    for (first, start) in starts().enumerate() {
        for (last, end) in ends.iter().enumerate().skip(first) {
            let (from, to) = (first == 0, last + 1 == parts.len());
            let text = &title[start..*end];
            let whole = from && to;
            if whole || ((from || to || first == last) && key(text).len() > SHORT) {
                pieces.push(Piece {
                    text,
                    whole,
                    end: to && !from,
                    first: from && first == last && !to,
                    known: from && !to && foreign == Some(last),
                });
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_cut_at_its_separators_alone() {
        for (title, expected) in [
            (
                "LS8 line-scan camera | Arvenna",
                &["LS8 line-scan camera", "Arvenna"][..],
            ),
            (
                "带钢表面检测_方案-岚目视觉",
                &["带钢表面检测", "方案", "岚目视觉"],
            ),
            ("Strip :: News - Arvenna", &["Strip", "News", "Arvenna"]),
            ("岚目视觉--LS8 相机", &["岚目视觉", "LS8 相机"]),
            ("Strip at 600 m/min", &["Strip at 600 m/min"]),
            ("| LS8", &["| LS8"]),
            ("", &[""]),
        ] {
            assert_eq!(parts(title), expected, "{title}");
        }
    }

    #[test]
    fn a_name_is_left_out_at_the_end_alone() {
        for (title, name, expected) in [
            ("LS8 | Arvenna", "Arvenna", "LS8"),
            (
                "LS8 - Web - Arvenna - North",
                "Arvenna - North",
                "LS8 - Web",
            ),
            ("带钢检测_岚目视觉", "岚目视觉", "带钢检测"),
            ("Cameras of Arvenna", "Arvenna", "Cameras of Arvenna"),
            ("Arvenna | LS8", "Arvenna", "Arvenna | LS8"),
            ("Arvenna", "Arvenna", "Arvenna"),
        ] {
            assert_eq!(without(title, name), expected, "{title}");
        }
    }
}
