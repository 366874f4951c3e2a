//! What we published, what the market talks about, what competitors did.

use super::{
    super::{Report, TermLine, What},
    Part, Section,
    table::{Shape, Table, rate, text},
    voice::Voice,
};
use crate::{keywords::Cover, view};

/// What we published.
pub(super) fn published(report: &Report, voice: Voice) -> Section {
    let mut table = Table::new(&[
        (voice.pick("Title", "标题"), Shape::Text),
        (voice.pick("Type", "类型"), Shape::Short),
        (view::word("language", voice.language), Shape::Short),
        (voice.pick("Day", "日期"), Shape::Short),
    ]);
    for page in &report.published {
        table.row(vec![
            text(voice.link(&page.url, &page.title)),
            text(page.kind.label(voice.language)),
            text(voice.tongue(page.language)),
            text(voice.day(page.day)),
        ]);
    }
    let none = voice.say(
        "No page of ours is dated in {month}.",
        "我们没有日期在{month}的页面。",
        &[("month", voice.month(report.month))],
    );
    Section {
        id: "published",
        heading: voice.pick("Published", "本月发布"),
        parts: vec![or_say(report.published.is_empty(), table, none)],
    }
}

/// A table, or a sentence where it has no rows.
pub(super) fn or_say(empty: bool, table: Table, sentence: String) -> Part {
    if empty {
        Part::Text(sentence)
    } else {
        Part::Table(table)
    }
}

/// Terms that move and terms we lack.
pub(super) fn keywords(report: &Report, voice: Voice) -> Section {
    let trends = &report.keywords;
    let moving = [
        (&trends.rising, view::word("rising", voice.language)),
        (&trends.new, view::word("new", voice.language)),
        (&trends.fading, view::word("fading", voice.language)),
    ];
    let mut table = Table::new(&[
        (view::word("term", voice.language), Shape::Text),
        (voice.pick("Trend", "趋势"), Shape::Short),
        (view::word("language", voice.language), Shape::Short),
        (voice.pick("Pages last month", "上月页数"), Shape::Rate),
        (voice.pick("Pages this month", "本月页数"), Shape::Rate),
        (view::word("own", voice.language), Shape::Short),
    ]);
    for (term, trend) in moving
        .iter()
        .flat_map(|(terms, trend)| terms.iter().map(move |term| (term, trend)))
    {
        table.row(vec![
            text(voice.name(&term.term)),
            text(*trend),
            text(voice.tongue(term.language)),
            rate(term.count_before.map(|count| voice.count(count))),
            rate(Some(voice.count(term.count_now))),
            text(own(term, voice)),
        ]);
    }
    let still = moving.iter().all(|(terms, _)| terms.is_empty());
    let none = voice.say(
        "No term moved clearly this month.",
        "本月没有明显变化的词。",
        &[],
    );
    let none_lacking = voice.say(
        "Competitors target no term that our pages do not cover.",
        "竞争对手瞄准的词，我们的页面都已覆盖。",
        &[],
    );
    Section {
        id: "keywords",
        heading: view::word("market", voice.language),
        parts: vec![
            Part::Heading(view::word("moving", voice.language)),
            or_say(still, table, none),
            Part::Heading(voice.pick("Terms that competitors target and we lack", "竞争对手瞄准、我们没有的词")),
            or_say(trends.gap.is_empty(), gap(&trends.gap, voice), none_lacking),
            Part::Note(voice.say(
                "A page counts once for each term it has. Fading terms are left out of what we lack. The \
                 keyword page shows the pages behind each term and how terms are judged.",
                "每个页面对一个词只计一次。“我们没有的词”不含减弱的词。判断规则和所依据的页面见关键词页。",
                &[],
            )),
        ],
    }
}

