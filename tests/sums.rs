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

/// The figures on top are the sums of the tables below and of the exports that were imported.
#[test]
fn the_key_figures_are_the_sums_of_the_imported_rows() {
    let report = sample().json("report");
    let figure = |id: &str| {
        let all = report["figures"].as_array().unwrap();
        let found = all
            .iter()
            .find(|f| f["id"] == id)
            .unwrap_or_else(|| panic!("no figure {id}"));
        number(&found["now"])
    };
    let exports = [
        ("leads", "leads.csv", None),
        ("ad_cost", "ads.csv", Some("Cost")),
        ("clicks", "search-pages.csv", Some("Clicks")),
    ];
    for (id, file, column) in exports {
        assert_eq!(figure(id), total(file, column), "{id} against {file}");
    }
}

fn number(value: &serde_json::Value) -> Decimal {
    match value {
        serde_json::Value::String(text) => text.parse().unwrap(),
        other => other.to_string().parse().unwrap(),
    }
}

/// The number of rows, or the sum of a column, read from the export without our importer.
fn total(file: &str, column: Option<&str>) -> Decimal {
    let path = crate::harness::repository()
        .join("tests/web/exports/2026-10")
        .join(file);
    let text = std::fs::read_to_string(path).unwrap();
    let body: Vec<&str> = text
        .trim_start_matches('\u{feff}')
        .lines()
        .skip_while(|line| line.matches(',').count() < 3)
        .filter(|line| !line.starts_with("Total"))
        .collect();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(std::io::Cursor::new(body.join("\n")));
    let at = column.map(|name| {
        reader
            .headers()
            .unwrap()
            .iter()
            .position(|h| h == name)
            .unwrap()
    });
    reader
        .records()
        .map(|row| row.unwrap())
        .map(|row| at.map_or(Decimal::ONE, |at| row[at].replace(',', "").parse().unwrap()))
        .sum()
}
