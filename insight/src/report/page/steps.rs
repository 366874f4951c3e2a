//! What to do next, in words: what, why, and who.

use masthead_store::ProblemKind;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{
    super::{Owner, Query, Report, Step, TermLine, Why},
    Part, Section, found,
    voice::{Gap, Voice},
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
            why: why(step, report, voice),
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
pub(super) fn capital(line: &str) -> String {
    let mut letters = line.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
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
                    "写一个页面，满足搜索“{query}”的读者",
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

/// The evidence, as a sentence.
fn why(step: &Step, report: &Report, voice: Voice) -> String {
    match &step.why {
        Why::TenderOpen {
            buyer,
            budget,
            matches,
            ..
        } => {
            let buyer = buyer.as_deref().map(|buyer| {
                voice.say(
                    "Buyer: {buyer}. ",
                    "采购人：{buyer}。",
                    &[("buyer", voice.name(buyer))],
                )
            });
            let budget = budget.as_ref().map(|budget| {
                let gaps = [("budget", found::budget(budget, voice))];
                voice.say("Budget: {budget}. ", "预算：{budget}。", &gaps)
            });
            let gaps = [("matches", voice.names(matches))];
            let named = voice.say(
                "The notice mentions {matches}.",
                "公告提到{matches}。",
                &gaps,
            );
            buyer.unwrap_or_default() + &budget.unwrap_or_default() + &named
        }
        Why::PermissionEnding { expires, .. } => {
            let gaps = [("day", voice.day(*expires))];
            match *expires < report.month.last() {
                true => voice.say(
                    "It ended on {day}; without a new one the page must come down.",
                    "许可已于{day}到期，没有新的许可就要撤下页面。",
                    &gaps,
                ),
                false => voice.say(
                    "It ends on {day}; after that the page must come down.",
                    "许可到{day}为止，过期后要撤下页面。",
                    &gaps,
                ),
            }
        }
        Why::CampaignWithoutLeads { .. } => idle(&step.why, voice),
        Why::TermMissing {
            term,
            page,
            queries,
        } => missing(term, page.is_some(), voice) + &searched(queries, voice),
        Why::QueryFarDown { query, .. } => {
            let gaps = shown(query, voice);
            voice.say(
                "It showed us {impressions} at an average position of {position} and brought {clicks}.",
                "展示 {impressions}，平均排名第 {position} 位，带来 {clicks}。",
                &gaps,
            )
        }
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
                ("page", voice.link(url, url.as_str())),
                ("kind", trouble(*kind, voice)),
            ];
            voice.say(
                "The trouble with {page}: {kind}.",
                "地址{page}有问题：{kind}。",
                &gaps,
            )
        }
    }
}

/// What a campaign without a lead cost, and what a lead may cost.
fn idle(why: &Why, voice: Voice) -> String {
    let Why::CampaignWithoutLeads {
        cost,
        clicks,
        conversions,
        lead_cost,
        planned,
        ..
    } = why
    else {
        return String::new();
    };
    let money = |amount: Decimal| voice.money(amount, voice.currency);
    let gaps = [
        ("cost", money(*cost)),
        (
            "clicks",
            voice.several(*clicks, "click", "clicks", "次点击"),
        ),
        ("lead", money(*lead_cost)),
    ];
    let spent = voice.say(
        "It cost {cost} for {clicks} and brought no lead. ",
        "本月花费 {cost}，{clicks}，没有带来线索。",
        &gaps,
    );
    let counted = (!conversions.is_zero()).then(|| {
        let (one, more) = ("conversion", "conversions");
        let number = conversions.normalize();
        let noun = voice.pick(if number == Decimal::ONE { one } else { more }, "次转化");
        let gaps = [(
            "n",
            format!("{} {noun}", view::decimal(number, number.scale().min(2))),
        )];
        voice.say(
            "The ad platform counted {n}, but no imported lead names the campaign. ",
            "广告平台计有 {n}，但没有导入的线索注明该计划。",
            &gaps,
        )
    });
    let measure = match planned {
        true => voice.say(
            "By the plan, a lead may cost {lead}.",
            "按投放计划，每条线索的目标成本为 {lead}。",
            &gaps,
        ),
        false => voice.say(
            "A lead of paid search costs {lead} on average.",
            "付费搜索线索的平均单价为 {lead}。",
            &gaps,
        ),
    };
    spent + &counted.unwrap_or_default() + &measure
}

fn missing(term: &TermLine, declared: bool, voice: Voice) -> String {
    let gaps = [
        ("rivals", voice.names(&term.targeted_by)),
        ("now", voice.several(term.count_now, "page", "pages", "页")),
        ("before", voice.count(term.count_before)),
    ];
    let market = voice.say(
        "On {now} this month, {before} last month. ",
        "本月出现在 {now}，上月 {before} 页。",
        &gaps,
    );
    let rivals = (!term.targeted_by.is_empty()).then(|| {
        voice.say(
            "Targeted by {rivals}. ",
            "{rivals}已在标题中瞄准它。",
            &gaps,
        )
    });
    let own = match (declared, term.own) {
        (true, _) => voice.say(
            "The page names it as a keyword, but hardly speaks of it.",
            "该页面把它列为关键词，内容却很少谈到。",
            &[],
        ),
        (false, Cover::Weak) => voice.say(
            "Our pages have it in text only.",
            "我们的页面仅在正文提到它。",
            &[],
        ),
        (false, Cover::Covered | Cover::Missing) => {
            voice.say("We have no page about it.", "我们没有相应页面。", &[])
        }
    };
    market + &rivals.unwrap_or_default() + &own
}

/// The searches that a new page would answer as well.
fn searched(queries: &[Query], voice: Voice) -> String {
    let told = queries.iter().map(|query| {
        let mut gaps = shown(query, voice).to_vec();
        gaps.push(("query", voice.name(&query.query)));
        voice.say(
            " The search “{query}” showed us {impressions} at an average position of {position} and \
             brought {clicks}.",
            "搜索“{query}”展示 {impressions}，平均排名第 {position} 位，带来 {clicks}。",
            &gaps,
        )
    });
    told.collect()
}

/// The figures of a query.
fn shown(query: &Query, voice: Voice) -> [Gap<'static>; 3] {
    [
        (
            "impressions",
            voice.several(query.impressions, "time", "times", "次"),
        ),
        ("position", view::decimal(query.position, 1)),
        (
            "clicks",
            voice.several(query.clicks, "click", "clicks", "次点击"),
        ),
    ]
}

/// A sort of trouble in words.
pub(super) fn trouble(kind: ProblemKind, voice: Voice) -> String {
    let (english, chinese) = match kind {
        ProblemKind::Forbidden => ("robots.txt forbids it", "robots.txt 不允许访问"),
        ProblemKind::Unreachable => ("the site does not answer", "网站没有响应"),
        ProblemKind::BrokenFeed => (
            "it cannot be read as a feed or sitemap",
            "内容不是可读取的订阅源或站点地图",
        ),
        ProblemKind::Missing => (
            "the source still names the page, but it is gone",
            "来源仍列出该页面，但页面已不存在",
        ),
        ProblemKind::Unreadable => ("it cannot be read as a page", "内容不是可读取的网页"),
    };
    voice.say(english, chinese, &[])
}
