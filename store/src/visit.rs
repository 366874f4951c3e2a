//! What one visit changes: the address, its snapshots, and how its task ended.

use std::time::Duration;

use jiff::{Timestamp, tz::TimeZone};
use masthead_page::{Origin, PageFacts};
use masthead_text::Sketch;
use rusqlite::{OptionalExtension, Row, Transaction, params};
use url::Url;

use crate::{
    Run, Visit,
    bodies::Bodies,
    body::{Hash, hash},
    commit::{end, spot},
    host::of as host_of,
    rhythm,
    value::{Count, Json, Text},
};

/// What a visit did to its page.
#[derive(Clone, Copy)]
struct Effect {
    outcome: &'static str,
    /// `new`, `changed` or `same`; nothing for feeds, sitemaps and lists, which are no pages.
    page: Option<&'static str>,
}

/// A page was visited.
pub(crate) fn visited(
    tx: &Transaction<'_>,
    bodies: &Bodies,
    run: &Run,
    visit: &Visit,
) -> rusqlite::Result<()> {
    const SQL: &str = "UPDATE task SET outcome = ?4, effect = ?5
        WHERE run = ?1 AND source = ?2 AND url = ?3";
    let task = &visit.task;
    if !end(tx, run, task, "unchanged", (None, None))? {
        return Ok(());
    }
    let page = remember(tx, run, visit)?;
    let before = match live(tx, page.id)? {
        Some((live, gone)) => Some((live.read_again(tx, bodies, page.id)?, gone)),
        None => None,
    };
    let effect = match &visit.body {
        Some(body) => look(tx, run, visit, page.id, (&body.hash, before))?,
        None => confirm(tx, run, visit, page.id, before)?,
    };
    let values = params![
        run.id,
        task.source,
        task.url.as_str(),
        effect.outcome,
        effect.page
    ];
    tx.prepare_cached(SQL)?.execute(values)?;
    schedule(tx, run, &page, effect)
}

/// An address that answered.
struct Page {
    id: i64,
    pause: Option<Duration>,
}

/// Remembers the address with what the next conditional request needs.
fn remember(tx: &Transaction<'_>, run: &Run, visit: &Visit) -> rusqlite::Result<Page> {
    // A 304 may repeat only some validators, so what it leaves out is kept.
    const SQL: &str =
        "INSERT INTO page (source, url, host, depth, first_seen, listed, origin, etag, last_modified)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (source, url) DO UPDATE SET
          depth = excluded.depth,
          listed = coalesce(excluded.listed, listed),
          origin = coalesce(excluded.origin, origin),
          etag = CASE WHEN ?10 THEN excluded.etag ELSE coalesce(excluded.etag, etag) END,
          last_modified = CASE WHEN ?10 THEN excluded.last_modified
            ELSE coalesce(excluded.last_modified, last_modified) END
        RETURNING id, pause";
    let task = &visit.task;
    let values = params![
        task.source,
        task.url.as_str(),
        host_of(&task.url),
        task.depth,
        Text(&run.now),
        task.day.as_ref().map(Text),
        task.from.as_ref().map(Text),
        visit.etag,
        visit.last_modified,
        visit.body.is_some(),
    ];
    tx.prepare_cached(SQL)?.query_row(values, |row| {
        Ok(Page {
            id: row.get(0)?,
            pause: row
                .get::<_, Option<Count>>(1)?
                .map(|pause| Duration::from_secs(pause.0)),
        })
    })
}

/// Notes when a page is due again. Feeds, sitemaps and lists always are.
fn schedule(tx: &Transaction<'_>, run: &Run, page: &Page, effect: Effect) -> rusqlite::Result<()> {
    const SQL: &str = "UPDATE page SET due = ?2, pause = ?3, visited = ?4 WHERE id = ?1";
    let Some(effect) = effect.page else {
        return Ok(());
    };
    let before = page.pause.filter(|_| effect != "new");
    let pause = rhythm::pause(before, effect == "changed", run.longest);
    let due = rhythm::due(run.now, pause);
    tx.prepare_cached(SQL)?.execute(params![
        page.id,
        Text(&due),
        Count(pause.as_secs()),
        Text(&run.now)
    ])?;
    Ok(())
}

/// The last snapshot of a page that was there.
struct Live {
    at: Text<Timestamp>,
    address: Text<Url>,
    body: Option<Hash>,
    version: Option<Hash>,
    changed: Text<Timestamp>,
    extractor: u32,
    headers: Option<Json<Vec<(String, String)>>>,
}

