//! The real network: one careful request at a time, to public addresses only.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use reqwest::{
    Client, StatusCode,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{self, HeaderMap, HeaderName},
    redirect,
};
use url::{Host, Url};

use crate::{Fetch, FetchError, Request, Response, Settings, address::is_private};

/// What we like to read, in this order.
const ACCEPT: &str = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,\
    application/feed+json;q=0.9,application/xml;q=0.9,*/*;q=0.5";

/// A connection is made within this, or not at all.
const CONNECT: Duration = Duration::from_secs(10);

/// The network, as the settings allow it.
#[derive(Debug)]
pub struct Net {
    client: Client,
    timeout: Duration,
    max_bytes: u64,
    names: Arc<Names>,
}

impl Net {
    /// Sets up connections. The environment is not asked: neither for a proxy nor for anything
    /// else.
    ///
    /// # Errors
    /// If the system gives no certificates, or a header cannot be sent; as a sentence.
    pub fn new(settings: &Settings) -> Result<Self, String> {
        // Whoever installed a provider before us has chosen one too; either will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let names = Arc::new(Names {
            resolve: settings
                .resolve
                .iter()
                .map(|(name, address)| (name.to_lowercase(), *address))
                .collect(),
            private: settings
                .private
                .iter()
                .map(|name| name.to_lowercase())
                .collect(),
        });
        let timeout = settings.whole_timeout();
        let client = Client::builder()
            .user_agent(settings.user_agent())
            .redirect(redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .dns_resolver(Arc::clone(&names))
            .connect_timeout(CONNECT.min(timeout))
            .timeout(timeout)
            .pool_max_idle_per_host(1)
            .build()
            .map_err(|error| chain(&error))?;
        Ok(Self {
            client,
            timeout,
            max_bytes: settings.max_bytes,
            names,
        })
    }

    /// The body as a stream, decompressed and counted as it comes; its `head`, if that is enough.
    async fn body(
        &self,
        response: &mut reqwest::Response,
        head: Option<usize>,
    ) -> Result<Vec<u8>, FetchError> {
        let mut body = Vec::new();
        while let Some(part) = response.chunk().await.map_err(|error| self.fault(&error))? {
            let length = body.len() + part.len();
            if head.is_none() && length as u64 > self.max_bytes {
                return Err(FetchError::TooLarge(self.max_bytes));
            }
            body.extend_from_slice(&part);
            if let Some(head) = head
                && length >= head
            {
                body.truncate(head);
                break;
            }
        }
        Ok(body)
    }

    fn fault(&self, error: &reqwest::Error) -> FetchError {
        let mut cause: Option<&(dyn Error + 'static)> = Some(error);
        while let Some(inner) = cause {
            if let Some(known) = inner.downcast_ref::<FetchError>() {
                return known.clone();
            }
            cause = inner.source();
        }
        if error.is_timeout() {
            FetchError::Timeout(self.timeout.as_secs().max(1))
        } else if error.is_connect() {
            FetchError::Connect(chain(error))
        } else {
            FetchError::Broken(chain(error))
        }
    }
}

impl Fetch for Net {
    async fn fetch(&self, request: Request) -> Result<Response, FetchError> {
        self.names.admit(&request.url)?;
        let mut ask = self
            .client
            .get(request.url)
            .header(header::ACCEPT, ACCEPT)
            .header(header::ACCEPT_LANGUAGE, "en,zh;q=0.9,*;q=0.1");
        if let Some(etag) = request.etag {
            ask = ask.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(day) = request.last_modified {
            ask = ask.header(header::IF_MODIFIED_SINCE, day);
        }
        let mut answer = ask.send().await.map_err(|error| self.fault(&error))?;
        // Of a redirect or an error only the head is of use.
        let body = if answer.status() == StatusCode::OK
            || answer.status() == StatusCode::NON_AUTHORITATIVE_INFORMATION
        {
            self.body(&mut answer, request.head).await?
        } else {
            Vec::new()
        };
        let headers = answer.headers();
        Ok(Response {
            status: answer.status().as_u16(),
            content_type: text(headers, header::CONTENT_TYPE),
            etag: text(headers, header::ETAG),
            last_modified: text(headers, header::LAST_MODIFIED),
            location: text(headers, header::LOCATION),
            retry_after: text(headers, header::RETRY_AFTER),
            date: text(headers, header::DATE),
            robots: text(headers, HeaderName::from_static("x-robots-tag")),
            body,
        })
    }
}

/// A header as text, several of one name joined with commas as HTTP has it. Locations in raw UTF-8
/// are not rare.
fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let values = headers.get_all(name).iter();
    let texts: Vec<_> = values
        .map(|value| String::from_utf8_lossy(value.as_bytes()))
        .collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

/// An error with its causes, the last one being what the system said.
fn chain(error: &reqwest::Error) -> String {
    let mut last: &dyn Error = error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    last.to_string()
}

/// Names to addresses: as the settings say, else as the system says, and public ones only.
#[derive(Debug)]
struct Names {
    resolve: BTreeMap<String, SocketAddr>,
    private: BTreeSet<String>,
}

impl Names {
    /// Refuses an address that is written in place of a name, for it is never looked up.
    fn admit(&self, url: &Url) -> Result<(), FetchError> {
        let address: IpAddr = match url.host() {
            Some(Host::Ipv4(address)) => address.into(),
            Some(Host::Ipv6(address)) => address.into(),
            _ => return Ok(()),
        };
        let name = url.host_str().unwrap_or_default();
        self.check(name.trim_matches(['[', ']']), address)
    }

    fn check(&self, name: &str, address: IpAddr) -> Result<(), FetchError> {
        if is_private(address) && !self.private.contains(name) {
            return Err(FetchError::Private {
                host: name.to_owned(),
                address,
            });
        }
        Ok(())
    }
}

/// Looks a name up and lets public addresses through; one private address refuses the whole name,
/// for the connection could go to any of them.
async fn look_up(names: Arc<Names>, name: String) -> Result<Vec<SocketAddr>, FetchError> {
    if let Some(address) = names.resolve.get(&name) {
        return Ok(vec![*address]);
    }
    let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0))
        .await
        .map(Iterator::collect)
        .unwrap_or_default();
    if found.is_empty() {
        return Err(FetchError::NoAddress(name));
    }
    for address in &found {
        names.check(&name, address.ip())?;
    }
    Ok(found)
}

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        let names = Arc::new(Self {
            resolve: self.resolve.clone(),
            private: self.private.clone(),
        });
        let name = name.as_str().trim_end_matches('.').to_ascii_lowercase();
        Box::pin(async move {
            let found = look_up(names, name).await?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    /// Serves `answers` on loopback, one connection each; gives the address and, at the end, the
    /// requests as they came.
    async fn serve(answers: Vec<Vec<u8>>) -> (SocketAddr, tokio::task::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let served = tokio::spawn(async move {
            let mut requests = Vec::new();
            for answer in answers {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut request = vec![0; 4096];
                let length = stream.read(&mut request).await.unwrap();
                requests.push(String::from_utf8_lossy(&request[..length]).into_owned());
                let _ = stream.write_all(&answer).await;
                let _ = stream.shutdown().await;
            }
            requests
        });
        (address, served)
    }

    fn answer(head: &str, body: &[u8]) -> Vec<u8> {
        let head = format!("HTTP/1.1 {head}\r\nConnection: close\r\n\r\n");
        [head.as_bytes(), body].concat()
    }

    fn settings(address: SocketAddr) -> Settings {
        Settings {
            contact: Some("mailto:web@arvenna.example".to_owned()),
            resolve: [("www.cobaltine.example".to_owned(), address)].into(),
            max_bytes: 10_000,
            ..Settings::default()
        }
    }

    fn plain(url: &str) -> Request {
        Request::plain(Url::parse(url).unwrap())
    }

    #[tokio::test]
    async fn a_request_is_honest_and_conditional_and_the_answer_whole() {
        let (address, served) = serve(vec![answer(
            "200 OK\r\nContent-Type: text/html; charset=gbk\r\nETag: \"b\"\r\n\
             Last-Modified: Sat, 31 Oct 2026 18:00:00 GMT",
            b"<p>ok",
        )])
        .await;
        let net = Net::new(&settings(address)).unwrap();
        let request = Request {
            etag: Some("\"a\"".to_owned()),
            last_modified: Some("Wed, 30 Sep 2026 18:00:00 GMT".to_owned()),
            ..plain("http://www.cobaltine.example/x?y=1")
        };
        let response = net.fetch(request).await.unwrap();
        assert_eq!((response.status, response.charset()), (200, Some("gbk")));
        assert_eq!(response.etag.as_deref(), Some("\"b\""));
        assert_eq!(response.body, b"<p>ok");
        let request = served.await.unwrap().remove(0).to_ascii_lowercase();
        for line in [
            "get /x?y=1 http/1.1\r\n",
            "host: www.cobaltine.example\r\n",
            "user-agent: masthead/0.1 (+mailto:web@arvenna.example)\r\n",
            "if-none-match: \"a\"\r\n",
            "if-modified-since: wed, 30 sep 2026 18:00:00 gmt\r\n",
        ] {
            assert!(request.contains(line), "{line} in {request}");
        }
    }

    #[tokio::test]
    async fn redirects_are_answers_and_not_followed() {
        let head = "302 Found\r\nLocation: http://169.254.169.254/latest";
        let (address, _) = serve(vec![answer(head, b"")]).await;
        let net = Net::new(&settings(address)).unwrap();
        let response = net
            .fetch(plain("http://www.cobaltine.example/"))
            .await
            .unwrap();
        assert_eq!(response.status, 302);
        assert_eq!(
            response.location.as_deref(),
            Some("http://169.254.169.254/latest")
        );
    }

    #[tokio::test]
    async fn the_limit_counts_what_was_decompressed() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&vec![b'x'; 5_000_000]).unwrap();
        let body = gzip.finish().unwrap();
        assert!(body.len() < 10_000);
        let bomb = answer("200 OK\r\nContent-Encoding: gzip", &body);
        let (address, _) = serve(vec![bomb]).await;
        let net = Net::new(&settings(address)).unwrap();
        let error = net
            .fetch(plain("http://www.cobaltine.example/"))
            .await
            .unwrap_err();
        assert_eq!(error, FetchError::TooLarge(10_000));
    }

    #[tokio::test]
    async fn of_a_long_answer_the_head_may_be_enough() {
        let (address, _) = serve(vec![answer("200 OK", &vec![b'x'; 1_000_000])]).await;
        let net = Net::new(&settings(address)).unwrap();
        let request = Request {
            head: Some(20_000),
            ..plain("http://www.cobaltine.example/robots.txt")
        };
        assert_eq!(net.fetch(request).await.unwrap().body.len(), 20_000);
    }

    #[tokio::test]
    async fn private_addresses_are_refused_unless_named() {
        let (address, _) = serve(vec![answer("200 OK", b"")]).await;
        let mut settings = settings(address);
        let net = Net::new(&settings).unwrap();
        let port = address.port();
        for url in [
            format!("http://127.0.0.1:{port}/"),
            format!("http://[::ffff:127.0.0.1]:{port}/"),
            format!("http://2130706433:{port}/"),
            format!("http://localhost:{port}/"),
        ] {
            let error = net.fetch(plain(&url)).await.unwrap_err();
            assert!(
                matches!(error, FetchError::Private { .. }),
                "{url}: {error:?}"
            );
        }
        settings.private = vec!["127.0.0.1".to_owned()];
        let net = Net::new(&settings).unwrap();
        let url = format!("http://127.0.0.1:{port}/");
        assert_eq!(net.fetch(plain(&url)).await.unwrap().status, 200);
    }

    #[tokio::test]
    async fn faults_of_the_network_have_their_names() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let free = listener.local_addr().unwrap();
        drop(listener);
        let net = Net::new(&settings(free)).unwrap();
        let error = net
            .fetch(plain("http://www.cobaltine.example/"))
            .await
            .unwrap_err();
        assert!(matches!(error, FetchError::Connect(_)), "{error:?}");
        let (address, _) = serve(vec![b"no HTTP at all\r\n\r\n".to_vec()]).await;
        let net = Net::new(&settings(address)).unwrap();
        let error = net
            .fetch(plain("http://www.cobaltine.example/"))
            .await
            .unwrap_err();
        assert!(matches!(error, FetchError::Broken(_)), "{error:?}");
    }
}
