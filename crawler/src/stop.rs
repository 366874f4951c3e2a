//! Why a host is left before all of it was asked for.

use jiff::Timestamp;
use url::Url;

use crate::{FetchError, reading::sentence};

/// Why a host is not asked any further in this run: a reason without capital and full stop, and
/// advice as a sentence.
pub(crate) struct Stop {
    pub(crate) reason: String,
    advice: &'static str,
    /// Whether the host failed, rather than refused.
    pub(crate) failed: bool,
}

impl Stop {
    /// The host wants to be left alone.
    pub(crate) fn held(until: Timestamp) -> Self {
        Self {
            reason: format!(
                "the server asks to be left alone; nothing is asked of it before {until}"
            ),
            advice: "Crawl again after that; whatever a server asks, 7 days are the longest wait.",
            failed: false,
        }
    }

    /// The host has failed too often.
    pub(crate) fn resting(crawls: u32, until: Timestamp) -> Self {
        Self {
            reason: format!(
                "the host failed in {crawls} crawls one after the other; nothing is asked of it \
                 before {until}"
            ),
            advice: "Open the address in a browser; if the site has moved, change it in \
                     masthead.toml, else leave the source out.",
            failed: false,
        }
    }

    /// There were enough requests.
    pub(crate) fn spent(budget: u32) -> Self {
        Self {
            reason: format!(
                "the budget of {budget} requests to one host (`max_requests`) is used up"
            ),
            advice: "The next crawl goes on; if more are wanted in one, raise `max_requests` of the \
                     crawl settings.",
            failed: false,
        }
    }

    /// The server wants to see a person.
    pub(crate) fn challenged(sign: &str) -> Self {
        Self {
            reason: format!(
                "the server asks for proof that a person is reading (a challenge page: “{sign}”)"
            ),
            advice: "It does not want to be read by a program, so nothing more is asked of it. Ask \
                     the site's owner for a feed or for leave, else take the source out.",
            failed: true,
        }
    }

    /// There is no way to the host.
    pub(crate) fn unreachable(error: &FetchError) -> Self {
        Self {
            reason: error.to_string(),
            advice: error.advice(),
            failed: true,
        }
    }

    /// There is no robots.txt to be had, without which nothing else may be asked for.
    pub(crate) fn lawless(self, url: &Url) -> Self {
        let reason = format!("the robots.txt at {url} cannot be read: {}", self.reason);
        Self { reason, ..self }
    }

    /// robots.txt leads where nothing may be asked for.
    pub(crate) fn astray(target: &Url) -> Self {
        Self {
            reason: format!("it has moved to {target}, which may not be asked for"),
            advice: "Without its rules nothing is asked of the host; tell the site's owner.",
            failed: false,
        }
    }

    /// The reason and the advice as sentences.
    pub(crate) fn told(&self) -> String {
        format!("{} {}", sentence(&self.reason), self.advice)
    }

    /// The host answers, but only with errors of its own.
    pub(crate) fn failing(status: u16) -> Self {
        Self {
            reason: format!("the server answers {status}"),
            advice: "While a server fails, nothing more is asked of it; crawl again later.",
            failed: true,
        }
    }
}
