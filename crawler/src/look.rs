//! A first look at an address that somebody wants to watch: what it is, and what it offers.
//!
//! The same rules hold as in a crawl: robots.txt first, one request at a time, the host's delay
//! kept, private addresses refused.

use std::{collections::BTreeMap, sync::Arc};

use jiff::Timestamp;
use masthead_store::{HostState, Role};
use masthead_text::Language;
use url::Url;

use crate::{
    Clock, Closed, CrawlError, Fetch, Pace, Request, Response, Robots, Settings, SourceKind, State,
    Verdict, Watch,
    alone::{Alone, Nobody},
    ask::Refusal,
    discover,
    document::unpacked,
    feed, host,
    host::Turn,
    normal::normal,
    rough, scripted, sitemap,
};

/// An address may be moved so many times.
const HOPS: usize = 5;

/// So many feeds and so many sitemaps are looked into.
const MOST: usize = 3;

/// The head of a page, in bytes, in which it says what made it.
const HEAD: usize = 64 * 1024;

/// A feed or sitemap that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Its address.
    pub url: Url,
    /// How many pages it names.
    pub pages: usize,
    /// How many further sitemaps it names.
    pub sitemaps: usize,
}

/// What an address is, and what its site offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The address, after redirects.
    pub url: Url,
    /// What is there: a feed, a sitemap, or a page of a site.
    pub kind: SourceKind,
    /// How many pages a feed or sitemap names.
    pub pages: usize,
    /// The title of a page or a feed.
    pub title: Option<String>,
    /// The name of the site, as the page states it.
    pub site: Option<String>,
    /// The language of a page.
    pub language: Option<Language>,
    /// The program that made a page, as it says.
    pub platform: Option<String>,
    /// Whether a page is empty until a browser runs its scripts.
    pub scripted: bool,
    /// The feeds that a page names, those that could be read.
    pub feeds: Vec<Offered>,
    /// The sitemaps of the site, those that could be read.
    pub sitemaps: Vec<Offered>,
}

impl Look {
    /// How it is best watched, and from which address: what names pages, by that; of a page, its
    /// feed for what the industry says, else the whole site.
    #[must_use]
    pub fn best(&self, role: Role) -> (SourceKind, &Url) {
        let full = self.feeds.iter().find(|feed| feed.pages > 0);
        match full {
            Some(feed) if self.kind == SourceKind::Site && role == Role::Industry => {
                (SourceKind::Feed, &feed.url)
            }
            _ => (self.kind, &self.url),
        }
    }
}

/// Looks at an address, or says in sentences why that is not possible.
///
/// # Errors
/// If connections cannot be set up.
pub fn look(
    url: &Url,
    settings: &Settings,
    now: Timestamp,
) -> Result<Result<Look, String>, CrawlError> {
    let alone = Alone::new(settings, now)?;
    alone
        .runtime
        .block_on(Looker::new(settings, &alone.net, &alone.clock).look(url))
        .map_err(|closed| CrawlError::Setup(closed.to_string()))
}

/// Whoever looks: a turn at each host that is asked.
pub(crate) struct Looker<'a, F, C> {
    watch: Arc<Watch>,
    fetch: &'a F,
    clock: &'a C,
    turns: BTreeMap<String, Turn<'a, F, C, Nobody>>,
}

impl<'a, F: Fetch, C: Clock> Looker<'a, F, C> {
    pub(crate) fn new(settings: &Settings, fetch: &'a F, clock: &'a C) -> Self {
        let watch = Watch {
            now: clock.now(),
            settings: settings.clone(),
            ..Watch::default()
        };
        Self {
            watch: watch.into(),
            fetch,
            clock,
            turns: BTreeMap::new(),
        }
    }

    pub(crate) async fn look(mut self, url: &Url) -> Result<Result<Look, String>, Closed> {
        let (url, response) = match self.get(url).await? {
            Ok(got) => got,
            Err(why) => return Ok(Err(why)),
        };
        if response.status != 200 && response.status != 203 {
            let status = response.status;
            return Ok(Err(format!(
                "The server answers {status} for {url}. Open the address in a browser to see what \
                 is there."
            )));
        }
        let mut look = self.seen(url, &response);
        if look.kind == SourceKind::Site {
            self.offers(&mut look, &response).await?;
        }
        Ok(Ok(look))
    }

    /// Asks for an address and goes where it leads, as a crawl would.
    async fn get(&mut self, url: &Url) -> Result<Result<(Url, Response), String>, Closed> {
        let Some(mut url) = normal(url) else {
            return Ok(Err(format!(
                "{url} is no address of the web. Write it with http:// or https://."
            )));
        };
        for _ in 0..=HOPS {
            let turn = match self.turn(&url).await? {
                Ok(turn) => turn,
                Err(why) => return Ok(Err(why)),
            };
            if let Verdict::Forbidden { rule, line } = turn.robots.judge(&url) {
                return Ok(Err(format!(
                    "Line {line} of robots.txt forbids {url} (`{rule}`). To read it, ask the \
                     site's owner."
                )));
            }
            let response = match turn.ask(Request::plain(url.clone())).await? {
                Ok(response) => response,
                Err(refusal) => return Ok(Err(refused(&url, &refusal))),
            };
            match response.redirect(&url).as_ref().and_then(normal) {
                Some(target) => url = target,
                None => return Ok(Ok((url, response))),
            }
        }
        Ok(Err(format!(
            "{url} is moved more than {HOPS} times. Give the address where it ends."
        )))
    }

