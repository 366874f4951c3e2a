//! `masthead terms`: what a page or a text is about, as JSON Lines.

use std::path::Path;

use anyhow::bail;
use masthead_insight::keywords::{beginning, passages};
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
            let facts = masthead_page::read(&bytes, None, None);
            let cut = beginning(&facts.text).len() < facts.text.len();
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
