//! Where a text changes its language: neighbouring lines in one language, as one stretch.

use std::ops::Range;

use masthead_text::Language;

use crate::tag::{sure, tag};

/// Weight from which on a piece of text tells its language: that of a sentence, not of a heading.
const LONG: usize = 40;

/// The language that a list may be told to be in.
const ENGLISH: &str = Language::English.tag();

/// Kinds of script, as far as they tell languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    /// The letters of most languages of Europe, and of model numbers in all others.
    Latin,
    /// Other letters, which few languages share.
    Other,
    /// Characters and syllables of which one to three are a word.
    Dense,
}

impl Script {
    /// The script of a letter; `None` for what is no letter.
    fn of(c: char) -> Option<Self> {
        match c {
            'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => {
                Some(Self::Latin)
            }
            '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' => {
                Some(Self::Dense)
            }
            c if c.is_alphabetic() => Some(Self::Other),
            _ => None,
        }
    }

    /// What a letter weighs: the fewer tell a language, the more.
    const fn weight(self) -> usize {
        match self {
            Self::Latin => 1,
            Self::Other => 2,
            Self::Dense => 8,
        }
    }
}

/// Neighbouring lines of a text in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The BCP 47 tag of the language; `None` for code, names and others that do not tell it.
    pub tag: Option<&'static str>,
    /// The lines, numbered from 0 as [`str::lines`] gives them.
    pub lines: Range<usize>,
}

/// The stretches of a text, in order, every line in one. A line is told by its script, then by its
/// words; short lines of one script that follow each other are told together. What is too short
/// even so belongs to the stretch before it, else to the one after: a model number or a heading is
/// no stretch. The time is linear in the length of the text, but slow where it is in other Latin
/// languages than English: hand in as much as is needed.
#[must_use]
pub fn stretches(text: &str) -> Vec<Stretch> {
    let told = pieces(text).into_iter().map(|piece| piece.told(text));
    let stretches = joined(told, Piece::speaks_as).into_iter();
    // What told nothing until its end may turn out to speak as the stretch before it.
    let mut stretches = joined(stretches, |one, next| one.tag == next.tag);
    if let [whole] = &mut stretches[..] {
        whole.tag = whole.tag.or_else(|| tag(text));
    }
    let stretch = |piece: Piece| Stretch {
        tag: piece.tag,
        lines: piece.lines,
    };
    stretches.into_iter().map(stretch).collect()
}

/// The lines of a text as pieces long enough to tell, where their neighbours make them so.
fn pieces(text: &str) -> Vec<Piece> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').enumerate().map(|(at, line)| {
        let piece = Piece::of(line, at, start);
        start = piece.bytes.end;
        piece
    });
    joined(lines, Piece::lists_with)
}

/// Pieces with each joined to the one before it where these two belong together.
fn joined(
    pieces: impl Iterator<Item = Piece>,
    together: impl Fn(&Piece, &Piece) -> bool,
) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    for piece in pieces {
        match all.last_mut() {
            Some(last) if together(last, &piece) => last.extend(piece),
            _ => all.push(piece),
        }
    }
    all
}

/// Neighbouring lines that are looked at together.
struct Piece {
    lines: Range<usize>,
    bytes: Range<usize>,
    /// The script that weighs most; `None` without letters.
    script: Option<Script>,
    /// What its letters weigh.
    weight: usize,
    /// Each of its lines is too short to tell.
    short: bool,
    tag: Option<&'static str>,
}

impl Piece {
    /// A line, the number `at` of its text, which starts at the byte `start`.
    fn of(line: &str, at: usize, start: usize) -> Self {
        let mut weights = [Script::Latin, Script::Other, Script::Dense].map(|script| (0, script));
        for script in line.chars().filter_map(Script::of) {
            weights[script as usize].0 += script.weight();
        }
        let most = weights.into_iter().max().filter(|(weight, _)| *weight > 0);
        let weight = weights.iter().map(|(weight, _)| weight).sum();
        Self {
            lines: at..at + 1,
            bytes: start..start + line.len(),
            script: most.map(|(_, script)| script),
            weight,
            short: weight < LONG,
            tag: None,
        }
    }

    /// Whether a line after it is told with it: all are short, and no script parts them.
    fn lists_with(&self, next: &Self) -> bool {
        let alike = self.script == next.script || self.script.is_none() || next.script.is_none();
        self.short && next.short && alike
    }

    /// With its language, if it tells one. In lists of short lines the small words are missing
    /// that tell the languages of Latin letters apart: such a list is English or nothing.
    fn told(self, text: &str) -> Self {
        let list = self.short && self.script == Some(Script::Latin);
        let short = self.weight < LONG;
        let tag = Some(&text[self.bytes.clone()])
            .filter(|_| !short)
            .and_then(sure)
            .filter(|tag| !list || *tag == ENGLISH);
        Self { short, tag, ..self }
    }

