//! The first screen: what happened, why, and what next, in three sentences.

use masthead_editorial::Kind;

use super::{
    super::{ChannelLeads, Figure, Report, SearchLine},
    money, steps,
    voice::Voice,
};

/// What happened, why, and what next.
pub(super) fn lines(report: &Report, voice: Voice) -> Vec<String> {
    let lines = [
        happened(report, voice),
        why(report, voice),
        next(report, voice),
    ];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

fn happened(report: &Report, voice: Voice) -> String {
    let month = voice.month(report.month);
    let leads = report.leads.total.as_ref().map_or_else(
        || {
            let gaps = [("month", month.clone())];
            voice.say(
                "No leads are imported for {month}.",
                "{month}没有导入线索。",
                &gaps,
            )
        },
        |total| {
            let gaps = [
                ("month", month.clone()),
                (
                    "leads",
                    voice.several(total.leads, "lead", "leads", "条线索"),
                ),
                (
                    "change",
                    against(total.leads, total.leads_before, "条", voice),
                ),
                ("qualified", voice.count(total.qualified)),
                (
                    "won",
                    voice.several(total.won, "became an order", "became orders", "笔"),
                ),
            ];
            voice.say(
                "{month} brought {leads}{change}; {qualified} of them qualified, and {won}.",
                "{month}获得 {leads}{change}；其中合格 {qualified} 条，成交 {won}。",
                &gaps,
            )
        },
    );
    let clicks = report.search.total.map(|total| {
        let before = report.search.total_before.map(|before| before.clicks);
        let gaps = [
            (
                "clicks",
                voice.several(total.clicks, "click", "clicks", "次点击"),
            ),
            ("change", against(total.clicks, before, "次", voice)),
        ];
        voice.say(
            " Organic search brought {clicks}{change}.",
            "自然搜索带来 {clicks}{change}。",
            &gaps,
        )
    });
    leads + &clicks.unwrap_or_default()
}

/// How a count stands against last month, as the rest of a clause; `unit` is the measure word of
/// Chinese.
fn against(now: u64, before: Option<u64>, unit: &'static str, voice: Voice) -> String {
    let Some(before) = before else {
        return String::new();
    };
    let gaps = [
        ("n", voice.count(now.abs_diff(before))),
        ("unit", unit.to_owned()),
    ];
    match now.cmp(&before) {
        std::cmp::Ordering::Greater => {
            voice.say(", {n} more than last month", "，比上月多 {n} {unit}", &gaps)
        }
        std::cmp::Ordering::Less => voice.say(
            ", {n} fewer than last month",
            "，比上月少 {n} {unit}",
            &gaps,
        ),
        std::cmp::Ordering::Equal => voice.say(", as many as last month", "，与上月持平", &gaps),
    }
}

/// Where the largest changes are, and what was published.
fn why(report: &Report, voice: Voice) -> String {
    let mut lines = Vec::new();
    let moved = |sum: &ChannelLeads| sum.leads_before.map(|before| sum.leads.abs_diff(before));
    let channel = report
        .leads
        .channels
        .iter()
        .filter(|sum| moved(sum) > Some(0))
        .max_by_key(|sum| moved(sum));
    if let Some((sum, channel, before)) =
        channel.and_then(|sum| Some((sum, sum.channel?, sum.leads_before?)))
    {
        let gaps = [
            ("channel", money::channel(channel, voice).to_owned()),
            ("now", voice.several(sum.leads, "lead", "leads", "条")),
            ("from", from(sum.leads, before, voice)),
            ("before", voice.count(before)),
        ];
        lines.push(voice.say(
            "The channel whose leads changed most is “{channel}”: {now}, {from}.",
            "线索变化最大的是“{channel}”渠道：上月 {before} 条，本月 {now}。",
            &gaps,
        ));
    }
    let gain = |line: &&SearchLine| {
        line.clicks_before
            .and_then(|before| line.clicks.checked_sub(before))
            .unwrap_or(0)
    };
    let best = report
        .search
        .pages
        .iter()
        .filter(|line| gain(line) > 0)
        .max_by_key(gain);
    if let Some(line) = best {
        let name = line.title.as_ref().unwrap_or(&line.value);
        let before = line.clicks_before.unwrap_or(0);
        let gaps = [
            ("page", voice.name(name)),
            ("now", voice.several(line.clicks, "click", "clicks", "次")),
            ("from", from(line.clicks, before, voice)),
            ("before", voice.count(before)),
        ];
        lines.push(voice.say(
            "The page that gained the most clicks from search is “{page}”: {now}, {from}.",
            "搜索点击增加最多的页面是《{page}》：上月 {before} 次，本月 {now}。",
            &gaps,
        ));
    }
    let known = |figure: &Figure| figure.id == "published" && figure.now.is_some();
    if report.figures.iter().any(known) {
        lines.push(published(report, voice));
    }
    lines.join(voice.pick(" ", ""))
}

/// Where a count comes from: `up from 7`. Chinese says last month's count first.
fn from(now: u64, before: u64, voice: Voice) -> String {
    let gaps = [("before", voice.count(before))];
    match now.cmp(&before) {
        _ if before == 0 => voice.say("none last month", "", &gaps),
        std::cmp::Ordering::Greater => voice.say("up from {before}", "", &gaps),
        std::cmp::Ordering::Less => voice.say("down from {before}", "", &gaps),
        std::cmp::Ordering::Equal => voice.say("as last month", "", &gaps),
    }
}

/// How many pages of which kinds were published.
fn published(report: &Report, voice: Voice) -> String {
    let kinds = Kind::ALL.into_iter().filter_map(|kind| {
        let count = report
            .published
            .iter()
            .filter(|page| page.kind == kind)
            .count();
        let (one, more, chinese) = match kind {
            Kind::CaseStudy => ("case study", "case studies", "篇客户案例"),
            Kind::Whitepaper => ("whitepaper", "whitepapers", "篇白皮书"),
            Kind::Interview => ("interview", "interviews", "篇访谈"),
            Kind::Product => ("product page", "product pages", "个产品页"),
        };
        (count > 0).then(|| voice.several(count, one, more, chinese))
    });
    let gaps = [
        (
            "n",
            voice.several(report.published.len(), "page", "pages", "篇"),
        ),
        ("kinds", voice.list(kinds)),
    ];
    match report.published.len() {
        0 => voice.say("Nothing was published.", "本月没有发布内容。", &[]),
        _ => voice.say(
            "We published {n} ({kinds}).",
            "本月发布 {n}（{kinds}）。",
            &gaps,
        ),
    }
}

fn next(report: &Report, voice: Voice) -> String {
    let Some(first) = report.next_steps.first() else {
        return voice.say("No rule found anything to do.", "没有需要处理的事项。", &[]);
    };
    let gaps = [
        ("step", crate::letter::capital(&steps::what(first, voice))),
        ("n", voice.count(report.next_steps.len())),
    ];
    match report.next_steps.len() {
        1 => voice.say("{step}.", "{step}。", &gaps),
        _ => voice.say(
            "{step}. This is the first of {n} next steps below.",
            "{step}。这是下面 {n} 项工作中的第一项。",
            &gaps,
        ),
    }
}
