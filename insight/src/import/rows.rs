//! From the rows of an export to the rows of the store, one kind of export after another.

use std::collections::BTreeMap;

use jiff::civil::Date;
use masthead_store::{
    AdRow, Channel, ImportKind, ImportRows, LeadRow, Month, SearchKind, SearchRow,
};
use masthead_text::{Finding, Severity, nearest};

use super::{
    error,
    header::Header,
    layout::Field,
    note,
    reader::{LISTED, Reader},
    sheet::{Record, Sheet},
    words,
};
use crate::letter::capital;

/// What a file has for one kind and month.
pub(super) type Part = (ImportKind, Month, ImportRows);

/// Reads every row of a file. Nothing it gives counts if `findings` has an error.
pub(super) fn read(
    sheet: &Sheet<'_>,
    header: &Header,
    month: Option<Month>,
    findings: &mut Vec<Finding>,
) -> Vec<Part> {
    let mut reader = Reader {
        sheet,
        header,
        findings,
        kinds: BTreeMap::new(),
        strange: BTreeMap::new(),
        clicked: None,
    };
    about_columns(&mut reader);
    let records = reader.records();
    let parts = parts(&mut reader, &records, month);
    reader.finish();
    parts
}

/// The rows of every kind and month.
fn parts(reader: &mut Reader<'_>, records: &[&Record], month: Option<Month>) -> Vec<Part> {
    let (sheet, header) = (reader.sheet, reader.header);
    if records.is_empty()
        && reader
            .findings
            .iter()
            .any(|one| one.severity == Severity::Error)
    {
        return Vec::new();
    }
    if records.is_empty() {
        let message = "the file has a header and no row that can be read";
        let help = "export it again, for a month that has rows";
        reader
            .findings
            .push(error(message, sheet.whole()).help(help));
        return Vec::new();
    }
    match header.layout.kind {
        ImportKind::SearchQueries => search(reader, records, SearchKind::Query, month),
        ImportKind::SearchPages => search(reader, records, SearchKind::Page, month),
        ImportKind::Ads => {
            let months = by_month(reader, records, month, ad, |row| row.day);
            about_clicks(reader);
            months
                .into_iter()
                .map(|(month, rows)| (ImportKind::Ads, month, ImportRows::Ads(rows)))
                .collect()
        }
        ImportKind::Leads => {
            let months = by_month(reader, records, month, lead, |row| row.day);
            about_channels(reader);
            months
                .into_iter()
                .map(|(month, rows)| (ImportKind::Leads, month, ImportRows::Leads(rows)))
                .collect()
        }
    }
}

/// Names the channels that are counted as others, each once.
fn about_channels(reader: &mut Reader<'_>) {
    let mut strange: Vec<_> = std::mem::take(&mut reader.strange).into_iter().collect();
    strange.sort_by_key(|(_, (place, _))| (place.line, place.column));
    let more = strange.split_off(LISTED.min(strange.len()));
    if let Some((_, (place, _))) = more.first() {
        let message = format!("and {} more channels that are not known", more.len());
        reader.findings.push(note(message, place.clone()));
    }
    for (word, (place, rows)) in strange {
        let counted = format!("{} as “Other”", plural(rows, "row counts", "rows count"));
        let message = match word.as_str() {
            "" => format!("no channel is given; {counted}"),
            _ => format!("the channel “{word}” is not known; {counted}"),
        };
        let list = words::list(words::CHANNELS);
        let help = match nearest(&word, words::spellings(words::CHANNELS)) {
            Some(guess) => format!(
                "known are {list} and the names of platforms; perhaps “{}” is meant",
                capital(guess)
            ),
            None => format!("known are {list} and the names of platforms"),
        };
        reader.findings.push(note(message, place).help(help));
    }
}

