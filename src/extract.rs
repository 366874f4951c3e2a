//! `masthead extract`: what Masthead sees of a page, as JSON Lines.

use std::{collections::BTreeMap, path::Path};

use jiff::civil::Date;
use masthead_page::{Origin, PageFacts, PageKind};
use masthead_text::{Language, measure::words};
use serde::Serialize;
use serde_json::Value;
use url::Url;

use crate::{
    Exit, args, clock,
    input::{self, Form},
    printer::Printer,
    stream::{self, Line as Printed},
};

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
    languages: Vec<Tongue>,
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

/// Neighbouring lines of the text in one language, `None` for none in particular, as code and
/// names are. The first line is 1.
#[derive(Serialize)]
struct Tongue {
    language: Option<&'static str>,
    from: usize,
    to: usize,
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
    stream::run(&asked.files, printer, |file| one(file, &origin))
}

/// The facts of one file as a line of JSON.
fn one(file: &Path, origin: &Origin<'_>) -> anyhow::Result<Printed> {
    let bytes = input::bytes(file)?;
    let form = Form::of(&bytes);
    let read = match form {
        Form::Binary => &[],
        Form::Page | Form::Text => &*bytes,
    };
    let facts = masthead_page::read_from(read, origin);
    let path = file.display().to_string();
    let problem = form.problem().filter(|_| !bytes.is_empty());
    Printed::of(&line(&path, &facts, problem))
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
    let languages = facts.stretches().into_iter().map(|stretch| Tongue {
        language: stretch.tag,
        from: stretch.lines.start + 1,
        to: stretch.lines.end,
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
        languages: languages.collect(),
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn each_block_of_a_page_has_its_language() {
        let english = "The camera sees the strip while it moves, and the operator stops the coil.";
        let chinese = "相机在线检查整幅料卷，操作员两秒之内就能看到划痕的位置。";
        let tongue =
            |language, from, to| serde_json::json!({"language": language, "from": from, "to": to});
        for (text, expected) in [
            (english.to_owned(), vec![tongue("en", 1, 1)]),
            (
                format!("{chinese}\n{chinese}\n{english}"),
                vec![tongue("zh", 1, 2), tongue("en", 3, 3)],
            ),
            (String::new(), Vec::new()),
        ] {
            let facts = PageFacts {
                text,
                ..PageFacts::default()
            };
            let value = serde_json::to_value(line("a.html", &facts, None)).unwrap();
            assert_eq!(value["languages"], Value::from(expected));
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
