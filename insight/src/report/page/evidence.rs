//! The evidence of a step, in words.

use rust_decimal::Decimal;

use super::{
    super::{Query, Report, Step, TermLine, Why},
    found, steps,
    voice::{Gap, Voice},
};
use crate::{keywords::Cover, view};

/// The evidence, as a sentence.
pub(super) fn why(step: &Step, report: &Report, voice: Voice) -> String {
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
                ("kind", steps::trouble(*kind, voice)),
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
        ("before", voice.count(term.count_before.unwrap_or(0))),
    ];
    let market = match term.count_before {
        None => voice.say("On {now} this month. ", "本月出现在 {now}。", &gaps),
        Some(0) => voice.say(
            "On {now} this month, on none last month. ",
            "本月出现在 {now}，上月没有。",
            &gaps,
        ),
        _ => voice.say(
            "On {now} this month, on {before} last month. ",
            "本月出现在 {now}，上月 {before} 页。",
            &gaps,
        ),
    };
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
