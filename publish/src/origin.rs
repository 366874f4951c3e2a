//! From a fault on a built page back to the line of Markdown or template that it came from.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use masthead_editorial::Content;
use masthead_text::Place;
use url::Url;

use crate::SitePage;
use crate::rules::Mark;
use crate::site::decode;

/// Where the built pages came from.
#[derive(Debug, Default)]
pub(crate) struct Origin {
    /// Markdown by the address at which it is published.
    content: BTreeMap<Url, Source>,
    /// Templates, sorted by path.
    templates: Vec<Source>,
}

/// A file as people wrote it.
#[derive(Debug)]
struct Source {
    path: String,
    text: String,
}

impl Origin {
    /// Reads what is needed of the workspace at `root` with its Zola site in `site`. A file that
    /// cannot be read is passed over: it only makes places less exact.
    pub(crate) fn read(root: &Path, site: &Path, content: &Content) -> Self {
        let pages = content.pages.iter().map(|page| {
            let (path, text) = (page.path.clone(), page.source.clone());
            (page.url.clone(), Source { path, text })
        });
        let sections = content.sections.iter().filter_map(|section| {
            let text = fs::read_to_string(root.join(&section.path)).ok()?;
            let path = section.path.clone();
            Some((section.url.clone(), Source { path, text }))
        });
        let mut templates = Vec::new();
        let name = format!("{}/templates", site.to_string_lossy().replace('\\', "/"));
        gather(&root.join(site).join("templates"), &name, &mut templates);
        templates.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            content: pages.chain(sections).collect(),
            templates,
        }
    }

    /// The place in the page's own Markdown, if the fault is there.
    pub(crate) fn content(&self, page: &SitePage, mark: &Mark) -> Option<Place> {
        let source = self.content.get(&page.url)?;
        match mark {
            Mark::Address(href) => place(source, &spellings(page, href), Source::find),
            Mark::Text(text) => place(source, std::slice::from_ref(text), Source::find),
            Mark::Field { key: "", .. } => None,
            // A key that the writer left out is the writer's to add; one that the page shows
            // wrongly stands at its line; one that the page loses, the template loses.
            Mark::Field { key, .. } => match source.key(key) {
                None => Some(Place::whole(&source.path)),
                Some(_) if lost(page, key) => None,
                Some(range) => Some(Place::at(&source.path, &source.text, range)),
            },
        }
    }

    /// The place in the templates, if it is there. What several templates write could be in any
    /// of them, so it is in none.
    pub(crate) fn template(&self, page: &SitePage, mark: &Mark) -> Option<Place> {
        match mark {
            Mark::Address(href) => {
                let mut spellings = spellings(page, href);
                spellings.extend(last(page, href));
                let within = |find: fn(&Source, &str) -> Option<Range<usize>>| {
                    let of = |source| place(source, &spellings, find);
                    self.templates.iter().find_map(of)
                };
                within(Source::attribute).or_else(|| within(Source::find))
            }
            Mark::Text(_) => None,
            Mark::Field { template, .. } => {
                let mut sources = self.templates.iter();
                let mark = std::slice::from_ref(template);
                let found = sources.find_map(|source| place(source, mark, Source::find));
                let again = sources.any(|source| source.find(template).is_some());
                found.filter(|_| !again)
            }
        }
    }
}

/// The first place of the most telling spelling that `find` finds in a source.
fn place<T: AsRef<str>>(
    source: &Source,
    spellings: &[T],
    find: fn(&Source, &str) -> Option<Range<usize>>,
) -> Option<Place> {
    let mut spellings = spellings.iter();
    let range = spellings.find_map(|spelling| find(source, spelling.as_ref()))?;
    Some(Place::at(&source.path, &source.text, range))
}

/// The last part of an address, to which a template may have joined the rest.
fn last(page: &SitePage, href: &str) -> Option<String> {
    let url = page.facts.resolve(href)?;
    let part = url.path_segments()?.rfind(|part| part.len() > 2)?;
    Some(decode(part))
}

/// Whether the built page does not say what its front matter says under a key.
fn lost(page: &SitePage, key: &str) -> bool {
    match key {
        "title" => page.facts.title().is_none(),
        _ => page.facts.description().is_none(),
    }
}

impl Source {
    /// Where `text` stands by itself.
    fn find(&self, text: &str) -> Option<Range<usize>> {
        self.places(text).next()
    }

    /// Where `text` stands by itself in the address of a link, image or other file.
    fn attribute(&self, text: &str) -> Option<Range<usize>> {
        self.places(text).find(|range| {
            let tag = self.text[..range.start]
                .rsplit('<')
                .next()
                .unwrap_or_default();
            ["href=", "src=", "srcset="]
                .iter()
                .any(|name| tag.contains(name))
        })
    }

    /// Where `text` stands, but not within a longer word.
    fn places(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let word = |c: char| c.is_alphanumeric() || c == '-';
        let edge = |c: Option<char>| c.is_some_and(|c| word(c) || matches!(c, '/' | '_'));
        let (first, last) = (edge(text.chars().next()), edge(text.chars().next_back()));
        let found = self.text.match_indices(text);
        found
            .map(|(at, found)| at..at + found.len())
            .filter(move |range| {
                let before = self.text[..range.start].chars().next_back();
                let after = self.text[range.end..].chars().next();
                !(first && before.is_some_and(word) || last && after.is_some_and(word))
            })
    }

