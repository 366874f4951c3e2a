//! Documents that name pages: feeds, sitemaps and lists, by the kind of their source.

use url::Url;

use crate::{
    Source, SourceKind,
    feed::{self, Item},
    normal::normal,
    sitemap::{self, Sitemap},
    xml::Broken,
};

/// What the document of a source names.
pub(crate) fn items(
    source: &Source,
    url: &Url,
    body: &[u8],
    charset: Option<&str>,
    max_bytes: u64,
) -> Result<Vec<Item>, Broken> {
    match source.kind {
        SourceKind::Feed => feed::read(body, url, charset),
        SourceKind::Sitemap => match sitemap::read(body, url, charset, max_bytes)? {
            Sitemap::Pages(items) | Sitemap::Index(items) => Ok(items),
        },
        SourceKind::List => listed(source, url, body, charset),
        SourceKind::Site => Ok(Vec::new()),
    }
}

/// The entries of a list page. Selectors that cannot be read are refused before the crawl begins.
fn listed(
    source: &Source,
    url: &Url,
    body: &[u8],
    charset: Option<&str>,
) -> Result<Vec<Item>, Broken> {
    let item = source.item.as_deref().unwrap_or_default();
    let link = source.link.as_deref().unwrap_or_default();
    let entries = masthead_page::list(body, Some(url), charset, item, link, source.day.as_deref());
    let broken = |what: String| Broken {
        line: 1,
        what,
        help: "Look at the page in a browser's inspector and mend `item` and `link` in masthead.toml.",
    };
    let entries = entries.map_err(|error| broken(error.to_string()))?;
    if entries.is_empty() {
        return Err(broken(format!("no link is found by `{item}` and `{link}`")));
    }
    let item = |entry: masthead_page::ListItem| {
        let url = normal(&entry.href)?;
        Some(Item {
            url,
            day: entry.day,
        })
    };
    Ok(entries.into_iter().filter_map(item).collect())
}
