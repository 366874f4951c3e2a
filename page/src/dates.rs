//! When a page was published and changed: where pages say it, best word first.
//!
//! JSON-LD, then metas, then what readers see (`<time>`, lines of text), then the address, then
//! the HTTP header. No day after today is believed.

use std::collections::BTreeSet;

use jiff::civil::Date;
use scraper::Html;
use url::Url;

use crate::day::{Order, day_in};
use crate::head::Head;
use crate::linked::Linked;
use crate::{day, seen};

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
    "datecreated",
    "uploaddate",
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

/// What a page and its server say of its days.
pub(crate) struct Told<'a> {
    pub(crate) html: &'a Html,
    pub(crate) head: &'a Head,
    pub(crate) linked: &'a Linked,
    pub(crate) headline: Option<&'a str>,
    /// The main text.
    pub(crate) text: &'a str,
    /// `<html lang>`.
    pub(crate) lang: Option<&'a str>,
    pub(crate) url: Option<&'a Url>,
    /// The day of the HTTP header `Last-Modified`.
    pub(crate) modified: Option<Date>,
    /// The day after which nothing can lie.
    pub(crate) today: Option<Date>,
}

/// The days of publication and of the last change. A page that names only the latter was
/// published by then, and no better day is known: it stands for both.
pub(crate) fn dates(told: &Told<'_>) -> (Option<Date>, Option<Date>) {
    let past = |day: &Date| told.today.is_none_or(|today| *day <= today);
    let linked = told.linked;
    let seen = seen::seen(told.html, told.headline, order(told), told.today);
    let updated = linked.updated.filter(past);
    let updated = updated
        .or_else(|| first(told.head, UPDATED, past))
        .or(seen.updated);
    let published = linked
        .published
        .filter(past)
        .or_else(|| first(told.head, PUBLISHED, past))
        .or_else(|| named_so(told.head, past))
        .or_else(|| linked.created.filter(past))
        .map(|day| local(day, &seen.own, addressed(told)))
        .or(seen.published)
        .or_else(|| addressed(told).filter(past))
        .or_else(|| headed(told).filter(past))
        .or(updated)
        .or(told.modified.filter(past));
    (published, updated.or(told.modified.filter(past)))
}

/// The day where the page was written: machines often write times in UTC, which may be the day
/// before or after; readers have the day of the place, and so have addresses.
fn local(day: Date, seen: &BTreeSet<Date>, address: Option<Date>) -> Date {
    let next = [day.yesterday().ok(), day.tomorrow().ok()];
    let mut near = next.into_iter().flatten();
    match seen.is_empty() {
        true => near.find(|near| address == Some(*near)),
        false if seen.contains(&day) => None,
        false => near.find(|near| seen.contains(near)),
    }
    .unwrap_or(day)
}

/// The order of `10/03/2026` on this page: as it shows itself, else as its language has it.
fn order(told: &Told<'_>) -> Option<Order> {
    let tags = told.head.all("og:locale");
    let tags = told.lang.into_iter().chain(tags.iter().map(String::as_str));
    Order::shown(told.text).or_else(|| tags.filter_map(Order::of_tag).next())
}

fn first(head: &Head, names: &[&str], past: impl Fn(&Date) -> bool) -> Option<Date> {
    names
        .iter()
        .find_map(|name| head.values(name).filter_map(day).find(|day| past(day)))
}

/// The day of a meta that is called so in a way of its own: `sw-pubdate`, `x-publish-time`.
fn named_so(head: &Head, past: impl Fn(&Date) -> bool) -> Option<Date> {
    let so = |name: &str| name.contains("pub") && (name.contains("date") || name.contains("time"));
    let metas = head.metas.iter().filter(|(name, _)| so(name));
    metas
        .filter_map(|(_, content)| day(content))
        .find(|day| past(day))
}

/// The day in the address of the page: `/2026/10/03/`, `/t20261003_17.html`.
fn addressed(told: &Told<'_>) -> Option<Date> {
    let canonical = told.head.canonicals.iter().map(String::as_str);
    let shared = told.head.values("og:url");
    told.url
        .map(Url::as_str)
        .into_iter()
        .chain(canonical)
        .chain(shared)
        .find_map(|address| {
            let path = address.split(['?', '#']).next()?;
            let digits = path.split(|c: char| !c.is_ascii_digit());
            day(path).or_else(|| digits.filter(|digits| digits.len() == 8).find_map(day))
        })
}