/// A count with its noun: `1 row`, `2 rows`.
fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Columns that mean the same are an error; columns that are not read are worth a note.
fn about_columns(reader: &mut Reader<'_>) {
    let Some(record) = reader.sheet.records.get(reader.header.at) else {
        return;
    };
    for cell in &reader.header.twice {
        let name = record.cells.get(*cell).map_or("", String::as_str);
        let message = format!("the column “{name}” means the same as an earlier one");
        let place = reader.sheet.place(record, Some(*cell));
        let help = "export without a comparison, or delete one of the two";
        reader.findings.push(error(message, place).help(help));
    }
    if !reader.header.unread.is_empty() {
        let names = reader.header.unread.join("”, “");
        let message = format!("not read, because no figure needs it: “{names}”");
        reader
            .findings
            .push(note(message, reader.sheet.place(record, None)));
    }
}

/// The queries or pages of Search Console.
fn search(
    reader: &mut Reader<'_>,
    records: &[&Record],
    kind: SearchKind,
    month: Option<Month>,
) -> Vec<Part> {
    if month.is_none() {
        let message = format!(
            "{} do not say of which month they are",
            reader.header.layout.name
        );
        let help = "give the month, for example --month 2026-10";
        reader
            .findings
            .push(error(message, reader.sheet.whole()).help(help));
    }
    // Without a month the rows are read all the same, to say what else is wrong.
    let month = month.unwrap_or(Month::of(Date::ZERO));
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut doubtful = Vec::new();
    let mut rows = Vec::new();
    for (nr, record) in records.iter().enumerate() {
        let Some(row) = search_row(reader, record, kind, month) else {
            continue;
        };
        if reader
            .rate(record)
            .is_some_and(|rate| rate.contradicts(row.clicks, row.impressions))
        {
            doubtful.push(*record);
        }
        if let Some(earlier) = first.insert(row.value.clone(), nr) {
            twice(reader, record, records.get(earlier).copied());
        }
        rows.push(row);
    }
    about_rates(reader, &doubtful);
    let kind = reader.header.layout.kind;
    vec![(kind, month, ImportRows::Search(rows))]
}

/// One query or page.
fn search_row(
    reader: &mut Reader<'_>,
    record: &Record,
    kind: SearchKind,
    month: Month,
) -> Option<SearchRow> {
    let field = match kind {
        SearchKind::Query => Field::Query,
        SearchKind::Page => Field::Page,
    };
    let value = reader.needed(record, field);
    let clicks = reader.count(record, Field::Clicks);
    let impressions = reader.count(record, Field::Impressions);
    let position = reader.amount(record, Field::Position);
    let (value, clicks, impressions) = (value?, clicks?, impressions?);
    if clicks > impressions {
        let expected = format!("no more than the {impressions} impressions of its row");
        return reader.wrong(record, Field::Clicks, &expected);
    }
    Some(SearchRow {
        month,
        kind,
        value: value.to_owned(),
        clicks,
        impressions,
        position,
    })
}

/// Says that a query or page stands in a file twice.
fn twice(reader: &mut Reader<'_>, record: &Record, earlier: Option<&Record>) {
    let place = reader.sheet.place(record, Some(0));
    let line = earlier.and_then(|earlier| reader.sheet.place(earlier, None).line);
    let value = record.cells.first().map_or("", String::as_str);
    let message = format!("“{value}” stands also in line {}", line.unwrap_or(0));
    let help = "export one month alone; what stands twice would be counted twice";
    let finding = error(message, place).help(help);
    reader.tell("what stands twice", finding);
}

/// Says that stated rates are not those of the counts beside them.
fn about_rates(reader: &mut Reader<'_>, doubtful: &[&Record]) {
    if let Some(record) = doubtful.first() {
        let slot = reader.header.slots.get(&Field::Rate);
        let place = reader.sheet.place(record, slot.map(|slot| slot.cell));
        let rows = match doubtful.len() {
            1 => "one row states".to_owned(),
            many => format!("{many} rows, this one first, state"),
        };
        let message = format!("{rows} a click-through rate that is not clicks by impressions");
        let help = "the rate is computed anew from the counts; check how the file was made";
        reader.findings.push(note(message, place).help(help));
    }
}

