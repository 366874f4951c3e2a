//! What one visit changes: the address, its snapshots, and how its task ended.

use jiff::Timestamp;
use masthead_page::PageFacts;
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::{
    Run, Visit,
    bodies::{Hash, hash},
    commit::end,
    value::{Json, Text},
};

/// What a visit did to its page.
struct Effect {
    outcome: &'static str,
    /// `new`, `changed` or `same`; nothing for feeds, sitemaps and lists, which are no pages.
    page: Option<&'static str>,
}

/// A page was visited.
pub(crate) fn visited(tx: &Transaction<'_>, run: &Run, visit: &Visit) -> rusqlite::Result<()> {
    const SQL: &str = "UPDATE task SET outcome = ?4, effect = ?5
        WHERE run = ?1 AND source = ?2 AND url = ?3";
    let task = &visit.task;
    if !end(tx, run, task, "unchanged", None)? {
        return Ok(());
    }
    let page = remember(tx, run, visit)?;
    let effect = match &visit.body {
        Some(body) => look(tx, run, visit, page, &hash(body))?,
        None => confirm(tx, run, visit, page)?,
    };
    let url = Text(&task.url);
    tx.execute(
        SQL,
        params![run.id, task.source, url, effect.outcome, effect.page],
    )?;
    Ok(())
}

/// Remembers the address with what the next conditional request needs; gives its number.
fn remember(tx: &Transaction<'_>, run: &Run, visit: &Visit) -> rusqlite::Result<i64> {
    // A 304 may repeat only some validators, so what it leaves out is kept.
    const SQL: &str =
        "INSERT INTO page (source, url, depth, first_seen, listed, etag, last_modified)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (source, url) DO UPDATE SET
          depth = excluded.depth,
          listed = coalesce(excluded.listed, listed),
          etag = CASE WHEN ?8 THEN excluded.etag ELSE coalesce(excluded.etag, etag) END,
          last_modified = CASE WHEN ?8 THEN excluded.last_modified
            ELSE coalesce(excluded.last_modified, last_modified) END
        RETURNING id";
    let task = &visit.task;
    let values = params![
        task.source,
        Text(&task.url),
        task.depth,
        Text(&run.now),
        task.day.as_ref().map(Text),
        visit.etag,
        visit.last_modified,
        visit.body.is_some(),
    ];
    tx.query_row(SQL, values, |row| row.get(0))
}

/// The last snapshot of a page that was there.
struct Live {
    at: String,
    address: String,
    body: Option<Hash>,
    version: Option<Hash>,
    changed: Text<Timestamp>,
}

/// The last snapshot of a page that was there, and whether the page is gone since.
fn live(tx: &Transaction<'_>, page: i64) -> rusqlite::Result<Option<(Live, bool)>> {
    const SQL: &str = "SELECT at, address, body, version, changed,
          EXISTS (SELECT 1 FROM snapshot later WHERE later.page = v.page AND later.at > v.at)
        FROM snapshot v WHERE page = ?1 AND gone = 0 ORDER BY at DESC LIMIT 1";
    let read = |row: &Row<'_>| {
        let live = Live {
            at: row.get(0)?,
            address: row.get(1)?,
            body: row.get(2)?,
            version: row.get(3)?,
            changed: row.get(4)?,
        };
        Ok((live, row.get(5)?))
    };
    tx.query_row(SQL, [page], read).optional()
}

/// The server sent a body: a snapshot, unless it is the one that stands.
fn look(
    tx: &Transaction<'_>,
    run: &Run,
    visit: &Visit,
    page: i64,
    body: &Hash,
) -> rusqlite::Result<Effect> {
    const SQL: &str = "INSERT OR REPLACE INTO snapshot
        (page, at, gone, address, status, body, facts, version, changed)
        VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6, ?7, ?8)";
    let before = live(tx, page)?;
    let version = visit.facts.as_ref().map(version);
    let same = before.as_ref().is_some_and(|(live, gone)| {
        !gone && live.body.as_ref() == Some(body) && live.address == visit.url.as_str()
    });
    if same {
        return Ok(Effect {
            outcome: "unchanged",
            page: version.map(|_| "same"),
        });
    }
    let (effect, changed) = match before {
        _ if version.is_none() => (None, run.now),
        Some((live, _)) if live.version == version => (Some("same"), live.changed.0),
        Some((live, _)) if live.version.is_some() => (Some("changed"), run.now),
        _ => (Some("new"), run.now),
    };
    let values = params![
        page,
        Text(&run.now),
        visit.url.as_str(),
        visit.status,
        body,
        visit.facts.as_ref().map(Json),
        version,
        Text(&changed),
    ];
    tx.execute(SQL, values)?;
    Ok(Effect {
        outcome: "fetched",
        page: effect,
    })
}

/// The server said that nothing changed: a page that was gone stands again as it was.
fn confirm(tx: &Transaction<'_>, run: &Run, visit: &Visit, page: i64) -> rusqlite::Result<Effect> {
    const SQL: &str = "INSERT OR REPLACE INTO snapshot
        (page, at, gone, address, status, body, facts, version, changed)
        SELECT page, ?3, 0, ?4, status, body, facts, version, changed
        FROM snapshot WHERE page = ?1 AND at = ?2";
    let before = live(tx, page)?;
    if let Some((live, true)) = &before {
        let values = params![page, live.at, Text(&run.now), visit.url.as_str()];
        tx.execute(SQL, values)?;
    }
    Ok(Effect {
        outcome: "unchanged",
        page: before.and_then(|(live, _)| live.version).map(|_| "same"),
    })
}

/// What tells one version of a page from another: title, description and main text. The frame is
/// left out on purpose.
fn version(facts: &PageFacts) -> Hash {
    let parts = [facts.title(), facts.description(), Some(&facts.text)];
    let parts = parts.map(|part| hash(part.unwrap_or_default().as_bytes()));
    hash(&parts.concat())
}
