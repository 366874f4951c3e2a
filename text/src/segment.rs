//! Splits a text into clauses and their words: letters by Unicode's rules, Chinese by dictionary.

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    Lexicon,
    class::Class,
    fold::{half, simple},
    script::Script,
    stop::Worth,
    token::{Clause, Joint, Token},
};

/// The words of `text`, a list for each stretch without punctuation or a line end.
pub(crate) fn clauses(text: &str, lexicon: &Lexicon) -> Vec<Clause> {
    let text = half(text).replace('_', "|");
    let simplified: String = text.chars().map(simple).collect();
    let mut splitter = Splitter::new(&text, &simplified, lexicon);
    for (at, piece) in text.split_word_bound_indices() {
        splitter.take(at, piece);
    }
    splitter.finish()
}

/// What is known half way through a text.
struct Splitter<'a> {
    text: &'a str,
    /// The text in simplified characters, byte by byte in step with the text.
    simplified: &'a str,
    lexicon: &'a Lexicon,
    done: Vec<Clause>,
    clause: Vec<Token>,
    /// The sign before the clause.
    opens: Class,
    /// Where the run of Chinese characters that is being read begins.
    han: Option<usize>,
    /// How that run hangs on the word before.
    run_joint: Joint,
    /// The script of the piece before.
    last: Script,
}

impl<'a> Splitter<'a> {
    fn new(text: &'a str, simplified: &'a str, lexicon: &'a Lexicon) -> Self {
        let (done, clause) = (Vec::new(), Vec::new());
        Self {
            text,
            simplified,
            lexicon,
            done,
            clause,
            opens: Class::Line,
            han: None,
            run_joint: Joint::None,
            last: Script::Break,
        }
    }

    fn take(&mut self, at: usize, piece: &str) {
        let script = piece.chars().next().map_or(Script::Break, Script::of);
        if script != Script::Han {
            self.end_run(at);
        }
        match script {
            Script::Han if self.han.is_none() => self.begin_run(at),
            Script::Letter => self.letters(piece),
            Script::Hyphen if self.joins(at + piece.len()) => {}
            Script::Hyphen | Script::Break => {
                self.end_clause(piece.chars().next().unwrap_or('\n'));
            }
            Script::Han | Script::Space => {}
        }
        self.last = script;
    }

    /// Chinese after Chinese with a space between is a list of items, not a sentence.
    fn begin_run(&mut self, at: usize) {
        if self.last == Script::Space && self.clause.last().is_some_and(Token::is_han) {
            self.end_clause('、');
        }
        self.run_joint = self.joint();
        self.han = Some(at);
    }

    /// How the next word hangs on the one before.
    const fn joint(&self) -> Joint {
        match self.last {
            Script::Space => Joint::Space,
            Script::Hyphen => Joint::Hyphen,
            Script::Han | Script::Letter | Script::Break => Joint::None,
        }
    }

    fn end_run(&mut self, at: usize) {
        let Some(mut start) = self.han.take() else {
            return;
        };
        let run = self.simplified.get(start..at).unwrap_or_default();
        let first = self.clause.len();
        for (word, tag) in self.lexicon.cut(run) {
            let end = start + word.len();
            let raw = self.text.get(start..end).unwrap_or(word);
            self.clause.push(Token::han(raw, word, tag, self.lexicon));
            start = end;
        }
        if let Some(first) = self.clause.get_mut(first) {
            first.joint = self.run_joint;
        }
    }

    /// A hyphen joins if a word stands right before it and right after it.
    fn joins(&self, after: usize) -> bool {
        let next = self.text.get(after..).and_then(|rest| rest.chars().next());
        self.last == Script::Letter && next.is_some_and(char::is_alphanumeric)
    }

    /// line-scan is two words, in-line and X-ray are one.
    fn letters(&mut self, piece: &str) {
        let mut token = Token::letters(piece, self.joint());
        if self.last == Script::Hyphen
            && let Some(before) = self.clause.pop_if(|before| {
                matches!(before.worth, Worth::Stop) || before.folded.chars().count() == 1
            })
        {
            token = Token {
                raw: format!("{}-{}", before.raw, token.raw),
                folded: before.folded + &token.folded,
                worth: Worth::Content,
                class: Class::Letters,
                joint: before.joint,
            };
        }
        self.clause.push(token);
    }

    fn end_clause(&mut self, sign: char) {
        let words = std::mem::take(&mut self.clause);
        let closes = Class::of_sign(sign);
        if !words.is_empty() {
            self.done.push(Clause {
                words,
                opens: self.opens,
                closes,
                label: self.opens == Class::Line && sign == ':',
            });
        }
        self.opens = closes;
    }

    fn finish(mut self) -> Vec<Clause> {
        self.end_run(self.text.len());
        self.end_clause('\n');
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str, words: &[&str]) -> Vec<String> {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        clauses(text, &Lexicon::new(&words))
            .into_iter()
            .map(|clause| {
                clause
                    .words
                    .into_iter()
                    .map(Token::folded)
                    .collect::<Vec<_>>()
                    .join("/")
            })
            .collect()
    }

    #[test]
    fn letters_split_at_hyphens_but_not_after_small_words() {
        for (text, clauses) in [
            (
                "Line-scan cameras, in-line",
                vec!["line/scan/cameras", "inline"],
            ),
            ("X-ray of the mill’s strip", vec!["xray/of/the/mill/strip"]),
            ("Steel - the basics", vec!["steel", "the/basics"]),
            ("Cameras_Example Site", vec!["cameras", "example/site"]),
            ("", vec![]),
        ] {
            assert_eq!(split(text, &[]), clauses, "{text}");
        }
    }

    #[test]
    fn chinese_splits_by_dictionary_and_the_users_words() {
        for (text, words, clauses) in [
            (
                "工业相机选型，看质量",
                &[][..],
                vec!["工业/相机/选型", "看/质量"],
            ),
            ("８Ｋ线扫描相机", &["线扫描相机"][..], vec!["8k/线扫描相机"]),
            ("带钢 极片", &["极片"][..], vec!["带钢", "极片"]),
            ("工業相機選型", &[][..], vec!["工业/相机/选型"]),
            ("極片塗布檢測", &["极片"][..], vec!["极片/涂布/检测"]),
            ("用 LS8 检测", &[][..], vec!["用/ls8/检测"]),
        ] {
            assert_eq!(split(text, words), clauses, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_split_into_its_own_words(text in any::<String>()) {
            let words = clauses(&text, &Lexicon::default()).into_iter().flat_map(|clause| clause.words);
            for word in words {
                prop_assert!(!word.folded.is_empty());
            }
        }
    }
}
