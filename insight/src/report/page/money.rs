//! Leads and search advertising: what came, what it cost.

use masthead_store::{Channel, Money};
use rust_decimal::Decimal;

use super::{
    super::{Campaign, ChannelLeads, Report},
    Part, Section, chart,
    table::{Shape, Table, rate, sum, text},
    voice::Voice,
};
use crate::view::chart::Bar;

/// The name of a channel.
pub(super) const fn channel(channel: Channel, voice: Voice) -> &'static str {
    match channel {
        Channel::OrganicSearch => voice.pick("Organic search", "自然搜索"),
        Channel::PaidSearch => voice.pick("Paid search", "付费搜索"),
        Channel::Referral => voice.pick("Links on other sites", "外部链接"),
        Channel::TradeShow => voice.pick("Trade shows", "展会"),
        Channel::Email => voice.pick("Email", "邮件"),
        Channel::Direct => voice.pick("Direct", "直接访问"),
        Channel::Social => voice.pick("Social media", "社交媒体"),
        Channel::Other => voice.pick("Other", "其他"),
    }
}

/// Leads by channel.
pub(super) fn leads(report: &Report, voice: Voice) -> Section {
    let heading = voice.pick("Leads by channel", "各渠道线索");
    let section = |parts| Section {
        id: "leads",
        heading,
        parts,
    };
    if report.leads.total.is_none() {
        return section(vec![Part::Text(voice.say(
            "No leads are imported for {month}. Import the export of your customer system.",
            "{month}没有导入线索，请导入客户系统的导出文件。",
            &[("month", voice.month(report.month))],
        ))]);
    }
    let bars: Vec<Bar> = report
        .leads
        .channels
        .iter()
        .filter_map(|sum| bar(sum, voice))
        .collect();
    let title = voice.pick("Leads, this month and last", "本月与上月线索");
    let drawn = chart(report, voice, "leads-chart", title, &bars, |n| {
        voice.count(n)
    });
    let mut parts: Vec<Part> = drawn.into_iter().collect();
    parts.push(Part::Table(lead_table(report, voice)));
    parts.push(Part::Note(voice.say(
        "Qualified: tier S or A, or accepted or won by sales. Value: orders won, in {unit}. Cost is \
         known for paid search only.",
        "合格：等级为 S 或 A，或销售已确认合格、已成交。成交额只计已成交的线索，单位为{unit}。只有付费搜索有花费数据。",
        &[("unit", voice.unit(voice.currency))],
    )));
    parts.extend(elsewhere(&report.leads.elsewhere, voice));
    section(parts)
}

fn bar(sum: &ChannelLeads, voice: Voice) -> Option<Bar> {
    Some(Bar {
        label: channel(sum.channel?, voice).to_owned(),
        now: sum.leads.into(),
        before: sum.leads_before.map(Decimal::from),
    })
}

fn lead_table(report: &Report, voice: Voice) -> Table {
    let mut table = Table::new(&[
        (voice.pick("Channel", "渠道"), Shape::Text),
        (voice.pick("Leads", "线索"), Shape::Sum),
        (voice.pick("Last month", "上月线索"), Shape::Sum),
        (voice.pick("Qualified", "合格"), Shape::Sum),
        (voice.pick("Won", "成交"), Shape::Sum),
        (voice.pick("Value", "成交额"), Shape::Sum),
        (voice.pick("Cost", "花费"), Shape::Sum),
        (voice.pick("Cost per lead", "线索单价"), Shape::Rate),
    ]);
    for line in &report.leads.channels {
        let name = line.channel.map_or("", |name| channel(name, voice));
        table.row(vec![
            text(voice.name(name)),
            sum(voice, Some(line.leads.into())),
            sum(voice, line.leads_before.map(Decimal::from)),
            sum(voice, Some(line.qualified.into())),
            sum(voice, Some(line.won.into())),
            sum(voice, Some(line.value)),
            sum(voice, line.cost),
            rate(line.cost_per_lead.map(|cost| voice.amount(cost))),
        ]);
    }
    table.total(voice, &[(7, None)]);
    table
}

