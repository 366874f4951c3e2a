//! What stands in the text of a page and must not, or does not and should.

use std::ops::Range;

use masthead_text::{Finding, Place, fold, width};
use pulldown_cmark::HeadingLevel;

use crate::page::Parts;
use crate::rules::{self, Rule};
use crate::schema::{OPEN, is_open};

/// Checks the text of `page`, which begins at byte `offset` of the file.
pub(crate) fn text(page: &Parts<'_>, offset: usize) -> Vec<Finding> {
    let at = |rule: &Rule, range: Range<usize>, message: &str, help: &str| {
        let range = range.start + offset..range.end + offset;
        rule.at(Place::at(page.path, page.source, range), message)
            .help(help)
    };
    let headings = page
        .parts
        .headings
        .iter()
        .filter(|heading| heading.level == HeadingLevel::H1);
    let mut findings: Vec<Finding> = headings
        .map(|heading| {
            let message = "a first-level heading in the text: the template writes the title as one";
            at(
                &rules::BODY_H1,
                heading.range.clone(),
                message,
                "begin with ##",
            )
        })
        .collect();
    findings.extend(page.parts.bare_images.iter().map(|range| {
        let help = "say in the brackets what it shows: ![what it shows](image.png)";
        at(
            &rules::UNDESCRIBED_IMAGE,
            range.clone(),
            "an image without alternative text",
            help,
        )
    }));
    for code in ["{{", "{%"] {
        findings.extend(page.body.match_indices(code).map(|(from, _)| {
            let message = format!("Zola runs what follows {code} as template code");
            let help = "leave it out, or show it as an image; structured facts belong in [extra]";
            at(
                &rules::TEMPLATE_CODE,
                from..from + code.len(),
                &message,
                help,
            )
        }));
    }
    findings.extend(open(page.body).map(|range| {
        let range = range.start + offset..range.end + offset;
        let place = Place::at(page.path, page.source, range);
        rules::UNFILLED.at(place, "this passage is still to be written")
    }));
    findings.extend(keyword(page));
    findings
}

/// The beginnings of the questions that `new` left open in a text.
fn open(body: &str) -> impl Iterator<Item = Range<usize>> {
    OPEN.iter().flat_map(move |open| {
        body.match_indices(open).filter_map(move |(from, _)| {
            let end = from + open.len();
            let asks = body.get(end..)?.starts_with([':', '：']);
            asks.then_some(from..end)
        })
    })
}

/// The target keyword must stand where people look first, and in the text.
fn keyword(page: &Parts<'_>) -> Vec<Finding> {
    let steps = &["extra", "keyword"];
    let Some(keyword) = page.front.text(steps).filter(|text| !is_open(text)) else {
        return Vec::new();
    };
    let part = |key| page.front.text(&[key]).unwrap_or_default();
    let heads = [part("title"), part("description")];
    let texts = page
        .parts
        .headings
        .iter()
        .map(|heading| heading.text.as_str());
    let mut findings = Vec::new();
    let mut absent = |wanted: bool, message: String, help: &str| {
        if !wanted {
            findings.push(
                rules::ABSENT_KEYWORD
                    .at(page.front.place(steps), message)
                    .help(help),
            );
        }
    };
    absent(
        heads.iter().any(|text| says(text, keyword)),
        format!("the target keyword “{keyword}” is neither in the title nor in the description"),
        "write it into one of them, in the reader's words",
    );
    absent(
        texts
            .chain([page.parts.text.as_str()])
            .any(|text| says(text, keyword)),
        format!("the target keyword “{keyword}” is not in the text"),
        "use it in a heading or the first paragraph, or aim at another keyword",
    );
    findings
}

/// Whether `text` holds `keyword`, whatever the case, the hyphens and the ending of the last
/// word; between Chinese characters spaces do not count.
fn says(text: &str, keyword: &str) -> bool {
    let (text, keyword) = (words(text), words(keyword));
    if width(&keyword) > keyword.chars().count() {
        text.replace(' ', "").contains(&keyword.replace(' ', ""))
    } else {
        text.contains(&keyword)
    }
}

/// The words of `text` in lower case, each with a space in front.
fn words(text: &str) -> String {
    let folded = fold(text);
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.flat_map(|word| [" ", word]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyword_is_found_whatever_its_dress() {
        for (text, keyword, found) in [
            ("Choosing 8K line-scan cameras", "8k line scan camera", true),
            ("An offline scan camera", "line scan camera", false),
            (
                "Steel\nsurface inspection",
                "steel surface inspection",
                true,
            ),
            ("用 LS8 线扫描相机检测", "LS8线扫描相机", true),
            ("带钢的表面检测", "带钢表面检测", false),
            ("", "line", false),
        ] {
            assert_eq!(says(text, keyword), found, "{text}");
        }
    }
}
