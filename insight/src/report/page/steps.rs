//! What to do next, in words: what, why, and who.

use masthead_store::ProblemKind;
use serde::Serialize;

use super::{
    super::{Owner, Report, Step, TermLine, Why},
    Part, Section, found,
    voice::Voice,
};
use crate::{keywords::Cover, view};

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
            what: capital(&what(step, voice)),
            why: why(step, voice),
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

/// A line with a capital, if it starts with a small letter.
fn capital(line: &str) -> String {
    let mut letters = line.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

const fn owner(owner: Owner, voice: Voice) -> &'static str {
    match owner {
        Owner::Sales => voice.pick("sales", "销售"),
        Owner::Content => voice.pick("content", "内容"),
        Owner::Advertising => voice.pick("advertising", "广告投放"),
        Owner::Watch => voice.pick("whoever runs Masthead", "系统维护"),
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
                    "decide by {day} whether to bid for “{title}”",
                    "在{day}前决定是否投标“{title}”",
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
        Why::TermMissing { term } => voice.say(
            "write a page about “{term}”",
            "写一篇讲“{term}”的页面",
            &[("term", voice.name(&term.term))],
        ),
        Why::QueryFarDown { query, .. } => voice.say(
            "improve the page that answers “{query}”",
            "改进回答“{query}”的页面",
            &[("query", voice.name(query))],
        ),
        Why::RepostWithoutLink {
            url, title, source, ..
        } => voice.say(
            "ask {source} to link from “{title}” to our page",
            "请{source}在《{title}》里加上到本站的链接",
            &[
                ("source", voice.name(source)),
                ("title", voice.link(url, title)),
            ],
        ),
        Why::SourceBroken { source, .. } => voice.say(
            "correct the address of the source {source}, or remove the source",
            "改正信息源“{source}”的地址，或者移除它",
            &[("source", voice.name(source))],
        ),
    }
}

/// The evidence, as a sentence.
fn why(step: &Step, voice: Voice) -> String {
    match &step.why {
        Why::TenderOpen {
            buyer,
            budget,
            matches,
            ..
        } => {
            let buyer = buyer.as_deref().map(|buyer| {
                voice.say(
                    "{buyer} buys. ",
                    "采购人是{buyer}。",
                    &[("buyer", voice.name(buyer))],
                )
            });
            let budget = budget.as_ref().map(|budget| {
                let gaps = [("budget", found::budget(budget, voice))];
                voice.say("The budget is {budget}. ", "预算为{budget}。", &gaps)
            });
            let gaps = [("matches", voice.names(matches))];
            let named = voice.say("The notice names {matches}.", "公告提到{matches}。", &gaps);
            buyer.unwrap_or_default() + &budget.unwrap_or_default() + &named
        }
        Why::PermissionEnding { expires, .. } => voice.say(
            "It ends on {day}; after that the page may not stand.",
            "许可到{day}为止，过期后页面不得保留。",
            &[("day", voice.day(*expires))],
        ),
        Why::CampaignWithoutLeads { cost, clicks, .. } => voice.say(
            "It cost {cost} for {clicks} and brought no lead.",
            "本月花费 {cost}，{clicks}，没有带来线索。",
            &[
                ("cost", voice.money(*cost, voice.currency)),
                (
                    "clicks",
                    voice.several(*clicks, "click", "clicks", "次点击"),
                ),
            ],
        ),
        Why::TermMissing { term } => missing(term, voice),
        Why::QueryFarDown {
            impressions,
            clicks,
            position,
            ..
        } => voice.say(
            "It was shown {impressions} times at an average position of {position}, for {clicks}.",
            "展示 {impressions} 次，平均排名第 {position} 位，只有 {clicks}。",
            &[
                ("impressions", voice.count(*impressions)),
                ("position", view::decimal(*position, 1)),
                (
                    "clicks",
                    voice.several(*clicks, "click", "clicks", "次点击"),
                ),
            ],
        ),
        Why::RepostWithoutLink { similarity, of, .. } => voice.say(
            "It holds {share}% of {ours} and does not link to our site.",
            "该文含有{ours}正文的 {share}%，没有链接到本站。",
            &[
                ("share", voice.count(*similarity)),
                (
                    "ours",
                    voice.link(of, voice.pick("our text", "我们这篇文章")),
                ),
            ],
        ),
        Why::SourceBroken { url, kind, .. } => {
            let gaps = [
                ("page", voice.link(url, voice.pick("Its address", "该地址"))),
                ("kind", trouble(*kind, voice)),
            ];
            voice.say("{page}: {kind}.", "{page}：{kind}。", &gaps)
        }
    }
}

fn missing(term: &TermLine, voice: Voice) -> String {
    let gaps = [
        ("rivals", voice.names(&term.targeted_by)),
        ("now", voice.count(term.count_now)),
        ("before", voice.count(term.count_before)),
    ];
    let market = voice.say(
        "Targeted by {rivals}; on {now} pages this month, {before} last month.",
        "竞争对手{rivals}的标题针对这个词；本月出现在 {now} 页，上月 {before} 页。",
        &gaps,
    );
    let own = match term.own {
        Cover::Weak => voice.say(" Our pages only mention it.", "我们只在正文中提到过。", &[]),
        Cover::Covered | Cover::Missing => {
            voice.say(" None of our pages has it.", "我们没有页面讲到它。", &[])
        }
    };
    market + &own
}

/// A sort of trouble in words.
pub(super) fn trouble(kind: ProblemKind, voice: Voice) -> String {
    let (english, chinese) = match kind {
        ProblemKind::Forbidden => ("robots.txt forbids it", "robots.txt 不允许访问"),
        ProblemKind::Unreachable => ("the site does not answer", "网站没有响应"),
        ProblemKind::BrokenFeed => (
            "it cannot be read as a feed or sitemap",
            "不是可以读取的订阅或站点地图",
        ),
        ProblemKind::Missing => ("the page is gone", "页面已不存在"),
        ProblemKind::Unreadable => ("it cannot be read as a page", "不是可以读取的网页"),
    };
    voice.say(english, chinese, &[])
}
