//! Hosts that share a public address are one server: they take turns, and the delay lies between
//! them as between two requests to one host.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{Mutex as Turn, OwnedMutexGuard},
    time::{Instant, sleep_until},
};

/// When an address was last asked.
type Last = Option<Instant>;

/// The leave to ask an address; when it is given back, the request is over.
#[derive(Debug, Default)]
pub struct Permit(Option<OwnedMutexGuard<Last>>);

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(last) = &mut self.0 {
            **last = Some(Instant::now());
        }
    }
}

/// Who has the turn at which address.
#[derive(Debug)]
pub(super) struct Turns {
    delay: Duration,
    addresses: Mutex<BTreeMap<String, Arc<Turn<Last>>>>,
}

impl Turns {
    pub(super) fn new(delay: Duration) -> Self {
        Self {
            delay,
            addresses: Mutex::default(),
        }
    }

    /// Waits until nobody asks the address any more, and the delay after that has passed. Without a
    /// delay nobody waits.
    pub(super) async fn take(&self, address: String) -> Permit {
        if self.delay.is_zero() {
            return Permit::default();
        }
        let turn = {
            let mut addresses = self
                .addresses
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            Arc::clone(addresses.entry(address).or_default())
        };
        let last = turn.lock_owned().await;
        if let Some(last) = *last {
            sleep_until(last + self.delay).await;
        }
        Permit(Some(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn between_two_requests_to_one_address_lies_the_delay() {
        let delay = Duration::from_millis(20);
        let turns = Arc::new(Turns::new(delay));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let ask = |address: &'static str| {
            let (turns, asked) = (Arc::clone(&turns), Arc::clone(&asked));
            tokio::spawn(async move {
                let _permit = turns.take(address.to_owned()).await;
                let began = Instant::now();
                tokio::task::yield_now().await;
                asked.lock().unwrap().push((address, began, Instant::now()));
            })
        };
        let all: Vec<_> = ["a", "a", "b", "a", "b"].map(ask).into();
        for one in all {
            one.await.unwrap();
        }
        let asked = asked.lock().unwrap();
        for address in ["a", "b"] {
            let ours: Vec<_> = asked.iter().filter(|(at, ..)| *at == address).collect();
            assert!(ours.windows(2).all(|pair| pair[1].1 >= pair[0].2 + delay));
        }
        assert_eq!(asked.len(), 5);
    }

    #[tokio::test]
    async fn without_a_delay_nobody_waits() {
        let turns = Turns::new(Duration::ZERO);
        let _first = turns.take("a".to_owned()).await;
        let _second = turns.take("a".to_owned()).await;
    }
}
