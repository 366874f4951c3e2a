//! The lines of a robots.txt, whatever they end in, and what each says.

/// So many bytes of a robots.txt are read (RFC 9309, 2.5, asks for 500 KiB at least).
pub(crate) const LIMIT: usize = 512 * 1024;

/// The text of a robots.txt. Of one that is too long only the beginning is read, up to the last
/// whole line: half a path would forbid more than was meant.
#[must_use]
pub fn text(body: &[u8]) -> String {
    let ends = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let read = match body.get(..LIMIT) {
        Some(head) if body.len() > LIMIT => &head[..head.iter().rposition(ends).unwrap_or(0)],
        _ => body,
    };
    String::from_utf8_lossy(read).into_owned()
}

/// What a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line<'t> {
    /// `User-agent`: for whom the rules below are.
    Agent(&'t str),
    /// `Allow` or `Disallow`.
    Path { allow: bool, path: &'t str },
    /// `Crawl-delay`, which is not in the standard but in the world.
    Delay(&'t str),
    /// `Sitemap`, which stands anywhere and belongs to no group.
    Sitemap(&'t str),
}

/// The lines that say something, with their numbers counted from 1.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, Line<'_>)> {
    (1..)
        .zip(split(text.trim_start_matches('\u{feff}')))
        .filter_map(|(number, line)| Some((number, read(line)?)))
}

/// The text at its line ends, which are CR, LF or both.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let line = rest?;
        let end = line.find(['\r', '\n']);
        rest = end.map(|at| {
            let after = &line[at..];
            after.strip_prefix("\r\n").unwrap_or(&after[1..])
        });
        Some(end.map_or(line, |at| &line[..at]))
    })
}

/// One line without its comment, by its key in letters of either case.
fn read(line: &str) -> Option<Line<'_>> {
    let (key, rest) = line.split_once(':')?;
    let (key, value) = (key.trim(), bare(rest));
    let is = |name: &str| key.eq_ignore_ascii_case(name);
    let path = |allow| Line::Path { allow, path: value };
    let says = [
        ("user-agent", Line::Agent(value)),
        ("allow", path(true)),
        ("disallow", path(false)),
        ("crawl-delay", Line::Delay(value)),
        ("sitemap", Line::Sitemap(value)),
    ];
    says.into_iter()
        .find(|(name, _)| is(name))
        .map(|(_, line)| line)
        .filter(|line| !matches!(line, Line::Sitemap("")))
}

/// A value without the comment behind it and the spaces around it.
fn bare(value: &str) -> &str {
    value.split('#').next().unwrap_or(value).trim()
}

/// The leading word of a crawler's name: `Masthead` of `Masthead/0.1 (+mailto:…)`.
pub(crate) fn token(name: &str) -> &str {
    let end = name
        .find(|c: char| !(c.is_ascii_alphabetic() || c == '-' || c == '_'))
        .unwrap_or(name.len());
    &name[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_numbered_as_an_editor_numbers_them() {
        let text = "\u{feff}# ours\r\nuser-agent:a\rAllow : /x # open\n\nSITEMAP: /s.xml#x\r\n";
        let read: Vec<_> = lines(text).collect();
        let path = Line::Path {
            allow: true,
            path: "/x",
        };
        assert_eq!(
            read,
            [
                (2, Line::Agent("a")),
                (3, path),
                (5, Line::Sitemap("/s.xml"))
            ]
        );
    }

    #[test]
    fn what_is_no_line_says_nothing() {
        for text in [
            "nonsense",
            ":",
            "# Disallow: /x",
            "Sitemap:",
            "相机: /x",
            "\u{0}",
        ] {
            assert_eq!(lines(text).count(), 0, "{text:?}");
        }
        let path = "/".repeat(1 << 20);
        let long = format!("Disallow: {path}\nAllow: /");
        let read: Vec<_> = lines(&long).map(|(number, _)| number).collect();
        assert_eq!(read, [1, 2]);
    }

    #[test]
    fn of_a_file_that_is_too_long_whole_lines_count() {
        let line = "Disallow: /shut\n";
        let body = line.repeat(LIMIT / line.len() + 2);
        let read = text(body.as_bytes());
        assert!(read.len() <= LIMIT && read.len() > LIMIT - line.len() - 1);
        assert!(read.ends_with("/shut"), "half a path");
        assert_eq!(text(&vec![b'x'; LIMIT + 1]), "", "no whole line at all");
    }
}
