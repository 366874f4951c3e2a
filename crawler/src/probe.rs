//! What each reader makes of any bytes, for the fuzz targets: hostile input without a network.

use url::Url;

use crate::{feed, feed::Item, sitemap, warc};

/// The pages that a feed names; none if it cannot be read.
#[must_use]
pub fn feed(bytes: &[u8], url: &Url, charset: Option<&str>) -> Vec<Item> {
    feed::read(bytes, url, charset).unwrap_or_default()
}

/// The pages and the further sitemaps that a sitemap names; none if it cannot be read.
#[must_use]
pub fn sitemap(bytes: &[u8], url: &Url, charset: Option<&str>) -> Vec<Item> {
    let read = sitemap::read(bytes, url, charset).unwrap_or_default();
    read.pages.into_iter().chain(read.index).collect()
}

/// The lengths of the bodies in an archive, none above `limit`.
#[must_use]
pub fn archive(bytes: &[u8], limit: u64) -> Vec<usize> {
    let mut lengths = Vec::new();
    warc::walk(
        bytes,
        limit,
        |_| true,
        |head, block| {
            let body = warc::answer(&head, block, limit).map(|answer| answer.body.len());
            lengths.extend(body);
        },
    );
    lengths
}