/// The day in the title or the description of the page.
fn headed(told: &Told<'_>) -> Option<Date> {
    let titles = told.head.titles.first().cloned();
    let description = told.head.all("description").into_iter().next();
    [titles, description]
        .into_iter()
        .flatten()
        .find_map(|text| day_in(&text, None))
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
            {"@type": "Article", "datePublished": "2026-09-01T08:00:00+08:00",
             "dateModified": "2026-10-05"}]}</script>"#;
        let meta = "<meta property=article:published_time content=2026-09-12>\
            <meta name=dcterms.modified content=2026-10-06>";
        let time = "<time datetime=2026-10-03>yesterday</time>";
        let text = "<h1>LS8</h1><p>4 October 2026</p>";
        for (html, published, updated) in [
            (
                format!("{ld}{meta}{time}{text}"),
                "2026-09-01",
                Some("2026-10-05"),
            ),
            (
                format!("{meta}{time}{text}"),
                "2026-09-12",
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
                Some("2026-10-03"),
            ),
            ("<p>Applications close: valid until 3 October 2026", None),
            (
                "<h1>Band</h1><p>Aktualisiert: 3.10.2026</p>",
                Some("2026-10-03"),
            ),
            (
                "<h1>Strip</h1><p class=date>03.10.2026 15:34</p>",
                Some("2026-10-03"),
            ),
            (
                "<html lang=en-US><h1>Strip</h1><p>10/03/2026",
                Some("2026-10-03"),
            ),
            (
                "<html lang=en-GB><h1>Strip</h1><p>10/03/2026",
                Some("2026-03-10"),
            ),
            ("<html lang=en><h1>Strip</h1><p>10/03/2026", None),
            (
                "<h1>带钢</h1><p>正文。</p><footer>© 2026年10月3日</footer>",
                None,
            ),
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

    #[test]
    fn a_day_of_utc_gives_way_to_that_of_the_place() {
        let page = "<meta name=date content=2026-10-02T23:30:00Z><h1>带钢</h1><p>2026年10月3日</p>";
        assert_eq!(days(page).0.as_deref(), Some("2026-10-03"));
        let page = "<h1>Strip</h1><p>Published 1 October 2026</p><p>Updated 3 October 2026</p>";
        let expected = (Some("2026-10-01".to_owned()), Some("2026-10-03".to_owned()));
        assert_eq!(days(page), expected);
    }

    #[test]
    fn a_day_that_is_also_seen_is_not_moved() {
        let stated = "<meta name=date content=2026-10-02T18:30:00+08:00>";
        for (seen, expected) in [
            ("<p>2026年10月2日</p><p>2026年10月3日</p>", "2026-10-02"),
            ("<p>2 October 2026", "2026-10-02"),
            ("<p>3 October 2026", "2026-10-03"),
        ] {
            let page = format!("{stated}<h1>Strip</h1>{seen}");
            assert_eq!(days(&page).0.as_deref(), Some(expected), "{page}");
        }
    }

    #[test]
    fn a_list_of_teasers_has_no_day_and_a_thread_that_of_its_first_post() {
        for (said, posted) in [
            (
                "The operator sees each scratch before the next coil. ",
                "Posted",
            ),
            ("操作员在下一卷之前就能看到每一道划痕。", "发布"),
        ] {
            let page = |length: usize| -> String {
                let entry = |day: u32| {
                    let said = said.repeat(length);
                    format!(
                        "<div class=entry><p class=date>{posted} <time>2026-10-{day:02}</time>\
                         <p>{said}</div>"
                    )
                };
                let entries: String = [9, 5, 3, 2].into_iter().map(entry).collect();
                format!("<h1>LS8</h1><p>{}</p>{entries}", said.repeat(14))
            };
            assert_eq!(days(&page(1)).0, None, "{said}");
            let thread = days(&page(20)).0;
            assert_eq!(thread.as_deref(), Some("2026-10-09"), "{said}");
        }
    }

    #[test]
    fn no_day_is_after_today() {
        let page = "<meta name=date content=2026-11-30><h1>Strip</h1><p>3 October 2026";
        let today = Date::new(2026, 10, 31).ok();
        let origin = crate::Origin {
            today,
            ..crate::Origin::default()
        };
        let facts = crate::read_from(page.as_bytes(), &origin);
        assert_eq!(facts.published, Date::new(2026, 10, 3).ok());
    }

    #[test]
    fn address_and_header_are_the_last_word() {
        let url = url::Url::parse("http://news.zhizao.example/2026/10/03/a.html").ok();
        let modified = Date::new(2026, 10, 5).ok();
        for (url, modified, expected) in [
            (url.as_ref(), modified, Date::new(2026, 10, 3).ok()),
            (None, modified, modified),
            (None, None, None),
        ] {
            let origin = crate::Origin {
                url,
                modified,
                ..crate::Origin::default()
            };
            assert_eq!(
                crate::read_from("<h1>带钢</h1>".as_bytes(), &origin).published,
                expected
            );
        }
    }
}
