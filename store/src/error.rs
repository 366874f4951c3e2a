//! What can go wrong with the store: each error says where, and what to do.

use std::{io, path::PathBuf};

use jiff::Timestamp;

/// What to do about a database that cannot be used any more.
const MEND: &str = "put back a copy of the folder it is in; or move it and the folder `bodies` \
    beside it away, crawl anew, and import your files again";

/// What SQLite says when a query takes apart JSON that is none; it has no code of its own.
const JSON: &str = "malformed JSON";

/// Why the store cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file is no SQLite database, or one of another program.
    #[error("{} is not a Masthead database; {}", .path.display(), MEND)]
    Foreign {
        /// The database file.
        path: PathBuf,
    },
    /// The file is empty or missing, while pages that it named are still there.
    #[error("{} is empty, and the pages stored beside it are not; {}", .path.display(), MEND)]
    Emptied {
        /// The database file.
        path: PathBuf,
    },
    /// The file is cut short or overwritten.
    #[error("{} is damaged; {}", .path.display(), MEND)]
    Corrupt {
        /// The database file.
        path: PathBuf,
    },
    /// A newer Masthead wrote the database.
    #[error(
        "{} has schema {found}, and this Masthead knows schemas up to {known}; \
         use the newer Masthead that wrote it", .path.display()
    )]
    Newer {
        /// The database file.
        path: PathBuf,
        /// The schema it has.
        found: u32,
        /// The newest schema of this program.
        known: u32,
    },
    /// Another process writes.
    #[error(
        "{} is being written by another Masthead; wait until it has ended, and try again",
        .path.display()
    )]
    Busy {
        /// The file that is locked.
        path: PathBuf,
    },
    /// The disk is full.
    #[error(
        "no space left on the disk of {}; make room and run the same command again, \
         nothing that was stored is lost", .path.display()
    )]
    Full {
        /// The file that was written.
        path: PathBuf,
    },
    /// A file or folder cannot be read or written.
    #[error("{}: {source}; check that the folder exists and may be written", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Anything else the database says.
    #[error("{}: {source}; if it stays so, {}", .path.display(), MEND)]
    Sqlite {
        /// The database file.
        path: PathBuf,
        /// What the database says.
        source: rusqlite::Error,
    },
    /// A stored value that Masthead did not write.
    #[error(
        "{}: {what} cannot be read, the database was changed by another program; {}",
        .path.display(), MEND
    )]
    Damaged {
        /// The database file.
        path: PathBuf,
        /// The value, shortened.
        what: String,
    },
    /// One stored body is missing or damaged; everything else can still be read.
    #[error(
        "the body at byte {start} of {} {why}; crawl its page again to store it anew",
        .path.display()
    )]
    Body {
        /// The segment.
        path: PathBuf,
        /// Where its record starts, in bytes.
        start: u64,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A backup would write over a file.
    #[error("{} is there already, and nothing is written over; give another name", .path.display())]
    Taken {
        /// The file.
        path: PathBuf,
    },
    /// A backup would be restored over a store.
    #[error(
        "{} holds a store already, and nothing is written over; move its store.db and its folder \
         `bodies` away first", .path.display()
    )]
    Filled {
        /// The folder of the store.
        path: PathBuf,
    },
    /// A file that is to be restored is none that `backup` wrote.
    #[error("{} is no backup of Masthead; give a file that `masthead backup` wrote", .path.display())]
    NoBackup {
        /// The file.
        path: PathBuf,
    },
    /// A backup is damaged.
    #[error("{} is damaged; make another backup, or restore an older one", .path.display())]
    Torn {
        /// The file of the backup.
        path: PathBuf,
    },
    /// A crawl would be older than what is stored.
    #[error(
        "{} holds a crawl of {latest}, and {now} is earlier; \
         history is written forwards only, give a later time", .path.display()
    )]
    Backwards {
        /// The database file.
        path: PathBuf,
        /// The time of the newest crawl.
        latest: Timestamp,
        /// The time that was given.
        now: Timestamp,
    },
}

impl StoreError {
    /// An input or output error at `path`.
    pub(crate) fn io(path: impl Into<PathBuf>, source: io::Error) -> Self {
        let path = path.into();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            _ => Self::Io { path, source },
        }
    }

    /// A database error of the file at `path`.
    pub(crate) fn sqlite(path: impl Into<PathBuf>, source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let path = path.into();
        if let rusqlite::Error::FromSqlConversionFailure(_, _, error) = &source {
            let what = error.to_string();
            return Self::Damaged { path, what };
        }
        if source.to_string().contains(JSON) {
            let what = "a stored page".to_owned();
            return Self::Damaged { path, what };
        }
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt { path },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::ReadOnly) => {
                let source = io::Error::other(source.to_string());
                Self::Io { path, source }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            _ => Self::Sqlite { path, source },
        }
    }
}
