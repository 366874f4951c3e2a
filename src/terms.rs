//! `masthead terms`: what a page or a text is about, as JSON Lines.

use std::{collections::BTreeSet, path::Path};

use masthead_page::{Heading, PageFacts};
use masthead_text::{Language, Lexicon, Passage, Ranked, Where, detect, fold, plain, rank, unfold};
use rayon::prelude::*;
use serde::Serialize;

use crate::{Exit, args, extract, printer::Printer};

/// Files read at a time, so that memory stays flat whatever is asked for.
const AT_ONCE: usize = 256;

/// Bytes at the beginning of a file in which HTML shows itself.
const LOOK: usize = 4096;

/// One line of output.
#[derive(Serialize)]
struct Line<'p> {
    path: &'p str,
    language: Option<Language>,
    terms: Vec<Ranked>,
}

pub(crate) fn run(asked: &args::Terms, printer: &Printer) -> anyhow::Result<Exit> {
    let lexicon = Lexicon::default();
    let mut exit = Exit::Clean;
    for files in asked.files.chunks(AT_ONCE) {
        let read: Vec<_> = files
            .par_iter()
            .map(|file| one(file, asked, &lexicon))
            .collect();
        for (file, line) in files.iter().zip(read) {
            match line {
                Ok(line) => printer.data(&line)?,
                Err(error) => {
                    printer.warn(&format!("{}: {error:#}", file.display()));
                    exit = Exit::Findings;
                }
            }
        }
    }
    Ok(exit)
}

/// The terms of one file as a line of JSON.
fn one(file: &Path, asked: &args::Terms, lexicon: &Lexicon) -> anyhow::Result<String> {
    let bytes = extract::bytes(file)?;
    let path = file.display().to_string();
    let (language, terms) = if is_html(&bytes) {
        page(&masthead_page::read(&bytes, None, None), asked, lexicon)
    } else {
        let (text, _) = masthead_page::decode(&bytes, None);
        let text = unfold(&text);
        let language = detect(&text);
        (language, ranked(&plain(&text), language, asked, lexicon))
    };
    let line = Line {
        path: &path,
        language,
        terms,
    };
    Ok(serde_json::to_string(&line)? + "\n")
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

/// What sites put between a title and their name.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " · ", " :: ", "_", "｜", " |"];

/// The part of a title that speaks of the page, not of its site: the one that a main heading
/// repeats, else the longest.
fn subject<'t>(title: &'t str, facts: &PageFacts) -> &'t str {
    let parts = SEPARATORS.iter().fold(vec![title], |parts, separator| {
        let split = parts.into_iter().flat_map(|part| part.split(separator));
        split.collect()
    });
    let headings: Vec<String> = facts
        .headings
        .iter()
        .filter(|heading| heading.level == 1)
        .map(|heading| fold(&heading.text))
        .collect();
    let repeated = |part: &&&str| headings.iter().any(|text| text.contains(&fold(part)));
    let longest = |part: &&&str| (repeated(part), masthead_text::width(part));
    parts
        .iter()
        .rev()
        .max_by_key(longest)
        .copied()
        .unwrap_or(title)
}

/// The terms of a page: of its title, its main headings wherever they stand, and its text, whose
/// lines that are headings count as such.
fn page(
    facts: &PageFacts,
    asked: &args::Terms,
    lexicon: &Lexicon,
) -> (Option<Language>, Vec<Ranked>) {
    let passage = |place, text| Passage { place, text };
    let title = facts
        .title()
        .map(|title| passage(Where::Title, subject(title, facts)));
    let lines: BTreeSet<&str> = facts.text.lines().collect();
    let apart = |heading: &&Heading| heading.level == 1 && !lines.contains(heading.text.as_str());
    let main = facts.headings.iter().filter(apart);
    let headings: BTreeSet<&str> = facts.headings.iter().map(|h| h.text.as_str()).collect();
    let text = facts
        .text
        .lines()
        .map(|line| match headings.contains(line) {
            true => passage(Where::Heading, line),
            false => passage(Where::Text, line),
        });
    let passages: Vec<_> = title
        .into_iter()
        .chain(main.map(|heading| passage(Where::Heading, &heading.text)))
        .chain(text)
        .collect();
    (
        facts.language,
        ranked(&passages, facts.language, asked, lexicon),
    )
}

/// The best terms; none in a language that is neither English nor Chinese.
fn ranked(
    passages: &[Passage<'_>],
    language: Option<Language>,
    asked: &args::Terms,
    lexicon: &Lexicon,
) -> Vec<Ranked> {
    language.map_or_else(Vec::new, |language| {
        rank(passages, language, lexicon, asked.top, asked.explain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_no_subject() {
        for (html, expected) in [
            (
                "<title>Line scan cameras | Halden Optics Laboratories</title><h1>Line scan cameras</h1>",
                "Line scan cameras",
            ),
            (
                "<title>Halden - Line scan cameras for steel</title>",
                "Line scan cameras for steel",
            ),
            (
                "<title>线扫描相机_岚目视觉检测技术</title><h1>线扫描相机</h1>",
                "线扫描相机",
            ),
            ("<title>线扫描相机的选型｜岚目</title>", "线扫描相机的选型"),
        ] {
            let facts = masthead_page::read(html.as_bytes(), None, Some("utf-8"));
            assert_eq!(subject(facts.title().unwrap(), &facts), expected);
        }
    }

    #[test]
    fn a_page_is_about_what_its_title_heading_and_text_say() {
        for (html, language, term) in [
            (
                "<html lang=en><title>Line scan cameras | Halden</title><body><h1>Line scan \
                 cameras</h1><p>A line scan camera takes one line at a time. Line scan cameras see \
                 steel strip while it runs, and the lighting decides what they see.</p></body>",
                Language::English,
                "line scan cameras",
            ),
            (
                "<html lang=zh><title>线扫描相机 - 岚目</title><body><h1>线扫描相机</h1>\
                 <p>线扫描相机一次只拍一行。带钢在运行时由线扫描相机检测，光源决定能看到什么。</p></body>",
                Language::Chinese,
                "线扫描相机",
            ),
        ] {
            let facts = masthead_page::read(html.as_bytes(), None, Some("utf-8"));
            let asked = args::Terms {
                files: Vec::new(),
                top: 3,
                explain: false,
            };
            let (found, terms) = page(&facts, &asked, &Lexicon::default());
            assert_eq!(found, Some(language));
            assert_eq!(terms[0].term, term);
            assert_eq!(terms[0].places, [Where::Title, Where::Heading, Where::Text]);
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
