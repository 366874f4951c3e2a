//! Decides where a new page goes and what it says, or why it cannot be started.

use jiff::civil::Date;
use masthead_text::Language;
use thiserror::Error;

use super::{copy, template};
use crate::name::{called, slugify};
use crate::schema::marker;
use crate::{Content, Kind, latin};

/// The longest slug made from a title; more is not read, and file systems have an end.
const LONGEST: usize = 80;

/// A page to be written to disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Path from the top of the workspace, with `/`.
    pub path: String,
    /// The whole file.
    pub text: String,
    /// The same page in the other language, if it is there: its path from the top.
    pub pair: Option<String>,
    /// How each open question in `text` begins: `FILL IN`, or 待填 in a Chinese page.
    pub marker: &'static str,
    /// Advice where no telling address could be made from the title and one was made up.
    pub hint: Option<String>,
}

/// Why a page cannot be started.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum DraftError {
    /// The title is empty.
    #[error("the title is empty; give the page one, in its own language")]
    NoTitle,
    /// The slug is no address.
    #[error(
        "“{slug}” cannot be part of an address; write lower-case Latin letters, digits and \
         hyphens{}", .better.as_ref().map(|better| format!(": --slug {better}")).unwrap_or_default()
    )]
    BadSlug {
        /// The slug as given.
        slug: String,
        /// The slug made fit, if anything is left of it.
        better: Option<String>,
    },
    /// The site has no pages in this language.
    #[error("the site has no {side} pages; add a table [languages.{0}] to site/config.toml", side = called(*.0))]
    NoLanguage(Language),
    /// The page is there already.
    #[error("{path} is there already; edit it, or choose another --slug")]
    Exists {
        /// Path from the top of the workspace.
        path: String,
    },
}

/// Starts a page of `kind` called `title`, dated `today`.
///
/// The file name is `slug`, or is made from the Latin words of the title; where these say too
/// little of it, it is the kind and `today`, with a hint. With the slug of a page in the other
/// language, the new page becomes its pair and takes over what both share: its day, readers,
/// numbers and permission.
///
/// # Errors
///
/// When the slug is no address, the page exists, or the site lacks the language.
pub fn draft(
    kind: Kind,
    title: &str,
    language: Language,
    slug: Option<&str>,
    content: &Content,
    today: Date,
) -> Result<Draft, DraftError> {
    let title = title.trim();
    if title.is_empty() {
        return Err(DraftError::NoTitle);
    }
    if !content.site.languages.contains(&language) {
        return Err(DraftError::NoLanguage(language));
    }
    let (slug, hint) = match slug {
        Some(given) => (fit(given)?, None),
        None => match telling(title) {
            Some(made) => (made, None),
            None => {
                let made = dated(kind, today, content);
                let hint = hint(&made, kind, language, content);
                (made, Some(hint))
            }
        },
    };
    let below = file(kind, &slug, language, content);
    let path = format!("content/{below}");
    if content.files.contains(&below) {
        return Err(DraftError::Exists { path });
    }
    let quoted = toml::Value::String(title.to_owned()).to_string();
    let text = template(kind, language)
        .replace("@date@", &today.to_string())
        .replace("@title@", &quoted);
    let twin = file(kind, &slug, language.other(), content);
    let pair = content
        .files
        .contains(&twin)
        .then(|| format!("content/{twin}"));
    let page = content
        .pages
        .iter()
        .find(|page| Some(&page.path) == pair.as_ref());
    let text = page.map_or(text.clone(), |page| copy::shared(&text, page));
    Ok(Draft {
        path,
        text,
        pair,
        marker: marker(language),
        hint,
    })
}

/// The slug as given, if it can be part of an address.
fn fit(given: &str) -> Result<String, DraftError> {
    let made = slugify(given);
    if made.is_empty() || made != given {
        return Err(DraftError::BadSlug {
            slug: given.to_owned(),
            better: (!made.is_empty()).then_some(made),
        });
    }
    Ok(made)
}

/// A slug of the Latin words of a title, unless these say too little of it: “LS16 线扫描相机”
/// gives `ls16`, “x 泵” and “用 LS8 检测带钢的一年” give nothing.
fn telling(title: &str) -> Option<String> {
    let made = slugify(title);
    let kept = made.chars().filter(char::is_ascii_alphanumeric).count();
    let lost = latin::plain(title);
    let lost = lost
        .chars()
        .filter(|c| !c.is_ascii() && c.is_alphanumeric());
    let lost = lost.count();
    let enough = lost == 0 || (kept >= 3 && lost <= 2 * kept);
    (enough && made.contains(|c: char| c.is_ascii_alphabetic())).then(|| cut(&made))
}

/// A slug of at most [`LONGEST`] letters, cut after a word where it has one.
fn cut(slug: &str) -> String {
    let Some(head) = slug.get(..LONGEST).filter(|head| head.len() < slug.len()) else {
        return slug.to_owned();
    };
    let whole = slug[LONGEST..].starts_with('-');
    let end = if whole { None } else { head.rfind('-') };
    head[..end.unwrap_or(LONGEST)].to_owned()
}

/// A slug of the kind and the day, with a number where that is taken in any language.
fn dated(kind: Kind, today: Date, content: &Content) -> String {
    let first = format!("{kind}-{today}");
    let more = (2..).map(|number| format!("{first}-{number}"));
    let taken = |slug: &String| {
        Language::ALL
            .into_iter()
            .any(|language| content.files.contains(&file(kind, slug, language, content)))
    };
    let free = std::iter::once(first.clone())
        .chain(more)
        .find(|slug| !taken(slug));
    free.unwrap_or(first)
}

/// What to do about a made-up address.
fn hint(made: &str, kind: Kind, language: Language, content: &Content) -> String {
    format!(
        "the address {made} says nothing of the page, because the title has too few Latin words; \
         for a better one, start it with --slug, such as --slug steel-strip-inspection{}",
        waiting(kind, language, content)
    )
}

/// The path of a page, relative to `content/`.
fn file(kind: Kind, slug: &str, language: Language, content: &Content) -> String {
    let tag = match language == content.site.default_language {
        true => String::new(),
        false => format!(".{}", language.tag()),
    };
    format!("{}/{slug}{tag}.md", kind.folder())
}

/// The pages of `kind` that are there in the other language only, as a sentence.
fn waiting(kind: Kind, language: Language, content: &Content) -> String {
    let other = language.other();
    let pages = content
        .pages
        .iter()
        .filter(|page| page.kind == kind && page.language == other);
    let slugs: Vec<&str> = pages
        .filter_map(|page| page.pair.rsplit('/').next())
        .filter(|slug| !content.files.contains(&file(kind, slug, language, content)))
        .collect();
    if slugs.is_empty() {
        return String::new();
    }
    let side = called(language);
    format!(
        "; pages that wait for their {side} side: {}",
        slugs.join(", ")
    )
}
