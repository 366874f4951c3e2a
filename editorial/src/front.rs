//! Where the front matter of a Markdown file begins and ends.

use std::ops::Range;

use masthead_text::{Finding, Place};

use crate::rules;

const FENCE: &str = "+++";

/// The parts of a Markdown file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Front {
    /// What stands between the two lines of plus signs.
    pub toml: Range<usize>,
    /// What follows.
    pub body: Range<usize>,
}

/// Splits the file at `path`. As Zola does, it lets a byte order mark and blank lines stand
/// before the first fence.
pub(crate) fn split(path: &str, source: &str) -> Result<Front, Box<Finding>> {
    let start = source.len()
        - source
            .trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
            .len();
    let mut lines = lines(source, start);
    let first = lines.next().unwrap_or(start..start);
    let opening = source[first.clone()].trim_end();
    let fence = start..start + opening.len();
    if opening != FENCE {
        return Err(Box::new(unopened(Place::at(path, source, fence), opening)));
    }
    match lines.find(|line| source[line.clone()].trim_end() == FENCE) {
        Some(closing) => Ok(Front {
            toml: first.end..closing.start,
            body: closing.end..source.len(),
        }),
        None => Err(Box::new(
            rules::FRONT_MATTER
                .at(
                    Place::at(path, source, fence),
                    "the front matter is not closed",
                )
                .help("end it with a line of three plus signs: +++"),
        )),
    }
}

fn unopened(place: Place, opening: &str) -> Finding {
    let (message, help) = match opening {
        "---" => (
            "the front matter is YAML",
            "write it as TOML: a line +++, then lines such as title = \"…\", then a line +++",
        ),
        _ => (
            "the file has no front matter",
            "begin it with a line +++, then lines such as title = \"…\", then a line +++",
        ),
    };
    rules::FRONT_MATTER.at(place, message).help(help)
}

/// The lines of `source` from byte `start` on, each with its line end.
fn lines(source: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = start;
    source[start..].split_inclusive('\n').map(move |line| {
        let from = at;
        at += line.len();
        from..at
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(source: &str) -> (&str, &str) {
        let front = split("a.md", source).unwrap();
        (&source[front.toml], &source[front.body])
    }

    #[test]
    fn fences_are_found_behind_a_mark_and_with_any_line_ends() {
        for (source, toml, body) in [
            ("+++\na = 1\n+++\ntext", "a = 1\n", "text"),
            (
                "\u{feff}\n+++ \r\n标题 = 1\r\n+++\r\n正文",
                "标题 = 1\r\n",
                "正文",
            ),
            ("+++\n+++", "", ""),
            ("+++\na = \"+++\"\n+++\n", "a = \"+++\"\n", ""),
        ] {
            assert_eq!(parts(source), (toml, body), "{source:?}");
        }
    }

    #[test]
    fn what_is_no_front_matter_is_said_at_its_line() {
        for (source, line, message) in [
            ("", 1, "the file has no front matter"),
            ("# 标题", 1, "the file has no front matter"),
            ("\n---\ntitle: x\n---\n", 2, "the front matter is YAML"),
            ("+++\ntitle = 1\n", 1, "the front matter is not closed"),
        ] {
            let found = split("a.md", source).unwrap_err();
            assert_eq!(found.place.line, Some(line), "{source:?}");
            assert_eq!(found.message, message);
            assert_eq!(found.rule, "front-matter");
        }
    }
}
