//! No page was published or changed after today, wherever it says so and in whatever language.

use jiff::{ToSpan, civil::Date};
use masthead_page::{Origin, read_from};
use proptest::prelude::*;
use url::Url;

/// Where a page says its day; `@` is the day as 2026-10-03, `#` as 2026年10月3日, `%` as 20261003.
const PLACES: &[&str] = &[
    "<script type=application/ld+json>{\"@type\":\"Article\",\"datePublished\":\"@\"}</script>",
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"dateModified\":\"@T09:00:00+08:00\"}</script>",
    "<meta property=article:published_time content=\"@T23:59:59Z\">",
    "<meta property=article:modified_time content=@>",
    "<meta name=date content=@>",
    "<time datetime=@ pubdate>@</time>",
    "<h1>线扫描相机</h1><p>发布时间：#</p>",
    "<p>更新于 #</p>",
    "<h1>Line scan</h1><p>Published on @ by the mill</p>",
    "<p class=date>Last updated: @</p>",
    "<span itemprop=datePublished>@</span>",
    "<div class=related><time datetime=@>@</time></div>",
    "<footer>#</footer>",
];

/// A day around the turn of years and months.
fn a_day() -> impl Strategy<Value = Date> {
    (0..1500_i32).prop_map(|days| Date::constant(2024, 1, 1).checked_add(days.days()).unwrap())
}

fn said(place: &str, day: Date) -> String {
    let chinese = format!("{}年{}月{}日", day.year(), day.month(), day.day());
    place
        .replace('#', &chinese)
        .replace('%', &day.strftime("%Y%m%d").to_string())
        .replace("\"@type", "\"\u{0}type")
        .replace('@', &day.to_string())
        .replace('\u{0}', "@")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_is_published_or_changed_after_today(
        places in prop::collection::vec((prop::sample::select(PLACES), a_day()), 0..6),
        path in a_day(),
        modified in prop::option::of(a_day()),
        today in a_day(),
    ) {
        let page: String = places.iter().map(|(place, day)| said(place, *day)).collect();
        let url = Url::parse(&said("https://mill.example/news/%/a.html", path)).unwrap();
        let origin = Origin { url: Some(&url), charset: Some("utf-8"), modified, today: Some(today) };
        let facts = read_from(page.as_bytes(), &origin);
        for day in facts.published.into_iter().chain(facts.updated) {
            prop_assert!(day <= today, "{day} is after {today} in {page}");
        }
    }

    #[test]
    fn a_day_in_the_past_is_found_wherever_it_stands(place in 0..7_usize, day in a_day()) {
        let page = said(PLACES[place], day);
        let today = day.checked_add(1.day()).unwrap();
        let origin = Origin { charset: Some("utf-8"), today: Some(today), ..Origin::default() };
        prop_assert_eq!(read_from(page.as_bytes(), &origin).published, Some(day), "{}", page);
    }
}
