//! The real network: one careful request at a time, to public addresses only.

mod body;
mod coding;
mod names;
mod turns;

use std::{error::Error, fs, time::Duration};

use reqwest::{
    Certificate, Client, ClientBuilder, Proxy,
    header::{self, HeaderMap, HeaderName, HeaderValue},
    redirect,
};
use tokio::time::timeout;
use url::Url;

use self::{body::Wanted, names::Names, turns::Turns};

pub use self::turns::Permit;
use crate::{Fetch, FetchError, Request, Response, Settings};

/// What we like to read, in this order.
const ACCEPT: &str = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,\
    application/feed+json;q=0.9,application/xml;q=0.9,*/*;q=0.5";

/// Of the page that comes with an error so many bytes are read: it may say why.
const SAMPLE: usize = 64 * 1024;

/// Of the headers of an answer so many bytes are kept. (The library that reads them gives up on an
/// answer with more than a hundred headers, or some 400 kB of them.)
const HEADERS: usize = 64 * 1024;

/// The network, as the settings allow it.
#[derive(Debug)]
pub struct Net {
    client: Client,
    connect: Duration,
    answer: Duration,
    timeout: Duration,
    max_bytes: u64,
    least_speed: u64,
    names: Names,
    turns: Turns,
}

impl Net {
    /// Sets up connections. The environment is not asked: neither for a proxy nor for anything
    /// else.
    ///
    /// # Errors
    /// If the system gives no certificates, a file of certificates cannot be read, or a header
    /// cannot be sent; as a sentence.
    pub fn new(settings: &Settings) -> Result<Self, String> {
        // Whoever installed a provider before us has chosen one too; either will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let names = Names::new(settings);
        let timeout = settings.whole_timeout();
        let connect = settings.connect_timeout().min(timeout);
        let client = Client::builder()
            .user_agent(settings.user_agent())
            .redirect(redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .dns_resolver(names.clone())
            .connect_timeout(connect)
            .pool_max_idle_per_host(1);
        let client = trusting(proxied(client, settings)?, settings)?
            .build()
            .map_err(|error| chain(&error))?;
        Ok(Self {
            client,
            connect,
            answer: settings.answer_timeout().min(timeout),
            timeout,
            max_bytes: settings.max_bytes,
            least_speed: settings.least_speed,
            names,
            turns: Turns::new(settings.least_delay()),
        })
    }

    /// Asks and reads, however long it takes.
    async fn ask(&self, request: Request) -> Result<Response, FetchError> {
        self.names.admit(&request.url)?;
        let mut ask = self
            .client
            .get(request.url)
            .header(header::ACCEPT, ACCEPT)
            .header(header::ACCEPT_LANGUAGE, "en,zh;q=0.9,*;q=0.1")
            .header(header::ACCEPT_ENCODING, coding::ACCEPTED);
        for (name, value) in [
            (header::IF_NONE_MATCH, request.etag),
            (header::IF_MODIFIED_SINCE, request.last_modified),
        ] {
            // What cannot be a header was never one; the answer is then whole.
            if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
                ask = ask.header(name, value);
            }
        }
        let sent = timeout(self.answer, ask.send()).await;
        let sent = sent.map_err(|_| FetchError::Silent(whole_seconds(self.answer)))?;
        let mut answer = sent.map_err(|error| self.fault(&error))?;
        let mut response = said(&answer);
        response.body = match (response.status, request.head) {
            (200..=299, Some(head)) => self.body(&mut answer, Wanted::Head(head)).await?,
            _ if !response.readable() => Vec::new(),
            (200 | 203, None) => {
                let wanted = Wanted::Whole(self.max_bytes);
                self.body(&mut answer, wanted).await?
            }
            // Whether that comes whole or not changes nothing.
            (201..=299 | 400.., _) => {
                let sample = self.body(&mut answer, Wanted::Head(SAMPLE)).await;
                sample.unwrap_or_default()
            }
            _ => Vec::new(),
        };
        Ok(response)
    }

    fn fault(&self, error: &reqwest::Error) -> FetchError {
        let mut cause: Option<&(dyn Error + 'static)> = Some(error);
        while let Some(inner) = cause {
            if let Some(known) = inner.downcast_ref::<FetchError>() {
                return known.clone();
            }
            cause = inner.source();
        }
        match (error.is_connect(), error.is_timeout()) {
            (true, true) => FetchError::Connect(format!(
                "it did not stand within {} seconds",
                whole_seconds(self.connect)
            )),
            (true, false) => FetchError::Connect(chain(error)),
            _ => FetchError::Broken(chain(error)),
        }
    }
}

impl Fetch for Net {
    async fn turn(&self, url: &Url) -> Permit {
        self.turns.take(self.names.shared(url).await).await
    }

    async fn fetch(&self, request: Request) -> Result<Response, FetchError> {
        let whole = timeout(self.timeout, self.ask(request)).await;
        whole.unwrap_or_else(|_| Err(FetchError::Timeout(whole_seconds(self.timeout))))
    }
}

/// Sends everything through the proxy of the settings, if there is one.
fn proxied(client: ClientBuilder, settings: &Settings) -> Result<ClientBuilder, String> {
    let Some(url) = &settings.proxy else {
        return Ok(client);
    };
    let proxy = Proxy::all(url.as_str()).map_err(|error| chain(&error))?;
    Ok(client.proxy(proxy))
}

/// Trusts the certificates of the settings' file beside those of the system.
fn trusting(client: ClientBuilder, settings: &Settings) -> Result<ClientBuilder, String> {
    let Some(path) = &settings.ca else {
        return Ok(client);
    };
    let at = path.display();
    let bytes = fs::read(path).map_err(|error| {
        format!("{at}, named as `ca` in the crawl settings, cannot be read: {error}")
    })?;
    let roots = Certificate::from_pem_bundle(&bytes).unwrap_or_default();
    if roots.is_empty() {
        return Err(format!(
            "{at}, named as `ca` in the crawl settings, holds no certificate; \
             it must be a PEM file with lines `-----BEGIN CERTIFICATE-----`"
        ));
    }
    Ok(client.tls_certs_merge(roots))
}

/// What the head of an answer says.
fn said(answer: &reqwest::Response) -> Response {
    let headers = answer.headers();
    let one = |name| text(headers, name);
    Response {
        status: answer.status().as_u16(),
        content_type: one(header::CONTENT_TYPE),
        etag: one(header::ETAG),
        last_modified: one(header::LAST_MODIFIED),
        location: one(header::LOCATION),
        retry_after: one(header::RETRY_AFTER),
        date: one(header::DATE),
        robots: lines(headers, &HeaderName::from_static("x-robots-tag")),
        headers: kept(headers),
        body: Vec::new(),
    }
}

/// The headers as received, as many as are kept.
fn kept(headers: &HeaderMap) -> Vec<(String, String)> {
    let mut room = HEADERS;
    let mut kept = Vec::new();
    for (name, value) in headers {
        let Some(left) = room.checked_sub(name.as_str().len() + value.len()) else {
            break;
        };
        room = left;
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        kept.push((name.as_str().to_owned(), value));
    }
    kept
}

/// A header as text, several of one name joined with commas as HTTP has it. Locations in raw UTF-8
/// are not rare.
fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    lines(headers, &name).map(|lines| lines.replace('\n', ", "))
}

/// All headers of a name, one a line.
fn lines(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let values = headers.get_all(name).iter();
    let texts: Vec<_> = values
        .map(|value| String::from_utf8_lossy(value.as_bytes()))
        .collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// An error with its causes, the last one being what the system said.
fn chain(error: &reqwest::Error) -> String {
    let mut last: &dyn Error = error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    last.to_string()
}

/// A length of time as it is told: in seconds, at least one.
fn whole_seconds(time: Duration) -> u64 {
    time.as_secs().max(1)
}

#[cfg(test)]
mod tests;
