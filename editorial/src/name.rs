//! What Zola reads from a file's path: language, pair and address.

use masthead_text::Language;
use url::Url;

use crate::{Kind, SiteConfig, latin};

/// What the path of a Markdown file below `content/` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// Folder below `content/`, without the bundle's own; empty at the top.
    pub folder: String,
    /// The file name up to its first dot, or the bundle's folder.
    pub base: String,
    /// The language; the default one where the name says none.
    pub language: Language,
    /// Whether it is a section index.
    pub section: bool,
    /// What is wrong with the name.
    pub fault: Option<Fault>,
}

/// What Zola misunderstands in a file name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// `x.en.md` where English is the default: neither paired nor listed.
    Default(String),
    /// `v1.2.md`: a language called `2`.
    Dot(String),
    /// Letters that Zola rewrites in the address.
    Letters,
}

impl Name {
    /// Reads `path`, relative to `content/`, with `/`.
    pub(crate) fn read(path: &str, site: &SiteConfig) -> Self {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = file.strip_suffix(".md").unwrap_or(file);
        let (base, tag) = stem
            .split_once('.')
            .map_or((stem, None), |(base, tag)| (base, Some(tag)));
        let (language, fault) = spoken(tag, site);
        let (folder, base) = match (base, folder.rsplit_once('/')) {
            ("index", Some((above, own))) => (above, own),
            _ => (folder, base),
        };
        let letters = (!is_plain(base)).then_some(Fault::Letters);
        Self {
            folder: folder.to_owned(),
            base: base.to_owned(),
            language,
            section: base == "_index",
            fault: fault.or(letters),
        }
    }

    /// The kind of page, by the first folder.
    pub(crate) fn kind(&self) -> Option<Kind> {
        let first = self.folder.split('/').next()?;
        Kind::ALL.into_iter().find(|kind| kind.folder() == first)
    }

    /// What both languages share.
    pub(crate) fn pair(&self) -> String {
        self.below(&self.base)
    }

    /// The path in another language, relative to `content/`.
    pub(crate) fn path(&self, language: Language, site: &SiteConfig) -> String {
        let tag = match language == site.default_language {
            true => String::new(),
            false => format!(".{}", language.tag()),
        };
        format!("{}{tag}.md", self.below(&self.base))
    }

    /// The address, where front matter may give a `slug` or a whole `path`.
    pub(crate) fn url(&self, site: &SiteConfig, slug: Option<&str>, path: Option<&str>) -> Url {
        let prefix = match self.language == site.default_language {
            true => String::new(),
            false => format!("{}/", self.language.tag()),
        };
        let own = match (path, self.section) {
            (Some(path), _) => path.trim_matches('/').to_owned(),
            (None, true) => format!("{prefix}{}", self.folder),
            (None, false) => prefix + &self.below(&slugify(slug.unwrap_or(undated(&self.base)))),
        };
        let own = own.trim_matches('/');
        let end = if own.is_empty() { "" } else { "/" };
        let mut url = site.base_url.clone();
        url.set_path(&format!(
            "{}/{own}{end}",
            site.base_url.path().trim_end_matches('/')
        ));
        url
    }

    fn below(&self, last: &str) -> String {
        if self.folder.is_empty() {
            last.to_owned()
        } else {
            format!("{}/{last}", self.folder)
        }
    }
}

/// The language that `tag`, the part of a file name after its first dot, means to Zola.
fn spoken(tag: Option<&str>, site: &SiteConfig) -> (Language, Option<Fault>) {
    let Some(tag) = tag else {
        return (site.default_language, None);
    };
    match Language::ALL
        .into_iter()
        .find(|language| language.tag() == tag)
    {
        Some(language) if language == site.default_language => {
            (language, Some(Fault::Default(tag.to_owned())))
        }
        Some(language) if site.languages.contains(&language) => (language, None),
        _ => (site.default_language, Some(Fault::Dot(tag.to_owned()))),
    }
}

/// Whether Zola takes a file name into the address as it is.
fn is_plain(base: &str) -> bool {
    base == "_index"
        || base
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The name without a day in front, which Zola drops from the address.
fn undated(base: &str) -> &str {
    let day = |text: &str| text.parse::<jiff::civil::Date>().is_ok();
    match (base.get(..10), base.get(10..)) {
        (Some(head), Some(rest)) if day(head) && rest.len() > 1 => {
            rest.strip_prefix(['-', '_']).unwrap_or(rest)
        }
        _ => base,
    }
}

/// Words in lower case with hyphens: Latin letters without their accents and digits as they
/// are, all else a hyphen.
pub(crate) fn slugify(text: &str) -> String {
    latin::plain(text)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// The language in the words of a message.
pub(crate) const fn called(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Chinese => "Chinese",
    }
}
