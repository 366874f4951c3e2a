//! Looks a store over: what is damaged or lost, what belongs to nothing, and what to do about it.

use std::{collections::BTreeMap, fs, path::Path};

use masthead_text::{Finding, Place, Severity};

use crate::{
    Store, StoreError,
    bodies::{Bodies, Spot},
    body::Hash,
    commit::spot,
};

/// The database within the folder of a store, as places name it.
const DATABASE: &str = "store.db";

/// What repairs.
const REPAIR: &str = "run `masthead doctor --repair`; what is lost is fetched again by the next \
    crawl";

/// All that is wrong with the store in `dir`: the database by SQLite's own check, rows that name
/// what is not there, every stored body by its length and hash, bytes that no row names. Paths of
/// places are relative to `dir`. A store that cannot even be opened is one finding. Reads all
/// bodies, one at a time; changes nothing but an older schema, which is brought up to date.
#[must_use]
pub fn examine(dir: &Path) -> Vec<Finding> {
    if !dir.join(DATABASE).exists() && !dir.join("bodies").exists() {
        let message = "nothing is stored yet";
        return vec![
            finding("store", Severity::Note, message, DATABASE).help("run `masthead crawl`"),
        ];
    }
    let store = match Store::open(dir) {
        Ok(store) => store,
        Err(error) => return vec![refused(&error)],
    };
    let looks = [
        Store::intact,
        Store::related,
        Store::whole,
        Store::named,
        Store::ended,
    ];
    let found = looks.iter().flat_map(|look| match look(&store) {
        Ok(found) => found,
        Err(error) => vec![refused(&error)],
    });
    found.collect()
}

fn finding(rule: &'static str, severity: Severity, message: &str, path: &str) -> Finding {
    Finding::new(rule, severity, message, Place::whole(path))
}

/// An error that says itself what and where, and what to do.
fn refused(error: &StoreError) -> Finding {
    finding("store", Severity::Error, &error.to_string(), DATABASE)
}

impl Store {
    /// What SQLite finds wrong with its own file.
    pub(crate) fn intact(&self) -> Result<Vec<Finding>, StoreError> {
        let said: Vec<String> = self.rows("PRAGMA integrity_check", [], |row| row.get(0))?;
        let wrong = said.iter().filter(|said| *said != "ok");
        let help = "run `masthead doctor --repair`, which builds the indexes anew; if it is told \
            again then, put back a backup with `masthead restore`";
        Ok(wrong
            .map(|said| finding("database", Severity::Error, said, DATABASE).help(help))
            .collect())
    }

    /// Rows that name a row which is not there.
    fn related(&self) -> Result<Vec<Finding>, StoreError> {
        const SQL: &str = "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check
            GROUP BY \"table\", parent ORDER BY \"table\", parent";
        let lost = self.rows(SQL, [], |row| {
            let (rows, parent): (String, String) = (row.get(0)?, row.get(1)?);
            let count: u32 = row.get(2)?;
            Ok(format!(
                "rows of the table `{rows}` that name a row of `{parent}` which is not there: {count}"
            ))
        })?;
        let lost = lost.iter();
        Ok(lost
            .map(|message| finding("lost-row", Severity::Error, message, DATABASE).help(REPAIR))
            .collect())
    }

    /// Bodies that cannot be read as they were written.
    fn whole(&self) -> Result<Vec<Finding>, StoreError> {
        const SQL: &str = "SELECT address FROM snapshot WHERE body = ?1 ORDER BY at DESC LIMIT 1";
        let mut found = Vec::new();
        let mut missing: BTreeMap<u32, u64> = BTreeMap::new();
        for (hash, at) in self.placed()? {
            if !self.bodies.path(at.segment).exists() {
                *missing.entry(at.segment).or_default() += 1;
            } else if let Err(StoreError::Body { why, .. }) = self.bodies.read(&hash, at) {
                let of: Vec<String> = self.rows(SQL, [hash], |row| row.get(0))?;
                let of = of.first().map_or("no page", String::as_str);
                let message = format!("the body at byte {} {why}: it is that of {of}", at.start);
                found.push(finding(
                    "lost-body",
                    Severity::Error,
                    &message,
                    &name(at.segment),
                ));
            }
        }
        found.extend(missing.into_iter().map(|(segment, count)| {
            let message = format!("the file is missing, and with it bodies of pages: {count}");
            finding("lost-body", Severity::Error, &message, &name(segment))
        }));
        Ok(found.into_iter().map(|found| found.help(REPAIR)).collect())
    }

    /// Every body that the database names, with its place, in the order of the segments.
    pub(crate) fn placed(&self) -> Result<Vec<(Hash, Spot)>, StoreError> {
        const SQL: &str = "SELECT sha256, segment, start, length FROM body
            ORDER BY segment, start, sha256";
        self.rows(SQL, [], |row| Ok((row.get(0)?, spot(row, 1)?)))
    }

    /// Records that run into each other, and bytes that no row names.
    fn named(&self) -> Result<Vec<Finding>, StoreError> {
        let mut found = Vec::new();
        let mut named: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
        for (_, at) in self.placed()? {
            let (end, sum) = named.entry(at.segment).or_default();
            if at.start < *end {
                let message = format!("two bodies share the bytes from {} to {end}", at.start);
                let overlap = finding("lost-body", Severity::Error, &message, &name(at.segment));
                found.push(overlap.help(REPAIR));
            }
            *end = at.start + at.length;
            *sum += at.length;
        }
        let lengths = lengths(&self.bodies)?;
        found.extend(lengths.into_iter().filter_map(|(segment, length)| {
            let sum = named.get(&segment).map_or(0, |(_, sum)| *sum);
            let free = length.checked_sub(sum).filter(|free| *free > 0)?;
            let message = format!("bytes that belong to no page: {free}");
            let help = "nothing is lost; `masthead doctor --prune` frees them once no crawl runs";
            Some(finding("unnamed-bytes", Severity::Note, &message, &name(segment)).help(help))
        }));
        Ok(found)
    }

    /// A crawl that was stopped.
    fn ended(&self) -> Result<Vec<Finding>, StoreError> {
        const SQL: &str = "SELECT r.now, count(t.url) FROM run r
            LEFT JOIN task t ON t.run = r.id AND t.outcome IS NULL
            WHERE r.finished = 0 GROUP BY r.id";
        let waits = self.rows(SQL, [], |row| {
            let (now, left): (String, u32) = (row.get(0)?, row.get(1)?);
            Ok(format!(
                "the crawl of {now} has not ended; addresses left: {left}"
            ))
        })?;
        let help = "unless it is running now, go on with it by `masthead crawl`";
        let waits = waits.iter();
        Ok(waits
            .map(|message| finding("unfinished", Severity::Note, message, DATABASE).help(help))
            .collect())
    }
}

/// The path of a segment as places name it.
fn name(segment: u32) -> String {
    format!("bodies/{segment:06}.seg")
}

/// The length of each segment in bytes.
pub(crate) fn lengths(bodies: &Bodies) -> Result<BTreeMap<u32, u64>, StoreError> {
    let length = |segment| {
        let path = bodies.path(segment);
        match fs::metadata(&path) {
            Ok(file) => Ok((segment, file.len())),
            Err(error) => Err(StoreError::io(path, error)),
        }
    };
    bodies.segments()?.into_iter().map(length).collect()
}
