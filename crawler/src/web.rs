//! A web in memory for tests: scripted pages, faults, redirects and delays, on a clock that never
//! waits.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
    time::Duration,
};

use jiff::Timestamp;

use crate::{Clock, Fetch, FetchError, Request, Response, clock::later};

/// A clock that jumps to the time that is waited for.
#[derive(Debug)]
pub(crate) struct Jumps(Mutex<Timestamp>);

impl Jumps {
    pub(crate) fn starting(now: &str) -> Arc<Self> {
        Arc::new(Self(Mutex::new(now.parse().unwrap())))
    }

    fn pass(&self, wait: Duration) {
        let mut now = self.0.lock().unwrap();
        *now = later(*now, wait);
    }
}

impl Clock for Jumps {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    async fn sleep_until(&self, at: Timestamp) {
        {
            let mut now = self.0.lock().unwrap();
            *now = at.max(*now);
        }
        tokio::task::yield_now().await;
    }
}

/// One scripted answer.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    answer: Result<Response, FetchError>,
    takes: Duration,
}

impl Reply {
    pub(crate) fn status(status: u16) -> Self {
        let answer = Ok(Response {
            status,
            ..Response::default()
        });
        Self {
            answer,
            takes: Duration::ZERO,
        }
    }

    pub(crate) fn fault(error: FetchError) -> Self {
        Self {
            answer: Err(error),
            takes: Duration::ZERO,
        }
    }

    pub(crate) fn body(body: impl AsRef<[u8]>) -> Self {
        Self::status(200).with(|response| {
            response.content_type = Some("text/html; charset=utf-8".to_owned());
            response.body = body.as_ref().to_vec();
        })
    }

    pub(crate) fn to(status: u16, location: &str) -> Self {
        Self::status(status).with(|response| response.location = Some(location.to_owned()))
    }

    pub(crate) fn with(mut self, change: impl FnOnce(&mut Response)) -> Self {
        self.answer.as_mut().map(change).unwrap();
        self
    }

    pub(crate) fn takes(mut self, seconds: u64) -> Self {
        self.takes = Duration::from_secs(seconds);
        self
    }
}

/// The web: every address with its answers in turn, of which the last stays. Hosts without any
/// address do not exist; other addresses of the others answer 404.
#[derive(Debug)]
pub(crate) struct Web {
    clock: Arc<Jumps>,
    replies: BTreeMap<String, Vec<Reply>>,
    asked: Mutex<Vec<(Timestamp, String)>>,
}

impl Web {
    pub(crate) fn new(clock: &Arc<Jumps>) -> Self {
        Self {
            clock: Arc::clone(clock),
            replies: BTreeMap::new(),
            asked: Mutex::default(),
        }
    }

    pub(crate) fn on(mut self, url: &str, replies: impl IntoIterator<Item = Reply>) -> Self {
        self.replies
            .insert(url.to_owned(), replies.into_iter().collect());
        self
    }

    /// A page with a title, a line of text and links.
    pub(crate) fn page(self, url: &str, title: &str, links: &[&str]) -> Self {
        self.on(url, [Reply::body(html(title, links))])
    }

    /// Every request so far, in order: when, and which address.
    pub(crate) fn asked(&self) -> Vec<(Timestamp, String)> {
        self.asked.lock().unwrap().clone()
    }

    /// The addresses asked for so far, in order.
    pub(crate) fn addresses(&self) -> Vec<String> {
        self.asked().into_iter().map(|(_, url)| url).collect()
    }

    fn reply(&self, url: &url::Url) -> Reply {
        let before = self
            .addresses()
            .iter()
            .filter(|asked| *asked == url.as_str())
            .count();
        self.asked
            .lock()
            .unwrap()
            .push((self.clock.now(), url.to_string()));
        if let Some(replies) = self.replies.get(url.as_str()) {
            return replies[before.min(replies.len() - 1)].clone();
        }
        let hosts: BTreeSet<Option<String>> = self
            .replies
            .keys()
            .map(|known| crate::host(&url::Url::parse(known).unwrap()))
            .collect();
        if hosts.contains(&crate::host(url)) {
            return Reply::status(404);
        }
        Reply::fault(FetchError::NoAddress(url.host_str().unwrap().to_owned()))
    }
}

impl Fetch for Web {
    async fn fetch(&self, request: Request) -> Result<Response, FetchError> {
        let reply = self.reply(&request.url);
        tokio::task::yield_now().await;
        self.clock.pass(reply.takes);
        let response = reply.answer?;
        let same = response.etag.is_some() && response.etag == request.etag;
        Ok(if same {
            Response {
                status: 304,
                body: Vec::new(),
                ..response
            }
        } else {
            response
        })
    }
}

pub(crate) fn html(title: &str, links: &[&str]) -> String {
    let links: String = links
        .iter()
        .map(|href| format!("<p>See <a href=\"{href}\">what {href} says</a> of it.</p>"))
        .collect();
    format!(
        "<!doctype html><html lang=en><title>{title}</title><main><h1>{title}</h1>\
         <p>Every line of the strip is imaged and judged before the coil is wound up again.</p>\
         {links}</main></html>"
    )
}

pub(crate) fn rss(items: &[(&str, &str)]) -> String {
    let items: String = items
        .iter()
        .map(|(link, day)| {
            format!("<item><title>{link}</title><link>{link}</link><pubDate>{day}</pubDate></item>")
        })
        .collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>t</title>{items}</channel></rss>"
    )
}
