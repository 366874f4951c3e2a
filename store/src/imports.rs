//! Imported figures in the store: a newer file replaces the rows of its kind and month.

use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params};

use crate::{
    AdRow, ImportFile, ImportRows, Imported, LeadRow, Money, Month, SearchKind, SearchRow, Store,
    StoreError,
    value::{Count, Text, Word},
};

impl Store {
    /// Stores the rows of one file for one month, instead of what was stored of its kind and
    /// month before. A file whose bytes are stored already changes nothing.
    ///
    /// # Errors
    /// If another process writes for longer than some seconds, or the database fails.
    pub fn import(&mut self, file: &ImportFile, rows: &ImportRows) -> Result<Imported, StoreError> {
        let wrong = |error| StoreError::sqlite(&self.path, error);
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(wrong)?;
        let imported = replace(&tx, file, rows).map_err(wrong)?;
        tx.commit().map_err(wrong)?;
        Ok(imported)
    }

    /// Organic search of a month: queries, then pages, each by value.
    ///
    /// # Errors
    /// If the database fails.
    pub fn search(&self, month: Month) -> Result<Vec<SearchRow>, StoreError> {
        const SQL: &str = "SELECT month, kind, value, clicks, impressions, position FROM search
            WHERE month = ?1 ORDER BY kind DESC, value, id";
        self.rows(SQL, [Text(&month)], search)
    }

    /// Advertising of a month, by day, campaign and ad group.
    ///
    /// # Errors
    /// If the database fails.
    pub fn ads(&self, month: Month) -> Result<Vec<AdRow>, StoreError> {
        const SQL: &str = "SELECT day, campaign, ad_group, impressions, clicks, cost, currency,
            conversions FROM ad WHERE month = ?1 ORDER BY day, campaign, ad_group, id";
        self.rows(SQL, [Text(&month)], ad)
    }

    /// Leads of a month, by day and channel.
    ///
    /// # Errors
    /// If the database fails.
    pub fn leads(&self, month: Month) -> Result<Vec<LeadRow>, StoreError> {
        const SQL: &str = "SELECT day, channel, campaign, landing_page, tier, status, value,
            currency FROM lead WHERE month = ?1 ORDER BY day, channel, id";
        self.rows(SQL, [Text(&month)], lead)
    }
}

/// Puts the rows of a file in the place of the earlier ones.
fn replace(
    tx: &Transaction<'_>,
    file: &ImportFile,
    rows: &ImportRows,
) -> rusqlite::Result<Imported> {
    const BEFORE: &str = "SELECT sha256, rows FROM import WHERE kind = ?1 AND month = ?2";
    const NOW: &str = "INSERT OR REPLACE INTO import (kind, month, name, sha256, rows)
        VALUES (?1, ?2, ?3, ?4, ?5)";
    let key = params![Word(&file.kind), Text(&file.month)];
    let before: Option<([u8; 32], Count)> = tx
        .query_row(BEFORE, key, |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if before
        .as_ref()
        .is_some_and(|(sha256, _)| *sha256 == file.sha256)
    {
        return Ok(Imported::Same);
    }
    match rows {
        ImportRows::Search(rows) => write_search(tx, file, rows)?,
        ImportRows::Ads(rows) => write_ads(tx, file.month, rows)?,
        ImportRows::Leads(rows) => write_leads(tx, file.month, rows)?,
    }
    let count = Count(rows.len() as u64);
    let (kind, month) = (Word(&file.kind), Text(&file.month));
    tx.execute(NOW, params![kind, month, file.name, file.sha256, count])?;
    Ok(
        before.map_or(Imported::New, |(_, rows)| Imported::Replaced {
            rows: rows.0,
        }),
    )
}

/// Writes a month of organic search.
fn write_search(
    tx: &Transaction<'_>,
    file: &ImportFile,
    rows: &[SearchRow],
) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT INTO search (month, kind, value, clicks, impressions, position)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let kind = match file.kind {
        crate::ImportKind::SearchPages => SearchKind::Page,
        _ => SearchKind::Query,
    };
    let month = Text(&file.month);
    tx.execute(
        "DELETE FROM search WHERE month = ?1 AND kind = ?2",
        params![month, Word(&kind)],
    )?;
    let mut insert = tx.prepare(SQL)?;
    for row in rows {
        insert.execute(params![
            month,
            Word(&kind),
            row.value,
            Count(row.clicks),
            Count(row.impressions),
            row.position.as_ref().map(Text),
        ])?;
    }
    Ok(())
}

