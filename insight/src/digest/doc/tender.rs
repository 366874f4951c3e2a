//! Tenders and awards in words.

use masthead_text::Language;
use rust_decimal::Decimal;

use super::{
    super::{Call, Digest},
    Group, Item, Section, list, pick, tell,
};
use crate::{
    notice::{Budget, Contact, Region, Step},
    tender::{Later, Tender},
    view,
};

/// Open tenders: those for us first.
pub(in super::super) fn tenders(digest: &Digest, language: Language) -> Section {
    let items = |ours: bool| -> Vec<Item> {
        let calls = digest.tenders.iter().filter(|call| call.ours == ours);
        calls.map(|call| item(call, language)).collect()
    };
    let groups = [
        (
            pick(language, "For us, by deadline", "适合我们的，按截止日期"),
            items(true),
        ),
        (
            pick(language, "Other new notices", "其他新公告"),
            items(false),
        ),
    ];
    Section {
        id: "tenders",
        heading: pick(language, "Open tenders", "招标机会").to_owned(),
        none: pick(
            language,
            "No new tender was seen, and none for us is open.",
            "没有新的招标公告，也没有适合我们且未截止的招标。",
        ),
        groups: groups
            .into_iter()
            .filter(|(_, items)| !items.is_empty())
            .map(|(heading, items)| Group {
                heading: Some(heading.to_owned()),
                items,
            })
            .collect(),
    }
}

fn item(call: &Call, language: Language) -> Item {
    let tender = &call.tender;
    let mut tags = Vec::new();
    if call.new {
        tags.push(pick(language, "new", "新"));
    }
    if call.changed {
        tags.push(pick(language, "changed", "有变更"));
    }
    let mut notes = vec![deadline(call, language)];
    notes.extend(parties(tender, language));
    let money = tender.budget.as_ref().map(|budget| worth(budget, language));
    let place = tender.region.as_ref().map(|region| place(region, language));
    let facts = [
        (("Budget: {it}", "预算：{it}"), money),
        (("Region: {it}", "地区：{it}"), place),
        (("Number: {it}", "编号：{it}"), tender.number.clone()),
        (
            ("Contact: {it}", "联系方式：{it}"),
            tender
                .contact
                .as_ref()
                .map(|contact| reach(contact, language)),
        ),
        (
            ("Mentions: {it}", "提到：{it}"),
            (!tender.matches.is_empty()).then(|| list(language, &tender.matches)),
        ),
    ];
    notes.extend(
        facts
            .into_iter()
            .filter_map(|(words, fact)| Some(tell(language, words, &[("it", &fact?)]))),
    );
    notes.push(seen(&tender.source, tender.day, language));
    let later = tender
        .later
        .iter()
        .map(|later| (said(later, language), later.url.to_string()));
    let also = tender.also.iter().map(|url| {
        (
            pick(language, "The same notice elsewhere", "其他网站的同一公告").to_owned(),
            url.to_string(),
        )
    });
    Item {
        title: tender.title.clone(),
        url: tender.url.to_string(),
        tags,
        notes,
        links: later.chain(also).collect(),
    }
}

/// Until when, and how long that is.
fn deadline(call: &Call, language: Language) -> String {
    let Some(day) = call.tender.deadline else {
        return pick(language, "Deadline: not stated", "截止日期：未写明").to_owned();
    };
    let hour = call
        .tender
        .time
        .map(|time| format!(" {:02}:{:02}", time.hour(), time.minute()));
    let when = format!("{}{}", view::day(day, language), hour.unwrap_or_default());
    let left = call.days_left.unwrap_or(0);
    let count = left.to_string();
    let words = match left {
        0 => ("Deadline: {when}, today", "截止日期：{when}，今天"),
        1 => ("Deadline: {when}, tomorrow", "截止日期：{when}，明天"),
        _ => (
            "Deadline: {when}, in {count} days",
            "截止日期：{when}，还有 {count} 天",
        ),
    };
    tell(language, words, &[("when", &when), ("count", &count)])
}

fn parties(tender: &Tender, language: Language) -> Option<String> {
    let words = match (&tender.buyer, &tender.agency) {
        (Some(_), Some(_)) => (
            "Buyer: {buyer}; agency: {agency}",
            "采购人：{buyer}；代理机构：{agency}",
        ),
        (Some(_), None) => ("Buyer: {buyer}", "采购人：{buyer}"),
        (None, Some(_)) => ("Agency: {agency}", "代理机构：{agency}"),
        (None, None) => return None,
    };
    let text = |name: &Option<String>| name.clone().unwrap_or_default();
    let (buyer, agency) = (text(&tender.buyer), text(&tender.agency));
    Some(tell(
        language,
        words,
        &[("buyer", &buyer), ("agency", &agency)],
    ))
}

/// Money as readers write it; what cannot be read, as written.
pub(super) fn worth(budget: &Budget, language: Language) -> String {
    let Some(amount) = budget.amount else {
        return budget.written.clone();
    };
    let number =
        |amount: Decimal| view::decimal(amount, if amount.fract().is_zero() { 0 } else { 2 });
    let code = budget.currency.to_string();
    let (divisor, unit) = match (language, code.as_str()) {
        (Language::Chinese, "CNY") if amount >= Decimal::from(10_000) => (10_000, "万元"),
        (Language::Chinese, "CNY") => (1, "元"),
        _ => (1, code.as_str()),
    };
    let shown = |amount: Decimal| number(amount / Decimal::from(divisor));
    let least = budget
        .least
        .map(|least| format!("{}–", shown(least)))
        .unwrap_or_default();
    match language {
        Language::English => format!("{unit} {least}{}", shown(amount)),
        Language::Chinese => format!("{least}{} {unit}", shown(amount)),
    }
}

fn place(region: &Region, language: Language) -> String {
    match (region.province, region.city) {
        (Some(province), Some(city)) => format!("{province}{city}"),
        (Some(province), None) => province.to_owned(),
        _ => pick(language, region.english, region.chinese).to_owned(),
    }
}

fn reach(contact: &Contact, language: Language) -> String {
    let parts = [&contact.name, &contact.telephone, &contact.mail];
    list(language, parts.into_iter().flatten())
}

fn said(later: &Later, language: Language) -> String {
    let words = match later.step {
        Step::Change => ("Change of {day}", "{day}变更公告"),
        Step::Result => ("Result of {day}", "{day}结果公告"),
        Step::Termination => ("Ended on {day}", "{day}终止公告"),
        Step::Invitation => ("Notice of {day}", "{day}公告"),
    };
    tell(language, words, &[("day", &view::day(later.day, language))])
}

pub(super) fn seen(source: &str, day: jiff::civil::Date, language: Language) -> String {
    let gaps = [("source", source), ("day", &view::day(day, language))];
    tell(language, ("{source}, {day}", "{source}，{day}"), &gaps)
}

/// One group without a heading; none without items.
pub(super) fn group(items: Vec<Item>) -> Vec<Group> {
    let heading = None;
    match items.is_empty() {
        true => Vec::new(),
        false => vec![Group { heading, items }],
    }
}
