//! What the store holds as it was served, for archives and for sources that lie on this machine.

use jiff::Timestamp;
use rusqlite::Row;
use url::Url;

use crate::{
    Store, StoreError,
    body::Hash,
    commit::spot,
    value::{Json, Text},
};

/// One answer as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The address that answered, after redirects.
    pub url: Url,
    /// When it was first seen so.
    pub at: Timestamp,
    /// HTTP status.
    pub status: u16,
    /// The headers that were kept, in their order.
    pub headers: Vec<(String, String)>,
    /// The body, unpacked.
    pub body: Vec<u8>,
}

impl Store {
    /// Tells every answer that is stored, by address and time, each once, whatever source it was
    /// read for. The answer says how many have a body that is missing or damaged.
    ///
    /// # Errors
    /// If the database fails, or `tell` does.
    pub fn archive<E: From<StoreError>>(
        &self,
        mut tell: impl FnMut(&Stored) -> Result<(), E>,
    ) -> Result<u64, E> {
        const SQL: &str = "SELECT DISTINCT v.address, v.at, v.status, v.headers, v.body
            FROM snapshot v WHERE v.gone = 0 AND v.body IS NOT NULL
            ORDER BY v.address, v.at, v.body";
        const BODY: &str = "SELECT segment, start, length FROM body WHERE sha256 = ?1";
        let mut lost = 0;
        let mut last: Option<(Url, Hash)> = None;
        for (mut stored, hash) in self.rows(SQL, [], stored)? {
            let same = (stored.url.clone(), hash);
            // Two sources may have read the same answer.
            if last.as_ref() == Some(&same) {
                continue;
            }
            last = Some(same);
            let spots = self.rows(BODY, [hash], |row| spot(row, 0))?;
            let body = spots.first().map(|spot| self.bodies.read(&hash, *spot));
            match body {
                Some(Ok(body)) => {
                    stored.body = body;
                    tell(&stored)?;
                }
                _ => lost += 1,
            }
        }
        Ok(lost)
    }

    /// The addresses of a source whose pages stand, sorted.
    ///
    /// # Errors
    /// If the database fails.
    pub fn standing_pages(&self, source: &str) -> Result<Vec<Url>, StoreError> {
        const SQL: &str = "SELECT p.url FROM page p
            JOIN snapshot v ON v.page = p.id
              AND v.at = (SELECT max(at) FROM snapshot WHERE page = p.id)
            WHERE p.source = ?1 AND v.gone = 0 ORDER BY p.url";
        self.rows(SQL, [source], |row| Ok(row.get::<_, Text<_>>(0)?.0))
    }
}

/// An answer out of its row, without its body.
fn stored(row: &Row<'_>) -> rusqlite::Result<(Stored, Hash)> {
    let status: Option<u16> = row.get(2)?;
    let headers: Option<Json<_>> = row.get(3)?;
    let stored = Stored {
        url: row.get::<_, Text<_>>(0)?.0,
        at: row.get::<_, Text<_>>(1)?.0,
        status: status.unwrap_or(200),
        headers: headers.map(|headers| headers.0).unwrap_or_default(),
        body: Vec::new(),
    };
    Ok((stored, row.get(4)?))
}
