//! Reads the watched web as it stood at an instant.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::Row;
use url::Url;

use crate::{
    PageAt, Problem, SourceRow, Store, StoreError,
    body::Hash,
    commit::spot,
    crawl::seconds,
    value::{Json, Text, Word},
};

impl Store {
    /// The pages of watched sources that stood at `at`, by source and address. Of two addresses
    /// of a source that lead to the same page, the one seen first speaks.
    ///
    /// # Errors
    /// If the database fails.
    pub fn pages_at(&self, at: Timestamp) -> Result<Vec<PageAt>, StoreError> {
        const SQL: &str = "SELECT s.name, s.url, s.role, s.language,
              v.address, p.first_seen, v.changed, p.listed, v.facts
            FROM page p
            JOIN source s ON s.name = p.source AND s.watched = 1
            JOIN snapshot v ON v.page = p.id
              AND v.at = (SELECT max(at) FROM snapshot WHERE page = p.id AND at <= ?1)
            WHERE v.gone = 0 AND v.facts IS NOT NULL
            ORDER BY s.name, v.address, p.first_seen, p.url";
        let mut pages = self.rows(SQL, [Text(&seconds(at))], page)?;
        let mut seen = BTreeSet::new();
        pages.retain(|page| seen.insert((page.source.name.clone(), page.url.clone())));
        Ok(pages)
    }

    /// What was wrong in the crawls from `from` to `to`, both included, each once, sorted. Only
    /// sources that are still watched count, and only what no later crawl until `to` disproved:
    /// an address that answered since is in trouble no more.
    ///
    /// # Errors
    /// If the database fails.
    pub fn problems(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Problem>, StoreError> {
        const SQL: &str = "SELECT DISTINCT f.source, f.url, f.kind, f.message
            FROM problem f
            JOIN run r ON r.id = f.run
            JOIN source s ON s.name = f.source AND s.watched = 1
            WHERE r.now BETWEEN ?1 AND ?2
              AND NOT EXISTS (SELECT 1 FROM task t JOIN run later ON later.id = t.run
                WHERE t.source = f.source AND t.url = f.url AND t.run > f.run
                  AND later.now <= ?2 AND t.outcome IN ('fetched', 'unchanged'))";
        let span = [Text(&seconds(from)), Text(&seconds(to))];
        let mut found = self.rows(SQL, span, problem)?;
        found.sort();
        Ok(found)
    }

    /// The last body that an address had at `at`, also if it is gone since; `None` if there is
    /// none.
    ///
    /// # Errors
    /// If the database fails, or the record of this body is missing or damaged.
    pub fn body(&self, url: &Url, at: Timestamp) -> Result<Option<Vec<u8>>, StoreError> {
        const SQL: &str = "SELECT b.sha256, b.segment, b.start, b.length
            FROM snapshot v
            JOIN page p ON p.id = v.page
            JOIN body b ON b.sha256 = v.body
            WHERE (p.url = ?1 OR v.address = ?1) AND v.at <= ?2
            ORDER BY v.at DESC, p.url = ?1 DESC, p.source LIMIT 1";
        let rows = self.rows(SQL, [url.as_str(), &seconds(at).to_string()], |row| {
            Ok((row.get::<_, Hash>(0)?, spot(row, 1)?))
        })?;
        match rows.first() {
            Some((hash, spot)) => self.bodies.read(hash, *spot).map(Some),
            None => Ok(None),
        }
    }
}

/// A page out of its row.
fn page(row: &Row<'_>) -> rusqlite::Result<PageAt> {
    Ok(PageAt {
        source: SourceRow {
            name: row.get(0)?,
            url: row.get::<_, Text<_>>(1)?.0,
            role: row.get::<_, Word<_>>(2)?.0,
            language: row.get::<_, Option<Word<_>>>(3)?.map(|language| language.0),
        },
        url: row.get::<_, Text<_>>(4)?.0,
        first_seen: row.get::<_, Text<_>>(5)?.0,
        changed: row.get::<_, Text<_>>(6)?.0,
        listed: row.get::<_, Option<Text<_>>>(7)?.map(|day| day.0),
        facts: row.get::<_, Json<_>>(8)?.0,
    })
}

/// A problem out of its row.
fn problem(row: &Row<'_>) -> rusqlite::Result<Problem> {
    Ok(Problem {
        source: row.get(0)?,
        url: row.get::<_, Text<_>>(1)?.0,
        kind: row.get::<_, Word<_>>(2)?.0,
        message: row.get(3)?,
    })
}