/// Says that ads have more clicks than impressions: it happens about midnight, and where columns
/// were mixed up.
fn about_clicks(reader: &mut Reader<'_>) {
    if let Some((place, count)) = reader.clicked.take() {
        let rows = match count {
            1 => "one row has".to_owned(),
            many => format!("{many} rows, this one first, have"),
        };
        let message = format!("{rows} more clicks than impressions");
        let help = "a click after midnight can do that; many such rows mean mixed-up columns";
        reader.findings.push(note(message, place).help(help));
    }
}

/// A day of an ad group.
fn ad(reader: &mut Reader<'_>, record: &Record) -> Option<AdRow> {
    let day = reader.day(record, Field::Day);
    let campaign = reader.needed(record, Field::Campaign);
    let impressions = reader.count(record, Field::Impressions);
    let clicks = reader.count(record, Field::Clicks);
    let cost = reader.money(record, Field::Cost);
    let conversions = reader.amount(record, Field::Conversions);
    if clicks
        .zip(impressions)
        .is_some_and(|(clicks, shown)| clicks > shown)
    {
        let slot = reader.header.slots.get(&Field::Clicks);
        let place = reader.sheet.place(record, slot.map(|slot| slot.cell));
        reader.clicked.get_or_insert((place, 0)).1 += 1;
    }
    Some(AdRow {
        day: day?,
        campaign: campaign?.to_owned(),
        ad_group: reader
            .optional(record, Field::AdGroup)
            .unwrap_or_default()
            .to_owned(),
        impressions: impressions?,
        clicks: clicks?,
        cost: cost?,
        conversions: conversions.unwrap_or_default(),
    })
}

/// A lead.
fn lead(reader: &mut Reader<'_>, record: &Record) -> Option<LeadRow> {
    let day = reader.day(record, Field::Day);
    let channel = reader.open(record, Field::Channel, words::CHANNELS, Channel::Other);
    let tier = reader.word(record, Field::Tier, words::TIERS);
    let status = reader.word(record, Field::Status, words::STATUSES);
    let valued = reader.optional(record, Field::Value).is_some();
    let value = valued.then(|| reader.money(record, Field::Value));
    Some(LeadRow {
        day: day?,
        channel,
        campaign: reader.optional(record, Field::Campaign).map(str::to_owned),
        landing_page: reader.optional(record, Field::Page).map(str::to_owned),
        tier: tier?,
        status: status?,
        value: value.flatten(),
    })
}

/// The rows of a file with days, by month.
fn by_month<T>(
    reader: &mut Reader<'_>,
    records: &[&Record],
    month: Option<Month>,
    read: fn(&mut Reader<'_>, &Record) -> Option<T>,
    day: fn(&T) -> Date,
) -> BTreeMap<Month, Vec<T>> {
    let mut months: BTreeMap<Month, Vec<T>> = BTreeMap::new();
    let mut others = Vec::new();
    for record in records {
        let Some(row) = read(reader, record) else {
            continue;
        };
        let its = Month::of(day(&row));
        if month.is_some_and(|month| month != its) {
            others.push(*record);
        }
        months.entry(its).or_default().push(row);
    }
    about_months(reader, &others, month);
    if months.len() > 1 && others.is_empty() {
        let parts: Vec<_> = months
            .iter()
            .map(|(month, rows)| format!("{month} ({})", plural(rows.len(), "row", "rows")))
            .collect();
        let message = format!("the file is of several months: {}", parts.join(", "));
        let help = "each month replaces what was imported for it before; see that it is whole";
        reader
            .findings
            .push(note(message, reader.sheet.whole()).help(help));
    }
    months
}

/// Says that rows are of another month than the one that was asked for.
fn about_months(reader: &mut Reader<'_>, others: &[&Record], month: Option<Month>) {
    if let (Some(record), Some(month)) = (others.first(), month) {
        let slot = reader.header.slots.get(&Field::Day);
        let place = reader.sheet.place(record, slot.map(|slot| slot.cell));
        let rows = match others.len() {
            1 => "one row is".to_owned(),
            many => format!("{many} rows, this one first, are"),
        };
        let message = format!("{rows} not of {month}, the month that was asked for");
        let help =
            "leave --month out to import every month of the file, or export that month alone";
        reader.findings.push(error(message, place).help(help));
    }
}
