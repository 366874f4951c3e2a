//! The database: schema, migrations, typed reads and writes.
//!
//! In reading order: `rows` and `figures` are what it holds, `schema` how that stands in SQLite,
//! `open` gives a [`Store`]; `crawl` begins and finishes a run, `commit` and `visit` make its
//! records durable, `rhythm` says when a page is due again, `claim` when sooner, `bodies` keeps the bytes of pages;
//! `read` gives the web as it stood, `fate` what became of one address, `changes` what happened to
//! it, `imports` other people's figures, `export` all tables as text. Care is taken of it by
//! `doctor`, which looks it over, `mend`, `keep` and `compact`, which free what is out of use,
//! `backup` and `restore`.

mod archive;
mod backup;
mod bodies;
mod body;
mod changes;
mod claim;
mod commit;
mod compact;
mod crawl;
mod doctor;
mod error;
mod export;
mod fate;
mod figures;
mod host;
mod imports;
mod keep;
mod mend;
mod money;
mod month;
mod open;
mod read;
mod restore;
mod rhythm;
mod rows;
mod schema;
mod shelf;
mod value;
mod visit;

pub use archive::Stored;
pub use backup::Backup;
pub use body::Body;
pub use changes::{Changes, Moved};
pub use claim::{Claims, counted};
pub use doctor::examine;
pub use error::StoreError;
pub use export::{SHEETS, Sheet};
pub use fate::{Fate, Kept};
pub use figures::{
    AdRow, Channel, ImportFile, ImportKind, ImportRows, Imported, LeadRow, LeadStatus, SearchKind,
    SearchRow, Table, Tier,
};
pub use host::host;
pub use keep::{Keep, Pruned};
pub use mend::Mended;
pub use money::{Currency, Money};
pub use month::Month;
pub use open::Store;
pub use read::Pages;
pub use restore::restore;
pub use rows::{
    Again, HostState, Outcome, PageAt, Problem, ProblemKind, Record, Role, Run, SourceRow,
    SourceTally, Standing, Step, Task, Validators, Visit, Waiting,
};

pub use shelf::Shelf;

#[cfg(test)]
mod tests;
