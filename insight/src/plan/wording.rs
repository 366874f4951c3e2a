//! Headlines and sentences out of keywords and paragraphs.

use masthead_text::Language::{self, Chinese, English};

/// A keyword as a headline: words of English start with a capital, all but small ones.
pub(super) fn headline(keyword: &str, language: Language) -> String {
    const SMALL: [&str; 14] = [
        "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with",
    ];
    if language == Chinese {
        return keyword.to_owned();
    }
    let words: Vec<String> = keyword
        .split_whitespace()
        .enumerate()
        .map(|(nr, word)| match nr > 0 && SMALL.contains(&word) {
            true => word.to_owned(),
            false => capital(word),
        })
        .collect();
    words.join(" ")
}

/// `word` with a capital; what starts with a digit is written in capitals (`8k` is `8K`).
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if first.is_ascii_digit() => word.to_uppercase(),
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// `text` with a small first letter, unless it starts with an abbreviation.
pub(super) fn small(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.as_str()) {
        (Some(first), rest) if rest.starts_with(char::is_lowercase) => {
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => text.to_owned(),
    }
}

/// The sentences of a paragraph, each with its full stop.
pub(super) fn sentences(text: &str, language: Language) -> Vec<String> {
    let (stop, marks) = match language {
        English => (". ", "."),
        Chinese => ("。", "。"),
    };
    text.split(stop)
        .map(|sentence| sentence.trim().trim_end_matches(['.', '。']))
        .filter(|sentence| !sentence.is_empty())
        .map(|sentence| match sentence.ends_with(['?', '？']) {
            true => sentence.to_owned(),
            false => format!("{sentence}{marks}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyword_becomes_a_headline() {
        for (keyword, language, text) in [
            ("8k line scan camera", English, "8K Line Scan Camera"),
            ("state of the art", English, "State of the Art"),
            ("带钢表面检测", Chinese, "带钢表面检测"),
        ] {
            assert_eq!(headline(keyword, language), text);
        }
    }

    #[test]
    fn a_paragraph_falls_into_whole_sentences() {
        assert_eq!(
            sentences(
                "Scrap fell from 3.8% to 1.9%. How was it done? See inside.",
                English
            ),
            [
                "Scrap fell from 3.8% to 1.9%.",
                "How was it done? See inside."
            ]
        );
        assert_eq!(
            sentences("写明做法。附出处。", Chinese),
            ["写明做法。", "附出处。"]
        );
        assert!(sentences("", English).is_empty());
    }
}
