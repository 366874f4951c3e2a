//! Libraries that find the main text of a page, each as its own documentation calls it.

use dom_smoothie::{Config, Readability, TextMode};
use html5ever::{ParseOpts, tendril::TendrilSink};
use markup5ever_rcdom::RcDom;
use serde::Serialize;

/// What a library found on a page; what it does not look for is absent.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Found {
    text: Option<String>,
    title: Option<String>,
    author: Option<String>,
    published: Option<String>,
    kind: Option<String>,
    error: Option<String>,
}

impl Found {
    /// Nothing, because the library gave up.
    pub(crate) fn failed(why: &str) -> Self {
        Self {
            error: Some(why.to_owned()),
            ..Self::default()
        }
    }
}

/// Finds what is on a page from its bytes.
type Reader = fn(&[u8]) -> Found;

/// A library under the name that it is called by on the command line; `decoded` if the bytes are
/// UTF-8 whatever the page says.
pub(crate) fn reader(library: &str, decoded: bool) -> Option<Reader> {
    let readers: [(&str, Reader, Reader); 4] = [
        ("rs-trafilatura", rs_trafilatura, rs_trafilatura_text),
        ("trafilatura", trafilatura, trafilatura),
        ("dom_smoothie", smoothie, smoothie),
        ("html5ever", html5ever, html5ever),
    ];
    let (_, raw, text) = readers.iter().find(|(name, ..)| *name == library)?;
    Some(if decoded { *text } else { *raw })
}

/// It reads bytes, and guesses their character set itself.
fn rs_trafilatura(bytes: &[u8]) -> Found {
    rs_trafilatura_found(rs_trafilatura::extract_bytes(bytes))
}

fn rs_trafilatura_text(bytes: &[u8]) -> Found {
    rs_trafilatura_found(rs_trafilatura::extract(&String::from_utf8_lossy(bytes)))
}

fn rs_trafilatura_found(page: rs_trafilatura::Result<rs_trafilatura::ExtractResult>) -> Found {
    match page {
        Ok(page) => Found {
            text: Some(page.content_text),
            title: page.metadata.title,
            author: page.metadata.author,
            published: page.metadata.date.map(|at| at.date_naive().to_string()),
            kind: page.metadata.page_type,
            error: None,
        },
        Err(error) => Found::failed(&error.to_string()),
    }
}

/// It reads text only, so bytes are taken for UTF-8.
fn trafilatura(bytes: &[u8]) -> Found {
    let options = trafilatura::Options::default().with_fallback(true);
    match trafilatura::extract(&String::from_utf8_lossy(bytes), &options) {
        Ok(page) => Found {
            text: Some(page.content_text),
            title: Some(page.metadata.title),
            author: Some(page.metadata.author),
            published: page.metadata.date.map(|day| day.to_string()),
            ..Found::default()
        },
        Err(error) => Found::failed(&error.to_string()),
    }
}

/// It reads text only, so bytes are taken for UTF-8. Blocks apart, else words run together.
fn smoothie(bytes: &[u8]) -> Found {
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let read = Readability::new(&*String::from_utf8_lossy(bytes), None, Some(config))
        .and_then(|mut page| page.parse());
    match read {
        Ok(page) => Found {
            text: Some(page.text_content.to_string()),
            title: Some(page.title),
            author: page.byline,
            published: page.published_time,
            ..Found::default()
        },
        Err(error) => Found::failed(&error.to_string()),
    }
}

/// Parsing alone, which bounds the speed of all that parse.
fn html5ever(bytes: &[u8]) -> Found {
    let dom = html5ever::parse_document(RcDom::default(), ParseOpts::default());
    let dom = dom.one(&*String::from_utf8_lossy(bytes));
    Found {
        error: dom
            .document
            .children
            .borrow()
            .is_empty()
            .then(|| "no document".to_owned()),
        ..Found::default()
    }
}
