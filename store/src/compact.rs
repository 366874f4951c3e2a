//! Writes segments anew without the records that nothing names, so that the disk is really freed.

use std::{collections::BTreeMap, fs};

use rusqlite::{TransactionBehavior, params};

use crate::{
    Store, StoreError,
    bodies::{Bodies, Spot, slice, write},
    body::Hash,
    doctor::lengths,
    value::Count,
};

/// Bytes of records that are gathered before they are written.
const GATHERED: usize = 8 << 20;

impl Store {
    /// Bytes of the database and the bodies on the disk.
    pub(crate) fn bytes(&self) -> Result<u64, StoreError> {
        let bodies: u64 = lengths(&self.bodies)?.into_values().sum();
        let log = self.path.with_extension("db-wal");
        let files = [&self.path, &log];
        let files = files.map(|path| fs::metadata(path).map_or(0, |file| file.len()));
        Ok(bodies + files.iter().sum::<u64>())
    }

    /// Writes each segment anew of which a quarter or more is dead: its records go to a new
    /// segment and to the disk, then one transaction names them there, then the old segment goes.
    /// Killed before that transaction, nothing names the new segment, and the next claim cuts it;
    /// killed after it, the same holds for the old one. Says whether it came to its end.
    pub(crate) fn compact(&mut self, go: &mut dyn FnMut() -> bool) -> Result<bool, StoreError> {
        let mut live: BTreeMap<u32, Vec<(Hash, Spot)>> = BTreeMap::new();
        for (hash, at) in self.placed()? {
            live.entry(at.segment).or_default().push((hash, at));
        }
        let lengths = lengths(&self.bodies)?;
        let newest = lengths.keys().chain(live.keys()).max();
        let mut next = newest.map_or(1, |newest| newest + 1);
        for (segment, length) in lengths {
            let records = live.remove(&segment).unwrap_or_default();
            let used: u64 = records.iter().map(|(_, at)| at.length).sum();
            if used > 0 && length.saturating_sub(used) * 4 < length {
                continue;
            }
            if used > 0 {
                let moved = copied(&self.bodies, next, &records)?;
                next += 1;
                if !go() {
                    return Ok(false);
                }
                self.rename(&moved)?;
            }
            if !go() {
                return Ok(false);
            }
            let path = self.bodies.path(segment);
            fs::remove_file(&path).map_err(|error| StoreError::io(path, error))?;
        }
        // What is appended next goes behind the last record as it stands now.
        self.claim_anew()?;
        Ok(go())
    }

    /// Claims the bodies as if for the first time, since they stand elsewhere now.
    pub(crate) fn claim_anew(&mut self) -> Result<(), StoreError> {
        self.bodies = Bodies::new(self.bodies.dir().to_owned());
        self.claim()
    }

    /// Names records at their new places.
    fn rename(&mut self, moved: &[(Hash, Spot)]) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE body SET segment = ?2, start = ?3 WHERE sha256 = ?1";
        let wrong = |error| StoreError::sqlite(&self.path, error);
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(wrong)?;
        for (hash, at) in moved {
            tx.execute(SQL, params![hash, at.segment, Count(at.start)])
                .map_err(wrong)?;
        }
        tx.commit().map_err(wrong)
    }
}

/// Copies records to a new segment; gives their new places once they are on the disk.
fn copied(
    bodies: &Bodies,
    segment: u32,
    records: &[(Hash, Spot)],
) -> Result<Vec<(Hash, Spot)>, StoreError> {
    let path = bodies.path(segment);
    let mut moved = Vec::with_capacity(records.len());
    let (mut gathered, mut at, mut written) = (Vec::new(), 0, 0);
    for (hash, old) in records {
        let from = bodies.path(old.segment);
        let record = slice(&from, *old).map_err(|error| StoreError::io(&from, error))?;
        if record.len() as u64 != old.length {
            let (start, why) = (old.start, "is missing");
            return Err(StoreError::Body {
                path: from,
                start,
                why,
            });
        }
        let spot = Spot {
            segment,
            start: at,
            length: old.length,
        };
        moved.push((*hash, spot));
        at += old.length;
        gathered.extend(record);
        if gathered.len() >= GATHERED {
            write(&path, written, &gathered).map_err(|error| StoreError::io(&path, error))?;
            written = at;
            gathered.clear();
        }
    }
    write(&path, written, &gathered).map_err(|error| StoreError::io(&path, error))?;
    Ok(moved)
}
