//! Pages that list other pages, read by CSS selectors that the user wrote.

use jiff::civil::Date;
use scraper::{ElementRef, Selector};
use url::Url;

use crate::index::index;
use crate::{day, decode, gate, head};

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
/// selects (or the item itself, if `link` selects it), and the day in the text of the first
/// that `day` selects. An item without a link is left out.
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
    let (html, ..) = gate::parse(&decode(bytes, charset).0, gate::NODES);
    let base = head::base(&index(&html).head, url);
    let base = base.as_ref().or(url);
    Ok(html
        .select(&item)
        .filter_map(|entry| read(entry, base, &link, day.as_ref()))
        .collect())
}

fn read(
    entry: ElementRef<'_>,
    base: Option<&Url>,
    link: &Selector,
    at: Option<&Selector>,
) -> Option<ListItem> {
    let anchor = itself(entry, link).or_else(|| entry.select(link).next())?;
    let href = anchor.attr("href")?.trim();
    let href = match base {
        Some(base) => base.join(href).ok()?,
        None => Url::parse(href).ok()?,
    };
    let day = at
        .and_then(|at| itself(entry, at).or_else(|| entry.select(at).next()))
        .and_then(|at| {
            at.attr("datetime")
                .and_then(day)
                .or_else(|| day(&head::line(at)))
        });
    Some(ListItem {
        href,
        title: head::line(anchor),
        day,
    })
}

fn itself<'a>(entry: ElementRef<'a>, selector: &Selector) -> Option<ElementRef<'a>> {
    selector.matches(&entry).then_some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GBK;

    #[test]
    fn a_chinese_notice_board_is_read_by_its_selectors() {
        let page = "<ul class=notices>\
            <li><a href='/notices/17.html'> 电池极片\n在线检测设备 </a><span>2026年10月12日</span>\
            <li><a href=18.html>线扫描相机采购</a><span>待定</span>\
            <li>没有链接<span>2026-10-01</span></ul>";
        let url = Url::parse("http://www.gongcai.example/notices/").unwrap();
        let bytes = GBK.encode(page).0;
        let items = list(
            &bytes,
            Some(&url),
            Some("gbk"),
            ".notices li",
            "a",
            Some("span"),
        )
        .unwrap();
        let read: Vec<_> = items
            .iter()
            .map(|item| (item.href.path(), item.title.as_str(), item.day))
            .collect();
        assert_eq!(
            read,
            [
                (
                    "/notices/17.html",
                    "电池极片 在线检测设备",
                    Date::new(2026, 10, 12).ok()
                ),
                ("/notices/18.html", "线扫描相机采购", None),
            ]
        );
    }

    #[test]
    fn an_item_may_be_its_own_link_and_the_base_counts() {
        let page = b"<base href=http://cdn.example/x/><a class=n href=a>Tender <time datetime=2026-10-03>3 Oct</time></a>";
        let items = list(page, None, None, "a.n", "a", Some("time")).unwrap();
        assert_eq!(items[0].href.as_str(), "http://cdn.example/x/a");
        assert_eq!(items[0].day, Date::new(2026, 10, 3).ok());
    }

    #[test]
    fn a_bad_selector_says_which() {
        let error = list(b"", None, None, "li", "a[", None).unwrap_err();
        assert!(
            error.to_string().starts_with("`a[` is not a CSS selector"),
            "{error}"
        );
        assert_eq!(selector("ul > li:first-child a"), Ok(()));
        assert!(selector("").is_err());
    }
}
