//! `masthead export`: every stored table as CSV.

use masthead_insight::cells;

use crate::{
    Exit,
    args::{self, Args},
    printer::Printer,
    results,
    workspace::{Workspace, shown},
};

pub(crate) fn run(args: &Args, asked: &args::Export, printer: &Printer) -> anyhow::Result<Exit> {
    let workspace = Workspace::find(args)?;
    let dir = asked.dir.clone().unwrap_or_else(|| workspace.out("export"));
    for path in write(&workspace, &dir)? {
        printer.line(&shown(&path))?;
    }
    Ok(Exit::Clean)
}

/// Writes the tables of the workspace's store below `dir`.
pub(crate) fn write(
    workspace: &Workspace,
    dir: &std::path::Path,
) -> anyhow::Result<Vec<std::path::PathBuf>> {
    let tables = workspace.store()?.tables()?;
    tables
        .iter()
        .map(|table| {
            let csv = cells::write(&table.columns, &table.rows);
            results::write(&dir.join(format!("{}.csv", table.name)), &csv)
        })
        .collect()
}
