//! The versions that pages went through between two instants.

use jiff::{Timestamp, civil::Date};
use masthead_page::PageFacts;
use rusqlite::{Row, Statement, params};
use url::Url;

use crate::{
    PageAt, Shelf, SourceRow, Store, StoreError,
    crawl::seconds,
    shelf::FEW,
    value::{Json, Text, Word},
};

/// A page that was seen to be new, other or gone.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// Its source.
    pub source: SourceRow,
    /// Its address, as it answered last.
    pub url: Url,
    /// When it was first seen at all.
    pub first_seen: Timestamp,
    /// The day the source (feed or list) gave for it, if any.
    pub listed: Option<Date>,
    /// What stood at the first instant, if the page stood then.
    pub before: Option<PageFacts>,
    /// What stands at the second; nothing if the page is gone.
    pub now: Option<PageFacts>,
    /// When this version was first seen: its title, description or main text; or since when the
    /// page is gone.
    pub changed: Timestamp,
}

impl Changes {
    /// The page as it stands, unless it is gone.
    #[must_use]
    pub fn standing(&self) -> Option<PageAt> {
        Some(PageAt {
            source: self.source.clone(),
            url: self.url.clone(),
            first_seen: self.first_seen,
            changed: self.changed,
            listed: self.listed,
            facts: self.now.clone()?,
        })
    }
}

/// The pages of watched sources of which something was seen to be other between two instants, by
/// source and address. Only their numbers are held.
#[derive(Debug)]
pub struct Moved<'s> {
    store: &'s Store,
    pages: Vec<i64>,
    from: Timestamp,
    to: Timestamp,
}

impl Shelf<Changes> for Moved<'_> {
    fn each(&self, tell: &mut dyn FnMut(&[Changes])) -> Result<(), StoreError> {
        const BEFORE: &str = "SELECT facts FROM snapshot WHERE page = ?1 AND gone = 0
              AND at = (SELECT max(at) FROM snapshot WHERE page = ?1 AND at <= ?2)";
        const NOW: &str = "SELECT s.name, s.url, s.role, s.language,
              v.address, p.first_seen, p.listed, v.changed, v.gone, v.facts
            FROM snapshot v JOIN page p ON p.id = v.page JOIN source s ON s.name = p.source
            WHERE v.page = ?1 AND (v.gone = 1 OR v.facts IS NOT NULL)
              AND v.at = (SELECT max(at) FROM snapshot WHERE page = ?1 AND at <= ?2)";
        let wrong = |error| StoreError::sqlite(&self.store.path, error);
        let mut before = self.store.db.prepare(BEFORE).map_err(wrong)?;
        let mut now = self.store.db.prepare(NOW).map_err(wrong)?;
        for pages in self.pages.chunks(FEW) {
            let mut told = Vec::with_capacity(pages.len());
            for page in pages {
                let Some(change) = first(&mut now, *page, self.to, read).map_err(wrong)? else {
                    continue;
                };
                let facts = |row: &Row<'_>| row.get::<_, Option<Json<_>>>(0);
                let stood = first(&mut before, *page, self.from, facts).map_err(wrong)?;
                told.push(Changes {
                    before: stood.flatten().map(|facts| facts.0),
                    ..change
                });
            }
            if !told.is_empty() {
                tell(&told);
            }
        }
        Ok(())
    }
}

/// The first row of what a query says of a page at an instant.
fn first<T>(
    query: &mut Statement<'_>,
    page: i64,
    at: Timestamp,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Option<T>> {
    let mut rows = query.query_map(params![page, Text(&at)], read)?;
    rows.next().transpose()
}

impl Store {
    /// The pages of watched sources that changed after `from` and until `to`. Answers that were no
    /// page (feeds, lists) are left out.
    ///
    /// # Errors
    /// If the database fails.
    pub fn changes(&self, from: Timestamp, to: Timestamp) -> Result<Moved<'_>, StoreError> {
        const SQL: &str = "SELECT p.id FROM page p
            JOIN source s ON s.name = p.source AND s.watched = 1
            WHERE p.id IN (SELECT page FROM snapshot WHERE at > ?1 AND at <= ?2)
            ORDER BY p.source, p.url, p.id";
        let (from, to) = (seconds(from), seconds(to));
        Ok(Moved {
            pages: self.rows(SQL, [Text(&from), Text(&to)], |row| row.get(0))?,
            store: self,
            from,
            to,
        })
    }

    /// When the last crawl began until `to`; `None` before the first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn crawled(&self, to: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        const SQL: &str = "SELECT now FROM run WHERE now <= ?1 ORDER BY now DESC LIMIT 1";
        let last = self.rows(SQL, [Text(&seconds(to))], |row| row.get::<_, Text<_>>(0))?;
        Ok(last.into_iter().next().map(|at| at.0))
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Changes> {
    let gone: bool = row.get(8)?;
    let facts = row.get::<_, Option<Json<_>>>(9)?.map(|facts| facts.0);
    Ok(Changes {
        source: SourceRow {
            name: row.get(0)?,
            url: row.get::<_, Text<_>>(1)?.0,
            role: row.get::<_, Word<_>>(2)?.0,
            language: row.get::<_, Option<Word<_>>>(3)?.map(|language| language.0),
        },
        url: row.get::<_, Text<_>>(4)?.0,
        first_seen: row.get::<_, Text<_>>(5)?.0,
        listed: row.get::<_, Option<Text<_>>>(6)?.map(|day| day.0),
        changed: row.get::<_, Text<_>>(7)?.0,
        before: None,
        now: if gone { None } else { facts },
    })
}
