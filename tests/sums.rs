//! Every number that stands under a column is the sum of the column.

use rust_decimal::Decimal;
use scraper::{ElementRef, Html};

use crate::harness::{html::select, sample::sample};

/// The cells of a row with the column each begins in.
fn cells(row: ElementRef<'_>) -> Vec<(usize, ElementRef<'_>)> {
    let mut column = 0;
    row.select(&select("td, th"))
        .map(|cell| {
            let at = column;
            column += cell
                .attr("colspan")
                .and_then(|n| n.parse().ok())
                .unwrap_or(1);
            (at, cell)
        })
        .collect()
}

fn value(cell: ElementRef<'_>) -> Option<Decimal> {
    cell.attr("data-value")?.parse().ok()
}

/// The number of `data-value` in a row at a column.
fn at(row: ElementRef<'_>, column: usize) -> Option<Decimal> {
    cells(row)
        .into_iter()
        .find(|(at, _)| *at == column)
        .and_then(|(_, cell)| value(cell))
}

/// Checks one table; returns how many columns were summed.
fn check(page: &str, table: ElementRef<'_>) -> usize {
    let header = table
        .select(&select("thead tr"))
        .next()
        .expect("a table has a header");
    let summed: Vec<usize> = cells(header)
        .into_iter()
        .filter(|(_, cell)| cell.attr("data-sum").is_some())
        .map(|(column, _)| column)
        .collect();
    for &column in &summed {
        let rows: Vec<Decimal> = table
            .select(&select("tbody tr"))
            .filter_map(|row| at(row, column))
            .collect();
        let total = table
            .select(&select("tfoot tr"))
            .find_map(|row| at(row, column))
            .unwrap_or_else(|| {
                panic!("{page}: column {column} says that it is summed, but has no total")
            });
        assert_eq!(
            rows.iter().sum::<Decimal>(),
            total,
            "{page}: column {column} of {}",
            table.html()
        );
    }
    // A total that no header announces would go unchecked.
    for row in table.select(&select("tfoot tr")) {
        for (column, cell) in cells(row) {
            let additive = cell.attr("data-value").is_some();
            assert!(
                !additive || summed.contains(&column),
                "{page}: unannounced total in column {column}"
            );
        }
    }
    summed.len()
}

#[test]
fn every_table_of_every_result_adds_up() {
    let sample = sample();
    for (kind, least) in [("report", 5), ("keywords", 1)] {
        for language in ["en", "zh"] {
            let page = format!("out/{kind}-2026-10.{language}.html");
            let html = Html::parse_document(&sample.scene.read(&page));
            let tables: Vec<_> = html.select(&select("table")).collect();
            assert!(!tables.is_empty(), "{page} has no table");
            let summed: usize = tables.into_iter().map(|table| check(&page, table)).sum();
            assert!(summed >= least, "{page}: only {summed} columns are summed");
        }
    }
}

/// The key figures, of both months, against the exports read here without our importer.
#[test]
fn the_key_figures_are_those_of_the_imported_rows() {
    let report = sample().json("report");
    for (side, month) in [("now", "2026-10"), ("before", "2026-09")] {
        let figure = |id: &str| {
            let all = report["figures"].as_array().unwrap();
            let found = all.iter().find(|figure| figure["id"] == id);
            number(&found.unwrap_or_else(|| panic!("no figure {id}"))[side])
        };
        let (leads, ads, pages) = (
            Export::read(month, "leads.csv"),
            Export::read(month, "ads.csv"),
            Export::read(month, "search-pages.csv"),
        );
        let tier = |row: &[String]| matches!(leads.cell(row, &["Tier", "等级"]), "S" | "A");
        let status =
            |row: &[String], words: &[&str]| words.contains(&leads.cell(row, &["Status", "状态"]));
        let qualified =
            |row: &[String]| tier(row) || status(row, &["qualified", "合格", "won", "成交"]);
        let paid = |row: &[String]| {
            ["Paid search", "付费搜索"].contains(&leads.cell(row, &["Channel", "渠道"]))
        };
        let cost = ads.sum(&["Cost"]);
        let clicks = pages.sum(&["Clicks", "点击次数"]);
        let impressions = pages.sum(&["Impressions", "展示次数"]);
        let weighted = pages.weighted(&["Position", "平均排名"], &["Impressions", "展示次数"]);
        for (id, expected) in [
            ("leads", leads.count(|_| true)),
            ("qualified", leads.count(qualified)),
            ("won", leads.count(|row| status(row, &["won", "成交"]))),
            ("ad_cost", cost),
            ("cost_per_lead", cost / leads.count(paid)),
            ("clicks", clicks),
            ("impressions", impressions),
            ("ctr", clicks / impressions),
            ("position", weighted / impressions),
        ] {
            let difference = (figure(id) - expected).abs();
            let close = difference <= expected * Decimal::new(1, 3);
            assert!(close, "{id} of {month}: {} is not {expected}", figure(id));
        }
    }
}

fn number(value: &serde_json::Value) -> Decimal {
    match value {
        serde_json::Value::String(text) => text.parse().unwrap(),
        other => other.to_string().parse().unwrap(),
    }
}

/// A table of an export: the header and the rows under it, without preamble and totals.
struct Export {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Export {
    fn read(month: &str, file: &str) -> Self {
        let path = crate::harness::repository()
            .join("tests/web/exports")
            .join(month)
            .join(file);
        let text = std::fs::read_to_string(path).unwrap();
        let table: Vec<&str> = text
            .trim_start_matches('\u{feff}')
            .lines()
            .skip_while(|line| line.matches(',').count() < 3)
            .filter(|line| !line.starts_with("Total"))
            .collect();
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(table.join("\n").as_bytes())
            .into_records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            .collect::<Vec<_>>();
        Self {
            header: rows.remove(0),
            rows,
        }
    }

    /// The cell under the header of one of these names.
    fn cell<'r>(&self, row: &'r [String], names: &[&str]) -> &'r str {
        let at = self.header.iter().position(|name| names.contains(&&**name));
        &row[at.unwrap_or_else(|| panic!("no {names:?} in {:?}", self.header))]
    }

    fn value(&self, row: &[String], names: &[&str]) -> Decimal {
        self.cell(row, names).replace(',', "").parse().unwrap()
    }

    fn count(&self, which: impl Fn(&[String]) -> bool) -> Decimal {
        Decimal::from(self.rows.iter().filter(|row| which(row)).count())
    }

    fn sum(&self, names: &[&str]) -> Decimal {
        self.rows.iter().map(|row| self.value(row, names)).sum()
    }

    fn weighted(&self, names: &[&str], weights: &[&str]) -> Decimal {
        self.rows
            .iter()
            .map(|row| self.value(row, names) * self.value(row, weights))
            .sum()
    }
}
