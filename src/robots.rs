//! `masthead robots`: what a robots.txt says of an address, and by which line.

use std::path::Path;

use anyhow::bail;
use masthead_crawler::{Delay, Robots, Rule, ask_robots, normal};
use url::Url;

use crate::{
    Exit,
    args::{self, Args},
    clock, input,
    printer::Printer,
    workspace::Workspace,
};

pub(crate) fn run(args: &Args, asked: &args::Robots, printer: &Printer) -> anyhow::Result<Exit> {
    let settings = match Workspace::is_around() || args.workspace.is_some() {
        true => Workspace::find(args)?.settings.crawl,
        false => masthead_crawler::Settings::default(),
    };
    let agent = asked.agent.as_deref().unwrap_or(&settings.agent);
    if !agent.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-' || c == '_') {
        bail!("“{agent}” is no name of a crawler; it begins with a letter, as in Masthead/0.1");
    }
    // What a crawl asks for is the normal form.
    let url = normal(&asked.url).unwrap_or_else(|| asked.url.clone());
    let text = match &asked.file {
        Some(file) => text(file)?,
        None => match ask_robots(&url, &settings, clock::now(args))? {
            Ok(text) => text,
            Err(why) => {
                printer.line(&format!("disallowed: {url}"))?;
                printer.line(&format!("because     {why}"))?;
                return Ok(Exit::Findings);
            }
        },
    };
    let robots = Robots::parse(&text, agent);
    let rule = robots.ruling(&url);
    let allowed = rule.is_none_or(|rule| rule.allow);
    let word = if allowed { "allowed" } else { "disallowed" };
    printer.line(&format!("{word}: {url}"))?;
    for line in explained(&robots, rule, &url) {
        printer.line(&line)?;
    }
    Ok(if allowed { Exit::Clean } else { Exit::Findings })
}

/// A robots.txt out of a file.
fn text(file: &Path) -> anyhow::Result<String> {
    let bytes = input::bytes(file)?;
    Ok(masthead_crawler::robots_text(&bytes))
}

/// The lines that count, with their numbers.
fn explained(robots: &Robots, rule: Option<&Rule>, url: &Url) -> Vec<String> {
    let agents = robots.agents().iter();
    let mut told: Vec<String> = agents
        .map(|agent| {
            format!(
                "group       line {}: User-agent: {}",
                agent.line, agent.name
            )
        })
        .collect();
    if told.is_empty() {
        told.push("group       none is for this crawler, and none for everybody".to_owned());
    }
    told.push(match rule {
        Some(rule) => format!("rule        line {}: {rule}", rule.line),
        None if url.path() == "/robots.txt" => {
            "rule        none: robots.txt itself may always be asked for".to_owned()
        }
        None => "rule        none speaks of this address, so it may be asked for".to_owned(),
    });
    told.push(match robots.delay_line() {
        Some(Delay { time, line }) => {
            format!("delay       line {line}: {} seconds", time.as_secs_f64())
        }
        None => "delay       none is asked for".to_owned(),
    });
    let sitemaps = robots.sitemaps().iter();
    told.extend(sitemaps.map(|address| format!("sitemap     {address}")));
    told
}
