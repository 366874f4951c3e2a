//! Reads the cells of one row after another, and says what cannot be read.

use std::collections::BTreeMap;

use jiff::civil::Date;
use masthead_store::{Currency, Money};
use masthead_text::{Finding, Place, nearest};
use rust_decimal::Decimal;

use super::{
    error,
    header::{self, Header, Slot},
    layout::Field,
    number::{self, NoMoney, Rate},
    sheet::{Record, Sheet},
    words::{self, Words},
};
use crate::letter::capital;

/// First words of rows that sum up others.
const TOTALS: [&str; 5] = ["total", "总计", "合计", "汇总", "小计"];
/// What stands in a cell that has no value.
const NOTHING: [&str; 5] = ["", "-", "--", "—", "——"];

/// A file that is being read.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) header: &'a Header,
    /// What was found to be wrong so far.
    pub(super) findings: &'a mut Vec<Finding>,
    /// How many errors of each kind were met, and where the first stands that was not listed.
    pub(super) kinds: BTreeMap<String, (usize, Option<Place>)>,
    /// Words that were counted as something else: where each stands first, and how often.
    pub(super) strange: BTreeMap<String, (Place, usize)>,
    /// Rows with more clicks than impressions: where the first stands, and how many.
    pub(super) clicked: Option<(Place, usize)>,
}

/// So many errors of one kind are listed.
pub(super) const LISTED: usize = 50;

impl<'a> Reader<'a> {
    /// Adds an error of a kind, unless enough of that kind are listed.
    pub(super) fn tell(&mut self, kind: &str, finding: Finding) {
        let (count, next) = self.kinds.entry(kind.to_owned()).or_default();
        *count += 1;
        if *count <= LISTED {
            self.findings.push(finding);
        } else if next.is_none() {
            *next = Some(finding.place);
        }
    }

    /// Says how many errors of each kind were not listed.
    pub(super) fn finish(&mut self) {
        for (kind, (count, next)) in std::mem::take(&mut self.kinds) {
            if let Some(place) = next {
                let more = count - LISTED;
                let message = format!("and {more} more like these: {kind}");
                let help = "correct what is listed first; often all have one cause";
                self.findings.push(error(message, place).help(help));
            }
        }
    }

