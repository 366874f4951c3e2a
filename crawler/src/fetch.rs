//! Asking for one address, once: the request, the answer, and what can go wrong between them.

mod error;

use std::future::Future;

use url::Url;

pub use self::error::FetchError;
use crate::Permit;

/// One request. Redirects are not followed: whoever asks decides about the next address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The address.
    pub url: Url,
    /// The `ETag` of the last visit: answer only if it changed.
    pub etag: Option<String>,
    /// The `Last-Modified` of the last visit, as served.
    pub last_modified: Option<String>,
    /// Of a longer body only so many bytes are wanted, of whatever type it is; else one that is too
    /// long is an error, and one of a type that is not read stays unread.
    pub head: Option<usize>,
}

impl Request {
    /// A request without conditions.
    #[must_use]
    pub fn plain(url: Url) -> Self {
        Self {
            url,
            etag: None,
            last_modified: None,
            head: None,
        }
    }
}

/// One answer, of any status.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`, as served.
    pub content_type: Option<String>,
    /// `ETag`, as served.
    pub etag: Option<String>,
    /// `Last-Modified`, as served.
    pub last_modified: Option<String>,
    /// `Location`, as served.
    pub location: Option<String>,
    /// `Retry-After`, as served.
    pub retry_after: Option<String>,
    /// `Date`, as served.
    pub date: Option<String>,
    /// `X-Robots-Tag`, as served; several are joined as lines.
    pub robots: Option<String>,
    /// The headers in the order in which they came, names in lower case; of very many the first.
    pub headers: Vec<(String, String)>,
    /// The body, decompressed. Empty if its type is not read; of an error only the beginning.
    pub body: Vec<u8>,
}

impl Response {
    /// The type without its parameters, in lower case: `text/html`. Nothing if none was sent.
    #[must_use]
    pub fn mime(&self) -> Option<String> {
        let kind = self.content_type.as_deref()?.split(';').next()?.trim();
        Some(kind.to_ascii_lowercase()).filter(|kind| !kind.is_empty())
    }

    /// Whether the body is of a type that Masthead reads: pages, feeds and sitemaps, text, papers,
    /// and packed files, which may be sitemaps. Without a type it may be any of them.
    #[must_use]
    pub fn readable(&self) -> bool {
        const READ: [&str; 8] = [
            "application/gzip",
            "application/json",
            "application/octet-stream",
            "application/pdf",
            "application/x-gzip",
            "application/xhtml+xml",
            "application/xml",
            "binary/octet-stream",
        ];
        self.mime().is_none_or(|mime| {
            let family = mime.starts_with("text/") && !matches!(&mime[5..], "css" | "javascript");
            let suffix = mime.ends_with("+xml") || mime.ends_with("+json");
            let image = mime.starts_with("image/");
            READ.contains(&mime.as_str()) || family || (suffix && !image)
        })
    }

    /// The header of a name in lower case; the first of several.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The character set that the header names.
    #[must_use]
    pub fn charset(&self) -> Option<&str> {
        self.content_type
            .as_deref()?
            .split(';')
            .skip(1)
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
            .map(|(_, value)| value.trim().trim_matches(['"', '\'']))
    }

    /// Where a redirect leads; nothing if this is none.
    #[must_use]
    pub fn redirect(&self, from: &Url) -> Option<Url> {
        if !matches!(self.status, 301 | 302 | 303 | 307 | 308) {
            return None;
        }
        from.join(self.location.as_deref()?.trim()).ok()
    }
}

/// Whoever can ask for an address: the network, or a web in memory for tests.
pub trait Fetch: Send + Sync + 'static {
    /// Waits until the address may be asked, for other hosts may share it. The leave is held until
    /// the answer has come.
    fn turn(&self, _: &Url) -> impl Future<Output = Permit> + Send {
        async { Permit::default() }
    }

    /// Asks once. Any status is an answer.
    fn fetch(&self, request: Request) -> impl Future<Output = Result<Response, FetchError>> + Send;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(content_type: &str) -> Response {
        Response {
            content_type: Some(content_type.to_owned()),
            ..Response::default()
        }
    }

    #[test]
    fn the_content_type_is_taken_apart() {
        for (header, mime, charset) in [
            ("text/html; charset=GBK", Some("text/html"), Some("GBK")),
            (
                "Text/HTML;x=1;Charset=\"utf-8\"",
                Some("text/html"),
                Some("utf-8"),
            ),
            ("application/pdf", Some("application/pdf"), None),
            (" ; charset", None, None),
        ] {
            let response = typed(header);
            assert_eq!(response.mime().as_deref(), mime, "{header}");
            assert_eq!(response.charset(), charset, "{header}");
        }
    }

    #[test]
    fn what_is_not_read_is_known_by_its_type() {
        for (header, readable) in [
            ("text/html; charset=GBK", true),
            ("Application/RSS+XML", true),
            ("application/feed+json", true),
            ("text/plain", true),
            ("application/pdf", true),
            ("application/x-gzip", true),
            (" ; charset=utf-8", true),
            ("text/css", false),
            ("image/svg+xml", false),
            ("video/mp4", false),
            ("application/zip", false),
            ("乱码", false),
        ] {
            assert_eq!(typed(header).readable(), readable, "{header}");
        }
        assert!(Response::default().readable());
    }

    #[test]
    fn a_redirect_needs_its_status_and_a_place() {
        let from = Url::parse("http://a.example/x/y").unwrap();
        for (status, location, expected) in [
            (301, Some("../z"), Some("http://a.example/z")),
            (308, Some("https://b.example/"), Some("https://b.example/")),
            (302, None, None),
            (200, Some("/z"), None),
            (304, Some("/z"), None),
        ] {
            let response = Response {
                status,
                location: location.map(str::to_owned),
                ..Response::default()
            };
            let target = response.redirect(&from).map(String::from);
            assert_eq!(target.as_deref(), expected, "{status}");
        }
    }
}
