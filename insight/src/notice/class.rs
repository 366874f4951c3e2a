//! Whether a page is a notice of a tender, and at which step of the tender it stands.

use masthead_page::{PageFacts, PageKind};
use masthead_text::fold;
use serde::Serialize;

use super::{
    Reading,
    field::{Field, Fields},
};

/// The step of a tender that a notice tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Bids are asked for, or will be.
    Invitation,
    /// An earlier notice is corrected, explained or prolonged.
    Change,
    /// Somebody has won.
    Result,
    /// There will be no contract: called off, or without enough bids.
    Termination,
}

/// What titles of notices say, folded; the first row that fits decides, so that the correction of
/// a result is a change.
#[rustfmt::skip]
const TITLES: &[(Step, &[&str])] = &[
    (Step::Termination, &[
        "终止公告", "终止招标", "终止采购", "废标", "流标", "取消公告", "取消采购", "暂停公告", "招标失败", "采购失败",
        "cancellation", "cancelled", "canceled", "termination of", "discontinued", "withdrawal of",
    ]),
    (Step::Change, &[
        "更正", "变更公告", "变更通知", "变更公示", "澄清", "答疑", "补遗", "补充公告", "延期公告", "延期通知",
        "修改公告", "更改公告", "corrigendum", "addendum", "amendment", "change notice", "modification notice",
        "extension of deadline", "extension of the deadline", "deadline extended", "deadline extension",
    ]),
    (Step::Result, &[
        "中标公告", "中标结果", "中标公示", "中标候选人", "成交公告", "成交结果", "成交公示", "成交候选人", "结果公示",
        "结果公告", "中选结果", "中选公示", "入围结果", "评标结果", "合同公告", "定标公告", "award notice",
        "notice of award", "contract award", "award of contract", "notice of contract award",
    ]),
    (Step::Invitation, &[
        "公开招标公告", "招标公告", "采购公告", "磋商公告", "竞争性磋商", "谈判公告", "竞争性谈判", "询价公告", "询价通知", "询价采购",
        "询价函", "询比公告", "询比采购", "比选公告", "竞价公告", "遴选公告", "资格预审", "单一来源", "采购意向",
        "采购需求公告", "招标预告", "招标预公告", "邀请招标", "投标邀请", "采购邀请", "公开招标", "征集公告",
        "invitation to tender", "invitation to bid", "invitation for bids", "invitation to quote",
        "request for proposal", "request for quotation", "request for tender", "request for bids",
        "call for tenders", "call for bids", "call for proposals", "contract notice", "tender notice",
        "notice inviting tender", "notice inviting bids", "procurement notice", "prior information notice",
        "expression of interest", "expressions of interest", "open tender", "rfp", "rfq", "rft", "itt", "eoi",
    ]),
];

/// What titles of news, advice and vacancies say, folded: they speak about tenders.
#[rustfmt::skip]
const ABOUT: &[&str] = &[
    "如何", "怎么", "怎样", "什么是", "解读", "攻略", "技巧", "问答", "常见问题", "范本", "模板", "招聘岗位", "诚聘",
    "招聘启事", "喜报", "祝贺", "热烈庆祝", "发布", "启动", "揭晓", "公布", "观察", "盘点", "注意事项", "指南", "流程",
    "how to", "guide", "tips", "template", "what is", "why ", "explained", "checklist", "mistakes", "writing a",
    "hiring", "vacancy", "job", "career", "webinar", "course", "wins", "launches", "issues tender",
    "lessons", "best practice",
];

/// What a text that asks for bids says, whatever its title, folded.
#[rustfmt::skip]
const ASKS: &[&str] = &[
    "采购", "招标", "投标", "响应文件", "供应商", "报价", "tender", "bid", "procurement", "quotation", "proposal",
    "supplier",
];

/// What a text that looks for people says, folded.
#[rustfmt::skip]
const HIRES: &[&str] = &[
    "岗位职责", "任职要求", "任职资格", "薪资", "投递简历", "responsibilities include", "your profile",
    "we are hiring", "salary", "years of experience", "apply with your cv", "send your cv",
];

/// Links of the main text with titles of notices from which on a page lists notices.
const LISTED: usize = 3;

/// The step that a title names, if it is the title of a notice.
pub(super) fn titled(title: &str) -> Option<Step> {
    let title = fold(title);
    let says = |phrase: &&str| match phrase.is_ascii() {
        true => words(&title).contains(&format!(" {phrase}")),
        false => title.contains(*phrase),
    };
    let row = TITLES.iter().find(|(_, phrases)| phrases.iter().any(says));
    row.map(|(step, _)| *step)
}

/// A folded text with a space before each word and at the end.
fn words(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    format!(" {} ", parts.join(" "))
}

/// What else stands in titles of notices beside their subject, folded.
#[rustfmt::skip]
const BESIDE: &[&str] = &[
    "第一次", "第二次", "第三次", "二次", "重新", "关于", "公开", "采购", "招标", "项目", "公告", "公示", "通知", "结果", "的",
    "notice", "tender", "no", "number", "for", "of", "the", "a", "to",
];

