//! When a page was published and changed: where pages say it, best word first.

use std::collections::BTreeSet;

use jiff::civil::Date;
use scraper::Html;

use crate::block::Block;
use crate::day;
use crate::head::{Head, text};

/// Metas that name the day of publication, best first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "publishdate",
    "pubdate",
    "publish_date",
    "parsely-pub-date",
    "citation_publication_date",
    "weibo:article:create_at",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date",
];

/// Metas that name the day of the last change, best first.
const UPDATED: &[&str] = &[
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
];

/// Blocks after the title (or after the start, if there is no title) in which a day is looked
/// for, and the greatest weight of a line that names one: longer ones tell of other days.
const NEAR: usize = 10;
const SHORT: usize = 90;

/// Words of lines whose day is another one: a deadline, an event, an expiry.
const OTHER: &[&str] = &[
    "截止",
    "开标",
    "有效期",
    "举办",
    "到期",
    "deadline",
    "closes",
    "closing",
    "due",
    "until",
    "expires",
    "expiry",
    "valid",
    "starts",
    "event",
];

/// Words of lines whose day is the one that is looked for.
const LABELS: &[&str] = &[
    "发布",
    "发表",
    "刊登",
    "公布",
    "日期",
    "时间",
    "published",
    "posted",
    "date",
];

/// The day of publication that metas name.
pub(crate) fn published(head: &Head) -> Option<Date> {
    first(head, PUBLISHED)
}

/// The day of the last change that metas name.
pub(crate) fn updated(head: &Head) -> Option<Date> {
    first(head, UPDATED)
}

fn first(head: &Head, names: &[&str]) -> Option<Date> {
    names
        .iter()
        .find_map(|name| head.values(name).find_map(day))
}

/// The day of the only `<time>` elements of a page; many days are a list of other pages.
pub(crate) fn timed(html: &Html) -> Option<Date> {
    let days: Vec<Date> = html
        .root_element()
        .descendent_elements()
        .filter(|element| element.value().name() == "time")
        .filter_map(|time| {
            time.attr("datetime")
                .and_then(day)
                .or_else(|| day(&text(time)))
        })
        .collect();
    let different: BTreeSet<&Date> = days.iter().collect();
    days.first().copied().filter(|_| different.len() <= 2)
}

/// The day that stands near the title, in a line of its own or behind a label.
pub(crate) fn visible(blocks: &[Block]) -> Option<Date> {
    let start = blocks.iter().position(|block| block.heading == Some(1));
    let lines: Vec<String> = blocks
        .iter()
        .skip(start.unwrap_or_default())
        .take(NEAR)
        .filter(|block| block.weight <= SHORT)
        .flat_map(|block| block.text.lines())
        .map(str::to_lowercase)
        .filter(|line| !OTHER.iter().any(|word| line.contains(word)))
        .collect();
    let labelled = lines
        .iter()
        .filter(|line| LABELS.iter().any(|word| line.contains(word)));
    labelled.chain(&lines).find_map(|line| day(line))
}
