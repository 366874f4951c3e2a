//! What watching found: tenders, copies of our texts, and what could not be watched.

use masthead_text::Language;
use rust_decimal::Decimal;

use super::{
    super::{Budget, Report, Trouble},
    Section,
    market::or_say,
    steps,
    table::{Shape, Table, rate, text},
    voice::Voice,
};
use crate::view;

/// Open tenders for us.
pub(super) fn tenders(report: &Report, voice: Voice) -> Section {
    let mut table = Table::new(&[
        (voice.pick("Notice", "公告"), Shape::Text),
        (voice.pick("Buyer", "采购人"), Shape::Text),
        (voice.pick("Budget", "预算"), Shape::Text),
        (voice.pick("Deadline", "截止日期"), Shape::Short),
        (voice.pick("Mentions", "提到"), Shape::Text),
    ]);
    for tender in &report.tenders {
        let unknown = || "–".to_owned();
        table.row(vec![
            text(voice.link(&tender.url, &tender.title)),
            text(
                tender
                    .buyer
                    .as_deref()
                    .map_or_else(unknown, |buyer| voice.name(buyer)),
            ),
            text(
                tender
                    .budget
                    .as_ref()
                    .map_or_else(unknown, |money| budget(money, voice)),
            ),
            text(tender.deadline.map_or_else(unknown, |day| voice.day(day))),
            text(voice.names(&tender.matches)),
        ]);
    }
    let none = voice.say(
        "No open tender names one of our products or target keywords.",
        "没有提到我们的产品或目标关键词、且尚未截止的招标公告。",
        &[],
    );
    Section {
        id: "tenders",
        heading: voice.pick("Open tenders", "招标机会"),
        parts: vec![or_say(report.tenders.is_empty(), table, none)],
    }
}

/// A budget: the amount with its currency, in Chinese in ten thousands where the notice counts
/// so; what cannot be read, as written.
pub(super) fn budget(budget: &Budget, voice: Voice) -> String {
    let Some(amount) = budget.amount else {
        return voice.name(&budget.written);
    };
    let thousands = Decimal::from(10_000);
    if voice.language == Language::Chinese && budget.written.contains('万') {
        let number = |amount| voice.amount(amount / thousands);
        let least = budget.least.map(|least| format!("{}–", number(least)));
        let (least, unit) = (least.unwrap_or_default(), voice.unit(budget.currency));
        return format!("{least}{} 万{unit}", number(amount));
    }
    let money = voice.money(amount, budget.currency);
    match budget.least {
        Some(least) => format!("{}–{money}", voice.amount(least)),
        None => money,
    }
}

/// Our texts on other sites.
pub(super) fn reposts(report: &Report, voice: Voice) -> Section {
    let mut table = Table::new(&[
        (voice.pick("Page", "页面"), Shape::Text),
        (voice.pick("Seen at", "来源"), Shape::Text),
        (voice.pick("Day", "日期"), Shape::Short),
        (voice.pick("Copy of", "原文"), Shape::Text),
        (voice.pick("Share of our text", "含我们正文"), Shape::Rate),
        (voice.pick("Links to us", "链接到本站"), Shape::Short),
    ]);
    for repost in &report.reposts {
        table.row(vec![
            text(voice.link(&repost.url, &repost.title)),
            text(voice.name(&repost.source)),
            text(voice.day(repost.day)),
            text(voice.link(&repost.of, &repost.of_title)),
            rate(Some(format!("{}%", repost.similarity))),
            text(if repost.links_back {
                voice.pick("yes", "有")
            } else {
                voice.pick("no", "没有")
            }),
        ]);
    }
    let none = voice.say(
        "No watched page of this month holds one of our texts.",
        "本月监测到的页面中没有转载我们的文章。",
        &[],
    );
    Section {
        id: "reposts",
        heading: voice.pick("Our texts on other sites", "被转载的文章"),
        parts: vec![or_say(report.reposts.is_empty(), table, none)],
    }
}

/// A trouble in words; in English with what the crawler said, which is in English.
fn told(trouble: &Trouble, voice: Voice) -> String {
    let kind = steps::trouble(trouble.kind, voice);
    match voice.language {
        Language::English if !trouble.message.is_empty() => {
            let message = voice.name(&trouble.message);
            format!("{kind}<br><small class=\"soft\">{message}</small>")
        }
        _ => kind,
    }
}

/// What could not be watched.
pub(super) fn problems(report: &Report, voice: Voice) -> Section {
    let mut table = Table::new(&[
        (view::word("source", voice.language), Shape::Text),
        (voice.pick("Trouble", "问题"), Shape::Text),
        (voice.pick("Address", "地址"), Shape::Text),
    ]);
    for trouble in &report.problems {
        table.row(vec![
            text(voice.name(&trouble.source)),
            text(told(trouble, voice)),
            text(voice.link(&trouble.url, trouble.url.as_str())),
        ]);
    }
    let none = voice.say(
        "Everything could be watched.",
        "所有来源都能正常监测。",
        &[],
    );
    Section {
        id: "problems",
        heading: voice.pick("What could not be watched", "未能监测的内容"),
        parts: vec![or_say(report.problems.is_empty(), table, none)],
    }
}
