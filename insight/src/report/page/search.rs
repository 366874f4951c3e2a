//! Organic search: queries and pages, the top of each and the rest as one row.

use rust_decimal::Decimal;

use super::{
    super::{Report, Search, SearchLine},
    Part, Section, chart,
    table::{Shape, Table, rate, sum, text},
    voice::Voice,
};
use crate::view::{self, chart::Bar};

/// Rows shown before the rest is one row.
const TOP: usize = 10;
/// Bars of the chart.
const BARS: usize = 6;
/// Movers named either way.
const MOVERS: usize = 3;

/// Organic search of the month.
pub(super) fn section(report: &Report, voice: Voice) -> Section {
    let heading = voice.pick("Organic search", "自然搜索");
    let search = &report.search;
    let mut parts = Vec::new();
    if search.total.is_none() {
        parts.push(Part::Text(voice.say(
            "No figures of organic search are imported for {month}.",
            "{month}没有导入自然搜索数据。",
            &[("month", voice.month(report.month))],
        )));
    }
    let name = |line: &SearchLine| line.title.clone().unwrap_or_else(|| line.value.clone());
    let bars: Vec<Bar> = search
        .pages
        .iter()
        .take(BARS)
        .map(|line| Bar {
            label: name(line),
            now: line.clicks.into(),
            before: line.clicks_before.map(Decimal::from),
        })
        .collect();
    let title = voice.pick(
        "Clicks by page, this month and last",
        "各页面本月与上月点击",
    );
    parts.extend(chart(report, voice, "pages-chart", title, &bars, |n| {
        voice.count(n)
    }));
    for (heading, column, lines) in [
        (
            voice.pick("Queries", "搜索词"),
            voice.pick("Query", "搜索词"),
            &search.queries,
        ),
        (
            voice.pick("Pages", "页面"),
            voice.pick("Page", "页面"),
            &search.pages,
        ),
    ] {
        if lines.is_empty() {
            continue;
        }
        parts.push(Part::Heading(heading));
        parts.extend(movers(lines, voice));
        parts.push(Part::Table(table(column, lines, voice)));
    }
    parts.extend(note(search, voice));
    Section {
        id: "search",
        heading,
        parts,
    }
}

/// Why queries and pages add up to different sums, where both are known and differ so.
fn note(search: &Search, voice: Voice) -> Option<Part> {
    if search.queries.is_empty() || search.pages.is_empty() {
        return None;
    }
    let sum = |lines: &[SearchLine], of: fn(&SearchLine) -> u64| lines.iter().map(of).sum::<u64>();
    let less = |of| sum(&search.queries, of) < sum(&search.pages, of);
    let rare = less(|line| line.clicks) && less(|line| line.impressions);
    let counted = voice.say(
        "The figures at the top are those of the pages.",
        "页首的数字按页面计。",
        &[],
    );
    let left_out = voice.say(
        "Search engines leave out rare queries, so queries add up to less than pages. ",
        "搜索引擎不提供少见的搜索词，所以搜索词合计少于页面合计。",
        &[],
    );
    Some(Part::Note(if rare { left_out + &counted } else { counted }))
}

fn change(line: &SearchLine) -> Option<i64> {
    i64::try_from(line.clicks)
        .ok()?
        .checked_sub(i64::try_from(line.clicks_before?).ok()?)
}

/// What gained and what lost most clicks.
fn movers(lines: &[SearchLine], voice: Voice) -> Option<Part> {
    let mut moved: Vec<(i64, &SearchLine)> = lines
        .iter()
        .filter_map(|line| Some((change(line)?, line)))
        .collect();
    moved.sort_by(|a, b| (b.0, &a.1.value).cmp(&(a.0, &b.1.value)));
    let name = |(by, line): &(i64, &SearchLine)| {
        let name = line.title.as_ref().unwrap_or(&line.value);
        let by = voice.signed(Decimal::from(*by));
        match voice.language {
            masthead_text::Language::English => format!("{} ({by})", voice.name(name)),
            masthead_text::Language::Chinese => format!("{}（{by}）", voice.name(name)),
        }
    };
    let gained = voice.list(
        moved
            .iter()
            .filter(|(by, _)| *by > 0)
            .take(MOVERS)
            .map(name),
    );
    let lost = voice.list(
        moved
            .iter()
            .rev()
            .filter(|(by, _)| *by < 0)
            .take(MOVERS)
            .map(name),
    );
    let mut lines = Vec::new();
    if !gained.is_empty() {
        let gaps = [("names", gained)];
        lines.push(voice.say(
            "Gained the most clicks: {names}.",
            "点击增加最多：{names}。",
            &gaps,
        ));
    }
    if !lost.is_empty() {
        let gaps = [("names", lost)];
        lines.push(voice.say(
            "Lost the most clicks: {names}.",
            "点击减少最多：{names}。",
            &gaps,
        ));
    }
    (!lines.is_empty()).then(|| Part::Text(lines.join(voice.pick(" ", ""))))
}

fn table(column: &str, lines: &[SearchLine], voice: Voice) -> Table {
    let known = lines.iter().any(|line| line.clicks_before.is_some());
    let mut columns = vec![
        (column, Shape::Text),
        (voice.pick("Clicks", "点击"), Shape::Sum),
        (voice.pick("Clicks last month", "上月点击"), Shape::Sum),
        (voice.pick("Impressions", "展示"), Shape::Sum),
        (voice.pick("Click-through rate", "点击率"), Shape::Rate),
        (voice.pick("Position", "排名"), Shape::Rate),
        (voice.pick("Position last month", "上月排名"), Shape::Rate),
    ];
    if !known {
        columns.remove(6);
        columns.remove(2);
    }
    let mut table = Table::new(&columns);
    let (top, rest) = lines.split_at(TOP.min(lines.len()));
    let mut add = |name: String, lines: &[SearchLine], one: Option<&SearchLine>| {
        let count = |of: fn(&SearchLine) -> u64| Decimal::from(lines.iter().map(of).sum::<u64>());
        let (clicks, impressions) = (count(|line| line.clicks), count(|line| line.impressions));
        let place = |at: Option<Decimal>| rate(at.map(|at| view::decimal(at, 1)));
        let mut cells = vec![
            text(name),
            sum(voice, Some(clicks)),
            sum(voice, Some(count(|line| line.clicks_before.unwrap_or(0)))),
            sum(voice, Some(impressions)),
            rate(
                clicks
                    .checked_div(impressions)
                    .map(|share| voice.percent(share)),
            ),
            place(one.and_then(|line| line.position)),
            place(one.and_then(|line| line.position_before)),
        ];
        if !known {
            cells.remove(6);
            cells.remove(2);
        }
        table.row(cells);
    };
    for line in top {
        let name = match (&line.title, line.value.parse()) {
            (Some(title), Ok(url)) => voice.link(&url, title),
            (Some(title), Err(_)) => voice.name(title),
            (None, _) => voice.name(&line.value),
        };
        add(name, std::slice::from_ref(line), Some(line));
    }
    if !rest.is_empty() {
        let gaps = [("n", voice.count(rest.len()))];
        add(voice.say("{n} others", "其余 {n} 个", &gaps), rest, None);
    }
    let all = |of: fn(&SearchLine) -> u64| Decimal::from(lines.iter().map(of).sum::<u64>());
    let ctr = all(|line| line.clicks).checked_div(all(|line| line.impressions));
    let at = if known { 4 } else { 3 };
    table.total(voice, &[(at, ctr.map(|share| voice.percent(share)))]);
    table
}
