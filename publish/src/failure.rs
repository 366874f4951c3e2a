//! What Zola says when it fails or warns, as findings with file and line.

use std::fs;
use std::ops::Range;
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
    /// One finding, or one for each entry of a list.
    fn findings(&self, severity: Severity, lines: &[&str]) -> Vec<Finding> {
        let entries: Vec<&str> = lines.iter().filter_map(|line| entry(line)).collect();
        if entries.is_empty() {
            return vec![self.finding(severity, lines)];
        }
        let found = entries.into_iter();
        found
            .map(|entry| self.finding(severity, &[entry]))
            .collect()
    }

    fn finding(&self, severity: Severity, lines: &[&str]) -> Finding {
        let lines: Vec<String> = lines.iter().map(|line| self.shorten(line)).collect();
        let sentences: Vec<&str> = lines
            .iter()
            .filter(|line| !drawing(line))
            .map(|line| line.trim().trim_start_matches(['*', '=', ' ']))
            .map(|line| line.trim_end_matches([':', '.']))
            .filter(|line| !line.is_empty())
            .collect();
        let place = self.place(&lines);
        Finding::new("zola", severity, sentences.join(": "), place)
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
    fn place(&self, lines: &[String]) -> Place {
        let said = lines.join("\n");
        let config = format!("{}/config.toml", self.site.display());
        let named = || {
            quoted(&said)
                .into_iter()
                .rev()
                .find_map(|name| self.file(name))
        };
        let position = lines.iter().find_map(|line| position(line));
        // Zola does not name its settings when it finds a mistake in them.
        let file = named().or_else(|| position.and_then(|_| self.file(&config)));
        let Some((path, text)) = file else {
            return Place::whole(self.site.to_string_lossy());
        };
        let range = match position {
            Some(at) => Some(range(&text, at)),
            None => words(&said, &text),
        };
        range.map_or_else(
            || Place::whole(&path),
            |range| Place::at(&path, &text, range),
        )
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
    if let Some(rest) = line.strip_prefix("- ") {
        return Some(rest);
    }
    let (number, rest) = line.split_once(". ")?;
    number.parse::<u32>().ok().map(|_| rest)
}

/// Whether a line only draws the place: an excerpt, a caret, an arrow, a path.
fn drawing(line: &str) -> bool {
    let line = line.trim();
    let rest = line
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start();
    rest.starts_with(['|', '╷', '│', '╵'])
        || rest.starts_with("-->")
        || (!line.contains(' ') && position(line).is_some())
}

/// Words in quotation marks of any kind, and single words that look like a path.
fn quoted(text: &str) -> Vec<&str> {
    let marks = ['`', '\'', '"'];
    let within = text
        .lines()
        .flat_map(|line| line.split(marks).skip(1).step_by(2));
    let paths = text
        .split([' ', '\n'])
        .filter(|word| word.contains('/') && !word.contains(marks));
    within
        .chain(paths)
        .filter(|words| !words.is_empty())
        .collect()
}

/// Where the last quoted words stand in `text`; of an address also its part after `#` alone.
fn words(said: &str, text: &str) -> Option<Range<usize>> {
    quoted(said)
        .into_iter()
        .rev()
        .flat_map(|words| [Some(words), words.rfind('#').map(|at| &words[at..])])
        .flatten()
        .filter(|words| words.len() > 1)
        .find_map(|words| text.find(words).map(|at| at..at + words.len()))
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

/// The bytes of the character at a line and column, both counted from 1.
fn range(text: &str, (line, column): (usize, usize)) -> Range<usize> {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    let line = text
        .get(start..)
        .unwrap_or_default()
        .chars()
        .take_while(|&c| c != '\n');
    let at = start
        + line
            .take(column.saturating_sub(1))
            .map(char::len_utf8)
            .sum::<usize>();
    at..at + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The findings of what Zola 0.22 says of a small workspace, as `path:line:column: message`.
    fn read(said: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for (path, text) in [
            (
                "content/a.md",
                "+++\ntitle=\"a\n+++\n见 [x](@/none.md) 与 [y](#结果)\n",
            ),
            ("content/b.md", "+++\n+++\n"),
            ("site/config.toml", "base_url = \"/\"\ncompile_sas = true\n"),
            ("site/sass/style.scss", "a {\nb {\n"),
            (
                "site/templates/page.html",
                "<html>\n{{ page.content | safe }\n",
            ),
            ("site/templates/part.html", "<p>\n{{ nope }}\n"),
        ] {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let said = said.replace("ROOT", &root.to_string_lossy());
        let found = findings(&said, root, Path::new("site"));
        let shown = |at: Option<usize>| at.map(|at| format!(":{at}")).unwrap_or_default();
        found
            .iter()
            .map(|Finding { place, message, .. }| {
                let (line, column) = (shown(place.line), shown(place.column));
                format!("{}{line}{column}: {message}", place.path)
            })
            .collect()
    }

    #[test]
    fn what_zola_says_is_led_to_its_line() {
        let start = "ERROR Failed to build the site\n";
        for (said, expected) in [
            (
                "ERROR Error when parsing front matter of section `ROOT/site/content/a.md`\n\
                 ERROR Reason: TOML parse error at line 2, column 9\n  |\n2 | title=\"a\n  |         ^\n\
                 invalid basic string, expected `\"`\n",
                "content/a.md:2:9: Error when parsing front matter of section `content/a.md`: TOML \
                 parse error at line 2, column 9: invalid basic string, expected `\"`",
            ),
            (
                "ERROR Error parsing templates from the /templates directory\nERROR Reason: \n\
                 * Failed to parse \"ROOT/site/templates/page.html\"\n --> 2:27\n  |\n\
                 2 | {{ page.content | safe }\n  |   ^---\n  |\n  = expected a variable end (`}}`)\n",
                "site/templates/page.html:2:25: Error parsing templates from the /templates \
                 directory: Failed to parse \"site/templates/page.html\": expected a variable end \
                 (`}}`)",
            ),
            (
                "ERROR Failed to render page 'ROOT/site/content/b.md'\n\
                 ERROR Reason: Failed to render 'page.html'\n\
                 ERROR Reason: Variable `nope` not found in context while rendering 'part.html'\n",
                "site/templates/part.html:2:4: Failed to render page 'content/b.md': Failed to \
                 render 'page.html': Variable `nope` not found in context while rendering \
                 'part.html'",
            ),
            (
                "ERROR Error: expected \"}\".\n  ╷\n2 │ b {\n  │    ^^^\n  ╵\n\
                 ./ROOT/site/sass/style.scss:2:4\n",
                "site/sass/style.scss:2:4: Error: expected \"}\"",
            ),
            (
                "ERROR TOML parse error at line 2, column 1\n  |\n2 | compile_sas = true\n\
                 unknown field `compile_sas`, expected one of `base_url`, `theme`\n",
                "site/config.toml:2:1: TOML parse error at line 2, column 1: unknown field \
                 `compile_sas`, expected one of `base_url`, `theme`",
            ),
            (
                "ERROR Failed to render content of ROOT/site/content/a.md\n\
                 ERROR Reason: Broken relative link `@/none.md` in a.md\n",
                "content/a.md:4:7: Failed to render content of content/a.md: Broken relative link \
                 `@/none.md` in a.md",
            ),
            (
                "ERROR Found 1 broken internal anchor link(s)\n\
                 \x20 1. The anchor in the link `@/a.md#结果` in ROOT/site/content/a.md does not \
                 exist.\n",
                "content/a.md:4:24: The anchor in the link `@/a.md#结果` in content/a.md does not \
                 exist",
            ),
            ("ERROR something new\n", "site: something new"),
        ] {
            assert_eq!(read(&format!("{start}{said}")), [expected]);
        }
    }

    #[test]
    fn warnings_are_told_and_chatter_is_not() {
        let said = "Building site...\n-> Creating 1 pages (0 orphan) and 1 sections\n\
            WARN The page `ROOT/site/content/b.md` has no date\nDone in 7ms.\n";
        assert_eq!(
            read(said),
            ["content/b.md: The page `content/b.md` has no date"]
        );
        assert_eq!(read("Building site...\nDone in 7ms.\n\n"), [""; 0]);
    }
}
