//! What can go wrong between a request and its answer, and what to do about it.

use std::net::IpAddr;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The name has no address.
    #[error("no address is known for {0}")]
    NoAddress(String),
    /// The address is not one of the public network.
    #[error("{}", off_the_net(host, *address))]
    Private {
        /// The host name, or the address itself if the URL has it in place of a name.
        host: String,
        /// The address.
        address: IpAddr,
    },
    /// No connection.
    #[error("no connection: {0}")]
    Connect(String),
    /// No answer began in time.
    #[error("no answer began within {0} seconds")]
    Silent(u64),
    /// It took too long.
    #[error("no whole answer within {0} seconds")]
    Timeout(u64),
    /// It came too slowly.
    #[error("the answer came with fewer than {0} bytes a second")]
    Slow(u64),
    /// The answer is longer than allowed.
    #[error("the answer is longer than {0} bytes")]
    TooLarge(u64),
    /// The connection broke, or what came is not HTTP.
    #[error("the answer broke off: {0}")]
    Broken(String),
}

/// Which address is not one of the public network; a name only if it is not the address itself.
fn off_the_net(host: &str, address: IpAddr) -> String {
    if host.parse() == Ok(address) {
        format!("{address} is no address of the public network")
    } else {
        format!("the address of {host} is {address}, which is not on the public network")
    }
}

impl FetchError {
    /// Whether this speaks of the host rather than of the one address.
    #[must_use]
    pub fn of_host(&self) -> bool {
        !matches!(self, Self::TooLarge(_))
    }

    /// Whether this would be the same for every address of the host.
    pub(crate) fn of_whole_host(&self) -> bool {
        matches!(
            self,
            Self::NoAddress(_) | Self::Private { .. } | Self::Connect(_)
        )
    }

    /// Whether asking once more can help.
    #[must_use]
    pub fn passing(&self) -> bool {
        !matches!(self, Self::TooLarge(_) | Self::Private { .. })
    }

    /// Whether it can help at once. Who has just kept us waiting is asked again in the next crawl:
    /// to begin anew would only cost both sides the same time once more.
    pub(crate) fn brief(&self) -> bool {
        self.passing() && !matches!(self, Self::Silent(_) | Self::Timeout(_) | Self::Slow(_))
    }

    /// What the user can do, as a sentence.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::NoAddress(_) => "Check the spelling of the address in masthead.toml.",
            Self::Private { .. } => {
                "If it is meant, name the host under `private` of the crawl settings."
            }
            Self::Connect(_) | Self::Broken(_) => {
                "Open the address in a browser; if the site has moved, change it in masthead.toml."
            }
            Self::Silent(_) => {
                "If the site is only slow, raise `answer_timeout` of the crawl settings."
            }
            Self::Timeout(_) => "If the site is only slow, raise `timeout` of the crawl settings.",
            Self::Slow(_) => "If the site is only slow, lower `least_speed` of the crawl settings.",
            Self::TooLarge(_) => "If it is wanted, raise `max_bytes` of the crawl settings.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_address_is_told_with_its_name_if_it_has_one() {
        for (host, address, told) in [
            (
                "localhost",
                "127.0.0.1",
                "the address of localhost is 127.0.0.1, which is not on the public network",
            ),
            (
                "127.0.0.1",
                "127.0.0.1",
                "127.0.0.1 is no address of the public network",
            ),
            ("0:0::1", "::1", "::1 is no address of the public network"),
        ] {
            let error = FetchError::Private {
                host: host.to_owned(),
                address: address.parse().unwrap(),
            };
            assert_eq!(error.to_string(), told);
        }
    }
}
