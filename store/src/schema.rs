//! The tables, as migrations: each entry brings a database from one schema version to the next.

use rusqlite::{Connection, TransactionBehavior};

/// Marks the file as ours (`PRAGMA application_id`): the letters `Mast`.
pub(crate) const APPLICATION: u32 = 0x4D61_7374;

/// The schema version that this program writes.
pub(crate) const VERSION: u32 = 3;

/// The migrations in order; the first one makes schema 1 out of an empty file. An entry that was
/// released is never edited: what is wrong with it is put right by the next.
const MIGRATIONS: [&str; VERSION as usize] = [FIRST, SECOND, THIRD];

/// Schema 1. Instants are RFC 3339 in UTC with whole seconds, so that they sort as text; days,
/// months, amounts and addresses are text too; the words are those of the types in `rows.rs`.
const FIRST: &str = "
-- What is watched. A source that left the settings stays, with `watched` 0.
CREATE TABLE source (
  name TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  role TEXT NOT NULL,
  language TEXT,
  watched INTEGER NOT NULL CHECK (watched IN (0, 1))
) STRICT, WITHOUT ROWID;

-- One crawl. At most one is unfinished.
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  now TEXT NOT NULL,
  finished INTEGER NOT NULL CHECK (finished IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX run_unfinished ON run (finished) WHERE finished = 0;

-- One address to fetch in one run; `outcome` is empty as long as it waits.
CREATE TABLE task (
  run INTEGER NOT NULL REFERENCES run,
  source TEXT NOT NULL REFERENCES source,
  url TEXT NOT NULL,
  depth INTEGER NOT NULL,
  day TEXT,
  origin TEXT,
  outcome TEXT CHECK (outcome IN ('fetched', 'unchanged', 'gone', 'skipped', 'failed')),
  reason TEXT,
  effect TEXT CHECK (effect IN ('new', 'changed', 'same')),
  PRIMARY KEY (run, source, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_waiting ON task (run) WHERE outcome IS NULL;

-- Scheme, name and port, and what is remembered of them; `crawl_delay` in milliseconds.
CREATE TABLE host (
  host TEXT PRIMARY KEY,
  robots TEXT,
  robots_read TEXT,
  not_before TEXT,
  crawl_delay INTEGER
) STRICT, WITHOUT ROWID;

-- An address that answered at least once.
CREATE TABLE page (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL REFERENCES source,
  url TEXT NOT NULL,
  depth INTEGER NOT NULL,
  first_seen TEXT NOT NULL,
  listed TEXT,
  etag TEXT,
  last_modified TEXT,
  UNIQUE (source, url)
) STRICT;
CREATE INDEX page_url ON page (url);

-- A body, once for all pages that have it, and where its record stands in bodies/.
CREATE TABLE body (
  sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
  segment INTEGER NOT NULL,
  start INTEGER NOT NULL,
  length INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX body_place ON body (segment, start);

-- A page from `at` until its next row: `address` answered, after redirects. `version` is the
-- SHA-256 of what makes a version (title, description, main text), `changed` its first instant.
CREATE TABLE snapshot (
  page INTEGER NOT NULL REFERENCES page,
  at TEXT NOT NULL,
  gone INTEGER NOT NULL CHECK (gone IN (0, 1)),
  address TEXT NOT NULL,
  status INTEGER,
  body BLOB REFERENCES body,
  facts TEXT,
  version BLOB,
  changed TEXT NOT NULL,
  PRIMARY KEY (page, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX snapshot_address ON snapshot (address);
CREATE INDEX snapshot_body ON snapshot (body);

CREATE TABLE problem (
  run INTEGER NOT NULL REFERENCES run,
  source TEXT NOT NULL,
  url TEXT NOT NULL,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (run, source, url, kind)
) STRICT, WITHOUT ROWID;

-- Which file holds the rows of a kind and month.
CREATE TABLE import (
  kind TEXT NOT NULL,
  month TEXT NOT NULL,
  name TEXT NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  rows INTEGER NOT NULL,
  PRIMARY KEY (kind, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE search (
  id INTEGER PRIMARY KEY,
  month TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('query', 'page')),
  value TEXT NOT NULL,
  clicks INTEGER NOT NULL,
  impressions INTEGER NOT NULL,
  position TEXT
) STRICT;
CREATE INDEX search_month ON search (month, kind);

CREATE TABLE ad (
  id INTEGER PRIMARY KEY,
  month TEXT NOT NULL,
  day TEXT NOT NULL,
  campaign TEXT NOT NULL,
  ad_group TEXT NOT NULL,
  impressions INTEGER NOT NULL,
  clicks INTEGER NOT NULL,
  cost TEXT NOT NULL,
  currency TEXT NOT NULL,
  conversions TEXT NOT NULL
) STRICT;
CREATE INDEX ad_month ON ad (month);

CREATE TABLE lead (
  id INTEGER PRIMARY KEY,
  month TEXT NOT NULL,
  day TEXT NOT NULL,
  channel TEXT NOT NULL,
  campaign TEXT,
  landing_page TEXT,
  tier TEXT NOT NULL,
  status TEXT NOT NULL,
  value TEXT,
  currency TEXT
) STRICT;
CREATE INDEX lead_month ON lead (month);
";

/// Schema 2: a crawl is kept host by host. A run's tasks and the pages know their host; a task knows
/// the step that refused it and the redirects that led to it; a page knows when it is due again; a
/// snapshot knows the headers, the version of the extractor that read it (0: before versions were
/// counted) and the sketch of its text; a host knows its pace.
const SECOND: &str = "
CREATE TABLE task2 (
  run INTEGER NOT NULL REFERENCES run,
  source TEXT NOT NULL REFERENCES source,
  url TEXT NOT NULL,
  host TEXT NOT NULL,
  depth INTEGER NOT NULL,
  day TEXT,
  origin TEXT,
  trail TEXT,
  outcome TEXT CHECK (outcome IN ('fetched', 'unchanged', 'gone', 'skipped', 'failed')),
  step TEXT,
  reason TEXT,
  effect TEXT CHECK (effect IN ('new', 'changed', 'same')),
  PRIMARY KEY (url, source, run)
) STRICT, WITHOUT ROWID;
INSERT INTO task2 (run, source, url, host, depth, day, origin, outcome, reason, effect)
  SELECT run, source, url, '', depth, day, origin, outcome, reason, effect FROM task;
DROP TABLE task;
ALTER TABLE task2 RENAME TO task;
CREATE INDEX task_host ON task (run, host);

ALTER TABLE page ADD COLUMN host TEXT NOT NULL DEFAULT '';
ALTER TABLE page ADD COLUMN origin TEXT;
-- No visit before `due`; `pause` is the time between the last two visits that it was asked for, in
-- seconds.
ALTER TABLE page ADD COLUMN due TEXT;
ALTER TABLE page ADD COLUMN pause INTEGER;
CREATE INDEX page_host ON page (host);

ALTER TABLE snapshot ADD COLUMN headers TEXT;
ALTER TABLE snapshot ADD COLUMN extractor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE snapshot ADD COLUMN sketch BLOB;

ALTER TABLE host ADD COLUMN pace TEXT;

-- The host of an address: scheme, name and port, the port also where it goes without saying.
UPDATE task SET host = substr(url, 1, instr(url, '://') + 2)
  || substr(substr(url, instr(url, '://') + 3), 1,
       instr(substr(url, instr(url, '://') + 3) || '/', '/') - 1);
UPDATE task SET host = host || CASE WHEN host LIKE 'https:%' THEN ':443' ELSE ':80' END
  WHERE host GLOB '*]' OR host NOT GLOB '*:[0-9]*';
UPDATE page SET host = substr(url, 1, instr(url, '://') + 2)
  || substr(substr(url, instr(url, '://') + 3), 1,
       instr(substr(url, instr(url, '://') + 3) || '/', '/') - 1);
UPDATE page SET host = host || CASE WHEN host LIKE 'https:%' THEN ':443' ELSE ':80' END
  WHERE host GLOB '*]' OR host NOT GLOB '*:[0-9]*';
";

/// Schema 3: a task knows the change that it was queued for before its time, and a page when it was
/// read; until now that was what its pause says. What changed between two instants is found by time.
/// The checks of a task are written out: for `IN` with more than two words SQLite makes a table each
/// time that a row is written.
const THIRD: &str = "
CREATE TABLE task3 (
  run INTEGER NOT NULL REFERENCES run,
  source TEXT NOT NULL REFERENCES source,
  url TEXT NOT NULL,
  host TEXT NOT NULL,
  depth INTEGER NOT NULL,
  day TEXT,
  origin TEXT,
  trail TEXT,
  outcome TEXT CHECK (outcome = 'fetched' OR outcome = 'unchanged' OR outcome = 'gone'
    OR outcome = 'skipped' OR outcome = 'failed'),
  step TEXT,
  reason TEXT,
  effect TEXT CHECK (effect = 'new' OR effect = 'changed' OR effect = 'same'),
  claim TEXT,
  PRIMARY KEY (url, source, run)
) STRICT, WITHOUT ROWID;
INSERT INTO task3
  (run, source, url, host, depth, day, origin, trail, outcome, step, reason, effect)
  SELECT run, source, url, host, depth, day, origin, trail, outcome, step, reason, effect FROM task;
DROP TABLE task;
ALTER TABLE task3 RENAME TO task;
CREATE INDEX task_host ON task (run, host);
CREATE INDEX task_claim ON task (source, run) WHERE claim IS NOT NULL;
ALTER TABLE page ADD COLUMN visited TEXT;
UPDATE page SET visited =
    strftime('%Y-%m-%dT%H:%M:%SZ', due, '-' || (pause - pause / 10) || ' seconds')
  WHERE due IS NOT NULL AND pause IS NOT NULL;
CREATE INDEX snapshot_at ON snapshot (at);
";

/// What the database file turned out to be.
pub(crate) enum Found {
    /// Empty, or ours with the given schema version up to [`VERSION`].
    Ours(u32),
    /// Ours, and newer than this program.
    Newer(u32),
    /// Somebody else's.
    Foreign,
}

/// Looks at the database without changing it.
pub(crate) fn look(db: &Connection) -> rusqlite::Result<Found> {
    let number = |sql| db.query_row(sql, [], |row| row.get::<_, u32>(0));
    let application = number("PRAGMA application_id")?;
    let version = number("PRAGMA user_version")?;
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    Ok(match (application, version) {
        (APPLICATION, 1..=VERSION) => Found::Ours(version),
        (APPLICATION, newer) if newer > VERSION => Found::Newer(newer),
        (0, 0) if tables == 0 => Found::Ours(0),
        _ => Found::Foreign,
    })
}

/// Brings the database to [`VERSION`]; each step is a transaction of its own.
pub(crate) fn migrate(db: &mut Connection) -> rusqlite::Result<()> {
    for (version, sql) in (1..).zip(MIGRATIONS) {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Read inside the transaction: another process may have migrated meanwhile.
        let have: u32 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if have < version {
            tx.execute_batch(sql)?;
            tx.pragma_update(None, "application_id", APPLICATION)?;
            tx.pragma_update(None, "user_version", version)?;
            tx.commit()?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_of_the_first_schema_keeps_its_pages_and_learns_their_hosts() {
        let mut db = Connection::open_in_memory().unwrap();
        db.execute_batch(FIRST).unwrap();
        db.pragma_update(None, "application_id", APPLICATION)
            .unwrap();
        db.pragma_update(None, "user_version", 1).unwrap();
        db.execute_batch(
            "INSERT INTO source VALUES ('s', 'http://a.example/', 'own', NULL, 1);
             INSERT INTO run VALUES (1, '2026-09-30T18:00:00Z', 1);",
        )
        .unwrap();
        let hosts = [
            ("http://a.example/x:1", "http://a.example:80"),
            ("https://a.example/", "https://a.example:443"),
            ("http://a.example:8080/产品", "http://a.example:8080"),
            ("https://[2606:4700::1]/", "https://[2606:4700::1]:443"),
        ];
        for (url, _) in hosts {
            db.execute(
                "INSERT INTO task (run, source, url, depth) VALUES (1, 's', ?1, 1)",
                [url],
            )
            .unwrap();
            db.execute(
                "INSERT INTO page (source, url, depth, first_seen)
                 VALUES ('s', ?1, 1, '2026-09-30T18:00:00Z')",
                [url],
            )
            .unwrap();
        }
        migrate(&mut db).unwrap();
        for table in ["task", "page"] {
            for (url, host) in hosts {
                let sql = format!("SELECT host FROM {table} WHERE url = ?1");
                let found: String = db.query_row(&sql, [url], |row| row.get(0)).unwrap();
                assert_eq!(found, host, "{table} {url}");
                assert_eq!(found, crate::host(&url::Url::parse(url).unwrap()).unwrap());
            }
        }
    }

    #[test]
    fn a_store_of_the_second_schema_learns_when_its_pages_were_read() {
        let mut db = Connection::open_in_memory().unwrap();
        db.execute_batch(&format!("{FIRST}{SECOND}")).unwrap();
        db.pragma_update(None, "user_version", 2).unwrap();
        db.execute_batch(
            "INSERT INTO source VALUES ('s', 'http://a.example/', 'own', NULL, 1);
             INSERT INTO page (id, source, url, depth, first_seen, due, pause) VALUES
               (1, 's', 'http://a.example/1', 1, '', '2026-10-02T15:36:00Z', 86400),
               (2, 's', 'http://a.example/2', 1, '', NULL, NULL);",
        )
        .unwrap();
        migrate(&mut db).unwrap();
        let read = |id: i64| {
            let sql = "SELECT visited FROM page WHERE id = ?1";
            db.query_row(sql, [id], |row| row.get::<_, Option<String>>(0))
                .unwrap()
        };
        assert_eq!(read(1).as_deref(), Some("2026-10-01T18:00:00Z"));
        assert_eq!(read(2), None);
        let plan: String = db
            .query_row(
                "EXPLAIN QUERY PLAN SELECT page FROM snapshot WHERE at > '2026'",
                [],
                |row| row.get(3),
            )
            .unwrap();
        assert!(plan.contains("snapshot_at"), "{plan}");
    }
}
