//! What the answer to a request for robots.txt means (RFC 9309, 2.3.1).

use url::Url;

use super::text;
use crate::Response;

/// robots.txt may be moved so many times (RFC 9309, 2.3.1.2).
const HOPS: usize = 5;

/// What an answer means for the whole host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Served {
    /// These are the rules; without any, everything is free.
    Rules(String),
    /// It is at another address.
    Moved(Url),
    /// The server fails: nothing may be asked for.
    Failing(u16),
}

/// What the answer of `url` means after it was moved `hops` times.
pub(crate) fn served(response: &Response, url: &Url, hops: usize) -> Served {
    let moved = response.redirect(url).filter(|_| hops < HOPS);
    match (response.status, moved) {
        (200..=299, _) => Served::Rules(text(&response.body)),
        (500.., _) => Served::Failing(response.status),
        (_, Some(target)) => Served::Moved(target),
        // There is none: nothing is forbidden.
        _ => Served::Rules(String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_means_something() {
        let url = Url::parse("http://a.example/robots.txt").unwrap();
        let target = || Served::Moved(Url::parse("http://b.example/r").unwrap());
        let (rules, free) = (Served::Rules("x".into()), Served::Rules(String::new()));
        for (status, hops, expected) in [
            (200, 0, &rules),
            (206, 5, &rules),
            (301, 0, &target()),
            (308, 4, &target()),
            (302, 5, &free),
            (304, 0, &free),
            (401, 0, &free),
            (403, 0, &free),
            (404, 0, &free),
            (410, 0, &free),
            (500, 0, &Served::Failing(500)),
            (599, 5, &Served::Failing(599)),
        ] {
            let response = Response {
                status,
                location: Some("http://b.example/r".to_owned()),
                body: b"x".to_vec(),
                ..Response::default()
            };
            assert_eq!(&served(&response, &url, hops), expected, "{status} {hops}");
        }
    }
}
