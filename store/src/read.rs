//! Reads the watched web as it stood at an instant.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Row, Statement, params};
use url::Url;

use crate::{
    PageAt, Problem, Shelf, SourceRow, Store, StoreError,
    body::Hash,
    commit::spot,
    crawl::seconds,
    shelf::FEW,
    value::{Json, Text, Word},
};

/// The pages of watched sources that stood at an instant, by source and address. Of two addresses
/// of a source that lead to the same page, the one seen first speaks. Only their places are held.
#[derive(Debug)]
pub struct Pages<'s> {
    store: &'s Store,
    /// Number and second of the snapshot that stood.
    places: Vec<(i64, i64)>,
}

impl Pages<'_> {
    /// Whether no page stood.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.places.is_empty()
    }
}

impl Shelf<PageAt> for Pages<'_> {
    fn each(&self, tell: &mut dyn FnMut(&[PageAt])) -> Result<(), StoreError> {
        const SQL: &str = "SELECT s.name, s.url, s.role, s.language,
              v.address, p.first_seen, v.changed, p.listed, v.facts
            FROM snapshot v JOIN page p ON p.id = v.page JOIN source s ON s.name = p.source
            WHERE v.page = ?1 AND v.at = ?2 AND v.gone = 0 AND v.facts IS NOT NULL";
        let wrong = |error| StoreError::sqlite(&self.store.path, error);
        let mut one = self.store.db.prepare(SQL).map_err(wrong)?;
        for places in self.places.chunks(FEW) {
            let mut pages = Vec::with_capacity(places.len());
            for place in places {
                // A crawl that goes on meanwhile may have put another in its place.
                pages.extend(found(&mut one, *place).map_err(wrong)?);
            }
            if !pages.is_empty() {
                tell(&pages);
            }
        }
        Ok(())
    }
}

/// The page at a place.
fn found(one: &mut Statement<'_>, (id, second): (i64, i64)) -> rusqlite::Result<Option<PageAt>> {
    let at = Timestamp::from_second(second).unwrap_or_default();
    let mut rows = one.query_map(params![id, Text(&at)], page)?;
    rows.next().transpose()
}

impl Store {
    /// The pages of watched sources that stood at `at`.
    ///
    /// # Errors
    /// If the database fails.
    pub fn standing_at(&self, at: Timestamp) -> Result<Pages<'_>, StoreError> {
        const SQL: &str = "SELECT v.page, unixepoch(v.at), p.source, v.address
            FROM page p
            JOIN source s ON s.name = p.source AND s.watched = 1
            JOIN snapshot v ON v.page = p.id
              AND v.at = (SELECT max(at) FROM snapshot WHERE page = p.id AND at <= ?1)
            WHERE v.gone = 0 AND v.facts IS NOT NULL
            ORDER BY p.source, v.address, p.first_seen, p.url";
        let mut last: Option<(String, String)> = None;
        let place = |row: &Row<'_>| {
            let named = Some((row.get(2)?, row.get(3)?));
            let again = last == named;
            last = named;
            Ok((!again).then_some((row.get(0)?, row.get(1)?)))
        };
        let places = self.rows(SQL, [Text(&seconds(at))], place)?;
        Ok(Pages {
            store: self,
            places: places.into_iter().flatten().collect(),
        })
    }

    /// The same pages, all at once.
    ///
    /// # Errors
    /// If the database fails.
    pub fn pages_at(&self, at: Timestamp) -> Result<Vec<PageAt>, StoreError> {
        let mut pages = Vec::new();
        self.standing_at(at)?
            .each(&mut |few| pages.extend_from_slice(few))?;
        Ok(pages)
    }

    /// The names of the watched sources of which a page was read until `at`.
    ///
    /// # Errors
    /// If the database fails.
    pub fn read_until(&self, at: Timestamp) -> Result<BTreeSet<String>, StoreError> {
        const SQL: &str = "SELECT name FROM source WHERE watched = 1 AND EXISTS
            (SELECT 1 FROM page p JOIN snapshot v ON v.page = p.id AND v.at <= ?1
              WHERE p.source = source.name AND v.gone = 0 AND v.facts IS NOT NULL)";
        let names = self.rows(SQL, [Text(&seconds(at))], |row| row.get(0))?;
        Ok(names.into_iter().collect())
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