/// The last snapshot of a page that was there, and whether the page is gone since.
fn live(tx: &Transaction<'_>, page: i64) -> rusqlite::Result<Option<(Live, bool)>> {
    const SQL: &str = "SELECT at, address, body, version, changed, extractor, headers,
          EXISTS (SELECT 1 FROM snapshot later WHERE later.page = v.page AND later.at > v.at)
        FROM snapshot v WHERE page = ?1 AND gone = 0 ORDER BY at DESC LIMIT 1";
    let read = |row: &Row<'_>| {
        let live = Live {
            at: row.get(0)?,
            address: row.get(1)?,
            body: row.get(2)?,
            version: row.get(3)?,
            changed: row.get(4)?,
            extractor: row.get(5)?,
            headers: row.get(6)?,
        };
        Ok((live, row.get(7)?))
    };
    tx.prepare_cached(SQL)?.query_row([page], read).optional()
}

impl Live {
    /// The snapshot as today's extractor reads it: what an older one made of the stored bytes is
    /// put right first, so that our own change is not taken for one of the page's. A body that is
    /// lost leaves it as it was.
    fn read_again(
        mut self,
        tx: &Transaction<'_>,
        bodies: &Bodies,
        page: i64,
    ) -> rusqlite::Result<Self> {
        const SPOT: &str = "SELECT segment, start, length FROM body WHERE sha256 = ?1";
        const SQL: &str =
            "UPDATE snapshot SET facts = ?3, version = ?4, sketch = ?5, extractor = ?6
            WHERE page = ?1 AND at = ?2";
        if self.extractor == masthead_page::VERSION || self.version.is_none() {
            return Ok(self);
        }
        let Some(hash) = self.body else {
            return Ok(self);
        };
        let found = tx
            .query_row(SPOT, [hash], |row| spot(row, 0))
            .optional()?
            .and_then(|spot| bodies.read(&hash, spot).ok());
        let Some(body) = found else {
            return Ok(self);
        };
        let facts = masthead_page::read_from(
            &body,
            &Origin {
                url: Some(&self.address.0),
                charset: self.charset(),
                modified: None,
                today: Some(self.at.0.to_zoned(TimeZone::UTC).date()),
            },
        );
        let values = params![
            page,
            Text(&self.at.0),
            Json(&facts),
            version(&facts),
            Sketch::of(&facts.text, facts.language).map(|sketch| sketch.to_bytes()),
            masthead_page::VERSION,
        ];
        tx.execute(SQL, values)?;
        self.version = Some(version(&facts));
        self.extractor = masthead_page::VERSION;
        Ok(self)
    }

    /// The character set that the header of the answer named.
    fn charset(&self) -> Option<&str> {
        let headers = &self.headers.as_ref()?.0;
        let named = |(name, _): &&(String, String)| name.eq_ignore_ascii_case("content-type");
        masthead_page::charset(&headers.iter().find(named)?.1)
    }
}

/// The server sent a body: a snapshot, unless it is the one that stands.
fn look(
    tx: &Transaction<'_>,
    run: &Run,
    visit: &Visit,
    page: i64,
    (body, before): (&Hash, Option<(Live, bool)>),
) -> rusqlite::Result<Effect> {
    const SQL: &str = "INSERT OR REPLACE INTO snapshot
        (page, at, gone, address, status, body, facts, version, changed, headers, extractor, sketch)
        VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let version = visit.facts.as_ref().map(version);
    let same = before.as_ref().is_some_and(|(live, gone)| {
        !gone && live.body.as_ref() == Some(body) && live.address.0 == visit.url
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
        (!visit.headers.is_empty()).then_some(Json(&visit.headers)),
        masthead_page::VERSION,
        visit.sketch.as_ref().map(Sketch::to_bytes),
    ];
    tx.prepare_cached(SQL)?.execute(values)?;
    Ok(Effect {
        outcome: "fetched",
        page: effect,
    })
}

/// The server said that nothing changed: a page that was gone stands again as it was.
fn confirm(
    tx: &Transaction<'_>,
    run: &Run,
    visit: &Visit,
    page: i64,
    before: Option<(Live, bool)>,
) -> rusqlite::Result<Effect> {
    const SQL: &str = "INSERT OR REPLACE INTO snapshot
        (page, at, gone, address, status, body, facts, version, changed, headers, extractor, sketch)
        SELECT page, ?3, 0, ?4, status, body, facts, version, changed, headers, extractor, sketch
        FROM snapshot WHERE page = ?1 AND at = ?2";
    if let Some((live, true)) = &before {
        let values = params![page, Text(&live.at.0), Text(&run.now), visit.url.as_str()];
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
