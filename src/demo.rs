//! `masthead demo`: the whole loop on the sample company and its sample web.
//!
//! The same code as the subcommands, with another store and clock: two months of the sample web
//! are served on loopback, crawled as of the end of each month, and reported.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context, bail};
use jiff::Timestamp;
use masthead_store::Month;
use masthead_text::Language;

use crate::{
    Exit,
    args::{self, Args, Command, Form, Format},
    build, carried, crawl, digest, export, import, keywords,
    market::Market,
    plan,
    printer::Printer,
    render, report, settings,
    web::{Server, Web},
    workspace::{Workspace, shown},
};

/// Host of the sample company's site, served from what was just built.
const OWN: &str = "www.arvenna.example";

/// The months of the sample web, and when each is crawled.
const MONTHS: [(&str, &str); 2] = [
    ("2026-09", "2026-09-30T18:00:00Z"),
    ("2026-10", "2026-10-31T18:00:00Z"),
];

pub(crate) fn run(demo: &args::Demo, printer: &Printer) -> anyhow::Result<Exit> {
    let root = sample_workspace(demo.dir.as_deref(), printer)?;
    let (mut workspace, _) = Workspace::open(root)?;
    workspace.state = workspace.root.join(".masthead/demo");
    reset(&workspace.state)?;
    let months = months()?;
    let last = months[months.len() - 1];
    let args = as_of(&workspace, last.1);

    let step = Timed { printer };
    step.take("checking and building the site", || {
        built(&workspace, &args, printer)
    })?;
    printer
        .say("The sample web has faults on purpose: a broken feed, a forbidden page, a lost one.");
    let server = step.take("serving the sample web on loopback", || {
        serve(&workspace, last.0)
    })?;
    redirect(&mut workspace, &server);
    for (month, now) in months {
        server.turn_to(web(&workspace, month)?);
        step.take(&format!("crawling it as it stood in {month}"), || {
            crawl::visit(&workspace, now, printer)
        })?;
        step.take(&format!("importing the exports of {month}"), || {
            imported(&workspace, month, printer)
        })?;
    }
    step.take("writing keywords, plan, report, digest and tables", || {
        results(&workspace, &args, last.0, printer)
    })?;
    printer.say("\nOpen in a browser, from disk:");
    let paths = look_at(last.0).map(|(path, what)| (shown(&workspace.root.join(path)), what));
    let widest = paths.iter().map(|(path, _)| path.len()).max();
    for (path, what) in &paths {
        printer.line(&format!("{path:<0$}  {what}", widest.unwrap_or_default()))?;
    }
    Ok(Exit::Clean)
}

/// What there is to look at in the end.
fn look_at(month: Month) -> [(String, &'static str); 9] {
    [
        (
            "public/index.html".to_owned(),
            "the site of the sample company",
        ),
        (
            format!("out/report-{month}.en.html"),
            "the monthly report in English",
        ),
        (format!("out/report-{month}.zh.html"), "and in Chinese"),
        (
            format!("out/digest-{}.en.html", month.last()),
            "the digest of the month in English",
        ),
        (
            format!("out/digest-{}.zh.html", month.last()),
            "and in Chinese",
        ),
        (
            format!("out/keywords-{month}.en.html"),
            "the keyword report in English",
        ),
        (format!("out/keywords-{month}.zh.html"), "and in Chinese"),
        (
            format!("out/plan-{month}"),
            "the plan: Google Ads Editor CSV and JSON",
        ),
        ("out/export".to_owned(), "every stored table as CSV"),
    ]
}

/// Names each part of the demo with its time.
struct Timed<'p> {
    printer: &'p Printer,
}

impl Timed<'_> {
    fn take<T>(&self, name: &str, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
        let started = Instant::now();
        self.printer.say(&format!("== {name}"));
        let done = work().with_context(|| format!("the demo stopped while {name}"))?;
        self.printer
            .say(&format!("   {:.1} s", started.elapsed().as_secs_f64()));
        Ok(done)
    }
}

