//! Headlines and sentences out of keywords and paragraphs.

use masthead_text::{
    Language::{self, Chinese, English},
    width,
};

use super::ad::sayable;
use crate::letter::capital;

/// A keyword as a headline: words of English start with a capital, all but small ones.
pub(super) fn headline(keyword: &str, language: Language) -> String {
    const SMALL: [&str; 19] = [
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "per",
        "than", "the", "to", "via", "with",
    ];
    if language == Chinese {
        return keyword.to_owned();
    }
    let words: Vec<String> = keyword
        .split_whitespace()
        .enumerate()
        .map(|(nr, word)| match nr > 0 && SMALL.contains(&word) {
            true => word.to_owned(),
            false => title(word),
        })
        .collect();
    words.join(" ")
}

/// `word` with a capital; what starts with a digit is written in capitals (`8k` is `8K`).
fn title(word: &str) -> String {
    match word.starts_with(|letter: char| letter.is_ascii_digit()) {
        true => word.to_uppercase(),
        false => capital(word),
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

/// The least columns of a description that says something by itself.
const LEAST: usize = 36;

/// Whole sentences of a paragraph in rows of at most `columns`, each sentence in one row. A longer
/// sentence gives its part before a colon; what is too short to stand alone is left out, and what
/// no ad may say, so that it takes no other sentence with it.
pub(super) fn runs(text: &str, language: Language, columns: usize) -> Vec<String> {
    let gap = match language {
        English => " ",
        Chinese => "",
    };
    let mut runs: Vec<String> = Vec::new();
    let mut open = false;
    for sentence in sentences(text, language) {
        if !sayable(&sentence, language) {
            open = false;
            continue;
        }
        let fits = width(&sentence) <= columns;
        let joined = runs.last().map(|run| format!("{run}{gap}{sentence}"));
        match joined.filter(|joined| open && fits && width(joined) <= columns) {
            Some(joined) => {
                runs.pop();
                runs.push(joined);
            }
            None => runs.push(if fits {
                sentence
            } else {
                clause(&sentence, language)
            }),
        }
        open = fits;
    }
    runs.retain(|run| (LEAST..=columns).contains(&width(run)));
    runs
}

/// The part of a sentence before its colon, as a sentence; the whole where there is none.
fn clause(sentence: &str, language: Language) -> String {
    let (colon, stop) = match language {
        English => (": ", "."),
        Chinese => ("：", "。"),
    };
    match sentence.split_once(colon) {
        Some((first, _)) => format!("{first}{stop}"),
        None => sentence.to_owned(),
    }
}

/// The sentences of a paragraph, each with its stop.
fn sentences(text: &str, language: Language) -> Vec<String> {
    let ends: &[&str] = match language {
        English => &[". ", "? "],
        Chinese => &["。", "？"],
    };
    let mut sentences = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = ends
            .iter()
            .filter_map(|end| rest.find(end).map(|at| at + end.len()))
            .min();
        let (sentence, after) = rest.split_at(end.unwrap_or(rest.len()));
        sentences.push(stopped(sentence.trim(), language));
        rest = after.trim();
    }
    sentences
}

/// A sentence with a stop, if it has none.
fn stopped(sentence: &str, language: Language) -> String {
    let stop = match language {
        English => ".",
        Chinese => "。",
    };
    match sentence.ends_with(['.', '?', '。', '？']) {
        true => sentence.to_owned(),
        false => format!("{sentence}{stop}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyword_becomes_a_headline() {
        for (keyword, language, text) in [
            ("8k line scan camera", English, "8K Line Scan Camera"),
            ("state of the art", English, "State of the Art"),
            ("from light to data", English, "From Light to Data"),
            (
                "more pixels than lines per second",
                English,
                "More Pixels than Lines per Second",
            ),
            ("带钢表面检测", Chinese, "带钢表面检测"),
        ] {
            assert_eq!(headline(keyword, language), text);
        }
    }

    #[test]
    fn a_paragraph_falls_into_rows_of_whole_sentences() {
        for (text, language, rows) in [
            (
                "Scrap fell from 3.8% to 1.9%. How was it done? See inside.",
                English,
                &["Scrap fell from 3.8% to 1.9%. How was it done? See inside."][..],
            ),
            ("Costs and failures included.", English, &[]),
            (
                "How a mill in the north put inspection on its finishing line: what it did, what it \
                 cost, and what it did not see",
                English,
                &["How a mill in the north put inspection on its finishing line."],
            ),
            (
                "报警处理完以后，在线检测数据还能做什么？质量经理谈给谁看。",
                Chinese,
                &["报警处理完以后，在线检测数据还能做什么？质量经理谈给谁看。"],
            ),
            ("写明做法。附出处。", Chinese, &[]),
            (
                "业内最好的相机。报警处理完以后，在线检测数据还能做什么？",
                Chinese,
                &["报警处理完以后，在线检测数据还能做什么？"],
            ),
            ("", English, &[]),
        ] {
            assert_eq!(runs(text, language, 90), rows, "{text}");
        }
    }
}