    /// The value of a top-level key of the front matter, if it is there and says something.
    fn key(&self, key: &str) -> Option<Range<usize>> {
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let line = line.trim_end();
            // A table begins: its keys are others.
            if line.starts_with('[') || (start > 0 && line == "+++") {
                return None;
            }
            let Some((name, value)) = line.split_once('=').filter(|(name, _)| name.trim() == key)
            else {
                continue;
            };
            let value_start = start + name.len() + 1 + (value.len() - value.trim_start().len());
            let says = !value.trim().trim_matches(['"', '\'']).trim().is_empty();
            return says.then(|| value_start..start + line.len());
        }
        None
    }
}

/// How people may have written the address that stands on the built page as `href`: as it is,
/// from the page's place, from the site's top, with and without percent-encoding.
fn spellings(page: &SitePage, href: &str) -> Vec<String> {
    let url = page.facts.resolve(href);
    let fragment = |url: &Url| url.fragment().map(|name| format!("#{name}"));
    let relative = url.as_ref().and_then(|url| page.url.make_relative(url));
    let path = url.as_ref().map(|url| url.path().to_owned());
    let whole = url
        .as_ref()
        .and_then(|url| Some(format!("{}{}", url.path(), fragment(url)?)));
    let spellings = [
        Some(href.to_owned()),
        relative,
        whole,
        path.clone(),
        path.map(|path| path.trim_start_matches('/').to_owned()),
        url.as_ref().and_then(fragment),
    ];
    let mut known = Vec::new();
    for spelling in spellings.into_iter().flatten() {
        for spelling in [decode(&spelling), spelling] {
            // Less than three letters say nothing.
            if spelling.chars().count() > 2 && !known.contains(&spelling) {
                known.push(spelling);
            }
        }
    }
    known
}

/// All files below `folder`.
fn gather(folder: &Path, name: &str, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (file, path) = (
            entry.path(),
            format!("{name}/{}", entry.file_name().to_string_lossy()),
        );
        if file.is_dir() {
            gather(&file, &path, sources);
        } else if let Ok(text) = fs::read_to_string(&file) {
            sources.push(Source { path, text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::site;

    const PAGE: &str = "+++\ntitle = \"带钢表面检测\"\ndescription = \"\"\n[extra]\n\
        name = \"x\"\n+++\n正文见 [相机](/zh/product/ls8/) 和 ![图](划痕.jpg)。\n\
        See [the results](#resluts) of /zh/product/ls8/more and [a](../b/).\n";

    fn origin(url: &Url) -> Origin {
        let source = |path: &str, text: &str| Source {
            path: path.into(),
            text: text.into(),
        };
        Origin {
            content: BTreeMap::from([(url.clone(), source("content/a.zh.md", PAGE))]),
            templates: vec![
                source(
                    "site/templates/base.html",
                    "<head>\n<title>{{ title }}</title>\n",
                ),
                source(
                    "site/templates/part/footer.html",
                    "<h1>x\n<a href=\"{{ root }}legal/\">",
                ),
                source(
                    "site/templates/part/nav.html",
                    "<h1>y{% set logo = base ~ \"logo.svg\" %}",
                ),
                source(
                    "site/templates/z.html",
                    "<h1>y<img src=\"{{ base }}logo.svg\">",
                ),
            ],
        }
    }

    #[test]
    fn a_fault_is_led_to_the_line_that_people_wrote() {
        let site = site(&[("zh/a/index.html", "<title>带钢表面检测</title>")]);
        let page = &site.pages()[0];
        let origin = origin(&page.url);
        let address = |href: &str| Mark::Address(href.to_owned());
        let key = |key, template| Mark::Field { key, template };
        for (mark, expected) in [
            (address("/zh/product/ls8/"), "content/a.zh.md:7:10"),
            (
                address("https://www.arvenna.example/zh/a/划痕.jpg"),
                "content/a.zh.md:7:35",
            ),
            (
                address("https://www.arvenna.example/zh/a/#resluts"),
                "content/a.zh.md:8:19",
            ),
            (
                address("https://www.arvenna.example/zh/b/"),
                "content/a.zh.md:8:61",
            ),
            (
                address("../../legal/"),
                "site/templates/part/footer.html:2:20",
            ),
            (address("../../logo.svg"), "site/templates/z.html:1:26"),
            (address("/zh/logo.svg"), "site/templates/z.html:1:26"),
            (address("/nowhere/"), "built"),
            (key("title", "<title"), "content/a.zh.md:2:9"),
            (key("description", "<meta"), "content/a.zh.md"),
            (key("name", "<title"), "content/a.zh.md"),
            (key("", "<title"), "site/templates/base.html:2:1"),
            (key("", "<h1"), "built"),
            (Mark::Text("表面检测".into()), "built"),
        ] {
            let place = origin
                .content(page, &mark)
                .or_else(|| origin.template(page, &mark));
            let shown = place.map_or("built".to_owned(), |place| {
                let part = |at: Option<usize>| at.map(|at| format!(":{at}")).unwrap_or_default();
                format!("{}{}{}", place.path, part(place.line), part(place.column))
            });
            assert_eq!(shown, expected, "{mark:?}");
        }
    }

    #[test]
    fn what_the_writer_gave_and_the_page_lost_is_not_the_writers_fault() {
        let site = site(&[("zh/a/index.html", "<p>带钢")]);
        let page = &site.pages()[0];
        let mark = Mark::Field {
            key: "title",
            template: "<title",
        };
        assert_eq!(origin(&page.url).content(page, &mark), None);
    }
}