/// The folder of the sample: here if it is the sample's, else unpacked from the binary.
fn sample_workspace(asked: Option<&Path>, printer: &Printer) -> anyhow::Result<PathBuf> {
    let here = std::env::current_dir().context("finding the current folder")?;
    let dir = match asked {
        Some(dir) => std::path::absolute(dir).context("finding the folder")?,
        None if is_sample(&here) => return Ok(here),
        None => here.join("masthead-demo"),
    };
    if is_sample(&dir) {
        return Ok(dir);
    }
    if dir.exists() && fs::read_dir(&dir)?.next().is_some() {
        bail!(
            "{} is neither empty nor the sample; name another folder",
            dir.display()
        );
    }
    printer.say(&format!(
        "unpacking the sample company into {}",
        dir.display()
    ));
    for files in [carried::SITE, carried::CONTENT, carried::SETTINGS] {
        carried::unpack(files, &dir)?;
    }
    carried::link_content(&dir)?;
    Ok(dir)
}

/// Whether `dir` is a workspace that watches the sample web.
fn is_sample(dir: &Path) -> bool {
    let text = fs::read_to_string(dir.join(settings::FILE)).unwrap_or_default();
    settings::read(&text)
        .0
        .source
        .iter()
        .any(|source| source.url.host_str() == Some(OWN))
}

/// Each run of the demo starts afresh, so that a repeat gives the same results.
fn reset(state: &Path) -> anyhow::Result<()> {
    if state.exists() {
        fs::remove_dir_all(state).with_context(|| format!("clearing {}", state.display()))?;
    }
    Ok(())
}

fn months() -> anyhow::Result<[(Month, Timestamp); 2]> {
    let [first, second] = MONTHS.map(|(month, now)| anyhow::Ok((month.parse()?, now.parse()?)));
    Ok([first?, second?])
}

/// Arguments as if `--now` had been given.
fn as_of(workspace: &Workspace, now: Timestamp) -> Args {
    Args {
        workspace: Some(workspace.root.clone()),
        now: Some(now),
        quiet: false,
        command: Command::Check(args::Check {
            format: Format::Full,
        }),
    }
}

fn built(workspace: &Workspace, args: &Args, printer: &Printer) -> anyhow::Result<()> {
    match build::build(workspace, args, Format::Full, printer)? {
        Exit::Clean => Ok(()),
        _ => bail!("the sample does not build cleanly; what is wrong stands above"),
    }
}

/// The sample web of a month, with the site that was just built.
fn web(workspace: &Workspace, month: Month) -> anyhow::Result<Web> {
    Web::sample(month)?.with_folder(OWN, &workspace.root.join("public"))
}

fn serve(workspace: &Workspace, month: Month) -> anyhow::Result<Server> {
    Server::start(web(workspace, month)?)
}

/// Sends every host of the sample web to the server.
fn redirect(workspace: &mut Workspace, server: &Server) {
    let hosts = workspace
        .settings
        .source
        .iter()
        .filter_map(|source| source.url.host_str());
    let resolve = hosts
        .map(|host| (host.to_owned(), server.address()))
        .collect();
    workspace.settings.crawl.resolve = resolve;
}

/// The month's exports are carried too; they are written out, so that they can be looked at.
fn imported(workspace: &Workspace, month: Month, printer: &Printer) -> anyhow::Result<Exit> {
    let top = format!("exports/{month}/");
    let below = |(path, bytes): &(&'static str, &'static [u8])| {
        Some((
            path.strip_prefix("tests/web/")
                .filter(|path| path.starts_with(&top))?,
            *bytes,
        ))
    };
    let exports: Vec<_> = carried::WEB.iter().filter_map(below).collect();
    carried::unpack(&exports, &workspace.state)?;
    let files: Vec<_> = exports
        .iter()
        .map(|(path, _)| workspace.state.join(path))
        .collect();
    let findings = import::files(&mut workspace.store()?, &files, Some(month), printer)?;
    render::print(findings, Format::Concise, printer)
}

fn results(
    workspace: &Workspace,
    args: &Args,
    month: Month,
    printer: &Printer,
) -> anyhow::Result<()> {
    let store = workspace.store()?;
    let market = Market::read(workspace, &store, args, month)?;
    keywords::write(workspace, &market.keywords, Language::ALL.to_vec())?;
    let report = report::compute(workspace, &store, &market)?;
    report::write(workspace, &report, Language::ALL.to_vec())?;
    let (digest, _) = digest::compute(workspace, &store, args, month.first())?;
    digest::write(
        &digest,
        &workspace.out(""),
        &Form::ALL,
        Language::ALL.to_vec(),
    )?;
    let (_, findings) = plan::write(workspace, &plan::make(workspace, &market)?)?;
    if render::print(findings, Format::Full, printer)? != Exit::Clean {
        bail!("the sample's plan breaks a limit; which one stands above");
    }
    export::write(workspace, &workspace.out("export"))?;
    Ok(())
}
