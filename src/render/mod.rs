//! Findings as text or JSON: one type, one file per form.

mod concise;
mod full;
mod json;

use masthead_text::{Finding, Severity, sort_findings};

use crate::{Exit, args::Format, printer::Printer};

/// Prints findings in the form asked for, in a decided order, with a closing line to stderr.
/// Notes alone leave a run clean.
pub(crate) fn print(
    mut findings: Vec<Finding>,
    format: Format,
    printer: &Printer,
) -> anyhow::Result<Exit> {
    sort_findings(&mut findings);
    let text = match format {
        Format::Full => full::render(&findings, printer.colour),
        Format::Concise => concise::render(&findings),
        Format::Json => json::render(&findings)?,
    };
    printer.data(&text)?;
    if !findings.is_empty() {
        printer.say(&summary(&findings));
    }
    Ok(exit(&findings))
}

/// Whether findings let a run pass.
pub(crate) fn exit(findings: &[Finding]) -> Exit {
    if findings
        .iter()
        .all(|finding| finding.severity == Severity::Note)
    {
        Exit::Clean
    } else {
        Exit::Findings
    }
}

/// Whether there is an error among findings, so that going on makes no sense.
pub(crate) fn broken(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
}

/// `2 errors, 1 warning in 2 files`
fn summary(findings: &[Finding]) -> String {
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let counted: Vec<String> = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Note, "note"),
    ]
    .into_iter()
    .map(|(severity, name)| (count(severity), name))
    .filter(|(count, _)| *count > 0)
    .map(|(count, name)| plural(count, name))
    .collect();
    let mut paths: Vec<&str> = findings.iter().map(|f| f.place.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    format!("{} in {}", counted.join(", "), plural(paths.len(), "file"))
}

/// `1 file`, `2 files`: for English words that take a plain s.
pub(crate) fn plural(count: usize, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
pub(crate) mod samples {
    //! Findings for the renderers' tests.

    use masthead_text::{Finding, Place, Severity};

    pub(crate) fn two() -> Vec<Finding> {
        let source = "+++\ntitel = \"岚目\"\n";
        vec![
            Finding::new(
                "unknown-key",
                Severity::Error,
                "unknown key “titel”",
                Place::at("content/a.zh.md", source, 4..9),
            )
            .help("did you mean “title”?"),
            Finding::new(
                "broken-link",
                Severity::Warning,
                "the link \u{1b}[31m leads nowhere",
                Place::whole("public/index.html"),
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_counts_by_severity_and_file() {
        assert_eq!(summary(&samples::two()), "1 error, 1 warning in 2 files");
    }

    #[test]
    fn notes_alone_leave_a_run_clean() {
        let mut findings = samples::two();
        assert_eq!(exit(&findings), Exit::Findings);
        findings
            .iter_mut()
            .for_each(|finding| finding.severity = Severity::Note);
        assert_eq!(exit(&findings), Exit::Clean);
    }
}
