//! Makes what a crawl did durable: a group of records becomes one transaction.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Row, Transaction, TransactionBehavior, params};

use crate::{
    Body, HostState, Outcome, Problem, Record, Run, Step, Store, StoreError, Task,
    bodies::{Bodies, Spot},
    body::Hash,
    claim::{self, Need},
    host::of as host_of,
    value::{Count, Json, Text, Word},
    visit,
};

impl Store {
    /// Stores `records` in their order: all of them or none. A task ends once; records that come
    /// again after that change nothing, so a replay counts nothing twice.
    ///
    /// # Errors
    /// If the run was not begun with this store, or a body or the database cannot be written.
    pub fn commit(&mut self, run: &Run, records: &[Record]) -> Result<(), StoreError> {
        let fresh = self.missing(&bodies(records))?;
        let spots = self.bodies.append(fresh)?;
        let wrong = |error| StoreError::sqlite(&self.path, error);
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(wrong)?;
        for (hash, spot) in &spots {
            place(&tx, hash, *spot).map_err(wrong)?;
        }
        for record in records {
            apply(&tx, &self.bodies, run, record).map_err(wrong)?;
        }
        tx.commit().map_err(wrong)?;
        self.bodies.keep(&spots);
        Ok(())
    }

    /// Those of `bodies` that are not stored, or whose stored record can no longer be read.
    fn missing<'a>(&self, bodies: &BTreeMap<Hash, &'a Body>) -> Result<Vec<&'a Body>, StoreError> {
        let mut missing = Vec::new();
        for (hash, body) in bodies {
            let whole = match self.spot(hash)? {
                Some(spot) => self.bodies.read(hash, spot).is_ok(),
                None => false,
            };
            if !whole {
                missing.push(*body);
            }
        }
        Ok(missing)
    }

    /// Where the body with this hash stands, if it is stored.
    fn spot(&self, hash: &Hash) -> Result<Option<Spot>, StoreError> {
        const SQL: &str = "SELECT segment, start, length FROM body WHERE sha256 = ?1";
        let spots = self.rows(SQL, [hash], |row| spot(row, 0))?;
        Ok(spots.first().copied())
    }
}

/// A spot out of three columns from `first` on.
pub(crate) fn spot(row: &Row<'_>, first: usize) -> rusqlite::Result<Spot> {
    Ok(Spot {
        segment: row.get(first)?,
        start: row.get::<_, Count>(first + 1)?.0,
        length: row.get::<_, Count>(first + 2)?.0,
    })
}

/// The bodies among `records`, each once.
fn bodies(records: &[Record]) -> BTreeMap<Hash, &Body> {
    let visits = records.iter().filter_map(|record| match record {
        Record::Visit(visit) => visit.body.as_ref(),
        _ => None,
    });
    visits.map(|body| (body.hash, body)).collect()
}

/// Names a body that is on the disk.
fn place(tx: &Transaction<'_>, hash: &Hash, spot: Spot) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT INTO body (sha256, segment, start, length) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (sha256) DO UPDATE SET segment = excluded.segment, start = excluded.start,
          length = excluded.length";
    let (start, length) = (Count(spot.start), Count(spot.length));
    tx.prepare_cached(SQL)?
        .execute(params![hash, spot.segment, start, length])?;
    Ok(())
}

/// Stores one record.
fn apply(
    tx: &Transaction<'_>,
    bodies: &Bodies,
    run: &Run,
    record: &Record,
) -> rusqlite::Result<()> {
    match record {
        Record::Queue(task) => match claim::need(tx, run, task)? {
            Need::Due => queue(tx, run, task, None),
            Need::Claimed(changed) => queue(tx, run, task, Some(changed)),
            Need::None => Ok(()),
        },
        Record::Visit(visit) => visit::visited(tx, bodies, run, visit),
        Record::End(task, outcome) => ended(tx, run, task, outcome),
        Record::Host(state) => host(tx, state),
        Record::Problem(found) => problem(tx, run, found),
    }
}

