//! Remembers which place got which digest, in a file beside the store, for one sender at a time.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

use anyhow::Context;
use masthead_insight::digest::Digest;
use sha2::{Digest as _, Sha256};

use super::Delivery;
use crate::results;

/// Digests remembered of a place at most.
const MOST: usize = 400;

/// What was sent, and the right to send.
pub(super) struct Sent {
    path: PathBuf,
    /// By place, the keys of digests in the order in which they were sent.
    places: BTreeMap<String, Vec<String>>,
    /// Held as long as this process sends; the system releases it when the process ends, however
    /// it does.
    _lock: File,
}

impl Sent {
    /// Reads what was sent; nothing where nothing was yet. If another process sends, `wait` is
    /// told, and it is waited for: it may be sending this very digest.
    pub(super) fn read(state: &Path, wait: impl FnOnce()) -> anyhow::Result<Self> {
        let lock = lock(&state.join("sent.lock"), wait)?;
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
        Ok(Self {
            path,
            places,
            _lock: lock,
        })
    }

    /// Whether a place got a digest.
    pub(super) fn has(&self, place: &str, key: &str) -> bool {
        let keys = self.places.get(place);
        keys.is_some_and(|keys| keys.iter().any(|sent| sent == key))
    }

    /// Notes that a place got a digest, at once: what comes next may fail. Whoever is killed
    /// between the answer of a place and this note sends once more: twice is better than never.
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

/// Makes this process the only one that sends.
fn lock(path: &Path, wait: impl FnOnce()) -> anyhow::Result<File> {
    let locking = || format!("locking {}; check that it may be written", path.display());
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .with_context(locking)?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::WouldBlock) => wait(),
        Err(TryLockError::Error(error)) => return Err(error).with_context(locking),
    }
    file.lock().with_context(locking)?;
    Ok(file)
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
