//! When one search phrase contains another, the way ad platforms match phrases and negatives.

use masthead_text::{Language, fold};

/// A phrase in the form in which searches are compared, folded (case and width): words between
/// single spaces with one at either end, or for Chinese, which writes no spaces, its characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Form {
    text: String,
    language: Language,
}

impl Form {
    /// The form of `text`.
    pub(super) fn of(text: &str, language: Language) -> Self {
        let text = match language {
            Language::English => words(&fold(text)),
            Language::Chinese => fold(text).split_whitespace().collect(),
        };
        Self { text, language }
    }

    /// Whether a search for this also contains the phrase `part`: the same words or characters in
    /// the same order without a gap. An empty part is contained in nothing.
    pub(super) fn contains(&self, part: &Self) -> bool {
        !part.text.trim().is_empty() && self.text.contains(&part.text)
    }

    /// All its pieces from unit to unit, itself among them: words of English, characters of
    /// Chinese.
    pub(super) fn pieces(&self) -> Vec<&str> {
        let cuts = self.cuts();
        let ends = |start| (start + 1..cuts.len()).map(move |end| (start, end));
        let spans = (0..cuts.len()).flat_map(ends);
        spans
            .filter_map(|(start, end)| self.piece(&cuts, start, end))
            .collect()
    }

    /// Its beginnings, and its ends, of at least `least` units, without the whole.
    pub(super) fn borders(&self, least: usize) -> (Vec<&str>, Vec<&str>) {
        let cuts = self.cuts();
        let units = cuts.len().saturating_sub(1);
        let piece = |start, end| self.piece(&cuts, start, end);
        let starts = (least..units).filter_map(|end| piece(0, end)).collect();
        let ends = (least..units).filter_map(|length| piece(units - length, units));
        (starts, ends.collect())
    }

    /// The whole; `None` if it is empty.
    pub(super) fn whole(&self) -> Option<&str> {
        Some(self.text.as_str()).filter(|text| !text.trim().is_empty())
    }

    /// The bytes at which units begin, and that at which the last ends.
    fn cuts(&self) -> Vec<usize> {
        let begins = |&(_, letter): &(usize, char)| match self.language {
            Language::English => letter == ' ',
            Language::Chinese => true,
        };
        let cuts = self.text.char_indices().filter(begins).map(|(at, _)| at);
        let end = (self.language == Language::Chinese).then_some(self.text.len());
        cuts.chain(end).collect()
    }

    /// The units from cut `start` to cut `end`; words keep the spaces around them.
    fn piece(&self, cuts: &[usize], start: usize, end: usize) -> Option<&str> {
        let gap = usize::from(self.language == Language::English);
        self.text.get(*cuts.get(start)?..*cuts.get(end)? + gap)
    }
}

/// Whether a search for `whole` also contains the phrase `part`.
pub(crate) fn contains(whole: &str, part: &str, language: Language) -> bool {
    Form::of(whole, language).contains(&Form::of(part, language))
}

/// Words between single spaces, with one at either end; what is no letter or digit parts words,
/// and so does Chinese beside them.
fn words(text: &str) -> String {
    let latin = |letter: char| letter.is_alphanumeric() && letter < '\u{2e80}';
    let words: Vec<&str> = text
        .split(|letter| !latin(letter))
        .filter(|word| !word.is_empty())
        .collect();
    format!(" {} ", words.join(" "))
}

#[cfg(test)]
mod tests {
    use masthead_text::Language::{Chinese, English};

    use super::*;

    #[test]
    fn a_phrase_is_contained_word_by_word_in_english_and_by_characters_in_chinese() {
        for (whole, part, language, expected) in [
            ("8k line scan camera", "line scan camera", English, true),
            ("8k line-scan camera", "Line Scan Camera", English, true),
            ("line scan camera", "8k line scan camera", English, false),
            ("online scan camera", "line scan", English, false),
            ("line scan camera", "line camera", English, false),
            ("在线带钢表面检测", "带钢表面检测", Chinese, true),
            ("LS8 线扫描相机", "LS8线扫描", Chinese, true),
            ("带钢检测", "表面检测", Chinese, false),
            ("line scan", "", English, false),
            ("line scan", "-", English, false),
            ("采购LS8线扫描相机", "LS8", English, true),
            ("采购LS80线扫描相机", "LS8", English, false),
        ] {
            assert_eq!(
                contains(whole, part, language),
                expected,
                "{whole} / {part}"
            );
        }
    }
}
