//! Findings as one JSON array, for programs.

use anyhow::Context;
use masthead_text::Finding;

pub(super) fn render(findings: &[Finding]) -> anyhow::Result<String> {
    let mut text = serde_json::to_string_pretty(findings).context("writing findings as JSON")?;
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{super::samples, *};

    #[test]
    fn a_finding_is_an_object_with_its_place() {
        let text = render(&samples::two()).unwrap();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value[0]["rule"], "unknown-key");
        assert_eq!(value[0]["path"], "content/a.zh.md");
        assert_eq!(value[0]["line"], 2);
        assert_eq!(value[0]["help"], "did you mean “title”?");
        assert!(value[1].get("line").is_none());
    }
}
