//! How long what is out of use is kept, and dropping what is older.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Transaction, TransactionBehavior};
use serde::Deserialize;

use crate::{Store, StoreError, crawl::seconds, value::Text};

/// For how many days what is out of use is kept; 0 is for ever. What stands is never dropped.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub struct Keep {
    /// Versions of a page, from the day on which a newer one took their place.
    pub versions: u32,
    /// The bytes of such versions; what was read of them stays.
    pub bodies: u32,
    /// What became of each address in a crawl, and its problems, from the day of the crawl. The
    /// two newest crawls always stay.
    pub runs: u32,
}

impl Default for Keep {
    fn default() -> Self {
        Self {
            versions: 0,
            bodies: 0,
            runs: 90,
        }
    }
}

/// What was dropped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Versions of pages.
    pub versions: u64,
    /// Bodies that nothing names any more.
    pub bodies: u64,
    /// Ends of addresses in crawls, and problems.
    pub tasks: u64,
    /// Bytes on the disk that are free again.
    pub freed: u64,
}

const VERSIONS: &str = "DELETE FROM snapshot WHERE EXISTS (SELECT 1 FROM snapshot later
    WHERE later.page = snapshot.page AND later.at > snapshot.at AND later.at <= ?1)";
const UNNAME: &str = "UPDATE snapshot SET body = NULL WHERE body IS NOT NULL
    AND EXISTS (SELECT 1 FROM snapshot later
      WHERE later.page = snapshot.page AND later.at > snapshot.at AND later.at <= ?1)";
const BODIES: &str = "DELETE FROM body WHERE NOT EXISTS
    (SELECT 1 FROM snapshot WHERE snapshot.body = body.sha256)";
/// The runs that are old enough; a run that has not ended is among the newest.
const OLD: &str = "(SELECT id FROM run WHERE now < ?1
    AND id NOT IN (SELECT id FROM run ORDER BY id DESC LIMIT 2))";

impl Store {
    /// Drops at `now` what is out of use for longer than `keep` says, and frees the disk: segments
    /// of which a quarter or more is dead are written anew, and so is the database. A kill at any
    /// instant loses nothing; what was not freed is freed the next time.
    ///
    /// # Errors
    /// If another process crawls, a body is missing, or the disk cannot be written.
    pub fn prune(&mut self, keep: &Keep, now: Timestamp) -> Result<Pruned, StoreError> {
        self.prune_while(keep, now, &mut || true)
    }

    /// The same, for as long as `go` says after each step that changed the disk.
    pub(crate) fn prune_while(
        &mut self,
        keep: &Keep,
        now: Timestamp,
        go: &mut dyn FnMut() -> bool,
    ) -> Result<Pruned, StoreError> {
        let before = self.bytes()?;
        self.claim()?;
        let mut pruned = self.drop_old(keep, now)?;
        let finished = go() && self.compact(go)? && self.shrink()?;
        if finished {
            pruned.freed = before.saturating_sub(self.bytes()?);
        }
        Ok(pruned)
    }

    /// Drops the rows.
    fn drop_old(&mut self, keep: &Keep, now: Timestamp) -> Result<Pruned, StoreError> {
        let wrong = |error| StoreError::sqlite(&self.path, error);
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(wrong)?;
        let pruned = dropped(&tx, keep, now).map_err(wrong)?;
        tx.commit().map_err(wrong)?;
        Ok(pruned)
    }

    /// Gives the pages of the database that are free back to the disk, if they are many.
    fn shrink(&self) -> Result<bool, StoreError> {
        let wrong = |error| StoreError::sqlite(&self.path, error);
        let number = |pragma| {
            self.db
                .pragma_query_value(None, pragma, |row| row.get::<_, u32>(0))
        };
        let free = number("freelist_count").map_err(wrong)?;
        if free.saturating_mul(4) >= number("page_count").map_err(wrong)? {
            self.db.execute_batch("VACUUM").map_err(wrong)?;
        }
        let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
        self.db
            .query_row(checkpoint, [], |_| Ok(()))
            .map_err(wrong)?;
        Ok(true)
    }
}

fn dropped(tx: &Transaction<'_>, keep: &Keep, now: Timestamp) -> rusqlite::Result<Pruned> {
    let mut pruned = Pruned::default();
    let run = |sql: &str, days: u32| -> rusqlite::Result<u64> {
        let since = ago(now, days);
        since.map_or(Ok(0), |since| Ok(tx.execute(sql, [Text(&since)])? as u64))
    };
    pruned.versions = run(VERSIONS, keep.versions)?;
    run(UNNAME, keep.bodies)?;
    for table in ["task", "problem"] {
        pruned.tasks += run(
            &format!("DELETE FROM {table} WHERE run IN {OLD}"),
            keep.runs,
        )?;
    }
    pruned.bodies = tx.execute(BODIES, [])? as u64;
    Ok(pruned)
}

/// The instant so many days before; none if what is out of use is kept for ever.
fn ago(now: Timestamp, days: u32) -> Option<Timestamp> {
    if days == 0 {
        return None;
    }
    let span = SignedDuration::from_hours(24 * i64::from(days));
    now.checked_sub(span).ok().map(seconds)
}
