//! How a crawl behaves, as it stands under `[crawl]` in `masthead.toml`.

use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf, time::Duration};

use serde::{Deserialize, Serialize};
use url::Url;

use crate::Fault;

/// How a crawl behaves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// How the crawler names itself; robots.txt is obeyed under its leading word.
    pub agent: String,
    /// An address (mail or web) where a site's owner can complain; sent with every request.
    pub contact: Option<String>,
    /// Least seconds between two requests to one host.
    pub delay: f64,
    /// Seconds within which a connection must stand.
    pub connect_timeout: f64,
    /// Seconds within which an answer must begin.
    pub answer_timeout: f64,
    /// Seconds that one request may take as a whole.
    pub timeout: f64,
    /// At least so many bytes of an answer must come each second; 0 for no floor.
    pub least_speed: u64,
    /// At most so many bytes of one answer, decompressed.
    pub max_bytes: u64,
    /// At most so many pages of one source in one run.
    pub max_pages: u32,
    /// At most so many links away from a site's first page.
    pub max_depth: u32,
    /// At most so many requests to one host in one run.
    pub max_requests: Option<u32>,
    /// A page is asked for again after so many days at the latest, however seldom it changes; with
    /// 0, in every crawl.
    pub revisit: f64,
    /// So many hosts are crawled at the same time.
    pub hosts_at_once: usize,
    /// Host names with the address and port to connect to instead of asking the name service;
    /// these may be private. An address of the web that names a port keeps that port.
    pub resolve: BTreeMap<String, SocketAddr>,
    /// Host names that may have private addresses.
    pub private: Vec<String>,
    /// The proxy that every request goes through. It looks names up itself, so that `resolve` and
    /// `private` have no say about names.
    pub proxy: Option<Url>,
    /// A PEM file of certificates that are trusted beside those of the system.
    pub ca: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            agent: "Masthead/0.1".to_owned(),
            contact: None,
            delay: 1.0,
            connect_timeout: 10.0,
            answer_timeout: 15.0,
            timeout: 25.0,
            least_speed: 100,
            max_bytes: 10 * 1024 * 1024,
            max_pages: 200,
            max_depth: 5,
            max_requests: None,
            revisit: 30.0,
            hosts_at_once: 8,
            resolve: BTreeMap::new(),
            private: Vec::new(),
            proxy: None,
            ca: None,
        }
    }
}

/// The longest time between two visits that makes sense, in days.
const DAYS: f64 = 3650.0;

/// The longest delay and time-out that make sense, in seconds.
const DAY: f64 = 86_400.0;

impl Settings {
    /// The whole `User-Agent` header: `Masthead/0.1 (+mailto:web@example.com)`.
    #[must_use]
    pub fn user_agent(&self) -> String {
        match &self.contact {
            Some(contact) => format!("{} (+{contact})", self.agent),
            None => self.agent.clone(),
        }
    }

    /// The least time between two requests to one host.
    #[must_use]
    pub fn least_delay(&self) -> Duration {
        seconds(self.delay)
    }

    /// The time within which a connection must stand.
    #[must_use]
    pub fn connect_timeout(&self) -> Duration {
        seconds(self.connect_timeout)
    }

    /// The time within which an answer must begin.
    #[must_use]
    pub fn answer_timeout(&self) -> Duration {
        seconds(self.answer_timeout)
    }

    /// The longest time after which a page is asked for again.
    #[must_use]
    pub fn longest_pause(&self) -> Duration {
        Duration::try_from_secs_f64(self.revisit * DAY).unwrap_or_default()
    }

    /// The time that one request may take.
    #[must_use]
    pub fn whole_timeout(&self) -> Duration {
        seconds(self.timeout)
    }
}

/// Seconds as a length of time; what is no length of time is none.
fn seconds(number: f64) -> Duration {
    Duration::try_from_secs_f64(number.min(DAY)).unwrap_or_default()
}

/// The settings of the crawl that cannot be used.
pub(crate) fn crawl_faults(settings: &Settings) -> Vec<Fault> {
    let token = |c: char| c.is_ascii_alphabetic() || c == '-' || c == '_';
    let header = |text: &str| text.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    let range = |number: f64| (0.0..=DAY).contains(&number);
    let time = |number: f64| range(number) && number > 0.0;
    let fault = |key, message: &str, help: &str| Fault {
        source: None,
        key,
        message: message.to_owned(),
        help: help.to_owned(),
    };
    let tests = [
        (
            settings.agent.starts_with(token) && header(&settings.agent),
            "agent",
            "the crawler's name must be in ASCII and begin with a letter",
            "write it as Name/1.0, the word that site owners may put into robots.txt",
        ),
        (
            settings.contact.as_deref().is_none_or(header),
            "contact",
            "the contact is sent in a header, which holds ASCII only",
            "give a mail or web address",
        ),
        (
            range(settings.delay),
            "delay",
            "the delay is no number of seconds from 0 to 86400",
            "1.0 is polite",
        ),
        (
            time(settings.connect_timeout),
            "connect_timeout",
            "the time-out is no number of seconds above 0, up to 86400",
            "10.0 suits most sites",
        ),
        (
            time(settings.answer_timeout),
            "answer_timeout",
            "the time-out is no number of seconds above 0, up to 86400",
            "15.0 suits most sites",
        ),
        (
            time(settings.timeout),
            "timeout",
            "the time-out is no number of seconds above 0, up to 86400",
            "25.0 suits most sites",
        ),
        (
            (0.0..=DAYS).contains(&settings.revisit),
            "revisit",
            "the longest time between two visits is no number of days from 0 to 3650",
            "30.0 suits most sites",
        ),
        (
            settings.max_bytes > 0,
            "max_bytes",
            "with a limit of 0 bytes nothing can be read",
            "10485760 (10 MiB) suits most sites",
        ),
        (
            settings.hosts_at_once > 0,
            "hosts_at_once",
            "with 0 hosts at once nothing is crawled",
            "write 1 or more",
        ),
    ];
    tests
        .into_iter()
        .filter(|(good, ..)| !good)
        .map(|(_, key, message, help)| fault(key, message, help))
        .collect()
}
