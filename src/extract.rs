//! `masthead extract`: what Masthead sees of a page, as JSON Lines.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read},
    path::Path,
};

use anyhow::{Context, ensure};
use jiff::civil::Date;
use masthead_page::{Origin, PageFacts, PageKind};
use masthead_text::{Language, measure::words};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;
use url::Url;

use crate::{Exit, args, clock, printer::Printer};

/// Files read at a time, so that memory stays flat whatever is asked for.
const AT_ONCE: usize = 64;

/// Most bytes of one file, twice what the largest pages have: a device or a pipe may never end,
/// and a page takes many times its size while it is read.
const MOST: u64 = 128 << 20;

/// Bytes at the beginning of a file in which its form shows itself.
const LOOK: usize = 4096;

/// What is said when results cannot be written.
pub(crate) const UNWRITTEN: &str =
    "standard output takes no more; make room where it goes, or send it elsewhere";

/// What the bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// HTML, or XML that reads like it.
    Page,
    /// Text without tags.
    Text,
    /// No text in any character set: a picture, a program, an archive.
    Binary,
}

impl Form {
    /// The form of a file, by its beginning.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let start = bytes.get(..LOOK).unwrap_or(bytes);
        let (text, _) = masthead_page::decode(start, None);
        match text {
            text if is_html(&text) => Self::Page,
            _ if is_binary(start) => Self::Binary,
            _ => Self::Text,
        }
    }

    /// What `extract` says of a file in this form, which it reads as a page all the same.
    fn problem(self) -> Option<&'static str> {
        match self {
            Self::Page => None,
            Self::Text => Some(
                "No tag of HTML stands at its beginning; lines of plain text are run together.",
            ),
            Self::Binary => Some("It is neither a page nor a text; nothing is read of it."),
        }
    }
}

/// Whether a text is a page: it begins with a tag, or a tag that only pages have stands near its
/// beginning. Texts about HTML name other tags in the middle of a line.
fn is_html(start: &str) -> bool {
    let start = start.trim_start().to_ascii_lowercase();
    let opens = |c: char| c.is_ascii_alphabetic() || c == '!' || c == '?';
    start
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(opens))
        || ["<!doctype html", "<html", "<head>", "<body"]
            .into_iter()
            .any(|tag| start.contains(tag))
}

/// Whether bytes are no text: one that no text has stands among them (“binary data byte” of the
/// WHATWG MIME Sniffing Standard). Text in UTF-16 has them, after a mark of byte order.
fn is_binary(start: &[u8]) -> bool {
    let marked = start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]);
    let strange = |byte: &u8| matches!(byte, 0..=0x08 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f);
    !marked && start.iter().any(strange)
}

/// An address of the web, as `--url` takes it.
pub(crate) fn address(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).ok();
    url.filter(|url| matches!(url.scheme(), "http" | "https"))
        .ok_or_else(|| "write a whole address, such as https://www.example.com/a/".to_owned())
}

/// One line of output: the names are those of the documentation, and stay.
#[derive(Serialize)]
struct Line<'p> {
    path: &'p str,
    url: Option<&'p str>,
    title: Option<&'p str>,
    description: Option<&'p str>,
    /// BCP 47.
    language: Option<&'p str>,
    kind: PageKind,
    author: &'p [String],
    published: Option<Date>,
    updated: Option<Date>,
    canonical: Option<String>,
    alternates: Vec<Alternate<'p>>,
    robots: &'p [String],
    headings: Vec<Heading<'p>>,
    links: Vec<Link<'p>>,
    images: Vec<Image<'p>>,
    open_graph: &'p BTreeMap<String, String>,
    structured: Vec<Structured<'p>>,
    text: &'p str,
    /// As the language of the page counts: Chinese in characters, any other in words.
    words: usize,
    charset: &'p str,
    problems: Vec<&'p str>,
}

#[derive(Serialize)]
struct Alternate<'p> {
    language: &'p str,
    address: String,
}

#[derive(Serialize)]
struct Heading<'p> {
    level: u8,
    text: &'p str,
}

/// A link with its address as resolved, or as written where that cannot be.
#[derive(Serialize)]
struct Link<'p> {
    address: String,
    text: &'p str,
    rel: &'p [String],
    line: u64,
}

#[derive(Serialize)]
struct Image<'p> {
    address: String,
    alt: Option<&'p str>,
    /// Width and height in pixels, as the page says.
    size: Option<(u32, u32)>,
}