/// The title without the words that say that it is a notice, and which; letters and digits only,
/// and no lone number, which counts corrections.
pub(super) fn subject(title: &str) -> String {
    let mut phrases: Vec<&str> = TITLES
        .iter()
        .flat_map(|(_, phrases)| *phrases)
        .copied()
        .collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    let mut subject = words(&fold(title));
    for phrase in phrases.iter().chain(BESIDE) {
        subject = match phrase.is_ascii() {
            true => subject.replace(&format!(" {phrase} "), " "),
            false => subject.replace(phrase, ""),
        };
    }
    let counts = |word: &&str| !(word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()));
    subject.split_whitespace().filter(counts).collect()
}

/// The step of a notice; `None` where the page is none. What a tender board has `listed` need not
/// prove that it is one.
pub(super) fn step(
    facts: &PageFacts,
    title: &str,
    read: &Reading<'_>,
    listed: bool,
) -> Option<Step> {
    let folded = fold(title);
    let about = |word: &&str| match word.is_ascii() {
        true => words(&folded).contains(&format!(" {}", word.trim_end())),
        false => folded.contains(*word),
    };
    if lists(facts) || ABOUT.iter().any(about) {
        return None;
    }
    let text = fold(&facts.text);
    let says = |list: &[&str]| list.iter().any(|word| text.contains(word));
    let titled = titled(title);
    if titled.is_none() && says(HIRES) {
        return None;
    }
    let stated = stated(&read.fields);
    match titled {
        _ if listed => Some(titled.unwrap_or_else(|| untitled(&read.fields))),
        Some(step) => {
            let told = stated > 0 || read.deadline.is_some() || read.buyer.is_some();
            told.then_some(step)
        }
        None => (stated >= 3 && says(ASKS)).then(|| untitled(&read.fields)),
    }
}

/// How many of the things that only notices state stand beside labels.
fn stated(fields: &Fields) -> usize {
    let groups: [&[Field]; 5] = [
        &[Field::Buyer, Field::Agency],
        &[Field::Number],
        &[Field::Budget, Field::Ceiling],
        &[Field::Deadline, Field::Opening],
        &[Field::Winner, Field::Award],
    ];
    let has = |group: &&&[Field]| group.iter().any(|field| fields.first(*field).is_some());
    groups.iter().filter(has).count()
}

/// The step of a notice whose title does not say it.
fn untitled(fields: &Fields) -> Step {
    let has = |field| fields.first(field).is_some();
    match has(Field::Winner) && has(Field::Award) {
        true => Step::Result,
        false => Step::Invitation,
    }
}

/// Whether a page lists notices instead of being one.
fn lists(facts: &PageFacts) -> bool {
    let main = || facts.links.iter().filter(|link| link.main);
    let notices = main().filter(|link| titled(&link.text).is_some()).count();
    let linked: usize = main().map(|link| link.text.len()).sum();
    let bare = linked * 2 > facts.text.len();
    let kind = matches!(
        facts.kind,
        PageKind::Listing | PageKind::Home | PageKind::Forum
    );
    notices >= LISTED && (bare || kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_the_step() {
        for (title, step) in [
            ("冷轧线扫描相机采购公告", Some(Step::Invitation)),
            (
                "视觉检测系统竞争性磋商公告（第二次）",
                Some(Step::Invitation),
            ),
            ("工业相机询价公告", Some(Step::Invitation)),
            ("极片检测平台中标公告", Some(Step::Result)),
            ("极片检测平台中标结果更正公告", Some(Step::Change)),
            ("相机采购项目终止公告", Some(Step::Termination)),
            (
                "Invitation to Tender: strip inspection",
                Some(Step::Invitation),
            ),
            ("RFP 2026-14 – Line-scan cameras", Some(Step::Invitation)),
            ("Contract award notice: cameras", Some(Step::Result)),
            ("Corrigendum No. 1 to contract notice", Some(Step::Change)),
            ("Cancellation of tender 2026/7", Some(Step::Termination)),
            ("Line-scan camera LS8", None),
            ("线扫描相机选型", None),
            ("Committee meets", None),
        ] {
            assert_eq!(titled(title), step, "{title}");
        }
    }

    #[test]
    fn a_change_has_the_subject_of_its_original() {
        for (change, original) in [
            (
                "极片检测平台采购项目更正公告",
                "极片检测平台采购项目公开招标公告",
            ),
            (
                "关于工业相机采购的延期公告（第二次）",
                "工业相机采购项目询价公告",
            ),
            (
                "Corrigendum: strip inspection cameras",
                "Invitation to tender: strip inspection cameras",
            ),
        ] {
            assert_eq!(subject(change), subject(original), "{change}");
            assert!(!subject(change).is_empty());
        }
    }
}