    /// Whether a told piece after it is of the same stretch: in the same language, too short for
    /// another, or in the same script without telling another.
    fn speaks_as(&self, next: &Self) -> bool {
        let silent = self.tag.is_none() || next.tag.is_none();
        self.short || next.short || self.tag == next.tag || (silent && self.script == next.script)
    }

    fn extend(&mut self, next: Self) {
        if self.short && (!next.short || self.script.is_none()) {
            self.script = next.script;
        }
        self.lines.end = next.lines.end;
        self.bytes.end = next.bytes.end;
        self.weight += next.weight;
        self.short &= next.short;
        self.tag = self.tag.or(next.tag);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::PageFacts;

    const EN: &str = "The camera looks at the whole web while it moves, and sees each scratch.";
    const ZH: &str = "相机在线检查整幅料卷，操作员两秒之内就能看到划痕的位置。";
    const DE: &str =
        "Die Kamera sieht jeden Kratzer auf dem Band, während es durch das Werk läuft.";

    fn told(lines: &[&str]) -> Vec<(Option<&'static str>, Range<usize>)> {
        let stretches = stretches(&lines.join("\n")).into_iter();
        stretches.map(|one| (one.tag, one.lines)).collect()
    }

    #[test]
    fn neighbours_in_one_language_are_one_stretch() {
        for (lines, expected) in [
            (&[EN, EN][..], &[(Some("en"), 0..2)][..]),
            (&[ZH, EN], &[(Some("zh"), 0..1), (Some("en"), 1..2)]),
            (
                &[EN, ZH, ZH, EN],
                &[(Some("en"), 0..1), (Some("zh"), 1..3), (Some("en"), 3..4)],
            ),
            (&[EN, DE], &[(Some("en"), 0..1), (Some("de"), 1..2)]),
            (
                &[ZH, "カメラで表面を検査する"],
                &[(Some("zh"), 0..1), (Some("ja"), 1..2)],
            ),
            (&[], &[]),
        ] {
            assert_eq!(told(lines), expected, "{lines:?}");
            let text = lines.join("\n");
            let facts = PageFacts {
                text: text.clone(),
                ..PageFacts::default()
            };
            assert_eq!(facts.stretches(), stretches(&text));
        }
    }

    #[test]
    fn what_is_too_short_to_tell_goes_with_its_neighbours() {
        for (lines, expected) in [
            (&[ZH, "LS8", ZH][..], &[(Some("zh"), 0..3)][..]),
            (&[ZH, "Camera Link", "8192 × 5"], &[(Some("zh"), 0..3)]),
            (&["LS8", "Camera Link", ZH], &[(Some("zh"), 0..3)]),
            (&[EN, "选型", "", EN], &[(Some("en"), 0..4)]),
            (&["选型", EN], &[(Some("en"), 0..2)]),
            (&[EN, "LS8", ZH], &[(Some("en"), 0..2), (Some("zh"), 2..3)]),
            (&["Cameras"], &[(Some("en"), 0..1)]),
            (&["相机"], &[(Some("zh"), 0..1)]),
            (&["8192 × 5", "120 kHz"], &[(Some("en"), 0..2)]),
            (&["8192 × 5"], &[(None, 0..1)]),
        ] {
            assert_eq!(told(lines), expected, "{lines:?}");
        }
    }

    #[test]
    fn short_lines_of_one_script_are_told_together() {
        let english = ["Cameras for steel", "Lights for foil", "Contact the office"];
        let chinese = ["相机", "光源", "联系我们"];
        for (list, other, tag, after) in [(english, ZH, "en", "zh"), (chinese, EN, "zh", "en")] {
            let lines = [&list[..], &[other]].concat();
            assert_eq!(told(&lines), [(Some(tag), 0..3), (Some(after), 3..4)]);
        }
    }

    #[test]
    fn a_long_line_that_tells_nothing_is_in_no_language_of_another_script() {
        let code = "RS-485 USB RS-232 PoE GigE CXP CLHS NBASE-T M12 TFL SFP QSFP DIN PLC OPC-UA";
        assert_eq!(told(&[ZH, code]), [(Some("zh"), 0..1), (None, 1..2)]);
        assert_eq!(told(&[EN, code]), [(Some("en"), 0..2)]);
    }

    proptest! {
        #[test]
        fn all_lines_are_in_one_stretch_each_in_order_and_apart(
            lines in prop::collection::vec(
                prop_oneof![
                    prop::sample::select(vec![EN, ZH, DE, "LS8", "相机", "", "\r", "Камера"]).prop_map(String::from),
                    "\\PC{0,60}",
                ],
                0..20,
            ),
        ) {
            let text = lines.join("\n");
            let stretches = stretches(&text);
            let mut next = 0;
            for stretch in &stretches {
                prop_assert_eq!(stretch.lines.start, next);
                prop_assert!(stretch.lines.end > next);
                next = stretch.lines.end;
            }
            prop_assert_eq!(next, text.lines().count());
            for pair in stretches.windows(2) {
                prop_assert_ne!(pair[0].tag, pair[1].tag);
            }
        }
    }
}