/// What a page says for machines, in the form of JSON-LD.
#[derive(Serialize)]
struct Structured<'p> {
    syntax: masthead_page::Syntax,
    value: Option<Value>,
    error: Option<&'p str>,
}

pub(crate) fn run(
    args: &args::Args,
    asked: &args::Extract,
    printer: &Printer,
) -> anyhow::Result<Exit> {
    let today = clock::day(clock::now(args));
    let origin = Origin {
        url: asked.url.as_ref(),
        today: Some(today),
        ..Origin::default()
    };
    let mut exit = Exit::Clean;
    for files in asked.files.chunks(AT_ONCE) {
        let read: Vec<_> = files.par_iter().map(|file| one(file, &origin)).collect();
        for (file, line) in files.iter().zip(read) {
            match line {
                Ok(line) => printer.data(&line).context(UNWRITTEN)?,
                Err(error) => {
                    printer.warn(&format!("{}: {error:#}", file.display()));
                    exit = Exit::Findings;
                }
            }
        }
    }
    Ok(exit)
}

/// The facts of one file as a line of JSON.
fn one(file: &Path, origin: &Origin<'_>) -> anyhow::Result<String> {
    let bytes = bytes(file)?;
    let form = Form::of(&bytes);
    let read = match form {
        Form::Binary => &[],
        Form::Page | Form::Text => &*bytes,
    };
    let facts = masthead_page::read_from(read, origin);
    let path = file.display().to_string();
    let problem = form.problem().filter(|_| !bytes.is_empty());
    Ok(serde_json::to_string(&line(&path, &facts, problem))? + "\n")
}

fn line<'p>(path: &'p str, facts: &'p PageFacts, problem: Option<&'p str>) -> Line<'p> {
    let resolved = |address: &str| match facts.resolve(address) {
        Some(url) => url.into(),
        None => address.to_owned(),
    };
    let alternates = facts.alternates.iter().map(|other| Alternate {
        language: &other.hreflang,
        address: resolved(&other.href),
    });
    let headings = facts.headings.iter().map(|heading| Heading {
        level: heading.level,
        text: &heading.text,
    });
    let links = facts.links.iter().map(|link| Link {
        address: resolved(&link.href),
        text: &link.text,
        rel: &link.rel,
        line: link.line,
    });
    let images = facts.images.iter().map(|image| Image {
        address: resolved(&image.src),
        alt: image.alt.as_deref(),
        size: image.size,
    });
    let structured = facts.structured.iter().map(|block| Structured {
        syntax: block.syntax,
        value: block.value(),
        error: block.error.as_deref(),
    });
    Line {
        path,
        url: facts.url.as_ref().map(url::Url::as_str),
        title: facts.headline.as_deref(),
        description: facts.description(),
        language: facts.tag.as_deref(),
        kind: facts.kind,
        author: &facts.authors,
        published: facts.published,
        updated: facts.updated,
        canonical: facts.canonicals.first().map(|href| resolved(href)),
        alternates: alternates.collect(),
        robots: &facts.robots,
        headings: headings.collect(),
        links: links.collect(),
        images: images.collect(),
        open_graph: &facts.open_graph,
        structured: structured.collect(),
        words: words(&facts.text, facts.language.unwrap_or(Language::English)),
        text: &facts.text,
        charset: &facts.charset,
        problems: problem
            .into_iter()
            .chain(facts.problems.iter().map(String::as_str))
            .collect(),
    }
}

/// The bytes of a file; `-` is standard input.
pub(crate) fn bytes(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file == Path::new("-") {
        return whole(io::stdin().lock()).context("standard input cannot be read");
    }
    ensure!(!file.is_dir(), "is a folder; give the files in it");
    let opened = File::open(file).context("cannot be read; check the path")?;
    whole(opened).context("cannot be read")
}

