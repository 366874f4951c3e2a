//! A crawl in three steps that other programs can put between pipes: plans out, hosts crawled
//! wherever it suits, records in.
//!
//! An engine that has many machines maps [`host_task`] over the lines of [`plans`]; [`merge`] takes
//! what comes of it, in any order of hosts. Links to other hosts become plans of the next round; the
//! crawl is over when there are no more. [`crate::crawl`] goes the same way on one machine.

use std::{
    io::{BufRead, Write},
    sync::Arc,
};

use jiff::Timestamp;
use masthead_store::{Record, Store};
use serde::{Deserialize, Serialize};

use crate::{
    CrawlError, Net, Plan, RunClock, Settings, Source, State, Summary,
    run::{Crawl, runtime, usable},
    schedule::{Group, Keeper, schedule},
};

/// One host's part of a crawl: what is to be done, and what is remembered of it.
#[derive(Debug, Serialize, Deserialize)]
struct Part {
    /// The crawl it belongs to: the time at which that was begun.
    crawl: Timestamp,
    plan: Plan,
    state: State,
}

/// What came of one step at one host.
#[derive(Debug, Serialize, Deserialize)]
struct Piece {
    /// The crawl it belongs to.
    crawl: Timestamp,
    host: String,
    records: Vec<Record>,
}

/// Begins a crawl, or goes on with the one that did not end, and writes what is to be done at each
/// host: a line of JSON for each. Without any, the crawl is over.
///
/// # Errors
/// If the settings cannot be used, the store fails, or nothing can be written.
pub fn plans(
    store: &mut Store,
    sources: &[Source],
    settings: &Settings,
    now: Timestamp,
    out: &mut dyn Write,
) -> Result<Option<Summary>, CrawlError> {
    usable(sources, settings)?;
    let mut quiet = |_| {};
    let mut crawl = Crawl::open(store, sources, settings, now, &mut quiet)?;
    let mut count = 0;
    while let Some((plan, state)) = crawl.next()? {
        let part = Part {
            crawl: crawl.began(),
            plan,
            state,
        };
        line(out, &part)?;
        count += 1;
    }
    Ok(if count == 0 {
        Some(crawl.finish()?)
    } else {
        None
    })
}

/// What a crawl would begin with: the plans of every host, by host. The store is changed as if it
/// had begun, so this is for a copy.
///
/// # Errors
/// If the settings cannot be used or the store fails.
pub fn rehearse(
    copy: &mut Store,
    sources: &[Source],
    settings: &Settings,
    now: Timestamp,
) -> Result<Vec<(Plan, State)>, CrawlError> {
    usable(sources, settings)?;
    let mut quiet = |_| {};
    let mut crawl = Crawl::open(copy, sources, settings, now, &mut quiet)?;
    std::iter::from_fn(|| crawl.next().transpose()).collect()
}

/// Crawls the hosts of the plans that `input` holds, and writes their records, a line of JSON for
/// each step. It needs no store. The plans must be of one crawl.
///
/// # Errors
/// If a line is no plan, or nothing can be written.
pub fn host_task(
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    now: Timestamp,
) -> Result<(), CrawlError> {
    let mut pipe = Pipe {
        input,
        out,
        line: 0,
        crawl: now,
        ahead: None,
    };
    let Some(first) = pipe.next()? else {
        return Ok(());
    };
    let settings = first.0.watch.settings.clone();
    pipe.ahead = Some(first);
    let net = Net::new(&settings).map_err(CrawlError::Setup)?;
    let clock = Arc::new(RunClock::starting(now));
    runtime()?.block_on(schedule(&mut pipe, &settings, Arc::new(net), clock))
}

/// Stores the records that `input` holds. Records that come again change nothing; half a line at
/// the end, of a task that was killed, is left out: its host is in the next plans.
///
/// # Errors
/// If no crawl is open, a line is of another crawl or no group of records, or the store fails.
pub fn merge(
    store: &mut Store,
    sources: &[Source],
    settings: &Settings,
    now: Timestamp,
    input: &mut dyn BufRead,
) -> Result<usize, CrawlError> {
    usable(sources, settings)?;
    let open = store.unfinished()?.ok_or(CrawlError::NoneOpen)?.now;
    let mut quiet = |_| {};
    let mut crawl = Crawl::open(store, sources, settings, now, &mut quiet)?;
    let (mut number, mut count) = (0, 0);
    let mut text = String::new();
    loop {
        text.clear();
        number += 1;
        if input.read_line(&mut text)? == 0 || !text.ends_with('\n') {
            return Ok(count);
        }
        let piece: Piece = serde_json::from_str(&text).map_err(|error| CrawlError::Line {
            line: number,
            why: error.to_string(),
        })?;
        if open != piece.crawl {
            return Err(CrawlError::Stranger {
                line: number,
                theirs: piece.crawl,
                ours: open,
            });
        }
        count += piece.records.len();
        crawl.keep(vec![Group::of(piece.host, piece.records)])?;
    }
}

/// Both ends of a pipe.
struct Pipe<'a> {
    input: &'a mut dyn BufRead,
    out: &'a mut dyn Write,
    /// How many lines were read.
    line: usize,
    /// The crawl that the plans belong to.
    crawl: Timestamp,
    /// A plan that was read too early.
    ahead: Option<(Plan, State)>,
}

impl Keeper for Pipe<'_> {
    fn next(&mut self) -> Result<Option<(Plan, State)>, CrawlError> {
        if let Some(ahead) = self.ahead.take() {
            return Ok(Some(ahead));
        }
        let mut text = String::new();
        while text.trim().is_empty() {
            text.clear();
            self.line += 1;
            if self.input.read_line(&mut text)? == 0 {
                return Ok(None);
            }
        }
        let part: Part = serde_json::from_str(&text).map_err(|error| CrawlError::Line {
            line: self.line,
            why: error.to_string(),
        })?;
        let state = State::open(part.state.host, &part.plan.watch, true);
        self.crawl = part.crawl;
        Ok(Some((part.plan, state)))
    }

    fn keep(&mut self, groups: Vec<Group>) -> Result<(), CrawlError> {
        for group in groups {
            let piece = Piece {
                crawl: self.crawl,
                host: group.host,
                records: group.records,
            };
            line(self.out, &piece)?;
        }
        Ok(self.out.flush()?)
    }

    fn done(&mut self, _: &str) {}
}

/// A line of JSON.
fn line<T: Serialize>(out: &mut dyn Write, value: &T) -> Result<(), CrawlError> {
    let mut text = serde_json::to_vec(value).map_err(std::io::Error::from)?;
    text.push(b'\n');
    Ok(out.write_all(&text)?)
}
