//! Remembers which place got which digest, in a file beside the store.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Context;
use masthead_insight::digest::Digest;
use sha2::{Digest as _, Sha256};

use super::Delivery;
use crate::results;

/// Digests remembered of a place at most.
const MOST: usize = 400;

/// What was sent.
pub(super) struct Sent {
    path: PathBuf,
    /// By place, the keys of digests in the order in which they were sent.
    places: BTreeMap<String, Vec<String>>,
}

impl Sent {
    /// Reads what was sent; nothing where nothing was yet.
    pub(super) fn read(state: &Path) -> anyhow::Result<Self> {
        let path = state.join("sent.json");
        let places = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).with_context(|| {
                format!(
                    "{} is damaged: delete it, and each digest may be sent once more",
                    path.display()
                )
            })?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(error).with_context(|| format!("reading {}", path.display())),
        };
        Ok(Self { path, places })
    }

    /// Whether a place got a digest.
    pub(super) fn has(&self, place: &str, key: &str) -> bool {
        let keys = self.places.get(place);
        keys.is_some_and(|keys| keys.iter().any(|sent| sent == key))
    }

    /// Notes that a place got a digest, at once: what comes next may fail.
    pub(super) fn note(&mut self, place: &str, key: &str) -> anyhow::Result<()> {
        let keys = self.places.entry(place.to_owned()).or_default();
        keys.retain(|sent| sent != key);
        keys.push(key.to_owned());
        let old = keys.len().saturating_sub(MOST);
        keys.drain(..old);
        results::write_json(&self.path, &self.places)?;
        Ok(())
    }
}

/// A digest at a place: other readers, another language or another address are another place.
pub(super) fn key(delivery: &Delivery, digest: &Digest) -> anyhow::Result<String> {
    let mut hash = Sha256::new();
    let place = (
        delivery.kind,
        delivery.language,
        &delivery.host,
        &delivery.to,
        &delivery.url_env,
        &delivery.dir,
    );
    hash.update(serde_json::to_vec(&place)?);
    hash.update(serde_json::to_vec(digest)?);
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}
