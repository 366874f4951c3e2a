//! The stored tables as plain text, for `export` and for whoever leaves.

use rusqlite::{Row, types::ValueRef};

use crate::{Store, StoreError, Table};

/// One exported table: its name, its columns, and the query that gives them, sorted.
#[derive(Debug)]
pub struct Sheet {
    /// Its name, fit for a file name.
    pub name: &'static str,
    /// The names of its columns.
    pub columns: &'static [&'static str],
    sql: &'static str,
}

/// What is exported. Row numbers stay inside: keys are those of the outer world.
#[rustfmt::skip]
pub static SHEETS: [Sheet; 9] = [
    Sheet {
        name: "sources",
        columns: &["source", "url", "role", "language", "watched"],
        sql: "SELECT name, url, role, language, watched FROM source ORDER BY name",
    },
    Sheet {
        name: "crawls",
        columns: &["crawl", "source", "url", "depth", "outcome", "reason", "effect"],
        sql: "SELECT r.now, t.source, t.url, t.depth, coalesce(t.outcome, 'waiting'), t.reason,
                t.effect
              FROM task t JOIN run r ON r.id = t.run ORDER BY r.now, t.source, t.url, r.id",
    },
    Sheet {
        name: "pages",
        columns: &[
            "source", "url", "address", "first_seen", "changed", "published", "language",
            "title", "description", "gone",
        ],
        sql: "SELECT p.source, p.url, v.address, p.first_seen, v.changed,
                coalesce(v.facts ->> '$.published', p.listed), v.facts ->> '$.language',
                v.facts ->> '$.titles[0]', v.facts ->> '$.descriptions[0]', v.gone
              FROM page p JOIN snapshot v ON v.page = p.id
                AND v.at = (SELECT max(at) FROM snapshot WHERE page = p.id)
              ORDER BY p.source, p.url",
    },
    Sheet {
        name: "snapshots",
        columns: &[
            "source", "url", "at", "gone", "address", "status", "changed", "title", "sha256",
        ],
        sql: "SELECT p.source, p.url, v.at, v.gone, v.address, v.status, v.changed,
                v.facts ->> '$.titles[0]', lower(hex(v.body))
              FROM snapshot v JOIN page p ON p.id = v.page ORDER BY p.source, p.url, v.at",
    },
    Sheet {
        name: "problems",
        columns: &["crawl", "source", "url", "kind", "message"],
        sql: "SELECT r.now, f.source, f.url, f.kind, f.message
              FROM problem f JOIN run r ON r.id = f.run
              ORDER BY r.now, f.source, f.url, f.kind, r.id",
    },
    Sheet {
        name: "imports",
        columns: &["kind", "month", "file", "sha256", "rows"],
        sql: "SELECT kind, month, name, lower(hex(sha256)), rows FROM import ORDER BY kind, month",
    },
    Sheet {
        name: "search",
        columns: &["month", "kind", "value", "clicks", "impressions", "position"],
        sql: "SELECT month, kind, value, clicks, impressions, position FROM search
              ORDER BY month, kind, value, id",
    },
    Sheet {
        name: "ads",
        columns: &[
            "day", "campaign", "ad_group", "impressions", "clicks", "cost", "currency",
            "conversions",
        ],
        sql: "SELECT day, campaign, ad_group, impressions, clicks, cost, currency, conversions
              FROM ad ORDER BY day, campaign, ad_group, id",
    },
    Sheet {
        name: "leads",
        columns: &[
            "day", "channel", "campaign", "landing_page", "tier", "status", "value",
            "currency",
        ],
        sql: "SELECT day, channel, campaign, landing_page, tier, status, value, currency
              FROM lead ORDER BY day, channel, id",
    },
];

impl Store {
    /// Tells the rows of a table one after the other, sorted by its natural keys; each is as long
    /// as its columns, and an absent value is empty.
    ///
    /// # Errors
    /// If the database fails, or `tell` does.
    pub fn sheet<E: From<StoreError>>(
        &self,
        sheet: &Sheet,
        mut tell: impl FnMut(Vec<String>) -> Result<(), E>,
    ) -> Result<(), E> {
        let width = sheet.columns.len();
        let wrong = |error| StoreError::sqlite(&self.path, error);
        let mut all = self.db.prepare(sheet.sql).map_err(wrong)?;
        let mut rows = all.query([]).map_err(wrong)?;
        while let Some(row) = rows.next().map_err(wrong)? {
            let cells: rusqlite::Result<_> = (0..width).map(|nr| cell(row, nr)).collect();
            tell(cells.map_err(wrong)?)?;
        }
        Ok(())
    }

    /// Every table with all its rows at once.
    ///
    /// # Errors
    /// If the database fails.
    pub fn tables(&self) -> Result<Vec<Table>, StoreError> {
        let table = |sheet: &Sheet| {
            let mut rows = Vec::new();
            self.sheet(sheet, |row| {
                rows.push(row);
                Ok::<_, StoreError>(())
            })?;
            Ok(Table {
                name: sheet.name,
                columns: sheet.columns.to_vec(),
                rows,
            })
        };
        SHEETS.iter().map(table).collect()
    }
}

/// One value as text; an absent one is empty.
fn cell(row: &Row<'_>, nr: usize) -> rusqlite::Result<String> {
    Ok(match row.get_ref(nr)? {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
    })
}
