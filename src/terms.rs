//! `masthead terms`: what a page or a text is about, as JSON Lines.

use std::path::Path;

use anyhow::bail;
use masthead_insight::keywords::passages;
use masthead_text::{Language, Lexicon, Passage, Ranked, detect, plain, rank, unfold};
use rayon::prelude::*;
use serde::Serialize;

use crate::{
    Exit,
    args::{self, Args},
    check, extract,
    printer::Printer,
    workspace::Workspace,
};

/// Files read at a time, so that memory stays flat whatever is asked for.
const AT_ONCE: usize = 256;

/// Bytes at the beginning of a file in which HTML shows itself.
const LOOK: usize = 4096;

/// One line of output.
#[derive(Serialize)]
struct Line {
    path: String,
    language: Option<Language>,
    terms: Vec<Ranked>,
    /// Whether anything is said in it.
    #[serde(skip)]
    said: bool,
}

pub(crate) fn run(args: &Args, asked: &args::Terms, printer: &Printer) -> anyhow::Result<Exit> {
    let lexicon = lexicon(args)?;
    let mut exit = Exit::Clean;
    for files in asked.files.chunks(AT_ONCE) {
        let read: Vec<_> = files
            .par_iter()
            .map(|file| one(file, asked, &lexicon))
            .collect();
        for (file, line) in files.iter().zip(read) {
            match line {
                Ok(line) => {
                    printer.data(&line.json()?)?;
                    if let Some(why) = line.silent().filter(|_| asked.top > 0) {
                        printer.warn(&format!("{}: {why}", file.display()));
                    }
                }
                Err(error) => {
                    printer.warn(&format!("{}: {error:#}", file.display()));
                    exit = Exit::Findings;
                }
            }
        }
    }
    Ok(exit)
}

impl Line {
    fn json(&self) -> anyhow::Result<String> {
        Ok(serde_json::to_string(self)? + "\n")
    }

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

/// The terms of one file.
fn one(file: &Path, asked: &args::Terms, lexicon: &Lexicon) -> anyhow::Result<Line> {
    let bytes = extract::bytes(file)?;
    let path = file.display().to_string();
    if is_binary(&bytes) {
        bail!("is neither a page nor a text; give HTML or plain text");
    }
    if is_html(&bytes) {
        let facts = masthead_page::read(&bytes, None, None);
        return Ok(line(
            path,
            &passages(&facts),
            facts.language,
            asked,
            lexicon,
        ));
    }
    let (text, _) = masthead_page::decode(&bytes, None);
    let text = unfold(&text);
    Ok(line(path, &plain(&text), detect(&text), asked, lexicon))
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
    }
}

/// Whether a file is no text in any character set: a zero byte stands near its beginning, which
/// text has in UTF-16 only, where a mark of byte order comes first.
fn is_binary(bytes: &[u8]) -> bool {
    let marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    !marked && bytes.get(..LOOK).unwrap_or(bytes).contains(&0)
}

/// Whether a file is a page: a tag that only pages have stands near its beginning.
fn is_html(bytes: &[u8]) -> bool {
    let start = bytes.get(..LOOK).unwrap_or(bytes).to_ascii_lowercase();
    let has = |tag: &[u8]| start.windows(tag.len()).any(|part| part == tag);
    [
        &b"<!doctype html"[..],
        b"<html",
        b"<head",
        b"<body",
        b"<div",
        b"<p>",
    ]
    .into_iter()
    .any(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_without_text_are_told_from_texts() {
        for (bytes, binary) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], true),
            (b"\xff\xfea\0b\0", false),
            ("相机".as_bytes(), false),
            (b"\xcf\xe0\xbb\xfa", false),
            (b"", false),
        ] {
            assert_eq!(is_binary(bytes), binary);
        }
    }

    #[test]
    fn pages_are_told_from_texts() {
        for (bytes, html) in [
            (&b"<!DOCTYPE html><title>x</title>"[..], true),
            (b"\xef\xbb\xbf\n<HTML lang=en>", true),
            (b"# Notes\n\na < b, said the headline", false),
            ("相机的价格".as_bytes(), false),
            (b"", false),
        ] {
            assert_eq!(is_html(bytes), html);
        }
    }
}
