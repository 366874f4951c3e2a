//! A crawl in the store: begun or resumed, asked what waits and what is known, and finished.

use std::{collections::BTreeMap, time::Duration};

use jiff::Timestamp;
use masthead_page::PageFacts;
use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params};

use crate::{
    HostState, Known, Run, SourceRow, SourceTally, Store, StoreError, Task,
    value::{Count, Json, Text, Word},
};

impl Store {
    /// Begins a run at `now`, cut to whole seconds, or goes on with the one that did not end, at
    /// the time at which it was begun. `sources` are all that the settings name: pages of other
    /// sources keep their history, but no longer count as standing.
    ///
    /// # Errors
    /// If another process crawls, a crawl later than `now` is stored, or the database fails.
    pub fn begin(&mut self, now: Timestamp, sources: &[SourceRow]) -> Result<Run, StoreError> {
        self.claim()?;
        let now = seconds(now);
        let wrong = |error| StoreError::sqlite(&self.path, error);
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(wrong)?;
        let run = match unfinished(&tx).map_err(wrong)? {
            Some(run) => run,
            None => match latest(&tx).map_err(wrong)? {
                Some(latest) if latest > now => {
                    let path = self.path.clone();
                    return Err(StoreError::Backwards { path, latest, now });
                }
                _ => start(&tx, now).map_err(wrong)?,
            },
        };
        watch(&tx, sources).map_err(wrong)?;
        tx.commit().map_err(wrong)?;
        Ok(run)
    }

    /// Ends a run. The next [`Store::begin`] starts a new one.
    ///
    /// # Errors
    /// If the database fails.
    pub fn finish(&mut self, run: &Run) -> Result<(), StoreError> {
        self.db
            .execute("UPDATE run SET finished = 1 WHERE id = ?1", [run.id])
            .map_err(|error| StoreError::sqlite(&self.path, error))?;
        Ok(())
    }

    /// The tasks that wait, by host, source, depth and address.
    ///
    /// # Errors
    /// If the database fails.
    pub fn pending(&self, run: &Run) -> Result<Vec<Task>, StoreError> {
        const SQL: &str = "SELECT source, url, depth, day, origin FROM task
            WHERE run = ?1 AND outcome IS NULL";
        let mut tasks = self.rows(SQL, [run.id], task)?;
        tasks.sort_by_cached_key(|task| {
            let host = task.url.origin().ascii_serialization();
            (host, task.source.clone(), task.depth, task.url.clone())
        });
        Ok(tasks)
    }

    /// The tasks that the run knows, done or waiting, by source and address.
    ///
    /// # Errors
    /// If the database fails.
    pub fn seen(&self, run: &Run) -> Result<Vec<Task>, StoreError> {
        const SQL: &str = "SELECT source, url, depth, day, origin FROM task
            WHERE run = ?1 ORDER BY source, url";
        self.rows(SQL, [run.id], task)
    }

    /// What is remembered of every host, by host.
    ///
    /// # Errors
    /// If the database fails.
    pub fn hosts(&self) -> Result<BTreeMap<String, HostState>, StoreError> {
        const SQL: &str = "SELECT host, robots, robots_read, not_before, crawl_delay FROM host";
        let rows = self.rows(SQL, [], host)?;
        Ok(rows
            .into_iter()
            .map(|row| (row.host.clone(), row))
            .collect())
    }

    /// What is remembered of every address that answered, by source and address.
    ///
    /// # Errors
    /// If the database fails.
    pub fn known(&self) -> Result<Vec<Known>, StoreError> {
        const SQL: &str = "SELECT p.source, p.url, p.depth, p.etag, p.last_modified,
              p.first_seen, coalesce(last.gone, 0), live.facts
            FROM page p
            LEFT JOIN snapshot last ON last.page = p.id
              AND last.at = (SELECT max(at) FROM snapshot WHERE page = p.id)
            LEFT JOIN snapshot live ON live.page = p.id
              AND live.at = (SELECT max(at) FROM snapshot WHERE page = p.id AND gone = 0)
            ORDER BY p.source, p.url";
        self.rows(SQL, [], known)
    }

    /// What the run did, for every source that is watched, by name.
    ///
    /// # Errors
    /// If the database fails.
    pub fn tally(&self, run: &Run) -> Result<Vec<SourceTally>, StoreError> {
        const SQL: &str = "SELECT s.name,
              count(*) FILTER (WHERE t.outcome = 'fetched'),
              count(*) FILTER (WHERE t.effect = 'new'),
              count(*) FILTER (WHERE t.effect = 'changed'),
              count(*) FILTER (WHERE t.effect = 'same'),
              count(*) FILTER (WHERE t.outcome = 'unchanged'),
              count(*) FILTER (WHERE t.outcome = 'gone'),
              count(*) FILTER (WHERE t.outcome = 'skipped'),
              count(*) FILTER (WHERE t.outcome = 'failed')
            FROM source s LEFT JOIN task t ON t.source = s.name AND t.run = ?1
            WHERE s.watched = 1 GROUP BY s.name ORDER BY s.name";
        self.rows(SQL, [run.id], tally)
    }