/// Search advertising by campaign.
pub(super) fn ads(report: &Report, voice: Voice) -> Section {
    let heading = voice.pick("Search advertising", "搜索广告");
    let section = |parts| Section {
        id: "ads",
        heading,
        parts,
    };
    let Some(total) = &report.ads.total else {
        return section(vec![Part::Text(voice.say(
            "No ad costs are imported for {month}.",
            "{month}没有导入广告花费。",
            &[("month", voice.month(report.month))],
        ))]);
    };
    let bars: Vec<Bar> = report
        .ads
        .campaigns
        .iter()
        .filter(|campaign| campaign.cost.max(campaign.cost_before) > Some(Decimal::ZERO))
        .filter_map(|campaign| {
            Some(Bar {
                label: campaign.campaign.clone(),
                now: campaign.cost?,
                before: campaign.cost_before,
            })
        })
        .collect();
    let title = voice.pick("Cost, this month and last", "本月与上月花费");
    let drawn = chart(report, voice, "ads-chart", title, &bars, |n| voice.count(n));
    let mut parts: Vec<Part> = drawn.into_iter().collect();
    parts.push(Part::Table(ad_table(report, total, voice)));
    parts.push(Part::Note(voice.say(
        "Amounts in {unit}. Leads: leads of paid search that name the campaign.",
        "金额单位为{unit}。线索：付费搜索线索中注明该推广计划的。",
        &[("unit", voice.unit(voice.currency))],
    )));
    parts.extend(unknown(&report.ads.campaigns, voice));
    parts.extend(elsewhere(&report.ads.elsewhere, voice));
    section(parts)
}

/// Campaigns that leads name and costs do not.
fn unknown(campaigns: &[Campaign], voice: Voice) -> Option<Part> {
    let names = campaigns
        .iter()
        .filter(|campaign| campaign.cost.is_none() && !campaign.campaign.is_empty())
        .map(|campaign| voice.name(&campaign.campaign));
    let names = voice.list(names);
    (!names.is_empty()).then(|| {
        Part::Note(voice.say(
            "Leads name a campaign for which no cost was imported: {names}. Check the spelling.",
            "有线索注明的推广计划没有导入花费：{names}。请核对写法。",
            &[("names", names)],
        ))
    })
}

fn ad_table(report: &Report, total: &Campaign, voice: Voice) -> Table {
    let mut table = Table::new(&[
        (voice.pick("Campaign", "推广计划"), Shape::Text),
        (voice.pick("Impressions", "展示"), Shape::Sum),
        (voice.pick("Clicks", "点击"), Shape::Sum),
        (voice.pick("Click-through rate", "点击率"), Shape::Rate),
        (voice.pick("Cost", "花费"), Shape::Sum),
        (voice.pick("Cost last month", "上月花费"), Shape::Sum),
        (voice.pick("Cost per click", "点击单价"), Shape::Rate),
        (voice.pick("Leads", "线索"), Shape::Sum),
        (voice.pick("Qualified", "合格"), Shape::Sum),
        (voice.pick("Cost per lead", "线索单价"), Shape::Rate),
    ]);
    let rates = |line: &Campaign| {
        [
            line.ctr.map(|ctr| voice.percent(ctr)),
            line.cost_per_click.map(|cost| voice.amount(cost)),
            line.cost_per_lead.map(|cost| voice.amount(cost)),
        ]
    };
    for line in &report.ads.campaigns {
        let [ctr, click, lead] = rates(line);
        let name = match line.campaign.as_str() {
            "" => voice.say("no campaign named", "未注明推广计划", &[]),
            name => voice.name(name),
        };
        let known = |count: u64| line.cost.map(|_| Decimal::from(count));
        table.row(vec![
            text(name),
            sum(voice, known(line.impressions)),
            sum(voice, known(line.clicks)),
            rate(ctr),
            sum(voice, line.cost),
            sum(voice, line.cost_before),
            rate(click),
            sum(voice, Some(line.leads.into())),
            sum(voice, Some(line.qualified.into())),
            rate(lead),
        ]);
    }
    let [ctr, click, lead] = rates(total);
    table.total(voice, &[(3, ctr), (6, click), (9, lead)]);
    table
}

/// What was paid or won in other currencies.
fn elsewhere(sums: &[Money], voice: Voice) -> Option<Part> {
    let amounts = voice.list(sums.iter().map(|sum| voice.money(sum.amount, sum.currency)));
    (!sums.is_empty()).then(|| {
        Part::Note(voice.say(
            "In other currencies, and in no sum here: {amounts}.",
            "另有其他币种，未计入以上合计：{amounts}。",
            &[("amounts", amounts)],
        ))
    })
}
