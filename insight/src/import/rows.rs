//! From the rows of an export to the rows of the store, one kind of export after another.

use std::collections::BTreeMap;

use jiff::civil::Date;
use masthead_store::{
    AdRow, Channel, ImportKind, ImportRows, LeadRow, Month, SearchKind, SearchRow,
};
use masthead_text::{Finding, Severity};

use super::{
    error,
    header::Header,
    layout::Field,
    note,
    reader::Reader,
    remarks,
    sheet::{Record, Sheet},
    words,
};

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
    remarks::columns(&mut reader);
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
            remarks::clicks(reader);
            months
                .into_iter()
                .map(|(month, rows)| (ImportKind::Ads, month, ImportRows::Ads(rows)))
                .collect()
        }
        ImportKind::Leads => {
            let months = by_month(reader, records, month, lead, |row| row.day);
            remarks::channels(reader);
            months
                .into_iter()
                .map(|(month, rows)| (ImportKind::Leads, month, ImportRows::Leads(rows)))
                .collect()
        }
    }
}

/// A count with its noun: `1 row`, `2 rows`.
pub(super) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
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
    remarks::rates(reader, &doubtful);
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
    remarks::months(reader, &others, month);
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
