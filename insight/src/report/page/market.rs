//! What we published, what the market talks about, what competitors did.

use super::{
    super::{Report, TermLine, What},
    Part, Section,
    table::{Shape, Table, rate, text},
    voice::Voice,
};
use crate::keywords::Cover;

/// What we published.
pub(super) fn published(report: &Report, voice: Voice) -> Section {
    let mut table = Table::new(&[
        (voice.pick("Title", "标题"), Shape::Text),
        (voice.pick("Type", "类型"), Shape::Short),
        (voice.pick("Language", "语言"), Shape::Short),
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
        "Nothing was published this month.",
        "本月没有发布内容。",
        &[],
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
        (&trends.rising, voice.pick("rising", "上升")),
        (&trends.new, voice.pick("new", "新出现")),
        (&trends.fading, voice.pick("fading", "减少")),
    ];
    let mut table = Table::new(&[
        (voice.pick("Term", "词"), Shape::Text),
        (voice.pick("Trend", "趋势"), Shape::Short),
        (voice.pick("Language", "语言"), Shape::Short),
        (voice.pick("Pages last month", "上月页数"), Shape::Rate),
        (voice.pick("Pages this month", "本月页数"), Shape::Rate),
        (voice.pick("Our pages", "我们的页面"), Shape::Short),
    ]);
    for (term, trend) in moving
        .iter()
        .flat_map(|(terms, trend)| terms.iter().map(move |term| (term, trend)))
    {
        table.row(vec![
            text(voice.name(&term.term)),
            text(*trend),
            text(voice.tongue(term.language)),
            rate(Some(voice.count(term.count_before))),
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
        "竞争对手针对的词，我们的页面都已覆盖。",
        &[],
    );
    Section {
        id: "keywords",
        heading: voice.pick("What the market talks about", "行业在谈什么"),
        parts: vec![
            Part::Heading(voice.pick("Terms that move", "变化明显的词")),
            or_say(still, table, none),
            Part::Heading(voice.pick("Terms that competitors target and we lack", "竞争对手针对、我们没有的词")),
            or_say(trends.gap.is_empty(), gap(&trends.gap, voice), none_lacking),
            Part::Note(voice.say(
                "A page counts once for a term. How terms are judged, and the pages behind them, stand on \
                 the keyword page.",
                "每个页面对一个词只计一次。判断规则和所依据的页面见关键词页。",
                &[],
            )),
        ],
    }
}

fn gap(terms: &[TermLine], voice: Voice) -> Table {
    let mut table = Table::new(&[
        (voice.pick("Term", "词"), Shape::Text),
        (voice.pick("Language", "语言"), Shape::Short),
        (voice.pick("Targeted by", "针对它的竞争对手"), Shape::Text),
        (voice.pick("Pages this month", "本月页数"), Shape::Rate),
        (voice.pick("Our pages", "我们的页面"), Shape::Short),
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

const fn own(term: &TermLine, voice: Voice) -> &'static str {
    match term.own {
        Cover::Covered => voice.pick("covered", "已覆盖"),
        Cover::Weak => voice.pick("mentioned only", "只在正文提到"),
        Cover::Missing => voice.pick("missing", "没有"),
    }
}

/// New and changed pages of competitors.
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
        ],
    }
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
