//! What Zola says when it fails or warns, as findings with file and line.

use std::fs;
use std::path::Path;
use std::process::ExitStatus;

use masthead_text::{Finding, Place, Severity};

/// Lines that say nothing by themselves.
const CHATTER: &[&str] = &[
    "Building site",
    "-> Creating",
    "Done in",
    "Failed to build the site",
];

/// The findings in Zola's error output. `root` is the workspace, `site` the Zola site in it.
pub(crate) fn findings(said: &str, root: &Path, site: &Path) -> Vec<Finding> {
    let workspace = Workspace { root, site };
    let mut findings = Vec::new();
    for (severity, lines) in reports(said) {
        findings.extend(workspace.findings(severity, &lines));
    }
    findings
}

/// A failure without a word, as after a crash.
pub(crate) fn unexplained(status: ExitStatus, site: &Path) -> Finding {
    let message = format!("Zola failed without saying why ({status})");
    Finding::new(
        "zola",
        Severity::Error,
        message,
        Place::whole(site.to_string_lossy()),
    )
    .help("run `zola build` in that folder to see more")
}

/// The warnings one by one, and all lines of the error, which is always one.
fn reports(said: &str) -> Vec<(Severity, Vec<&str>)> {
    let mut reports: Vec<(Severity, Vec<&str>)> = Vec::new();
    let mut error = Vec::new();
    for line in said.lines() {
        if let Some(line) = line.strip_prefix("WARN ") {
            reports.push((Severity::Warning, vec![line]));
            continue;
        }
        let line = line.strip_prefix("ERROR ").unwrap_or(line);
        let line = line.strip_prefix("Reason: ").unwrap_or(line).trim_end();
        let plain = line.trim_start();
        if !plain.is_empty() && !CHATTER.iter().any(|chatter| plain.starts_with(chatter)) {
            error.push(line);
        }
    }
    if !error.is_empty() {
        reports.push((Severity::Error, error));
    }
    reports
}

struct Workspace<'a> {
    root: &'a Path,
    site: &'a Path,
}

impl Workspace<'_> {
    /// One finding, or one for each entry of a numbered list.
    fn findings(&self, severity: Severity, lines: &[&str]) -> Vec<Finding> {
        let entries: Vec<&str> = lines.iter().filter_map(|line| entry(line)).collect();
        if entries.is_empty() {
            return vec![self.finding(severity, lines)];
        }
        entries
            .into_iter()
            .map(|entry| self.finding(severity, &[entry]))
            .collect()
    }

    fn finding(&self, severity: Severity, lines: &[&str]) -> Finding {
        let sentences: Vec<String> = lines
            .iter()
            .filter(|line| !drawing(line))
            .map(|line| self.shorten(line.trim().trim_start_matches("* ").trim_end_matches(':')))
            .filter(|line| !line.is_empty())
            .collect();
        let message = sentences.join(": ");
        let place = self.place(lines, &message);
        Finding::new("zola", severity, message.trim_end_matches('.'), place)
    }

    /// The text with paths as seen from the workspace.
    fn shorten(&self, line: &str) -> String {
        let root = format!("{}/", self.root.display());
        let content = format!("{}/content/", self.site.display());
        line.replace(".//", "/")
            .replace(&root, "")
            .replace(&content, "content/")
    }

    /// The last file that is named, at the position that is named, else at the last quoted
    /// words that stand in it.
    fn place(&self, lines: &[&str], message: &str) -> Place {
        let Some((path, text)) = quoted(message).rev().find_map(|name| self.file(name)) else {
            let config = format!("{}/config.toml", self.site.display());
            let whole = lines.join("\n");
            return match position(&whole).and_then(|at| Some((self.file(&config)?, at))) {
                Some(((path, text), at)) => Place::at(path, &text, offset(&text, at)),
                None => Place::whole(self.site.to_string_lossy()),
            };
        };
        if let Some(at) = lines.iter().find_map(|line| position(line)) {
            return Place::at(path, &text, offset(&text, at));
        }
        let words = quoted(message).rev().flat_map(|words| {
            let part = words.rfind('#').map(|at| &words[at..]);
            [Some(words), part]
        });
        let range = words
            .flatten()
            .filter(|words| words.len() > 1)
            .find_map(|words| text.find(words).map(|at| at..at + words.len()));
        match range {
            Some(range) => Place::at(path, &text, range),
            None => Place::whole(path),
        }
    }

    /// The file of this name in the workspace, the content or the templates, and its text.
    fn file(&self, name: &str) -> Option<(String, String)> {
        let site = self.site.display();
        let name = name.trim_end_matches(|c: char| c == ':' || c.is_ascii_digit());
        [
            name.to_owned(),
            format!("content/{name}"),
            format!("{site}/templates/{name}"),
        ]
        .into_iter()
        .find_map(|path| {
            let text = fs::read_to_string(self.root.join(&path)).ok()?;
            Some((path, text))
        })
    }
}

/// The text of a list's entry: `  1. …`, `- …`.
fn entry(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let (number, rest) = line.split_once(['.', ' '])?;
    let counted =
        number == "-" || (!number.is_empty() && number.chars().all(|c| c.is_ascii_digit()));
    (counted && !rest.contains(['|', '│'])).then(|| rest.trim())
}

/// Whether a line only draws the place: an excerpt, a caret, an arrow.
fn drawing(line: &str) -> bool {
    let line = line
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let line = line.trim_start();
    line.starts_with(['|', '╷', '│', '╵', '=']) || line.starts_with("-->")
}

/// Words in quotation marks of any kind, and single words that look like a path.
fn quoted(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let mut words: Vec<&str> = text
        .split(['`', '\'', '"'])
        .skip(1)
        .step_by(2)
        .filter(|words| !words.is_empty())
        .collect();
    words.extend(
        text.split(' ')
            .filter(|word| word.contains('/') && !word.contains('`')),
    );
    words.into_iter()
}

/// `line 2, column 9`, ` --> 2:27` or `style.scss:2:4`.
fn position(line: &str) -> Option<(usize, usize)> {
    let numbers = |text: &str, between: &str| -> Option<(usize, usize)> {
        let (line, rest) = text.split_once(between)?;
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        Some((line.trim().parse().ok()?, rest[..end].parse().ok()?))
    };
    if let Some((_, rest)) = line.split_once("at line ") {
        return numbers(rest, ", column ");
    }
    if let Some(rest) = line.trim_start().strip_prefix("--> ") {
        return numbers(rest, ":");
    }
    let (_, rest) = line.split_once("ss:")?;
    numbers(rest, ":")
}

/// The byte range of the character at a line and column, both counted from 1.
fn offset(text: &str, (line, column): (usize, usize)) -> std::ops::Range<usize> {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = text.get(start..).unwrap_or_default();
    let within: usize = rest
        .chars()
        .take(column.saturating_sub(1))
        .map(char::len_utf8)
        .sum();
    let at = start + within;
    at..at + 1
}
