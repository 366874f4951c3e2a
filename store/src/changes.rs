//! The versions that pages went through between two instants.

use jiff::{Timestamp, civil::Date};
use masthead_page::PageFacts;
use masthead_text::Sketch;
use rusqlite::Row;
use url::Url;

use crate::{
    SourceRow, Store, StoreError,
    crawl::seconds,
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
    /// The version that stood at the first instant, if the page was known then, and those seen
    /// after it until the second, oldest first.
    pub versions: Vec<Version>,
}

/// A page from an instant on.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// When it was first seen so.
    pub at: Timestamp,
    /// What it said; nothing if it was gone.
    pub facts: Option<PageFacts>,
    /// The sketch of its main text, if there was enough of it.
    pub sketch: Option<Sketch>,
}

/// A row of the query: the page's number, the page, and one version.
struct Found {
    page: i64,
    changes: Changes,
    version: Version,
}

impl Store {
    /// The pages of watched sources that changed after `from` and until `to`, by source and
    /// address. Answers that were no page (feeds, lists) are left out.
    ///
    /// # Errors
    /// If the database fails.
    pub fn changes(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Changes>, StoreError> {
        const SQL: &str = "SELECT p.id, s.name, s.url, s.role, s.language,
              v.address, p.first_seen, p.listed, v.at, v.gone, v.facts, v.sketch
            FROM page p
            JOIN source s ON s.name = p.source AND s.watched = 1
            JOIN snapshot v ON v.page = p.id AND v.at <= ?2
              AND v.at >= coalesce((SELECT max(at) FROM snapshot WHERE page = p.id AND at <= ?1), '')
            WHERE EXISTS (SELECT 1 FROM snapshot WHERE page = p.id AND at > ?1 AND at <= ?2)
              AND (v.gone = 1 OR v.facts IS NOT NULL)
            ORDER BY s.name, p.url, p.id, v.at";
        let found = self.rows(SQL, [Text(&seconds(from)), Text(&seconds(to))], read)?;
        let mut pages: Vec<(i64, Changes)> = Vec::new();
        for row in found {
            match pages.last_mut() {
                Some((page, changes)) if *page == row.page => {
                    changes.url = row.changes.url;
                    changes.versions.push(row.version);
                }
                _ => {
                    let versions = vec![row.version];
                    pages.push((
                        row.page,
                        Changes {
                            versions,
                            ..row.changes
                        },
                    ));
                }
            }
        }
        Ok(pages.into_iter().map(|(_, changes)| changes).collect())
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

fn read(row: &Row<'_>) -> rusqlite::Result<Found> {
    let gone: bool = row.get(9)?;
    let facts = row.get::<_, Option<Json<_>>>(10)?.map(|facts| facts.0);
    Ok(Found {
        page: row.get(0)?,
        changes: Changes {
            source: SourceRow {
                name: row.get(1)?,
                url: row.get::<_, Text<_>>(2)?.0,
                role: row.get::<_, Word<_>>(3)?.0,
                language: row.get::<_, Option<Word<_>>>(4)?.map(|language| language.0),
            },
            url: row.get::<_, Text<_>>(5)?.0,
            first_seen: row.get::<_, Text<_>>(6)?.0,
            listed: row.get::<_, Option<Text<_>>>(7)?.map(|day| day.0),
            versions: Vec::new(),
        },
        version: Version {
            at: row.get::<_, Text<_>>(8)?.0,
            facts: if gone { None } else { facts },
            sketch: row
                .get::<_, Option<Vec<u8>>>(11)?
                .and_then(|bytes| Sketch::from_bytes(&bytes)),
        },
    })
}
