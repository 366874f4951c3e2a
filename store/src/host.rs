//! The host of an address: the unit of crawling.

use url::Url;

/// The host of an address: scheme, name and port, as in `http://www.example.com:80`. Nothing if it
/// is no address of the web.
#[must_use]
pub fn host(url: &Url) -> Option<String> {
    let name = url.host_str()?;
    match url.scheme() {
        "http" | "https" => Some(format!(
            "{}://{name}:{}",
            url.scheme(),
            url.port_or_known_default()?
        )),
        _ => None,
    }
}

/// The same for a row: an address that is none of the web is of no host.
pub(crate) fn of(url: &Url) -> String {
    host(url).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_scheme_name_and_port() {
        for (url, expected) in [
            ("http://A.example/x", Some("http://a.example:80")),
            ("https://a.example/", Some("https://a.example:443")),
            ("http://a.example:8080/", Some("http://a.example:8080")),
            ("http://[::1]/", Some("http://[::1]:80")),
            ("mailto:a@a.example", None),
        ] {
            assert_eq!(
                host(&Url::parse(url).unwrap()).as_deref(),
                expected,
                "{url}"
            );
        }
    }
}