    /// Makes this the one store that writes bodies, and cuts what a killed crawl left behind
    /// the last body that the database names.
    fn claim(&mut self) -> Result<(), StoreError> {
        const SQL: &str = "SELECT segment, max(start + length) FROM body GROUP BY segment";
        if self.bodies.claimed() {
            return Ok(());
        }
        // The lock comes first: only then can no other process be about to name more.
        let lock = self.bodies.lock()?;
        let ends = self.rows(SQL, [], |row| Ok((row.get(0)?, row.get::<_, Count>(1)?.0)))?;
        self.bodies.claim(lock, &ends.into_iter().collect())
    }
}

/// An instant without its fraction of a second, as instants stand in the database.
pub(crate) fn seconds(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

/// The run that did not end, if there is one.
fn unfinished(tx: &Transaction<'_>) -> rusqlite::Result<Option<Run>> {
    const SQL: &str = "SELECT id, now FROM run WHERE finished = 0";
    tx.query_row(SQL, [], |row| {
        Ok(Run {
            id: row.get(0)?,
            now: row.get::<_, Text<_>>(1)?.0,
            resumed: true,
        })
    })
    .optional()
}

/// The time of the newest run, if there is one.
fn latest(tx: &Transaction<'_>) -> rusqlite::Result<Option<Timestamp>> {
    const SQL: &str = "SELECT now FROM run ORDER BY now DESC LIMIT 1";
    tx.query_row(SQL, [], |row| Ok(row.get::<_, Text<_>>(0)?.0))
        .optional()
}

/// A new run.
fn start(tx: &Transaction<'_>, now: Timestamp) -> rusqlite::Result<Run> {
    const SQL: &str = "INSERT INTO run (now, finished) VALUES (?1, 0)";
    tx.execute(SQL, [Text(&now)])?;
    Ok(Run {
        id: tx.last_insert_rowid(),
        now,
        resumed: false,
    })
}

/// Makes `sources` the ones that are watched.
fn watch(tx: &Transaction<'_>, sources: &[SourceRow]) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT INTO source (name, url, role, language, watched)
        VALUES (?1, ?2, ?3, ?4, 1)
        ON CONFLICT (name) DO UPDATE SET url = excluded.url, role = excluded.role,
          language = excluded.language, watched = 1";
    tx.execute("UPDATE source SET watched = 0", [])?;
    for source in sources {
        let language = source.language.as_ref().map(Word);
        tx.execute(
            SQL,
            params![source.name, Text(&source.url), Word(&source.role), language],
        )?;
    }
    Ok(())
}

/// A task out of its row.
fn task(row: &Row<'_>) -> rusqlite::Result<Task> {
    Ok(Task {
        source: row.get(0)?,
        url: row.get::<_, Text<_>>(1)?.0,
        depth: row.get(2)?,
        day: row.get::<_, Option<Text<_>>>(3)?.map(|day| day.0),
        from: row.get::<_, Option<Text<_>>>(4)?.map(|from| from.0),
    })
}

/// A host out of its row.
fn host(row: &Row<'_>) -> rusqlite::Result<HostState> {
    let text: Option<String> = row.get(1)?;
    let read: Option<Text<Timestamp>> = row.get(2)?;
    let delay: Option<Count> = row.get(4)?;
    Ok(HostState {
        host: row.get(0)?,
        robots: text.zip(read.map(|at| at.0)),
        not_before: row.get::<_, Option<Text<_>>>(3)?.map(|at| at.0),
        crawl_delay: delay.map(|delay| Duration::from_millis(delay.0)),
    })
}

/// An address out of its row.
fn known(row: &Row<'_>) -> rusqlite::Result<Known> {
    let facts: Option<Json<PageFacts>> = row.get(7)?;
    Ok(Known {
        source: row.get(0)?,
        url: row.get::<_, Text<_>>(1)?.0,
        depth: row.get(2)?,
        etag: row.get(3)?,
        last_modified: row.get(4)?,
        links: facts.map(|facts| facts.0.followed()).unwrap_or_default(),
        first_seen: row.get::<_, Text<_>>(5)?.0,
        gone: row.get(6)?,
    })
}

/// A tally out of its row.
fn tally(row: &Row<'_>) -> rusqlite::Result<SourceTally> {
    Ok(SourceTally {
        source: row.get(0)?,
        fetched: row.get::<_, Count>(1)?.0,
        new: row.get::<_, Count>(2)?.0,
        changed: row.get::<_, Count>(3)?.0,
        same: row.get::<_, Count>(4)?.0,
        unchanged: row.get::<_, Count>(5)?.0,
        gone: row.get::<_, Count>(6)?.0,
        skipped: row.get::<_, Count>(7)?.0,
        failed: row.get::<_, Count>(8)?.0,
    })
}
