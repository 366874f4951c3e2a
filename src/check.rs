//! `masthead check`: all content and settings, every problem of the run.

use masthead_editorial::{self as editorial, Content};
use masthead_text::Finding;

use crate::{
    Exit,
    args::{self, Args},
    clock,
    printer::Printer,
    render::{self, plural},
    workspace::Workspace,
};

pub(crate) fn run(args: &Args, check: &args::Check, printer: &Printer) -> anyhow::Result<Exit> {
    let (workspace, mut findings) = Workspace::read(args)?;
    let (content, more) = content(&workspace, args);
    findings.extend(more);
    if findings.is_empty() {
        let pages = content.map_or(0, |content| content.pages.len());
        printer.say(&format!(
            "{} and the settings are in order",
            plural(pages, "page")
        ));
    }
    render::print(findings, check.format, printer)
}

/// The content of a workspace, with its problems.
pub(crate) fn content(workspace: &Workspace, args: &Args) -> (Option<Content>, Vec<Finding>) {
    let today = clock::day(clock::now(args));
    editorial::read(&workspace.root, &workspace.settings.site(), today)
}