fn gap(terms: &[TermLine], voice: Voice) -> Table {
    let mut table = Table::new(&[
        (view::word("term", voice.language), Shape::Text),
        (view::word("language", voice.language), Shape::Short),
        (view::word("targeted_by", voice.language), Shape::Text),
        (voice.pick("Pages this month", "本月页数"), Shape::Rate),
        (view::word("own", voice.language), Shape::Short),
    ]);
    for term in terms {
        table.row(vec![
            text(voice.name(&term.term)),
            text(voice.tongue(term.language)),
            text(voice.names(&term.targeted_by)),
            rate(Some(voice.count(term.count_now))),
            text(own(term, voice)),
        ]);
    }
    table
}

fn own(term: &TermLine, voice: Voice) -> &'static str {
    match term.own {
        Cover::Covered => view::word("own_covered", voice.language),
        Cover::Weak => view::word("own_weak", voice.language),
        Cover::Missing => view::word("own_missing", voice.language),
    }
}

/// New, changed and removed pages of competitors.
pub(super) fn competitors(report: &Report, voice: Voice) -> Section {
    let rivals = &report.competitors;
    let mut pages = Table::new(&[
        (voice.pick("Page", "页面"), Shape::Text),
        (voice.pick("Competitor", "竞争对手"), Shape::Text),
        (voice.pick("Day", "日期"), Shape::Short),
    ]);
    for page in &rivals.new_pages {
        pages.row(vec![
            text(voice.link(&page.url, &page.title)),
            text(voice.name(&page.competitor)),
            text(voice.day(page.day)),
        ]);
    }
    let no_pages = voice.say("No competitor has a new page.", "竞争对手没有新页面。", &[]);
    let no_changes = voice.say(
        "No competitor rewrote a title or text.",
        "竞争对手没有改写标题或正文。",
        &[],
    );
    let no_removals = voice.say(
        "No competitor removed a page.",
        "竞争对手没有撤下页面。",
        &[],
    );
    Section {
        id: "competitors",
        heading: voice.pick("Competitors", "竞争对手"),
        parts: vec![
            Part::Heading(voice.pick("New pages", "新页面")),
            or_say(rivals.new_pages.is_empty(), pages, no_pages),
            Part::Heading(voice.pick("Rewritten pages", "改写的页面")),
            or_say(
                rivals.changed.is_empty(),
                changed(report, voice),
                no_changes,
            ),
            Part::Heading(voice.pick("Removed pages", "撤下的页面")),
            or_say(
                rivals.removed.is_empty(),
                removed(report, voice),
                no_removals,
            ),
        ],
    }
}

/// Pages that stood at the end of last month and are gone.
fn removed(report: &Report, voice: Voice) -> Table {
    let mut table = Table::new(&[
        (voice.pick("Title before", "原标题"), Shape::Text),
        (voice.pick("Competitor", "竞争对手"), Shape::Text),
        (voice.pick("Address", "地址"), Shape::Text),
    ]);
    for page in &report.competitors.removed {
        table.row(vec![
            text(voice.name(&page.title)),
            text(voice.name(&page.competitor)),
            text(voice.link(&page.url, page.url.as_str())),
        ]);
    }
    table
}

fn changed(report: &Report, voice: Voice) -> Table {
    let mut table = Table::new(&[
        (voice.pick("Page", "页面"), Shape::Text),
        (voice.pick("Competitor", "竞争对手"), Shape::Text),
        (voice.pick("Changed", "改动"), Shape::Short),
        (voice.pick("Title before", "原标题"), Shape::Text),
        (voice.pick("Text kept", "正文保留"), Shape::Rate),
    ]);
    for page in &report.competitors.changed {
        let (what, before) = match page.what {
            What::Title => (voice.pick("title", "标题"), voice.name(&page.title_before)),
            What::Text => (
                voice.pick("text", "正文"),
                voice.pick("the same", "未变").to_owned(),
            ),
        };
        table.row(vec![
            text(voice.link(&page.url, &page.title_now)),
            text(voice.name(&page.competitor)),
            text(what),
            text(before),
            rate(Some(format!("{}%", page.kept))),
        ]);
    }
    table
}
