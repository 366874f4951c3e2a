//! Entering a host: what it asked for is waited out, and its robots.txt is learnt, before anything
//! else is asked for.

use jiff::SignedDuration;
use masthead_store::Record;
use url::Url;

use crate::{
    Clock, Closed, Fetch, Request, Robots, Sink,
    ask::{PATIENCE, Refusal},
    host::{Stop, Turn},
    normal::host,
    robots,
};

/// robots.txt is kept so long (RFC 9309, 2.4).
const AGE: SignedDuration = SignedDuration::from_hours(24);

/// robots.txt may be moved so many times (RFC 9309, 2.3.1.2).
const HOPS: usize = 5;

impl<F: Fetch, C: Clock, S: Sink> Turn<'_, F, C, S> {
    /// Waits out what the host asked for, and learns its robots.txt.
    pub(crate) async fn enter(&mut self) -> Result<Result<(), Stop>, Closed> {
        if let Some(until) = self.state.host.not_before {
            if until.duration_since(self.clock.now()) > PATIENCE {
                return Ok(Err(Stop::held(until)));
            }
            self.state.pace.hold(until);
        }
        if let Err(stop) = self.learn().await? {
            return Ok(Err(stop));
        }
        self.state.pace.asked(self.state.host.crawl_delay);
        Ok(Ok(()))
    }

    /// Reads robots.txt, from memory if that is fresh.
    async fn learn(&mut self) -> Result<Result<(), Stop>, Closed> {
        let agent = self.watch.settings.agent.clone();
        if let Some((text, read)) = &self.state.host.robots {
            let age = self.clock.now().duration_since(*read);
            if (SignedDuration::ZERO..AGE).contains(&age) {
                self.robots = Robots::parse(text, &agent);
                return Ok(Ok(()));
            }
        }
        let text = match self.fetch_robots().await? {
            Ok(text) => text,
            Err(stop) => return Ok(Err(stop)),
        };
        self.robots = Robots::parse(&text, &agent);
        self.state.host.robots = Some((text, self.watch.now));
        self.state.host.crawl_delay = self.robots.delay();
        self.state.host.not_before = None;
        self.put(vec![Record::Host(self.state.host.clone())])
            .await?;
        Ok(Ok(()))
    }

    /// The text of robots.txt: empty if there is none (4xx), no access at all if the server fails.
    async fn fetch_robots(&mut self) -> Result<Result<String, Stop>, Closed> {
        let Ok(mut url) = Url::parse(&format!("{}/robots.txt", self.host)) else {
            return Ok(Ok(String::new()));
        };
        for _ in 0..=HOPS {
            let request = Request {
                // One more than is read, so that a longer one is known as such.
                head: Some(robots::LIMIT + 1),
                ..Request::plain(url.clone())
            };
            let response = match self.ask(request).await? {
                Ok(response) => response,
                Err(Refusal::Held(until)) => return Ok(Err(Stop::held(until))),
                Err(Refusal::Error(error)) => {
                    let stop = Stop::unreachable(&error);
                    let all = self.is_home(&url) && error.of_whole_host();
                    return Ok(Err(if all { stop } else { stop.lawless(&url) }));
                }
            };
            match (response.status, response.redirect(&url)) {
                (200..=299, _) => return Ok(Ok(robots::text(&response.body))),
                (500.., _) => {
                    let stop = Stop::failing(response.status);
                    return Ok(Err(stop.lawless(&url)));
                }
                // Another host's robots.txt may be asked for; anything else of it may not yet.
                (_, Some(target)) if self.is_home(&target) || is_robots(&target) => url = target,
                _ => break,
            }
        }
        Ok(Ok(String::new()))
    }
}

/// Whether an address is the robots.txt of some host.
fn is_robots(url: &Url) -> bool {
    host(url).is_some() && url.path() == "/robots.txt"
}