/// Queues a task, unless the run knows it; `claim` is what its source says of a page that rests.
fn queue(
    tx: &Transaction<'_>,
    run: &Run,
    task: &Task,
    claim: Option<Timestamp>,
) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT INTO task (run, source, url, host, depth, day, origin, trail, claim)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING";
    let values = params![
        run.id,
        task.source,
        task.url.as_str(),
        host_of(&task.url),
        task.depth,
        task.day.as_ref().map(Text),
        task.from.as_ref().map(Text),
        (!task.trail.is_empty()).then_some(Json(&task.trail)),
        claim.as_ref().map(Text),
    ];
    tx.prepare_cached(SQL)?.execute(values)?;
    Ok(())
}

/// Ends a task that waits, or that was never queued; says whether it did.
pub(crate) fn end(
    tx: &Transaction<'_>,
    run: &Run,
    task: &Task,
    outcome: &str,
    refusal: (Option<Step>, Option<&str>),
) -> rusqlite::Result<bool> {
    const SQL: &str = "UPDATE task SET outcome = ?4, step = ?5, reason = ?6
        WHERE run = ?1 AND source = ?2 AND url = ?3 AND outcome IS NULL";
    let (step, reason) = refusal;
    let step = step.as_ref().map(Word);
    let values = params![
        run.id,
        task.source,
        task.url.as_str(),
        outcome,
        step,
        reason
    ];
    let mut update = tx.prepare_cached(SQL)?;
    // Nearly every task that ends was queued; asking first would cost as much again.
    if update.execute(values)? > 0 {
        return Ok(true);
    }
    queue(tx, run, task, None)?;
    Ok(update.execute(values)? > 0)
}

/// A task ended without a page. A page that is gone stops standing.
fn ended(tx: &Transaction<'_>, run: &Run, task: &Task, outcome: &Outcome) -> rusqlite::Result<()> {
    let (word, refusal) = match outcome {
        Outcome::Fetched => ("fetched", (None, None)),
        Outcome::Unchanged => ("unchanged", (None, None)),
        Outcome::Gone => ("gone", (None, None)),
        Outcome::Skipped(step, reason) => ("skipped", (Some(*step), Some(reason.as_str()))),
        Outcome::Failed(reason) => ("failed", (None, Some(reason.as_str()))),
    };
    if end(tx, run, task, word, refusal)? && *outcome == Outcome::Gone {
        bury(tx, run, task)?;
    }
    Ok(())
}

/// Marks the page of a task as gone, if it was ever seen and is not marked yet.
fn bury(tx: &Transaction<'_>, run: &Run, task: &Task) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT INTO snapshot (page, at, gone, address, changed)
        SELECT p.id, ?3, 1, p.url, ?3 FROM page p
        JOIN snapshot v ON v.page = p.id
          AND v.at = (SELECT max(at) FROM snapshot WHERE page = p.id)
        WHERE p.source = ?1 AND p.url = ?2 AND v.gone = 0
        ON CONFLICT (page, at) DO UPDATE SET gone = 1, address = excluded.address, status = NULL,
          body = NULL, facts = NULL, version = NULL, changed = excluded.changed";
    tx.prepare_cached(SQL)?
        .execute(params![task.source, Text(&task.url), Text(&run.now)])?;
    Ok(())
}

/// A host's state changed.
fn host(tx: &Transaction<'_>, state: &HostState) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT OR REPLACE INTO host
        (host, robots, robots_read, not_before, crawl_delay, pace)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let delay = state.crawl_delay.map(|delay| delay.as_millis());
    let values = params![
        state.host,
        state.robots.as_ref().map(|robots| &robots.0),
        state.robots.as_ref().map(|robots| Text(&robots.1)),
        state.not_before.as_ref().map(Text),
        delay.map(|delay| i64::try_from(delay).unwrap_or(i64::MAX)),
        state.pace,
    ];
    tx.prepare_cached(SQL)?.execute(values)?;
    Ok(())
}

/// Something was wrong.
fn problem(tx: &Transaction<'_>, run: &Run, found: &Problem) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT OR REPLACE INTO problem (run, source, url, kind, message)
        VALUES (?1, ?2, ?3, ?4, ?5)";
    let Problem {
        source,
        url,
        kind,
        message,
    } = found;
    tx.prepare_cached(SQL)?
        .execute(params![run.id, source, Text(url), Word(kind), message])?;
    Ok(())
}