/// All that can be read, unless that is more than [`MOST`].
fn whole(source: impl Read) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(MOST + 1).read_to_end(&mut bytes)?;
    let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= MOST);
    ensure!(fits, "it is larger than {} MiB; split it", MOST >> 20);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_a_file_is_told_by_its_beginning() {
        let utf16 = |text: &str| -> Vec<u8> {
            let units = text.encode_utf16().flat_map(u16::to_le_bytes);
            [0xff, 0xfe].into_iter().chain(units).collect()
        };
        let late = format!("<!-- {} --><html lang=zh>", "许可 ".repeat(LOOK));
        for (bytes, form) in [
            (&b"<!DOCTYPE html><title>x</title>"[..], Form::Page),
            (b"\xef\xbb\xbf\n<HTML lang=en>", Form::Page),
            (b"<h1>Pumps</h1>\n<ul><li>LS8</ul>", Form::Page),
            (b"<?xml version='1.0'?><rss>", Form::Page),
            (b"Warning: line 3<html><p>x", Form::Page),
            (b"<p>The camera \0 sees</p>", Form::Page),
            ("<title>相机</title>".as_bytes(), Form::Page),
            (b"<title>\xcf\xe0\xbb\xfa</title>", Form::Page),
            (late.as_bytes(), Form::Page),
            (&utf16("<html><p>相机"), Form::Page),
            (&utf16("相机的价格"), Form::Text),
            (b"# Notes\n\na < b, said the headline", Form::Text),
            (b"# Templates\n\nA `<div>` holds a `<p>`.", Form::Text),
            ("相机的价格".as_bytes(), Form::Text),
            (b"\xcf\xe0\xbb\xfa", Form::Text),
            (b"<- see above", Form::Text),
            (b"", Form::Text),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Form::Binary),
            (
                b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nstream\n\x02\x1f",
                Form::Binary,
            ),
            (b"PK\x03\x04", Form::Binary),
        ] {
            assert_eq!(Form::of(bytes), form, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn an_address_is_one_of_the_web() {
        for (text, taken) in [
            ("https://www.arvenna.example/ls8/", true),
            ("http://例子.测试/路径", true),
            ("nonsense", false),
            ("/ls8/", false),
            ("mailto:a@b.example", false),
            ("data:text/html,x", false),
            ("", false),
        ] {
            assert_eq!(address(text).is_ok(), taken, "{text}");
        }
    }

    #[test]
    fn what_does_not_end_is_not_read_without_end() {
        assert!(whole(io::repeat(b'x')).is_err());
        assert_eq!(whole(&b"x"[..]).unwrap(), b"x");
    }

    #[test]
    fn words_are_counted_as_the_language_of_the_page_counts() {
        for (text, language, expected) in [
            ("The mill’s line-scan cameras", Some(Language::English), 5),
            ("用 LS8 相机，检测带钢。", Some(Language::Chinese), 8),
            ("Die Kamera sieht das Band", None, 5),
            ("", None, 0),
        ] {
            let facts = PageFacts {
                text: text.to_owned(),
                language,
                ..PageFacts::default()
            };
            assert_eq!(line("a.html", &facts, None).words, expected, "{text}");
        }
    }

    #[test]
    fn a_line_tells_of_a_page_in_the_names_that_are_documented() {
        let page = "<html lang=en><link rel=canonical href=/ls8/><title>LS8 camera | Arvenna</title>\n\
            <h1>LS8 camera</h1><p>The camera sees the strip.\n<a href=../ls4/ rel=Next>LS4</a>\
            <img src=a.jpg alt='LS8, front' width=640 height=480>\
            <script type=application/ld+json>{\"@type\": \"Product\"}</script>";
        let url = "http://arvenna.example/products/ls8/".parse().ok();
        let origin = Origin {
            url: url.as_ref(),
            ..Origin::default()
        };
        let facts = masthead_page::read_from(page.as_bytes(), &origin);
        let value = serde_json::to_value(line("a.html", &facts, None)).unwrap();
        for (name, expected) in [
            ("path", serde_json::json!("a.html")),
            ("title", serde_json::json!("LS8 camera")),
            ("language", serde_json::json!("en")),
            (
                "canonical",
                serde_json::json!("http://arvenna.example/ls8/"),
            ),
            (
                "links",
                serde_json::json!([{"address": "http://arvenna.example/products/ls4/", "text": "LS4", "rel": ["next"], "line": 3}]),
            ),
            (
                "images",
                serde_json::json!([{"address": "http://arvenna.example/products/ls8/a.jpg", "alt": "LS8, front", "size": [640, 480]}]),
            ),
            (
                "structured",
                serde_json::json!([{"syntax": "json-ld", "value": {"@type": "Product"}, "error": null}]),
            ),
            ("author", serde_json::json!([])),
            ("published", Value::Null),
        ] {
            assert_eq!(value[name], expected, "{name}");
        }
    }
}
