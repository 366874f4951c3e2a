//! Pages that list other pages, read by CSS selectors that the user wrote.

use jiff::civil::Date;
use scraper::{ElementRef, Html, Selector};
use url::Url;

use crate::{day, decode};

/// One entry of a list page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListItem {
    /// The address of the listed page, absolute.
    pub href: Url,
    /// The text of the link, spaces folded.
    pub title: String,
    /// The day the list gives for it, if any.
    pub day: Option<Date>,
}

/// A CSS selector that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{css}` is not a CSS selector: {reason}")]
pub struct BadSelector {
    /// The selector as written.
    pub css: String,
    /// What is wrong with it.
    pub reason: String,
}

/// Checks a selector of the settings.
///
/// # Errors
/// If it is not a CSS selector.
pub fn selector(css: &str) -> Result<(), BadSelector> {
    parse(css).map(drop)
}

fn parse(css: &str) -> Result<Selector, BadSelector> {
    Selector::parse(css).map_err(|error| BadSelector {
        css: css.to_owned(),
        reason: error.to_string(),
    })
}

/// The entries of a list page: every element that `item` selects, in it the first that `link`
/// selects (or the item itself, if it is a link), and the day in the text of the first that
/// `day` selects. An item without a link is left out.
///
/// # Errors
/// If one of the three is not a CSS selector.
pub fn list(
    bytes: &[u8],
    url: Option<&Url>,
    charset: Option<&str>,
    item: &str,
    link: &str,
    day: Option<&str>,
) -> Result<Vec<ListItem>, BadSelector> {
    let (item, link) = (parse(item)?, parse(link)?);
    let day = day.map(parse).transpose()?;
    let html = Html::parse_document(&decode(bytes, charset).0);
    Ok(html
        .select(&item)
        .filter_map(|entry| read(entry, url, &link, day.as_ref()))
        .collect())
}

fn read(
    entry: ElementRef<'_>,
    url: Option<&Url>,
    link: &Selector,
    at: Option<&Selector>,
) -> Option<ListItem> {
    let anchor = entry.select(link).next()?;
    let href = anchor.attr("href")?.trim();
    let href = match url {
        Some(base) => base.join(href).ok()?,
        None => Url::parse(href).ok()?,
    };
    let title = anchor.text().collect::<String>();
    let day = at
        .and_then(|at| entry.select(at).next())
        .and_then(|at| day(&at.text().collect::<String>()));
    Some(ListItem { href, title, day })
}
