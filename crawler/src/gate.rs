//! Entering a host: what it asked for is waited out, and its robots.txt is learnt, before anything
//! else is asked for.

use std::sync::Arc;

use jiff::SignedDuration;
use masthead_store::{Record, Task};
use url::Url;

use crate::{
    Clock, Closed, Fetch, Request, Robots, Sink, Source, SourceKind, Verdict,
    ask::{PATIENCE, Refusal},
    frontier::Offer,
    host,
    host::Turn,
    robots::{
        self,
        served::{Served, served},
    },
    sitemap,
    stop::Stop,
};

/// robots.txt is kept so long (RFC 9309, 2.4).
const AGE: SignedDuration = SignedDuration::from_hours(24);

impl<F: Fetch, C: Clock, S: Sink> Turn<'_, F, C, S> {
    /// Waits out what the host asked for, and learns its robots.txt.
    pub(crate) async fn enter(&mut self) -> Result<Result<(), Stop>, Closed> {
        if let Some(until) = self.state.host.not_before {
            if until.duration_since(self.clock.now()) > PATIENCE {
                return Ok(Err(match self.state.pace.lost() {
                    Some(crawls) => Stop::resting(crawls, until),
                    None => Stop::held(until),
                }));
            }
            self.state.pace.hold(until);
        }
        if let Err(stop) = self.learn().await? {
            return Ok(Err(stop));
        }
        self.state.pace.asked(self.state.host.crawl_delay);
        self.begin_with_sitemaps().await?;
        Ok(Ok(()))
    }

    /// The sitemaps of this host that its robots.txt names are a start of every site here.
    async fn begin_with_sitemaps(&mut self) -> Result<(), Closed> {
        let named = sitemap::of_robots(&self.robots);
        let Ok(from) = Url::parse(&format!("{}/robots.txt", self.host)) else {
            return Ok(());
        };
        let watch = Arc::clone(&self.watch);
        let here = |source: &&Source| source.kind == SourceKind::Site && self.is_home(&source.url);
        let sites: Vec<&Source> = watch.sources.values().filter(here).collect();
        let mut group = Vec::new();
        for (source, url) in sites
            .iter()
            .flat_map(|source| named.iter().map(move |url| (source, url)))
        {
            let task = Task {
                source: source.name.clone(),
                url: url.clone(),
                depth: 0,
                day: None,
                changed: None,
                from: Some(from.clone()),
                trail: Vec::new(),
            };
            if self.is_home(url) && self.frontier.offer(&task, u32::MAX) == Offer::Taken {
                group.push(Record::Queue(task));
            }
        }
        self.put(group).await
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
        let host = self.state.save();
        self.put(vec![host]).await?;
        Ok(Ok(()))
    }

    /// The text of robots.txt: empty if there is none (4xx), no access at all if the server fails.
    pub(crate) async fn fetch_robots(&mut self) -> Result<Result<String, Stop>, Closed> {
        let Some(mut url) = robots_of(&self.host) else {
            return Ok(Ok(String::new()));
        };
        let mut hops = 0;
        loop {
            let served = match self.serve_robots(&url, hops).await? {
                Ok(served) => served,
                Err(stop) => return Ok(Err(stop)),
            };
            match served {
                Served::Rules(text) => return Ok(Ok(text)),
                Served::Failing(status) => {
                    return Ok(Err(Stop::failing(status).lawless(&url)));
                }
                Served::Moved(target) => {
                    if let Err(stop) = self.clear(&url, &target).await? {
                        return Ok(Err(stop));
                    }
                    url = target;
                }
            }
            hops += 1;
        }
    }

    /// Asks for a robots.txt once, wherever it is.
    async fn serve_robots(
        &mut self,
        url: &Url,
        hops: usize,
    ) -> Result<Result<Served, Stop>, Closed> {
        let request = Request {
            // One more than is read, so that a longer one is known as such.
            head: Some(robots::LIMIT + 1),
            ..Request::plain(url.clone())
        };
        Ok(match self.ask(request).await? {
            Ok(response) => Ok(served(&response, url, hops)),
            Err(Refusal::Held(until)) => Err(Stop::held(until)),
            Err(Refusal::Spent(budget)) => Err(Stop::spent(budget)),
            Err(Refusal::Challenge(sign)) => Err(Stop::challenged(&sign)),
            Err(Refusal::Error(error)) => {
                let stop = Stop::unreachable(&error);
                let all = self.is_home(url) && error.of_whole_host();
                Err(if all { stop } else { stop.lawless(url) })
            }
        })
    }

    /// Whether the address that robots.txt has moved to may be asked for. The robots.txt of
    /// another host may; anything else there only if that host's own robots.txt allows it.
    async fn clear(&mut self, url: &Url, target: &Url) -> Result<Result<(), Stop>, Closed> {
        let Some(guest) = host(target).as_deref().and_then(robots_of) else {
            return Ok(Err(Stop::astray(target).lawless(url)));
        };
        if self.is_home(target) || *target == guest {
            return Ok(Ok(()));
        }
        let served = match self.serve_robots(&guest, 0).await? {
            Ok(served) => served,
            Err(stop) => return Ok(Err(stop)),
        };
        let Served::Rules(text) = served else {
            return Ok(Err(Stop::astray(target).lawless(url)));
        };
        let theirs = Robots::parse(&text, &self.watch.settings.agent);
        Ok(match theirs.judge(target) {
            Verdict::Allowed => Ok(()),
            Verdict::Forbidden { .. } => Err(Stop::astray(target).lawless(url)),
        })
    }
}

/// The address of the robots.txt of a host.
fn robots_of(host: &str) -> Option<Url> {
    Url::parse(&format!("{host}/robots.txt")).ok()
}
