//! `masthead terms`: what a page or a text is about, as JSON Lines.

use std::path::Path;

use anyhow::bail;
use masthead_insight::keywords::passages;
use masthead_text::{Language, Lexicon, Passage, Ranked, detect, plain, rank, unfold};
use serde::Serialize;

use crate::{
    Exit,
    args::{self, Args},
    check,
    input::{self, Form},
    printer::Printer,
    stream,
    workspace::Workspace,
};

/// Characters of a page's main text that are read, no more than [`passages`] takes: an article has
/// a tenth of it.
const LONGEST: usize = 100_000;

/// What is said of a page that is longer.
const CUT: &str = "only the first 100,000 characters of its text count";

/// One line of output.
#[derive(Serialize)]
struct Line {
    path: String,
    language: Option<Language>,
    terms: Vec<Ranked>,
    /// Whether anything is said in it.
    #[serde(skip)]
    said: bool,
    /// Whether its end was not read.
    #[serde(skip)]
    cut: bool,
}

pub(crate) fn run(args: &Args, asked: &args::Terms, printer: &Printer) -> anyhow::Result<Exit> {
    let lexicon = lexicon(args)?;
    stream::run(&asked.files, printer, |file| one(file, asked, &lexicon))
}

impl Line {
    /// Why a file has no terms, if it has none.
    fn silent(&self) -> Option<&'static str> {
        match (self.said, self.language) {
            _ if !self.terms.is_empty() => None,
            (false, _) => Some("no terms, since no text stands in it"),
            (true, None) => Some("no terms, since it is not written in English or Chinese"),
            (true, Some(_)) => Some("no terms, since no phrase in it could be one"),
        }
    }
}

/// The words of the workspace; outside of one, those that everybody has.
fn lexicon(args: &Args) -> anyhow::Result<Lexicon> {
    if args.workspace.is_none() && !Workspace::is_around() {
        return Ok(Lexicon::default());
    }
    let workspace = Workspace::find(args)?;
    let (content, _) = check::content(&workspace, args);
    Ok(workspace.settings.lexicon(content.as_ref()))
}

/// The terms of one file, whether they are those of a part of it, and why it has none.
fn one(file: &Path, asked: &args::Terms, lexicon: &Lexicon) -> anyhow::Result<stream::Line> {
    let line = read(file, asked, lexicon)?;
    let cut = line.cut.then_some(CUT);
    let silent = line.silent().filter(|_| asked.top > 0);
    Ok(stream::Line::of(&line)?.note(cut).note(silent))
}

fn read(file: &Path, asked: &args::Terms, lexicon: &Lexicon) -> anyhow::Result<Line> {
    let bytes = input::bytes(file)?;
    let path = file.display().to_string();
    match Form::of(&bytes) {
        Form::Binary => bail!("is neither a page nor a text; give HTML or plain text"),
        Form::Page => {
            let mut facts = masthead_page::read(&bytes, None, None);
            let cut = shorten(&mut facts.text);
            let line = line(path, &passages(&facts), facts.language, asked, lexicon);
            Ok(Line { cut, ..line })
        }
        Form::Text => {
            let (text, _) = masthead_page::decode(&bytes, None);
            let text = unfold(&text);
            Ok(line(path, &plain(&text), detect(&text), asked, lexicon))
        }
    }
}

/// The best terms of passages; none in a language that is neither English nor Chinese.
fn line(
    path: String,
    passages: &[Passage<'_>],
    language: Option<Language>,
    asked: &args::Terms,
    lexicon: &Lexicon,
) -> Line {
    let best = |language| rank(passages, language, lexicon, asked.top, asked.explain);
    Line {
        path,
        language,
        terms: language.map_or_else(Vec::new, best),
        said: passages
            .iter()
            .any(|passage| !passage.text.trim().is_empty()),
        cut: false,
    }
}

/// Cuts a text after [`LONGEST`] characters, before the word or the Chinese clause that goes on
/// there, and says whether it was longer.
fn shorten(text: &mut String) -> bool {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else {
        return false;
    };
    let parts = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-');
    // The first character beyond may be what parts: then the last word is whole.
    let beyond = text.ceil_char_boundary(end + 1);
    let whole = text[..beyond].rfind(parts).unwrap_or(end);
    text.truncate(whole);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        let long = |text: &str| text.repeat(LONGEST);
        for (mut text, cut, end) in [
            (long("x"), false, "x"),
            (long("相") + "。", true, "相"),
            (long("strip camera "), true, "strip camera"),
            (long("camera "), true, "camera"),
            (long("相机看清带钢，"), true, "，相机看清带钢"),
            (long("don’t stop. "), true, "don’t stop."),
        ] {
            assert_eq!(shorten(&mut text), cut);
            assert!(text.chars().count() <= LONGEST);
            let tail: String = text.chars().skip(LONGEST - 20).collect();
            assert!(text.ends_with(end), "{tail}");
        }
    }
}
