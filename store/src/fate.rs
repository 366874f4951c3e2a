//! What became of one address in every crawl.

use jiff::{Timestamp, civil::Date};
use rusqlite::Row;
use url::Url;

use crate::{
    Step, Store, StoreError,
    value::{Json, Text, Word},
};

/// What became of an address in one crawl, for one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fate {
    /// The time of the crawl.
    pub crawl: Timestamp,
    /// The source's name.
    pub source: String,
    /// Steps from the source's start.
    pub depth: u32,
    /// The page or feed that named it, if any.
    pub from: Option<Url>,
    /// The addresses that redirected to it.
    pub trail: Vec<Url>,
    /// When the page had changed by what its feed or sitemap said, if it was asked for before its
    /// time because of that.
    pub claim: Option<Timestamp>,
    /// `fetched`, `unchanged`, `gone`, `skipped` or `failed`; nothing while it waits.
    pub outcome: Option<String>,
    /// The step that refused it.
    pub step: Option<Step>,
    /// Why it was refused or failed.
    pub reason: Option<String>,
    /// For a page that was read: `new`, `changed` or `same`.
    pub effect: Option<String>,
}

/// What is kept of an address for one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The source's name.
    pub source: String,
    /// When it was first seen.
    pub first_seen: Timestamp,
    /// When its title, description or main text last changed.
    pub changed: Timestamp,
    /// Whether it is gone.
    pub gone: bool,
    /// The day that a feed or list gave for it.
    pub listed: Option<Date>,
    /// No visit before this instant; nothing if every crawl asks for it.
    pub due: Option<Timestamp>,
    /// How many versions of it are kept.
    pub versions: u64,
}

impl Store {
    /// What became of an address in the crawls, the last one first.
    ///
    /// # Errors
    /// If the database fails.
    pub fn fates(&self, url: &Url) -> Result<Vec<Fate>, StoreError> {
        const SQL: &str = "SELECT r.now, t.source, t.depth, t.origin, t.trail, t.outcome, t.step,
              t.reason, t.effect, t.claim
            FROM task t JOIN run r ON r.id = t.run WHERE t.url = ?1
            ORDER BY t.run DESC, t.source";
        self.rows(SQL, [url.as_str()], fate)
    }

    /// What is kept of an address, by source.
    ///
    /// # Errors
    /// If the database fails.
    pub fn kept(&self, url: &Url) -> Result<Vec<Kept>, StoreError> {
        const SQL: &str = "SELECT p.source, p.first_seen, v.changed, v.gone, p.listed, p.due,
              (SELECT count(DISTINCT version) FROM snapshot WHERE page = p.id)
            FROM page p JOIN snapshot v ON v.page = p.id
              AND v.at = (SELECT max(at) FROM snapshot WHERE page = p.id)
            WHERE p.url = ?1 ORDER BY p.source";
        self.rows(SQL, [url.as_str()], kept)
    }
}

fn fate(row: &Row<'_>) -> rusqlite::Result<Fate> {
    Ok(Fate {
        crawl: row.get::<_, Text<_>>(0)?.0,
        source: row.get(1)?,
        depth: row.get(2)?,
        from: row.get::<_, Option<Text<_>>>(3)?.map(|from| from.0),
        trail: row
            .get::<_, Option<Json<_>>>(4)?
            .map(|trail| trail.0)
            .unwrap_or_default(),
        outcome: row.get(5)?,
        step: row.get::<_, Option<Word<_>>>(6)?.map(|step| step.0),
        reason: row.get(7)?,
        effect: row.get(8)?,
        claim: row.get::<_, Option<Text<_>>>(9)?.map(|claim| claim.0),
    })
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept {
        source: row.get(0)?,
        first_seen: row.get::<_, Text<_>>(1)?.0,
        changed: row.get::<_, Text<_>>(2)?.0,
        gone: row.get(3)?,
        listed: row.get::<_, Option<Text<_>>>(4)?.map(|day| day.0),
        due: row.get::<_, Option<Text<_>>>(5)?.map(|due| due.0),
        versions: row.get::<_, crate::value::Count>(6)?.0,
    })
}
