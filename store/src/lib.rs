//! The database: schema, migrations, typed reads and writes.

mod money;
mod month;
mod rows;

pub use money::{Currency, Money};
pub use month::Month;
pub use rows::{
    AdRow, Channel, HostState, ImportKind, LeadRow, LeadStatus, Outcome, PageAt, Problem,
    ProblemKind, Record, Role, SearchKind, SearchRow, SourceRow, Task, Tier, Visit,
};
