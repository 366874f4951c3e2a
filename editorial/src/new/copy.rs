//! What the two languages of a page share: the day, the readers, the numbers, the permission.

use jiff::civil::Date;
use toml_edit::{Array, ArrayOfTables, Datetime, DocumentMut, Item, Table, Value, value};

use crate::front;
use crate::{Facts, Outcome, Page, Permission, Reader, Stage};

/// The draft `text` with everything that is the same in both languages taken from `page`.
pub(super) fn shared(text: &str, page: &Page) -> String {
    let Ok(parts) = front::split("", text) else {
        return text.to_owned();
    };
    let Ok(mut draft) = text[parts.toml.clone()].parse::<DocumentMut>() else {
        return text.to_owned();
    };
    fill(draft.as_table_mut(), page);
    format!(
        "{}{draft}{}",
        &text[..parts.toml.start],
        &text[parts.toml.end..]
    )
}

fn fill(draft: &mut Table, page: &Page) {
    set(draft, "date", page.date.and_then(day));
    let Some(extra) = draft.get_mut("extra").and_then(Item::as_table_mut) else {
        return;
    };
    set(
        extra,
        "roles",
        Some(
            page.roles
                .iter()
                .copied()
                .map(Reader::name)
                .collect::<Array>(),
        ),
    );
    set(
        extra,
        "stages",
        Some(
            page.stages
                .iter()
                .copied()
                .map(Stage::name)
                .collect::<Array>(),
        ),
    );
    match &page.facts {
        Facts::CaseStudy(case) => {
            results(extra, &case.results);
            permission(extra, &case.permission);
        }
        Facts::Interview(interview) => permission(extra, &interview.permission),
        Facts::Whitepaper(_) | Facts::Product(_) => {}
    }
}

fn permission(extra: &mut Table, from: &Permission) {
    if let Some(table) = extra.get_mut("permission").and_then(Item::as_table_mut) {
        set(table, "granted", day(from.granted));
        set(table, "expires", day(from.expires));
    }
}

/// One block of results for each of the other page, with its numbers.
fn results(extra: &mut Table, from: &[Outcome]) {
    let Some(blocks) = extra
        .get_mut("results")
        .and_then(Item::as_array_of_tables_mut)
    else {
        return;
    };
    let Some(mut block) = blocks.get(0).cloned() else {
        return;
    };
    let mut filled = ArrayOfTables::new();
    for outcome in from {
        set(&mut block, "before", Some(number(outcome.before)));
        set(&mut block, "after", Some(number(outcome.after)));
        filled.push(block.clone());
        // The advice above the first block need not stand above each.
        block.decor_mut().set_prefix("\n");
    }
    *blocks = filled;
}

/// Replaces the value of a key that is there; comments around it stay.
fn set(table: &mut Table, key: &str, new: Option<impl Into<Value>>) {
    if let (Some(item), Some(new)) = (table.get_mut(key), new) {
        *item = value(new);
    }
}

fn day(day: Date) -> Option<Datetime> {
    day.to_string().parse().ok()
}

/// The number as a person would write it: whole ones without a point.
fn number(number: f64) -> Value {
    number
        .to_string()
        .parse()
        .unwrap_or_else(|_| Value::from(number))
}
