//! One line for each finding: `path:line:column: error[rule]: message; advice`.

use std::fmt::Write;

use masthead_text::{Finding, Severity};

use crate::printer::tame;

pub(super) fn render(findings: &[Finding]) -> String {
    findings.iter().map(line).collect()
}

fn line(finding: &Finding) -> String {
    let place = &finding.place;
    let mut line = tame(&place.path);
    for number in [place.line, place.column].into_iter().flatten() {
        let _ = write!(line, ":{number}");
    }
    let name = name(finding.severity);
    let _ = write!(
        line,
        ": {name}[{}]: {}",
        finding.rule,
        tame(&finding.message)
    );
    if let Some(help) = &finding.help {
        let _ = write!(line, "; {}", tame(help));
    }
    line.push('\n');
    line
}

/// A severity as it is printed.
pub(super) const fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::{super::samples, *};

    #[test]
    fn a_line_names_place_rule_message_and_advice() {
        assert_eq!(
            render(&samples::two()),
            "content/a.zh.md:2:1: error[unknown-key]: unknown key “titel”; did you mean “title”?\n\
             public/index.html: warning[broken-link]: the link \u{fffd}[31m leads nowhere\n"
        );
    }
}
