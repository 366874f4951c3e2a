//! Opens the store: one SQLite file, and the folder of page bodies beside it.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, Params, Row, config::DbConfig};

use crate::{
    StoreError,
    bodies::Bodies,
    schema::{self, Found, VERSION},
};

/// How long a read or write waits for another process's transaction.
const PATIENCE: Duration = Duration::from_secs(5);

/// The database and the bodies beside it: one writer, many readers.
///
/// Reading needs nothing but [`Store::open`]. The first [`Store::begin`] makes this the one store
/// that crawls, until it is dropped.
#[derive(Debug)]
pub struct Store {
    pub(crate) db: Connection,
    /// The database file.
    pub(crate) path: PathBuf,
    pub(crate) bodies: Bodies,
}

impl Store {
    /// Opens `dir/store.db` and `dir/bodies/`, makes them if they are missing, and brings an
    /// older schema up to date.
    ///
    /// # Errors
    /// If the folder cannot be written, or the file is not ours, newer than this program, damaged,
    /// emptied, or locked.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let bodies = dir.join("bodies");
        fs::create_dir_all(&bodies).map_err(|error| StoreError::io(&bodies, error))?;
        let bodies = Bodies::new(bodies);
        let path = dir.join("store.db");
        // Only a database that was lost leaves bodies behind: the first table comes before them.
        let empty = fs::metadata(&path).map_or(true, |file| file.len() == 0);
        if empty && bodies.any()? {
            return Err(StoreError::Emptied { path });
        }
        let db = connect(&path)?;
        Ok(Self { db, path, bodies })
    }

    /// A copy of the database in the empty folder `dir`, without the bodies: to try something out.
    ///
    /// # Errors
    /// If the folder cannot be written, or the database fails.
    pub fn copy_rows(&self, dir: &Path) -> Result<Self, StoreError> {
        let path = dir.join("store.db");
        let target = path.to_string_lossy();
        self.db
            .execute("VACUUM INTO ?1", [&*target])
            .map_err(|error| StoreError::sqlite(&path, error))?;
        Self::open(dir)
    }

    /// Every row of a query, read by `read`.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        query(&self.db, sql, params, read).map_err(|error| StoreError::sqlite(&self.path, error))
    }
}

/// Every row of a query, read by `read`.
fn query<T>(
    db: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(params, read)?;
    rows.collect()
}

/// Opens the database file and makes sure that it is ours before anything is written to it.
fn connect(path: &Path) -> Result<Connection, StoreError> {
    let wrong = |error| StoreError::sqlite(path, error);
    let mut db = Connection::open(path).map_err(wrong)?;
    db.busy_timeout(PATIENCE).map_err(wrong)?;
    match schema::look(&db).map_err(wrong)? {
        Found::Foreign => return Err(StoreError::Foreign { path: path.into() }),
        Found::Newer(found) => {
            return Err(StoreError::Newer {
                path: path.into(),
                found,
                known: VERSION,
            });
        }
        Found::Ours(version) => {
            configure(&db).map_err(wrong)?;
            if version < VERSION {
                schema::migrate(&mut db).map_err(wrong)?;
            }
        }
    }
    Ok(db)
}

/// Statements that are kept ready: more than a crawl has.
const STATEMENTS: usize = 64;

/// Pages of the log, of 4 KB each, from which on it is carried over.
const LOG: u32 = 4_096;

/// Sets what holds for every connection.
///
/// `synchronous` is `FULL`: with a write-ahead log it costs one flush per commit, commits come in
/// groups, and what the user was told is stored survives also a loss of power. The log is carried
/// over every 16 MB, four times as seldom as usual, since a crawl writes the same pages of its
/// indexes again and again. A plan may not depend on what is bound to it: each statement would be
/// made again for each row.
fn configure(db: &Connection) -> rusqlite::Result<()> {
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "wal_autocheckpoint", LOG)?;
    db.pragma_update(None, "foreign_keys", true)
}
