//! The `masthead` command: reads arguments, calls a library, prints, sets the exit code.
//!
//! One file per subcommand. What they share, in reading order: [`args`] what can be asked for,
//! [`workspace`] where things are, [`settings`] what `masthead.toml` says, [`printer`] the only
//! place that prints, `render` findings as text or JSON, [`results`] how files are written,
//! `input` what bytes from outside are, `stream` how many files become a line each,
//! `market` what the reports start from,
//! [`carried`] what the binary brings along, [`web`] the sample web that the demo serves.

mod backup;
mod build;
mod carried;
mod check;
mod clock;
mod crawl;
pub mod deliver;
mod demo;
mod digest;
mod doctor;
mod export;
mod extract;
mod import;
mod init;
mod input;
mod keywords;
mod market;
mod new;
mod pdf;
mod plan;
mod render;
mod report;
mod results;
mod robots;
mod schedule;
mod source;
mod stream;
mod terms;
mod why;
mod workspace;

pub mod args;
pub mod printer;
mod progress;
pub mod settings;
pub mod web;

use std::process::ExitCode;

use args::{Args, Command};
use printer::Printer;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing to complain about: 0.
    Clean,
    /// The run did its work and found something wrong: 1.
    Findings,
    /// The run could not do its work: 2.
    CouldNotRun,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean => Self::SUCCESS,
            Exit::Findings => Self::from(1),
            Exit::CouldNotRun => Self::from(2),
        }
    }
}

/// Runs one command to its end; what went wrong has been printed.
#[must_use]
pub fn run(args: &Args) -> Exit {
    let printer = Printer::new(args.quiet);
    dispatch(args, &printer).unwrap_or_else(|error| {
        printer.error(&error);
        Exit::CouldNotRun
    })
}

fn dispatch(args: &Args, printer: &Printer) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Init(init) => init::run(init, printer),
        Command::New(new) => new::run(args, new, printer),
        Command::Check(check) => check::run(args, check, printer),
        Command::Build(build) => build::run(args, build, printer),
        Command::Crawl(how) => crawl::run(args, how, printer),
        Command::Why(why) => why::run(args, why, printer),
        Command::Robots(robots) => robots::run(args, robots, printer),
        Command::Source(source) => source::run(args, source, printer),
        Command::Keywords(keywords) => keywords::run(args, keywords, printer),
        Command::Plan(plan) => plan::run(args, plan, printer),
        Command::Import(import) => import::run(args, import, printer),
        Command::Report(report) => report::run(args, report, printer),
        Command::Digest(digest) => digest::run(args, digest, printer),
        Command::Schedule(schedule) => schedule::run(args, schedule, printer),
        Command::Export(export) => export::run(args, export, printer),
        Command::Extract(extract) => extract::run(args, extract, printer),
        Command::Terms(terms) => terms::run(args, terms, printer),
        Command::Doctor(doctor) => doctor::run(args, doctor, printer),
        Command::Backup(backup) => backup::write(args, backup, printer),
        Command::Restore(restore) => backup::restore(args, restore, printer),
        Command::Demo(demo) => demo::run(demo, printer),
        Command::ReadPdf(pdf) => pdf::run(args, pdf, printer),
    }
}
