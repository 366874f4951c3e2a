//! Makes what a crawl did durable: a group of records becomes one transaction.

use std::collections::BTreeMap;

use rusqlite::{Row, Transaction, TransactionBehavior, params};

use crate::{
    HostState, Outcome, Problem, Record, Run, Store, StoreError, Task,
    bodies::{Hash, Spot, hash},
    value::{Count, Text, Word},
    visit,
};

impl Store {
    /// Stores `records` in their order: all of them or none. A task ends once; records that come
    /// again after that change nothing, so a replay counts nothing twice.
    ///
    /// # Errors
    /// If the run was not begun with this store, or a body or the database cannot be written.
    pub fn commit(&mut self, run: &Run, records: &[Record]) -> Result<(), StoreError> {
        let bodies = bodies(records);
        let fresh = self.missing(&bodies)?;
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
            apply(&tx, run, record).map_err(wrong)?;
        }
        tx.commit().map_err(wrong)?;
        self.bodies.keep(&spots);
        Ok(())
    }

    /// Those of `bodies` that are not stored, or whose stored record can no longer be read.
    fn missing<'a>(
        &self,
        bodies: &BTreeMap<Hash, &'a [u8]>,
    ) -> Result<Vec<(Hash, &'a [u8])>, StoreError> {
        let mut missing = Vec::new();
        for (hash, body) in bodies {
            let whole = match self.spot(hash)? {
                Some(spot) => self.bodies.read(hash, spot).is_ok(),
                None => false,
            };
            if !whole {
                missing.push((*hash, *body));
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
fn bodies(records: &[Record]) -> BTreeMap<Hash, &[u8]> {
    let visits = records.iter().filter_map(|record| match record {
        Record::Visit(visit) => visit.body.as_deref(),
        _ => None,
    });
    visits.map(|body| (hash(body), body)).collect()
}

/// Names a body that is on the disk.
fn place(tx: &Transaction<'_>, hash: &Hash, spot: Spot) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT INTO body (sha256, segment, start, length) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (sha256) DO UPDATE SET segment = excluded.segment, start = excluded.start,
          length = excluded.length";
    let (start, length) = (Count(spot.start), Count(spot.length));
    tx.execute(SQL, params![hash, spot.segment, start, length])?;
    Ok(())
}

/// Stores one record.
fn apply(tx: &Transaction<'_>, run: &Run, record: &Record) -> rusqlite::Result<()> {
    match record {
        Record::Queue(task) => queue(tx, run, task),
        Record::Visit(visit) => visit::visited(tx, run, visit),
        Record::End(task, outcome) => ended(tx, run, task, outcome),
        Record::Host(state) => host(tx, state),
        Record::Problem(found) => problem(tx, run, found),
    }
}

/// Queues a task, unless the run knows it.
fn queue(tx: &Transaction<'_>, run: &Run, task: &Task) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT INTO task (run, source, url, depth, day, origin)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING";
    let day = task.day.as_ref().map(Text);
    let from = task.from.as_ref().map(Text);
    let url = Text(&task.url);
    tx.execute(
        SQL,
        params![run.id, task.source, url, task.depth, day, from],
    )?;
    Ok(())
}

/// Ends a task that waits, or that was never queued; says whether it did.
pub(crate) fn end(
    tx: &Transaction<'_>,
    run: &Run,
    task: &Task,
    outcome: &str,
    reason: Option<&str>,
) -> rusqlite::Result<bool> {
    const SQL: &str = "UPDATE task SET outcome = ?4, reason = ?5
        WHERE run = ?1 AND source = ?2 AND url = ?3 AND outcome IS NULL";
    queue(tx, run, task)?;
    let url = Text(&task.url);
    let done = tx.execute(SQL, params![run.id, task.source, url, outcome, reason])?;
    Ok(done > 0)
}

/// A task ended without a page. A page that is gone stops standing.
fn ended(tx: &Transaction<'_>, run: &Run, task: &Task, outcome: &Outcome) -> rusqlite::Result<()> {
    let (word, reason) = match outcome {
        Outcome::Fetched => ("fetched", None),
        Outcome::Unchanged => ("unchanged", None),
        Outcome::Gone => ("gone", None),
        Outcome::Skipped(reason) => ("skipped", Some(reason.as_str())),
        Outcome::Failed(reason) => ("failed", Some(reason.as_str())),
    };
    if end(tx, run, task, word, reason)? && *outcome == Outcome::Gone {
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
    tx.execute(SQL, params![task.source, Text(&task.url), Text(&run.now)])?;
    Ok(())
}

/// A host's state changed.
fn host(tx: &Transaction<'_>, state: &HostState) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT OR REPLACE INTO host
        (host, robots, robots_read, not_before, crawl_delay) VALUES (?1, ?2, ?3, ?4, ?5)";
    let delay = state.crawl_delay.map(|delay| delay.as_millis());
    let values = params![
        state.host,
        state.robots.as_ref().map(|robots| &robots.0),
        state.robots.as_ref().map(|robots| Text(&robots.1)),
        state.not_before.as_ref().map(Text),
        delay.map(|delay| i64::try_from(delay).unwrap_or(i64::MAX)),
    ];
    tx.execute(SQL, values)?;
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
    tx.execute(SQL, params![run.id, source, Text(url), Word(kind), message])?;
    Ok(())
}
