//! The database: schema, migrations, typed reads and writes.

mod error;
mod money;
mod month;
mod rows;
mod skeleton;

pub use error::StoreError;
pub use money::{Currency, Money};
pub use month::Month;
pub use rows::{
    AdRow, Channel, HostState, ImportFile, ImportKind, ImportRows, Imported, Known, LeadRow,
    LeadStatus, Outcome, PageAt, Problem, ProblemKind, Record, Role, Run, SearchKind, SearchRow,
    SourceRow, SourceTally, Table, Task, Tier, Visit,
};
pub use skeleton::Store;
