//! Makes a store of a backup, where none is.

use std::{
    fs::{self, File},
    path::Path,
};

use rusqlite::{Connection, OpenFlags, params};

use crate::{
    StoreError,
    backup::{records, sound},
    bodies::{Bodies, Spot, write},
    body::Hash,
    schema::{self, APPLICATION, Found, VERSION},
    value::Count,
};

/// A segment of this many bytes is followed by the next.
const SEGMENT: u64 = 256 << 20;

/// The folder in which a store is made before it is complete.
const BESIDE: &str = "restoring";

/// Makes the store that was backed up in `file` anew in `dir`, which must hold none. All is made
/// in a folder within and moved into place at the end, so that a stopped restore leaves no half
/// of a store: it is begun again by the same call. Gives the number of bodies.
///
/// # Errors
/// If `dir` holds a store, if the file is no whole backup, or if the disk cannot be written.
pub fn restore(file: &Path, dir: &Path) -> Result<u64, StoreError> {
    let beside = dir.join(BESIDE);
    let database = dir.join("store.db");
    let filled = fs::metadata(&database).is_ok_and(|file| file.len() > 0);
    if filled || (!beside.exists() && filled_with_bodies(dir)?) {
        return Err(StoreError::Filled { path: dir.into() });
    }
    let db = opened(file)?;
    clear(&beside)?;
    let bodies = beside.join("bodies");
    fs::create_dir_all(&bodies).map_err(|error| StoreError::io(&bodies, error))?;
    let moved = unpacked(&db, file, &Bodies::new(bodies.clone()))?;
    drop(db);
    tables(file, &beside.join("store.db"), &moved)?;
    // The database comes last: with it, the store is complete.
    clear(&dir.join("bodies"))?;
    for (from, to) in [
        (bodies, dir.join("bodies")),
        (beside.join("store.db"), database),
    ] {
        fs::rename(&from, &to).map_err(|error| StoreError::io(to, error))?;
    }
    sync(dir)?;
    clear(&beside)?;
    Ok(moved.len() as u64)
}

/// Whether a folder has bodies of a store.
fn filled_with_bodies(dir: &Path) -> Result<bool, StoreError> {
    let bodies = dir.join("bodies");
    if bodies.exists() {
        Bodies::new(bodies).any()
    } else {
        Ok(false)
    }
}

/// A backup, for reading.
fn opened(file: &Path) -> Result<Connection, StoreError> {
    const RECORDS: &str = "SELECT count(*) FROM sqlite_schema WHERE name = 'record'";
    let wrong = |error| StoreError::sqlite(file, error);
    if let Err(error) = File::open(file) {
        return Err(StoreError::io(file, error));
    }
    let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(wrong)?;
    let found = schema::look(&db).map_err(wrong)?;
    let known = VERSION;
    match found {
        Found::Newer(found) => Err(StoreError::Newer {
            path: file.into(),
            found,
            known,
        }),
        Found::Ours(1..) if db.query_row(RECORDS, [], |row| row.get(0)).map_err(wrong)? => {
            sound(&db, file).map(|()| db)
        }
        Found::Ours(_) | Found::Foreign => Err(StoreError::NoBackup { path: file.into() }),
    }
}

/// Writes the bodies of a backup to segments; gives their places.
fn unpacked(
    db: &Connection,
    file: &Path,
    bodies: &Bodies,
) -> Result<Vec<(Hash, Spot)>, StoreError> {
    let mut moved = Vec::new();
    let (mut segment, mut start) = (1, 0);
    let mut gathered: Vec<u8> = Vec::new();
    records(db, file, |hash, record| {
        let length = record.len() as u64;
        moved.push((
            hash,
            Spot {
                segment,
                start: start + gathered.len() as u64,
                length,
            },
        ));
        gathered.extend(record);
        if gathered.len() >= 8 << 20 {
            let path = bodies.path(segment);
            write(&path, start, &gathered).map_err(|error| StoreError::io(path, error))?;
            start += gathered.len() as u64;
            gathered.clear();
            if start >= SEGMENT {
                (segment, start) = (segment + 1, 0);
            }
        }
        Ok(())
    })?;
    if !gathered.is_empty() {
        let path = bodies.path(segment);
        write(&path, start, &gathered).map_err(|error| StoreError::io(path, error))?;
    }
    Ok(moved)
}

/// Copies the tables of a backup, all but that of the bodies, and names these at their places.
fn tables(file: &Path, to: &Path, moved: &[(Hash, Spot)]) -> Result<(), StoreError> {
    const PLACE: &str = "UPDATE body SET segment = ?2, start = ?3, length = ?4 WHERE sha256 = ?1";
    let wrong = |error| StoreError::sqlite(to, error);
    let mut db = Connection::open(to).map_err(wrong)?;
    db.execute("ATTACH ?1 AS backup", [file.to_string_lossy()])
        .map_err(|error| StoreError::sqlite(file, error))?;
    let tx = db.transaction().map_err(wrong)?;
    copied(&tx).map_err(wrong)?;
    for (hash, at) in moved {
        let values = params![hash, at.segment, Count(at.start), Count(at.length)];
        tx.execute(PLACE, values).map_err(wrong)?;
    }
    tx.commit().map_err(wrong)?;
    db.close().map_err(|(_, error)| wrong(error))?;
    let done = File::open(to).and_then(|file| file.sync_all());
    done.map_err(|error| StoreError::io(to, error))
}

/// Copies tables, their rows, their indexes, and what marks the file as ours.
fn copied(db: &Connection) -> rusqlite::Result<()> {
    const MADE: &str = "SELECT type, name, sql FROM backup.sqlite_schema
        WHERE sql IS NOT NULL AND tbl_name <> 'record' AND name NOT LIKE 'sqlite_%'
        ORDER BY type = 'table' DESC, rowid";
    let version: u32 = db.query_row("PRAGMA backup.user_version", [], |row| row.get(0))?;
    let mut made = db.prepare(MADE)?;
    let mut rows = made.query([])?;
    while let Some(row) = rows.next()? {
        let (kind, name, sql): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        db.execute_batch(&sql)?;
        if kind == "table" {
            let name = name.replace('"', "\"\"");
            let copy = format!("INSERT INTO main.\"{name}\" SELECT * FROM backup.\"{name}\"");
            db.execute_batch(&copy)?;
        }
    }
    db.pragma_update(None, "application_id", APPLICATION)?;
    db.pragma_update(None, "user_version", version)
}

/// Removes a folder with all that is in it, if it is there.
fn clear(dir: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(dir) {
        Err(error) if dir.exists() => Err(StoreError::io(dir, error)),
        _ => Ok(()),
    }
}

/// Makes the renames of a folder durable, where the system can.
fn sync(dir: &Path) -> Result<(), StoreError> {
    if !cfg!(unix) {
        return Ok(());
    }
    let synced = File::open(dir).and_then(|dir| dir.sync_all());
    synced.map_err(|error| StoreError::io(dir, error))
}