/// Writes a month of advertising.
fn write_ads(tx: &Transaction<'_>, month: Month, rows: &[AdRow]) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT INTO ad (month, day, campaign, ad_group, impressions, clicks, cost,
        currency, conversions) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    tx.execute("DELETE FROM ad WHERE month = ?1", [Text(&month)])?;
    let mut insert = tx.prepare(SQL)?;
    for row in rows {
        insert.execute(params![
            Text(&month),
            Text(&row.day),
            row.campaign,
            row.ad_group,
            Count(row.impressions),
            Count(row.clicks),
            Text(&row.cost.amount),
            row.cost.currency.code(),
            Text(&row.conversions),
        ])?;
    }
    Ok(())
}

/// Writes a month of leads.
fn write_leads(tx: &Transaction<'_>, month: Month, rows: &[LeadRow]) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT INTO lead (month, day, channel, campaign, landing_page, tier, status,
        value, currency) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    tx.execute("DELETE FROM lead WHERE month = ?1", [Text(&month)])?;
    let mut insert = tx.prepare(SQL)?;
    for row in rows {
        insert.execute(params![
            Text(&month),
            Text(&row.day),
            Word(&row.channel),
            row.campaign,
            row.landing_page,
            Word(&row.tier),
            Word(&row.status),
            row.value.as_ref().map(|value| Text(&value.amount)),
            row.value.as_ref().map(|value| value.currency.code()),
        ])?;
    }
    Ok(())
}

/// A search row out of its row.
fn search(row: &Row<'_>) -> rusqlite::Result<SearchRow> {
    Ok(SearchRow {
        month: row.get::<_, Text<_>>(0)?.0,
        kind: row.get::<_, Word<_>>(1)?.0,
        value: row.get(2)?,
        clicks: row.get::<_, Count>(3)?.0,
        impressions: row.get::<_, Count>(4)?.0,
        position: row.get::<_, Option<Text<_>>>(5)?.map(|position| position.0),
    })
}

/// An ad row out of its row.
fn ad(row: &Row<'_>) -> rusqlite::Result<AdRow> {
    Ok(AdRow {
        day: row.get::<_, Text<_>>(0)?.0,
        campaign: row.get(1)?,
        ad_group: row.get(2)?,
        impressions: row.get::<_, Count>(3)?.0,
        clicks: row.get::<_, Count>(4)?.0,
        cost: Money {
            amount: row.get::<_, Text<_>>(5)?.0,
            currency: row.get::<_, Text<_>>(6)?.0,
        },
        conversions: row.get::<_, Text<_>>(7)?.0,
    })
}

/// A lead out of its row.
fn lead(row: &Row<'_>) -> rusqlite::Result<LeadRow> {
    let amount: Option<Text<_>> = row.get(6)?;
    let currency: Option<Text<_>> = row.get(7)?;
    Ok(LeadRow {
        day: row.get::<_, Text<_>>(0)?.0,
        channel: row.get::<_, Word<_>>(1)?.0,
        campaign: row.get(2)?,
        landing_page: row.get(3)?,
        tier: row.get::<_, Word<_>>(4)?.0,
        status: row.get::<_, Word<_>>(5)?.0,
        value: amount.zip(currency).map(|(amount, currency)| Money {
            amount: amount.0,
            currency: currency.0,
        }),
    })
}
