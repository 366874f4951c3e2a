//! What feeds and sitemaps say of when their pages changed, and how far they are believed.
//!
//! A page that rests is due at once if its source says that it changed after it was read. Some
//! sources say so of every page each night; so each claim that was followed is a test of its source.

use jiff::{Timestamp, tz::TimeZone};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Run, Store, StoreError, Task, crawl::seconds, host::of as host_of, value::Text};

/// So many claims of a source that is not believed are looked into in each crawl all the same, so
/// that it can prove right again.
const PROBES: u32 = 2;
/// Of fewer claims than this nothing is concluded.
const JUDGED: u32 = 20;
/// One claim in so many must be borne out. Pages that are rebuilt without a change, and days that
/// are not over when a page is read, make some claims of honest sources idle.
const SHARE: u32 = 4;

/// What became of the newest claims of a source that were followed: those of whole crawls, until
/// there are twenty of them or more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Claims {
    /// Pages that were asked for because of a claim, and answered.
    pub followed: u32,
    /// Those of which title, description or main text was another.
    pub borne_out: u32,
}

impl Claims {
    /// Whether further claims are followed.
    #[must_use]
    pub const fn believed(self) -> bool {
        self.followed < JUDGED || self.borne_out * SHARE >= self.followed
    }
}

/// The instant of a change that a source claims, as far as it counts at `now`. What is still to
/// come does not; but of a day that is not over, and of a clock that goes before ours, the
/// beginning of the day (UTC) does.
#[must_use]
pub fn counted(changed: Timestamp, now: Timestamp) -> Option<Timestamp> {
    if changed <= now {
        return Some(changed);
    }
    let day = changed.to_zoned(TimeZone::UTC).start_of_day().ok()?;
    Some(day.timestamp()).filter(|day| *day <= now)
}

impl Store {
    /// What became of the newest claims of a source.
    ///
    /// # Errors
    /// If the database fails.
    pub fn claims(&self, source: &str) -> Result<Claims, StoreError> {
        let claims = before(&self.db, i64::MAX, source);
        claims.map_err(|error| StoreError::sqlite(&self.path, error))
    }
}

/// What became of the newest claims of a source in the runs before `run`.
fn before(db: &Connection, run: i64, source: &str) -> rusqlite::Result<Claims> {
    const SQL: &str = "SELECT count(*), count(*) FILTER (WHERE effect IN ('new', 'changed'))
        FROM task WHERE source = ?1 AND run < ?2 AND claim IS NOT NULL
          AND outcome IN ('fetched', 'unchanged')
        GROUP BY run ORDER BY run DESC";
    let mut claims = Claims::default();
    let mut statement = db.prepare_cached(SQL)?;
    let mut rows = statement.query(params![source, run])?;
    while claims.followed < JUDGED
        && let Some(row) = rows.next()?
    {
        claims.followed += row.get::<_, u32>(0)?;
        claims.borne_out += row.get::<_, u32>(1)?;
    }
    Ok(claims)
}

/// How many claims of a source the run may still follow; nothing if it is believed.
pub(crate) fn left(db: &Connection, run: &Run, source: &str) -> rusqlite::Result<Option<u32>> {
    const SQL: &str = "SELECT count(*) FROM task
        WHERE source = ?1 AND run = ?2 AND claim IS NOT NULL";
    if before(db, run.id, source)?.believed() {
        return Ok(None);
    }
    let used: u32 = db
        .prepare_cached(SQL)?
        .query_row(params![source, run.id], |row| row.get(0))?;
    Ok(Some(PROBES.saturating_sub(used)))
}

/// What is to be done with an address that was named.
pub(crate) enum Need {
    /// It waits for its turn.
    Due,
    /// So it does, because its source says that it changed at this instant.
    Claimed(Timestamp),
    /// It rests.
    None,
}

/// Whether an address that was named needs a visit. What its own host names was weighed there; of
/// other hosts, the source must be believed.
pub(crate) fn need(db: &Connection, run: &Run, task: &Task) -> rusqlite::Result<Need> {
    const SQL: &str = "SELECT visited FROM page p
        WHERE source = ?1 AND url = ?2 AND due > ?3 AND depth > 0
          AND coalesce((SELECT gone FROM snapshot WHERE page = p.id
            ORDER BY at DESC LIMIT 1), 0) = 0";
    let rests = db
        .prepare_cached(SQL)?
        .query_row(
            params![task.source, task.url.as_str(), Text(&run.now)],
            |row| row.get::<_, Option<Text<Timestamp>>>(0),
        )
        .optional()?;
    let Some(visited) = rests else {
        return Ok(Need::Due);
    };
    let counts = |changed: &Timestamp| {
        let claim = counted(*changed, run.now);
        claim
            .zip(visited.as_ref())
            .is_some_and(|(claim, read)| claim > read.0)
    };
    let Some(changed) = task.changed.filter(counts) else {
        return Ok(Need::None);
    };
    let here = task.from.as_ref().map(host_of) == Some(host_of(&task.url));
    let followed = here || left(db, run, &task.source)? != Some(0);
    Ok(match followed {
        true => Need::Claimed(seconds(changed)),
        false => Need::None,
    })
}

/// The pages of a host that rest in a run, with the second at which each was read.
pub(crate) const RESTING: &str = "SELECT p.source, p.url, unixepoch(p.visited) FROM page p
      JOIN run r ON r.id = ?1 JOIN source s ON s.name = p.source AND s.watched = 1
      WHERE p.host = ?2 AND p.due > r.now AND p.depth > 0
        AND coalesce((SELECT gone FROM snapshot WHERE page = p.id
          ORDER BY at DESC LIMIT 1), 0) = 0";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_to_come_does_not_count_but_a_day_that_has_begun_does() {
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        let now = at("2026-10-20T12:00:00Z");
        for (changed, expected) in [
            ("2026-10-19T23:59:59Z", Some("2026-10-19T23:59:59Z")),
            ("2026-10-20T12:00:00Z", Some("2026-10-20T12:00:00Z")),
            ("2026-10-20T23:59:59Z", Some("2026-10-20T00:00:00Z")),
            ("2026-10-21T00:00:00Z", None),
            ("2099-01-01T00:00:00Z", None),
        ] {
            assert_eq!(counted(at(changed), now), expected.map(at), "{changed}");
        }
    }

    #[test]
    fn a_source_is_believed_until_few_of_many_claims_were_borne_out() {
        for (followed, borne_out, believed) in [
            (0, 0, true),
            (19, 0, true),
            (20, 4, false),
            (20, 5, true),
            (200, 49, false),
        ] {
            let claims = Claims {
                followed,
                borne_out,
            };
            assert_eq!(claims.believed(), believed, "{claims:?}");
        }
    }
}