    /// The rows below the header that have as many cells as it; empty rows are left out, and so
    /// are rows of totals where an export has them.
    pub(super) fn records(&mut self) -> Vec<&'a Record> {
        let sheet = self.sheet;
        let width = sheet
            .records
            .get(self.header.at)
            .map_or(0, |header| header.cells.len());
        let mut records = Vec::new();
        for record in sheet.records.iter().skip(self.header.at + 1) {
            let cells = record.cells.len();
            if record.cells.iter().all(String::is_empty) || self.totals(record) {
                continue;
            }
            let unclosed = sheet
                .unclosed()
                .filter(|(last, _)| std::ptr::eq(*last, record));
            if let Some((_, place)) = unclosed {
                self.findings.push(header::unclosed(place));
            } else if cells == width {
                records.push(record);
            } else {
                let message = format!("the row has {cells} cells, and the header has {width}");
                let help =
                    "export the file again, or put the cell in quotes that holds a separator";
                let finding = error(message, sheet.place(record, None)).help(help);
                self.tell("rows of another width than the header", finding);
            }
        }
        records
    }

    /// Whether a row sums up others: only exports by day have such rows, in place of a day.
    fn totals(&self, record: &Record) -> bool {
        let first = record
            .cells
            .first()
            .map_or("", String::as_str)
            .to_lowercase();
        self.header.slots.contains_key(&Field::Day)
            && TOTALS.iter().any(|word| first.starts_with(word))
    }

    /// The text of a cell; empty if the file has no such column.
    pub(super) fn text<'r>(&self, record: &'r Record, field: Field) -> &'r str {
        let slot = self.header.slots.get(&field);
        let cell = slot.and_then(|slot| record.cells.get(slot.cell));
        cell.map_or("", String::as_str)
    }

    /// The text of a cell that may be absent.
    pub(super) fn optional<'r>(&self, record: &'r Record, field: Field) -> Option<&'r str> {
        Some(self.text(record, field)).filter(|text| !NOTHING.contains(text))
    }

    /// The text of a cell that must not be empty.
    pub(super) fn needed<'r>(&mut self, record: &'r Record, field: Field) -> Option<&'r str> {
        let text = Some(self.text(record, field)).filter(|text| !text.is_empty());
        self.or_wrong(text, record, field, "a value")
    }

    /// A count.
    pub(super) fn count(&mut self, record: &Record, field: Field) -> Option<u64> {
        let count = number::count(self.text(record, field), self.header.mark);
        let expected = self.numeric(record, field, "a whole number, 0 or more, such as 1234");
        self.or_wrong(count, record, field, expected)
    }

    /// A number that may be absent; one that is there must be 0 or more.
    pub(super) fn amount(&mut self, record: &Record, field: Field) -> Option<Decimal> {
        let text = self.text(record, field);
        if NOTHING.contains(&text) {
            return None;
        }
        let amount = number::amount(text, self.header.mark);
        let expected = self.numeric(record, field, "a number, 0 or more, such as 12.5");
        self.or_wrong(amount, record, field, expected)
    }

    /// What a cell should have that has no number: `usual`, unless its number is too large.
    fn numeric<'t>(&self, record: &Record, field: Field, usual: &'t str) -> &'t str {
        match number::huge(self.text(record, field), self.header.mark) {
            true => number::BELOW,
            false => usual,
        }
    }

    /// A day.
    pub(super) fn day(&mut self, record: &Record, field: Field) -> Option<Date> {
        let day = masthead_page::day(self.text(record, field));
        self.or_wrong(day, record, field, "a day such as 2026-10-03")
    }

    /// A word of a list.
    pub(super) fn word<T: Copy>(
        &mut self,
        record: &Record,
        field: Field,
        known: &Words<T>,
    ) -> Option<T> {
        let text = self.text(record, field);
        let meaning = words::meaning(known, text);
        let guess = nearest(text, words::spellings(known));
        let expected = match guess.filter(|_| meaning.is_none()) {
            Some(guess) => {
                let guess = capital(guess);
                format!("one of {}; perhaps “{guess}”", words::list(known))
            }
            None => format!("one of {}", words::list(known)),
        };
        self.or_wrong(meaning, record, field, &expected)
    }

    /// A word of a list that people extend at will: an unknown word counts as `other` and is
    /// remembered.
    pub(super) fn open<T: Copy>(
        &mut self,
        record: &Record,
        field: Field,
        known: &Words<T>,
        other: T,
    ) -> T {
        let text = self.text(record, field);
        words::meaning(known, text).unwrap_or_else(|| {
            let slot = self.header.slots.get(&field);
            let place = self.sheet.place(record, slot.map(|slot| slot.cell));
            let first = (place, 0);
            self.strange.entry(text.to_owned()).or_insert(first).1 += 1;
            other
        })
    }

    /// An amount of money that must be there.
    pub(super) fn money(&mut self, record: &Record, field: Field) -> Option<Money> {
        let stated = match self.text(record, Field::Currency) {
            "" => self.unit(field),
            code => {
                let currency = number::currency(code);
                Some(self.or_wrong(currency, record, Field::Currency, "a code such as CNY")?)
            }
        };
        let text = self.text(record, field);
        match number::money(text, self.header.mark, stated) {
            Err(NoMoney::Number) if number::huge(text, self.header.mark) => {
                self.wrong(record, field, number::BELOW)
            }
            Ok(money) => Some(money),
            Err(NoMoney::Number) => {
                self.wrong(record, field, "an amount, 0 or more, such as 1234.50")
            }
            Err(NoMoney::Currency) => self.wrong(
                record,
                field,
                "a currency beside it: a column “Currency” or “币种”",
            ),
            Err(NoMoney::Contradiction) => {
                self.wrong(record, field, "the currency that its row or header has")
            }
        }
    }

    /// A click-through rate, if there is one that can be read.
    pub(super) fn rate(&self, record: &Record) -> Option<Rate> {
        let slot = self.header.slots.get(&Field::Rate)?;
        let percent = slot.unit.as_deref() == Some("%");
        Rate::read(self.text(record, Field::Rate), self.header.mark, percent)
    }

    /// The currency in the header of a column.
    fn unit(&self, field: Field) -> Option<Currency> {
        let unit = self.header.slots.get(&field)?.unit.as_deref()?;
        number::currency(unit)
    }

    /// `value`, or `None` with a finding.
    fn or_wrong<T>(
        &mut self,
        value: Option<T>,
        record: &Record,
        field: Field,
        expected: &str,
    ) -> Option<T> {
        value.or_else(|| self.wrong(record, field, expected))
    }

    /// Says that a cell is not what it should be; `None`.
    pub(super) fn wrong<T>(&mut self, record: &Record, field: Field, expected: &str) -> Option<T> {
        let slot = self.header.slots.get(&field);
        let name = slot.map_or("", |slot: &Slot| &slot.name);
        let message = match self.text(record, field) {
            "" => format!("the column “{name}” is empty here"),
            found => format!("the column “{name}” has “{found}”"),
        };
        let place = self.sheet.place(record, slot.map(|slot| slot.cell));
        let finding = error(message, place).help(format!("it should have {expected}"));
        self.tell(&format!("the column “{name}”"), finding);
        None
    }
}
