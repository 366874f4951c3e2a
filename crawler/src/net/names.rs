//! Names to addresses: as the settings say, else as the system says, and public ones only.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use crate::{FetchError, Settings, address::is_private};

/// What is known of names, and which of them may be private.
#[derive(Debug, Clone)]
pub(super) struct Names(Arc<Table>);

#[derive(Debug)]
struct Table {
    resolve: BTreeMap<String, SocketAddr>,
    private: BTreeSet<String>,
    /// Behind a proxy its own name is the only one that is looked up here.
    proxied: bool,
    /// The public address of each name that was looked up for its turn, if it has one.
    public: Mutex<BTreeMap<String, Option<IpAddr>>>,
}

impl Names {
    pub(super) fn new(settings: &Settings) -> Self {
        let resolve = settings.resolve.iter();
        let private = settings.private.iter();
        Self(Arc::new(Table {
            resolve: resolve
                .map(|(name, address)| (name.to_lowercase(), *address))
                .collect(),
            private: private.map(|name| name.to_lowercase()).collect(),
            proxied: settings.proxy.is_some(),
            public: Mutex::default(),
        }))
    }

    /// Refuses an address that is written in place of a name, for it is never looked up.
    pub(super) fn admit(&self, url: &Url) -> Result<(), FetchError> {
        let address: IpAddr = match url.host() {
            Some(Host::Ipv4(address)) => address.into(),
            Some(Host::Ipv6(address)) => address.into(),
            _ => return Ok(()),
        };
        let name = url.host_str().unwrap_or_default();
        self.check(name.trim_matches(['[', ']']), address)
    }

    fn check(&self, name: &str, address: IpAddr) -> Result<(), FetchError> {
        if is_private(address) && !self.0.private.contains(name) {
            return Err(FetchError::Private {
                host: name.to_owned(),
                address,
            });
        }
        Ok(())
    }

    /// What an address of the web shares with others: the public address of its host, as it was
    /// first looked up; else the host itself, for what the settings resolve, what is private and
    /// what only a proxy knows says nothing of the server behind it.
    pub(super) async fn shared(&self, url: &Url) -> String {
        let host = crate::host(url).unwrap_or_default();
        let Some(name) = url.domain() else {
            let literal = url.host_str().unwrap_or_default();
            return literal.to_owned();
        };
        let name = name.trim_end_matches('.').to_owned();
        if self.0.proxied || self.0.resolve.contains_key(&name) {
            return host;
        }
        let address = self.public(name).await;
        address.map_or(host, |address| address.to_string())
    }

    /// The first public address of a name, as it was first looked up.
    async fn public(&self, name: String) -> Option<IpAddr> {
        let table = || self.0.public.lock().unwrap_or_else(PoisonError::into_inner);
        let known = table().get(&name).copied();
        if let Some(known) = known {
            return known;
        }
        let found = self.clone().look_up(name.clone()).await.unwrap_or_default();
        let found = found.iter().map(SocketAddr::ip);
        let public = found.filter(|address| !is_private(*address)).min();
        *table().entry(name).or_insert(public)
    }

    /// Looks a name up and lets public addresses through; one private address refuses the whole
    /// name, for the connection could go to any of them.
    async fn look_up(self, name: String) -> Result<Vec<SocketAddr>, FetchError> {
        if let Some(address) = self.0.resolve.get(&name) {
            return Ok(vec![*address]);
        }
        let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0))
            .await
            .map(Iterator::collect)
            .unwrap_or_default();
        if found.is_empty() {
            return Err(FetchError::NoAddress(name));
        }
        if !self.0.proxied {
            for address in &found {
                self.check(&name, address.ip())?;
            }
        }
        Ok(found)
    }
}

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        let name = name.as_str().trim_end_matches('.').to_ascii_lowercase();
        let found = self.clone().look_up(name);
        Box::pin(async move {
            let found = found.await?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn hosts_share_a_public_address_and_nothing_else() {
        let settings = Settings {
            resolve: [
                ("a.example".to_owned(), "127.0.0.1:80".parse().unwrap()),
                ("b.example".to_owned(), "127.0.0.1:80".parse().unwrap()),
            ]
            .into(),
            ..Settings::default()
        };
        let names = Names::new(&settings);
        for (one, other, same) in [
            ("http://8.8.8.8/x", "https://8.8.8.8:8443/y", true),
            ("http://8.8.8.8/", "http://8.8.4.4/", false),
            ("http://a.example/", "http://a.example/x", true),
            ("http://a.example/", "http://b.example/", false),
            ("http://a.example/", "http://a.example:81/", false),
            ("http://localhost/", "http://localhost:81/", false),
        ] {
            let [one, other] = [one, other].map(|url| Url::parse(url).unwrap());
            let shared = [names.shared(&one).await, names.shared(&other).await];
            assert_eq!(shared[0] == shared[1], same, "{one} {other}");
        }
    }
}
