//! What to do next, in words: what and who; the reasons stand in [`evidence`](super::evidence).

use masthead_store::ProblemKind;
use serde::Serialize;

use super::{
    super::{Owner, Report, Step, Why, problems},
    Part, Section, evidence,
    voice::Voice,
};

/// A step in words.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    what: String,
    why: String,
    owner: &'static str,
}

/// The section of all steps.
pub(super) fn section(report: &Report, voice: Voice) -> Section {
    let lines: Vec<Line> = report
        .next_steps
        .iter()
        .map(|step| Line {
            what: crate::letter::capital(&what(step, voice)),
            why: evidence::why(step, report, voice),
            owner: owner(step.owner, voice),
        })
        .collect();
    let part = match lines.is_empty() {
        true => Part::Text(voice.say(
            "No rule found anything to do this month.",
            "本月没有规则提示需要处理的事项。",
            &[],
        )),
        false => Part::Steps(lines),
    };
    Section {
        id: "next",
        heading: voice.pick("Next steps", "下一步"),
        parts: vec![part],
    }
}

const fn owner(owner: Owner, voice: Voice) -> &'static str {
    match owner {
        Owner::Sales => voice.pick("sales", "销售"),
        Owner::Content => voice.pick("content", "内容"),
        Owner::Advertising => voice.pick("advertising", "广告投放"),
        Owner::Watch => voice.pick("administrator", "系统维护"),
    }
}

/// What to do, as a sentence without its full stop.
pub(super) fn what(step: &Step, voice: Voice) -> String {
    match &step.why {
        Why::TenderOpen {
            url,
            title,
            deadline,
            ..
        } => {
            let title = ("title", voice.link(url, title));
            match deadline {
                Some(day) => voice.say(
                    "bids close on {day}: decide whether to bid for “{title}”",
                    "{day}截止投标：决定是否投标“{title}”",
                    &[title, ("day", voice.day(*day))],
                ),
                None => voice.say(
                    "decide whether to bid for “{title}”",
                    "决定是否投标“{title}”",
                    &[title],
                ),
            }
        }
        Why::PermissionEnding { url, title, by, .. } => voice.say(
            "renew the permission of {by} for “{title}”",
            "请{by}续签《{title}》的发布许可",
            &[("by", voice.name(by)), ("title", voice.link(url, title))],
        ),
        Why::CampaignWithoutLeads { campaign, .. } => voice.say(
            "look into the campaign “{campaign}”, or stop it",
            "检查推广计划“{campaign}”，或者停掉它",
            &[("campaign", voice.name(campaign))],
        ),
        Why::TermMissing { term, page, .. } => {
            let name = ("term", voice.name(&term.term));
            match page {
                Some(page) => voice.say(
                    "give “{term}” a heading on “{page}”",
                    "在《{page}》里为“{term}”加一个小标题",
                    &[name, ("page", voice.link(&page.url, &page.title))],
                ),
                None => voice.say(
                    "write a page about “{term}”",
                    "写一个介绍“{term}”的页面",
                    &[name],
                ),
            }
        }
        Why::QueryFarDown { query, page } => {
            let name = ("query", voice.name(&query.query));
            match page {
                Some(page) => voice.say(
                    "improve “{page}” for the search “{query}”",
                    "针对搜索词“{query}”改进《{page}》",
                    &[name, ("page", voice.link(&page.url, &page.title))],
                ),
                None => voice.say(
                    "write a page that answers the search “{query}”",
                    "为搜索“{query}”的读者写一个页面",
                    &[name],
                ),
            }
        }
        Why::RepostWithoutLink {
            url, title, source, ..
        } => voice.say(
            "ask {source} to link from “{title}” to our page",
            "请{source}在《{title}》里加上指向本站的链接",
            &[
                ("source", voice.name(source)),
                ("title", voice.link(url, title)),
            ],
        ),
        Why::SourceBroken { source, .. } => voice.say(
            "correct the address of the source “{source}”, or remove the source",
            "改正来源“{source}”的地址，或者移除它",
            &[("source", voice.name(source))],
        ),
    }
}

/// A sort of trouble in words.
pub(super) fn trouble(kind: ProblemKind, voice: Voice) -> String {
    let (english, chinese) = problems::told(kind);
    voice.say(english, chinese, &[])
}
