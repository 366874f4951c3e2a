//! A backup of a store in one file: a SQLite database with all tables, and the bodies in one more.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    Store, StoreError,
    bodies::{Spot, slice, unpack},
    body::Hash,
    commit::spot,
    mend::{AGAIN, UNNAME},
};

/// The table of bodies, which only a backup has: each record as it stands in a segment.
pub(crate) const RECORDS: &str = "CREATE TABLE record (
  sha256 BLOB PRIMARY KEY REFERENCES body,
  bytes BLOB NOT NULL
) STRICT";

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Bodies of pages.
    pub bodies: u64,
    /// Bodies that could not be read, and are not in it.
    pub lost: u64,
    /// Bytes of the file.
    pub bytes: u64,
}

impl Store {
    /// Writes a backup to `file`, which must not exist: beside it first, then checked, then
    /// renamed. Others may read and crawl meanwhile; the backup is the store as it was at the
    /// beginning. What cannot be read of it is left out and counted.
    ///
    /// # Errors
    /// If the file exists or cannot be written, or what was written is not what was read.
    pub fn backup(&self, file: &Path) -> Result<Backup, StoreError> {
        if file.exists() {
            return Err(StoreError::Taken { path: file.into() });
        }
        let part = beside(file);
        remove(&part)?;
        let copied = self.copy(&part);
        let backup = copied.and_then(|lost| checked(&part, lost));
        let backup = backup.and_then(|backup| {
            let wrong = |error| StoreError::io(&part, error);
            File::open(&part)
                .and_then(|part| part.sync_all())
                .map_err(wrong)?;
            fs::rename(&part, file).map_err(|error| StoreError::io(file, error))?;
            Ok(backup)
        });
        if backup.is_err() {
            remove(&part)?;
        }
        backup
    }

    /// Copies the tables, then the bodies that they name; counts those that cannot be read.
    fn copy(&self, part: &Path) -> Result<u64, StoreError> {
        const PLACES: &str = "SELECT sha256, segment, start, length FROM body
            ORDER BY segment, start, sha256";
        let name = part.to_string_lossy();
        self.db
            .execute("VACUUM INTO ?1", [&name])
            .map_err(|error| StoreError::sqlite(part, error))?;
        let wrong = |error| StoreError::sqlite(part, error);
        let mut db = Connection::open(part).map_err(wrong)?;
        let tx = db.transaction().map_err(wrong)?;
        tx.execute_batch(RECORDS).map_err(wrong)?;
        let places: Vec<(Hash, Spot)> = tx
            .prepare(PLACES)
            .and_then(|mut all| {
                let rows = all.query_map([], |row| Ok((row.get(0)?, spot(row, 1)?)))?;
                rows.collect()
            })
            .map_err(wrong)?;
        let mut lost = 0;
        for (hash, at) in places {
            if let Some(record) = self.record(&hash, at)? {
                tx.execute("INSERT INTO record VALUES (?1, ?2)", params![hash, record])
                    .map_err(wrong)?;
                continue;
            }
            lost += 1;
            for sql in [AGAIN].iter().chain(&UNNAME) {
                tx.execute(sql, [hash]).map_err(wrong)?;
            }
        }
        tx.commit().map_err(wrong)?;
        db.close().map_err(|(_, error)| wrong(error))?;
        Ok(lost)
    }

    /// The record of a body, whole: where the copy names it, or where the store does since.
    fn record(&self, hash: &Hash, at: Spot) -> Result<Option<Vec<u8>>, StoreError> {
        const SQL: &str = "SELECT segment, start, length FROM body WHERE sha256 = ?1";
        let read = |at: Spot| {
            let record = slice(&self.bodies.path(at.segment), at).ok()?;
            unpack(hash, &record).map(|_| record)
        };
        if let Some(record) = read(at) {
            return Ok(Some(record));
        }
        let now = self
            .db
            .query_row(SQL, [hash], |row| spot(row, 0))
            .optional()
            .map_err(|error| StoreError::sqlite(&self.path, error))?;
        Ok(now.and_then(read))
    }
}

/// Reads back what was written: the database by SQLite's own check, each body by its hash.
fn checked(part: &Path, lost: u64) -> Result<Backup, StoreError> {
    let wrong = |error| StoreError::sqlite(part, error);
    let db = Connection::open(part).map_err(wrong)?;
    sound(&db, part)?;
    let mut bodies = 0;
    records(&db, part, |_, _| {
        bodies += 1;
        Ok(())
    })?;
    let bytes = fs::metadata(part).map_err(|error| StoreError::io(part, error))?;
    let bytes = bytes.len();
    Ok(Backup {
        bodies,
        lost,
        bytes,
    })
}

/// Checks the file of a backup as SQLite does.
pub(crate) fn sound(db: &Connection, path: &Path) -> Result<(), StoreError> {
    let said: String = db
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(|error| StoreError::sqlite(path, error))?;
    match said == "ok" {
        true => Ok(()),
        false => Err(StoreError::Torn { path: path.into() }),
    }
}

/// Hands each record of a backup on, checked.
pub(crate) fn records(
    db: &Connection,
    path: &Path,
    mut take: impl FnMut(Hash, &[u8]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    const SQL: &str = "SELECT body.sha256, record.bytes FROM body
        LEFT JOIN record ON record.sha256 = body.sha256
        ORDER BY segment, start, body.sha256";
    let wrong = |error| StoreError::sqlite(path, error);
    let mut all = db.prepare(SQL).map_err(wrong)?;
    let mut rows = all.query([]).map_err(wrong)?;
    while let Some(row) = rows.next().map_err(wrong)? {
        let hash: Hash = row.get(0).map_err(wrong)?;
        let record: Option<Vec<u8>> = row.get(1).map_err(wrong)?;
        let whole = record.filter(|record| unpack(&hash, record).is_some());
        let Some(record) = whole else {
            return Err(StoreError::Torn { path: path.into() });
        };
        take(hash, &record)?;
    }
    Ok(())
}

/// Where a file is written before it is complete.
fn beside(file: &Path) -> PathBuf {
    file.with_added_extension("part")
}

/// Removes a file that is there, and what SQLite keeps beside it.
fn remove(part: &Path) -> Result<(), StoreError> {
    for path in [part.to_owned(), part.with_added_extension("-journal")] {
        if path.exists() {
            fs::remove_file(&path).map_err(|error| StoreError::io(path, error))?;
        }
    }
    Ok(())
}