    /// The turn at the host of an address, entered.
    async fn turn(
        &mut self,
        url: &Url,
    ) -> Result<Result<&mut Turn<'a, F, C, Nobody>, String>, Closed> {
        let name = host(url).unwrap_or_default();
        if !self.turns.contains_key(&name) {
            let state = State {
                host: HostState {
                    host: name.clone(),
                    ..HostState::default()
                },
                pace: Pace::open(None, &self.watch.settings, self.watch.now, false),
            };
            let watch = Arc::clone(&self.watch);
            let mut turn = Turn::new(name.clone(), watch, state, self.fetch, self.clock, &Nobody);
            if let Err(stop) = turn.enter().await? {
                return Ok(Err(stop.told()));
            }
            self.turns.insert(name.clone(), turn);
        }
        let missing = || format!("{url} is at no host.");
        Ok(self.turns.get_mut(&name).ok_or_else(missing))
    }

    /// What stands at the address itself.
    fn seen(&self, url: Url, response: &Response) -> Look {
        let mut look = Look {
            url,
            kind: SourceKind::Site,
            pages: 0,
            title: None,
            site: None,
            language: None,
            platform: None,
            scripted: false,
            feeds: Vec::new(),
            sitemaps: Vec::new(),
        };
        let body = self.unpacked(response);
        if let Some(offered) = maps(&look.url, &body, response.charset())
            && sitemap::looks_like_one(&body)
        {
            look.kind = SourceKind::Sitemap;
            look.pages = offered.pages;
            look.sitemaps.push(offered);
        } else if let Ok(items) = feed::read(&body, &look.url, response.charset()) {
            look.kind = SourceKind::Feed;
            look.pages = items.len();
            look.title = feed::title(&body, &look.url, response.charset());
        } else {
            let facts = masthead_page::read(&body, Some(&look.url), response.charset());
            look.platform = platform(&body, &facts.charset);
            look.site = facts.open_graph.get("og:site_name").cloned();
            look.scripted = scripted::is_empty(&facts, &body);
            look.title = facts.headline.or(facts.titles.into_iter().next());
            look.language = facts.language;
        }
        look
    }

    fn unpacked(&self, response: &Response) -> Vec<u8> {
        let limit = self.watch.settings.max_bytes;
        unpacked(&response.body, limit).map_or_else(|_| Vec::new(), std::borrow::Cow::into_owned)
    }

    /// The feeds that a page names and the sitemaps of its host.
    async fn offers(&mut self, look: &mut Look, response: &Response) -> Result<(), Closed> {
        let feeds = discover::feeds(&response.body, &look.url, response.charset());
        for url in feeds.into_iter().take(MOST) {
            if let Ok((url, answer)) = self.get(&url).await?
                && let Ok(items) = feed::read(&self.unpacked(&answer), &url, answer.charset())
            {
                look.feeds.push(Offered {
                    url,
                    pages: items.len(),
                    sitemaps: 0,
                });
            }
        }
        let robots = match self.turn(&look.url).await? {
            Ok(turn) => turn.robots.clone(),
            Err(_) => Robots::default(),
        };
        let mut named = sitemap::of_robots(&robots);
        if named.is_empty() {
            named.extend(look.url.join("/sitemap.xml").ok());
        }
        for url in named.into_iter().take(MOST) {
            if let Ok((url, answer)) = self.get(&url).await?
                && answer.status == 200
            {
                look.sitemaps
                    .extend(maps(&url, &self.unpacked(&answer), answer.charset()));
            }
        }
        Ok(())
    }
}

/// A sitemap and how much it names; nothing if it is none.
fn maps(url: &Url, body: &[u8], charset: Option<&str>) -> Option<Offered> {
    let read = sitemap::read(body, url, charset).ok()?;
    Some(Offered {
        url: url.clone(),
        pages: read.pages.len(),
        sitemaps: read.index.len(),
    })
}

/// Why there is no answer, in sentences.
fn refused(url: &Url, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Held(until) => {
            format!("The server asks to be left alone until {until}. Look again after that.")
        }
        Refusal::Spent(most) => {
            format!(
                "{most} requests are all that may be made. Raise the budget of the crawl settings."
            )
        }
        Refusal::Challenge(sign) => {
            format!("{url} wants to see a person ({sign}). Ask the site's owner, or leave it out.")
        }
        Refusal::Error(error) => format!("{url}: {error}. {}", error.advice()),
    }
}

/// What made a page, as its head says.
fn platform(body: &[u8], charset: &str) -> Option<String> {
    let (text, _) = masthead_page::decode(&body[..body.len().min(HEAD)], Some(charset));
    let low = text.to_ascii_lowercase();
    low.match_indices("<meta").find_map(|(at, _)| {
        let end = low[at..].find('>').map_or(low.len(), |end| at + end);
        let (tag, low) = (&text[at..end], &low[at..end]);
        let name = rough::attribute(low, low, "name")?;
        let content = rough::attribute(tag, low, "content")?;
        let said = name == "generator" && content.chars().any(char::is_alphanumeric);
        said.then(|| content.trim().chars().take(60).collect())
    })
}
