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

/// Different days that a page may show of itself: of publication and of change.
const FEW: usize = 2;

/// Words of lines whose day is another one: a deadline, an event, an expiry, a change.
const OTHER: &[&str] = &[
    "截止",
    "开标",
    "有效期",
    "举办",
    "到期",
    "更新",
    "修改",
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
    "updated",
    "modified",
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
    let days = html
        .root_element()
        .descendent_elements()
        .filter(|element| element.value().name() == "time")
        .filter_map(|time| {
            time.attr("datetime")
                .and_then(day)
                .or_else(|| day(&text(time)))
        });
    first_of_few(days)
}

/// The first of the days, unless there are many different ones.
fn first_of_few(days: impl Iterator<Item = Date>) -> Option<Date> {
    let days: Vec<Date> = days.collect();
    let different: BTreeSet<&Date> = days.iter().collect();
    days.first().copied().filter(|_| different.len() <= FEW)
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
    let own = |line: &&String| LABELS.iter().any(|word| line.contains(word));
    let labelled = lines.iter().filter(own).find_map(|line| day(line));
    labelled.or_else(|| first_of_few(lines.iter().filter_map(|line| day(line))))
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    /// The days of publication and change of a page.
    fn days(html: &str) -> (Option<String>, Option<String>) {
        let facts = crate::read(html.as_bytes(), None, None);
        let shown = |day: Option<Date>| day.map(|day| day.to_string());
        (shown(facts.published), shown(facts.updated))
    }

    #[test]
    fn the_best_word_about_the_day_wins() {
        let ld = r#"<script type="application/ld+json">{"@graph": [{"@type": "WebSite"},
            {"@type": "Article", "datePublished": "2026-10-01T08:00:00+08:00",
             "dateModified": "2026-10-05"}]}</script>"#;
        let meta = "<meta property=article:published_time content=2026-10-02>\
            <meta name=dcterms.modified content=2026-10-06>";
        let time = "<time datetime=2026-10-03>yesterday</time>";
        let text = "<h1>LS8</h1><p>4 October 2026</p>";
        for (html, published, updated) in [
            (
                format!("{ld}{meta}{time}{text}"),
                "2026-10-01",
                Some("2026-10-05"),
            ),
            (
                format!("{meta}{time}{text}"),
                "2026-10-02",
                Some("2026-10-06"),
            ),
            (format!("{time}{text}"), "2026-10-03", None),
            (text.to_owned(), "2026-10-04", None),
        ] {
            let expected = (Some(published.to_owned()), updated.map(str::to_owned));
            assert_eq!(days(&html), expected, "{html}");
        }
    }

    #[test]
    fn the_visible_day_stands_near_the_title() {
        for (html, expected) in [
            (
                "<h1>线扫描相机采购公告</h1><p>截止时间：2026年11月25日</p><p>发布日期：2026年10月12日</p>",
                Some("2026-10-12"),
            ),
            (
                "<h1>线扫描相机采购公告</h1><p>投标截止时间为2026年11月25日10时00分。</p>",
                None,
            ),
            (
                "<h1>展会</h1><p>活动 2026-11-03</p><p>来源：智造日报　发布：2026-10-20</p>",
                Some("2026-10-20"),
            ),
            (
                "<p>Posted 3 October 2026</p><h1>Strip</h1><p>By Lin Lan</p>",
                None,
            ),
            ("<p>Applications close: valid until 3 October 2026", None),
            ("<p>3 October 2026</p><p>Strip", Some("2026-10-03")),
            (
                "<h1>新闻</h1><p>2026-10-01</p><p>2026-10-02</p><p>2026-10-03</p>",
                None,
            ),
        ] {
            assert_eq!(days(html).0.as_deref(), expected, "{html}");
        }
    }

    #[test]
    fn a_long_paragraph_with_a_day_tells_of_another_day() {
        let story = "The line was stopped on 3 October 2026 after the first coil. ".repeat(6);
        assert_eq!(days(&format!("<h1>Strip</h1><p>{story}")).0, None);
        let story = "二〇二六年，产线在2026年10月3日停机检修，工程师更换了全部光源。".repeat(4);
        assert_eq!(days(&format!("<h1>带钢</h1><p>{story}")).0, None);
    }
}
