//! Documents that name pages: feeds, sitemaps and lists, by the kind of their source.

use std::{borrow::Cow, io::Read};

use flate2::read::MultiGzDecoder;
use url::Url;

use crate::{
    FetchError, Source, SourceKind,
    feed::{self, Item},
    hits, host,
    normal::normal,
    sitemap, template,
    xml::{Broken, decoded},
};

/// How every file compressed with gzip begins.
pub(crate) const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The bytes of a document, decompressed if they are a compressed file; half of one that breaks
/// off is better than none.
///
/// # Errors
/// If it is longer than `limit` bytes: what is missing would be taken for gone.
pub(crate) fn unpacked(bytes: &[u8], limit: u64) -> Result<Cow<'_, [u8]>, FetchError> {
    if !bytes.starts_with(&GZIP) {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut out = Vec::new();
    let mut decoder = MultiGzDecoder::new(bytes).take(limit.saturating_add(1));
    let _ = decoder.read_to_end(&mut out);
    if out.len() as u64 > limit {
        return Err(FetchError::TooLarge(limit));
    }
    Ok(Cow::Owned(out))
}

/// What a document names.
#[derive(Debug, Default)]
pub(crate) struct Named {
    /// Pages.
    pub(crate) pages: Vec<Item>,
    /// Further documents of the same source: the sitemaps of an index, the next page of a list.
    pub(crate) more: Vec<Url>,
    /// What could not be read of it, as a sentence.
    pub(crate) note: Option<String>,
}

impl Named {
    fn pages(pages: Vec<Item>) -> Self {
        Self {
            pages,
            ..Self::default()
        }
    }
}

/// What the document of a source names. Of a list or a search, `page` says which page of it this
/// is, from 1.
pub(crate) fn named(
    source: &Source,
    url: &Url,
    page: u32,
    body: &[u8],
    charset: Option<&str>,
) -> Result<Named, Broken> {
    match source.kind {
        SourceKind::Feed => feed::read(body, url, charset).map(Named::pages),
        // Documents of a site are the sitemaps that its robots.txt names.
        SourceKind::Sitemap | SourceKind::Site => {
            let sitemap = sitemap::read(body, url, charset)?;
            Ok(Named {
                pages: sitemap.pages,
                more: sitemap.index.into_iter().map(|item| item.url).collect(),
                note: sitemap.note,
            })
        }
        SourceKind::Urls => addresses(body, url, charset),
        SourceKind::List => listed(source, url, page, body, charset),
        SourceKind::Search => searched(source, url, page, body, charset),
        SourceKind::Folder => Ok(Named::default()),
    }
}

/// A plain list of addresses.
fn addresses(body: &[u8], url: &Url, charset: Option<&str>) -> Result<Named, Broken> {
    let text = decoded(body, charset);
    let pages = sitemap::lines(&text, url);
    if pages.is_empty() {
        return Err(Broken {
            line: 1,
            what: "no line is an address".to_owned(),
            help: "Write one address a line, with http:// or https://.",
        });
    }
    Ok(Named::pages(pages))
}

/// What a search found: JSON, a feed, or a page that is read as a list.
fn searched(
    source: &Source,
    url: &Url,
    page: u32,
    body: &[u8],
    charset: Option<&str>,
) -> Result<Named, Broken> {
    let text = decoded(body, charset);
    let pages = match hits::json(&text, url) {
        Some(pages) => pages,
        None if source.item.is_some() => return listed(source, url, page, body, charset),
        None => feed::read(body, url, charset).map_err(|broken| Broken {
            what: format!("{}, nor JSON with addresses", broken.what),
            help: "If the search answers with pages, name `item` and `link` in masthead.toml.",
            ..broken
        })?,
    };
    let more = template::after(source, url, page).filter(|_| !pages.is_empty());
    Ok(Named {
        pages,
        more: more.into_iter().collect(),
        note: None,
    })
}

/// The entries of a list page. Selectors that cannot be read are refused before the crawl begins.
fn listed(
    source: &Source,
    url: &Url,
    page: u32,
    body: &[u8],
    charset: Option<&str>,
) -> Result<Named, Broken> {
    let item = source.item.as_deref().unwrap_or_default();
    let link = source.link.as_deref().unwrap_or_default();
    let entries = masthead_page::list(body, Some(url), charset, item, link, source.day.as_deref());
    let broken = |what: String| Broken {
        line: 1,
        what,
        help: "Look at the page in a browser's inspector and mend `item` and `link` in masthead.toml.",
    };
    let entries = entries.map_err(|error| broken(error.to_string()))?;
    // A search may find nothing, and behind the last page of a list there is nothing.
    if entries.is_empty() && page == 1 && source.kind == SourceKind::List {
        return Err(broken(format!("no link is found by `{item}` and `{link}`")));
    }
    let more = next(source, url, page, body, charset).filter(|_| !entries.is_empty());
    let item = |entry: masthead_page::ListItem| {
        Some(Item {
            day: entry.day,
            ..Item::of(normal(&entry.href)?)
        })
    };
    Ok(Named {
        pages: entries.into_iter().filter_map(item).collect(),
        more: more.into_iter().collect(),
        note: None,
    })
}

/// The next page of a list: by its number, else by the selector that finds the link to it.
fn next(source: &Source, url: &Url, page: u32, body: &[u8], charset: Option<&str>) -> Option<Url> {
    let Some(css) = source.next.as_deref() else {
        return template::after(source, url, page);
    };
    if !template::wants(source, page + 1) {
        return None;
    }
    // What is selected may be the link, or what is around it.
    let links = masthead_page::list(body, Some(url), charset, css, "[href]", None).ok()?;
    let found = links.into_iter().next()?;
    // A forged or broken list must not lead to another site.
    normal(&found.href).filter(|next| host(next) == host(url) && next != url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes).unwrap();
        gzip.finish().unwrap()
    }

    #[test]
    fn a_document_may_be_a_compressed_file() {
        let text = "<urlset>相机</urlset>".as_bytes();
        assert_eq!(unpacked(text, 5).unwrap(), text);
        assert_eq!(unpacked(&gzip(text), text.len() as u64).unwrap(), text);
        let torn = gzip(&vec![b'a'; 100_000]);
        assert!(unpacked(&torn[..torn.len() - 9], 100_000).is_ok());
    }

    #[test]
    fn a_bomb_is_refused_and_not_cut() {
        let bomb = gzip(&vec![b' '; 1 << 22]);
        let error = unpacked(&bomb, 1000).unwrap_err();
        assert_eq!(error, FetchError::TooLarge(1000));
    }
}
