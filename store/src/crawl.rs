//! A crawl in the store: begun or resumed, asked what waits and what is known, and finished.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use url::Url;

use crate::{
    Again, HostState, Run, SourceRow, SourceTally, Standing, Store, StoreError, Task, Validators,
    Waiting,
    claim::{self, RESTING},
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

    /// The run that did not end, if there is one.
    ///
    /// # Errors
    /// If the database fails.
    pub fn unfinished(&self) -> Result<Option<Run>, StoreError> {
        unfinished(&self.db).map_err(|error| StoreError::sqlite(&self.path, error))
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

    /// Queues what is known of a source from earlier runs: its pages that stand and are due, and
    /// what the run before could not read or had no budget for. So a page that no longer is named
    /// is seen to be gone, and “nothing changed” at a feed or a page loses nothing it names.
    ///
    /// # Errors
    /// If the database fails.
    pub fn again(&mut self, run: &Run, again: &[Again]) -> Result<(), StoreError> {
        const PAGES: &str = "INSERT INTO task (run, source, url, host, depth, day, origin)
            SELECT ?1, source, url, host, depth, listed, origin FROM page
            WHERE source = ?2 AND depth > 0 AND depth <= ?3 AND first_seen >= ?4
              AND (due IS NULL OR due <= ?5)
              AND coalesce((SELECT gone FROM snapshot WHERE page = page.id
                ORDER BY at DESC LIMIT 1), 0) = 0
            ON CONFLICT DO NOTHING";
        const UNREAD: &str = "INSERT INTO task (run, source, url, host, depth, day, origin, trail)
            SELECT ?1, source, url, host, depth, day, origin, trail FROM task
            WHERE run = (SELECT max(id) FROM run WHERE id < ?1) AND source = ?2
              AND depth > 0 AND depth <= ?3 AND (step = 'budget' OR outcome = 'failed' AND
                (SELECT count(*) FROM task earlier WHERE earlier.url = task.url
                  AND earlier.source = task.source AND earlier.outcome = 'failed') < ?4)
            ON CONFLICT DO NOTHING";
        // Something that fails so often, and is named no more, is left alone.
        const TRIES: u32 = 7;
        let wrong = |error| StoreError::sqlite(&self.path, error);
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(wrong)?;
        for wish in again {
            let since = wish.since.unwrap_or(Timestamp::MIN);
            let (since, now) = (Text(&since), Text(&run.now));
            let deepest = wish.deepest.unwrap_or(u32::MAX);
            tx.execute(PAGES, params![run.id, wish.source, deepest, since, now])
                .map_err(wrong)?;
            tx.execute(UNREAD, params![run.id, wish.source, deepest, TRIES])
                .map_err(wrong)?;
        }
        tx.commit().map_err(wrong)
    }

    /// The hosts at which the run has something left to do, sorted.
    ///
    /// # Errors
    /// If the database fails.
    pub fn waiting(&self, run: &Run) -> Result<Vec<(String, u64)>, StoreError> {
        const SQL: &str = "SELECT host, count(*) FROM task WHERE run = ?1 AND outcome IS NULL
            GROUP BY host ORDER BY host";
        self.rows(SQL, [run.id], |row| {
            Ok((row.get(0)?, row.get::<_, Count>(1)?.0))
        })
    }

    /// What the run has done at a host, and what is left.
    ///
    /// # Errors
    /// If the database fails.
    pub fn standing(&self, run: &Run, host: &str) -> Result<Standing, StoreError> {
        const WAITING: &str = "SELECT t.source, t.url, t.depth, t.day, t.origin, t.trail, t.claim,
              p.etag, p.last_modified, (SELECT gone FROM snapshot WHERE page = p.id
                ORDER BY at DESC LIMIT 1)
            FROM task t LEFT JOIN page p ON p.source = t.source AND p.url = t.url
            WHERE t.run = ?1 AND t.host = ?2 AND t.outcome IS NULL
            ORDER BY t.depth, t.url, t.source";
        // What a source left out before it was its turn used up nothing.
        const USED: &str = "SELECT source, count(*) FROM task
            WHERE run = ?1 AND host = ?2 AND outcome IS NOT NULL AND (step IS NULL
              OR step NOT IN ('source', 'scope', 'filter', 'depth', 'trap', 'budget'))
            GROUP BY source";
        const SETTLED: &str = "SELECT source, url FROM task
            WHERE run = ?1 AND host = ?2 AND outcome IS NOT NULL";
        let pair = |row: &Row<'_>| Ok((row.get(0)?, row.get::<_, Text<_>>(1)?.0));
        let count = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let rest = |row: &Row<'_>| Ok((row.get(0)?, row.get::<_, Text<_>>(1)?.0, row.get(2)?));
        let resting: Vec<(String, Url, _)> = self.rows(RESTING, params![run.id, host], rest)?;
        Ok(Standing {
            doubted: self.doubted(run, &resting)?,
            resting,
            waiting: self.rows(WAITING, params![run.id, host], waiting)?,
            settled: self.rows(SETTLED, params![run.id, host], pair)?,
            used: self
                .rows(USED, params![run.id, host], count)?
                .into_iter()
                .collect(),
        })
    }

    /// How many claims may still be followed of the sources of some pages that are not believed.
    fn doubted(
        &self,
        run: &Run,
        pages: &[(String, Url, Option<i64>)],
    ) -> Result<BTreeMap<String, u32>, StoreError> {
        let sources: BTreeSet<&String> = pages.iter().map(|(source, ..)| source).collect();
        let mut doubted = BTreeMap::new();
        for source in sources {
            let left = claim::left(&self.db, run, source);
            let left = left.map_err(|error| StoreError::sqlite(&self.path, error))?;
            doubted.extend(left.map(|left| (source.clone(), left)));
        }
        Ok(doubted)
    }

    /// What is remembered of a host.
    ///
    /// # Errors
    /// If the database fails.
    pub fn host(&self, name: &str) -> Result<Option<HostState>, StoreError> {
        const SQL: &str = "SELECT host, robots, robots_read, not_before, crawl_delay, pace
            FROM host WHERE host = ?1";
        Ok(self.rows(SQL, [name], host)?.into_iter().next())
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
    pub(crate) fn claim(&mut self) -> Result<(), StoreError> {
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
fn unfinished(tx: &Connection) -> rusqlite::Result<Option<Run>> {
    const SQL: &str = "SELECT id, now FROM run WHERE finished = 0";
    tx.query_row(SQL, [], |row| {
        Ok(Run {
            id: row.get(0)?,
            now: row.get::<_, Text<_>>(1)?.0,
            resumed: true,
            longest: Run::LONGEST,
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
        longest: Run::LONGEST,
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

/// A task out of its row, with what makes its request conditional. What is gone is asked for
/// without conditions, should it be named again: it may be back as it was.
fn waiting(row: &Row<'_>) -> rusqlite::Result<Waiting> {
    let task = Task {
        source: row.get(0)?,
        url: row.get::<_, Text<_>>(1)?.0,
        depth: row.get(2)?,
        day: row.get::<_, Option<Text<_>>>(3)?.map(|day| day.0),
        changed: row.get::<_, Option<Text<_>>>(6)?.map(|changed| changed.0),
        from: row.get::<_, Option<Text<_>>>(4)?.map(|from| from.0),
        trail: row
            .get::<_, Option<Json<_>>>(5)?
            .map(|trail| trail.0)
            .unwrap_or_default(),
    };
    let stands = row.get::<_, Option<bool>>(9)? == Some(false);
    let validators = Validators {
        etag: row.get(7)?,
        last_modified: row.get(8)?,
    };
    Ok(Waiting {
        task,
        known: stands.then_some(validators),
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
        pace: row.get(5)?,
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
