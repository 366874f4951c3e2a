//! Names to addresses: as the settings say, else as the system says, and public ones only.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::{IpAddr, SocketAddr},
    sync::Arc,
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
