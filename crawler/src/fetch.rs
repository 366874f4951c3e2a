//! Asking for one address, once: the request, the answer, and what can go wrong between them.

use std::{future::Future, net::IpAddr};

use url::Url;

/// One request. Redirects are not followed: whoever asks decides about the next address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The address.
    pub url: Url,
    /// The `ETag` of the last visit: answer only if it changed.
    pub etag: Option<String>,
    /// The `Last-Modified` of the last visit, as served.
    pub last_modified: Option<String>,
    /// Of a longer body only so many bytes are wanted; else one that is too long is an error.
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
    /// `X-Robots-Tag`, as served; several are joined with commas.
    pub robots: Option<String>,
    /// The body, decompressed.
    pub body: Vec<u8>,
}

impl Response {
    /// The type without its parameters, in lower case: `text/html`. Nothing if none was sent.
    #[must_use]
    pub fn mime(&self) -> Option<String> {
        let kind = self.content_type.as_deref()?.split(';').next()?.trim();
        Some(kind.to_ascii_lowercase()).filter(|kind| !kind.is_empty())
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

    /// Whether the header forbids to follow the page's links. A directive for one crawler by name
    /// counts for us too.
    #[must_use]
    pub fn nofollow(&self) -> bool {
        let tag = self.robots.as_deref().unwrap_or_default();
        tag.split([',', ':']).map(str::trim).any(|word| {
            ["nofollow", "none"]
                .iter()
                .any(|no| word.eq_ignore_ascii_case(no))
        })
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

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The name has no address.
    #[error("no address is known for {0}")]
    NoAddress(String),
    /// The address is not one of the public network.
    #[error("{}", off_the_net(host, *address))]
    Private {
        /// The host name, or the address itself if the URL has it in place of a name.
        host: String,
        /// The address.
        address: IpAddr,
    },
    /// No connection.
    #[error("no connection: {0}")]
    Connect(String),
    /// It took too long.
    #[error("no whole answer within {0} seconds")]
    Timeout(u64),
    /// The answer is longer than allowed.
    #[error("the answer is longer than {0} bytes")]
    TooLarge(u64),
    /// The connection broke, or what came is not HTTP.
    #[error("the answer broke off: {0}")]
    Broken(String),
}

/// Which address is not one of the public network; a name only if it is not the address itself.
fn off_the_net(host: &str, address: IpAddr) -> String {
    if host.parse() == Ok(address) {
        format!("{address} is no address of the public network")
    } else {
        format!("the address of {host} is {address}, which is not on the public network")
    }
}

impl FetchError {
    /// Whether this speaks of the host rather than of the one address.
    #[must_use]
    pub fn of_host(&self) -> bool {
        !matches!(self, Self::TooLarge(_))
    }

    /// Whether this would be the same for every address of the host.
    pub(crate) fn of_whole_host(&self) -> bool {
        matches!(
            self,
            Self::NoAddress(_) | Self::Private { .. } | Self::Connect(_)
        )
    }

    /// Whether asking once more can help.
    #[must_use]
    pub fn passing(&self) -> bool {
        !matches!(self, Self::TooLarge(_) | Self::Private { .. })
    }

    /// What the user can do, as a sentence.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NoAddress(_) => "Check the spelling of the address in masthead.toml.",
            Self::Private { .. } => {
                "If it is meant, name the host under `private` of the crawl settings."
            }
            Self::Connect(_) | Self::Broken(_) => {
                "Open the address in a browser; if the site has moved, change it in masthead.toml."
            }
            Self::Timeout(_) => "If the site is only slow, raise `timeout` of the crawl settings.",
            Self::TooLarge(_) => "If it is wanted, raise `max_bytes` of the crawl settings.",
        }
    }
}

/// Whoever can ask for an address: the network, or a web in memory for tests.
pub trait Fetch: Send + Sync + 'static {
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
    fn the_robots_header_is_obeyed() {
        for (tag, forbidden) in [
            (None, false),
            (Some("noindex"), false),
            (Some("noindex, NoFollow"), true),
            (Some("none"), true),
            (Some("otherbot: nofollow"), true),
            (Some("unavailable_after: 25 Jun 2027 15:00:00 GMT"), false),
        ] {
            let response = Response {
                robots: tag.map(str::to_owned),
                ..Response::default()
            };
            assert_eq!(response.nofollow(), forbidden, "{tag:?}");
        }
    }

    #[test]
    fn a_private_address_is_told_with_its_name_if_it_has_one() {
        for (host, address, told) in [
            (
                "localhost",
                "127.0.0.1",
                "the address of localhost is 127.0.0.1, which is not on the public network",
            ),
            (
                "127.0.0.1",
                "127.0.0.1",
                "127.0.0.1 is no address of the public network",
            ),
            ("0:0::1", "::1", "::1 is no address of the public network"),
        ] {
            let error = FetchError::Private {
                host: host.to_owned(),
                address: address.parse().unwrap(),
            };
            assert_eq!(error.to_string(), told);
        }
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
