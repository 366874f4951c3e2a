//! Findings for people: message, place, the source line with a mark, advice.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use masthead_text::{Finding, Place, Severity};

use crate::printer::tame;

pub(super) fn render(findings: &[Finding], colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    findings
        .iter()
        .map(|finding| one(finding, &renderer))
        .collect()
}

fn one(finding: &Finding, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let (path, message) = (tame(&finding.place.path), tame(&finding.message));
    let excerpt = finding.place.excerpt.as_deref().map(tame);
    let title = level.primary_title(message).id(finding.rule);
    let group = match &excerpt {
        Some(excerpt) => title.element(
            Snippet::source(excerpt.as_str())
                .line_start(finding.place.line.unwrap_or(1))
                .path(path)
                .annotation(AnnotationKind::Primary.span(mark(&finding.place, excerpt))),
        ),
        None => title.element(origin(path, &finding.place)),
    };
    let help = finding.help.as_deref().map(tame);
    let group: Group<'_> = match help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    };
    format!("{}\n\n", renderer.render(&[group]))
}

/// The place of a finding without a source line to show.
fn origin(path: String, place: &Place) -> Origin<'static> {
    let origin = Origin::path(path);
    match place.line {
        Some(line) => origin.line(line),
        None => origin,
    }
}

/// The marked bytes of the excerpt.
fn mark(place: &Place, excerpt: &str) -> std::ops::Range<usize> {
    let byte = |characters: usize| {
        excerpt
            .char_indices()
            .nth(characters)
            .map_or(excerpt.len(), |(byte, _)| byte)
    };
    let start = place.column.unwrap_or(1) - 1;
    byte(start)..byte(start + place.length.unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::{super::samples, *};

    #[test]
    fn a_finding_shows_its_line_with_a_mark_and_advice() {
        let text = render(&samples::two(), false);
        for part in [
            "error[unknown-key]: unknown key “titel”",
            "--> content/a.zh.md:2:1",
            "2 | titel = \"岚目\"",
            "  | ^^^^^",
            "= help: did you mean “title”?",
            "--> public/index.html",
        ] {
            assert!(text.contains(part), "no {part:?} in:\n{text}");
        }
        assert!(!text.contains('\u{1b}'), "a control character went through");
    }
}
