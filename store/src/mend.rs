//! Repairs a store: what cannot be read is dropped, and its pages are marked to be fetched again.

use std::collections::BTreeSet;

use rusqlite::{Params, Transaction, TransactionBehavior};

use crate::{Store, StoreError};

/// What was repaired.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mended {
    /// Bodies that could not be read, and are named no more.
    pub bodies: u64,
    /// Pages that had them, and are fetched again.
    pub pages: u64,
    /// Rows that named what is not there, and are gone or name it no more.
    pub rows: u64,
}

/// Marks the pages of a body, so that the next crawl asks for them without conditions.
pub(crate) const AGAIN: &str = "UPDATE page SET etag = NULL, last_modified = NULL, due = NULL
    WHERE id IN (SELECT page FROM snapshot WHERE body = ?1)";

/// Drops the name of a body.
pub(crate) const UNNAME: [&str; 2] = [
    "UPDATE snapshot SET body = NULL WHERE body = ?1",
    "DELETE FROM body WHERE sha256 = ?1",
];

/// Marks the pages that name bodies which are not there.
const ORPHANS: &str = "UPDATE page SET etag = NULL, last_modified = NULL, due = NULL WHERE id IN
    (SELECT page FROM snapshot WHERE body IS NOT NULL AND body NOT IN (SELECT sha256 FROM body))";

/// Puts right each relation between tables. What a row cannot do without takes the row with it.
const RELATIONS: [&str; 5] = [
    "UPDATE snapshot SET body = NULL
      WHERE body IS NOT NULL AND body NOT IN (SELECT sha256 FROM body)",
    "DELETE FROM snapshot WHERE page NOT IN
      (SELECT id FROM page WHERE source IN (SELECT name FROM source))",
    "DELETE FROM page WHERE source NOT IN (SELECT name FROM source)",
    "DELETE FROM task WHERE run NOT IN (SELECT id FROM run)
      OR source NOT IN (SELECT name FROM source)",
    "DELETE FROM problem WHERE run NOT IN (SELECT id FROM run)",
];

impl Store {
    /// Drops what cannot be read or names nothing, marks the pages that lost their bytes to be
    /// fetched again, builds the indexes anew where they are damaged, and cuts what a stopped
    /// crawl left behind the last body. What was read of the pages stays.
    ///
    /// # Errors
    /// If another process crawls, or the database cannot be written.
    pub fn mend(&mut self) -> Result<Mended, StoreError> {
        let lock = match self.bodies.claimed() {
            true => None,
            false => Some(self.bodies.lock()?),
        };
        if !self.intact()?.is_empty() {
            let built = self.db.execute_batch("REINDEX");
            built.map_err(|error| StoreError::sqlite(&self.path, error))?;
        }
        let mended = self.drop_lost()?;
        drop(lock);
        self.claim_anew()?;
        Ok(mended)
    }

    /// Drops the bodies that cannot be read, and the rows that name what is not there.
    fn drop_lost(&mut self) -> Result<Mended, StoreError> {
        let mut mended = Mended::default();
        let placed = self.placed()?;
        let mut end = (0, 0);
        let lost: Vec<_> = placed
            .into_iter()
            .filter(|(hash, at)| {
                let overlaps = (at.segment, at.start) < end;
                end = (at.segment, at.start + at.length);
                overlaps || self.bodies.read(hash, *at).is_err()
            })
            .collect();
        let wrong = |error| StoreError::sqlite(&self.path, error);
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(wrong)?;
        let mut pages = BTreeSet::new();
        for (hash, _) in &lost {
            pages.extend(numbers(&tx, &format!("{AGAIN} RETURNING id"), [hash]).map_err(wrong)?);
            for sql in UNNAME {
                tx.execute(sql, [hash]).map_err(wrong)?;
            }
        }
        let orphans = format!("{ORPHANS} RETURNING id");
        pages.extend(numbers(&tx, &orphans, []).map_err(wrong)?);
        for sql in RELATIONS {
            mended.rows += tx.execute(sql, []).map_err(wrong)? as u64;
        }
        mended.bodies = lost.len() as u64;
        mended.pages = pages.len() as u64;
        tx.commit().map_err(wrong)?;
        Ok(mended)
    }
}

/// The numbers that a statement gives.
fn numbers(tx: &Transaction<'_>, sql: &str, params: impl Params) -> rusqlite::Result<Vec<i64>> {
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(params, |row| row.get(0))?;
    rows.collect()
}
