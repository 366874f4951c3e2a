//! Documents that name pages: feeds, sitemaps and lists, by the kind of their source.

use std::{borrow::Cow, io::Read};

use flate2::read::MultiGzDecoder;
use url::Url;

use crate::{
    FetchError, Source, SourceKind,
    feed::{self, Item},
    normal::normal,
    sitemap::{self, Sitemap},
    xml::Broken,
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

/// What the document of a source names.
pub(crate) fn items(
    source: &Source,
    url: &Url,
    body: &[u8],
    charset: Option<&str>,
) -> Result<Vec<Item>, Broken> {
    match source.kind {
        SourceKind::Feed => feed::read(body, url, charset),
        SourceKind::Sitemap => match sitemap::read(body, url, charset)? {
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
